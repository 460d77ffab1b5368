#include <gtest/gtest.h>

#include "tests/bot/app/world.h"
#include "tests/support/core_printers.h"

/// Where a card goes when its channel is gone, and who is told (RELIABILITY 2.4).
namespace baton::test {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

const std::string acme_channel = "C0002";
const std::string default_channel = "C0001";
const std::string card_slot = "card/slack/ACME-1/1";

void accept(World& world) { world.handle(pressed(dino, press_of(Verb::accept, {"ACME-1"}, 1))); }

TEST(OutboxPlacesTest, TakesTheDefaultChannelWhereTheClientHasNone) {
  Lasting lasting;
  World world(lasting);
  world.start_worker();
  world.say(ana, "new paid-campaign-launch BOLT T goal=Bikes brief=https://docs.example.com/b");
  world.say(ana, "give BOLT-1 <@U0002>");
  world.settle();
  EXPECT_EQ(lasting.chat.channel_messages(default_channel).size(), 1u);
}

TEST(OutboxPlacesTest, ReroutesACardToTheDefaultChannelAndThenToTheHolder) {
  const struct {
    const char* name;
    std::vector<std::string> gone;
    std::size_t in_default;
    std::size_t to_holder;  ///< the holder's own message of the offer besides
  } cases[] = {
      {"the client's channel is archived", {acme_channel}, 1, 1},
      {"the default channel, too", {acme_channel, default_channel}, 0, 2},
  };
  for (const auto& each : cases) {
    SCOPED_TRACE(each.name);
    Lasting lasting;
    World world(lasting);
    lasting.chat.refuse(closed(each.gone, ErrorClass::place_gone, "is_archived"));
    world.start_worker();
    offer_task(world);
    world.pass(seconds(30));
    EXPECT_TRUE(lasting.chat.channel_messages(acme_channel).empty());
    EXPECT_EQ(lasting.chat.channel_messages(default_channel).size(), each.in_default);
    EXPECT_EQ(lasting.chat.direct_messages("U0001").size(), each.to_holder + 1)
        << "and a word of where the card stands";
    EXPECT_EQ(world.row(card_slot).state, Delivery::delivered);
    // The card turns where it is, and is not posted a second time.
    const std::size_t messages = lasting.chat.message_count();
    accept(world);
    world.pass(seconds(30));
    EXPECT_EQ(lasting.chat.message_count(), messages);
    EXPECT_EQ(world.row(card_slot).state, Delivery::delivered);
  }
}

TEST(OutboxPlacesTest, TellsTheHolderOnceThatACardStandsElsewhere) {  // 2.4: place-gone
  const struct {
    std::vector<std::string> gone;
    const char* told;
  } cases[] = {
      {{acme_channel},
       "The card of ACME-1 could not go to the client's channel (is_archived); it stands in the "
       "default channel."},
      {{acme_channel, default_channel},
       "The card of ACME-1 could not go to the client's channel (is_archived); it stands in your "
       "direct messages."},
  };
  for (const auto& each : cases) {
    SCOPED_TRACE(each.told);
    Lasting lasting;
    World world(lasting);
    lasting.chat.refuse(closed(each.gone, ErrorClass::place_gone, "is_archived"));
    world.start_worker();
    offer_task(world);
    world.pass(seconds(30));
    accept(world);
    world.say(olga, "cancel ACME-1 over");
    world.pass(minutes(1));
    const std::vector<OutboxRow> told = world.rows(NoticeKind::undeliverable);
    ASSERT_EQ(told.size(), 1u);
    EXPECT_EQ(told[0].notice.person, ana);
    EXPECT_EQ(told[0].notice.text, each.told);
    EXPECT_EQ(told[0].state, Delivery::delivered);
  }
}

TEST(OutboxPlacesTest, KeepsInMindWhyACardMovedWhileItsNewPlaceIsBusy) {
  Lasting lasting;
  World world(lasting);
  int busy = 3;
  lasting.chat.refuse([busy](const FakeChat::Call& call) mutable -> std::optional<AttemptFailed> {
    if (goes_to_channel(call, acme_channel)) {
      return failure(ErrorClass::place_gone, "not_in_channel");
    }
    if (!goes_to_channel(call, default_channel) || busy-- <= 0) return std::nullopt;
    return failure(ErrorClass::retry_later, "ratelimited", seconds(2));
  });
  world.start_worker();
  offer_task(world);
  world.pass(minutes(2));
  const std::vector<OutboxRow> told = world.rows(NoticeKind::undeliverable);
  ASSERT_EQ(told.size(), 1u);
  EXPECT_NE(told[0].notice.text.find("(not_in_channel)"), std::string::npos) << told[0].notice.text;
}

TEST(OutboxPlacesTest, MovesACardWhoseChannelIsArchivedLater) {
  Lasting lasting;
  World world(lasting);
  world.start_worker();
  offer_task(world);
  world.settle();
  lasting.chat.refuse(closed({acme_channel}, ErrorClass::place_gone, "is_archived"));
  accept(world);
  world.pass(seconds(30));
  ASSERT_EQ(lasting.chat.channel_messages(default_channel).size(), 1u);
  EXPECT_EQ(lasting.chat.channel_messages(default_channel)[0].card.tone, Card::Tone::good);
  EXPECT_EQ(world.row(card_slot).state, Delivery::delivered);
}

TEST(OutboxPlacesTest, EndsAtTheHolderHoweverManyChannelsThereAre) {
  Lasting lasting;
  World world(lasting);
  std::vector<std::string> gone;
  for (int i = 2; i <= 5; ++i) {
    const WorkspaceId workspace{"slack" + std::to_string(i)};
    world.registry.settings().default_channels[workspace] = ChannelId{"C9"};
  }
  lasting.chat.refuse(
      closed({acme_channel, default_channel}, ErrorClass::place_gone, "is_archived"));
  world.start_worker();
  offer_task(world);
  world.pass(minutes(1));
  EXPECT_EQ(lasting.chat.direct_messages("U0001").size(), 3u)
      << "the offer's copy, the card, and why it stands here";
}

}  // namespace
}  // namespace baton::test
