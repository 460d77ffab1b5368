#pragma once

#include <chrono>
#include <optional>
#include <string>

#include <boost/asio/awaitable.hpp>

#include "bot/ports/http.h"

namespace baton {
class Log;
}

namespace baton::sandbox::mattermost {

/// One request to an integration and what came of it.
struct Delivered {
  OutboundRequest request;  ///< as it was sent first: it may be sent again, or altered
  HttpResponse answer;      ///< the last one, where redirects were followed; status 0: none came
  std::string failure;      ///< empty: some answer came, of whatever status
};

/// Calls integrations as the server does: its own headers, redirects followed to the same host, no
/// second try.
class Integrations {
 public:
  static constexpr int redirects_max = 10;

  /// `limit`: how long an answer is waited for. References outlive the object.
  Integrations(std::chrono::milliseconds limit, HttpClient& client, Log& log);

  /// `authorization`: empty: none. Throws nothing but cancellation. Calls may overlap.
  boost::asio::awaitable<Delivered> post(std::string url, std::string content_type,
                                         std::string authorization, std::string body);

 private:
  boost::asio::awaitable<HttpResult> send_in_time(OutboundRequest request);

  std::chrono::milliseconds limit_;
  HttpClient& client_;
  Log& log_;
};

}  // namespace baton::sandbox::mattermost
