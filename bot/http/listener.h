#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>

#include "bot/ports/http.h"
#include "bot/ports/meter.h"

namespace baton {

class Log;

struct ListenerOptions {
  std::string address = "127.0.0.1";  ///< an IPv4 or IPv6 address
  int port = 0;                       ///< 0: any free one
  std::string instance = "0";         ///< begins every request id: tells the service's runs apart
  int connections_max = 2000;
  int connections_per_source_max = 200;
  std::size_t body_bytes_max = std::size_t{1024} * 1024;
  std::size_t small_body_bytes = std::size_t{64} * 1024;  ///< up to here a body always has room
  /// What the larger ones take together: those beyond it are refused with 503.
  std::size_t large_bodies_bytes_max = std::size_t{64} * 1024 * 1024;
  std::chrono::milliseconds head_limit{5'000};    ///< from its first byte to its last
  std::chrono::milliseconds body_limit{10'000};   ///< for the whole body
  std::chrono::milliseconds write_limit{10'000};  ///< for the whole response
  std::chrono::milliseconds idle_limit{30'000};   ///< between two requests of a connection
  std::chrono::milliseconds accept_pause{100};    ///< after an accept failed, as without free fds
};

/// Serves HTTP/1.1 to one handler: every request passes the framing gate (gate.h) first, every
/// request that comes too slowly is answered with 408, every answer carries X-Request-Id and, where
/// the handler did not set them, the headers that keep caches and other sites out. What the handler
/// throws is logged under the request's id and answered with 503 and Retry-After (system_error) or
/// 500.
///
/// A source with too many connections is turned away with 503. Where all together are too many, the
/// one goes that has been longest without a whole request: who only holds connections keeps nobody
/// else out.
class Listener {
 public:
  /// `io`, run by one thread, `log` and `meter` outlive every connection; `handler` is called for
  /// several requests at the same time.
  Listener(boost::asio::io_context& io, ListenerOptions options, HttpHandler handler, Log& log,
           Meter& meter = no_meter());
  /// Closes the port and cuts what is still connected.
  ~Listener();
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  /// Binds and begins to accept. Throws system_error that names address and port.
  void start();
  /// The bound port. REQUIRES: started.
  [[nodiscard]] int port() const;
  /// Accepts no more, lets running requests answer (with "Connection: close") and returns when all
  /// are done; those that take longer than `grace` are cut. Called once.
  boost::asio::awaitable<void> stop(std::chrono::milliseconds grace);
  /// Connections open now. For tests and metrics.
  [[nodiscard]] int connections() const;

 private:
  struct State;
  std::shared_ptr<State> state_;  // shared with the connections, whose frames may outlive this
};

}  // namespace baton
