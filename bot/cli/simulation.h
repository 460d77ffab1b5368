#pragma once

#include <chrono>
#include <memory>
#include <string>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>

#include "adapters/sandbox/sandbox.h"
#include "bot/http/client.h"
#include "bot/http/listener.h"
#include "bot/log/log.h"
#include "bot/system/system_clock.h"

namespace baton::cli {

/// The simulated chats on a port of loopback, and the event loop they run in: what `baton demo` and
/// `baton sandbox` share.
class Simulation {
 public:
  /// Listens at `port`; 0: any free one. Throws boost::system::system_error where it is taken.
  Simulation(int port, LogLevel level);

  /// Where people open the page, without a slash at the end.
  [[nodiscard]] const std::string& url() const { return url_; }
  boost::asio::io_context& io() { return io_; }
  Clock& clock() { return clock_; }
  Random& random() { return random_; }
  HttpClient& client() { return client_; }

  /// Begins to simulate; `options.own_url` is filled in. REQUIRES: called once, before run().
  sandbox::Sandbox& open(sandbox::SandboxOptions options);
  /// Runs `play` to its end and yields its exit code. What it throws is thrown here.
  int run(boost::asio::awaitable<int> play);
  /// Accepts no more requests, and lets those that run answer within `grace`.
  boost::asio::awaitable<void> close(std::chrono::milliseconds grace);

 private:
  Log log_;
  boost::asio::io_context io_{1};
  SystemClock clock_;
  SystemRandom random_;
  WebClient client_;
  std::unique_ptr<sandbox::Sandbox> chats_;
  Listener listener_;
  std::string url_;
};

}  // namespace baton::cli
