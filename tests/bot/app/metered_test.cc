#include <algorithm>

#include <gtest/gtest.h>

#include "tests/bot/app/timekeeper_bench.h"
#include "tests/bot/app/world.h"
#include "tests/support/core_printers.h"

/// What the use cases tell who counts them: words of short lists, never a name or a text (T47).
namespace baton::test {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using Happens = FakeChat::Happens;

TEST(MeteredTest, EveryCommandIsCountedByWhatCameOfIt) {
  Lasting lasting;
  World world(lasting);
  offer_task(world);
  EXPECT_EQ(world.meter.count("decided new done"), 1);
  EXPECT_EQ(world.meter.count("decided give refused"), 0);
  EXPECT_EQ(world.meter.count("decided give done"), 1);
  const Press accept = press_of(Verb::accept, {"ACME-1"}, 1);
  world.handle(pressed(petra, accept));
  EXPECT_EQ(world.meter.count("decided accept refused"), 1);
  const Envelope press = pressed(dino, accept);
  world.handle(press);
  world.handle(press);
  EXPECT_EQ(world.meter.count("decided accept done"), 1);
  EXPECT_EQ(world.meter.count("decided accept repeated"), 1);
  world.say(ana, "show ACME-1");
  EXPECT_EQ(world.meter.told().size(), 6u) << "to look at something is no command";
}

TEST(MeteredTest, ADuplicateThatMeetsItsOriginalIsCountedAsRepeated) {
  Lasting lasting;
  World world(lasting, World::Pace::slow);
  offer_task(world);
  const Envelope press = pressed(dino, press_of(Verb::accept, {"ACME-1"}, 1));
  world.handle_at_once({press, press});
  EXPECT_EQ(world.meter.count("decided accept done"), 1);
  EXPECT_EQ(world.meter.count("decided accept repeated"), 1);
}

TEST(MeteredTest, AnAcceptanceTellsHowLongTheOfferWaited) {
  Lasting lasting;
  World world(lasting);
  offer_task(world);
  lasting.clock.advance(minutes(90));
  world.handle(pressed(dino, press_of(Verb::accept, {"ACME-1"}, 1)));
  EXPECT_EQ(world.meter.count("acknowledged after 5400 s"), 1);
}

TEST(MeteredTest, TakingAnOfferIsAcceptingIt) {  // OA-02
  Lasting lasting;
  World world(lasting);
  offer_task(world);
  lasting.clock.advance(minutes(30));
  world.say(olga, "take ACME-1 Dino is ill");
  ASSERT_EQ(world.task("ACME-1").holder, olga);
  EXPECT_EQ(world.meter.count("acknowledged after 1800 s"), 1);
}

TEST(MeteredTest, WhatOneGivesToOneselfIsNoOfferThatWaited) {
  Lasting lasting;
  World world(lasting);
  world.say(ana, "<@U0001> ACME banner 3, by Thu 15:00");
  ASSERT_EQ(world.task("ACME-1").handoffs.size(), 1u);
  ASSERT_EQ(world.task("ACME-1").handoffs.front().outcome, Outcome::accepted);
  const std::vector<std::string> told = world.meter.told();
  EXPECT_TRUE(std::ranges::none_of(told, [](const std::string& line) {
    return line.starts_with("acknowledged");
  })) << testing::PrintToString(told);
}

TEST(MeteredTest, AttemptsAreCountedByTheClassOfWhatWentWrong) {
  Lasting lasting;
  World world(lasting);
  world.start_worker();
  lasting.chat.next_post(failure(ErrorClass::retry_later, "ratelimited", seconds(1)));
  offer_task(world);
  world.settle();
  EXPECT_EQ(world.meter.count("attempted retry_later"), 1);
  world.pass(minutes(1));
  EXPECT_GE(world.meter.count("attempted delivered"), 2);
  EXPECT_EQ(world.meter.count("attempted unknown"), 0);
}

TEST(MeteredTest, OfAMessageInDoubtItIsCountedHowItsFateBecameKnown) {
  const struct {
    const char* name;
    Happens happens;
    const char* told;
  } cases[] = {
      {"it is found", Happens::yes, "cleared found"},
      {"it is surely not there", Happens::no, "cleared absent"},
  };
  for (const auto& each : cases) {
    SCOPED_TRACE(each.name);
    Lasting lasting;
    World world(lasting);
    world.start_worker();
    lasting.chat.next_post(AttemptUnknown{"timeout"}, each.happens);
    offer_task(world);
    world.pass(minutes(5));
    EXPECT_EQ(world.meter.count("attempted unknown"), 1);
    EXPECT_EQ(world.meter.count(each.told), 1) << testing::PrintToString(world.meter.told());
  }
}

TEST(MeteredTest, ALookThatTellsNothingLeadsToARepeat) {
  Lasting lasting;
  World world(lasting);
  world.start_worker();
  for (int look = 0; look < 3; ++look) {
    lasting.chat.next_find(failure(ErrorClass::permanent_unknown, "missing_scope"));
  }
  lasting.chat.next_post(AttemptUnknown{"timeout"}, Happens::no);
  offer_task(world);
  world.pass(minutes(5));
  EXPECT_EQ(world.meter.count("cleared sent_again"), 1)
      << testing::PrintToString(world.meter.told());
}

TEST(MeteredTest, WhatIsGivenUpIsCountedByItsClass) {
  Lasting lasting;
  World world(lasting);
  world.start_worker();
  lasting.chat.refuse([](const FakeChat::Call& call) -> std::optional<AttemptFailed> {
    if (goes_to(call, "U0002")) return failure(ErrorClass::person_gone, "user_not_found");
    return std::nullopt;
  });
  offer_task(world);
  world.pass(minutes(10));
  int given_up = 0;
  for (const std::string& line : world.meter.told()) given_up += line.starts_with("gave up ");
  const std::vector<OutboxRow> offers = world.rows(NoticeKind::offer);
  ASSERT_EQ(offers.front().state, Delivery::dead);
  EXPECT_EQ(given_up, 1);
}

TEST(MeteredTest, ATimerTellsOnceHowLateItWas) {
  Kept kept;
  {
    Bench down(kept);
    down.put("A-1", 1, {{"remind", 0, monday_nine + hours(1)}});
  }
  kept.clock.advance(hours(3));
  Bench bench(kept);
  EXPECT_EQ(bench.meter.told(), std::vector<std::string>{"fired after 7200 s"});
  bench.left.insert("B-1 remind 0");
  bench.put("B-1", 1, {{"remind", 0, monday_nine + hours(3)}});
  bench.keeper.wake();
  bench.pass(minutes(1));
  EXPECT_EQ(bench.meter.told(), (std::vector<std::string>{"fired after 7200 s", "fired after 0 s"}))
      << "what is fired again is not late";
}

}  // namespace
}  // namespace baton::test
