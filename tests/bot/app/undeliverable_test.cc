#include "bot/app/undeliverable.h"

#include <gtest/gtest.h>

#include "tests/bot/app/world.h"
#include "tests/support/core_printers.h"

/// A notice is delivered, or a human is told that it could not be (I7; PRODUCT.md, rule 8).
namespace baton::test {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

using People = std::vector<PersonId>;

/// Whom the undeliverable notices went to, in their order.
People told(const World& world) {
  People people;
  for (const OutboxRow& row : world.rows(NoticeKind::undeliverable)) {
    people.push_back(row.notice.person);
  }
  return people;
}

/// The direct messages of `users`, and all channels where told, are gone.
auto gone(std::vector<std::string> users, bool channels = false) {
  return [=](const FakeChat::Call& call) -> std::optional<AttemptFailed> {
    for (const std::string& user : users) {
      if (goes_to(call, user)) return failure(ErrorClass::person_gone, "user_disabled");
    }
    const bool to_channel = std::holds_alternative<ChannelId>(call.outgoing.to.place);
    if (channels && to_channel) return failure(ErrorClass::place_gone, "is_archived");
    return std::nullopt;
  };
}

struct Case {
  const char* name;
  std::vector<std::string> gone;
  People told;
};

TEST(UndeliverableTest, IsToldToTheSenderThenToTheCoordinatorThenToTheLastResort) {
  const Case cases[] = {
      {"the receiver", {"U0002"}, {ana}},
      {"the receiver and the sender", {"U0002", "U0001"}, {ana, olga}},
      {"those and the coordinator", {"U0002", "U0001", "U0005"}, {ana, olga, petra}},
      {"everybody", {"U0001", "U0002", "U0003", "U0005"}, {ana, olga, petra}},
  };
  for (const Case& each : cases) {
    SCOPED_TRACE(each.name);
    Lasting lasting;
    World world(lasting);
    world.registry.settings().last_resort = {petra, ana};
    lasting.chat.refuse(gone(each.gone));
    world.start_worker();
    offer_task(world);
    world.pass(minutes(1));  // G44: within 60 s
    EXPECT_EQ(told(world), each.told);
    EXPECT_EQ(world.row("offer/ACME-1/1").state, Delivery::dead);
    EXPECT_TRUE(world.logged("outbox.dead"));
    EXPECT_EQ(world.run(lasting.store.depth(lasting.clock.now())).unsettled, 0u);
    world.pass(hours(1));
    EXPECT_EQ(told(world), each.told) << "nobody twice";
  }
}

TEST(UndeliverableTest, SaysWhatFailedAndWhyWithoutAName) {
  Lasting lasting;
  World world(lasting);
  lasting.chat.refuse(gone({"U0002"}));
  world.start_worker();
  offer_task(world);
  world.pass(minutes(1));
  const OutboxRow row = world.rows(NoticeKind::undeliverable).at(0);
  EXPECT_EQ(row.notice.text, "A message to the receiver could not be delivered (user_disabled).");
  const auto messages = lasting.chat.direct_messages("U0001");
  ASSERT_EQ(messages.size(), 2u);
  EXPECT_NE(plain_text(messages[1].card).find("ACME-1"), std::string::npos);
}

TEST(UndeliverableTest, IsToldOfACardThatHasNoPlaceLeft) {
  Lasting lasting;
  World world(lasting);
  lasting.chat.refuse(gone({"U0001"}, true));
  world.start_worker();
  offer_task(world);
  world.pass(minutes(1));
  EXPECT_EQ(world.row("card/slack/ACME-1/1").state, Delivery::dead);
  EXPECT_EQ(told(world), (People{ana, olga})) << "the sender cannot be reached either";
  EXPECT_EQ(world.rows(NoticeKind::undeliverable).at(0).notice.text,
            "A message to the channel could not be delivered (user_disabled).");
}

TEST(UndeliverableTest, IsToldOfACardThatCanNoLongerBeEdited) {
  Lasting lasting;
  World world(lasting);
  world.start_worker();
  offer_task(world);
  world.settle();
  lasting.chat.refuse([](const FakeChat::Call& call) -> std::optional<AttemptFailed> {
    if (!goes_to_channel(call, "C0002")) return std::nullopt;
    return failure(ErrorClass::permanent_unknown, "no_such_luck");
  });
  world.handle(pressed(dino, press_of(Verb::accept, {"ACME-1"}, 1)));
  world.pass(minutes(1));
  EXPECT_EQ(told(world), People{ana});
  world.say(dino, "set ACME-1 goal=Other");
  world.say(olga, "cancel ACME-1 over");
  world.pass(minutes(5));
  EXPECT_EQ(lasting.chat.direct_messages("U0001").size(), 2u)
      << "her copy of the offer, and one message about the card";
}

TEST(UndeliverableTest, IsSaidAfterSeventyTwoHours) {
  Lasting lasting;
  World world(lasting);
  lasting.chat.refuse([](const FakeChat::Call& call) -> std::optional<AttemptFailed> {
    if (!goes_to(call, "U0002")) return std::nullopt;
    return failure(ErrorClass::retry_later, "service_unavailable");
  });
  world.start_worker();
  offer_task(world);
  world.pass(hours(71));
  EXPECT_EQ(world.row("offer/ACME-1/1").state, Delivery::waiting);
  EXPECT_TRUE(told(world).empty());
  world.pass(hours(2));
  EXPECT_EQ(world.row("offer/ACME-1/1").state, Delivery::dead);
  EXPECT_EQ(told(world), People{ana});
}

TEST(UndeliverableTest, IsSaidAtOnceOfARefusalThatIsNotKnown) {  // 2.4: permanent-unknown
  Lasting lasting;
  World world(lasting);
  lasting.chat.refuse([](const FakeChat::Call& call) -> std::optional<AttemptFailed> {
    if (!goes_to(call, "U0002")) return std::nullopt;
    return failure(ErrorClass::permanent_unknown, "never_seen_before");
  });
  world.start_worker();
  offer_task(world);
  world.settle();
  EXPECT_EQ(world.row("offer/ACME-1/1").state, Delivery::dead);
  EXPECT_EQ(told(world), People{ana});
}

TEST(UndeliverableTest, IsNotSaidOfACopyThatItsOwnerCanDoWithout) {
  Lasting lasting;
  World world(lasting);
  lasting.chat.refuse(gone({"U0001"}));
  world.start_worker();
  offer_task(world);
  world.pass(minutes(1));
  EXPECT_EQ(world.row("sent/ACME-1/1").state, Delivery::dead);
  EXPECT_TRUE(told(world).empty());
}

TEST(UndeliverableTest, IsSaidOfAllThatTellsAPersonOfSomethingAndOfNoDetail) {
  for (int number = 0; number <= static_cast<int>(NoticeKind::moved); ++number) {
    Notice lost;
    lost.kind = static_cast<NoticeKind>(number);
    SCOPED_TRACE(name_of(lost.kind));
    if (lost.kind == NoticeKind::undeliverable) continue;  // it goes on along its chain
    lost.person = dino;
    lost.slot = "lost";
    lost.only_after = "something/ACME-1/1";
    const bool is_detail = lost.kind == NoticeKind::sender_copy || lost.kind == NoticeKind::thread;
    const auto told = told_instead(lost, "user_disabled", nullptr, make_agency());
    EXPECT_EQ(told.has_value(), !is_detail);
    EXPECT_EQ(told.value_or(Notice()).only_after, "") << "whatever the person was told before";
    lost.edit_only = true;
    EXPECT_EQ(told_instead(lost, "user_disabled", nullptr, make_agency()).has_value(),
              lost.kind == NoticeKind::card);
  }
}

TEST(UndeliverableTest, OfAStrangersLineIsToldToTheLastResort) {
  Lasting lasting;
  World world(lasting);
  lasting.chat.refuse(gone({"U0005"}));
  world.start_worker();
  world.say(PersonId{"U9999"}, "list");
  world.pass(minutes(1));
  EXPECT_EQ(told(world), People{ana});
}

}  // namespace
}  // namespace baton::test
