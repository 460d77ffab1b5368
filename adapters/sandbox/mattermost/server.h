#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include <boost/asio/awaitable.hpp>
#include <nlohmann/json.hpp>

#include "bot/codec/form_body.h"
#include "bot/ports/clock.h"
#include "bot/ports/http.h"
#include "core/model/secret.h"

namespace baton {
class Log;
}

/// A simulated Mattermost server: the other side of the Mattermost adapter.
namespace baton::sandbox::mattermost {

struct ServerOptions {
  Secret bot_token;      ///< what the REST API lets in as Baton
  Secret command_token;  ///< what proves a slash command to Baton
  std::string baton_url;
  std::string own_url;  ///< as in SandboxOptions
  std::chrono::milliseconds integration_limit{30'000};
};

struct Machine;

/// Calls may overlap on one thread; `*this`, and what it was made with, must outlive them.
class Server {
 public:
  Server(ServerOptions options, HttpClient& client, Clock& clock, Random& random, Log& log);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// Calls `changed` after every change, for those who wait for one. It must not change anything.
  void on_change(std::function<void()> changed);
  [[nodiscard]] std::uint64_t revision() const;

  /// /api/v4/... and /hooks/commands/<id>.
  boost::asio::awaitable<HttpResponse> rest(HttpRequest request);

  /// The doors; `name` as in "/sandbox/mattermost/<name>". They throw std::invalid_argument, or
  /// nlohmann::json::exception, for what nobody could do. null: there is no such door.
  boost::asio::awaitable<nlohmann::json> act(std::string name, nlohmann::json asked,
                                             std::string base);
  nlohmann::json read(const std::string& name, const codec::FormFields& fields);

  /// For tests that need more than the doors give.
  [[nodiscard]] Machine& machine();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace baton::sandbox::mattermost
