#include "bot/http/client.h"

#include <algorithm>
#include <exception>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/system/system_error.hpp>

#include "bot/async/deadline.h"
#include "bot/http/gate.h"
#include "bot/http/url.h"

namespace baton {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace ssl = boost::asio::ssl;
using asio::ip::tcp;
using std::chrono::milliseconds;

constexpr int interim_answers_max = 8;

using Message = beast::http::request<beast::http::string_body>;
using Parser = beast::http::response_parser<beast::http::string_body>;
using Endpoints = std::vector<tcp::endpoint>;
constexpr auto as_tuple = asio::as_tuple(asio::use_awaitable);

/// What a system's error code has no words for.
class Failure final : public std::exception {
 public:
  explicit Failure(const char* reason) : reason_(reason) {}
  const char* what() const noexcept override { return reason_; }

 private:
  const char* reason_;  // a literal, or OpenSSL's
};

/// The answer to a lookup that may be left behind: getaddrinfo cannot be interrupted.
struct Lookup {
  explicit Lookup(const asio::any_io_executor& executor) : resolver(executor), done(executor) {}
  tcp::resolver resolver;
  asio::steady_timer done;
  bool finished = false;
  boost::system::error_code error;
  Endpoints endpoints;
};

asio::awaitable<Endpoints> resolve(http::Url url, milliseconds limit) {
  if (const auto address = url.address()) {
    co_return Endpoints(
        1, tcp::endpoint(*address, static_cast<asio::ip::port_type>(std::stoi(url.port))));
  }
  // Shared with the resolver's answer, which may come after this coroutine has gone.
  const auto lookup = std::make_shared<Lookup>(co_await asio::this_coro::executor);
  lookup->done.expires_after(limit);
  lookup->resolver.async_resolve(
      url.host, url.port,
      [lookup](boost::system::error_code error, const tcp::resolver::results_type& results) {
        for (const auto& result : results) lookup->endpoints.push_back(result.endpoint());
        lookup->error = error;
        lookup->finished = true;
        lookup->done.cancel();
      });
  const auto [cancelled] = co_await lookup->done.async_wait(as_tuple);
  if (!lookup->finished) {
    throw boost::system::system_error(cancelled ? cancelled : asio::error::timed_out);
  }
  if (lookup->error) throw boost::system::system_error(lookup->error);
  co_return lookup->endpoints;
}

asio::awaitable<void> connect(tcp::socket& socket, Endpoints endpoints) {
  co_await asio::async_connect(socket, endpoints, asio::use_awaitable);
  socket.set_option(tcp::no_delay(true));
}

/// The name or address that the certificate must be for.
void expect_host(SSL* connection, const http::Url& url) {
  X509_VERIFY_PARAM* const wanted = SSL_get0_param(connection);
  X509_VERIFY_PARAM_set_hostflags(wanted, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
  const bool is_set = url.address()
                          ? X509_VERIFY_PARAM_set1_ip_asc(wanted, url.host.c_str()) == 1
                          : X509_VERIFY_PARAM_set1_host(wanted, url.host.c_str(), 0) == 1 &&
                                SSL_set_tlsext_host_name(connection, url.host.c_str()) == 1;
  if (!is_set) throw Failure("the host's name cannot be checked");
}

asio::awaitable<void> shake_hands(ssl::stream<tcp::socket>& stream) {
  const auto [error] = co_await stream.async_handshake(ssl::stream_base::client, as_tuple);
  if (!error) co_return;
  const long verified = SSL_get_verify_result(stream.native_handle());
  if (verified != X509_V_OK) throw Failure(X509_verify_cert_error_string(verified));
  throw boost::system::system_error(error);
}

template <class Stream>
asio::awaitable<void> write(Stream& stream, const Message& message) {
  const std::size_t written =
      co_await beast::http::async_write(stream, message, asio::use_awaitable);
  static_cast<void>(written);
}

Message message_of(const OutboundRequest& request, const http::Url& url) {
  Message message;
  message.version(11);
  message.method_string(request.method);
  message.target(url.target);
  message.set("Host", url.host_header);
  message.set("User-Agent", "baton");
  message.set("Accept-Encoding", "identity");
  message.set("Connection", "close");
  for (const Header& header : request.headers) {
    if (!http::is_header(header.name, header.value)) throw Failure("a header is malformed");
    message.set(header.name, header.value);
  }
  message.body() = request.body;
  if (!request.body.empty() || (request.method != "GET" && request.method != "HEAD")) {
    message.content_length(request.body.size());
  }
  return message;
}

/// Refuses what two readers could frame in two ways, and what was asked not to come.
void check_frame(const Parser::value_type& answer) {
  const auto codings = answer.equal_range(beast::http::field::transfer_encoding);
  const auto count = std::distance(codings.first, codings.second);
  if (count > 0) {
    const bool is_chunked = count == 1 && beast::iequals(codings.first->value(), "chunked");
    if (!is_chunked || answer.count(beast::http::field::content_length) > 0) {
      throw Failure("its framing is ambiguous");
    }
  }
  const auto encoding = answer.find(beast::http::field::content_encoding);
  if (encoding != answer.end() && !beast::iequals(encoding->value(), "identity")) {
    throw Failure("it is compressed, which was not asked for");
  }
}

template <class Stream>
asio::awaitable<HttpResponse> read(Stream& stream, bool head_only, const ClientOptions& options) {
  // A buffer of this size also bounds a chunk's extension and the trailers: both are parsed whole.
  beast::flat_buffer buffer(options.head_bytes_max);
  std::size_t extension_bytes = 0;
  auto on_chunk = [&](std::uint64_t /*size*/, beast::string_view extensions,
                      boost::system::error_code& error) {
    extension_bytes += extensions.size();
    if (extension_bytes > options.head_bytes_max) {
      error = beast::http::error::bad_chunk_extension;
    }
  };
  std::optional<Parser> parser;
  for (int interim = 0; !parser; ++interim) {
    if (interim > interim_answers_max) throw Failure("too many interim answers");
    parser.emplace();
    parser->header_limit(static_cast<std::uint32_t>(options.head_bytes_max));
    parser->body_limit(options.body_bytes_max);
    parser->skip(head_only);
    parser->on_chunk_header(on_chunk);
    co_await beast::http::async_read_header(stream, buffer, *parser, asio::use_awaitable);
    const int status = static_cast<int>(parser->get().result_int());
    if (status == 101) throw Failure("it switches protocols, which was not asked for");
    if (status < 200) parser.reset();
  }
  check_frame(parser->get());
  HttpResponse response;
  response.status = static_cast<int>(parser->get().result_int());
  for (const auto& field : parser->get()) {  // now: the parser would add trailers later
    response.headers.push_back(Header{field.name_string(), field.value()});
  }
  if (!parser->is_done()) {
    co_await beast::http::async_read(stream, buffer, *parser, asio::use_awaitable);
  }
  response.body = parser->release().body();
  co_return response;
}

/// How far a request has come, for telling what became of it when it fails.
struct Progress {
  const char* step = "request";
  HttpFailure::Reach reach = HttpFailure::Reach::not_sent;
};

template <class Stream>
asio::awaitable<HttpResponse> converse(Stream& stream, const Message& message, Progress& attempt,
                                       const ClientOptions& options) {
  attempt.step = "send";
  attempt.reach = HttpFailure::Reach::maybe_sent;
  co_await with_deadline(options.write_limit, write(stream, message));
  attempt.step = "answer";
  HttpResponse response =
      co_await read(stream, message.method() == beast::http::verb::head, options);
  co_return response;
}

}  // namespace

struct WebClient::Attempt : Progress {};

class WebClient::Tls {
 public:
  explicit Tls(const std::string& ca_file) : context(ssl::context::tls_client) {
    SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_2_VERSION);
    context.set_verify_mode(ssl::verify_peer);
    context.set_default_verify_paths();
    if (ca_file.empty()) return;
    boost::system::error_code error;
    context.load_verify_file(ca_file, error);
    if (error) throw boost::system::system_error(error, "reading the authorities of " + ca_file);
  }
  ssl::context context;
};

