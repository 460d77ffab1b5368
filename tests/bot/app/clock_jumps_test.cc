#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/bot/app/world.h"

/// The machine's clock is set, by hours or days, while the service runs or between two runs of it:
/// F37, I8.
namespace baton::test {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;

/// What the clock brought, as the journal has it, in no order.
std::vector<std::string> brought(const Lasting& lasting) {
  std::vector<std::string> events;
  for (const LinkedEvent& event : lasting.store.journal()) {
    if (event.stored.event.by != "@clock") continue;
    events.push_back(event.stored.event.type + " " + event.stored.event.data);
  }
  std::ranges::sort(events);
  return events;
}

/// What was told because of it, in no order.
std::vector<std::string> told(const Lasting& lasting) {
  std::vector<std::string> notices;
  for (const auto& [id, row] : lasting.store.outbox()) {
    const Notice& notice = row.notice;
    notices.push_back(std::string(name_of(notice.kind)) + " to " + notice.person.value + " in " +
                      notice.slot);
  }
  std::ranges::sort(notices);
  return notices;
}

/// A running service, in which Dino was offered ACME-1.
struct Offered {
  Offered() {
    world.start_worker();
    world.start_timekeeper();
    offer_task(world);
    world.settle();
  }
  /// Three more tasks, whose reminders come on different days.
  void make_busy() {
    for (int count = 0; count < 3; ++count) open_task(world);
    world.say(ana, "wait ACME-2 client Fri 12:00 Maria decides on the picture");
    world.say(ana, "block ACME-3 The account is locked, look again tomorrow 10:00");
    world.say(ana, "due ACME-4 Thu 15:00");
    world.settle();
  }
  /// Sets the clock; what looks at it by itself every half minute does so.
  void jump(milliseconds span) {
    lasting.clock.advance(span);
    world.timekeeper.wake();
    world.worker.wake();
    world.settle();
  }
  void pass_days(int days) {
    for (int hour = 0; hour < days * 24; ++hour) {
      world.pass(hours(1));
      world.timekeeper.wake();
      world.settle();
    }
  }

  Lasting lasting;
  World world{lasting};
};

constexpr int days_max = 12;  // by then everybody was told, and told again

TEST(ClockJumpsTest, WhateverJumpsTheClockMakesEachReminderComesOnceAndNoneIsLost) {
  Offered calm;
  calm.make_busy();
  calm.pass_days(days_max);
  ASSERT_EQ(brought(calm.lasting).size(), 7u) << testing::PrintToString(brought(calm.lasting));
  const struct {
    const char* name;
    std::vector<hours> jumps;
  } cases[] = {
      {"an hour on and back", {hours(1), hours(-1)}},
      {"a day on", {hours(24)}},
      {"two days on and back", {hours(48), hours(-48)}},
      {"a week back", {hours(-7 * 24)}},
      {"back and forth", {hours(-5), hours(30), hours(-48), hours(26), hours(-3)}},
      {"a year back and on again", {hours(-365 * 24), hours(365 * 24)}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    Offered jumping;
    jumping.make_busy();
    for (const hours jump : c.jumps) jumping.jump(jump);
    const TimePoint reached = jumping.lasting.clock.now();
    const TimePoint end = monday_nine + hours(24 * days_max);
    const auto left = std::chrono::ceil<std::chrono::days>(end - reached);
    jumping.pass_days(static_cast<int>(left.count()));
    EXPECT_EQ(brought(jumping.lasting), brought(calm.lasting));
    EXPECT_EQ(told(jumping.lasting), told(calm.lasting));
  }
}

TEST(ClockJumpsTest, NothingComesEarlyByAClockThatIsSetBack) {
  Offered offered;
  offered.jump(hours(-24));
  EXPECT_TRUE(brought(offered.lasting).empty());
  // Up to the moment before the first of them, as the clock tells it, which takes a day longer.
  Offered calm;
  milliseconds first{0};
  while (brought(calm.lasting).empty()) {
    calm.world.pass(minutes(1));
    calm.world.timekeeper.wake();
    calm.world.settle();
    first = calm.lasting.clock.now() - monday_nine;
  }
  offered.world.pass(first + hours(24) - minutes(2));
  EXPECT_TRUE(brought(offered.lasting).empty());
  offered.jump(minutes(3));
  EXPECT_EQ(brought(offered.lasting), brought(calm.lasting));
}

TEST(ClockJumpsTest, AnUndoWindowThatHasClosedStaysClosed) {
  Offered offered;
  offered.world.handle(pressed(dino, press_of(Verb::accept, {"ACME-1"}, 1)));
  offered.jump(minutes(6));
  offered.jump(hours(-3));
  const std::string said = offered.world.say(dino, "undo ACME-1");
  EXPECT_NE(said.find("Too late"), std::string::npos) << said;
  EXPECT_EQ(offered.world.task("ACME-1").holder, dino);
}

TEST(ClockJumpsTest, AnUndoWindowEndsByTheClockAsItIs) {
  const struct {
    const char* name;
    milliseconds jump;
    bool is_open;
  } cases[] = {{"a day on", hours(24), false},
               {"six minutes on", minutes(6), false},
               {"four minutes on", minutes(4), true},
               {"an hour back", hours(-1), true}};
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    Offered offered;
    offered.world.handle(pressed(dino, press_of(Verb::accept, {"ACME-1"}, 1)));
    offered.lasting.clock.advance(c.jump);  // and nobody has looked yet
    offered.world.say(dino, "undo ACME-1");
    EXPECT_EQ(offered.world.task("ACME-1").holder, c.is_open ? ana : dino);
  }
}

TEST(ClockJumpsTest, MessagesOfAClockThatIsSetBackAreSentAllTheSame) {
  Lasting lasting;
  {
    World world(lasting);
    offer_task(world);  // and nothing is sent before the service ends
  }
  lasting.clock.advance(hours(-48));
  World world(lasting);
  world.start_worker();
  world.settle();
  EXPECT_EQ(lasting.chat.channel_messages("C0002").size(), 1u);
  EXPECT_EQ(lasting.chat.direct_messages("U0002").size(), 1u);
}

TEST(ClockJumpsTest, AWaitThatTheChatAskedForEndsWithTheClockThatItWasMeasuredBy) {
  Offered offered;
  offered.lasting.chat.next_post(
      failure(ErrorClass::retry_later, "ratelimited", std::chrono::seconds(600)));
  offered.world.say(dino, "ask ACME-1 \"Which shoes?\"");
  offered.world.settle();
  const std::size_t before = offered.lasting.chat.message_count();
  offered.jump(hours(-24));
  offered.world.pass(minutes(1));
  EXPECT_GT(offered.lasting.chat.message_count(), before);
}

}  // namespace
}  // namespace baton::test
