#include "tests/bot/http/evil_server.h"

#include <cstdlib>
#include <utility>

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <gtest/gtest.h>

namespace baton::test {

bool Visit::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = tls_ != nullptr
                          ? SSL_write(tls_, bytes.data(), static_cast<int>(bytes.size()))
                          : static_cast<int>(::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL));
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

int Visit::receive(char* bytes, int size) {
  if (tls_ != nullptr) return SSL_read(tls_, bytes, size);
  return static_cast<int>(::recv(fd_, bytes, static_cast<std::size_t>(size), 0));
}

std::string Visit::read_request() {
  std::string request;
  char bytes[16384];
  for (;;) {
    const std::size_t head = request.find("\r\n\r\n");
    if (head != std::string::npos) {
      const std::string name = "Content-Length: ";
      const std::size_t length = request.find(name);
      std::size_t size = head + 4;
      if (length < head) size += std::strtoul(request.c_str() + length + name.size(), nullptr, 10);
      if (request.size() >= size) return request;
    }
    const int count = receive(bytes, sizeof bytes);
    if (count <= 0) return request;
    request.append(bytes, static_cast<std::size_t>(count));
  }
}

void Visit::wait_for_end() {
  char bytes[16384];
  while (receive(bytes, sizeof bytes) > 0) continue;
}

bool Visit::ends_within(std::chrono::milliseconds span) {
  pollfd watched{fd_, POLLIN, 0};
  return ::poll(&watched, 1, static_cast<int>(span.count())) > 0;
}

void Visit::reset() {
  const linger hard{1, 0};
  ::setsockopt(fd_, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
}

EvilServer::EvilServer(Act act, std::string certificate, std::string key, int tls_max)
    : act_(std::move(act)), listening_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  if (!certificate.empty()) {
    context_ = SSL_CTX_new(TLS_server_method());
    SSL_CTX_set_security_level(context_, 0);  // so that the client's own floor is what is tested
    SSL_CTX_set_min_proto_version(context_, TLS1_VERSION);
    if (tls_max != 0) SSL_CTX_set_max_proto_version(context_, tls_max);
    EXPECT_EQ(SSL_CTX_use_certificate_chain_file(context_, certificate.c_str()), 1);
    EXPECT_EQ(SSL_CTX_use_PrivateKey_file(context_, key.c_str(), SSL_FILETYPE_PEM), 1);
  }
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  EXPECT_EQ(::bind(listening_, reinterpret_cast<const sockaddr*>(&address), size), 0);
  EXPECT_EQ(::listen(listening_, 16), 0);
  ::getsockname(listening_, reinterpret_cast<sockaddr*>(&address), &size);
  port = ntohs(address.sin_port);
  thread_ = std::thread([this] { serve(); });
}

EvilServer::~EvilServer() {
  ::shutdown(listening_, SHUT_RDWR);  // wakes accept()
  thread_.join();
  ::close(listening_);
  SSL_CTX_free(context_);
}

void EvilServer::serve() {
  for (;;) {
    const int fd = ::accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC);
    if (fd < 0) return;
    const timeval limit{10, 0};
    ::setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    ::setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    SSL* tls = nullptr;
    bool greeted = true;
    if (context_ != nullptr) {
      tls = SSL_new(context_);
      SSL_set_fd(tls, fd);
      greeted = SSL_accept(tls) == 1;
    }
    Visit visit(fd, tls);
    if (greeted) act_(visit);
    SSL_free(tls);
    ::close(fd);
  }
}

}  // namespace baton::test
