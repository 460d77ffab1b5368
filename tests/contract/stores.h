#pragma once

#include "adapters/memory/memory_store.h"
#include "adapters/sqlite/sqlite_store.h"
#include "tests/support/temp_dir.h"

/// The stores that the contract suite is run against.
namespace baton::test {

class MemoryFixture {
 public:
  Store& store() { return store_; }
  Outbox& outbox() { return store_; }

 private:
  MemoryStore store_;
};

class SqliteFixture {
 public:
  SqliteFixture() : store_(options(folder_)) {}
  Store& store() { return store_; }
  Outbox& outbox() { return store_; }

 private:
  static SqliteOptions options(const TempDir& folder) {
    SqliteOptions options;
    options.path = folder / "baton.db";
    options.agency = "Northlight";
    return options;
  }

  TempDir folder_{TempDir::On::memory};
  SqliteStore store_;
};

}  // namespace baton::test
