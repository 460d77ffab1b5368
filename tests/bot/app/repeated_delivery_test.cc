#include <gtest/gtest.h>

#include "bot/codec/reply_json.h"
#include "tests/bot/app/world.h"
#include "tests/support/card_text.h"

/// One delivery that arrives again has one effect and the same answer (G23, RELIABILITY 2.2).
namespace baton::test {
namespace {

struct Case {
  const char* name;
  PersonId by;
  const char* text;
  bool refused;
};
const Case cases[] = {
    {"new", ana, "new quick ACME Again", false},
    {"note", ana, "note ACME-1 \"a note\"", false},
    {"set", ana, "set ACME-1 goal=\"Other\"", false},
    {"accept", dino, "accept ACME-1", false},
    {"return", dino, "return ACME-1 wrong-format \"too small\"", false},
    {"ask", dino, "ask ACME-1 \"which shoes?\"", false},
    {"withdraw", ana, "withdraw ACME-1", false},
    {"cancel", olga, "cancel ACME-1 \"over\"", false},
    {"refused: not the receiver", petra, "accept ACME-1", true},
    {"refused: no such task", ana, "accept ACME-77", true},
    {"refused: nothing was kept", ana, "give ACME-1 budget=lots", true},
    {"refused: no such client", ana, "new quick NONE T", true},
};

std::string bytes_of(const Reply& reply) { return codec::to_json(reply); }

TEST(RepeatedDeliveryTest, HasOneEffectAndTheSameAnswerOneAfterTheOther) {
  for (const Case& each : cases) {
    SCOPED_TRACE(each.name);
    Lasting lasting;
    World world(lasting);
    offer_task(world);
    const std::size_t before = lasting.store.journal().size();
    const Envelope envelope = typed(each.by, each.text);
    const std::string first = bytes_of(world.handle(envelope));
    const std::size_t journal = lasting.store.journal().size();
    const std::size_t outbox = lasting.store.outbox().size();
    EXPECT_EQ(journal == before, each.refused);
    lasting.clock.advance(std::chrono::hours(1));
    for (int i = 0; i < 4; ++i) {
      EXPECT_EQ(bytes_of(world.handle(envelope)), first);
      lasting.clock.advance(std::chrono::minutes(5));
    }
    EXPECT_EQ(lasting.store.journal().size(), journal);
    EXPECT_EQ(lasting.store.outbox().size(), outbox);
  }
}

TEST(RepeatedDeliveryTest, HasOneEffectAndTheSameAnswerAllAtOnce) {
  for (const Case& each : cases) {
    SCOPED_TRACE(each.name);
    Lasting lasting;
    World world(lasting, World::Pace::slow);
    offer_task(world);
    const std::size_t before = lasting.store.journal().size();
    const std::vector<Envelope> envelopes(5, typed(each.by, each.text));
    const std::vector<Reply> replies = world.handle_at_once(envelopes);
    const std::size_t journal = lasting.store.journal().size();
    EXPECT_EQ(journal == before, each.refused);
    EXPECT_LE(journal, before + 3) << "one command's events, once";
    for (const Reply& reply : replies) EXPECT_EQ(bytes_of(reply), bytes_of(replies[0]));
    World again(lasting);
    EXPECT_EQ(bytes_of(again.handle(envelopes[0])), bytes_of(replies[0]));
    EXPECT_EQ(lasting.store.journal().size(), journal);
  }
}

TEST(RepeatedDeliveryTest, IsKnownAfterARestart) {
  for (const Case& each : cases) {
    SCOPED_TRACE(each.name);
    Lasting lasting;
    const Envelope envelope = typed(each.by, each.text);
    std::string first;
    {
      World world(lasting);
      offer_task(world);
      first = bytes_of(world.handle(envelope));
    }
    const std::size_t journal = lasting.store.journal().size();
    World restarted(lasting);
    EXPECT_EQ(bytes_of(restarted.handle(envelope)), first);
    EXPECT_EQ(lasting.store.journal().size(), journal);
  }
}

TEST(RepeatedDeliveryTest, IsAnsweredByTwoProcessesAlike) {
  Lasting lasting;
  World one(lasting, World::Pace::slow);
  offer_task(one);
  World other(lasting, World::Pace::slow);
  const Envelope accept = pressed(dino, press_of(Verb::accept, {"ACME-1"}, 1));
  const Reply first = one.handle(accept);
  EXPECT_EQ(bytes_of(other.handle(accept)), bytes_of(first));
}

TEST(RepeatedDeliveryTest, ItsStoredAnswerIsSealed) {
  Lasting lasting;
  World world(lasting);
  const Envelope opened = typed(ana, "new quick ACME \"A secret campaign\"");
  const Reply reply = world.handle(opened);
  EXPECT_NE(bytes_of(reply).find("secret"), std::string::npos);
  std::vector<Cursor> nothing;
  const Loaded loaded = world.run(lasting.store.load(nothing, kept_name_of(opened.delivery)));
  ASSERT_TRUE(loaded.reply);
  EXPECT_EQ(loaded.reply->find("secret"), std::string::npos);
  EXPECT_EQ(loaded.reply->find("ACME"), std::string::npos);
}

TEST(RepeatedDeliveryTest, AnotherDeliveryIsASecondPressAndToldThePresentState) {
  Lasting lasting;
  World world(lasting);
  offer_task(world);
  const Press accept = press_of(Verb::accept, {"ACME-1"}, 1);
  world.handle(pressed(dino, accept));
  const std::size_t journal = lasting.store.journal().size();
  const Reply second = world.handle(pressed(dino, accept));
  EXPECT_EQ(lasting.store.journal().size(), journal);
  EXPECT_NE(plain_text(second.card).find("ACME-1"), std::string::npos) << text_of(second);
}

}  // namespace
}  // namespace baton::test
