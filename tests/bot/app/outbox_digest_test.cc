#include <gtest/gtest.h>

#include "tests/bot/app/world.h"
#include "tests/support/core_printers.h"

/// What people are kept informed of comes as one message when their next day begins (OA-11, NO-07).
namespace baton::test {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using Happens = FakeChat::Happens;
using Kind = FakeChat::Call::Kind;

/// Tuesday 09:00 in Berlin: when the next day begins for all whom the tests know.
constexpr TimePoint tuesday{monday_nine + hours(23)};

std::vector<FakeChat::Message> to_alex(Lasting& lasting) {
  return lasting.chat.direct_messages("U0004");
}
std::string words(const FakeChat::Message& message) { return plain_text(message.card); }
bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}
/// The entries of Alex, in their order: "offered delivered, accepted waiting".
std::string entries(const World& world) {
  std::string text;
  for (const OutboxRow& row : world.rows(NoticeKind::digest)) {
    if (row.notice.person != alex) continue;
    text += (text.empty() ? "" : ", ") + row.notice.text + " " + std::string(name_of(row.state));
  }
  return text;
}
/// ACME-1 is offered to Dino, who accepts it a minute later.
void offer_and_accept(World& world) {
  keep_people_informed(world);
  offer_task(world);
  world.pass(minutes(1));
  world.say(dino, "accept ACME-1");
}
void until(World& world, TimePoint time) { world.pass(time - world.lasting.clock.now()); }

TEST(OutboxDigestTest, SeveralEventsAreOneMessageWhenTheNextDayBegins) {
  Lasting lasting;
  World world(lasting);
  world.start_worker();
  offer_and_accept(world);
  until(world, tuesday - seconds(1));
  EXPECT_TRUE(to_alex(lasting).empty()) << "nothing before";
  EXPECT_EQ(entries(world), "offered waiting, accepted waiting");
  EXPECT_EQ(world.run(lasting.store.depth(lasting.clock.now())).unsettled, 0u)
      << "what is not due is no backlog";
  until(world, tuesday + seconds(1));
  ASSERT_EQ(to_alex(lasting).size(), 1u);
  const std::string shown = words(to_alex(lasting)[0]);
  EXPECT_TRUE(has(shown, "Your digest: news of ACME-1")) << shown;
  EXPECT_TRUE(has(shown, "Ana offered it to Dino")) << shown;
  EXPECT_TRUE(has(shown, "Dino accepted it from Ana")) << shown;
  EXPECT_EQ(entries(world), "offered delivered, accepted delivered");
  for (const OutboxRow& row : world.rows(NoticeKind::digest)) {
    EXPECT_EQ(row.made_at < tuesday - hours(22), true) << "the event keeps its time";
    EXPECT_EQ(row.settled_at, tuesday);
  }
  // Petra, who is consulted, had a digest of her own.
  ASSERT_EQ(lasting.chat.direct_messages("U0003").size(), 1u);
  const std::string consulted = words(lasting.chat.direct_messages("U0003")[0]);
  EXPECT_TRUE(has(consulted, "offered it")) << consulted;
  EXPECT_FALSE(has(consulted, "accepted it")) << consulted;
  until(world, tuesday + hours(30));
  EXPECT_EQ(to_alex(lasting).size(), 1u) << "a day without news has none";
}

TEST(OutboxDigestTest, EachDayHasItsOwnAndOneMessageTellsOfSeveralTasks) {
  Lasting lasting;
  World world(lasting);
  world.start_worker();
  offer_and_accept(world);
  world.say(ana, "new paid-campaign-launch ACME Summer goal=More brief=https://a.example/b");
  world.say(ana, "give ACME-2 <@U0002>");
  until(world, tuesday + minutes(1));
  ASSERT_EQ(to_alex(lasting).size(), 1u);
  const std::string shown = words(to_alex(lasting)[0]);
  EXPECT_TRUE(has(shown, "news of 2 tasks")) << shown;
  EXPECT_TRUE(has(shown, "ACME-2 Summer")) << shown;
  world.say(dino, "accept ACME-2");
  until(world, tuesday + hours(23));
  EXPECT_EQ(to_alex(lasting).size(), 1u);
  until(world, tuesday + hours(24) + minutes(1));
  ASSERT_EQ(to_alex(lasting).size(), 2u);
  EXPECT_TRUE(has(words(to_alex(lasting)[1]), "news of ACME-2")) << words(to_alex(lasting)[1]);
}

TEST(OutboxDigestTest, APushNeverWaitsForADigest) {
  Lasting lasting;
  World world(lasting);
  world.start_worker();
  offer_and_accept(world);
  world.say(ana, "<@U0004> BOLT numbers of May, by Thu 15:00");
  world.settle();
  ASSERT_EQ(to_alex(lasting).size(), 1u);
  EXPECT_TRUE(has(words(to_alex(lasting)[0]), "BOLT-1")) << words(to_alex(lasting)[0]);
  EXPECT_EQ(entries(world), "offered waiting, accepted waiting");
}

