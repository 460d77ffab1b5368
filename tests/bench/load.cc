#include "tests/bench/load.h"

#include <algorithm>
#include <charconv>
#include <ctime>
#include <string_view>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include "bot/codec/digest.h"
#include "bot/codec/form_body.h"

namespace baton::bench {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using Moment = std::chrono::steady_clock::time_point;

std::uint64_t next_trigger() {
  static std::uint64_t number =
      static_cast<std::uint64_t>(std::chrono::system_clock::now().time_since_epoch().count());
  return ++number;
}

std::string request_of(const Target& target, int connection) {
  const std::string command_text = target.command_text(connection, next_trigger());
  const std::string trigger = std::to_string(next_trigger());
  const std::string body =
      "token=t&team_id=T0001&team_domain=northlight&channel_id=C0001&channel_name=handoffs"
      "&user_id=U0001&user_name=ana&command=%2Fhandoff&text=" +
      codec::percent_encode(command_text) +
      "&api_app_id=A0001&is_enterprise_install=false"
      "&response_url=http%3A%2F%2F127.0.0.1%3A9%2Fresponse%2F1&trigger_id=" +
      trigger;
  const std::string timestamp = std::to_string(std::time(nullptr));
  const std::string signature =
      codec::to_hex(codec::hmac_sha256(target.secret, "v0:" + timestamp + ":" + body));
  return "POST /slack/commands HTTP/1.1\r\nHost: 127.0.0.1\r\n"
         "Content-Type: application/x-www-form-urlencoded\r\nX-Slack-Request-Timestamp: " +
         timestamp + "\r\nX-Slack-Signature: v0=" + signature +
         "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

/// The end of an answer whose head has come: as many bytes as it says, or chunks until the last.
asio::awaitable<std::size_t> rest_of(tcp::socket& socket, std::string& in, std::size_t head) {
  if (in.find("Transfer-Encoding: chunked") < head) {
    constexpr std::string_view last_chunk = "\r\n0\r\n\r\n";
    co_return co_await asio::async_read_until(socket, asio::dynamic_buffer(in), last_chunk,
                                              asio::use_awaitable);
  }
  constexpr std::string_view field = "Content-Length: ";
  std::size_t length = 0;
  if (const std::size_t at = in.find(field); at < head) {
    std::from_chars(in.data() + at + field.size(), in.data() + head, length);
  }
  const std::size_t whole = head + length;
  if (in.size() < whole) {
    const std::size_t rest = whole - in.size();
    co_await asio::async_read(socket, asio::dynamic_buffer(in), asio::transfer_exactly(rest),
                              asio::use_awaitable);
  }
  co_return whole;
}

/// One connection's share of a stretch.
asio::awaitable<void> drive(const Target& target, int connection, Moment end, Stretch& stretch) {
  tcp::socket socket(co_await asio::this_coro::executor);
  const tcp::endpoint where(asio::ip::address_v4::loopback(),
                            static_cast<unsigned short>(target.port));
  co_await socket.async_connect(where, asio::use_awaitable);
  socket.set_option(tcp::no_delay(true));
  std::string in;
  while (std::chrono::steady_clock::now() < end) {
    const std::string request = request_of(target, connection);
    const Moment start = std::chrono::steady_clock::now();
    co_await asio::async_write(socket, asio::buffer(request), asio::use_awaitable);
    const std::size_t head = co_await asio::async_read_until(socket, asio::dynamic_buffer(in),
                                                             "\r\n\r\n", asio::use_awaitable);
    const std::size_t whole = co_await rest_of(socket, in, head);
    const auto took = std::chrono::steady_clock::now() - start;
    const bool good =
        in.starts_with("HTTP/1.1 200") && in.find(target.expected_text) != std::string::npos;
    ++(good ? stretch.answered : stretch.refused);
    stretch.latencies_ms.push_back(std::chrono::duration<double, std::milli>(took).count());
    in.erase(0, whole);
  }
}

}  // namespace

double Stretch::latency_ms(double quantile) const {
  if (latencies_ms.empty()) return 0;
  std::vector<double> sorted = latencies_ms;
  std::ranges::sort(sorted);
  const auto at = static_cast<std::size_t>(quantile * static_cast<double>(sorted.size() - 1));
  return sorted[at];
}

Stretch load(const Target& target, int connections, std::chrono::milliseconds span) {
  asio::io_context io(1);
  Stretch stretch;
  const Moment start = std::chrono::steady_clock::now();
  std::exception_ptr failure;
  auto ended = [&failure](std::exception_ptr error) {
    if (error) failure = error;
  };
  for (int i = 0; i < connections; ++i) {
    asio::co_spawn(io, drive(target, i, start + span, stretch), ended);
  }
  io.run();
  if (failure) std::rethrow_exception(failure);
  stretch.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return stretch;
}

}  // namespace baton::bench
