#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/asio/awaitable.hpp>
#include <nlohmann/json.hpp>

#include "bot/codec/call_outcome.h"
#include "bot/ports/http.h"
#include "core/delivery/delivery.h"
#include "core/model/secret.h"

namespace baton::slack {

using codec::Answered;
using codec::Repeat;
/// A form of names and values, in order.
using Fields = std::vector<std::pair<std::string, std::string>>;

/// What an HTTP result of a Web API call says: the object that came with `ok: true`, or why there
/// is none. Pure.
Answered read_answer(const HttpResult& result, Repeat repeat);

/// Calls Slack's Web API: one POST, its answer classified. The token travels in the Authorization
/// header alone. Calls may overlap; the client outlives this. Throws nothing but cancellation.
class WebApi {
 public:
  WebApi(HttpClient& http, std::string api_url, Secret token);

  /// A method that takes JSON (the writing ones).
  boost::asio::awaitable<Answered> write(std::string method, nlohmann::json body, Repeat repeat,
                                         std::chrono::milliseconds limit);
  /// A method that takes a form (the reading ones).
  boost::asio::awaitable<Answered> read(std::string method, Fields fields,
                                        std::chrono::milliseconds limit);
  /// Posts to a response_url; its answer is often no JSON. The address is a secret.
  /// One that is neither on hooks.slack.com nor on the API's own origin is refused unsent.
  boost::asio::awaitable<Answered> respond(std::string response_url, nlohmann::json body,
                                           std::chrono::milliseconds limit);

  /// Whether a reply may be sent to `url` (T08).
  [[nodiscard]] bool allows_response_url(std::string_view url) const;

 private:
  boost::asio::awaitable<HttpResult> send(OutboundRequest request, std::chrono::milliseconds limit);
  OutboundRequest request_of(std::string_view method, std::string type, std::string body) const;

  HttpClient& http_;
  std::string api_url_;  ///< without a trailing slash
  std::string origin_;   ///< "https://slack.com"
  Secret token_;
};

}  // namespace baton::slack
