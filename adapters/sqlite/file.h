#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "adapters/sqlite/statement.h"
#include "core/model/time_point.h"

/// The file itself: who may open it, and what is in it before the service starts.
namespace baton::sqlite {

/// Held by one process at a time, and let go by the kernel however that process ends. It is a file
/// beside the database ("baton.db.lock") with the pid in it: SQLite's own locks would vanish if
/// anything else of this process closed the database file.
class Lock {
 public:
  /// Throws system_error: AppErrc::store_in_use, naming the pid; AppErrc::store_failed.
  explicit Lock(const std::filesystem::path& database);
  ~Lock();
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;

  /// Throws AppErrc::store_corrupt where the database is empty, and was a store once: nothing is
  /// begun anew in the place of what is missing.
  void require_store(Connection& connection) const;
  /// Remembers, beside the database, that it is a store.
  void remember_store() const { write(true); }

 private:
  void write(bool has_store) const;

  std::filesystem::path path_;
  int file_;
  bool had_store_ = false;
};

/// Makes an empty file that only its owner may read, where there is none.
void create_if_absent(const std::filesystem::path& database);

/// Brings the schema up to this program's, one transaction a step, and makes it the agency's.
/// Throws system_error: AppErrc::store_unusable for another agency's store, a newer one or none;
/// AppErrc::store_corrupt where the file or its journal's end is damaged, or a store is missing.
void prepare(Connection& connection, const Lock& lock, const std::string& agency, TimePoint now);

/// Throws AppErrc::store_unusable unless it is a store that this program can read as it is.
void require_readable(Connection& connection);

}  // namespace baton::sqlite
