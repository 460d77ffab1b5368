#include <gtest/gtest.h>

#include "tests/bot/app/world.h"
#include "tests/support/core_printers.h"

/// What was undone before it was sent, and when the rest was sent.
namespace baton::test {
namespace {

using std::chrono::seconds;

const std::string offer_slot = "offer/ACME-1/1";

/// Supersedes the unsent notices of `slots`, as an undo does.
std::size_t undo(World& world, std::vector<std::string> slots) {
  Change change;
  change.superseded = std::move(slots);
  return world.run(world.lasting.store.append(std::move(change))).superseded;
}

TEST(OutboxUndoneTest, WhatIsUndoneBeforeItIsSentIsNeverSent) {
  Lasting lasting;
  World world(lasting);
  offer_task(world);
  EXPECT_EQ(undo(world, {offer_slot}), 1u);
  world.start_worker();
  world.pass(seconds(5));
  EXPECT_TRUE(lasting.chat.direct_messages("U0002").empty());
  EXPECT_EQ(world.row(offer_slot).state, Delivery::superseded);
  EXPECT_EQ(lasting.chat.channel_messages("C0002").size(), 1u) << "the card is";
}

TEST(OutboxUndoneTest, WhatIsUndoneWhileItIsBeingMadeReadyIsNotSentEither) {
  Lasting lasting;
  World world(lasting);
  offer_task(world);
  OutboxRow row = world.row(offer_slot);  // read by the worker, then
  EXPECT_EQ(undo(world, {offer_slot}), 1u);
  world.run(world.delivery.deliver(std::move(row)));
  EXPECT_TRUE(lasting.chat.calls().empty());
  EXPECT_EQ(world.row(offer_slot).state, Delivery::superseded);
}

TEST(OutboxUndoneTest, WhatWasSentIsNotUndone) {
  Lasting lasting;
  World world(lasting);
  world.start_worker();
  offer_task(world);
  world.settle();
  EXPECT_EQ(undo(world, {offer_slot}), 0u);
  EXPECT_EQ(world.row(offer_slot).state, Delivery::delivered);
  EXPECT_EQ(world.row(offer_slot).settled_at, lasting.clock.now());
}

TEST(OutboxUndoneTest, WhatIsNotSentYetIsNotSettled) {
  Lasting lasting;
  World world(lasting);
  AttemptFailed busy;
  busy.reason = "ratelimited";
  lasting.chat.next_post(busy);
  lasting.chat.next_post(busy);
  lasting.chat.next_post(busy);
  world.start_worker();
  offer_task(world);
  world.settle();
  EXPECT_EQ(world.row(offer_slot).state, Delivery::waiting);
  EXPECT_EQ(world.row(offer_slot).settled_at, TimePoint());
  world.pass(seconds(10));
  EXPECT_EQ(world.row(offer_slot).state, Delivery::delivered);
  EXPECT_GT(world.row(offer_slot).settled_at, monday_nine);
}

}  // namespace
}  // namespace baton::test
