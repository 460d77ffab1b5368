#include "tests/bot/app/timekeeper_bench.h"

namespace baton::test {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

TEST(TimekeeperTest, FiresATimerWhenItFallsDueAndNotEarlier) {
  Kept kept;
  Bench bench(kept);
  bench.put("A-1", 1, {{"remind", 0, monday_nine + hours(3)}});
  bench.keeper.wake();
  bench.pass(hours(3) - milliseconds(1));
  EXPECT_EQ(bench.fired, Strings());
  bench.pass(milliseconds(1));
  EXPECT_EQ(bench.fired, Strings({"A-1 remind 0"}));
  bench.pass(hours(1));
  EXPECT_EQ(bench.fired.size(), 1u) << "it was fired once";
}

TEST(TimekeeperTest, FiresInTheOrderOfDueAndEachAtItsTime) {
  Kept kept;
  Bench bench(kept);
  bench.put("A-1", 1,
            {{"remind", 0, monday_nine + minutes(3)}, {"gap", 1, monday_nine + minutes(1)}});
  bench.put("B-1", 1, {{"remind", 0, monday_nine + minutes(2)}, {"debt", 2, monday_nine}});
  bench.keeper.wake();
  bench.pass(minutes(3));
  EXPECT_EQ(bench.fired, Strings({"B-1 debt 2", "A-1 gap 1", "B-1 remind 0", "A-1 remind 0"}));
  EXPECT_EQ(bench.at, (std::vector<TimePoint>{monday_nine, monday_nine + minutes(1),
                                              monday_nine + minutes(2), monday_nine + minutes(3)}));
}

TEST(TimekeeperTest, WhatFellDueWhileTheServiceWasDownIsFiredAtItsStart) {
  Kept kept;
  {
    Bench bench(kept);
    bench.put("A-1", 1, {{"escalate", 0, monday_nine + hours(2)}});
    bench.put("B-1", 1,
              {{"remind", 0, monday_nine + hours(1)}, {"later", 0, monday_nine + hours(6)}});
  }
  kept.clock.advance(hours(5));
  Bench bench(kept);
  EXPECT_EQ(bench.fired, Strings({"B-1 remind 0", "A-1 escalate 0"}));
  bench.pass(hours(1));
  EXPECT_EQ(bench.fired.size(), 3u) << "and what was still to come is waited for";
  EXPECT_EQ(bench.at.back(), monday_nine + hours(6));
}

TEST(TimekeeperTest, ANewerEpochCancels) {  // I8
  Kept kept;
  Bench bench(kept);
  bench.put("A-1", 1, {{"remind", 0, monday_nine + minutes(5)}});
  bench.keeper.wake();
  bench.pass(minutes(4));
  bench.put("A-1", 2, {{"remind", 0, monday_nine + minutes(9)}});
  bench.pass(minutes(4));
  EXPECT_EQ(bench.fired, Strings()) << "nobody woke it, and the old one is gone all the same";
  bench.pass(minutes(1));
  EXPECT_EQ(bench.fired, Strings({"A-1 remind 0"}));
}

TEST(TimekeeperTest, WhatIsCancelledWhileAnotherIsFiredIsNotFired) {
  Kept kept;
  Bench bench(kept);
  bench.takes = seconds(1);
  bench.put("A-1", 1, {{"remind", 0, monday_nine}});
  bench.put("B-1", 1, {{"remind", 0, monday_nine + milliseconds(1)}});
  kept.clock.advance(milliseconds(1));
  bench.keeper.wake();
  bench.settle();
  bench.put("B-1", 2, {});
  bench.pass(minutes(1));
  EXPECT_EQ(bench.fired, Strings({"A-1 remind 0"}));
}

TEST(TimekeeperTest, WhatComesWhileAnotherIsFiredTakesItsPlaceInTheOrder) {
  Kept kept;
  Bench bench(kept);
  bench.takes = seconds(1);
  bench.put("A-1", 1, {{"a", 0, monday_nine - minutes(5)}, {"c", 0, monday_nine - minutes(1)}});
  bench.keeper.wake();
  bench.settle();
  bench.put("B-1", 1, {{"b", 0, monday_nine - minutes(2)}});
  bench.pass(seconds(3));
  EXPECT_EQ(bench.fired, Strings({"A-1 a 0", "B-1 b 0", "A-1 c 0"}));
}

TEST(TimekeeperTest, WakesForAnEarlierTimer) {
  Kept kept;
  Bench bench(kept);
  bench.put("A-1", 1, {{"remind", 0, monday_nine + seconds(20)}});
  bench.keeper.wake();
  bench.settle();
  bench.put("B-1", 1, {{"remind", 0, monday_nine + seconds(5)}});
  bench.keeper.wake();
  bench.pass(seconds(5));
  EXPECT_EQ(bench.fired, Strings({"B-1 remind 0"}));
}

TEST(TimekeeperTest, IsWokenOnlyByATimerThatIsEarlierThanAllOthers) {
  Kept kept;
  Bench bench(kept);
  bench.put("A-1", 1, {{"remind", 0, monday_nine + seconds(20)}});
  bench.keeper.wake();
  bench.settle();
  const int looks = kept.slow.timer_reads;
  bench.put("B-1", 1, {{"remind", 0, monday_nine + seconds(25)}});
  bench.keeper.expect(monday_nine + seconds(25));
  bench.settle();
  EXPECT_EQ(kept.slow.timer_reads, looks) << "the next look comes early enough";
  bench.put("C-1", 1, {{"remind", 0, monday_nine + seconds(5)}});
  bench.keeper.expect(monday_nine + seconds(5));
  bench.pass(seconds(25));
  EXPECT_EQ(bench.fired, Strings({"C-1 remind 0", "A-1 remind 0", "B-1 remind 0"}));
}

TEST(TimekeeperTest, AnyChangeWakesItWhereTheClockWasSetAheadMeanwhile) {
  Kept kept;
  Bench bench(kept);
  bench.put("A-1", 1, {{"remind", 0, monday_nine + seconds(20)}});
  bench.keeper.wake();
  bench.settle();
  kept.clock.set(monday_nine + std::chrono::hours(24));
  bench.keeper.expect(std::nullopt);
  bench.settle();
  EXPECT_EQ(bench.fired, Strings({"A-1 remind 0"}));
}

TEST(TimekeeperTest, LooksByItselfEveryHalfMinute) {
  Kept kept;
  Bench bench(kept);
  bench.put("A-1", 1, {{"remind", 0, monday_nine + seconds(1)}});  // and nobody wakes it
  bench.pass(seconds(30) - milliseconds(1));
  EXPECT_EQ(bench.fired, Strings());
  bench.pass(milliseconds(1));
  EXPECT_EQ(bench.fired, Strings({"A-1 remind 0"}));
}

TEST(TimekeeperTest, AClockThatIsSetIsNoticedAtTheNextLook) {
  Kept kept;
  Bench bench(kept);
  bench.put("A-1", 1, {{"remind", 0, monday_nine + hours(2)}});
  bench.keeper.wake();
  bench.settle();
  kept.clock.set(monday_nine - hours(1));
  bench.keeper.wake();
  bench.pass(hours(3) - milliseconds(1));
  EXPECT_EQ(bench.fired, Strings()) << "by the clock as it is, however long it takes";
  bench.pass(milliseconds(1));
  EXPECT_EQ(bench.fired, Strings({"A-1 remind 0"}));
}

TEST(TimekeeperTest, OneThatFailsIsTriedAgainAfterAPauseThatGrows) {
  Kept kept;
  Bench bench(kept);
  bench.failing = {"A-1 remind 0"};
  bench.put("A-1", 1, {{"remind", 0, monday_nine}});
  bench.keeper.wake();
  bench.pass(seconds(15));
  EXPECT_EQ(bench.at,
            (std::vector<TimePoint>{monday_nine, monday_nine + seconds(1), monday_nine + seconds(3),
                                    monday_nine + seconds(7), monday_nine + seconds(15)}));
  EXPECT_EQ(bench.count("timer.failed"), 5u);
  EXPECT_EQ(bench.count("it cannot be done"), 5u);
  bench.pass(hours(1));
  const std::size_t tried = bench.at.size();
  EXPECT_EQ(bench.at[tried - 1] - bench.at[tried - 2], minutes(5)) << "and not beyond that";
  bench.failing.clear();
  bench.pass(minutes(5));
  EXPECT_EQ(bench.at.size(), tried + 1);
  EXPECT_EQ(bench.count("timer.failed"), tried) << "the last time it was done";
}

TEST(TimekeeperTest, OneThatFailsDoesNotHoldUpTheOthers) {
  Kept kept;
  Bench bench(kept);
  bench.failing = {"A-1 remind 0", "B-1 remind 0"};
  bench.put("A-1", 1, {{"remind", 0, monday_nine - hours(2)}});
  bench.put("B-1", 1, {{"remind", 0, monday_nine - hours(1)}});
  bench.put("C-1", 1, {{"remind", 0, monday_nine}, {"gap", 1, monday_nine + milliseconds(10'500)}});
  bench.keeper.wake();
  bench.settle();
  EXPECT_EQ(bench.fired, Strings({"A-1 remind 0", "B-1 remind 0", "C-1 remind 0"}));
  bench.pass(seconds(12));
  ASSERT_EQ(bench.fired.back(), "C-1 gap 1");
  EXPECT_EQ(bench.at.back(), monday_nine + milliseconds(10'500)) << "and not a moment later";
}

TEST(TimekeeperTest, ANewTimerInThePlaceOfOneThatFailedDoesNotWait) {
  Kept kept;
  Bench bench(kept);
  bench.failing = {"A-1 remind 0"};
  bench.put("A-1", 1, {{"remind", 0, monday_nine}});
  bench.keeper.wake();
  bench.pass(seconds(4));
  EXPECT_EQ(bench.fired.size(), 3u);
  bench.failing.clear();
  bench.put("A-1", 2, {{"remind", 0, monday_nine}});
  bench.keeper.wake();
  bench.settle();
  EXPECT_EQ(bench.fired.size(), 4u);
  EXPECT_EQ(bench.count("timer.failed"), 3u);
}

TEST(TimekeeperTest, OneThatStaysAsItWasDoesNotSpin) {
  Kept kept;
  Bench bench(kept);
  bench.left = {"A-1 remind 0"};
  bench.put("A-1", 1, {{"remind", 0, monday_nine}});
  bench.keeper.wake();
  bench.settle();
  EXPECT_EQ(bench.fired.size(), 1u);
  EXPECT_EQ(bench.count("timer.failed"), 0u);
  bench.pass(seconds(3));
  EXPECT_EQ(bench.fired.size(), 3u);
  EXPECT_EQ(bench.count("it was fired and is still there"), 2u);
}

TEST(TimekeeperTest, AClockThatIsSetBackHoldsNothingLongerThanItsPause) {
  Kept kept;
  Bench bench(kept);
  bench.failing = {"A-1 remind 0"};
  bench.put("A-1", 1, {{"remind", 0, monday_nine - hours(5)}});
  bench.keeper.wake();
  bench.settle();
  EXPECT_EQ(bench.fired.size(), 1u);
  kept.clock.set(monday_nine - hours(2));
  bench.keeper.wake();
  bench.settle();
  EXPECT_EQ(bench.fired.size(), 2u);
}

TEST(TimekeeperTest, LooksAgainWhereTheTimersCouldNotBeRead) {
  Kept kept;
  Bench bench(kept);
  bench.put("A-1", 1, {{"remind", 0, monday_nine}});
  kept.slow.timer_reads_to_fail = 2;
  bench.keeper.wake();
  bench.settle();
  EXPECT_EQ(bench.fired, Strings());
  bench.pass(seconds(2));
  EXPECT_EQ(bench.fired, Strings({"A-1 remind 0"}));
  EXPECT_EQ(bench.count("timers.unreadable"), 2u);
}

TEST(TimekeeperTest, EndsAtOnceWhereNothingIsUnderWay) {
  Kept kept;
  Bench bench(kept);
  bench.keeper.stop();
  bench.settle();
  EXPECT_TRUE(bench.ended);
}

TEST(TimekeeperTest, FinishesWhatItFiresAndFiresNothingMore) {
  Kept kept;
  Bench bench(kept);
  bench.takes = seconds(1);
  bench.put("A-1", 1, {{"remind", 0, monday_nine}});
  bench.put("B-1", 1, {{"remind", 0, monday_nine}});
  bench.keeper.wake();
  bench.settle();
  bench.keeper.stop();
  bench.settle();
  EXPECT_FALSE(bench.ended);
  bench.pass(seconds(1));
  EXPECT_TRUE(bench.ended);
  EXPECT_EQ(bench.fired, Strings({"A-1 remind 0"}));
}

}  // namespace
}  // namespace baton::test
