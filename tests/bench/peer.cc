#include "tests/bench/peer.h"

#include <cstdio>
#include <stdexcept>

#include <openssl/crypto.h>
#include <sqlite3.h>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include "bot/codec/digest.h"

namespace baton::bench {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;

/// One table with one row a command, each in a transaction of its own that is on the disk before
/// the answer. The same settings as Baton's store.
class Rows {
 public:
  explicit Rows(const std::string& file) {
    if (sqlite3_open(file.c_str(), &db_) != SQLITE_OK) throw std::runtime_error("cannot open");
    run("PRAGMA journal_mode=WAL");
    run("PRAGMA synchronous=FULL");
    run("CREATE TABLE command(id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT");
    sqlite3_prepare_v2(db_, "INSERT INTO command(body) VALUES (?)", -1, &insert_, nullptr);
  }
  void add(const std::string& body) {
    sqlite3_bind_text(insert_, 1, body.data(), static_cast<int>(body.size()), SQLITE_STATIC);
    if (sqlite3_step(insert_) != SQLITE_DONE) throw std::runtime_error("cannot insert");
    sqlite3_reset(insert_);
  }

 private:
  void run(const char* sql) {
    if (sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
      throw std::runtime_error(sql);
    }
  }
  sqlite3* db_ = nullptr;
  sqlite3_stmt* insert_ = nullptr;
};

bool is_signed(const http::request<http::string_body>& request, const std::string& secret) {
  const auto timestamp = request["X-Slack-Request-Timestamp"];
  const auto signature = request["X-Slack-Signature"];
  std::string base = "v0:";
  base.append(timestamp.data(), timestamp.size()).append(":").append(request.body());
  const std::string expected = "v0=" + codec::to_hex(codec::hmac_sha256(secret, base));
  return signature.size() == expected.size() &&
         CRYPTO_memcmp(signature.data(), expected.data(), expected.size()) == 0;
}

asio::awaitable<void> serve(tcp::socket socket, Rows* rows, std::string secret) {
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
    if (rows != nullptr && response.result() == http::status::ok) rows->add(request.body());
    response.set(http::field::content_type, "application/json");
    response.body() = R"({"response_type":"ephemeral","text":"Noted."})";
    response.prepare_payload();
    const auto [failed, written] =
        co_await http::async_write(stream, response, asio::as_tuple(asio::use_awaitable));
    if (failed) co_return;
  }
}

asio::awaitable<void> listen(tcp::acceptor& acceptor, Rows* rows, std::string secret) {
  while (true) {
    tcp::socket socket = co_await acceptor.async_accept(asio::use_awaitable);
    asio::co_spawn(acceptor.get_executor(), serve(std::move(socket), rows, secret), asio::detached);
  }
}

}  // namespace

void run_peer(Work work, const std::string& secret, const std::string& store) {
  asio::io_context io(1);
  tcp::acceptor acceptor(io, tcp::endpoint(asio::ip::address_v4::loopback(), 0));
  std::unique_ptr<Rows> rows;
  if (work == Work::commit) rows = std::make_unique<Rows>(store);
  std::printf("%d\n", acceptor.local_endpoint().port());
  std::fflush(stdout);
  asio::co_spawn(io, listen(acceptor, rows.get(), secret), asio::detached);
  io.run();
  std::exit(1);
}

}  // namespace baton::bench
