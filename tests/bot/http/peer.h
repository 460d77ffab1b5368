#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace baton::test {

/// The other end of a connection, byte by byte, on a blocking socket. Nothing here waits longer
/// than ten seconds.
class Peer {
 public:
  /// Connects to 127.0.0.1; `from` is the address that the server sees.
  explicit Peer(int port, const std::string& from = "127.0.0.1");
  /// Not connected yet, but holding its descriptor.
  Peer();
  ~Peer();
  Peer(const Peer&) = delete;
  Peer& operator=(const Peer&) = delete;

  /// Whether the server took the connection.
  bool connect(int port);
  /// Sends all that the server takes. False: it closed meanwhile.
  bool send(std::string_view bytes);
  /// No more is coming from here.
  void finish();
  /// All that comes until the server closes; fails the test where it does not close.
  std::string read_all();
  /// One response with a Content-Length, head and body; "" where the server closed.
  std::string read_response();
  /// Whether something (bytes, or the end) came within `span`.
  bool hears(std::chrono::milliseconds span);

 private:
  bool receive();

  int fd_;
  std::string unread_;
};

/// "HTTP/1.1 404 Not Found..." -> 404; 0 for anything else.
int status_of(std::string_view response);
/// How many times `part` occurs.
int occurrences(std::string_view text, std::string_view part);

}  // namespace baton::test
