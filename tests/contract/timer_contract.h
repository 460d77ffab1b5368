#pragma once

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "bot/ports/store.h"
#include "tests/contract/contract_test.h"

/// What every store promises of timers: one suite for all of them.
namespace baton::test {

inline Change timers_of(const std::string& task, std::uint64_t epoch, std::vector<Timer> timers) {
  Change change;
  change.timers = {{TaskKey{task}, epoch, std::move(timers)}};
  return change;
}

template <class Fixture>
class TimerContract : public ContractTest<Fixture> {
 protected:
  /// "ACME-12 remind 0 epoch 2": one a line.
  std::string due(TimePoint now, std::size_t max = 100) {
    std::string found;
    for (const TimerRow& row : run(this->fixture.store().timers_due(now, max))) {
      const std::string text = text_of(row);
      found += text.substr(0, text.find(" due")) + "\n";
    }
    return found;
  }
  std::optional<TimePoint> next_due(TimePoint after) {
    return run(this->fixture.store().next_timer_due(after));
  }
};
TYPED_TEST_SUITE_P(TimerContract);

TYPED_TEST_P(TimerContract, HasNoneAtFirst) {
  EXPECT_EQ(this->due(noon), "");
  EXPECT_FALSE(this->next_due(noon - hours(1000)).has_value());
}

TYPED_TEST_P(TimerContract, HandsOutThoseDueInTheOrderOfDueTaskKindAndNumber) {
  this->append(timers_of(
      "B-1", 1, {{"remind", 0, noon}, {"escalate", 0, noon + minutes(1)}, {"early", 0, noon}}));
  this->append(timers_of("A-1", 7,
                         {{"remind", 10, noon},
                          {"remind", 9, noon},
                          {"later", 0, noon + minutes(1) + std::chrono::milliseconds(1)},
                          {"first", 0, noon - hours(1)}}));
  EXPECT_EQ(this->due(noon + minutes(1)),
            "A-1 first 0 epoch 7\nA-1 remind 9 epoch 7\nA-1 remind 10 epoch 7\n"
            "B-1 early 0 epoch 1\nB-1 remind 0 epoch 1\nB-1 escalate 0 epoch 1\n");
  EXPECT_EQ(this->due(noon, 2), "A-1 first 0 epoch 7\nA-1 remind 9 epoch 7\n");
  EXPECT_EQ(this->due(noon - hours(1) - std::chrono::milliseconds(1)), "");
  EXPECT_EQ(run(this->fixture.store().timers_due(noon, 1)).at(0).due, noon - hours(1));
}

TYPED_TEST_P(TimerContract, TellsWhenTheNextFallsDue) {
  this->append(timers_of("A-1", 1, {{"remind", 0, noon}, {"escalate", 0, noon + hours(2)}}));
  this->append(timers_of("B-1", 1, {{"remind", 0, noon + hours(1)}}));
  EXPECT_EQ(this->next_due(noon - hours(1)), noon);
  EXPECT_EQ(this->next_due(noon), noon + hours(1)) << "later than that, not at that time";
  EXPECT_EQ(this->next_due(noon + minutes(90)), noon + hours(2));
  EXPECT_FALSE(this->next_due(noon + hours(2)).has_value());
}

TYPED_TEST_P(TimerContract, WhatATaskHadBeforeIsGone) {  // I8
  this->append(timers_of("A-1", 1, {{"remind", 0, noon}, {"gap", 1, noon}, {"gap", 2, noon}}));
  this->append(timers_of("B-1", 1, {{"remind", 0, noon}}));
  this->append(timers_of("A-1", 2, {{"gap", 2, noon}}));
  EXPECT_EQ(this->due(noon), "A-1 gap 2 epoch 2\nB-1 remind 0 epoch 1\n");
  this->append(timers_of("A-1", 3, {}));
  EXPECT_EQ(this->due(noon), "B-1 remind 0 epoch 1\n");
  EXPECT_FALSE(this->next_due(noon).has_value());
}

TYPED_TEST_P(TimerContract, AnOlderEpochChangesNothing) {  // I8
  this->append(timers_of("A-1", 2, {{"remind", 0, noon}}));
  this->append(timers_of("A-1", 1, {{"remind", 0, noon - hours(1)}, {"escalate", 0, noon}}));
  this->append(timers_of("A-1", 0, {}));
  EXPECT_EQ(this->due(noon), "A-1 remind 0 epoch 2\n");
  EXPECT_EQ(this->due(noon - minutes(1)), "");
}

TYPED_TEST_P(TimerContract, ATaskWithoutTimersRemembersItsEpoch) {
  this->append(timers_of("A-1", 2, {}));
  this->append(timers_of("A-1", 1, {{"remind", 0, noon}}));
  EXPECT_EQ(this->due(noon), "");
  this->append(timers_of("A-1", 2, {{"remind", 0, noon}}));
  EXPECT_EQ(this->due(noon), "A-1 remind 0 epoch 2\n") << "an equal epoch replaces";
}

TYPED_TEST_P(TimerContract, ATaskMayComeTwiceInOneChange) {
  Change change = timers_of("A-1", 2, {{"remind", 0, noon}, {"gap", 1, noon}});
  change.timers.push_back({TaskKey{"A-1"}, 1, {{"escalate", 0, noon}}});
  change.timers.push_back(
      {TaskKey{"A-1"}, 2, {{"gap", 2, noon + hours(1)}, {"gap", 2, noon - hours(1)}}});
  this->append(change);
  EXPECT_EQ(this->due(noon), "A-1 gap 2 epoch 2\n") << "of two of one number the later counts";
  EXPECT_FALSE(this->next_due(noon).has_value());
}

TYPED_TEST_P(TimerContract, AStaleChangeLeavesThemAlone) {  // I3
  this->append(timers_of("A-1", 1, {{"remind", 0, noon}}));
  Change change = timers_of("A-1", 2, {});
  change.streams = {to(acme_12, 5, {event("accepted")})};
  EXPECT_EQ(this->append(change), "stale ");
  EXPECT_EQ(this->due(noon), "A-1 remind 0 epoch 1\n");
}

REGISTER_TYPED_TEST_SUITE_P(TimerContract, HasNoneAtFirst,
                            HandsOutThoseDueInTheOrderOfDueTaskKindAndNumber,
                            TellsWhenTheNextFallsDue, WhatATaskHadBeforeIsGone,
                            AnOlderEpochChangesNothing, ATaskWithoutTimersRemembersItsEpoch,
                            ATaskMayComeTwiceInOneChange, AStaleChangeLeavesThemAlone);

}  // namespace baton::test