WebClient::WebClient(ClientOptions options)
    : options_(std::move(options)), tls_(std::make_unique<Tls>(options_.ca_file)) {}
WebClient::~WebClient() = default;

asio::awaitable<HttpResult> WebClient::send(OutboundRequest request) {
  Attempt attempt;
  std::string reason;
  bool over_large = false;
  try {
    HttpResponse response =
        co_await with_deadline(options_.whole_limit, exchange(request, attempt));
    co_return response;
  } catch (const boost::system::system_error& error) {
    over_large = error.code() == beast::http::error::body_limit;
    const bool is_late = error.code() == asio::error::timed_out;
    reason = is_late ? "took too long" : error.code().message();
  } catch (const Failure& failure) {
    reason = failure.what();
  }
  const auto state = co_await asio::this_coro::cancellation_state;
  if (state.cancelled() != asio::cancellation_type::none) {
    throw boost::system::system_error(asio::error::operation_aborted);
  }
  HttpFailure failure;
  failure.reach = attempt.reach;
  failure.reason = std::string(attempt.step) + ": " + reason;
  failure.over_large = over_large;
  co_return failure;
}

/// REQUIRES: both arguments outlive it, as send()'s do.
asio::awaitable<HttpResponse> WebClient::exchange(const OutboundRequest& request,
                                                  Attempt& attempt) {
  const std::optional<http::Url> url = http::parse_url(request.url);
  if (!url) throw Failure("the address cannot be used");
  const Message message = message_of(request, *url);

  attempt.step = "resolve";
  Endpoints endpoints = co_await resolve(*url, options_.resolve_limit);
  const auto is_loopback = [](const tcp::endpoint& to) { return to.address().is_loopback(); };
  const bool is_own = !options_.own_host.empty() && url->host == options_.own_host;
  if (!url->tls && !is_own && !std::ranges::all_of(endpoints, is_loopback)) {
    throw Failure("plain http goes to loopback addresses only; use https");
  }
  attempt.step = "connect";
  tcp::socket socket(co_await asio::this_coro::executor);
  co_await with_deadline(options_.connect_limit, connect(socket, std::move(endpoints)));
  if (!url->tls) {
    HttpResponse response = co_await converse(socket, message, attempt, options_);
    co_return response;
  }
  attempt.step = "tls";
  ssl::stream<tcp::socket> stream(std::move(socket), tls_->context);
  expect_host(stream.native_handle(), *url);
  co_await with_deadline(options_.tls_limit, shake_hands(stream));
  HttpResponse response = co_await converse(stream, message, attempt, options_);
  co_return response;
}

}  // namespace baton
