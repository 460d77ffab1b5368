#include "tests/adapters/slack/requests.h"

#include "bot/codec/digest.h"
#include "bot/codec/form_body.h"

namespace baton::test {

std::string signature_of(const std::string& secret, std::int64_t seconds, const std::string& body) {
  const std::string base = "v0:" + std::to_string(seconds) + ":" + body;
  return "v0=" + codec::to_hex(codec::hmac_sha256(secret, base));
}

HttpRequest signed_request(std::string path, std::string body, TimePoint now,
                           const std::string& secret) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
  HttpRequest request;
  request.method = "POST";
  request.path = std::move(path);
  request.headers = {{"content-type", "application/x-www-form-urlencoded"},
                     {"x-slack-request-timestamp", std::to_string(seconds)},
                     {"x-slack-signature", signature_of(secret, seconds, body)}};
  request.body = std::move(body);
  return request;
}

std::string payload_body(const std::string& json) {
  return codec::encode_form({{"payload", json}});
}

}  // namespace baton::test
