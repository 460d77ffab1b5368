#include "adapters/sqlite/file.h"

#include <algorithm>
#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "adapters/sqlite/rows.h"
#include "adapters/sqlite/schema.h"
#include "bot/ports/errc.h"

namespace baton::sqlite {
namespace {

constexpr std::int64_t application_id = 0x4261746e;  // "Batn"
/// Larger files are not read through at every start: `baton verify` does that.
constexpr std::int64_t checked_bytes_max = std::int64_t{256} * 1024 * 1024;

constexpr const char* damaged = "the store is damaged: restore a backup";

[[noreturn]] void fail(AppErrc code, const std::string& what) {
  throw boost::system::system_error(make_error_code(code), what);
}

[[noreturn]] void fail_with_errno(const std::filesystem::path& path, int error = errno) {
  fail(AppErrc::store_failed, path.string() + ": " + std::generic_category().message(error));
}

/// The second line of the lock's file, once it has stood beside a store.
constexpr std::string_view store_line = "store\n";

std::string text_in(int file) {
  char text[64] = {};
  const ssize_t count = ::pread(file, text, sizeof text, 0);
  return {text, static_cast<std::size_t>(std::max<ssize_t>(count, 0))};
}

std::string pid_in(int file) {
  const std::string text = text_in(file);
  const std::string pid = text.substr(0, text.find_first_not_of("0123456789"));
  return pid.empty() ? "unknown" : pid;
}

std::int64_t integer_of(Connection& connection, Sql sql) {
  Query row(connection, sql);
  return row.step() ? row.integer(0) : 0;
}

bool is_empty(Connection& connection) {
  return integer_of(connection, "SELECT count(*) FROM sqlite_schema") == 0;
}

std::int64_t schema_version(Connection& connection) {
  return integer_of(connection, "PRAGMA user_version");
}

void require_ours(Connection& connection) {
  if (integer_of(connection, "PRAGMA application_id") != application_id) {
    fail(AppErrc::store_unusable, "the file is a database of another program");
  }
  const std::int64_t newest = migrations().back().version;
  const std::int64_t version = schema_version(connection);
  if (version > newest) {
    fail(AppErrc::store_unusable, "the store was written by a newer Baton: its schema is " +
                                      std::to_string(version) + ", this program knows " +
                                      std::to_string(newest) + ". Start the newer program");
  }
}

void migrate(Connection& connection) {
  for (const Migration& migration : migrations()) {
    if (schema_version(connection) >= migration.version) continue;
    connection.run("BEGIN IMMEDIATE");
    try {
      connection.run_script(migration.script);
      if (schema_version(connection) != migration.version) {
        fail(AppErrc::store_failed,
             "the migration " + std::string(migration.name) + " does not set its version");
      }
      connection.run("COMMIT");
    } catch (...) {
      if (connection.in_transaction()) connection.run("ROLLBACK");
      throw;
    }
  }
}

void require_agency(Connection& connection, const std::string& agency, TimePoint now) {
  Query owner(connection, "SELECT agency FROM meta ORDER BY agency LIMIT 1");
  if (!owner.step()) {
    Query(connection, "INSERT INTO meta (agency, created_at) VALUES (?1, ?2)", agency, now).run();
    return;
  }
  if (owner.text(0) == agency) return;
  fail(AppErrc::store_unusable, "the store belongs to the agency \"" + owner.text(0) +
                                    "\", the configuration names \"" + agency + "\"");
}

void require_sound(Connection& connection, const std::string& agency) {
  const std::int64_t bytes =
      integer_of(connection, "PRAGMA page_count") * integer_of(connection, "PRAGMA page_size");
  if (bytes <= checked_bytes_max) {
    Query check(connection, "PRAGMA quick_check(1)");
    if (!check.step() || check.text(0) != "ok") fail(AppErrc::store_corrupt, damaged);
  }
  const Head kept = head(connection, agency);
  Query last(connection,
             "SELECT seq, hash FROM journal WHERE agency = ?1 ORDER BY seq DESC LIMIT 1", agency);
  const bool any = last.step();
  if ((any ? last.number(0) : 0) != kept.seq || (any && last.text(1) != kept.hash)) {
    fail(AppErrc::store_corrupt, "the journal does not end where its head says: run baton verify");
  }
}

}  // namespace

Lock::Lock(const std::filesystem::path& database)
    : path_(database.string() + ".lock"),
      file_(::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
  if (file_ < 0) fail_with_errno(path_);
  if (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
    const int error = errno;
    const std::string pid = pid_in(file_);
    ::close(file_);
    if (error != EWOULDBLOCK) fail_with_errno(path_, error);
    fail(AppErrc::store_in_use, database.string() + " is in use by process " + pid);
  }
  had_store_ = text_in(file_).find("\n" + std::string(store_line)) != std::string::npos;
  try {
    write(had_store_);
  } catch (...) {
    ::close(file_);
    throw;
  }
}

void Lock::write(bool has_store) const {
  std::string text = std::to_string(::getpid()) + "\n";
  if (has_store) text += store_line;
  if (::pwrite(file_, text.data(), text.size(), 0) != static_cast<ssize_t>(text.size()) ||
      ::ftruncate(file_, static_cast<off_t>(text.size())) != 0) {
    fail_with_errno(path_);
  }
}

void Lock::require_store(Connection& connection) const {
  if (!had_store_ || !is_empty(connection)) return;
  fail(AppErrc::store_corrupt,
       "the store that was here is gone or empty: restore a backup, or remove " + path_.string() +
           " to begin with nothing");
}

Lock::~Lock() { ::close(file_); }

void create_if_absent(const std::filesystem::path& database) {
  const int file = ::open(database.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file >= 0) {
    ::close(file);
  } else if (errno != EEXIST) {
    fail_with_errno(database);
  }
}

void prepare(Connection& connection, const Lock& lock, const std::string& agency, TimePoint now) {
  try {
    lock.require_store(connection);
    if (!is_empty(connection)) require_ours(connection);
    connection.start_writing();  // not before: it changes the file
    migrate(connection);
    require_agency(connection, agency, now);
    require_sound(connection, agency);
    connection.truncate_log();  // an erasure that a killed process still owed
    lock.remember_store();
  } catch (const SqliteError& error) {
    if (error.code() == make_error_code(AppErrc::store_corrupt)) {
      fail(AppErrc::store_corrupt, damaged);  // SQLite found out by itself
    }
    throw;
  }
}

void require_readable(Connection& connection) {
  require_ours(connection);
  if (schema_version(connection) < migrations().back().version) {
    fail(AppErrc::store_unusable,
         "the store was written by an older Baton: start the service once, which brings it up");
  }
}

}  // namespace baton::sqlite
