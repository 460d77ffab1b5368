#include "bot/http/session.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>
#include <exception>
#include <tuple>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/serializer.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/system/system_error.hpp>

#include "bot/http/body_room.h"
#include "bot/http/read_on.h"
#include "bot/log/log.h"

namespace baton::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using std::chrono::steady_clock;

constexpr std::size_t read_bytes = 4096;
/// How long, and how much, a connection is read on after its last answer.
constexpr std::chrono::milliseconds linger_limit{1'000};
constexpr std::size_t linger_bytes_max = std::size_t{256} * 1024;
/// After its limit reading is cancelled again and again: one call may fall between two reads.
constexpr std::chrono::milliseconds cancel_again{50};

constexpr auto as_tuple = asio::as_tuple(asio::use_awaitable);
using Message = beast::http::response<beast::http::string_body>;
using Parser = beast::http::request_parser<beast::http::string_body>;

GateLimits limits_of(const ListenerOptions& options) {
  GateLimits limits;
  limits.body_bytes_max = options.body_bytes_max;
  return limits;
}

std::string_view view(const beast::flat_buffer& buffer) {
  return {static_cast<const char*>(buffer.data().data()), buffer.size()};
}

/// RFC 9110, 5.6.7: "Sun, 06 Nov 1994 08:49:37 GMT".
std::string date_text() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  std::array<char, 40> text{};
  return {text.data(),
          std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts)};
}

bool is_ours(std::string_view name) {
  return beast::iequals(name, "Content-Length") || beast::iequals(name, "Transfer-Encoding") ||
         beast::iequals(name, "Connection") || beast::iequals(name, "X-Request-Id");
}

HttpResponse failed(int status) {
  if (status == 500)
    return HttpResponse::text("Something went wrong here. It is on record.\n", 500);
  HttpResponse response =
      HttpResponse::text("The service cannot answer now. Please try again in a moment.\n", 503);
  response.headers.push_back(Header{"Retry-After", "1"});
  return response;
}

HttpRequest request_of(Parser::value_type message) {
  HttpRequest request;
  request.method = message.method_string();
  const std::string_view target(message.target().data(), message.target().size());
  const std::size_t mark = std::min(target.find('?'), target.size());
  request.path = target.substr(0, mark);
  request.query = target.substr(std::min(mark + 1, target.size()));
  for (const auto& field : message) {
    request.headers.push_back(Header{field.name_string(), field.value()});
  }
  request.body = std::move(message.body());
  return request;
}

Message message_of(HttpResponse response, const std::string& request_id, bool keep) {
  Message message;
  message.version(11);
  message.result(static_cast<unsigned>(response.status));
  for (const Header& header : response.headers) {
    if (!is_ours(header.name)) message.insert(header.name, header.value);
  }
  const auto set_default = [&message](const char* name, const std::string& value) {
    if (message.find(name) == message.end()) message.insert(name, value);
  };
  set_default("Date", date_text());
  set_default("Cache-Control", "no-store");
  set_default("X-Content-Type-Options", "nosniff");
  set_default("Referrer-Policy", "same-origin");
  set_default("X-Frame-Options", "DENY");
  if (!request_id.empty()) message.insert("X-Request-Id", request_id);
  message.keep_alive(keep);
  if (response.status != 204 && response.status != 304) {
    message.content_length(response.body.size());
    message.body() = std::move(response.body);
  }
  return message;
}

}  // namespace

/// The stream's own deadlines close it; this one leaves it open, so that whoever was too slow can
/// be told.
struct Session::Wire : std::enable_shared_from_this<Wire> {
  explicit Wire(asio::ip::tcp::socket socket)
      : stream(std::move(socket)), watch(stream.get_executor()) {}

  /// From now on reading must end within `limit`; then it is cancelled, and is_late.
  void allow(std::chrono::milliseconds limit) {
    stream.expires_never();
    is_late = false;
    look_after(limit);
  }
  void stop_watch() {
    is_watched = false;
    watch.cancel();
  }

  beast::tcp_stream stream;
  beast::flat_buffer buffer{GateLimits{}.head_bytes_max + read_bytes};
  bool is_late = false;

