#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

#include <boost/asio/awaitable.hpp>

#include "bot/ports/http.h"

namespace baton {

struct ClientOptions {
  std::chrono::milliseconds resolve_limit{5'000};
  std::chrono::milliseconds connect_limit{5'000};
  std::chrono::milliseconds tls_limit{5'000};
  std::chrono::milliseconds write_limit{10'000};
  std::chrono::milliseconds whole_limit{30'000};  ///< from the call to the last byte of the answer
  std::size_t head_bytes_max = std::size_t{16} * 1024;  ///< also of trailers, chunk extensions
  std::size_t body_bytes_max = std::size_t{4} * 1024 * 1024;
  std::string ca_file;   ///< PEM; trusted beside the system's authorities. Empty: none
  std::string own_host;  ///< an address of this machine; may be asked in plain. Empty: none
};

/// HTTP/1.1 over TLS >= 1.2 with certificate and host checked; plain only to loopback addresses and
/// to `own_host`.
/// One connection a request: a kept one may die unseen, and then nobody knows what was read.
/// An answer that is compressed (it was asked not to be), framed in two ways or over a limit is a
/// failure; trailers are dropped. Redirects are answers like any other.
class WebClient final : public HttpClient {
 public:
  /// Throws system_error where the authorities cannot be read, naming the file.
  explicit WebClient(ClientOptions options = {});
  ~WebClient() override;
  WebClient(const WebClient&) = delete;
  WebClient& operator=(const WebClient&) = delete;

  boost::asio::awaitable<HttpResult> send(OutboundRequest request) override;

 private:
  class Tls;
  struct Attempt;
  boost::asio::awaitable<HttpResponse> exchange(const OutboundRequest& request, Attempt& attempt);

  ClientOptions options_;
  std::unique_ptr<Tls> tls_;
};

}  // namespace baton
