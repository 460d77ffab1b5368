#include "adapters/mattermost/rest.h"

#include <algorithm>
#include <optional>

#include "adapters/mattermost/error_class.h"
#include "adapters/mattermost/interaction.h"
#include "adapters/mattermost/render.h"
#include "bot/async/deadline.h"
#include "bot/codec/json_guard.h"
#include "bot/codec/json_read.h"
#include "core/text/ascii.h"

namespace baton::mattermost {
namespace {

using codec::failure;
using codec::lost;
using codec::no_answer;
using Json = nlohmann::json;

constexpr std::size_t answer_nodes_max = 500'000;  // a page of posts with their attachments

std::optional<Json> json_of(const HttpResponse& response) {
  codec::JsonLimits limits;
  limits.nodes_max = answer_nodes_max;
  boost::system::result<Json> json = codec::parse_json(response.body, limits);
  if (!json || !json->is_structured()) return std::nullopt;
  return std::move(*json);
}

/// The id of an error, "api.context.permissions.app_error". Anything else in its place is not
/// repeated: nobody knows what stands in it.
std::string id_of_error(const HttpResponse& response) {
  constexpr std::size_t length_max = 128;
  const std::optional<Json> answer = json_of(response);
  if (!answer) return {};
  std::string id = codec::text_at(*answer, {"id"});
  const bool is_id = id.size() <= length_max && id.find('.') != std::string::npos &&
                     std::ranges::all_of(id, [](char c) {
                       return ascii::is_lower(c) || ascii::is_digit(c) || c == '_' || c == '.';
                     });
  return is_id ? id : std::string();
}

bool is_success(const HttpResponse& response) {
  return response.status >= 200 && response.status < 300;
}

Answered refused(const HttpResponse& response, Repeat repeat) {
  const std::string id = id_of_error(response);
  std::string reason = id.empty() ? "http " + std::to_string(response.status) : id;
  if (is_ambiguous(response.status, id)) return lost(repeat, std::move(reason));
  if (says_nothing(response.status, id)) reason += ", not Mattermost's words";
  AttemptFailed outcome = failure(error_class(response.status, id), std::move(reason));
  if (response.status == 429) outcome.retry_after = codec::retry_after(response);
  return outcome;
}

/// Whether the server refuses the id of a response_url for its shape: then it answers as its router
/// does, without an error's id.
bool is_no_hook(const HttpResponse& response) {
  return response.status == 404 && response.body.starts_with("404 page not found");
}

/// A response_url answers "ok" as plain text.
Answered read_response_url_answer(const HttpResult& result) {
  if (const auto* missing = std::get_if<HttpFailure>(&result)) {
    return no_answer(*missing, Repeat::duplicates);
  }
  const auto& response = std::get<HttpResponse>(result);
  if (is_success(response)) return Json::object();
  if (is_no_hook(response)) return failure(ErrorClass::permanent_unknown, "http 404");
  return refused(response, Repeat::duplicates);
}

/// The id at the end of a response_url; empty where it has none.
std::string hook_of(std::string_view response_url) {
  constexpr std::string_view before = "/hooks/commands/";
  const std::size_t at = response_url.rfind(before);
  if (at == std::string_view::npos) return {};
  const std::string_view id = response_url.substr(at + before.size());
  return is_id(id) ? std::string(id) : std::string();
}

}  // namespace

Answered read_answer(const HttpResult& result, Repeat repeat) {
  if (const auto* missing = std::get_if<HttpFailure>(&result)) return no_answer(*missing, repeat);
  const auto& response = std::get<HttpResponse>(result);
  if (!is_success(response)) return refused(response, repeat);
  std::optional<Json> answer = json_of(response);
  if (answer) return std::move(*answer);
  return lost(repeat, "http " + std::to_string(response.status) + ", unreadable answer");
}

Answered read_history(const HttpResult& result) {
  const AttemptFailed unreadable = failure(ErrorClass::permanent_unknown, "unreadable history");
  if (const auto* missing = std::get_if<HttpFailure>(&result)) {
    if (missing->over_large) return unreadable;
    return no_answer(*missing, Repeat::harmless);
  }
  const auto& response = std::get<HttpResponse>(result);
  if (!is_success(response)) return refused(response, Repeat::harmless);
  std::optional<Json> page = json_of(response);
  if (!page || !codec::at(*page, {"order"}).is_array()) return unreadable;
  return std::move(*page);
}

Rest::Rest(HttpClient& http, std::string url, Secret token)
    : http_(http), url_(codec::without_trailing_slash(std::move(url))), token_(std::move(token)) {}

boost::asio::awaitable<Answered> Rest::get(std::string path, std::chrono::milliseconds limit) {
  OutboundRequest request = request_of("GET", path);
  const HttpResult result = co_await send(std::move(request), limit);
  co_return read_answer(result, Repeat::harmless);
}

boost::asio::awaitable<Answered> Rest::history(std::string path, std::chrono::milliseconds limit) {
  OutboundRequest request = request_of("GET", path);
  const HttpResult result = co_await send(std::move(request), limit);
  co_return read_history(result);
}

boost::asio::awaitable<Answered> Rest::post(std::string path, Json body, Repeat repeat,
                                            std::chrono::milliseconds limit) {
  OutboundRequest request = request_of("POST", path);
  request.headers.push_back(Header{"Content-Type", "application/json"});
  request.body = dump(body);
  const HttpResult result = co_await send(std::move(request), limit);
  co_return read_answer(result, repeat);
}

boost::asio::awaitable<Answered> Rest::put(std::string path, Json body,
                                           std::chrono::milliseconds limit) {
  OutboundRequest request = request_of("PUT", path);
  request.headers.push_back(Header{"Content-Type", "application/json"});
  request.body = dump(body);
  const HttpResult result = co_await send(std::move(request), limit);
  co_return read_answer(result, Repeat::harmless);
}

boost::asio::awaitable<Answered> Rest::respond(std::string response_url, Json body,
                                               std::chrono::milliseconds limit) {
  const std::string hook = hook_of(response_url);
  if (hook.empty()) {
    co_return failure(ErrorClass::permanent_unknown, "response_url without an id");
  }
  OutboundRequest request;
  request.url = url_ + "/hooks/commands/" + hook;
  request.headers.push_back(Header{"Content-Type", "application/json"});  // exactly, or it is text
  request.body = dump(body);
  const HttpResult result = co_await send(std::move(request), limit);
  co_return read_response_url_answer(result);
}

boost::asio::awaitable<HttpResult> Rest::send(OutboundRequest request,
                                              std::chrono::milliseconds limit) {
  HttpFailure failure;
  failure.reach = HttpFailure::Reach::maybe_sent;
  failure.reason = "no answer in time";
  HttpResult late = std::move(failure);
  co_return co_await with_deadline(limit, http_.send(std::move(request)), std::move(late));
}

OutboundRequest Rest::request_of(std::string method, std::string_view path) const {
  OutboundRequest request;
  request.method = std::move(method);
  request.url = url_ + "/api/v4" + std::string(path);
  request.headers.push_back(Header{"Authorization", "Bearer " + token_.reveal()});
  return request;
}

}  // namespace baton::mattermost