 private:
  void look_after(std::chrono::milliseconds span) {
    is_watched = true;
    watch.expires_after(span);
    watch.async_wait([weak = weak_from_this()](const boost::system::error_code& error) {
      const std::shared_ptr<Wire> wire = weak.lock();
      const bool counts = !error && wire && wire->is_watched;
      if (!counts || wire->watch.expiry() > steady_clock::now()) return;  // it was set anew
      wire->is_late = true;
      boost::system::error_code ignored;
      wire->stream.socket().cancel(ignored);
      wire->look_after(cancel_again);
    });
  }

  asio::steady_timer watch;
  bool is_watched = false;
};

std::string Service::next_request_id() {
  return options.instance + "-" + std::to_string(++requests);
}

Session::Session(asio::ip::tcp::socket socket, Service& service)
    : service_(service), wire_(std::make_shared<Wire>(std::move(socket))) {
  boost::system::error_code error;
  remote_ = wire_->stream.socket().remote_endpoint(error).address().to_string();
  wire_->stream.socket().set_option(asio::ip::tcp::no_delay(true), error);
  waits_since_ = steady_clock::now();
}
Session::~Session() { wire_->stop_watch(); }

std::optional<steady_clock::time_point> Session::waits_since() const {
  return is_cut_ ? std::nullopt : waits_since_;
}

void Session::drain() {
  boost::system::error_code error;
  const bool is_silent = wire_->stream.socket().available(error) == 0;
  if (is_idle_ && is_silent) wire_->stream.cancel();
}

void Session::cut() {
  is_cut_ = true;
  wire_->stream.close();
}

asio::awaitable<void> Session::run() {
  bool more = true;
  while (more) more = co_await serve_one();
}

asio::awaitable<bool> Session::serve_one() {
  request_id_.clear();
  waits_since_ = steady_clock::now();
  const GateVerdict verdict = co_await receive_head();
  wire_->stop_watch();
  if (std::holds_alternative<Incomplete>(verdict)) co_return false;  // closed, or too slow
  const auto began = steady_clock::now();
  request_id_ = service_.next_request_id();
  if (const Refusal* refusal = std::get_if<Refusal>(&verdict)) {
    co_await refuse(*refusal);
    co_return false;
  }
  const Head head = std::get<Head>(verdict);
  BodyRoom room(service_, head.body_bytes);
  if (!room.is_there()) {
    service_.meter.shed("bodies");
    const Refusal no_room = {503, "room", "There is no room for so large a body just now."};
    co_await refuse(no_room);
    co_return false;
  }
  HttpRequest request;
  const bool received = co_await receive(head, request);
  wire_->stop_watch();
  waits_since_.reset();
  if (!received) co_return false;
  const std::string method = request.method;
  const std::string path = request.path;

  HttpResponse response = co_await answer(std::move(request));
  room.give_back();
  if (is_cut_ || response.status == HttpResponse::no_answer) co_return false;
  const bool keep = head.keeps_alive && !service_.stopping;
  const int status = response.status;
  const bool sent = co_await send(std::move(response), keep, method == "HEAD");
  if (service_.log.writes(LogLevel::debug)) {
    const auto took = std::chrono::floor<std::chrono::milliseconds>(steady_clock::now() - began);
    service_.log.debug("http.answered", {LogField::request(request_id_),
                                         {"remote", remote_},
                                         {"method", method},
                                         {"path", path},
                                         {"status", status},
                                         {"sent", sent},
                                         {"took_ms", took}});
  }
  if (sent && !keep) co_await linger();
  co_return sent&& keep;
}

/// Reads until the gate has made up its mind. Incomplete: the peer closed, or was idle too long.
asio::awaitable<GateVerdict> Session::receive_head() {
  const ListenerOptions& options = service_.options;
  const GateLimits limits = limits_of(options);
  bool has_begun = is_first_ || wire_->buffer.size() > 0;
  wire_->allow(has_begun ? options.head_limit : options.idle_limit);
  for (;;) {
    GateVerdict verdict = check_head(view(wire_->buffer), limits);
    if (!std::holds_alternative<Incomplete>(verdict)) {
      is_first_ = false;
      co_return verdict;
    }
    is_idle_ = wire_->buffer.size() == 0;
    if (is_idle_ && service_.stopping) co_return verdict;
    if (wire_->is_late) {
      if (is_idle_) co_return verdict;
      const Refusal late = {408, "slow_head", "The request's head took too long."};
      co_return late;
    }
    const auto space = wire_->buffer.prepare(read_bytes);
    const auto [error, count] = co_await wire_->stream.async_read_some(space, as_tuple);
    is_idle_ = false;
    if (error && wire_->is_late) continue;
    if (error) co_return verdict;
    wire_->buffer.commit(count);
    if (!has_begun) wire_->allow(options.head_limit);
    has_begun = true;
  }
}

