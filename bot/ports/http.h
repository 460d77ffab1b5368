#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <boost/asio/awaitable.hpp>

/// HTTP as plain values, and the two directions in which it crosses the service.
namespace baton {

struct Header {
  std::string name;
  std::string value;
  bool operator==(const Header&) const = default;
};

/// Whether it is the header of that name, compared without case.
bool is_named(const Header& header, std::string_view name);

/// The value of the first header of that name, compared without case; nullopt when absent.
std::optional<std::string_view> find_header(const std::vector<Header>& headers,
                                            std::string_view name);

/// A request as it came in: framed by the gate, body raw, nothing else interpreted.
struct HttpRequest {
  std::string method;  ///< "POST"
  std::string path;    ///< up to "?", as sent
  std::string query;   ///< after "?", as sent; may be empty
  std::vector<Header> headers;
  std::string body;
  std::string remote;      ///< the peer's address, "127.0.0.1"
  std::string request_id;  ///< ours, for logs; also answered as X-Request-Id

  [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const {
    return find_header(headers, name);
  }
};

struct HttpResponse {
  static constexpr int no_answer = 0;

  int status = 200;             ///< no_answer: the connection is closed without one
  std::vector<Header> headers;  ///< Content-Type among them; Content-Length is the session's
  std::string body;

  static HttpResponse json(std::string body, int status = 200);
  static HttpResponse text(std::string body, int status = 200);
  static HttpResponse empty(int status = 200);
};

/// Answers one request. May suspend; what it throws becomes a 503 (system_error) or a 500.
using HttpHandler = std::function<boost::asio::awaitable<HttpResponse>(HttpRequest)>;

struct OutboundRequest {
  std::string method = "POST";
  std::string url;  ///< https://..., or http:// to a loopback address only
  std::vector<Header> headers;
  std::string body;
};

/// No answer came. `not_sent`: surely nothing reached the other side (resolve, connect, TLS).
/// `maybe_sent`: at least one byte of the request may have been read there.
struct HttpFailure {
  enum class Reach { not_sent, maybe_sent };
  Reach reach = Reach::not_sent;
  std::string reason;       ///< "connect: Connection refused"; never holds a header or body
  bool over_large = false;  ///< it was answered, with a body beyond what is read
};
using HttpResult = std::variant<HttpResponse, HttpFailure>;

/// Calls other services. Every step has a deadline, every answer a size; redirects are not
/// followed; the certificate and the host are checked. Throws nothing but cancellation.
/// Calls may overlap; `*this` must outlive them.
class HttpClient {
 public:
  virtual ~HttpClient() = default;
  virtual boost::asio::awaitable<HttpResult> send(OutboundRequest request) = 0;
};

}  // namespace baton
