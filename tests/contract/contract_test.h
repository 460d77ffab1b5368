#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "tests/contract/store_calls.h"
#include "tests/support/run.h"
#include "tests/support/store_text.h"

namespace baton::test {

/// What the contract suites share. A Fixture makes an empty store and hands it out as `store()` and
/// `outbox()`.
template <class Fixture>
class ContractTest : public testing::Test {
 protected:
  std::string append(Change change) {
    return text_of(run(fixture.store().append(std::move(change))));
  }
  Loaded load(std::vector<Cursor> cursors, std::string delivery = "") {
    return run(fixture.store().load(std::move(cursors), std::move(delivery)));
  }
  std::vector<std::string> due_keys(TimePoint now, std::size_t max = 100) {
    std::vector<std::string> keys;
    for (const OutboxRow& row : run(fixture.outbox().due(now, max))) keys.push_back(row.key);
    return keys;
  }
  std::uint64_t id_of(const std::string& key) {
    for (const OutboxRow& row : run(fixture.outbox().due(noon + hours(1000), 100))) {
      if (row.key == key) return row.id;
    }
    ADD_FAILURE() << key << " is no head of a lane";
    return 0;
  }
  void settle(Settlement settlement) {
    run(finished(fixture.outbox().settle(std::move(settlement))));
  }
  bool begin(std::uint64_t id, Attempts attempts, TimePoint at, AttemptPlace to = {}) {
    return begin(std::vector<std::uint64_t>{id}, attempts, at, std::move(to));
  }
  bool begin(std::vector<std::uint64_t> ids, Attempts attempts, TimePoint at,
             AttemptPlace to = {}) {
    return run(fixture.outbox().begin(std::move(ids), {attempts, at, std::move(to)}));
  }

  Fixture fixture;
};

}  // namespace baton::test
