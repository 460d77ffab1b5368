#pragma once

#include <string>

#include <boost/asio/awaitable.hpp>

#include "bot/ports/clock.h"
#include "bot/ports/http.h"
#include "core/model/secret.h"

namespace baton {
class Log;
}

namespace baton::sandbox {

/// One delivery to Baton and what came of it.
struct Delivered {
  OutboundRequest request;  ///< as it was sent: it may be sent again, or altered
  HttpResponse answer;      ///< status 0: none came
  /// Empty: answered with 2xx in time. Else Slack's word for what the person is shown:
  /// "operation_timeout" or "dispatch_failed".
  std::string failure;
};

/// Signs what Slack delivers, sends it, and waits for the answer.
/// Source: docs.slack.dev "Verifying requests from Slack".
class Courier {
 public:
  /// `limit`: how long an answer is waited for.
  Courier(Secret signing_secret, std::string baton_url, std::chrono::milliseconds limit,
          HttpClient& client, Clock& clock, Log& log);
  /// `path`: "/slack/commands"; `body`: a form. Throws nothing but cancellation. Calls may overlap.
  boost::asio::awaitable<Delivered> deliver(std::string path, std::string body);

 private:
  [[nodiscard]] OutboundRequest signed_request(const std::string& path, std::string body) const;
  boost::asio::awaitable<HttpResult> send_in_time(OutboundRequest request);

  Secret signing_secret_;
  std::string baton_url_;
  std::chrono::milliseconds limit_;
  HttpClient& client_;
  Clock& clock_;
  Log& log_;
};

}  // namespace baton::sandbox
