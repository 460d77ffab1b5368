#include "tests/bench/peer.h"

#include <cstdio>
#include <memory>

#include <openssl/crypto.h>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include "bot/codec/digest.h"
#include "tests/bench/peer_rows.h"

namespace baton::bench {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;

bool is_signed(const http::request<http::string_body>& request, const std::string& secret) {
  const auto timestamp = request["X-Slack-Request-Timestamp"];
  const auto signature = request["X-Slack-Signature"];
  std::string base = "v0:";
  base.append(timestamp.data(), timestamp.size()).append(":").append(request.body());
  const std::string expected = "v0=" + codec::to_hex(codec::hmac_sha256(secret, base));
  return signature.size() == expected.size() &&
         CRYPTO_memcmp(signature.data(), expected.data(), expected.size()) == 0;
}

/// What a server keeps, if anything.
struct Stores {
  std::unique_ptr<Rows> rows;
  std::unique_ptr<GroupedRows> grouped;
};

asio::awaitable<void> serve(tcp::socket socket, Stores& stores, std::string secret) {
  beast::tcp_stream stream(std::move(socket));
  stream.socket().set_option(tcp::no_delay(true));
  beast::flat_buffer buffer;
  while (true) {
    http::request<http::string_body> request;
    const auto [error, bytes] =
        co_await http::async_read(stream, buffer, request, asio::as_tuple(asio::use_awaitable));
    if (error) co_return;
    http::response<http::string_body> response;
    response.version(11);
    response.keep_alive(true);
    response.result(is_signed(request, secret) ? http::status::ok : http::status::unauthorized);
    if (response.result() == http::status::ok) {
      if (stores.rows) stores.rows->insert(request.body());
      if (stores.grouped) co_await stores.grouped->insert(request.body());
    }
    response.set(http::field::content_type, "application/json");
    response.body() = R"({"response_type":"ephemeral","text":"Noted."})";
    response.prepare_payload();
    const auto [failed, written] =
        co_await http::async_write(stream, response, asio::as_tuple(asio::use_awaitable));
    if (failed) co_return;
  }
}

asio::awaitable<void> listen(tcp::acceptor& acceptor, Stores& stores, std::string secret) {
  while (true) {
    tcp::socket socket = co_await acceptor.async_accept(asio::use_awaitable);
    asio::co_spawn(acceptor.get_executor(), serve(std::move(socket), stores, secret),
                   asio::detached);
  }
}

}  // namespace

void run_peer(Work work, const std::string& secret, const std::string& store) {
  asio::io_context io(1);
  tcp::acceptor acceptor(io, tcp::endpoint(asio::ip::address_v4::loopback(), 0));
  Stores stores;
  if (work == Work::commit) stores.rows = std::make_unique<Rows>(store);
  if (work == Work::commit_grouped) stores.grouped = std::make_unique<GroupedRows>(store);
  std::printf("%d\n", acceptor.local_endpoint().port());
  std::fflush(stdout);
  asio::co_spawn(io, listen(acceptor, stores, secret), asio::detached);
  io.run();
  std::exit(1);
}

}  // namespace baton::bench
