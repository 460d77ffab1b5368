#include "tests/faults/preload.h"

#include <unistd.h>
#include <cerrno>
#include <cstring>
#include <string>
#include <string_view>

#include <sqlite3.h>

/// The store, seen by its statements and by the bytes of its files.
namespace baton::test {
namespace {

/// What a transaction under way has written so far, of this thread.
struct Written {
  bool migration = false;
  bool events = false;
  bool timers = false;
  bool reply = false;
  bool attempt = false;
  bool outcome = false;
  bool recovery = false;
};
thread_local Written written;

void see(std::string_view sql) {
  if (sql.starts_with("INSERT INTO journal ")) {
    pass(KillPoint::journal_writing);
    written.events = true;
  } else if (sql.starts_with("INSERT INTO timer ")) {
    pass(KillPoint::timers_writing);
  } else if (sql.starts_with("INSERT INTO timer_epoch ")) {
    written.timers = true;
  } else if (sql.starts_with("INSERT INTO outbox ")) {
    pass(KillPoint::notices_writing);
  } else if (sql.starts_with("INSERT INTO delivery ")) {
    pass(KillPoint::reply_writing);
    written.reply = true;
  } else if (sql.starts_with("UPDATE outbox SET state = 'inflight'")) {
    written.attempt = true;
  } else if (sql.starts_with("UPDATE outbox SET state = 'unknown'")) {
    written.recovery = true;
  } else if (sql.starts_with("UPDATE outbox SET state = ?3")) {
    written.outcome = true;
  }
}

void see_commit() {
  if (written.migration) pass(KillPoint::migration_commit);
  if (written.recovery) pass(KillPoint::recovery_commit);
  if (written.events && written.reply) pass(KillPoint::command_commit);
  if (written.events && written.timers && !written.reply) pass(KillPoint::clock_commit);
  if (written.events && !written.timers && !written.reply) pass(KillPoint::seed_commit);
  if (written.attempt) pass(KillPoint::attempt_commit);
  if (written.outcome) pass(KillPoint::outcome_commit);
}

void see_committed() {
  if (written.events && written.reply) pass(KillPoint::command_committed);
  if (written.events && written.timers && !written.reply) pass(KillPoint::clock_committed);
  if (written.events && !written.timers && !written.reply) pass(KillPoint::seed_committed);
  if (written.attempt) pass(KillPoint::attempt_committed);
  if (written.outcome) pass(KillPoint::outcome_committed);
}

/// The file's name as far as it is one of the store's: "baton.db", "baton.db-wal" ...
std::string_view store_file(int fd, char (&path)[4096]) {
  const std::string link = "/proc/self/fd/" + std::to_string(fd);
  const ssize_t length = ::readlink(link.c_str(), path, sizeof path);
  if (length <= 0) return {};
  const std::string_view whole(path, static_cast<std::size_t>(length));
  const std::string_view name = whole.substr(whole.rfind('/') + 1);
  return name.starts_with("baton.db") ? name : std::string_view();
}

/// Whether any fault asks which file it is.
bool watches_files() {
  return page().write_error != 0 || page().sync_error != 0 || dies_at(KillPoint::log_torn) ||
         dies_at(KillPoint::log_unsynced) || dies_at(KillPoint::log_synced) ||
         dies_at(KillPoint::checkpoint_torn);
}

}  // namespace
}  // namespace baton::test

using baton::test::KillPoint;

/// Runs a statement of a transaction, and passes what lies before and behind it. One that another
/// runs within is its own affair.
template <class Run>
int passing_through(std::string_view sql, Run run) {
  static thread_local bool is_within = false;
  if (is_within) return run();
  is_within = true;
  if (sql == "BEGIN IMMEDIATE") baton::test::written = {};
  if (sql == "COMMIT") baton::test::see_commit();
  const int result = run();
  if (sql == "COMMIT" && (result == SQLITE_OK || result == SQLITE_DONE)) {
    baton::test::see_committed();
    baton::test::written = {};
  }
  is_within = false;
  return result;
}

extern "C" int sqlite3_step(sqlite3_stmt* statement) {
  static const auto next = BATON_NEXT(sqlite3_step);
  const char* const sql = sqlite3_sql(statement);
  if (sql == nullptr) return next(statement);
  baton::test::see(sql);
  return passing_through(sql, [&] { return next(statement); });
}

extern "C" int sqlite3_exec(sqlite3* connection, const char* sql,
                            int (*each)(void*, int, char**, char**), void* context, char** error) {
  static const auto next = BATON_NEXT(sqlite3_exec);
  const std::string_view text = sql;
  const bool migrates = text.find("PRAGMA user_version =") != std::string_view::npos;
  if (migrates) baton::test::pass(KillPoint::migration_begun);
  const int result =
      passing_through(text, [&] { return next(connection, sql, each, context, error); });
  if (migrates) baton::test::written.migration = true;
  return result;
}

extern "C" ssize_t pwrite64(int fd, const void* bytes, std::size_t count, off64_t at) {
  static const auto next = BATON_NEXT(pwrite64);
  if (!baton::test::watches_files()) return next(fd, bytes, count, at);
  char path[4096];
  const std::string_view file = baton::test::store_file(fd, path);
  const int error = baton::test::page().write_error;
  const bool may_fail = file == "baton.db" || file == "baton.db-wal";
  if (error != 0 && may_fail) {
    errno = error;
    return -1;
  }
  const bool is_log = file == "baton.db-wal";
  const auto torn = is_log ? KillPoint::log_torn : KillPoint::checkpoint_torn;
  if (may_fail && baton::test::dies_at(torn)) {
    next(fd, bytes, count / 2, at);
    baton::test::pass(torn);
  }
  return next(fd, bytes, count, at);
}

extern "C" int fdatasync(int fd) {
  static const auto next = BATON_NEXT(fdatasync);
  if (!baton::test::watches_files()) return next(fd);
  char path[4096];
  const std::string_view file = baton::test::store_file(fd, path);
  const int error = baton::test::page().sync_error;
  if (error != 0 && !file.empty()) {
    errno = error;
    return -1;
  }
  if (file == "baton.db-wal") baton::test::pass(KillPoint::log_unsynced);
  const int result = next(fd);
  if (file == "baton.db-wal") baton::test::pass(KillPoint::log_synced);
  return result;
}
