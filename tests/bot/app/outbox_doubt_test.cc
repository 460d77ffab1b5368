#include <gtest/gtest.h>

#include "tests/bot/app/world.h"
#include "tests/support/core_printers.h"

/// "Was it posted?": what is not known is looked up, never sent again blindly (RELIABILITY 2.3).
namespace baton::test {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using Happens = FakeChat::Happens;
using Kind = FakeChat::Call::Kind;

const std::string card_slot = "card/slack/ACME-1/1";
const AttemptUnknown timeout{"timeout"};

std::vector<FakeChat::Message> cards(Lasting& lasting) {
  return lasting.chat.channel_messages("C0002");
}
/// The first call is the card's: its lane has the lowest row.
void offer_with_card_in_doubt(World& world, Happens happens) {
  world.lasting.chat.next_post(timeout, happens);
  offer_task(world);
  world.settle();
}

TEST(OutboxDoubtTest, AdoptsAMessageThatIsFound) {
  Lasting lasting;
  World world(lasting);
  world.start_worker();
  offer_with_card_in_doubt(world, Happens::yes);
  EXPECT_EQ(world.row(card_slot).state, Delivery::unknown);
  EXPECT_TRUE(lasting.chat.calls(Kind::find).empty()) << "not at once: it may still be on its way";
  world.pass(seconds(3));
  EXPECT_EQ(cards(lasting).size(), 1u);
  EXPECT_EQ(world.row(card_slot).state, Delivery::delivered);
  const std::vector<FakeChat::Call> looks = lasting.chat.calls(Kind::find);
  ASSERT_EQ(looks.size(), 1u);
  EXPECT_EQ(looks[0].since, monday_nine - seconds(5));
  // The adopted message is the one that turns.
  world.handle(pressed(dino, press_of(Verb::accept, {"ACME-1"}, 1)));
  world.pass(seconds(5));
  ASSERT_EQ(cards(lasting).size(), 1u);
  EXPECT_EQ(cards(lasting)[0].card.tone, Card::Tone::good);
}

TEST(OutboxDoubtTest, AdoptsAMessageThatAppearsLater) {
  Lasting lasting;
  World world(lasting);
  world.start_worker();
  lasting.chat.next_find(NotFound());
  offer_with_card_in_doubt(world, Happens::yes);
  world.pass(minutes(1));
  EXPECT_EQ(cards(lasting).size(), 1u);
  EXPECT_EQ(lasting.chat.calls(Kind::find).size(), 2u);
}

TEST(OutboxDoubtTest, SendsAgainWithoutALabelWhatIsSurelyNotThere) {
  Lasting lasting;
  World world(lasting);
  world.start_worker();
  offer_with_card_in_doubt(world, Happens::no);
  world.pass(seconds(10));
  EXPECT_TRUE(cards(lasting).empty()) << "looked at once so far";
  world.pass(minutes(1));
  ASSERT_EQ(cards(lasting).size(), 1u);
  EXPECT_FALSE(is_labelled(cards(lasting)[0]));
  EXPECT_EQ(lasting.chat.calls(Kind::find).size(), 2u);
}

TEST(OutboxDoubtTest, SendsAgainWithALabelWhereTheHistoryCannotBeRead) {
  Lasting lasting;
  World world(lasting);
  world.start_worker();
  for (int i = 0; i < 3; ++i) {
    lasting.chat.next_find(failure(ErrorClass::permanent_unknown, "missing_scope"));
  }
  offer_with_card_in_doubt(world, Happens::yes);
  world.pass(seconds(70));
  EXPECT_EQ(cards(lasting).size(), 1u) << "the budget is not spent";
  world.pass(minutes(2));
  ASSERT_EQ(cards(lasting).size(), 2u);
  EXPECT_FALSE(is_labelled(cards(lasting)[0]));
  EXPECT_TRUE(is_labelled(cards(lasting)[1]));
  EXPECT_EQ(world.row(card_slot).state, Delivery::delivered);
}

TEST(OutboxDoubtTest, NeverSendsAThirdTimeAndTellsSomebodyInstead) {  // I5, I7
  Lasting lasting;
  World world(lasting);
  lasting.chat.refuse([](const FakeChat::Call&) { return std::optional<AttemptFailed>(); });
  for (int i = 0; i < 6; ++i) {
    lasting.chat.next_find(failure(ErrorClass::permanent_unknown, "missing_scope"));
  }
  world.start_worker();
  offer_with_card_in_doubt(world, Happens::yes);
  lasting.chat.next_post(timeout, Happens::yes);  // the second time
  world.pass(hours(1));
  EXPECT_EQ(cards(lasting).size(), 2u);
  EXPECT_EQ(world.row(card_slot).state, Delivery::dead);
  EXPECT_EQ(world.rows(NoticeKind::undeliverable).size(), 1u);
}

TEST(OutboxDoubtTest, LooksAgainWhileTheChatIsAwayInsteadOfSpendingItsBudget) {  // G03
  Lasting lasting;
  World world(lasting);
  world.start_worker();
  for (int i = 0; i < 8; ++i) {
    lasting.chat.next_find(failure(ErrorClass::retry_later, "connect: Connection refused"));
  }
  offer_with_card_in_doubt(world, Happens::yes);
  world.pass(minutes(30));
  EXPECT_EQ(cards(lasting).size(), 1u) << "found when the chat was back";
  EXPECT_EQ(world.row(card_slot).state, Delivery::delivered);
  EXPECT_EQ(lasting.chat.calls(Kind::find).size(), 9u);
}

/// The next `looks` fail.
void chat_is_away(Lasting& lasting, int looks, ErrorClass error, const char* reason) {
  for (int i = 0; i < looks; ++i) lasting.chat.next_find(failure(error, reason));
}

TEST(OutboxDoubtTest, NeverSendsAgainBecauseTheChatIsAwayForHours) {  // I4, 2.4
  for (const ErrorClass error : {ErrorClass::retry_later, ErrorClass::auth_broken}) {
    SCOPED_TRACE(static_cast<int>(error));
    Lasting lasting;
    World world(lasting);
    world.start_worker();
    chat_is_away(lasting, 100'000, error, "service_unavailable");
    offer_with_card_in_doubt(world, Happens::yes);
    world.pass(hours(71));
    EXPECT_EQ(cards(lasting).size(), 1u);
    EXPECT_EQ(world.row(card_slot).state, Delivery::unknown);
    EXPECT_EQ(world.row(card_slot).attempts.reconciled, 0);
    EXPECT_FALSE(world.row(card_slot).repeat);
    EXPECT_EQ(lasting.chat.calls(Kind::post).size(), 3u) << "the card and two direct messages";
  }
}

TEST(OutboxDoubtTest, FindsAfterHoursWhatWasPostedBeforeTheChatWentAway) {
  for (const Happens happens : {Happens::yes, Happens::no}) {
    SCOPED_TRACE(happens == Happens::yes);
    Lasting lasting;
    World world(lasting);
    world.start_worker();
    chat_is_away(lasting, 40, ErrorClass::retry_later, "service_unavailable");
    offer_with_card_in_doubt(world, happens);
    world.pass(hours(4));
    ASSERT_EQ(cards(lasting).size(), 1u);
    EXPECT_FALSE(is_labelled(cards(lasting)[0]));
    EXPECT_EQ(world.row(card_slot).state, Delivery::delivered);
  }
}

TEST(OutboxDoubtTest, GivesUpAfterThreeDaysWhatIsNeverThereAndNeverKnown) {  // I4
  Lasting lasting;
  World world(lasting);
  offer_task(world);
  for (int i = 0; i < 100; ++i) lasting.chat.next_post(timeout, Happens::no);
  world.pass(hours(72) - minutes(2));
  world.start_worker();
  world.pass(minutes(2));
  EXPECT_EQ(world.row(card_slot).state, Delivery::unknown) << "posted and looked for, in turns";
  world.pass(minutes(2));
  EXPECT_EQ(world.row(card_slot).state, Delivery::dead);
  EXPECT_TRUE(cards(lasting).empty());
}

TEST(OutboxDoubtTest, StopsLookingWhereThatNeverWorks) {
  Lasting lasting;
  World world(lasting);
  world.start_worker();
  for (int i = 0; i < 500; ++i) {
    lasting.chat.next_find(failure(ErrorClass::permanent_unknown, "too many messages"));
  }
  offer_with_card_in_doubt(world, Happens::no);
  world.pass(hours(2));
  ASSERT_EQ(cards(lasting).size(), 1u);
  EXPECT_TRUE(is_labelled(cards(lasting)[0]));
}

TEST(OutboxDoubtTest, ALookObeysTheWaitThatTheChatAsksFor) {
  Lasting lasting;
  World world(lasting);
  world.start_worker();
  lasting.chat.next_find(failure(ErrorClass::retry_later, "ratelimited", seconds(120)));
  offer_with_card_in_doubt(world, Happens::yes);
  world.pass(seconds(100));
  EXPECT_EQ(lasting.chat.calls(Kind::find).size(), 1u);
  world.pass(seconds(100));
  EXPECT_EQ(lasting.chat.calls(Kind::find).size(), 2u);
  EXPECT_EQ(world.row(card_slot).state, Delivery::delivered);
}

TEST(OutboxDoubtTest, FindsAfterACrashWhatWasPostedAndPostsItOnce) {  // F: between post and settle
  Lasting lasting;
  {
    World world(lasting);
    world.start_worker();
    lasting.outbox.fail_settles = 1000000;  // it dies before it can write down what came of it
    offer_task(world);
    world.settle();
    EXPECT_EQ(lasting.chat.message_count(), 3u);
  }
  lasting.outbox.fail_settles = 0;
  World world(lasting);
  EXPECT_EQ(world.run(lasting.store.recover()), 3);
  world.start_worker();
  world.pass(minutes(5));
  EXPECT_EQ(lasting.chat.message_count(), 3u);
  EXPECT_EQ(lasting.chat.calls(Kind::post).size(), 3u);
  EXPECT_EQ(world.run(lasting.store.depth(lasting.clock.now())).unsettled, 0u);
}

TEST(OutboxDoubtTest, PostsAfterACrashWhatWasNotPosted) {  // F: between begin and post
  Lasting lasting;
  {
    World world(lasting);
    lasting.chat.hold([](const FakeChat::Call&) { return true; });
    world.start_worker();
    offer_task(world);
    world.settle();
    EXPECT_EQ(lasting.chat.held_count(), 3u);
  }
  lasting.chat.release();
  World world(lasting);
  EXPECT_EQ(world.run(lasting.store.recover()), 3);
  world.start_worker();
  world.pass(minutes(5));
  EXPECT_EQ(lasting.chat.message_count(), 3u);
  EXPECT_EQ(world.run(lasting.store.depth(lasting.clock.now())).unsettled, 0u);
  EXPECT_FALSE(is_labelled(cards(lasting).at(0)));
}

TEST(OutboxDoubtTest, PostsAfterACrashWhatWasNotBegun) {
  Lasting lasting;
  {
    World world(lasting);
    offer_task(world);
  }
  World world(lasting);
  EXPECT_EQ(world.run(lasting.store.recover()), 0);
  world.start_worker();
  world.settle();
  EXPECT_EQ(lasting.chat.message_count(), 3u);
  EXPECT_TRUE(lasting.chat.calls(Kind::find).empty());
}

TEST(OutboxDoubtTest, LooksUpARowWhoseOutcomeCouldNotBeStored) {
  Lasting lasting;
  World world(lasting);
  world.start_worker();
  lasting.outbox.fail_settles = 1;
  offer_task(world);
  world.settle();
  world.pass(minutes(2));
  EXPECT_EQ(lasting.chat.message_count(), 3u);
  EXPECT_EQ(lasting.chat.calls(Kind::post).size(), 3u);
  EXPECT_EQ(world.run(lasting.store.depth(lasting.clock.now())).unsettled, 0u);
  EXPECT_TRUE(world.logged("outbox.unsettled"));
}

TEST(OutboxDoubtTest, KeepsTryingToStoreAnOutcomeForAsLongAsTheStoreFails) {
  Lasting lasting;
  World world(lasting);
  world.start_worker();
  lasting.outbox.fail_settles = 500;
  offer_task(world);
  world.pass(hours(1));
  EXPECT_EQ(lasting.chat.message_count(), 3u);
  EXPECT_EQ(lasting.chat.calls(Kind::post).size(), 3u);
  EXPECT_EQ(world.run(lasting.store.depth(lasting.clock.now())).unsettled, 0u);
}

TEST(OutboxDoubtTest, HasNoDoubtAboutWhatCouldNotBeBegun) {
  Lasting lasting;
  World world(lasting);
  world.start_worker();
  lasting.outbox.fail_begins = 1;
  offer_task(world);
  world.pass(minutes(1));
  EXPECT_EQ(lasting.chat.message_count(), 3u);
  EXPECT_TRUE(lasting.chat.calls(Kind::find).empty());
}

TEST(OutboxDoubtTest, ADeletedCardPostedAgainIsLookedUpLikeAnyOther) {
  Lasting lasting;
  World world(lasting);
  world.start_worker();
  offer_task(world);
  world.settle();
  lasting.chat.remove(cards(lasting).at(0).ref);
  lasting.chat.next_post(timeout, Happens::yes);
  world.handle(pressed(dino, press_of(Verb::accept, {"ACME-1"}, 1)));
  world.pass(minutes(3));
  ASSERT_EQ(cards(lasting).size(), 1u);
  EXPECT_EQ(cards(lasting)[0].card.tone, Card::Tone::good);
}

TEST(OutboxDoubtTest, ANoticeThatNobodyMustHaveIsNotSentTwice) {
  Lasting lasting;
  World world(lasting);
  offer_task(world);
  lasting.chat.hold([](const FakeChat::Call& call) { return !goes_to(call, "U0001"); });
  for (int i = 0; i < 3; ++i) {
    lasting.chat.next_find(failure(ErrorClass::permanent_unknown, "missing_scope"));
  }
  lasting.chat.next_post(timeout, Happens::yes);
  world.start_worker();
  world.pass(minutes(10));
  EXPECT_EQ(lasting.chat.direct_messages("U0001").size(), 1u);
  EXPECT_EQ(world.row("sent/ACME-1/1").state, Delivery::dead);
  EXPECT_TRUE(world.rows(NoticeKind::undeliverable).empty());
  lasting.chat.release();
  world.settle();
}

TEST(OutboxDoubtTest, EndsInTheEndEvenARowThatCannotBeHandledAtAll) {  // I4
  Lasting lasting;
  World world(lasting);
  offer_task(world);
  lasting.outbox.fail_begins = 1000000;
  world.start_worker();
  world.pass(hours(80));
  EXPECT_EQ(world.row(card_slot).state, Delivery::dead);
  EXPECT_EQ(lasting.chat.message_count(), 0u);
}

}  // namespace
}  // namespace baton::test
