#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <string>

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <boost/system/system_error.hpp>

#include "adapters/sqlite/sqlite_store.h"
#include "bot/ports/errc.h"
#include "tests/contract/store_calls.h"
#include "tests/support/store_text.h"
#include "tests/support/temp_dir.h"

/// What the tests of the SQLite store share.
namespace baton::test {

inline SqliteOptions options_in(const TempDir& folder) {
  SqliteOptions options;
  options.path = folder / "baton.db";
  options.agency = "Northlight";
  options.now = noon;
  return options;
}

/// What went wrong: its code and its words.
struct Refused {
  boost::system::error_code code;
  std::string words;
};
template <class Action>
Refused refused(Action action) {
  try {
    action();
  } catch (const boost::system::system_error& error) {
    return {error.code(), error.what()};
  }
  return {};
}

/// A connection of somebody else to the same file, who may do anything.
class Intruder {
 public:
  explicit Intruder(const std::filesystem::path& path) {
    EXPECT_EQ(sqlite3_open_v2(path.c_str(), &connection_,
                              SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr),
              SQLITE_OK);
  }
  ~Intruder() { sqlite3_close(connection_); }
  Intruder(const Intruder&) = delete;
  Intruder& operator=(const Intruder&) = delete;

  void run(const std::string& statements) {
    char* error = nullptr;
    EXPECT_EQ(sqlite3_exec(connection_, statements.c_str(), nullptr, nullptr, &error), SQLITE_OK)
        << statements << ": " << (error != nullptr ? error : "");
    sqlite3_free(error);
  }

 private:
  sqlite3* connection_ = nullptr;
};

inline std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}
/// The bytes of the store's files, the log and its index among them.
inline std::string bytes_of_store(const std::filesystem::path& folder) {
  std::string bytes;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    bytes += bytes_of(entry.path());
  }
  return bytes;
}

}  // namespace baton::test
