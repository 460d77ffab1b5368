#include "adapters/sandbox/mattermost/integrations.h"

#include <utility>
#include <variant>

#include "bot/async/deadline.h"
#include "bot/log/log.h"

namespace baton::sandbox::mattermost {
namespace {

constexpr const char* timed_out = "no answer in time";

OutboundRequest request_of(std::string url, std::string content_type, std::string authorization,
                           std::string body) {
  OutboundRequest request;
  request.url = std::move(url);
  request.headers.push_back(Header{"User-Agent", "Mattermost-Bot/1.1"});
  request.headers.push_back(Header{"Accept", "application/json"});
  if (!authorization.empty()) {
    request.headers.push_back(Header{"Authorization", std::move(authorization)});
  }
  request.headers.push_back(Header{"Content-Type", std::move(content_type)});
  request.headers.push_back(Header{"Accept-Encoding", "gzip"});
  request.body = std::move(body);
  return request;
}

/// "http://host:port" of a URL.
std::string origin_of(const std::string& url) {
  const std::size_t host = url.find("://");
  if (host == std::string::npos) return url;
  return url.substr(0, url.find_first_of("/?#", host + 3));
}

/// What a redirect asks for; nullopt: it is none, or leads to another host.
std::optional<OutboundRequest> redirected(const OutboundRequest& request,
                                          const HttpResponse& answer) {
  const bool keeps_method = answer.status == 307 || answer.status == 308;
  const bool becomes_get = answer.status == 301 || answer.status == 302 || answer.status == 303;
  const auto location = find_header(answer.headers, "Location");
  if ((!keeps_method && !becomes_get) || !location) return std::nullopt;
  const std::string origin = origin_of(request.url);
  OutboundRequest next = request;
  next.url = location->starts_with('/') ? origin + std::string(*location) : std::string(*location);
  if (origin_of(next.url) != origin) return std::nullopt;
  std::erase_if(next.headers, [](const Header& header) { return header.name == "Referer"; });
  next.headers.push_back(Header{"Referer", request.url});
  if (becomes_get) {
    next.method = "GET";
    next.body.clear();
  }
  return next;
}

}  // namespace

Integrations::Integrations(std::chrono::milliseconds limit, HttpClient& client, Log& log)
    : limit_(limit), client_(client), log_(log) {}

boost::asio::awaitable<HttpResult> Integrations::send_in_time(OutboundRequest request) {
  HttpFailure failure;
  failure.reach = HttpFailure::Reach::maybe_sent;
  failure.reason = timed_out;
  HttpResult late = std::move(failure);
  co_return co_await with_deadline(limit_, client_.send(std::move(request)), std::move(late));
}

boost::asio::awaitable<Delivered> Integrations::post(std::string url, std::string content_type,
                                                     std::string authorization, std::string body) {
  Delivered delivered;
  delivered.request = request_of(std::move(url), std::move(content_type), std::move(authorization),
                                 std::move(body));
  delivered.answer = HttpResponse::empty(HttpResponse::no_answer);
  std::optional<OutboundRequest> next = delivered.request;
  for (int hop = 0; next && hop <= redirects_max; ++hop) {
    const OutboundRequest sent = *next;
    OutboundRequest copy = sent;
    HttpResult result = co_await send_in_time(std::move(copy));
    if (const auto* const failure = std::get_if<HttpFailure>(&result)) {
      delivered.failure = failure->reason.empty() ? "no answer" : failure->reason;
      break;
    }
    delivered.answer = std::move(std::get<HttpResponse>(result));
    next = redirected(sent, delivered.answer);
  }
  if (!delivered.failure.empty() || delivered.answer.status != 200) {
    log_.warning("sandbox.integration_failed", {{"url", delivered.request.url},
                                                {"status", delivered.answer.status},
                                                {"reason", delivered.failure}});
  }
  co_return delivered;
}

}  // namespace baton::sandbox::mattermost
