#pragma once

#include <string>

#include "bot/ports/http.h"
#include "core/model/time_point.h"

namespace baton::test {

inline const std::string signing_secret = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";

/// The signature header that Slack sends for `body` at `seconds`.
std::string signature_of(const std::string& secret, std::int64_t seconds, const std::string& body);

/// A POST of a form, signed at `now`.
HttpRequest signed_request(std::string path, std::string body, TimePoint now,
                           const std::string& secret = signing_secret);

/// The form body in which Slack sends the payload `json`.
std::string payload_body(const std::string& json);

}  // namespace baton::test
