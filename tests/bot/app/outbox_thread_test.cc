#include <algorithm>

#include <gtest/gtest.h>

#include "bot/app/task_change.h"
#include "tests/bot/app/world.h"
#include "tests/support/core_printers.h"

/// A line in the thread of a card: it stands below the card or nowhere, is said once, and is worth
/// nobody's push.
namespace baton::test {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using Happens = FakeChat::Happens;
using Kind = FakeChat::Call::Kind;

const std::string acme_channel = "C0002";
const std::string default_channel = "C0001";
const std::string card_slot = "card/slack/ACME-1/1";

bool is_line(const FakeChat::Call& call) { return call.outgoing.thread.has_value(); }
/// The row of the newest line.
OutboxRow line(const World& world) { return world.rows(NoticeKind::thread).back(); }
std::size_t posted_lines(const Lasting& lasting) {
  std::size_t lines = 0;
  for (const FakeChat::Call& call : lasting.chat.calls(Kind::post)) lines += is_line(call) ? 1 : 0;
  return lines;
}
std::vector<FakeChat::Message> lines_below(const Lasting& lasting, const FakeChat::Message& card) {
  return lasting.chat.thread_of(card.ref);
}
/// ACME-1 is offered, and its card stands; then somebody writes a note, and time passes.
void note_below_card(World& world, std::chrono::milliseconds span) {
  world.start_worker();
  offer_task(world);
  world.settle();
  world.say(dino, "note ACME-1 \"red shoes only\"");
  world.pass(span);
}
/// Puts a row with `notice` into the outbox.
void put(World& world, Notice notice) {
  OutboxRow row;
  row.key = random_id(world.lasting.random);
  row.lane = lane_of(notice, acme);
  row.notice = std::move(notice);
  row.attempts.first_at = world.lasting.clock.now();
  row.due = row.attempts.first_at;
  Change change;
  change.notices.push_back(std::move(row));
  world.run(world.lasting.store.append(std::move(change)));
  world.worker.wake();
}
Notice line_below(std::string card) {
  Notice notice;
  notice.kind = NoticeKind::thread;
  notice.task = {"ACME-1"};
  notice.workspace = slack_workspace;
  notice.handoff = 1;
  notice.text = "started";
  notice.slot = "thread/slack/ACME-1/99";
  notice.thread_of = std::move(card);
  return notice;
}

TEST(OutboxThreadTest, ALineStandsBelowItsCard) {
  Lasting lasting;
  World world(lasting);
  note_below_card(world, seconds(5));
  ASSERT_EQ(lasting.chat.channel_messages(acme_channel).size(), 1u) << "the card alone";
  const FakeChat::Message card = lasting.chat.channel_messages(acme_channel)[0];
  ASSERT_EQ(lines_below(lasting, card).size(), 1u);
  EXPECT_EQ(lines_below(lasting, card)[0].place,
            (Destination{slack_workspace, ChannelId{acme_channel}}));
  EXPECT_EQ(line(world).state, Delivery::delivered);
}

TEST(OutboxThreadTest, ALineComesAfterTheCardThatWaitedWithIt) {
  Lasting lasting;
  World world(lasting);
  lasting.chat.next_post(failure(ErrorClass::retry_later, "ratelimited", seconds(3)));
  offer_task(world);
  world.say(dino, "note ACME-1 \"red shoes only\"");
  world.start_worker();
  world.pass(minutes(1));
  const auto cards = lasting.chat.channel_messages(acme_channel);
  ASSERT_EQ(cards.size(), 1u);
  EXPECT_EQ(lines_below(lasting, cards[0]).size(), 1u);
}

TEST(OutboxThreadTest, ALineGoesWhereverTheCardStands) {
  const struct {
    const char* name;
    std::vector<std::string> gone;
    ChannelId stands_in;
  } cases[] = {
      {"the default channel", {acme_channel}, {default_channel}},
      {"the holder's direct messages", {acme_channel, default_channel}, {"D-U0001"}},
  };
  for (const auto& each : cases) {
    SCOPED_TRACE(each.name);
    Lasting lasting;
    World world(lasting);
    lasting.chat.refuse([&](const FakeChat::Call& call) -> std::optional<AttemptFailed> {
      for (const std::string& channel : each.gone) {
        if (!goes_to_channel(call, channel)) continue;
        return failure(ErrorClass::place_gone, "is_archived");
      }
      return std::nullopt;
    });
    note_below_card(world, minutes(1));
    EXPECT_EQ(line(world).state, Delivery::delivered);
    const auto calls = lasting.chat.calls(Kind::post);
    const auto said = std::ranges::find_if(calls, is_line);
    ASSERT_NE(said, calls.end());
    const std::optional<SlotMessage> card = world.run(lasting.store.message(card_slot));
    EXPECT_EQ(said->outgoing.thread, card->message);
    EXPECT_EQ(said->outgoing.to, (Destination{slack_workspace, each.stands_in}));
  }
}

TEST(OutboxThreadTest, ALineIsLeftOutWhereNoCardStands) {
  Lasting lasting;
  World world(lasting);
  world.start_worker();
  put(world, line_below("card/slack/ACME-1/7"));
  world.pass(seconds(5));
  EXPECT_EQ(line(world).state, Delivery::superseded);
  Settlement elsewhere;  // a workspace that is no longer ours
  elsewhere.message = SlotMessage{"card/left/ACME-1/1", {{"left"}, {"C1"}, "m1"}, 1};
  world.run(lasting.store.settle(std::move(elsewhere)));
  put(world, line_below("card/left/ACME-1/1"));
  world.pass(seconds(5));
  EXPECT_EQ(line(world).state, Delivery::superseded);
  EXPECT_TRUE(lasting.chat.calls().empty());
}

TEST(OutboxThreadTest, ALineBelowACardThatSomebodyDeletedIsLeftOut) {
  Lasting lasting;
  World world(lasting);
  world.start_worker();
  offer_task(world);
  world.settle();
  lasting.chat.remove(lasting.chat.channel_messages(acme_channel)[0].ref);
  world.say(dino, "note ACME-1 \"red shoes only\"");
  world.pass(minutes(1));
  EXPECT_EQ(line(world).state, Delivery::superseded);
  EXPECT_EQ(line(world).reason, "thread_not_found");
  EXPECT_TRUE(lasting.chat.channel_messages(acme_channel).empty());
  EXPECT_TRUE(world.logged("outbox.left_out"));
}

TEST(OutboxThreadTest, ALineThatCannotBeDeliveredIsNobodysPush) {
  const struct {
    ErrorClass error;
    std::size_t tries;
  } cases[] = {
      {ErrorClass::place_gone, 1},   {ErrorClass::person_gone, 1},
      {ErrorClass::content_bad, 2},  // once more, plainly
      {ErrorClass::message_gone, 1}, {ErrorClass::permanent_unknown, 1},
  };
  for (const auto& each : cases) {
    SCOPED_TRACE(static_cast<int>(each.error));
    Lasting lasting;
    World world(lasting);
    lasting.chat.refuse([&](const FakeChat::Call& call) -> std::optional<AttemptFailed> {
      if (!is_line(call)) return std::nullopt;
      return failure(each.error, "no_such_luck");
    });
    note_below_card(world, minutes(1));
    EXPECT_EQ(line(world).state, Delivery::superseded);
    EXPECT_EQ(posted_lines(lasting), each.tries);
    EXPECT_TRUE(world.rows(NoticeKind::undeliverable).empty());
    EXPECT_EQ(lasting.chat.channel_messages(default_channel).size(), 0u);
    EXPECT_EQ(world.run(lasting.store.depth(lasting.clock.now())).dead, 0u);
  }
}

TEST(OutboxThreadTest, ALineWaitsForAChatThatIsAwayButNotForEver) {
  Lasting lasting;
  World world(lasting);
  bool is_away = true;
  lasting.chat.refuse([&](const FakeChat::Call& call) -> std::optional<AttemptFailed> {
    if (!is_away || !is_line(call)) return std::nullopt;
    return failure(ErrorClass::retry_later, "service_unavailable");
  });
  note_below_card(world, hours(1));
  EXPECT_EQ(line(world).state, Delivery::waiting);
  is_away = false;
  world.pass(minutes(6));
  EXPECT_EQ(line(world).state, Delivery::delivered);
  is_away = true;
  world.say(dino, "note ACME-1 \"and blue ones\"");
  world.pass(hours(73));
  EXPECT_EQ(line(world).state, Delivery::superseded);
  EXPECT_TRUE(world.rows(NoticeKind::undeliverable).empty());
}

TEST(OutboxThreadTest, ALineInDoubtIsLookedUpInItsThread) {
  Lasting lasting;
  World world(lasting);
  world.start_worker();
  offer_task(world);
  world.settle();
  lasting.chat.next_post(AttemptUnknown{"timeout"}, Happens::yes);
  world.say(dino, "note ACME-1 \"red shoes only\"");
  world.pass(seconds(10));
  const FakeChat::Message card = lasting.chat.channel_messages(acme_channel).at(0);
  EXPECT_EQ(lines_below(lasting, card).size(), 1u);
  EXPECT_EQ(line(world).state, Delivery::delivered);
  const std::vector<FakeChat::Call> looks = lasting.chat.calls(Kind::find);
  ASSERT_EQ(looks.size(), 1u);
  EXPECT_EQ(looks[0].outgoing.thread, card.ref);
}

TEST(OutboxThreadTest, ALineThatMayStandThereIsNotSaidTwice) {  // better never than twice
  Lasting lasting;
  World world(lasting);
  world.start_worker();
  offer_task(world);
  world.settle();
  lasting.chat.next_post(AttemptUnknown{"timeout"}, Happens::yes);
  for (int i = 0; i < 3; ++i) {
    lasting.chat.next_find(failure(ErrorClass::permanent_unknown, "missing_scope"));
  }
  world.say(dino, "note ACME-1 \"red shoes only\"");
  world.pass(minutes(5));
  EXPECT_EQ(posted_lines(lasting), 1u);
  EXPECT_EQ(line(world).state, Delivery::superseded);
  EXPECT_TRUE(world.rows(NoticeKind::undeliverable).empty());
}

TEST(OutboxThreadTest, ALineThatSurelyDoesNotStandThereIsSaid) {
  Lasting lasting;
  World world(lasting);
  world.start_worker();
  offer_task(world);
  world.settle();
  lasting.chat.next_post(AttemptUnknown{"timeout"}, Happens::no);
  world.say(dino, "note ACME-1 \"red shoes only\"");
  world.pass(minutes(5));
  const FakeChat::Message card = lasting.chat.channel_messages(acme_channel).at(0);
  EXPECT_EQ(lines_below(lasting, card).size(), 1u);
  EXPECT_EQ(line(world).state, Delivery::delivered);
}

TEST(OutboxThreadTest, ALineStaysAsItWasSaid) {
  Lasting lasting;
  World world(lasting);
  world.start_worker();
  offer_task(world);
  put(world, line_below(card_slot));
  world.pass(seconds(5));
  EXPECT_EQ(line(world).state, Delivery::delivered);
  world.handle(pressed(dino, press_of(Verb::accept, {"ACME-1"}, 1)));
  world.pass(seconds(5));
  const std::size_t said = posted_lines(lasting);
  const std::size_t edits = lasting.chat.calls(Kind::update).size();
  put(world, line_below(card_slot));
  world.pass(seconds(5));
  EXPECT_EQ(line(world).state, Delivery::superseded);
  EXPECT_EQ(posted_lines(lasting), said);
  EXPECT_EQ(lasting.chat.calls(Kind::update).size(), edits);
}

}  // namespace
}  // namespace baton::test
