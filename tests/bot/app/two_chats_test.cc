#include <gtest/gtest.h>

#include "tests/bot/app/world.h"
#include "tests/support/card_text.h"

/// An agency whose people live in two chats: cards in both, pushes at home, each chat in its own
/// time (A2.4).
namespace baton::test {
namespace {

/// Dino lives in the second chat, which has a channel for cards. He keeps his first account.
void move_dino(World& world, Account there = Account::known) {
  world.run(world.registry.sow(make_seed_of_two_chats(mattermost_workspace, there)));
  world.registry.settings().default_channels[mattermost_workspace] = ChannelId{"town"};
}

/// What Dino types in the second chat.
Envelope typed_there(std::string text) {
  Envelope envelope = typed(dino, std::move(text));
  envelope.workspace = mattermost_workspace;
  envelope.user = UserId{"dino"};
  return envelope;
}

/// Ana offers a task to Dino, who is at home in the second chat, and all is sent.
void offer_across(World& world) {
  move_dino(world);
  world.start_worker();
  offer_task(world);
  world.settle();
}

std::string text_of_only(const std::vector<FakeChat::Message>& messages) {
  EXPECT_EQ(messages.size(), 1u);
  return messages.empty() ? std::string() : plain_text(messages.front().card);
}

TEST(TwoChatsTest, TheCardStandsInBothAndThePushAtHomeOnly) {
  Lasting lasting;
  World world(lasting);
  offer_across(world);
  EXPECT_NE(text_of_only(lasting.chat.channel_messages("C0002")).find("ACME-1"), std::string::npos);
  EXPECT_NE(text_of_only(lasting.second.channel_messages("town")).find("ACME-1"),
            std::string::npos);
  EXPECT_EQ(lasting.second.direct_messages("dino").size(), 1u);
  EXPECT_TRUE(lasting.chat.direct_messages("U0002").empty()) << "one push per event and person";
}

TEST(TwoChatsTest, ShowTellsInWhichChatACardStands) {
  Lasting lasting;
  World world(lasting);
  offer_across(world);
  const std::string shown = world.say(ana, "show ACME-1");
  EXPECT_NE(shown.find("The channel of ACME (Slack): card"), std::string::npos) << shown;
  EXPECT_NE(shown.find("The channel for all clients (Mattermost): card"), std::string::npos);
}

TEST(TwoChatsTest, BothCardsTurnWhenTheReceiverAccepts) {
  Lasting lasting;
  World world(lasting);
  offer_across(world);
  world.handle(typed_there("accept ACME-1"));
  world.settle();
  EXPECT_EQ(world.task("ACME-1").holder, dino);
  for (const std::string& card : {text_of_only(lasting.chat.channel_messages("C0002")),
                                  text_of_only(lasting.second.channel_messages("town"))}) {
    EXPECT_TRUE(card.starts_with("Dino holds")) << card;
  }
}

TEST(TwoChatsTest, AChatThatIsAwayHoldsUpOnlyItself) {
  Lasting lasting;
  World world(lasting);
  move_dino(world);
  world.start_worker();
  lasting.second.refuse([](const FakeChat::Call&) {
    return failure(ErrorClass::retry_later, "connect: Connection refused");
  });
  offer_task(world);
  world.settle();
  EXPECT_EQ(lasting.chat.channel_messages("C0002").size(), 1u);
  EXPECT_TRUE(lasting.second.channel_messages("town").empty());
  world.say(ana, "withdraw ACME-1");
  world.settle();
  EXPECT_TRUE(text_of_only(lasting.chat.channel_messages("C0002")).starts_with("Ana holds"));
  lasting.second.refuse(nullptr);
  world.pass(std::chrono::minutes(10));
  EXPECT_TRUE(text_of_only(lasting.second.channel_messages("town")).starts_with("Ana holds"))
      << "what it missed comes later, as it stands then";
}

TEST(TwoChatsTest, ACardWithoutAChannelInItsChatGoesToTheHoldersMessagesAndTheySayWhy) {
  Lasting lasting;
  World world(lasting);
  move_dino(world);
  world.start_worker();
  lasting.second.refuse(closed({"town"}, ErrorClass::place_gone, "channel_not_found"));
  offer_task(world);
  world.settle();
  EXPECT_EQ(lasting.chat.channel_messages("C0002").size(), 1u) << "the other chat's card is there";
  const std::vector<OutboxRow> told = world.rows(NoticeKind::undeliverable);
  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(told[0].notice.person, ana);
  EXPECT_NE(told[0].notice.text.find("the default channel"), std::string::npos);
}

TEST(TwoChatsTest, ACardTurnsInTheChatThatItsReceiverHasLeft) {
  Lasting lasting;
  World world(lasting);
  offer_across(world);
  world.run(world.registry.sow(make_seed()));  // Dino is at home in the first chat again
  ASSERT_EQ(world.registry.agency().directory.person(dino)->home, slack_workspace);
  world.say(dino, "accept ACME-1");
  world.settle();
  EXPECT_TRUE(text_of_only(lasting.second.channel_messages("town")).starts_with("Dino holds"));
}

TEST(TwoChatsTest, NoCardIsMadeInAChatWhereNobodyOfItLives) {
  Lasting lasting;
  World world(lasting);
  move_dino(world);
  world.run(world.registry.sow(make_seed()));
  world.start_worker();
  offer_task(world);
  world.say(dino, "accept ACME-1");
  world.settle();
  EXPECT_TRUE(lasting.second.channel_messages("town").empty());
  EXPECT_EQ(lasting.chat.channel_messages("C0002").size(), 1u);
}

TEST(TwoChatsTest, WhoCannotBeReachedAtHomeIsToldWhereElseTheyAreKnown) {  // I7
  Lasting lasting;
  World world(lasting);
  move_dino(world);
  world.start_worker();
  lasting.second.refuse([](const FakeChat::Call& call) -> std::optional<AttemptFailed> {
    if (!goes_to(call, "dino")) return std::nullopt;
    return failure(ErrorClass::person_gone, "deactivated");
  });
  offer_task(world);
  world.settle();
  EXPECT_EQ(lasting.chat.direct_messages("U0002").size(), 1u);
  EXPECT_TRUE(world.rows(NoticeKind::undeliverable).empty()) << "they were told";
}

TEST(TwoChatsTest, WhoseAccountAtHomeIsNotLookedUpYetIsToldNowhereElseMeanwhile) {  // I5
  Lasting lasting;
  World world(lasting);
  move_dino(world, Account::unknown);
  world.worker.hold(mattermost_workspace);
  world.start_worker();
  offer_task(world);
  world.pass(std::chrono::minutes(5));
  EXPECT_TRUE(lasting.chat.direct_messages("U0002").empty());
  EXPECT_EQ(lasting.chat.channel_messages("C0002").size(), 1u) << "nothing else waits for that";
  move_dino(world, Account::known);
  world.worker.release(mattermost_workspace);
  world.settle();
  EXPECT_EQ(lasting.second.direct_messages("dino").size(), 1u);
  EXPECT_TRUE(lasting.chat.direct_messages("U0002").empty());
}

TEST(TwoChatsTest, WhoHasNoAccountAtHomeIsToldWhereTheyAreKnown) {  // I7
  Lasting lasting;
  World world(lasting);
  move_dino(world, Account::unknown);
  world.worker.hold(mattermost_workspace);
  world.start_worker();
  offer_task(world);
  world.settle();
  EXPECT_TRUE(lasting.chat.direct_messages("U0002").empty());
  world.worker.release(mattermost_workspace);  // linked, and there is nobody of his name
  world.settle();
  EXPECT_EQ(lasting.chat.direct_messages("U0002").size(), 1u);
}

TEST(TwoChatsTest, TheSamePersonIsKnownByEitherIdentity) {
  Lasting lasting;
  World world(lasting);
  move_dino(world);
  world.handle(typed(dino, "new quick ACME One"));
  world.handle(typed_there("new quick ACME Two"));
  EXPECT_EQ(world.task("ACME-1").holder, dino);
  EXPECT_EQ(world.task("ACME-2").holder, dino);
}

/// A form of a platform that keeps it open after a refusal, and sends it again as it was.
Envelope form(const PersonId& person, Press press, FormValues values) {
  Envelope envelope = pressed(person, {});
  press.kind = Press::Kind::open_form;
  Submitted submitted;
  submitted.press = std::move(press);
  submitted.values = std::move(values);
  submitted.stays_open = true;
  envelope.what = std::move(submitted);
  return envelope;
}

TEST(FormThatStaysOpenTest, SucceedsWhenItIsSentAgainAfterWhatWasInItsWayIsGone) {
  Lasting lasting;
  World world(lasting);
  open_task(world);
  const Envelope ask = form(dino, press_of(Verb::ask, {"ACME-1"}, 0), {{"question", "Why?"}});
  world.handle(ask);
  EXPECT_EQ(world.task("ACME-1").phase, Phase::idle) << "nothing is offered to him yet";
  world.say(ana, "give ACME-1 <@U0002>");
  world.handle(ask);
  ASSERT_NE(world.task("ACME-1").offer(), nullptr);
  EXPECT_EQ(world.task("ACME-1").offer()->questions.size(), 1u);
  world.handle(ask);
  EXPECT_EQ(world.task("ACME-1").offer()->questions.size(), 1u) << "and has one effect";
}

}  // namespace
}  // namespace baton::test
