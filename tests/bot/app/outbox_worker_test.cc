#include "bot/app/outbox_worker.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/bot/app/world.h"
#include "tests/support/core_printers.h"

/// Lanes, paces, waits and the end of the worker.
namespace baton::test {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;
using Kind = FakeChat::Call::Kind;

std::vector<TimePoint> times_of(const FakeChat& chat, const std::string& user) {
  std::vector<TimePoint> times;
  for (const FakeChat::Call& call : chat.calls(Kind::post)) {
    if (goes_to(call, user)) times.push_back(call.at);
  }
  return times;
}

/// One line to `person`, about nothing else.
OutboxRow line_to(const PersonId& person, const std::string& slot, const std::string& lane = {}) {
  OutboxRow row;
  row.key = slot;
  row.notice.kind = NoticeKind::stranger;
  row.notice.person = person;
  row.notice.slot = slot;
  row.notice.text = slot;
  row.lane = lane.empty() ? "person/" + person.value : lane;
  row.attempts.first_at = monday_nine;
  row.due = monday_nine;
  return row;
}

void add(World& world, std::vector<OutboxRow> rows) {
  Change change;
  change.notices = std::move(rows);
  world.run(world.lasting.store.append(std::move(change)));
  world.worker.wake();
  world.settle();
}

TEST(OutboxWorkerTest, SendsALaneInItsOrder) {
  Lasting lasting;
  World world(lasting);
  world.start_worker();
  add(world, {line_to(dino, "a"), line_to(dino, "b"), line_to(dino, "c")});
  std::vector<std::string> sent;
  for (const auto& message : lasting.chat.direct_messages("U0002")) {
    sent.push_back(plain_text(message.card));
  }
  EXPECT_EQ(sent, (std::vector<std::string>{"a", "b", "c"}));
}

TEST(OutboxWorkerTest, WaitsInALaneForTheOneBefore) {
  Lasting lasting;
  World world(lasting);
  lasting.chat.next_post(failure(ErrorClass::retry_later, "internal"));
  world.start_worker();
  add(world, {line_to(dino, "a"), line_to(dino, "b")});
  EXPECT_EQ(lasting.chat.message_count(), 0u);
  world.pass(seconds(2));
  EXPECT_EQ(plain_text(lasting.chat.direct_messages("U0002").at(0).card), "a");
  EXPECT_EQ(lasting.chat.message_count(), 2u);
}

TEST(OutboxWorkerTest, AHeldLaneDoesNotHoldTheOthers) {
  Lasting lasting;
  World world(lasting);
  lasting.chat.hold([](const FakeChat::Call& call) { return goes_to(call, "U0002"); });
  world.start_worker();
  add(world, {line_to(dino, "a"), line_to(dino, "b"), line_to(petra, "c"), line_to(alex, "d")});
  EXPECT_EQ(lasting.chat.message_count(), 2u);
  EXPECT_EQ(world.worker.under_way(), 1u);
  world.pass(minutes(1));
  add(world, {line_to(petra, "e")});
  EXPECT_EQ(lasting.chat.message_count(), 3u);
  lasting.chat.release();
  world.settle();
  EXPECT_EQ(lasting.chat.message_count(), 5u);
  EXPECT_EQ(world.worker.under_way(), 0u);
}

TEST(OutboxWorkerTest, HasNoMoreThanEightUnderWay) {
  Lasting lasting;
  World world(lasting);
  lasting.chat.hold([](const FakeChat::Call&) { return true; });
  world.start_worker();
  std::vector<OutboxRow> rows;
  for (int i = 0; i < 12; ++i) {
    const std::string name = "lane-" + std::to_string(i);
    rows.push_back(line_to(dino, name, name));
  }
  add(world, std::move(rows));
  EXPECT_EQ(lasting.chat.held_count(), 8u);
  lasting.chat.release();
  world.pass(seconds(5));
  EXPECT_EQ(lasting.chat.message_count(), 12u);
}

TEST(OutboxWorkerTest, PacesALaneAtOneASecondAfterABurst) {
  Lasting lasting;
  World world(lasting);
  world.start_worker();
  std::vector<OutboxRow> rows;
  for (int i = 0; i < 10; ++i) rows.push_back(line_to(dino, "n" + std::to_string(i)));
  add(world, std::move(rows));
  EXPECT_EQ(lasting.chat.message_count(), 4u);
  world.pass(seconds(6));
  const std::vector<TimePoint> times = times_of(lasting.chat, "U0002");
  ASSERT_EQ(times.size(), 10u);
  for (std::size_t at = 4; at < times.size(); ++at) {
    EXPECT_EQ(times[at], monday_nine + seconds(static_cast<int>(at) - 3));
  }
}

TEST(OutboxWorkerTest, PacesAWorkspaceAtFourASecondAfterABurst) {
  Lasting lasting;
  World world(lasting);
  world.start_worker();
  std::vector<OutboxRow> rows;
  for (int i = 0; i < 60; ++i) {
    const std::string name = "lane-" + std::to_string(i);
    rows.push_back(line_to(dino, name, name));
  }
  add(world, std::move(rows));
  EXPECT_EQ(lasting.chat.message_count(), 20u);
  world.pass(seconds(5));
  EXPECT_EQ(lasting.chat.message_count(), 40u);
  world.pass(seconds(5));
  EXPECT_EQ(lasting.chat.message_count(), 60u);
}

TEST(OutboxWorkerTest, SendsNothingBeforeTheTimeThatTheChatAskedFor) {
  Lasting lasting;
  World world(lasting);
  lasting.chat.next_post(failure(ErrorClass::retry_later, "ratelimited", seconds(30)));
  world.start_worker();
  offer_task(world);
  world.settle();
  const std::size_t calls = lasting.chat.calls().size();
  EXPECT_LE(calls, 3u) << "what was under way beside it";
  world.handle(pressed(dino, press_of(Verb::accept, {"ACME-1"}, 1)));
  world.pass(seconds(29));
  EXPECT_EQ(lasting.chat.calls().size(), calls);
  world.pass(seconds(10));
  // The newest state is shown, once: no older version after a newer one (I6).
  ASSERT_EQ(lasting.chat.channel_messages("C0002").size(), 1u);
  EXPECT_EQ(lasting.chat.channel_messages("C0002")[0].card.tone, Card::Tone::good);
  std::size_t cards = 0;
  for (const FakeChat::Call& call : lasting.chat.calls()) {
    cards += goes_to_channel(call, "C0002") && !call.outgoing.thread ? 1 : 0;
  }
  EXPECT_EQ(cards, 2u) << "the one that was refused, and the newest";
}

TEST(OutboxWorkerTest, ObeysNoWaitLongerThanAnHour) {
  Lasting lasting;
  World world(lasting);
  lasting.chat.next_post(failure(ErrorClass::retry_later, "ratelimited", seconds(1'000'000)));
  world.start_worker();
  add(world, {line_to(dino, "a")});
  world.pass(minutes(59));
  EXPECT_EQ(lasting.chat.message_count(), 0u);
  world.pass(minutes(2));
  EXPECT_EQ(lasting.chat.message_count(), 1u);
}

TEST(OutboxWorkerTest, AWaitOfOneWorkspaceIsNotAnothers) {
  Lasting lasting;
  FakeChat other(WorkspaceId{"other"}, lasting.clock);
  World world(lasting);
  Seed seed = make_seed();
  seed.people[2].identities = {{WorkspaceId{"other"}, UserId{"X3"}}};
  seed.people[2].home = WorkspaceId{"other"};
  world.run(world.registry.sow(seed));
  OutboxDelivery delivery(lasting.store, world.registry, world.talk,
                          Chats{{slack_workspace, &lasting.chat}, {{"other"}, &other}},
                          lasting.clock, lasting.random, world.log, world.meter);
  OutboxWorker worker(world.io.get_executor(), lasting.store, delivery, lasting.clock, world.log);
  boost::asio::co_spawn(world.io, worker.run(), [](std::exception_ptr) {});
  lasting.chat.next_post(failure(ErrorClass::auth_broken, "invalid_auth"));
  add(world, {line_to(dino, "a")});
  worker.wake();
  world.settle();
  add(world, {line_to(petra, "b"), line_to(alex, "c")});
  worker.wake();
  world.settle();
  EXPECT_EQ(other.message_count(), 1u);
  EXPECT_EQ(lasting.chat.calls().size(), 1u) << "Alex waits with Dino";
  worker.stop();
  world.settle();
}

TEST(OutboxWorkerTest, SendsNothingInAWorkspaceThatIsNotLinkedYet) {
  Lasting lasting;
  {
    World world(lasting);
    world.say(ana, "new paid-campaign-launch BOLT T goal=Bikes brief=https://docs.example.com/b");
    world.say(ana, "give BOLT-1 <@U0002>");
  }
  World world(lasting);  // the default channel is known again only once the workspace is linked
  world.registry.settings().default_channels[slack_workspace] = ChannelId();
  world.worker.hold(slack_workspace);
  world.start_worker();
  world.pass(minutes(5));
  EXPECT_TRUE(lasting.chat.calls().empty());
  world.registry.settings().default_channels[slack_workspace] = ChannelId{"C0001"};
  world.worker.release(slack_workspace);
  world.settle();
  EXPECT_EQ(lasting.chat.channel_messages("C0001").size(), 1u);
  EXPECT_EQ(lasting.chat.message_count(), 3u);
}

TEST(OutboxWorkerTest, FinishesWhatIsUnderWayAndBeginsNothingMore) {
  Lasting lasting;
  World world(lasting);
  lasting.chat.hold([](const FakeChat::Call&) { return true; });
  world.start_worker();
  add(world, {line_to(dino, "a"), line_to(dino, "b")});
  world.worker.stop();
  add(world, {line_to(petra, "c")});
  EXPECT_FALSE(world.worker_ended);
  EXPECT_EQ(lasting.chat.held_count(), 1u);
  lasting.chat.release();
  world.settle();
  EXPECT_TRUE(world.worker_ended);
  EXPECT_EQ(lasting.chat.message_count(), 1u);
  EXPECT_EQ(world.row("a").state, Delivery::delivered);
  EXPECT_EQ(world.row("b").state, Delivery::waiting);
  EXPECT_EQ(world.row("c").state, Delivery::waiting);
}

TEST(OutboxWorkerTest, EndsAtOnceWhereNothingIsUnderWay) {
  Lasting lasting;
  World world(lasting);
  world.start_worker();
  world.worker.stop();
  world.settle();
  EXPECT_TRUE(world.worker_ended);
}

TEST(OutboxWorkerTest, EndsAlsoWhileTheStoreFails) {
  Lasting lasting;
  World world(lasting);
  world.start_worker();
  lasting.outbox.fail_settles = 1000;
  add(world, {line_to(dino, "a")});
  world.worker.stop();
  world.pass(seconds(5));
  EXPECT_TRUE(world.worker_ended);
  EXPECT_EQ(world.row("a").state, Delivery::inflight) << "looked up after the next start";
}

TEST(OutboxWorkerTest, LooksAgainWhereTheOutboxCouldNotBeRead) {
  Lasting lasting;
  World world(lasting);
  lasting.outbox.fail_dues = 3;
  world.start_worker();
  add(world, {line_to(dino, "a")});
  world.pass(seconds(5));
  EXPECT_EQ(lasting.chat.message_count(), 1u);
  EXPECT_TRUE(world.logged("outbox.unreadable"));
}

TEST(OutboxWorkerTest, WakesByItselfWhenARowFallsDue) {
  Lasting lasting;
  World world(lasting);
  world.start_worker();
  OutboxRow later = line_to(dino, "later");
  later.due = monday_nine + hours(3);
  add(world, {later});
  world.pass(hours(3) - milliseconds(1));
  EXPECT_EQ(lasting.chat.message_count(), 0u);
  world.pass(milliseconds(1));
  EXPECT_EQ(lasting.chat.message_count(), 1u);
}

TEST(OutboxWorkerTest, WakesForARowBehindALaneThatWaits) {
  Lasting lasting;
  World world(lasting);
  lasting.chat.hold([](const FakeChat::Call& call) { return goes_to(call, "U0002"); });
  world.start_worker();
  OutboxRow later = line_to(petra, "later");
  later.due = monday_nine + seconds(5);
  add(world, {line_to(dino, "held"), later});
  world.pass(seconds(5) + milliseconds(250));
  EXPECT_EQ(lasting.chat.direct_messages("U0003").size(), 1u);
  lasting.chat.release();
  world.settle();
}

}  // namespace
}  // namespace baton::test