TEST(OutboxDigestTest, WhatWasUndoneBeforeTheDigestIsNotInIt) {
  Lasting lasting;
  World world(lasting);
  world.start_worker();
  offer_and_accept(world);
  world.say(dino, "undo ACME-1");
  EXPECT_EQ(entries(world), "offered waiting, accepted superseded, undone/accept waiting");
  until(world, tuesday + minutes(1));
  EXPECT_EQ(entries(world), "offered delivered, accepted superseded, undone/accept superseded");
  ASSERT_EQ(to_alex(lasting).size(), 1u);
  const std::string shown = words(to_alex(lasting)[0]);
  EXPECT_FALSE(has(shown, "took back")) << shown;
  EXPECT_FALSE(has(shown, "accepted it from")) << shown;
}

TEST(OutboxDigestTest, WhatWasUndoneAfterTheDigestIsInTheNext) {
  Lasting lasting;
  World world(lasting);
  world.start_worker();
  keep_people_informed(world);
  offer_task(world);
  until(world, tuesday - minutes(1));
  world.say(dino, "accept ACME-1");
  until(world, tuesday + minutes(1));
  ASSERT_EQ(to_alex(lasting).size(), 1u);
  world.say(dino, "undo ACME-1");
  until(world, tuesday + hours(24) + minutes(1));
  ASSERT_EQ(to_alex(lasting).size(), 2u);
  const std::string shown = words(to_alex(lasting)[1]);
  EXPECT_TRUE(has(shown, "Dino took back the acceptance")) << shown;
}

TEST(OutboxDigestTest, WhereNothingIsLeftToTellNothingIsSent) {
  Lasting lasting;
  World world(lasting);
  world.start_worker();
  keep_people_informed(world);
  offer_task(world);
  world.say(ana, "withdraw ACME-1");
  until(world, tuesday + minutes(1));
  EXPECT_TRUE(to_alex(lasting).empty());
  EXPECT_EQ(entries(world), "offered superseded");
}

TEST(OutboxDigestTest, ShowTellsWhoIsToldInWhichDigest) {
  Lasting lasting;
  World world(lasting);
  world.start_worker();
  offer_and_accept(world);
  const std::string before = world.say(olga, "show ACME-1");
  EXPECT_TRUE(has(before, "Alex: digest, to be sent 3 Mar 2026 08:00 UTC")) << before;
  EXPECT_EQ(before.find("Alex: digest"), before.rfind("Alex: digest"))
      << "two entries, one message";
  until(world, tuesday + minutes(1));
  const std::string after = world.say(olga, "show ACME-1");
  EXPECT_TRUE(has(after, "Alex: digest, sent 3 Mar 2026 08:00 UTC")) << after;
}

TEST(OutboxDigestTest, ABusyPlatformGetsAllOfItAgain) {
  Lasting lasting;
  World world(lasting);
  offer_and_accept(world);
  world.start_worker();
  until(world, tuesday - minutes(1));
  lasting.chat.refuse([&](const FakeChat::Call& call) -> std::optional<AttemptFailed> {
    if (!goes_to(call, "U0004") || lasting.clock.now() > tuesday + minutes(10)) return std::nullopt;
    return failure(ErrorClass::retry_later, "ratelimited");
  });
  until(world, tuesday + minutes(9));
  EXPECT_TRUE(to_alex(lasting).empty());
  EXPECT_EQ(entries(world), "offered waiting, accepted waiting");
  until(world, tuesday + minutes(30));
  EXPECT_EQ(to_alex(lasting).size(), 1u);
  EXPECT_EQ(entries(world), "offered delivered, accepted delivered");
}

TEST(OutboxDigestTest, IsNotTooOldBeforeItWasEverTried) {
  Lasting lasting;
  World world(lasting);
  const TimePoint friday_nine = monday_nine + hours(4 * 24 - 1);  // in Berlin
  world.start_worker();
  until(world, friday_nine + minutes(5));
  offer_and_accept(world);
  const TimePoint next_monday = friday_nine + hours(72);
  lasting.chat.refuse([&](const FakeChat::Call& call) -> std::optional<AttemptFailed> {
    if (!goes_to(call, "U0004") || lasting.clock.now() > next_monday + hours(71)) {
      return std::nullopt;
    }
    return failure(ErrorClass::retry_later, "ratelimited");
  });
  until(world, next_monday + hours(70));
  EXPECT_EQ(entries(world), "offered waiting, accepted waiting") << "it was made 142 hours ago";
  until(world, next_monday + hours(72));
  EXPECT_EQ(entries(world), "offered delivered, accepted delivered");
}

