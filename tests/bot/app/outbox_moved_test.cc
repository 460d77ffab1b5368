#include <gtest/gtest.h>

#include "tests/bot/app/world.h"
#include "tests/support/core_printers.h"

/// What is in doubt is looked for where it went, not where it would go now (RELIABILITY 2.3, I5).
namespace baton::test {
namespace {

using std::chrono::minutes;
using Kind = FakeChat::Call::Kind;

/// Dino has an account in either chat; ACME's cards go to `channel` in Slack.
void configure(World& world, const WorkspaceId& home, const std::string& channel = "C0002") {
  Seed seed = make_seed_of_two_chats(home);
  const auto acme = std::ranges::find(seed.clients, ClientKey{"ACME"}, &Seed::Account::key);
  ASSERT_NE(acme, seed.clients.end());
  acme->channels[slack_workspace] = ChannelId{channel};
  world.run(world.registry.sow(std::move(seed)));
  world.registry.settings().default_channels[mattermost_workspace] = ChannelId{"town"};
}

/// Ana offers ACME-1 to Dino. All is posted, and the service dies before it can write that down.
void offer_and_die(Lasting& lasting, const WorkspaceId& home) {
  World world(lasting);
  configure(world, home);
  world.start_worker();
  lasting.outbox.fail_settles = 1'000'000;
  offer_task(world);
  world.settle();
  lasting.outbox.fail_settles = 0;
}

std::size_t posts(const Lasting& lasting) {
  return lasting.chat.calls(Kind::post).size() + lasting.second.calls(Kind::post).size();
}

TEST(OutboxMovedTest, ACardIsFoundInTheChannelThatItsClientHasLeft) {
  Lasting lasting;
  offer_and_die(lasting, slack_workspace);
  ASSERT_EQ(lasting.chat.channel_messages("C0002").size(), 1u);
  const std::size_t made = posts(lasting);
  World world(lasting);
  configure(world, slack_workspace, "C0009");
  world.run(lasting.store.recover());
  world.start_worker();
  world.pass(minutes(5));
  EXPECT_EQ(posts(lasting), made) << "it was found";
  EXPECT_TRUE(lasting.chat.channel_messages("C0009").empty());
  world.say(dino, "accept ACME-1");
  world.pass(minutes(1));
  const auto cards = lasting.chat.channel_messages("C0002");
  ASSERT_EQ(cards.size(), 1u);
  EXPECT_EQ(cards[0].card.tone, Card::Tone::good) << "and turns where it is";
}

TEST(OutboxMovedTest, APushIsFoundInTheChatThatItsPersonHasLeft) {
  Lasting lasting;
  offer_and_die(lasting, mattermost_workspace);
  ASSERT_EQ(lasting.second.direct_messages("dino").size(), 1u);
  World world(lasting);
  configure(world, slack_workspace);
  world.run(lasting.store.recover());
  world.start_worker();
  world.pass(minutes(5));
  EXPECT_EQ(lasting.second.direct_messages("dino").size(), 1u);
  EXPECT_TRUE(lasting.chat.direct_messages("U0002").empty()) << "he was told";
  EXPECT_EQ(world.row("offer/ACME-1/1").state, Delivery::delivered);
}

TEST(OutboxMovedTest, ADoubtWaitsForTheChatThatItIsAbout) {
  Lasting lasting;
  offer_and_die(lasting, mattermost_workspace);
  World world(lasting);
  configure(world, slack_workspace);
  world.run(lasting.store.recover());
  world.worker.hold(mattermost_workspace);
  world.start_worker();
  world.pass(minutes(5));
  EXPECT_EQ(world.row("offer/ACME-1/1").state, Delivery::unknown);
  EXPECT_TRUE(lasting.second.calls(Kind::find).empty());
  world.worker.release(mattermost_workspace);
  world.pass(minutes(1));
  EXPECT_EQ(world.row("offer/ACME-1/1").state, Delivery::delivered);
}

TEST(OutboxMovedTest,
     WhatMayHaveReachedAnAccountThatIsGoneIsSaidAgainElsewhereWithItsLabel) {  // I7
  Lasting lasting;
  offer_and_die(lasting, mattermost_workspace);
  World world(lasting);  // Dino has no account in the second chat any more
  world.run(lasting.store.recover());
  world.start_worker();
  world.pass(minutes(5));
  const auto told = lasting.chat.direct_messages("U0002");
  ASSERT_EQ(told.size(), 1u);
  EXPECT_TRUE(is_labelled(told[0]));
}

TEST(OutboxMovedTest, WhatSurelyFailedAtAPlaceIsNotInDoubtThere) {
  Lasting lasting;
  World world(lasting);
  configure(world, slack_workspace);
  lasting.chat.refuse(closed({"C0002"}, ErrorClass::place_gone, "is_archived"));
  offer_task(world);
  const OutboxRow card = world.row("card/slack/ACME-1/1");
  world.run(world.delivery.deliver(card));
  ASSERT_EQ(world.row("card/slack/ACME-1/1").attempts.hops, 1);
  world.run(world.delivery.leave(world.row("card/slack/ACME-1/1"), "trouble of our own"));
  world.start_worker();
  world.pass(minutes(5));
  const auto looks = lasting.chat.calls(Kind::find);
  ASSERT_FALSE(looks.empty());
  for (const FakeChat::Call& look : looks) EXPECT_FALSE(goes_to_channel(look, "C0002"));
  const auto cards = lasting.chat.channel_messages("C0001");
  ASSERT_EQ(cards.size(), 1u);
  EXPECT_FALSE(is_labelled(cards[0]));
}

TEST(OutboxMovedTest, WhatMayStandInAChatThatIsGoneIsSaidAgainElsewhereWithItsLabel) {  // I7
  Lasting lasting;
  offer_and_die(lasting, mattermost_workspace);
  World world(lasting);
  configure(world, slack_workspace);
  world.run(lasting.store.recover());
  OutboxDelivery without(lasting.outbox, world.registry, world.talk,
                         Chats{{slack_workspace, &lasting.chat}}, lasting.clock, lasting.random,
                         world.log, world.meter);
  for (int look = 1; look <= 3; ++look) {
    EXPECT_TRUE(lasting.chat.direct_messages("U0002").empty());
    world.run(without.deliver(world.row("offer/ACME-1/1")));
    EXPECT_EQ(world.row("offer/ACME-1/1").reason,
              "what was sent in mattermost cannot be looked up any more");
  }
  world.run(without.deliver(world.row("offer/ACME-1/1")));
  const auto told = lasting.chat.direct_messages("U0002");
  ASSERT_EQ(told.size(), 1u);
  EXPECT_TRUE(is_labelled(told[0]));
  EXPECT_EQ(world.row("offer/ACME-1/1").state, Delivery::delivered);
}

}  // namespace
}  // namespace baton::test
