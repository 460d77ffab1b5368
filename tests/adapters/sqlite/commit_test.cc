#include <chrono>
#include <thread>

#include <boost/asio/error.hpp>

#include "adapters/sqlite/verify.h"
#include "bot/async/deadline.h"
#include "tests/adapters/sqlite/faulty_vfs.h"
#include "tests/adapters/sqlite/support.h"
#include "tests/fakes/counting_meter.h"

namespace baton::test {
namespace {

using boost::asio::awaitable;

/// "yes", "stale", "duplicate", or "failed".
awaitable<std::string> outcome_of(Store& store, Change change) {
  try {
    const AppendResult result = co_await store.append(std::move(change));
    co_return text_of(result);
  } catch (const boost::system::system_error& error) {
    if (error.code() != make_error_code(AppErrc::store_failed)) throw;
  }
  co_return "failed";
}

std::vector<awaitable<std::string>> appends_to_streams(Store& store, int count) {
  std::vector<awaitable<std::string>> appends;
  for (int number = 0; number < count; ++number) {
    const StreamId stream{"task/ACME-" + std::to_string(number)};
    appends.push_back(outcome_of(store, one_event(stream, 0)));
  }
  return appends;
}

class FaultyStoreTest : public testing::Test {
 protected:
  SqliteOptions options() {
    SqliteOptions options = options_in(folder);
    options.vfs = faulty_vfs_name;
    return options;
  }

