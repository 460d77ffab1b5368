#include "bot/app/outbox_news.h"

#include <gtest/gtest.h>

#include "bot/app/task_change.h"
#include "tests/bot/app/world.h"
#include "tests/support/core_printers.h"
#include "tests/support/run.h"

/// What was taken back before anybody was told of it is never told, and who was not told of it is
/// not told either that it was taken back.
namespace baton::test {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;
using Happens = FakeChat::Happens;
using Kind = FakeChat::Call::Kind;

const std::string offer_slot = "offer/ACME-1/1";
const std::string gone_slot = "gone/ACME-1/1";

/// ACME-1 as it is after its offer to Dino was withdrawn.
Task withdrawn_task() {
  Task task;
  task.key = {"ACME-1"};
  task.version = 9;
  task.holder = ana;
  Handoff handoff;
  handoff.number = 1;
  handoff.sender = ana;
  handoff.receiver = dino;
  handoff.outcome = Outcome::withdrawn;
  task.handoffs.push_back(std::move(handoff));
  return task;
}
Notice notice_of(NoticeKind kind, std::string slot) {
  Notice notice;
  notice.kind = kind;
  notice.task = {"ACME-1"};
  notice.person = dino;
  notice.handoff = 1;
  notice.slot = std::move(slot);
  return notice;
}
OutboxRow row_of(Notice notice, Delivery state) {
  OutboxRow row;
  row.key = "row of " + notice.slot;
  row.lane = lane_of(notice, acme);
  row.notice = std::move(notice);
  row.state = state;
  return row;
}
void append(MemoryStore& store, OutboxRow row) {
  Change change;
  change.notices.push_back(std::move(row));
  run(store.append(std::move(change)));
}

boost::asio::awaitable<bool> keep(MemoryStore& store, SlotMessage message) {
  Settlement settlement;
  settlement.message = std::move(message);
  co_await store.settle(std::move(settlement));
  co_return true;
}

TEST(OutboxNewsTest, WhatDependsOnSomethingIsToldToWhoWasToldOfThat) {
  const struct {
    const char* name;
    std::optional<Delivery> newest;
    bool has_message;
    bool is_worth_it;
  } cases[] = {
      {"they were", Delivery::delivered, true, true},
      {"they were, and the message was moved", Delivery::delivered, false, true},
      {"they may have been", Delivery::inflight, false, true},
      {"they may have been, for all one knows", Delivery::unknown, false, true},
      {"by a message that needed no change since", Delivery::superseded, true, true},
      {"not in time", Delivery::superseded, false, false},
      {"it could not be delivered", Delivery::dead, false, false},
      {"not yet", Delivery::waiting, false, false},
      {"there was nothing to tell", std::nullopt, false, false},
  };
  for (const auto& each : cases) {
    SCOPED_TRACE(each.name);
    MemoryStore store("Northlight");
    const Notice offer = notice_of(NoticeKind::offer, offer_slot);
    if (each.newest) append(store, row_of(offer, *each.newest));
    if (each.has_message) {
      run(keep(store, SlotMessage{offer_slot, {slack_workspace, {"D1"}, "m1"}, 1}));
    }
    Notice gone = notice_of(NoticeKind::offer_gone, gone_slot);
    gone.only_after = offer_slot;
    EXPECT_EQ(run(is_worth_sending(store, gone, withdrawn_task())), each.is_worth_it);
    gone.only_after.clear();
    EXPECT_TRUE(run(is_worth_sending(store, gone, withdrawn_task()))) << "it depends on nothing";
  }
}

TEST(OutboxNewsTest, WhatIsNoNewsAnyMoreIsNotWorthSending) {
  MemoryStore store("Northlight");
  const Notice offer = notice_of(NoticeKind::offer, offer_slot);
  EXPECT_FALSE(run(is_worth_sending(store, offer, withdrawn_task())));
  Task open = withdrawn_task();
  open.handoffs[0].outcome = Outcome::open;
  EXPECT_TRUE(run(is_worth_sending(store, offer, open)));
  Notice gone = notice_of(NoticeKind::offer_gone, gone_slot);
  EXPECT_FALSE(run(is_worth_sending(store, gone, open))) << "that was undone";
}

TEST(OutboxNewsTest, AnOfferThatIsWithdrawnBeforeItIsSentIsNeverHeardOf) {
  Lasting lasting;
  World world(lasting);
  offer_task(world);
  world.say(ana, "withdraw ACME-1");
  world.start_worker();
  world.pass(minutes(1));
  EXPECT_TRUE(lasting.chat.direct_messages("U0002").empty());
  EXPECT_EQ(world.row(offer_slot).state, Delivery::superseded);
  EXPECT_EQ(world.rows(NoticeKind::offer_gone).at(0).state, Delivery::superseded);
  EXPECT_EQ(world.run(lasting.store.depth(lasting.clock.now())).unsettled, 0u);
}

TEST(OutboxNewsTest, AnOfferThatWasTriedInVainIsNotSentOnceItIsWithdrawn) {
  Lasting lasting;
  World world(lasting);
  bool is_away = true;
  lasting.chat.refuse([&](const FakeChat::Call& call) -> std::optional<AttemptFailed> {
    if (!is_away || !goes_to(call, "U0002")) return std::nullopt;
    return failure(ErrorClass::retry_later, "service_unavailable");
  });
  world.start_worker();
  offer_task(world);
  world.pass(minutes(1));
  world.say(ana, "withdraw ACME-1");
  is_away = false;
  world.pass(minutes(10));
  EXPECT_TRUE(lasting.chat.direct_messages("U0002").empty());
  EXPECT_EQ(world.row(offer_slot).state, Delivery::superseded);
  EXPECT_EQ(world.rows(NoticeKind::offer_gone).at(0).state, Delivery::superseded);
}

TEST(OutboxNewsTest, AnOfferThatWasSentTurnsAndItsReceiverIsTold) {
  Lasting lasting;
  World world(lasting);
  world.start_worker();
  offer_task(world);
  world.settle();
  world.say(ana, "withdraw ACME-1");
  world.pass(seconds(10));
  const auto messages = lasting.chat.direct_messages("U0002");
  ASSERT_EQ(messages.size(), 2u) << "the offer, and that it is gone";
  EXPECT_TRUE(messages[0].card.buttons.empty()) << "an edit is made, news or not";
  EXPECT_EQ(world.rows(NoticeKind::offer_gone).at(0).state, Delivery::delivered);
}

TEST(OutboxNewsTest, AnOfferInDoubtIsLookedUpBeforeAnythingDependsOnIt) {
  Lasting lasting;
  World world(lasting);
  world.start_worker();
  int posts = 0;
  lasting.chat.refuse([&](const FakeChat::Call& call) -> std::optional<AttemptFailed> {
    // The offer is the first that goes to Dino.
    const bool is_offer = call.kind == Kind::post && goes_to(call, "U0002") && ++posts == 1;
    if (is_offer) lasting.chat.next_post(AttemptUnknown{"timeout"}, Happens::yes);
    return std::nullopt;
  });
  offer_task(world);
  world.settle();
  EXPECT_EQ(world.row(offer_slot).state, Delivery::unknown);
  world.say(ana, "withdraw ACME-1");
  world.pass(minutes(1));
  EXPECT_EQ(lasting.chat.direct_messages("U0002").size(), 2u);
  EXPECT_EQ(world.rows(NoticeKind::offer_gone).at(0).state, Delivery::delivered);
}

TEST(OutboxNewsTest, WhatMayHaveBeenReadIsSaidAgainThoughItIsNoNews) {
  Lasting lasting;
  World world(lasting);
  offer_task(world);
  world.say(ana, "withdraw ACME-1");
  OutboxRow again = row_of(notice_of(NoticeKind::offer, "offer-again/ACME-1/1"), Delivery::waiting);
  again.repeat = true;
  again.attempts.first_at = lasting.clock.now();
  append(lasting.store, std::move(again));
  world.start_worker();
  world.pass(seconds(10));
  ASSERT_EQ(lasting.chat.direct_messages("U0002").size(), 1u);
  EXPECT_EQ(world.row("offer-again/ACME-1/1").state, Delivery::delivered);
}

}  // namespace
}  // namespace baton::test
