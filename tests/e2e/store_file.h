#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <sqlite3.h>

namespace baton::test {

/// The rows that a statement yields on a store's file, as texts; the service may be running.
inline std::vector<std::vector<std::string>> rows_of(const std::filesystem::path& file,
                                                     const std::string& statement) {
  std::vector<std::vector<std::string>> rows;
  sqlite3* connection = nullptr;
  const auto keep = [](void* into, int count, char** values, char**) {
    std::vector<std::string>& row =
        static_cast<std::vector<std::vector<std::string>>*>(into)->emplace_back();
    for (int at = 0; at < count; ++at) row.emplace_back(values[at] != nullptr ? values[at] : "");
    return 0;
  };
  EXPECT_EQ(sqlite3_open_v2(file.c_str(), &connection, SQLITE_OPEN_READWRITE, nullptr), SQLITE_OK);
  sqlite3_busy_timeout(connection, 5'000);
  EXPECT_EQ(sqlite3_exec(connection, statement.c_str(), keep, &rows, nullptr), SQLITE_OK)
      << statement << ": " << sqlite3_errmsg(connection);
  sqlite3_close(connection);
  return rows;
}

}  // namespace baton::test
