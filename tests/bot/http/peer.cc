#include "tests/bot/http/peer.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <gtest/gtest.h>

namespace baton::test {
namespace {

sockaddr_in address_of(const std::string& host, int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  inet_pton(AF_INET, host.c_str(), &address.sin_addr);
  return address;
}

}  // namespace

Peer::Peer() : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  timeval limit{10, 0};
  ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  ::setsockopt(fd_, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
}

Peer::Peer(int port, const std::string& from) : Peer() {
  const sockaddr_in source = address_of(from, 0);
  EXPECT_EQ(::bind(fd_, reinterpret_cast<const sockaddr*>(&source), sizeof source), 0);
  EXPECT_TRUE(connect(port)) << std::strerror(errno);
}

Peer::~Peer() { ::close(fd_); }

bool Peer::connect(int port) {
  const sockaddr_in server = address_of("127.0.0.1", port);
  return ::connect(fd_, reinterpret_cast<const sockaddr*>(&server), sizeof server) == 0;
}

bool Peer::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void Peer::finish() { ::shutdown(fd_, SHUT_WR); }

bool Peer::receive() {
  char bytes[16384];
  const ssize_t count = ::recv(fd_, bytes, sizeof bytes, 0);
  if (count < 0 && errno == EAGAIN) ADD_FAILURE() << "neither bytes nor the end came";
  if (count > 0) unread_.append(bytes, static_cast<std::size_t>(count));
  return count > 0;
}

std::string Peer::read_all() {
  while (receive()) continue;
  return std::exchange(unread_, {});
}

std::string Peer::read_response() {
  std::size_t head = 0;
  while ((head = unread_.find("\r\n\r\n")) == std::string::npos) {
    if (!receive()) return std::exchange(unread_, {});
  }
  const std::string name = "Content-Length: ";
  const std::size_t length = unread_.find(name);
  std::size_t size = head + 4;
  if (length < head) size += std::strtoul(unread_.c_str() + length + name.size(), nullptr, 10);
  while (unread_.size() < size && receive()) continue;
  std::string response = unread_.substr(0, size);
  unread_.erase(0, size);
  return response;
}

bool Peer::hears(std::chrono::milliseconds span) {
  pollfd watched{fd_, POLLIN, 0};
  return !unread_.empty() || ::poll(&watched, 1, static_cast<int>(span.count())) > 0;
}

int status_of(std::string_view response) {
  if (!response.starts_with("HTTP/1.1 ") || response.size() < 12) return 0;
  return std::atoi(std::string(response.substr(9, 3)).c_str());
}

int occurrences(std::string_view text, std::string_view part) {
  int count = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos;
       at = text.find(part, at + part.size())) {
    ++count;
  }
  return count;
}

}  // namespace baton::test
