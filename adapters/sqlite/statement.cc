#include "adapters/sqlite/statement.h"

#include <cassert>

#include <sqlite3.h>

#include "bot/ports/errc.h"

namespace baton::sqlite {
namespace {

constexpr int busy_wait_ms = 2000;
constexpr int value_bytes_max = 128 * 1024 * 1024;
constexpr int statement_bytes_max = 64 * 1024;
constexpr int instructions_between_looks = 100'000;

AppErrc errc_of(int extended_code) {
  const int code = extended_code & 0xff;
  return code == SQLITE_CORRUPT || code == SQLITE_NOTADB ? AppErrc::store_corrupt
                                                         : AppErrc::store_failed;
}

int refuse_what_the_service_never_does(void*, int action, const char*, const char* function,
                                       const char*, const char*) {
  switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_INSERT:
    case SQLITE_UPDATE:
    case SQLITE_DELETE:
    case SQLITE_TRANSACTION:
    case SQLITE_SAVEPOINT:
    case SQLITE_RECURSIVE: return SQLITE_OK;
    case SQLITE_FUNCTION:
      return std::string_view(function) == "load_extension" ? SQLITE_DENY : SQLITE_OK;
    default: return SQLITE_DENY;
  }
}

}  // namespace

SqliteError::SqliteError(int extended_code, const std::string& what)
    : boost::system::system_error(make_error_code(errc_of(extended_code)), what),
      extended_code_(extended_code) {}

bool SqliteError::is_fatal() const {
  switch (extended_code_ & 0xff) {
    case SQLITE_IOERR:
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_READONLY: return true;  // the file was moved away or its folder sealed
    default: return false;
  }
}

void Connection::Close::operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }
void Connection::Finalize::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

Connection::Connection(const std::filesystem::path& path, Mode mode, const std::string& vfs) {
  const int access = mode == Mode::write ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;
  sqlite3* handle = nullptr;
  const int result =
      sqlite3_open_v2(path.c_str(), &handle, access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
                      vfs.empty() ? nullptr : vfs.c_str());
  handle_.reset(handle);
  if (result != SQLITE_OK) {
    throw SqliteError(result, path.string() + ": " + sqlite3_errstr(result));
  }
  // SQLite opens what it may only read without a word.
  if (mode == Mode::write && sqlite3_db_readonly(handle, "main") == 1) {
    throw SqliteError(SQLITE_READONLY, path.string() + " is read-only");
  }
  configure(mode);
}

Connection::~Connection() = default;

void Connection::configure(Mode mode) {
  sqlite3* const db = handle_.get();
  sqlite3_busy_timeout(db, busy_wait_ms);
  sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_limit(db, SQLITE_LIMIT_LENGTH, value_bytes_max);
  sqlite3_limit(db, SQLITE_LIMIT_SQL_LENGTH, statement_bytes_max);
  // Only the writer checkpoints, and only when it says so: SQLite before 3.51.3 may corrupt a file
  // where one connection checkpoints while another commits.
  run("PRAGMA trusted_schema = OFF; PRAGMA foreign_keys = ON; PRAGMA cell_size_check = ON;"
      "PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 0; PRAGMA wal_autocheckpoint = 0;");
  if (mode != Mode::write) {
    sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    run("PRAGMA query_only = ON;");
  }
  sqlite3_progress_handler(
      db, instructions_between_looks,
      [](void* self) {
        const auto& connection = *static_cast<const Connection*>(self);
        return connection.time_limit_.count() > 0 &&
                       std::chrono::steady_clock::now() > connection.deadline_
                   ? 1
                   : 0;
      },
      this);
}

void Connection::start_writing() {
  {
    Query wal(*this, "PRAGMA journal_mode = WAL");
    if (!wal.step() || wal.text(0) != "wal") {
      throw SqliteError(SQLITE_CANTOPEN, "the file system cannot hold a write-ahead log");
    }
  }
  // The log keeps the room that it has between two checkpoints, and 8 MB of pages stay in memory.
  run("PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA journal_size_limit = 20971520;"
      "PRAGMA cache_size = -8000;");
  sqlite3_wal_hook(
      handle_.get(),
      [](void* pages, sqlite3*, const char*, int count) {
        *static_cast<int*>(pages) = count;
        return SQLITE_OK;
      },
      &wal_pages_);
}

