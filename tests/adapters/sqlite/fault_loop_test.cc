#include <functional>
#include <vector>

#include "adapters/sqlite/verify.h"
#include "tests/adapters/sqlite/faulty_vfs.h"
#include "tests/adapters/sqlite/support.h"

/// The disk fails at every operation there is, one run after the other: F04, F05, G08.
namespace baton::test {
namespace {

/// What a service asks of its store, each a transaction. Every one may be asked again.
using Step = std::function<void(SqliteStore&)>;

void store(SqliteStore& into, Change change) {
  const AppendResult result = run(into.append(std::move(change)));
  EXPECT_NE(result.outcome, Appended::stale) << "what failed has left something behind";
}

const std::vector<Step> steps{
    [](SqliteStore& into) {
      Change change = delivered(one_event(acme_12, 0), "d1", "first");
      change.notices = {notice_row("n1", "person/p1"), notice_row("n2", "person/p2")};
      change.person_keys = {{"p1", "sealed key"}};
      change.text_keys = {{"k1", "p1", acme_12, "sealed text key"}};
      change.timers = {{TaskKey{"ACME-12"}, 1, {{"remind", 0, noon}}}};
      change.tasks = {TaskRow{}};
      change.tasks[0].phase = Phase::offered;
      change.tasks[0].owing = {PersonId{"p1"}};
      store(into, std::move(change));
    },
    [](SqliteStore& into) {
      run(into.begin({1}, {{1, 0, 0, false, noon}, noon, {WorkspaceId{"w"}, ChannelId{"c"}}}));
    },
    [](SqliteStore& into) {
      Settlement settlement = settled(1, Delivery::delivered);
      settlement.attempts.made = 1;
      settlement.message = SlotMessage{"slot of n1", {WorkspaceId{"w"}, ChannelId{"c"}, "1"}, 1};
      run(finished(into.settle(std::move(settlement))));
    },
    [](SqliteStore& into) {
      Change change = delivered(one_event(acme_12, 1), "d2", "second");
      change.superseded = {"slot of n2"};
      change.timers = {{TaskKey{"ACME-12"}, 2, {{"escalate", 0, noon}}}};
      store(into, std::move(change));
    },
    [](SqliteStore& into) {  // and moves the log into the file
      Change change = delivered(one_event(acme_12, 2), "d3", "third");
      change.shredded_texts = {"k1"};
      store(into, std::move(change));
    },
    [](SqliteStore& into) { run(finished(into.forget_deliveries(noon - minutes(1)))); },
};

std::string everything(SqliteStore& in) {
  TaskQuery all;
  all.open_only = false;
  return text_of(run(in.load({{acme_12, 0}}, "d1"))) + text_of(run(in.load({}, "d3")).reply) +
         text_of(run(in.of_task(TaskKey{"ACME-12"}))) + text_of(run(in.person_keys())) +
         text_of(run(in.timers_due(noon, 10))) + text_of(run(in.tasks(all))) +
         text_of(run(in.message("slot of n1")));
}

class FaultLoopTest : public testing::Test {
 protected:
  SqliteOptions options(const TempDir& folder) {
    SqliteOptions options = options_in(folder);
    options.vfs = faulty_vfs_name;
    return options;
  }
  /// What opening it says, having opened it; empty: it is open.
  std::string opened(const TempDir& folder, std::unique_ptr<SqliteStore>& store) {
    const Refused refusal =
        refused([&] { store = std::make_unique<SqliteStore>(options(folder)); });
    if (!refusal.code) return {};
    EXPECT_EQ(refusal.code, make_error_code(AppErrc::store_failed))
        << "a disk that fails is not taken for a damaged store: " << refusal.words;
    return refusal.words;
  }
  /// Goes through the steps as a service that is started again when its disk has failed, and that
  /// is asked again whatever it did not confirm. Whether anything failed.
  bool live(const TempDir& folder) {
    std::unique_ptr<SqliteStore> store;
    while (!opened(folder, store).empty()) faults.mend();
    std::size_t next = 0;
    while (next < steps.size()) {
      const Refused refusal = refused([&] { steps[next](*store); });
      if (!refusal.code) {
        ++next;
        continue;
      }
      EXPECT_EQ(refusal.code, make_error_code(AppErrc::store_failed)) << refusal.words;
      if (faults.for_ever && next + 1 < steps.size()) {
        EXPECT_TRUE(refused([&] { steps[next](*store); }).code) << "on a disk that fails";
      }
      faults.mend();
      if (!lives_on(*store)) open_again(folder, store);
    }
    const bool any = faults.failed > 0;
    faults.mend();
    if (!lives_on(*store)) open_again(folder, store);  // it failed behind the last answer
    EXPECT_EQ(everything(*store), undisturbed());
    store.reset();
    const sqlite::Verified verified = sqlite::verify(folder / "baton.db", "Northlight");
    EXPECT_TRUE(verified.faults.empty()) << verified.faults.at(0).what;
    return any;
  }
  void open_again(const TempDir& folder, std::unique_ptr<SqliteStore>& store) {
    store.reset();
    EXPECT_EQ(opened(folder, store), "");
  }
  static bool lives_on(const SqliteStore& store) { return store.health().empty(); }

  const std::string& undisturbed() {
    static const std::string calm = [this] {
      const TempDir folder(TempDir::On::memory);
      SqliteStore store(options(folder));
      for (const Step& step : steps) step(store);
      return everything(store);
    }();
    return calm;
  }

  Faults& faults = faulty_vfs();
};

constexpr int operations_max = 5'000;  // far more than there are

TEST_F(FaultLoopTest, WhicheverOperationFailsNothingIsLostNorDoneTwice) {  // F04
  ASSERT_FALSE(undisturbed().empty());
  for (const bool for_ever : {false, true}) {
    int at = 0;
    for (bool met = true; met && !HasFailure(); ++at) {
      SCOPED_TRACE((for_ever ? "from operation " : "operation ") + std::to_string(at));
      ASSERT_LT(at, operations_max);
      const TempDir folder(TempDir::On::memory);
      faults.failed = 0;
      faults.for_ever = for_ever;
      faults.fail_after = at;
      met = live(folder);
    }
    EXPECT_GT(at, 100) << "this many operations failed, one a run";
  }
}

}  // namespace
}  // namespace baton::test
