#pragma once

#include <chrono>
#include <memory>
#include <string>

#include <boost/asio/awaitable.hpp>

#include "bot/ports/clock.h"
#include "bot/ports/http.h"
#include "core/model/secret.h"

namespace baton {
class Log;
}

/// Simulated chats: the other side of the adapters, for the demo and for tests.
namespace baton::sandbox {

struct SandboxOptions {
  Secret signing_secret;  ///< signs what is delivered to Baton
  Secret bot_token;       ///< what the Web API lets in
  std::string baton_url;  ///< where Baton listens: "http://127.0.0.1:8080", no slash at the end
  /// Where people reach this sandbox, as response addresses begin with it; no slash at the end.
  /// Empty: as the Host header of the request that caused the delivery says.
  std::string own_url;
  /// How long Baton has to answer a delivery. Slack's own limit; shorter only in tests.
  std::chrono::milliseconds answer_limit{3000};
  Secret mattermost_bot_token;      ///< what Mattermost's REST API lets in as Baton
  Secret mattermost_command_token;  ///< what proves Mattermost's slash command to Baton
  /// How long Baton has to answer Mattermost. The server's own limit; shorter only in tests.
  std::chrono::milliseconds integration_limit{30'000};
};

/// Slack as far as Baton uses it: the Web API under /api/, signed deliveries to Baton, response
/// addresses under /response/. Beside it Mattermost: the REST API under /api/v4/, the addresses of
/// later answers under /hooks/commands/. A page for people at /, and doors for tests under
/// /sandbox/ and /sandbox/mattermost/ (docs/sandbox.md). All state is in memory and bounded.
///
/// The page and the doors answer only to a loopback Host, and take only JSON, so that no web site
/// can drive them. Calls of handle() may overlap on one thread; `*this`, and what it was made
/// with, must outlive them.
class Sandbox final {
 public:
  Sandbox(SandboxOptions options, HttpClient& client, Clock& clock, Random& random, Log& log);
  ~Sandbox();
  Sandbox(const Sandbox&) = delete;
  Sandbox& operator=(const Sandbox&) = delete;

  /// Answers one request; an unknown path is a 404. Never throws for what is in the request.
  boost::asio::awaitable<HttpResponse> handle(HttpRequest request);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace baton::sandbox