void Connection::lock_down() {
  sqlite3_set_authorizer(handle_.get(), refuse_what_the_service_never_does, nullptr);
}

void Connection::run_script(const char* statements) {
  if (sqlite3_exec(handle_.get(), statements, nullptr, nullptr, nullptr) != SQLITE_OK) {
    fail("cannot run a statement");
  }
}

void Connection::run_again(Sql statement) { Query(*this, statement).run(); }

bool Connection::in_transaction() const { return sqlite3_get_autocommit(handle_.get()) == 0; }

std::int64_t Connection::changes() const { return sqlite3_changes64(handle_.get()); }

void Connection::checkpoint() {
  const int result = sqlite3_wal_checkpoint_v2(handle_.get(), nullptr, SQLITE_CHECKPOINT_PASSIVE,
                                               nullptr, nullptr);
  if (result != SQLITE_OK && (result & 0xff) != SQLITE_BUSY) fail("cannot checkpoint");
}

bool Connection::truncate_log() {
  const int result = sqlite3_wal_checkpoint_v2(handle_.get(), nullptr, SQLITE_CHECKPOINT_TRUNCATE,
                                               nullptr, nullptr);
  if ((result & 0xff) == SQLITE_BUSY) return false;
  if (result != SQLITE_OK) fail("cannot empty the log");
  wal_pages_ = 0;
  return true;
}

void Connection::leave_log_on_close() {
  sqlite3_db_config(handle_.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

void Connection::fail(const char* doing) const {
  throw SqliteError(sqlite3_extended_errcode(handle_.get()),
                    std::string(doing) + ": " + sqlite3_errmsg(handle_.get()));
}

sqlite3_stmt* Connection::prepared(Sql sql) {
  auto& statement = statements_[sql.text()];
  if (!statement) {
    sqlite3_stmt* fresh = nullptr;
    if (sqlite3_prepare_v3(handle_.get(), sql.text(), -1, SQLITE_PREPARE_PERSISTENT, &fresh,
                           nullptr) != SQLITE_OK) {
      fail("cannot prepare a statement");
    }
    statement.reset(fresh);
  }
  assert(sqlite3_stmt_busy(statement.get()) == 0);
  return statement.get();
}

Query::~Query() {
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

bool Query::step() {
  switch (sqlite3_step(statement_)) {
    case SQLITE_ROW: return true;
    case SQLITE_DONE: return false;
    default: connection_.fail("cannot run a statement");
  }
}

void Query::run() {
  while (step()) {
  }
}

std::int64_t Query::integer(int column) const { return sqlite3_column_int64(statement_, column); }

bool Query::is_null(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

std::string Query::text(int column) const {
  const void* bytes = sqlite3_column_blob(statement_, column);
  const int size = sqlite3_column_bytes(statement_, column);
  return bytes == nullptr
             ? std::string()
             : std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

void Query::bind(int place, std::int64_t value) {
  if (sqlite3_bind_int64(statement_, place, value) != SQLITE_OK) connection_.fail("cannot bind");
}

void Query::bind(int place, std::string_view value) {
  // An empty view may point nowhere, which SQLite would take for NULL.
  const char* text = value.empty() ? "" : value.data();
  if (sqlite3_bind_text64(statement_, place, text, value.size(), SQLITE_TRANSIENT, SQLITE_UTF8) !=
      SQLITE_OK) {
    connection_.fail("cannot bind");
  }
}

void Query::bind(int place, const Blob& value) {
  const char* bytes = value.bytes.empty() ? "" : value.bytes.data();
  if (sqlite3_bind_blob64(statement_, place, bytes, value.bytes.size(), SQLITE_TRANSIENT) !=
      SQLITE_OK) {
    connection_.fail("cannot bind");
  }
}

void Query::bind_null(int place) {
  if (sqlite3_bind_null(statement_, place) != SQLITE_OK) connection_.fail("cannot bind");
}

}  // namespace baton::sqlite
