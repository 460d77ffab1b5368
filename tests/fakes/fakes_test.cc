#include <set>

#include <gtest/gtest.h>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include "tests/fakes/fake_chat.h"
#include "tests/fakes/fake_clock.h"
#include "tests/fakes/fake_random.h"
#include "tests/support/agency.h"
#include "tests/support/run.h"

namespace baton::test {
namespace {

using std::chrono::seconds;

void turn(boost::asio::io_context& io) {
  io.restart();
  io.poll();
}

TEST(FakeClockTest, EndsAWaitOnlyWhenItHasComeToItsTime) {
  boost::asio::io_context io(1);
  FakeClock clock(monday_nine);
  bool ended = false;
  boost::asio::co_spawn(io, clock.wait(seconds(10)), [&](std::exception_ptr failure) {
    EXPECT_FALSE(failure);
    ended = true;
  });
  turn(io);
  EXPECT_EQ(clock.next(), monday_nine + seconds(10));
  clock.advance(seconds(9));
  turn(io);
  EXPECT_FALSE(ended);
  clock.advance(seconds(1));
  turn(io);
  EXPECT_TRUE(ended);
  EXPECT_EQ(clock.next(), std::nullopt);
  EXPECT_EQ(clock.now(), monday_nine + seconds(10));
}

TEST(FakeClockTest, AWaitCanBeCancelled) {
  boost::asio::io_context io(1);
  FakeClock clock(monday_nine);
  boost::asio::cancellation_signal cancel;
  bool threw = false;
  auto ended = [&](std::exception_ptr failure) { threw = failure != nullptr; };
  boost::asio::co_spawn(io, clock.wait(seconds(10)),
                        boost::asio::bind_cancellation_slot(cancel.slot(), ended));
  turn(io);
  cancel.emit(boost::asio::cancellation_type::terminal);
  turn(io);
  EXPECT_TRUE(threw);
  EXPECT_EQ(clock.next(), std::nullopt);
}

TEST(FakeRandomTest, IsTheSameInEveryRunAndNeverRepeats) {
  FakeRandom one;
  FakeRandom other;
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    const std::string id = random_id(one);
    EXPECT_EQ(id, random_id(other));
    EXPECT_TRUE(seen.insert(id).second);
  }
}

Outgoing to_channel(std::string outbox_id, std::string text) {
  Outgoing outgoing;
  outgoing.outbox_id = std::move(outbox_id);
  outgoing.to = Destination{slack_workspace, ChannelId{"C1"}};
  outgoing.card.headline = {plain(std::move(text))};
  return outgoing;
}

TEST(FakeChatTest, KeepsWhatIsPostedEditsItAndFindsIt) {
  FakeClock clock(monday_nine);
  FakeChat chat(slack_workspace, clock);
  const Posted posted = run(chat.post(to_channel("a", "first")));
  const MessageRef ref = std::get<Sent>(posted).message;
  EXPECT_EQ(plain_text(chat.channel_messages("C1").at(0).card), "first");
  EXPECT_TRUE(std::holds_alternative<Sent>(run(chat.update(ref, to_channel("b", "second")))));
  EXPECT_EQ(plain_text(chat.channel_messages("C1").at(0).card), "second");
  EXPECT_EQ(std::get<Sent>(run(chat.find(to_channel("a", ""), monday_nine))).message, ref);
  EXPECT_TRUE(std::holds_alternative<NotFound>(run(chat.find(to_channel("c", ""), monday_nine))));
  chat.remove(ref);
  const Posted gone = run(chat.update(ref, to_channel("b", "third")));
  EXPECT_EQ(std::get<AttemptFailed>(gone).reason, "message_not_found");
}

TEST(FakeChatTest, AnswersByItsScriptFirstAndKeepsTheCalls) {
  FakeClock clock(monday_nine);
  FakeChat chat(slack_workspace, clock);
  chat.next_post(failure(ErrorClass::retry_later, "ratelimited", seconds(3)));
  chat.next_post(AttemptUnknown{"timeout"}, FakeChat::Happens::yes);
  EXPECT_EQ(std::get<AttemptFailed>(run(chat.post(to_channel("a", "x")))).retry_after, seconds(3));
  EXPECT_EQ(chat.message_count(), 0u);
  EXPECT_TRUE(std::holds_alternative<AttemptUnknown>(run(chat.post(to_channel("a", "x")))));
  EXPECT_EQ(chat.message_count(), 1u);
  EXPECT_EQ(chat.calls(FakeChat::Call::Kind::post).size(), 2u);
}

TEST(FakeChatTest, HoldsACallUntilItIsReleased) {
  boost::asio::io_context io(1);
  FakeClock clock(monday_nine);
  FakeChat chat(slack_workspace, clock);
  chat.hold([](const FakeChat::Call&) { return true; });
  bool ended = false;
  boost::asio::co_spawn(io, chat.post(to_channel("a", "x")),
                        [&](std::exception_ptr, Posted) { ended = true; });
  turn(io);
  EXPECT_EQ(chat.held_count(), 1u);
  EXPECT_FALSE(ended);
  chat.release();
  turn(io);
  EXPECT_TRUE(ended);
  EXPECT_EQ(chat.message_count(), 1u);
}

}  // namespace
}  // namespace baton::test
