#pragma once

#include <chrono>
#include <string>
#include <variant>

#include <nlohmann/json.hpp>

#include "bot/ports/http.h"
#include "core/delivery/delivery.h"

/// What a call to a chat's API came to, as far as all platforms have it in common.
namespace baton::codec {

/// What a call may have left behind when its answer is missing or makes no sense.
enum class Repeat {
  harmless,   ///< the call may simply be made again: AttemptFailed, retry_later
  duplicates  ///< it may have been done, and again would be twice: AttemptUnknown
};

/// The JSON of a success, or why there is none.
using Answered = std::variant<nlohmann::json, AttemptFailed, AttemptUnknown>;

AttemptFailed failure(ErrorClass error, std::string reason);
/// The failure of a call that is harmless to repeat, so that its outcome is never unknown.
/// REQUIRES: it failed.
AttemptFailed failure_in(const Answered& answered);
/// An answer that lacks what it must hold, to a call that may simply be made again.
AttemptFailed incomplete(const char* what);
/// The call was made, and what it did is not known.
Answered lost(Repeat repeat, std::string reason);
/// No answer came.
Answered no_answer(const HttpFailure& failure, Repeat repeat);

/// How long a 429 asks us to wait: 1 s to 1 h, 30 s where it does not say.
std::chrono::seconds retry_after(const HttpResponse& response);

std::string without_trailing_slash(std::string url);

}  // namespace baton::codec
