#include "adapters/slack/web_api.h"

#include <algorithm>
#include <optional>

#include "adapters/slack/error_class.h"
#include "adapters/slack/render.h"
#include "bot/async/deadline.h"
#include "bot/codec/form_body.h"
#include "bot/codec/json_guard.h"
#include "core/text/ascii.h"

namespace baton::slack {
namespace {

using codec::failure;
using codec::lost;
using codec::no_answer;
using Json = nlohmann::json;

constexpr std::size_t answer_nodes_max = 500'000;  // a page of history with its blocks
constexpr std::string_view hooks_origin = "https://hooks.slack.com";

/// Slack's word for what is wrong. Anything else in its place is not repeated: nobody knows what
/// stands in it.
std::string word_of_error(const Json& answer) {
  constexpr std::size_t length_max = 64;
  const auto found = answer.find("error");
  if (found == answer.end() || !found->is_string()) return "error without a word";
  const auto& word = found->get_ref<const std::string&>();
  const bool is_word =
      !word.empty() && word.size() <= length_max && std::ranges::all_of(word, [](char c) {
        return ascii::is_lower(c) || ascii::is_digit(c) || c == '_';
      });
  return is_word ? word : "error without a word";
}

Answered refused(const HttpResponse& response, const Json& answer, Repeat repeat) {
  const std::string word = word_of_error(answer);
  const std::optional<ErrorClass> meaning = error_class(word);
  if (!meaning) return lost(repeat, word);
  AttemptFailed outcome = failure(*meaning, word);
  if (word == "ratelimited" || word == "rate_limited") {
    outcome.retry_after = codec::retry_after(response);
  }
  return outcome;
}

/// The object with an `ok` of its own; nullopt where the body is none.
std::optional<Json> answer_object(const HttpResponse& response) {
  codec::JsonLimits limits;
  limits.nodes_max = answer_nodes_max;
  boost::system::result<Json> json = codec::parse_json(response.body, limits);
  if (!json || !json->is_object()) return std::nullopt;
  const auto ok = json->find("ok");
  if (ok == json->end() || !ok->is_boolean()) return std::nullopt;
  return std::move(*json);
}

/// What the status alone says; nullopt where the body must be read.
std::optional<Answered> read_status(const HttpResponse& response) {
  if (response.status != 429) return std::nullopt;
  AttemptFailed outcome = failure(ErrorClass::retry_later, "ratelimited");
  outcome.retry_after = codec::retry_after(response);
  return outcome;
}

Answered unreadable(const HttpResponse& response, Repeat repeat) {
  const std::string status = "http " + std::to_string(response.status);
  const bool is_success = response.status >= 200 && response.status < 300;
  if (is_success) return lost(repeat, status + ", unreadable answer");
  if (response.status >= 500 || response.status == 408) return lost(repeat, status);
  return failure(ErrorClass::permanent_unknown, status);
}

/// A response_url answers "ok" in plain text, or an object when something is wrong.
Answered read_response_url_answer(const HttpResult& result) {
  if (const auto* missing = std::get_if<HttpFailure>(&result)) {
    return no_answer(*missing, Repeat::duplicates);
  }
  const auto& response = std::get<HttpResponse>(result);
  if (std::optional<Answered> answered = read_status(response)) return std::move(*answered);
  const std::optional<Json> answer = answer_object(response);
  if (answer && !answer->at("ok").get<bool>()) {
    return refused(response, *answer, Repeat::duplicates);
  }
  if (response.status >= 200 && response.status < 300) return Json::object();
  return unreadable(response, Repeat::duplicates);
}

/// "https://slack.com" of "https://slack.com/api".
std::string origin_of(const std::string& url) {
  const std::size_t scheme_end = url.find("://");
  const std::size_t from = scheme_end == std::string::npos ? 0 : scheme_end + 3;
  return url.substr(0, url.find('/', from));
}

}  // namespace

Answered read_answer(const HttpResult& result, Repeat repeat) {
  if (const auto* missing = std::get_if<HttpFailure>(&result)) return no_answer(*missing, repeat);
  const auto& response = std::get<HttpResponse>(result);
  if (std::optional<Answered> answered = read_status(response)) return std::move(*answered);
  std::optional<Json> answer = answer_object(response);
  if (!answer) return unreadable(response, repeat);
  if (!answer->at("ok").get<bool>()) return refused(response, *answer, repeat);
  if (response.status < 200 || response.status >= 300) return unreadable(response, repeat);
  return std::move(*answer);
}

WebApi::WebApi(HttpClient& http, std::string api_url, Secret token)
    : http_(http),
      api_url_(codec::without_trailing_slash(std::move(api_url))),
      origin_(origin_of(api_url_)),
      token_(std::move(token)) {}

boost::asio::awaitable<Answered> WebApi::write(std::string method, Json body, Repeat repeat,
                                               std::chrono::milliseconds limit) {
  OutboundRequest request = request_of(method, "application/json; charset=utf-8", dump(body));
  const HttpResult result = co_await send(std::move(request), limit);
  co_return read_answer(result, repeat);
}

boost::asio::awaitable<Answered> WebApi::read(std::string method, Fields fields,
                                              std::chrono::milliseconds limit) {
  OutboundRequest request =
      request_of(method, "application/x-www-form-urlencoded", codec::encode_form(fields));
  const HttpResult result = co_await send(std::move(request), limit);
  co_return read_answer(result, Repeat::harmless);
}

boost::asio::awaitable<Answered> WebApi::respond(std::string response_url, Json body,
                                                 std::chrono::milliseconds limit) {
  if (!allows_response_url(response_url)) {
    co_return failure(ErrorClass::permanent_unknown, "response_url of another host");
  }
  OutboundRequest request;
  request.url = std::move(response_url);
  request.headers.push_back(Header{"Content-Type", "application/json; charset=utf-8"});
  request.body = dump(body);
  const HttpResult result = co_await send(std::move(request), limit);
  co_return read_response_url_answer(result);
}

bool WebApi::allows_response_url(std::string_view url) const {
  const auto is_plain = [](char c) {
    return c > 0x20 && c < 0x7F &&
           std::string_view("\"#<>\\^`{|}").find(c) == std::string_view::npos;
  };
  if (!std::ranges::all_of(url, is_plain)) return false;
  // The host ends at the slash, so that no user name, port or longer host can hide behind it.
  return url.starts_with(std::string(hooks_origin) + "/") || url.starts_with(origin_ + "/");
}

boost::asio::awaitable<HttpResult> WebApi::send(OutboundRequest request,
                                                std::chrono::milliseconds limit) {
  HttpFailure failure;
  failure.reach = HttpFailure::Reach::maybe_sent;
  failure.reason = "no answer in time";
  HttpResult late = std::move(failure);
  co_return co_await with_deadline(limit, http_.send(std::move(request)), std::move(late));
}

OutboundRequest WebApi::request_of(std::string_view method, std::string type,
                                   std::string body) const {
  OutboundRequest request;
  request.url = api_url_ + "/" + std::string(method);
  request.headers.push_back(Header{"Authorization", "Bearer " + token_.reveal()});
  request.headers.push_back(Header{"Content-Type", std::move(type)});
  request.body = std::move(body);
  return request;
}

}  // namespace baton::slack
