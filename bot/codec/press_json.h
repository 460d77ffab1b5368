#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <boost/system/result.hpp>

#include "bot/ports/card.h"

namespace baton {

/// The longest text that press_json makes where no other limit is given: what a Slack button's
/// value may hold.
inline constexpr std::size_t press_json_length_max = 2000;

/// `press` as compact ASCII JSON of at most `length_max` bytes,
/// `{"b":1,"k":"act","v":"accept","t":"ACME-12","h":2,"n":17}`, with < > & written as \u escapes;
/// members at their defaults are left out. What is filled into a form is the object "f": where it
/// does not fit, the longest text is left out first. Where the text of a `run` does not fit it is
/// left out too: such a button opens the menu, and never runs half a command. Of the presses that
/// act at once only an undo has a text, "x".
std::string press_json(const Press& press, std::size_t length_max = press_json_length_max);

/// The press that `json` says. Strict: the version, every member, its type, its range, the verb's
/// word and the key's shape must be right, and nothing else may stand beside them. "f" may hold 32
/// texts at most, under names of 1 to 100 bytes.
/// Errors: AppErrc::bad_request; AppErrc::too_large beyond `length_max` bytes.
[[nodiscard]] boost::system::result<Press> parse_press(
    std::string_view json, std::size_t length_max = press_json_length_max);

}  // namespace baton
