#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <boost/system/system_error.hpp>

#include "core/model/ids.h"
#include "core/model/time_point.h"

struct sqlite3;
struct sqlite3_stmt;

/// A thin layer over SQLite: what is open is closed, what fails throws, statements are prepared
/// once.
namespace baton::sqlite {

/// What SQLite refused: AppErrc::store_corrupt or AppErrc::store_failed, with its own words.
class SqliteError final : public boost::system::system_error {
 public:
  SqliteError(int extended_code, const std::string& what);
  /// The disk or the file failed: what is on it is only known after opening it afresh.
  [[nodiscard]] bool is_fatal() const;

 private:
  int extended_code_;
};

/// The text of a statement: a constant of the program, never put together at run time.
class Sql {
 public:
  consteval Sql(const char* text) : text_(text) {}
  [[nodiscard]] const char* text() const { return text_; }

 private:
  const char* text_;
};

/// Bytes that are no text.
struct Blob {
  std::string_view bytes;
};

/// One connection to a file. Used by one thread at a time. No name in its SQL ever comes from
/// outside; schemas, attached files and pragmas are closed to it once it is locked down.
class Connection {
 public:
  enum class Mode {
    write,    ///< the one that writes and checkpoints
    read,     ///< of the running service: reads only
    inspect,  ///< of a tool beside it: reads only
  };
  /// Opens an existing file. `vfs`: empty for the system's.
  Connection(const std::filesystem::path& path, Mode mode, const std::string& vfs);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// Runs statements that yield nothing.
  void run(Sql statements) { run_script(statements.text()); }
  /// The same for a script of the program, such as a migration.
  void run_script(const char* statements);
  /// One statement that yields nothing and is needed again: it is prepared once.
  void run_again(Sql statement);
  /// Switches to the write-ahead log and to what a commit must promise. REQUIRES: mode write.
  void start_writing();
  /// A statement that runs longer than that is interrupted, which throws.
  void limit_time(std::chrono::seconds limit) { time_limit_ = limit; }
  /// Starts the time that limit_time() limits.
  void restart_time() { deadline_ = std::chrono::steady_clock::now() + time_limit_; }
  /// From now on no schema, pragma or attached file can be touched.
  void lock_down();

  [[nodiscard]] bool in_transaction() const;
  /// Rows changed by the latest statement.
  [[nodiscard]] std::int64_t changes() const;
  /// Pages in the write-ahead log after the latest commit.
  [[nodiscard]] int wal_pages() const { return wal_pages_; }
  /// Moves what it can of the log into the file.
  void checkpoint();
  /// Moves all of the log into the file and empties it. False: a reader stood in the way.
  bool truncate_log();
  /// The file is closed without touching it: the disk failed.
  void leave_log_on_close();

  [[noreturn]] void fail(const char* doing) const;

 private:
  friend class Query;
  sqlite3_stmt* prepared(Sql sql);
  void configure(Mode mode);

  struct Close {
    void operator()(sqlite3* connection) const;
  };
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  std::unique_ptr<sqlite3, Close> handle_;
  std::map<const char*, std::unique_ptr<sqlite3_stmt, Finalize>> statements_;
  int wal_pages_ = 0;
  std::chrono::seconds time_limit_{0};  // 0: none
  std::chrono::steady_clock::time_point deadline_;
};

/// One use of a prepared statement: bound, stepped through, and reset when it goes.
class Query {
 public:
  /// Binds `values` to ?1, ?2 ... Text and bytes are copied.
  template <class... Values>
  Query(Connection& connection, Sql sql, const Values&... values)
      : connection_(connection), statement_(connection.prepared(sql)) {
    int place = 0;
    (bind(++place, values), ...);
  }
  ~Query();
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  /// Whether there is a row (or another one).
  bool step();
  /// Steps a statement that yields no row.
  void run();

  // Of the row stepped to, columns from 0.
  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] std::uint64_t number(int column) const {
    return static_cast<std::uint64_t>(integer(column));
  }
  [[nodiscard]] int small(int column) const { return static_cast<int>(integer(column)); }
  [[nodiscard]] bool flag(int column) const { return integer(column) != 0; }
  [[nodiscard]] bool is_null(int column) const;
  [[nodiscard]] TimePoint time(int column) const {
    return TimePoint(std::chrono::milliseconds(integer(column)));
  }
  /// Text or bytes.
  [[nodiscard]] std::string text(int column) const;

 private:
  void bind(int place, std::int64_t value);
  void bind(int place, std::string_view value);
  void bind(int place, const Blob& value);
  void bind_null(int place);
  void bind(int place, const std::string& value) { bind(place, std::string_view(value)); }
  void bind(int place, const char* value) { bind(place, std::string_view(value)); }
  void bind(int place, std::uint64_t value) { bind(place, static_cast<std::int64_t>(value)); }
  void bind(int place, int value) { bind(place, static_cast<std::int64_t>(value)); }
  void bind(int place, bool value) { bind(place, std::int64_t{value ? 1 : 0}); }
  void bind(int place, TimePoint value) {
    bind(place, static_cast<std::int64_t>(value.time_since_epoch().count()));
  }
  template <class Tag>
  void bind(int place, const Id<Tag>& value) {
    bind(place, std::string_view(value.value));
  }
  template <class T>
  void bind(int place, const std::optional<T>& value) {
    value ? bind(place, *value) : bind_null(place);
  }

  Connection& connection_;
  sqlite3_stmt* statement_;
};

}  // namespace baton::sqlite
