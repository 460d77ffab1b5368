#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>

#include <sqlite3.h>

namespace baton::test {

/// How much of everything the store holds that a command may leave behind: "journal 12, delivery 3,
/// outbox 7, timer 2". Read beside a service that runs.
inline std::string contents_of(const std::filesystem::path& store) {
  sqlite3* database = nullptr;
  if (sqlite3_open_v2(store.c_str(), &database, SQLITE_OPEN_READONLY, nullptr) != SQLITE_OK) {
    throw std::runtime_error("the store cannot be opened");
  }
  sqlite3_busy_timeout(database, 5000);
  std::string contents;
  for (const std::string table : {"journal", "delivery", "outbox", "timer"}) {
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(database, ("SELECT count(*) FROM " + table).c_str(), -1, &statement,
                       nullptr);
    const bool is_read = sqlite3_step(statement) == SQLITE_ROW;
    contents += table + " " + (is_read ? std::to_string(sqlite3_column_int64(statement, 0)) : "?");
    contents += ", ";
    sqlite3_finalize(statement);
  }
  sqlite3_close(database);
  return contents;
}

}  // namespace baton::test
