#include "bot/app/outbox_delivery.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/bot/app/world.h"
#include "tests/support/core_printers.h"

/// What one row becomes: posted, edited, said plainly, left alone (RELIABILITY 2.4).
namespace baton::test {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using Kind = FakeChat::Call::Kind;

const std::string acme_channel = "C0002";
const std::string card_slot = "card/slack/ACME-1/1";

std::string text_of(const FakeChat::Message& message) { return plain_text(message.card); }
bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

void accept(World& world) { world.handle(pressed(dino, press_of(Verb::accept, {"ACME-1"}, 1))); }

TEST(OutboxDeliveryTest, PostsTheCardAndThePushesOfAnOffer) {
  Lasting lasting;
  World world(lasting);
  world.start_worker();
  offer_task(world);
  world.settle();
  ASSERT_EQ(lasting.chat.channel_messages(acme_channel).size(), 1u);
  ASSERT_EQ(lasting.chat.direct_messages("U0002").size(), 1u);
  ASSERT_EQ(lasting.chat.direct_messages("U0001").size(), 1u);
  EXPECT_TRUE(has(text_of(lasting.chat.channel_messages(acme_channel)[0]), "Ana"));
  EXPECT_FALSE(lasting.chat.direct_messages("U0002")[0].card.buttons.empty());
  for (const auto& [id, row] : lasting.store.outbox()) EXPECT_EQ(row.state, Delivery::delivered);
}

TEST(OutboxDeliveryTest, TurnsTheMessagesOfAnOfferInPlaceWhenItIsAccepted) {
  Lasting lasting;
  World world(lasting);
  world.start_worker();
  offer_task(world);
  world.settle();
  const std::string asked = text_of(lasting.chat.direct_messages("U0002")[0]);
  accept(world);
  world.pass(seconds(5));
  EXPECT_EQ(lasting.chat.message_count(), 3u) << "nothing was posted anew";
  EXPECT_EQ(lasting.chat.calls(Kind::update).size(), 3u);
  const FakeChat::Message card = lasting.chat.channel_messages(acme_channel)[0];
  EXPECT_EQ(card.card.tone, Card::Tone::good);
  EXPECT_NE(text_of(lasting.chat.direct_messages("U0002")[0]), asked);
}

TEST(OutboxDeliveryTest, MakesOneMessageOfManyChangesThatWaited) {
  Lasting lasting;
  World world(lasting);
  offer_task(world);
  world.say(dino, "ask ACME-1 \"which shoes?\"");
  world.say(ana, "answer ACME-1 red");
  accept(world);
  world.start_worker();
  world.pass(minutes(1));
  EXPECT_EQ(lasting.chat.channel_messages(acme_channel).size(), 1u);
  EXPECT_EQ(lasting.chat.channel_messages(acme_channel)[0].card.tone, Card::Tone::good);
  EXPECT_TRUE(lasting.chat.calls(Kind::update).empty()) << "what it shows is already the newest";
  EXPECT_EQ(world.run(lasting.store.depth(lasting.clock.now())).unsettled, 0u);
}

TEST(OutboxDeliveryTest, PostsADeletedCardAgainAtTheNextChange) {
  Lasting lasting;
  World world(lasting);
  world.start_worker();
  offer_task(world);
  world.settle();
  lasting.chat.remove(lasting.chat.channel_messages(acme_channel)[0].ref);
  accept(world);
  world.pass(seconds(5));
  ASSERT_EQ(lasting.chat.channel_messages(acme_channel).size(), 1u);
  EXPECT_EQ(lasting.chat.channel_messages(acme_channel)[0].card.tone, Card::Tone::good);
  // and that one is edited from then on
  world.say(olga, "cancel ACME-1 over");
  world.pass(seconds(5));
  ASSERT_EQ(lasting.chat.channel_messages(acme_channel).size(), 1u);
  EXPECT_EQ(lasting.chat.channel_messages(acme_channel)[0].card.tone, Card::Tone::ended);
}

TEST(OutboxDeliveryTest, LeavesADeletedDirectMessageAlone) {
  Lasting lasting;
  World world(lasting);
  world.start_worker();
  offer_task(world);
  world.settle();
  lasting.chat.remove(lasting.chat.direct_messages("U0002")[0].ref);
  accept(world);
  world.pass(seconds(5));
  EXPECT_TRUE(lasting.chat.direct_messages("U0002").empty());
  EXPECT_EQ(world.row("offer/ACME-1/1").state, Delivery::superseded);
}

TEST(OutboxDeliveryTest, SupersedesEditsOfADirectMessageWhosePersonIsGone) {
  Lasting lasting;
  World world(lasting);
  world.start_worker();
  offer_task(world);
  world.settle();
  lasting.chat.refuse([](const FakeChat::Call& call) -> std::optional<AttemptFailed> {
    if (!goes_to(call, "U0002")) return std::nullopt;
    return failure(ErrorClass::person_gone, "user_disabled");
  });
  accept(world);
  world.pass(minutes(1));
  EXPECT_EQ(world.row("offer/ACME-1/1").state, Delivery::superseded);
  EXPECT_TRUE(world.rows(NoticeKind::undeliverable).empty());
}

TEST(OutboxDeliveryTest, BurnsNoAttemptsWhileOurTokenIsRefusedAndSaysSoOnce) {  // 2.4: auth-broken
  Lasting lasting;
  World world(lasting);
  bool is_revoked = true;
  lasting.chat.refuse([&is_revoked](const FakeChat::Call&) -> std::optional<AttemptFailed> {
    if (!is_revoked) return std::nullopt;
    return failure(ErrorClass::auth_broken, "token_revoked");
  });
  world.start_worker();
  offer_task(world);
  const TimePoint since = lasting.clock.now();
  world.pass(hours(2));
  const auto& refusals = world.delivery.refusals().now();
  ASSERT_EQ(refusals.size(), 1u);
  EXPECT_EQ(refusals.at(slack_workspace).reason, "token_revoked");
  EXPECT_EQ(refusals.at(slack_workspace).since, since);
  EXPECT_EQ(world.row(card_slot).attempts.made, 0);
  EXPECT_EQ(world.row(card_slot).state, Delivery::waiting);
  is_revoked = false;
  world.pass(minutes(2));
  EXPECT_TRUE(refusals.empty());
  EXPECT_EQ(lasting.chat.message_count(), 3u);
  EXPECT_EQ(world.row(card_slot).attempts.made, 1);
  const auto lines_with = [&](const std::string& event) {
    return std::ranges::count_if(world.lines, [&](const std::string& line) {
      return line.find(event) != std::string::npos;
    });
  };
  EXPECT_EQ(lines_with("workspace.refuses_us"), 1);
  EXPECT_EQ(lines_with("workspace.accepts_again"), 1);
}

TEST(OutboxDeliveryTest, SaysItPlainlyOnceWhereTheContentIsRefused) {
  Lasting lasting;
  World world(lasting);
  lasting.chat.refuse([](const FakeChat::Call& call) -> std::optional<AttemptFailed> {
    if (call.outgoing.plain || !goes_to_channel(call, acme_channel)) return std::nullopt;
    return failure(ErrorClass::content_bad, "invalid_blocks");
  });
  world.start_worker();
  offer_task(world);
  world.pass(seconds(10));
  ASSERT_EQ(lasting.chat.channel_messages(acme_channel).size(), 1u);
  EXPECT_TRUE(lasting.chat.channel_messages(acme_channel)[0].plain);
  EXPECT_EQ(world.row(card_slot).state, Delivery::delivered);
}

TEST(OutboxDeliveryTest, GivesUpWhereEvenThePlainTextIsRefused) {
  Lasting lasting;
  World world(lasting);
  lasting.chat.refuse([](const FakeChat::Call& call) -> std::optional<AttemptFailed> {
    if (!goes_to_channel(call, acme_channel)) return std::nullopt;
    return failure(ErrorClass::content_bad, "invalid_blocks");
  });
  world.start_worker();
  offer_task(world);
  world.pass(seconds(30));
  EXPECT_EQ(world.row(card_slot).state, Delivery::dead);
  std::size_t tries = 0;
  for (const FakeChat::Call& call : lasting.chat.calls(Kind::post)) {
    tries += goes_to_channel(call, acme_channel) ? 1 : 0;
  }
  EXPECT_EQ(tries, 2u);
}

TEST(OutboxDeliveryTest, PausesAWorkspaceThatRefusesTheToken) {
  Lasting lasting;
  World world(lasting);
  bool broken = true;
  lasting.chat.refuse([&](const FakeChat::Call&) -> std::optional<AttemptFailed> {
    if (!broken) return std::nullopt;
    return failure(ErrorClass::auth_broken, "token_revoked");
  });
  world.start_worker();
  offer_task(world);
  world.pass(hours(2));
  EXPECT_LE(lasting.chat.calls().size(), 3u * 121u) << "three lanes, at most once a minute each";
  EXPECT_EQ(world.run(lasting.store.depth(lasting.clock.now())).unsettled, 3u) << "nothing is lost";
  broken = false;
  world.pass(minutes(3));
  EXPECT_EQ(lasting.chat.message_count(), 3u);
  EXPECT_EQ(world.run(lasting.store.depth(lasting.clock.now())).unsettled, 0u);
}

TEST(OutboxDeliveryTest, TriesAgainLaterAndLater) {
  Lasting lasting;
  World world(lasting);
  bool down = true;
  lasting.chat.refuse([&](const FakeChat::Call& call) -> std::optional<AttemptFailed> {
    if (!down || !goes_to_channel(call, acme_channel)) return std::nullopt;
    return failure(ErrorClass::retry_later, "connection refused");
  });
  world.start_worker();
  offer_task(world);
  world.pass(hours(1));
  std::vector<TimePoint> tries;
  for (const FakeChat::Call& call : lasting.chat.calls(Kind::post)) {
    if (goes_to_channel(call, acme_channel)) tries.push_back(call.at);
  }
  ASSERT_GE(tries.size(), 12u);
  EXPECT_LE(tries.size(), 35u);
  EXPECT_LE(tries[1] - tries[0], seconds(1));
  for (std::size_t at = 1; at < tries.size(); ++at) {
    EXPECT_LE(tries[at] - tries[at - 1], minutes(5) + seconds(1));
  }
  down = false;
  world.pass(minutes(6));
  EXPECT_EQ(lasting.chat.channel_messages(acme_channel).size(), 1u);
}

TEST(OutboxDeliveryTest, AnEditThatMayNotHaveArrivedIsRepeated) {
  Lasting lasting;
  World world(lasting);
  world.start_worker();
  offer_task(world);
  world.settle();
  lasting.chat.next_update(AttemptUnknown{"timeout"}, FakeChat::Happens::no);
  accept(world);
  world.pass(seconds(10));
  EXPECT_EQ(lasting.chat.message_count(), 3u);
  EXPECT_TRUE(lasting.chat.calls(Kind::find).empty());
  EXPECT_EQ(world.run(lasting.store.depth(lasting.clock.now())).unsettled, 0u);
  EXPECT_EQ(lasting.chat.channel_messages(acme_channel)[0].card.tone, Card::Tone::good);
}

TEST(OutboxDeliveryTest, EditsAMessageWhereItIsThoughThePersonMovedElsewhere) {
  Lasting lasting;
  FakeChat other(WorkspaceId{"other"}, lasting.clock);
  World world(lasting);
  OutboxDelivery delivery(lasting.store, world.registry, world.talk,
                          Chats{{slack_workspace, &lasting.chat}, {{"other"}, &other}},
                          lasting.clock, lasting.random, world.log, world.meter);
  OutboxWorker worker(world.io.get_executor(), lasting.store, delivery, lasting.clock, world.log);
  boost::asio::co_spawn(world.io, worker.run(), [](std::exception_ptr) {});
  offer_task(world);
  worker.wake();
  world.settle();
  Seed seed = make_seed();
  seed.people[1].identities.push_back({WorkspaceId{"other"}, UserId{"X2"}});
  seed.people[1].home = WorkspaceId{"other"};
  world.run(world.registry.sow(seed));
  accept(world);
  worker.wake();
  world.settle();
  EXPECT_TRUE(other.calls().empty());
  EXPECT_EQ(world.row("offer/ACME-1/1").state, Delivery::delivered);
  EXPECT_EQ(lasting.chat.calls(Kind::update).size(), 3u);
  worker.stop();
  world.settle();
}

TEST(OutboxDeliveryTest, SkipsNoLaneBecauseOfANoticeWithoutAPlace) {
  Lasting lasting;
  World world(lasting);
  Seed seed = make_seed();
  seed.people[1].identities.clear();  // Dino has no account anywhere
  world.run(world.registry.sow(seed));
  world.start_worker();
  open_task(world);
  world.handle(typed(ana, "give ACME-1 @Dino"));
  world.pass(minutes(1));
  EXPECT_EQ(world.row("offer/ACME-1/1").state, Delivery::dead);
  EXPECT_EQ(lasting.chat.channel_messages(acme_channel).size(), 1u);
  const std::vector<OutboxRow> told = world.rows(NoticeKind::undeliverable);
  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(told[0].notice.person, ana);
}

}  // namespace
}  // namespace baton::test