  TempDir folder;
  Faults& faults = faulty_vfs();
};

TEST_F(FaultyStoreTest, WhateverWaitsIsOneCommitAndOneSync) {
  SqliteStore store(options());
  const SqliteStore::Counts before = store.counts();
  const int syncs_before = faults.syncs;
  for (const std::string& outcome : run_all(appends_to_streams(store, 200))) {
    EXPECT_EQ(outcome, "yes ");
  }
  EXPECT_EQ(store.counts().writes - before.writes, 200u);
  EXPECT_LT(store.counts().commits - before.commits, 100u);
  EXPECT_LT(faults.syncs - syncs_before, 100);
  EXPECT_EQ(run(store.streams("")).size(), 200u);
}

TEST_F(FaultyStoreTest, EveryCommitThatReachedTheDiskIsCountedWithItsSize) {
  CountingMeter meter;
  SqliteOptions watched = options();
  watched.meter = &meter;
  SqliteStore store(watched);
  run(store.append(one_event(acme_12, 0)));
  EXPECT_EQ(meter.told(), std::vector<std::string>{"committed 1"});
  run_all(appends_to_streams(store, 200));
  std::size_t changes = 0;
  for (const std::string& line : meter.told()) {
    changes += std::stoul(line.substr(std::string("committed ").size()));
  }
  EXPECT_EQ(changes, 201u);
  EXPECT_EQ(meter.told().size(), store.counts().commits);
}

TEST_F(FaultyStoreTest, TellsHowLargeItIs) {
  SqliteStore store(options());
  run_all(appends_to_streams(store, 50));
  const SqliteStore::Sizes sizes = store.sizes();
  EXPECT_EQ(sizes.file, std::filesystem::file_size(folder / "baton.db"));
  EXPECT_EQ(sizes.log, std::filesystem::file_size(folder / "baton.db-wal"));
  EXPECT_GT(sizes.log, 0u);
}

TEST_F(FaultyStoreTest, NobodyIsToldBeforeTheSync) {  // I1
  SqliteStore store(options());
  for (std::uint64_t version = 0; version < 20; ++version) {
    const int before = faults.syncs;
    run(store.append(one_event(acme_12, version)));
    EXPECT_GT(faults.syncs, before);
  }
}

TEST_F(FaultyStoreTest, AFailedSyncFailsEveryWaiterAndNothingIsTakenAfterwards) {  // F05
  {
    SqliteStore store(options());
    EXPECT_EQ(text_of(run(store.append(one_event(bolt_3, 0)))), "yes ");
    EXPECT_EQ(store.health(), "");
    faults.fail_sync = true;
    for (const std::string& outcome : run_all(appends_to_streams(store, 50))) {
      EXPECT_EQ(outcome, "failed");
    }
    EXPECT_NE(store.health().find("opened afresh"), std::string::npos) << store.health();
    faults.fail_sync = false;  // the next one might succeed, and mean nothing
    EXPECT_EQ(run(outcome_of(store, one_event(bolt_3, 1))), "failed");
    EXPECT_EQ(run(store.load({{bolt_3, 0}}, "")).events.size(), 1u);
    EXPECT_EQ(run(store.streams("")), std::vector<StreamId>{bolt_3}) << "of the group is nothing";
  }
  SqliteStore reopened(options());
  EXPECT_EQ(run(reopened.load({{bolt_3, 0}}, "")).events.size(), 1u);
  EXPECT_EQ(text_of(run(reopened.append(one_event(bolt_3, 1)))), "yes ");
}

TEST_F(FaultyStoreTest, AFullDiskFailsTheGroupAndIsOverWhenThereIsRoomAgain) {  // F06
  SqliteStore store(options());
  faults.full = true;
  for (const std::string& outcome : run_all(appends_to_streams(store, 20))) {
    EXPECT_EQ(outcome, "failed");
  }
  EXPECT_EQ(store.health(), "");
  faults.full = false;
  for (const std::string& outcome : run_all(appends_to_streams(store, 20))) {
    EXPECT_EQ(outcome, "yes ");
  }
}

TEST_F(FaultyStoreTest, AnErasureThatAReaderHeldUpIsOwedAlsoAfterAFailedGroup) {  // T54
  const std::string key = "the key of a text, sealed";
  SqliteStore store(options());
  Change change = one_event(acme_12, 0);
  change.text_keys = {{"k1", "p1", acme_12, key}};
  run(store.append(change));
  Intruder reader(folder / "baton.db");
  reader.run("BEGIN; SELECT count(*) FROM journal");
  Change erasure;
  erasure.shredded_texts = {"k1"};
  run(store.append(erasure));
  ASSERT_NE(bytes_of_store(folder.path()).find(key), std::string::npos) << "in the log, as yet";
  faults.full = true;
  EXPECT_EQ(run(outcome_of(store, one_event(acme_12, 1))), "failed");
  faults.full = false;
  reader.run("COMMIT");
  EXPECT_EQ(run(outcome_of(store, one_event(acme_12, 1))), "yes ");
  EXPECT_EQ(run(outcome_of(store, one_event(acme_12, 2))), "yes ") << "after it was made good";
  EXPECT_EQ(bytes_of_store(folder.path()).find(key), std::string::npos);
}

TEST_F(FaultyStoreTest, AnErasureThatWasStillOwedAtTheEndIsMadeGoodAtTheNextStart) {  // T54
  const std::string key = "the key of a text, sealed";
  Intruder reader(folder / "baton.db");
  {
    SqliteStore store(options());
    Change change = one_event(acme_12, 0);
    change.text_keys = {{"k1", "p1", acme_12, key}};
    run(store.append(change));
    reader.run("BEGIN; SELECT count(*) FROM journal");
    Change erasure;
    erasure.shredded_texts = {"k1"};
    run(store.append(erasure));
  }
  ASSERT_NE(bytes_of_store(folder.path()).find(key), std::string::npos);
  reader.run("COMMIT");
  const SqliteStore store(options());
  EXPECT_EQ(bytes_of_store(folder.path()).find(key), std::string::npos);
}

/// Twenty deliveries that wait together, with all that an append may carry.
std::vector<Change> deliveries() {
  std::vector<Change> changes;
  for (int number = 0; number < 20; ++number) {
    const std::string name = std::to_string(number);
    const TaskKey task{"ACME-" + name};
    Change change = delivered(one_event(StreamId{"task/" + task.value}, 0), "d" + name, "r" + name);
    change.notices = {notice_row("n" + name, "person/p" + name)};
    change.timers = {{task, 1, {{"remind", 0, noon}}}};
    changes.push_back(std::move(change));
  }
  return changes;
}
std::vector<std::string> outcomes_of(Store& store, const std::vector<Change>& changes) {
  std::vector<awaitable<std::string>> appends;
  for (const Change& change : changes) appends.push_back(outcome_of(store, change));
  return run_all(std::move(appends));
}
std::string rows_of(SqliteStore& store) {
  return text_of(run(store.streams(""))) + text_of(run(store.due(noon, 100))) +
         text_of(run(store.timers_due(noon, 100)));
}

TEST_F(FaultyStoreTest, AFailedGroupMayBeSentAgainAndHasOneEffect) {  // F06, G23
  SqliteStore store(options());
  const std::vector<Change> group = deliveries();
  faults.full = true;
  EXPECT_EQ(outcomes_of(store, group), std::vector<std::string>(20, "failed"));
  EXPECT_EQ(rows_of(store), "") << "nothing of it is visible";
  EXPECT_EQ(text_of(run(store.load({}, "d7")).reply), "none");
  faults.full = false;
  EXPECT_EQ(outcomes_of(store, group), std::vector<std::string>(20, "yes "));
  const std::string once = rows_of(store);
  const std::vector<std::string> again = outcomes_of(store, group);
  for (std::size_t at = 0; at < again.size(); ++at) {
    EXPECT_EQ(again[at], "duplicate r" + std::to_string(at));
  }
  EXPECT_EQ(rows_of(store), once);
}

TEST_F(FaultyStoreTest, AGroupWhoseSyncFailedIsWholeOrAbsentAfterwardsAndMayBeSentAgain) {  // F05
  const std::vector<Change> group = deliveries();
  {
    SqliteStore store(options());
    faults.fail_sync = true;
    EXPECT_EQ(outcomes_of(store, group), std::vector<std::string>(20, "failed"));
    EXPECT_EQ(rows_of(store), "") << "nothing of it is visible";
  }
  faults.mend();
  SqliteStore reopened(options());
  // What the sync would have made sure of may have come to the disk all the same. Each delivery is
  // its own and may come in a group of its own, but none is there in part, and none twice.
  for (std::size_t at = 0; at < group.size(); ++at) {
    SCOPED_TRACE(at);
    const std::string number = std::to_string(at);
    const bool was_there = run(reopened.load({}, "d" + number)).reply.has_value();
    EXPECT_EQ(run(outcome_of(reopened, group[at])), was_there ? "duplicate r" + number : "yes ");
  }
  EXPECT_EQ(run(reopened.streams("")).size(), group.size());
  EXPECT_EQ(run(reopened.due(noon, 100)).size(), group.size());
  EXPECT_EQ(run(reopened.timers_due(noon, 100)).size(), group.size());
  EXPECT_TRUE(sqlite::verify(folder / "baton.db", "Northlight").faults.empty());
}

TEST_F(FaultyStoreTest, AForeignHolderOfAMomentIsWaitedFor) {  // F07
  SqliteStore store(options());
  Intruder holder(folder / "baton.db");
  holder.run("BEGIN IMMEDIATE");
  faults.waits_for_lock = 0;
  std::thread release([&] {
    faults.waits_for_lock.wait(0);  // the writer has met the lock
    holder.run("ROLLBACK");
  });
  EXPECT_EQ(run(outcome_of(store, one_event(acme_12, 0))), "yes ");
  release.join();
  EXPECT_EQ(store.health(), "");
}

TEST(SqliteCommitTest, AStaleOrRefusedAppendDoesNotFailItsGroup) {
  const TempDir folder;
  SqliteStore store(options_in(folder));
  std::vector<awaitable<std::string>> appends;
  for (int number = 0; number < 30; ++number) {
    const StreamId stream{"task/ACME-" + std::to_string(number)};
    Change change = one_event(stream, number % 3 == 1 ? 9 : 0);
    if (number % 3 == 2) change.notices = {notice_row("the same key", "person/p1")};
    appends.push_back(outcome_of(store, std::move(change)));
  }
  const std::vector<std::string> outcomes = run_all(std::move(appends));
  for (std::size_t at = 0; at < outcomes.size(); ++at) {
    SCOPED_TRACE(at);
    const char* expected = at % 3 == 1 ? "stale " : at % 3 == 2 && at > 2 ? "failed" : "yes ";
    EXPECT_EQ(outcomes[at], expected);
  }
  EXPECT_EQ(run(store.streams("")).size(), 11u);
}

/// The writer cannot begin while somebody else holds the file.
class HeldStoreTest : public testing::Test {
 protected:
  HeldStoreTest() {
    SqliteOptions options = options_in(folder);
    options.queue_max = 4;
    store = std::make_unique<SqliteStore>(options);
    holder.emplace(folder / "baton.db");
    holder->run("BEGIN IMMEDIATE");
  }
  void release() { holder->run("ROLLBACK"); }

