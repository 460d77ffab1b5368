#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

struct sqlite3;
struct sqlite3_stmt;

namespace baton::bench {

/// One table with one row a command, on the disk before the answer. The same settings as Baton's
/// store.
class Rows {
 public:
  explicit Rows(const std::string& file);
  void run(const char* sql);
  void insert(const std::string& body);

 private:
  sqlite3* db_ = nullptr;
  sqlite3_stmt* insert_ = nullptr;
};

/// A thread that commits what waits in groups, as Baton's writer does.
class GroupedRows {
 public:
  explicit GroupedRows(const std::string& file);
  /// Returns when the row is on the disk.
  boost::asio::awaitable<void> insert(std::string body);

 private:
  struct Waiter {
    std::string body;
    boost::asio::any_io_executor executor;
    boost::asio::steady_timer* wake;
  };
  [[noreturn]] void serve();

  Rows rows_;
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::vector<Waiter> waiting_;  // guarded by mutex_
  std::thread thread_;           // last: it uses all of the above
};

}  // namespace baton::bench
