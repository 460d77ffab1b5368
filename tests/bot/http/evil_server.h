#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <thread>

#include <openssl/ssl.h>

namespace baton::test {

/// One accepted connection, blocking, plain or TLS. Every call ends within ten seconds.
class Visit {
 public:
  Visit(int fd, SSL* tls) : fd_(fd), tls_(tls) {}
  /// False when the client has gone.
  bool send(std::string_view bytes);
  /// The request's head, and its body by Content-Length.
  std::string read_request();
  /// Waits until the client goes.
  void wait_for_end();
  /// Whether the client goes, or sends more, within `span`.
  bool ends_within(std::chrono::milliseconds span);
  /// Resets the connection instead of closing it.
  void reset();

 private:
  int receive(char* bytes, int size);
  int fd_;
  SSL* tls_;
};

/// Accepts one connection after another on a loopback port and does with each as `act` says.
class EvilServer {
 public:
  using Act = std::function<void(Visit&)>;
  /// `certificate` and `key`: PEM files; empty for plain TCP. `tls_max`: TLS1_1_VERSION and the
  /// like; 0: any.
  explicit EvilServer(Act act, std::string certificate = "", std::string key = "", int tls_max = 0);
  ~EvilServer();
  EvilServer(const EvilServer&) = delete;
  EvilServer& operator=(const EvilServer&) = delete;

  int port = 0;

 private:
  void serve();

  Act act_;
  int listening_ = -1;
  SSL_CTX* context_ = nullptr;
  std::thread thread_;
};

}  // namespace baton::test
