#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>

#include "bot/http/gate.h"
#include "bot/http/listener.h"
#include "bot/ports/http.h"

namespace baton::http {

/// What the connections of one listener share.
struct Service {
  ListenerOptions options;
  HttpHandler handler;
  Log& log;
  Meter& meter;
  std::uint64_t requests = 0;
  std::size_t large_body_bytes = 0;  ///< of all requests under way
  bool stopping = false;             ///< every answer is the last of its connection

  std::string next_request_id();
};

/// One connection: reads a request, answers it, and again.
class Session {
 public:
  /// `service` outlives the session.
  Session(boost::asio::ip::tcp::socket socket, Service& service);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  /// Serves until either side closes. Called once; throws only when cancelled, or out of memory.
  boost::asio::awaitable<void> run();
  /// Ends it now where no request has begun; otherwise the running answer is the last.
  void drain();
  /// Ends it now.
  void cut();
  /// Since when it has been without a whole request; nullopt: it is being answered, or was cut.
  [[nodiscard]] std::optional<std::chrono::steady_clock::time_point> waits_since() const;

 private:
  struct Wire;
  boost::asio::awaitable<bool> serve_one();
  boost::asio::awaitable<GateVerdict> receive_head();
  boost::asio::awaitable<bool> receive(Head head, HttpRequest& request);
  boost::asio::awaitable<HttpResponse> answer(HttpRequest request);
  boost::asio::awaitable<bool> send(HttpResponse response, bool keep, bool head_only);
  boost::asio::awaitable<void> refuse(Refusal refusal);
  boost::asio::awaitable<void> linger();

  Service& service_;
  std::shared_ptr<Wire> wire_;  // shared with its watch's handler, which may come after the session
  std::optional<std::chrono::steady_clock::time_point> waits_since_;
  std::string remote_;
  std::string request_id_;  ///< of the request being served
  bool is_first_ = true;
  bool is_idle_ = false;
  bool is_cut_ = false;
};

}  // namespace baton::http
