#include "bot/app/pressed_messages.h"

#include <gtest/gtest.h>

#include "tests/bot/app/world.h"

/// Which message a press came from, and what that message should show.
namespace baton::test {
namespace {

const std::string card_slot = "card/slack/ACME-1/1";

/// A world with ACME-1 offered to Dino and its card posted.
struct Offered {
  explicit Offered(Lasting& lasting) : world(lasting) {
    world.start_worker();
    offer_task(world);
    world.settle();
    card = world.run(lasting.store.message(card_slot)).value();
  }
  [[nodiscard]] Pressed on(const std::string& message, const std::string& slot = card_slot) const {
    return {press_of(Verb::accept, {"ACME-1"}, 1), message, slot};
  }
  bool is_stray(const Pressed& press) {
    return world.run(pressed.is_stray(slack_workspace, press));
  }
  std::optional<Outgoing> shown_now(const Pressed& press) {
    const auto present = world.run(pressed.shown_now(slack_workspace, press));
    if (!present) return std::nullopt;
    EXPECT_EQ(present->version, world.task("ACME-1").version);
    return present->message;
  }
  World world;
  PressedMessages pressed{world.lasting.store, world.registry, world.talk};
  SlotMessage card;
};

TEST(PressedMessagesTest, APressOnTheTasksOwnMessageIsNoStray) {
  Lasting lasting;
  Offered at(lasting);
  EXPECT_FALSE(at.is_stray(at.on(at.card.message.id)));
}

TEST(PressedMessagesTest, APressFromAnotherMessageIsAStray) {  // T03: another post's context
  Lasting lasting;
  Offered at(lasting);
  EXPECT_TRUE(at.is_stray(at.on("another message")));
  EXPECT_TRUE(at.world.run(at.pressed.is_stray(mattermost_workspace, at.on(at.card.message.id))));
}

TEST(PressedMessagesTest, NothingIsSaidOfMessagesThatNobodyKnows) {
  Lasting lasting;
  Offered at(lasting);
  EXPECT_FALSE(at.is_stray(at.on(at.card.message.id, "")));       // the button does not say
  EXPECT_FALSE(at.is_stray(at.on("", card_slot)));                // a private answer
  EXPECT_FALSE(at.is_stray(at.on("m9", "card/slack/ACME-9/1")));  // its post is still under way
  EXPECT_FALSE(at.shown_now(at.on("m9", "card/slack/ACME-9/1")));
  EXPECT_FALSE(at.shown_now(at.on(at.card.message.id, "")));
}

TEST(PressedMessagesTest, AMessageThatIsUpToDateNeedsNoChange) {
  Lasting lasting;
  Offered at(lasting);
  EXPECT_FALSE(at.shown_now(at.on(at.card.message.id)));
}

TEST(PressedMessagesTest, ShowsThePresentWhereTheMessageShowsLess) {
  Lasting lasting;
  Offered at(lasting);
  lasting.chat.hold([](const FakeChat::Call&) { return true; });
  at.world.say(dino, "accept ACME-1");
  const std::optional<Outgoing> now = at.shown_now(at.on(at.card.message.id));
  lasting.chat.release();
  ASSERT_TRUE(now.has_value());
  EXPECT_EQ(now->slot, card_slot);
  EXPECT_EQ(now->card, at.world.talk.card(at.world.row(card_slot).notice, at.world.task("ACME-1"),
                                          at.world.registry.agency(), false));
}

TEST(PressedMessagesTest, AnOldCopyShowsThePresentToo) {
  Lasting lasting;
  Offered at(lasting);
  const std::optional<Outgoing> now = at.shown_now(at.on("an old copy"));
  ASSERT_TRUE(now.has_value());
  EXPECT_NE(plain_text(now->card).find("ACME-1"), std::string::npos);
}

}  // namespace
}  // namespace baton::test
