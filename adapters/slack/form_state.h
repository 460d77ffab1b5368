#pragma once

#include <string>
#include <string_view>

#include <boost/system/result.hpp>

#include "bot/ports/card.h"
#include "core/model/time_point.h"

namespace baton::slack {

/// What a form carries of ours, as its private_metadata: Slack hands it back unchanged.
struct FormState {
  Press press;
  TimePoint opened_at;  ///< epoch: not told
  bool operator==(const FormState&) const = default;
};

/// {"p": press_json, "o": milliseconds}, or the press alone where the time is not told.
std::string form_state(const FormState& state);
/// Errors: bad_request, too_large.
[[nodiscard]] boost::system::result<FormState> parse_form_state(std::string_view text);

}  // namespace baton::slack
