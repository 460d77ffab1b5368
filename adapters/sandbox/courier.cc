#include "adapters/sandbox/courier.h"

#include <utility>
#include <variant>

#include "bot/async/deadline.h"
#include "bot/codec/digest.h"
#include "bot/log/log.h"

namespace baton::sandbox {
namespace {

constexpr const char* timed_out = "operation_timeout";
constexpr const char* not_dispatched = "dispatch_failed";

}  // namespace

Courier::Courier(Secret signing_secret, std::string baton_url, std::chrono::milliseconds limit,
                 HttpClient& client, Clock& clock, Log& log)
    : signing_secret_(std::move(signing_secret)),
      baton_url_(std::move(baton_url)),
      limit_(limit),
      client_(client),
      clock_(clock),
      log_(log) {}

OutboundRequest Courier::signed_request(const std::string& path, std::string body) const {
  const auto now = std::chrono::floor<std::chrono::seconds>(clock_.now());
  const std::string timestamp = std::to_string(now.time_since_epoch().count());
  const codec::Digest digest =
      codec::hmac_sha256(signing_secret_.reveal(), "v0:" + timestamp + ":" + body);
  OutboundRequest request;
  request.url = baton_url_ + path;
  request.headers.push_back(Header{"Content-Type", "application/x-www-form-urlencoded"});
  request.headers.push_back(Header{"User-Agent", "Slackbot 1.0 (+https://api.slack.com/robots)"});
  request.headers.push_back(Header{"Accept", "application/json,*/*"});
  request.headers.push_back(Header{"X-Slack-Request-Timestamp", timestamp});
  request.headers.push_back(Header{"X-Slack-Signature", "v0=" + codec::to_hex(digest)});
  request.body = std::move(body);
  return request;
}

boost::asio::awaitable<HttpResult> Courier::send_in_time(OutboundRequest request) {
  HttpFailure failure;
  failure.reach = HttpFailure::Reach::maybe_sent;
  failure.reason = timed_out;
  HttpResult late = std::move(failure);
  co_return co_await with_deadline(limit_, client_.send(std::move(request)), std::move(late));
}

boost::asio::awaitable<Delivered> Courier::deliver(std::string path, std::string body) {
  Delivered delivered;
  delivered.request = signed_request(path, std::move(body));
  delivered.answer = HttpResponse::empty(0);
  OutboundRequest request = delivered.request;
  HttpResult result = co_await send_in_time(std::move(request));
  std::string reason;
  if (const auto* const failure = std::get_if<HttpFailure>(&result)) {
    reason = failure->reason;
    delivered.failure = reason == timed_out ? timed_out : not_dispatched;
  } else {
    delivered.answer = std::move(std::get<HttpResponse>(result));
    if (delivered.answer.status / 100 != 2) delivered.failure = not_dispatched;
  }
  if (!delivered.failure.empty()) {
    log_.warning("sandbox.delivery_failed", {{"path", path},
                                             {"status", delivered.answer.status},
                                             {"failure", delivered.failure},
                                             {"reason", reason}});
  }
  co_return delivered;
}

}  // namespace baton::sandbox
