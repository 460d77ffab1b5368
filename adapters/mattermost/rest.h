#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include <boost/asio/awaitable.hpp>
#include <nlohmann/json.hpp>

#include "bot/codec/call_outcome.h"
#include "bot/ports/http.h"
#include "core/delivery/delivery.h"
#include "core/model/secret.h"

namespace baton::mattermost {

using codec::Answered;
using codec::Repeat;

/// What an HTTP result of a REST call says. Pure. The reason of a failure is the error's id, or
/// "http 502": the message is translated, so it is neither read nor shown. What answers in place of
/// Mattermost is said to: "http 404, not Mattermost's words".
Answered read_answer(const HttpResult& result, Repeat repeat);
/// The same of a page of posts. One that holds more than is read, or no posts, will be no better
/// the next time: AttemptFailed, permanent_unknown, "unreadable history".
Answered read_history(const HttpResult& result);

/// Calls Mattermost's REST API, version 4: one request, its answer classified. The token travels in
/// the Authorization header alone. Calls may overlap; the client outlives this. Throws nothing but
/// cancellation.
class Rest {
 public:
  /// `url`: of the server, "https://chat.example.com".
  Rest(HttpClient& http, std::string url, Secret token);

  /// GET of what stands at `path`, "/users/me".
  boost::asio::awaitable<Answered> get(std::string path, std::chrono::milliseconds limit);
  /// GET of a page of posts.
  boost::asio::awaitable<Answered> history(std::string path, std::chrono::milliseconds limit);
  boost::asio::awaitable<Answered> post(std::string path, nlohmann::json body, Repeat repeat,
                                        std::chrono::milliseconds limit);
  /// PUT: harmless to repeat.
  boost::asio::awaitable<Answered> put(std::string path, nlohmann::json body,
                                       std::chrono::milliseconds limit);
  /// A later answer to a slash command, by its response_url. Of that only the id is used, on the
  /// server's own URL: old servers take the host from the request of whoever typed the command
  /// (T08). Without a token: the address is the secret. Refused unsent where it has no such id.
  boost::asio::awaitable<Answered> respond(std::string response_url, nlohmann::json body,
                                           std::chrono::milliseconds limit);

 private:
  boost::asio::awaitable<HttpResult> send(OutboundRequest request, std::chrono::milliseconds limit);
  OutboundRequest request_of(std::string method, std::string_view path) const;

  HttpClient& http_;
  std::string url_;  ///< without a trailing slash
  Secret token_;
};

}  // namespace baton::mattermost