  TempDir folder;
  std::unique_ptr<SqliteStore> store;
  std::optional<Intruder> holder;
};

TEST_F(HeldStoreTest, AFullQueueRefusesAtOnce) {  // I14
  boost::asio::io_context io(1);
  int failed = 0;
  int stored = 0;
  for (int number = 0; number < 20; ++number) {
    const StreamId stream{"task/ACME-" + std::to_string(number)};
    boost::asio::co_spawn(io, outcome_of(*store, one_event(stream, 0)),
                          [&](std::exception_ptr, const std::string& outcome) {
                            ++(outcome == "failed" ? failed : stored);
                          });
  }
  io.poll();  // all of them have tried: one or more in hand, four waiting, the rest refused
  EXPECT_GE(failed, 20 - 4 - 4);
  EXPECT_EQ(stored, 0);
  release();
  io.run();
  EXPECT_EQ(failed + stored, 20);
  EXPECT_GE(stored, 4);
  EXPECT_EQ(run(store->streams("")).size(), static_cast<std::size_t>(stored));
}

TEST_F(HeldStoreTest, AnEventLoopMayEndWhileCallsWait) {
  for (int count = 0; count < 3; ++count) {
    boost::asio::io_context io(1);
    boost::asio::co_spawn(io, store->append(one_event(acme_12, 0)),
                          [](std::exception_ptr, AppendResult) { FAIL() << "nobody waits"; });
    io.poll();
  }
  release();
  const AppendResult after = run(store->append(one_event(bolt_3, 0)));
  EXPECT_EQ(after.outcome, Appended::yes);
}

TEST_F(HeldStoreTest, AWriteThatWasGivenUpBeforeItBeganIsNotDone) {
  const auto give_up = [&](Change change) {
    return refused([&] {
      run(with_deadline(std::chrono::milliseconds(20), store->append(std::move(change))));
    });
  };
  // The first is in the writer's hands; those behind it have not begun.
  give_up(one_event(acme_12, 0));
  EXPECT_EQ(give_up(one_event(bolt_3, 0)).code, make_error_code(boost::asio::error::timed_out));
  release();
  EXPECT_EQ(text_of(run(store->append(one_event(StreamId{"task/C-1"}, 0)))), "yes ");
  EXPECT_TRUE(run(store->load({{bolt_3, 0}}, "")).events.empty());
}

TEST_F(HeldStoreTest, AForeignHolderCostsTheWaitersAnErrorAndNotTheStore) {  // F07
  EXPECT_EQ(run(outcome_of(*store, one_event(acme_12, 0))), "failed");
  EXPECT_EQ(store->health(), "");
  release();
  EXPECT_EQ(run(outcome_of(*store, one_event(acme_12, 0))), "yes ");
}

TEST(SqliteCommitTest, CallsFromManyEventLoopsAreAllAnswered) {
  const TempDir folder;
  SqliteStore store(options_in(folder));
  std::vector<std::thread> threads;
  for (int number = 0; number < 4; ++number) {
    threads.emplace_back([&store, number] {
      const StreamId stream{"task/ACME-" + std::to_string(number)};
      for (int count = 0; count < 10; ++count) run(append_after_loading(store, stream));
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (int number = 0; number < 4; ++number) {
    const StreamId stream{"task/ACME-" + std::to_string(number)};
    EXPECT_EQ(run(store.load({{stream, 0}}, "")).events.size(), 10u);
  }
}

TEST(SqliteCommitTest, TheLogIsMovedIntoTheFileAsItGrows) {  // F08
  const TempDir folder(TempDir::On::memory);
  SqliteStore store(options_in(folder));
  const std::string data = "{\"t\":\"" + std::string(100'000, 'x') + "\"}";
  for (std::uint64_t version = 0; version < 400; ++version) {
    run(store.append(change_of({to(acme_12, version, {event("note-added", data)})})));
  }
  EXPECT_LT(std::filesystem::file_size(folder / "baton.db-wal"), 21u * 1024 * 1024);
  EXPECT_GT(std::filesystem::file_size(folder / "baton.db"), 20u * 1024 * 1024);
}

}  // namespace
}  // namespace baton::test
