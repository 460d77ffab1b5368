#include "tests/bench/peer_rows.h"

#include <stdexcept>

#include <sqlite3.h>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace baton::bench {

namespace asio = boost::asio;

Rows::Rows(const std::string& file) {
  if (sqlite3_open(file.c_str(), &db_) != SQLITE_OK) throw std::runtime_error("cannot open");
  run("PRAGMA journal_mode=WAL");
  run("PRAGMA synchronous=FULL");
  run("CREATE TABLE command(id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT");
  sqlite3_prepare_v2(db_, "INSERT INTO command(body) VALUES (?)", -1, &insert_, nullptr);
}

void Rows::run(const char* sql) {
  if (sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) throw std::runtime_error(sql);
}

void Rows::insert(const std::string& body) {
  sqlite3_bind_text(insert_, 1, body.data(), static_cast<int>(body.size()), SQLITE_STATIC);
  if (sqlite3_step(insert_) != SQLITE_DONE) throw std::runtime_error("cannot insert");
  sqlite3_reset(insert_);
}

GroupedRows::GroupedRows(const std::string& file) : rows_(file), thread_([this] { serve(); }) {}

asio::awaitable<void> GroupedRows::insert(std::string body) {
  const asio::any_io_executor executor = co_await asio::this_coro::executor;
  asio::steady_timer wake(executor, asio::steady_timer::time_point::max());
  {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(Waiter{std::move(body), executor, &wake});
  }
  arrived_.notify_one();
  boost::system::error_code cancelled;
  co_await wake.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
}

void GroupedRows::serve() {
  for (;;) {
    std::vector<Waiter> group;
    {
      std::unique_lock lock(mutex_);
      arrived_.wait(lock, [this] { return !waiting_.empty(); });
      group.swap(waiting_);
    }
    rows_.run("BEGIN IMMEDIATE");
    for (const Waiter& waiter : group) rows_.insert(waiter.body);
    rows_.run("COMMIT");
    for (const Waiter& waiter : group) {
      asio::post(waiter.executor, [wake = waiter.wake] { wake->cancel(); });
    }
  }
}

}  // namespace baton::bench