TEST(OutboxDigestTest, WhatCannotBeDeliveredIsToldToACoordinatorOnce) {  // I7
  Lasting lasting;
  World world(lasting);
  offer_and_accept(world);
  world.start_worker();
  lasting.chat.refuse([](const FakeChat::Call& call) -> std::optional<AttemptFailed> {
    if (!goes_to(call, "U0004")) return std::nullopt;
    return failure(ErrorClass::person_gone, "user_not_found");
  });
  until(world, tuesday + minutes(5));
  EXPECT_EQ(entries(world), "offered dead, accepted dead");
  const std::vector<OutboxRow> told = world.rows(NoticeKind::undeliverable);
  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(told[0].notice.person, olga);
  EXPECT_EQ(told[0].notice.text,
            "A message to a person who is kept informed could not be delivered (user_not_found).");
  EXPECT_EQ(told[0].state, Delivery::delivered);
}

TEST(OutboxDigestTest, WhatOneMessageHasNoRoomForComesInAnother) {
  Lasting lasting;
  World world(lasting);
  world.start_worker();
  keep_people_informed(world);
  for (int task = 1; task <= 9; ++task) {
    const std::string key = "ACME-" + std::to_string(task);
    world.say(ana, "new paid-campaign-launch ACME Sale goal=More brief=https://a.example/b");
    world.say(ana, "give " + key + " <@U0002>");
  }
  until(world, tuesday + minutes(1));
  ASSERT_EQ(to_alex(lasting).size(), 2u);
  EXPECT_TRUE(has(words(to_alex(lasting)[0]), "news of 8 tasks")) << words(to_alex(lasting)[0]);
  EXPECT_TRUE(has(words(to_alex(lasting)[1]), "news of ACME-9")) << words(to_alex(lasting)[1]);
}

TEST(OutboxDigestTest, ACrashBetweenPostAndSettleSendsNothingTwice) {  // I4
  Lasting lasting;
  {
    World world(lasting);
    world.start_worker();
    keep_people_informed(world);
    offer_task(world);
    until(world, tuesday - minutes(1));
    world.say(dino, "accept ACME-1");
    until(world, tuesday - seconds(1));
    lasting.outbox.fail_settles = 1000000;  // it dies before it can write down what came of it
    until(world, tuesday + seconds(1));
    EXPECT_EQ(to_alex(lasting).size(), 1u);
    world.say(dino, "undo ACME-1");
    EXPECT_EQ(entries(world), "offered inflight, accepted inflight, undone/accept waiting")
        << "what may have been read is not taken out of it";
  }
  lasting.outbox.fail_settles = 0;
  World world(lasting);
  world.run(lasting.store.recover());
  world.start_worker();
  until(world, tuesday + minutes(5));
  EXPECT_EQ(to_alex(lasting).size(), 1u) << "it was found";
  EXPECT_EQ(entries(world), "offered delivered, accepted delivered, undone/accept waiting");
  until(world, tuesday + hours(24) + minutes(1));
  ASSERT_EQ(to_alex(lasting).size(), 2u);
  EXPECT_TRUE(has(words(to_alex(lasting)[1]), "Dino took back the acceptance"))
      << words(to_alex(lasting)[1]);
}

TEST(OutboxDigestTest, ACrashBeforeThePostSendsAllOfIt) {
  Lasting lasting;
  {
    World world(lasting);
    world.start_worker();
    offer_and_accept(world);
    until(world, tuesday - seconds(1));
    lasting.chat.hold([](const FakeChat::Call&) { return true; });
    until(world, tuesday + seconds(1));
    EXPECT_EQ(entries(world), "offered inflight, accepted inflight");
  }
  lasting.chat.release();
  World world(lasting);
  world.run(lasting.store.recover());
  world.start_worker();
  until(world, tuesday + minutes(5));
  ASSERT_EQ(to_alex(lasting).size(), 1u);
  EXPECT_TRUE(has(words(to_alex(lasting)[0]), "Dino accepted it from Ana"));
  EXPECT_EQ(entries(world), "offered delivered, accepted delivered");
}

TEST(OutboxDigestTest, AnOutcomeThatCouldNotBeStoredIsLookedUpForAllOfIt) {
  Lasting lasting;
  World world(lasting);
  world.start_worker();
  offer_and_accept(world);
  until(world, tuesday - seconds(1));
  lasting.outbox.fail_settles = 2;  // Petra's and Alex's
  until(world, tuesday + minutes(5));
  EXPECT_EQ(to_alex(lasting).size(), 1u);
  EXPECT_EQ(entries(world), "offered delivered, accepted delivered");
}

TEST(OutboxDigestTest, ATimeoutIsLookedUpBeforeAnythingIsSentAgain) {
  Lasting lasting;
  World world(lasting);
  keep_people_informed(world);
  offer_task(world);
  world.start_worker();
  until(world, tuesday - seconds(1));
  AttemptUnknown timeout{"timeout"};
  lasting.chat.next_post(timeout, Happens::yes);  // Petra's or Alex's, whichever is first
  lasting.chat.next_post(timeout, Happens::yes);
  until(world, tuesday + minutes(5));
  EXPECT_EQ(to_alex(lasting).size(), 1u);
  EXPECT_EQ(entries(world), "offered delivered");
  EXPECT_EQ(lasting.chat.calls(Kind::find).size(), 2u);
}

}  // namespace
}  // namespace baton::test