/// Takes the request of `head` off the wire. False: it did not come in time, or not whole.
asio::awaitable<bool> Session::receive(Head head, HttpRequest& request) {
  wire_->allow(service_.options.body_limit);
  if (head.expects_continue && wire_->buffer.size() < head.bytes + head.body_bytes) {
    constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
    const auto [error, count] =
        co_await asio::async_write(wire_->stream, asio::buffer(go_on), as_tuple);
    if (error) co_return false;
  }
  Parser parser;
  parser.header_limit(static_cast<std::uint32_t>(head.bytes));
  parser.body_limit(head.body_bytes);
  const auto [error, count] =
      co_await beast::http::async_read(wire_->stream, wire_->buffer, parser, as_tuple);
  if (!error && parser.get().body().size() == head.body_bytes) {
    request = request_of(parser.release());
    request.remote = remote_;
    request.request_id = request_id_;
    co_return true;
  }
  wire_->stop_watch();
  if (wire_->is_late && error == asio::error::operation_aborted) {
    const Refusal late = {408, "slow_body", "The request's body took too long."};
    co_await refuse(late);
    co_return false;
  }
  const auto& parser_errors = make_error_code(beast::http::error::bad_version).category();
  if (!error || (error.category() == parser_errors &&
                 error != beast::http::error::partial_message)) {  // the gate let through too much
    const Refusal malformed = {400, "parser", "The request is malformed."};
    co_await refuse(malformed);
  }
  co_return false;
}

asio::awaitable<HttpResponse> Session::answer(HttpRequest request) {
  const std::string method = request.method;
  const std::string path = request.path;
  const auto report = [&](std::string_view what) {
    if (is_cut_) return;  // then the handler was cancelled
    service_.log.error(
        "http.failed",
        {LogField::request(request_id_), {"method", method}, {"path", path}, {"error", what}});
  };
  wire_->stream.expires_never();
  try {
    HttpResponse response = co_await service_.handler(std::move(request));
    for (const Header& header : response.headers) {
      if (is_header(header.name, header.value)) continue;
      report("the answer has a malformed header");
      co_return failed(500);
    }
    co_return response;
  } catch (const boost::system::system_error& error) {
    report(error.what());
    co_return failed(503);
  } catch (const std::exception& error) {
    report(error.what());
  } catch (...) {
    report("something that is no exception was thrown");
  }
  co_return failed(500);
}

asio::awaitable<bool> Session::send(HttpResponse response, bool keep, bool head_only) {
  wire_->stream.expires_after(service_.options.write_limit);
  Message message = message_of(std::move(response), request_id_, keep);
  beast::http::response_serializer<beast::http::string_body> serializer(message);
  boost::system::error_code error;
  std::size_t count = 0;
  if (head_only) {
    std::tie(error, count) =
        co_await beast::http::async_write_header(wire_->stream, serializer, as_tuple);
  } else {
    std::tie(error, count) = co_await beast::http::async_write(wire_->stream, serializer, as_tuple);
  }
  co_return !error;
}

asio::awaitable<void> Session::refuse(Refusal refusal) {
  waits_since_.reset();
  service_.meter.rejected(refusal.rule);
  service_.log.debug("http.refused", {LogField::request(request_id_),
                                      {"remote", remote_},
                                      {"status", refusal.status},
                                      {"reason", refusal.reason}});
  HttpResponse response = HttpResponse::text(std::string(refusal.reason) + "\n", refusal.status);
  if (refusal.status == 503) response.headers.push_back(Header{"Retry-After", "1"});
  const bool sent = co_await send(std::move(response), false, false);
  if (sent) co_await linger();
}

asio::awaitable<void> Session::linger() {
  wire_->stream.expires_after(linger_limit);
  co_await read_on(wire_->stream, wire_->stream.socket(), linger_bytes_max);
}

}  // namespace baton::http
