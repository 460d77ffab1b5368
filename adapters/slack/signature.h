#pragma once

#include <chrono>
#include <string_view>
#include <vector>

#include <boost/system/result.hpp>

#include "core/model/secret.h"
#include "core/model/time_point.h"

namespace baton::slack {

/// How far a request's timestamp may lie from now, before or after.
inline constexpr std::chrono::seconds signature_window{300};

/// Whether Slack signed `body` with one of `secrets`, no more than five minutes from `now`.
/// `timestamp` and `signature` are the header values as they came, `body` the raw bytes: nothing is
/// parsed before this says yes. All secrets are tried, in constant time.
/// Errors: AppErrc::stale_request (also for a timestamp that is not a plain decimal number),
/// AppErrc::bad_signature (also for anything but "v0=" and 64 lower-case hex digits).
/// Source: docs.slack.dev "Verifying requests from Slack".
[[nodiscard]] boost::system::result<void> verify(const std::vector<Secret>& secrets,
                                                 std::string_view timestamp,
                                                 std::string_view signature, std::string_view body,
                                                 TimePoint now);

}  // namespace baton::slack
