#pragma once

#include <cstdint>
#include <memory>
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
  bool stopping = false;  ///< every answer is the last of its connection

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
  std::unique_ptr<Wire> wire_;
  std::string remote_;
  std::string request_id_;  ///< of the request being served
  bool is_first_ = true;
  bool is_idle_ = false;
  bool is_cut_ = false;
};

}  // namespace baton::http
