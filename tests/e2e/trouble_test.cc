// The chat is away, slow or lies; the service is killed: nothing is lost, nothing comes twice.
// RELIABILITY I1, I4, I5, F01, F02, F18-F23, F29.

#include <set>

#include "tests/e2e/campaign.h"

namespace baton::test {
namespace {

class TroubleTest : public OnEachPlatform {
 protected:
  void switch_on(const char* what) { chat().control({{"do", what}, {"on", true}}); }
  void switch_off(const char* what) { chat().control({{"do", what}, {"on", false}}); }
  /// The next calls that make a message meet it.
  void spoil_posts(Json fault) {
    fault["do"] = "fault";
    fault["method"] = chat().words().make_message;
    chat().control(fault);
  }
  void spoil(Json fault) {
    fault["do"] = "fault";
    fault["times"] = 1;
    chat().control(fault);
  }
  void make_and_give() {
    ASSERT_EQ(start_campaign(world(), "Trouble"), "ACME-1");
    offer_campaign(world(), "ACME-1");
  }
  int cards() {
    return world().count([](const Entry& entry) { return is_in(entry, "acme", "ACME-1"); });
  }
  int direct_messages() {
    return world().count([](const Entry& entry) {
      return is_message(entry, "ACME-1") && entry.place.starts_with("direct ");
    });
  }
  void expect_each_once() {
    world().settled();
    EXPECT_EQ(cards(), 1);
    EXPECT_EQ(direct_messages(), 2) << "the offer to Dino and Ana's own copy";
    std::set<std::string> carried;
    for (const Entry& entry : world().ledger()) {
      if (!is_message(entry, "ACME-1")) continue;
      EXPECT_FALSE(entry.outbox.empty()) << testing::PrintToString(entry);
      EXPECT_TRUE(carried.insert(entry.outbox).second) << testing::PrintToString(entry);
      EXPECT_FALSE(has(entry.shown, "may be a repeat")) << entry.shown;
    }
  }
};
BATON_PLAY_ON_EACH_PLATFORM(TroubleTest);

TEST_P(TroubleTest, WhileTheChatIsDownForAMinutePeopleAreAnsweredAndAllArrivesOnceAfterwards) {
  live(20);
  switch_on("outage");
  make_and_give();
  // A minute of the service's time: attempts come and go.
  for (int look = 0; look < 20; ++look) {
    EXPECT_TRUE(has(world().say("Ana", "/handoff show ACME-1").saw, "Dino"));
  }
  EXPECT_EQ(cards(), 0);
  switch_off("outage");
  expect_each_once();
}

TEST_P(TroubleTest, AnOutageOfHoursLosesNothingAndRepeatsNothing) {  // I4, I5
  live(1000);
  switch_on("outage");
  make_and_give();  // what is posted is answered 503: it may be there
  constexpr int hours_3 = 3 * 3600;
  const Json now = world().ready("the notices wait for more than three hours", [](const Json& it) {
    return it["outbox"].value("oldest_seconds", 0) > hours_3;
  });
  EXPECT_EQ(now["ready"], false) << now;
  EXPECT_TRUE(has(now["reasons"].dump(), "the oldest notice waits")) << now;
  switch_off("outage");
  expect_each_once();
  EXPECT_TRUE(world().is_ready());
}

TEST_P(TroubleTest, ARevokedTokenIsNamedByReadyzAndNothingIsLost) {  // 2.4: auth-broken
  live(60);
  switch_on("token_revoked");
  make_and_give();
  const std::string reason =
      std::string(name_of(platform())) + ": " + chat().words().token_refused + " since ";
  const Json broken = world().ready(
      "the reason", [&](const Json& now) { return has(now["reasons"].dump(), reason); });
  EXPECT_EQ(broken["ready"], false) << broken;
  EXPECT_FALSE(world().is_ready());
  switch_off("token_revoked");
  expect_each_once();
  EXPECT_TRUE(world().is_ready());
  EXPECT_TRUE(has(world().log(), "workspace.refuses_us"));
  EXPECT_TRUE(has(world().log(), "workspace.accepts_again"));
}

TEST_P(TroubleTest, ACardThatCannotGoToItsChannelStandsElsewhereAndTheHolderIsTold) {
  chat().control({{"do", "archived"}, {"channel", "acme"}, {"on", true}});
  make_and_give();
  world().seen("Ana is told where the card stands", [](const Entry& entry) {
    return is_direct(entry, "Ana", "it stands in the default channel");
  });
  world().settled();
  EXPECT_EQ(cards(), 0);
  EXPECT_EQ(world().count([](const Entry& entry) { return is_in(entry, "handoffs", "ACME-1"); }),
            1);
  EXPECT_TRUE(world().is_ready());
}

TEST_P(TroubleTest, AskedToWaitItWaitsAndThenShowsTheNewestState) {  // F18
  live(20);
  spoil_posts({{"what", "ratelimited"}, {"seconds", 30}, {"times", 1}});
  make_and_give();
  expect_each_once();
}

TEST_P(TroubleTest, KilledBetweenCommitAndPostThePostArrivesOnce) {  // F01
  switch_on("outage");
  make_and_give();
  world().kill();
  switch_off("outage");
  world().start();
  expect_each_once();
}

TEST_P(TroubleTest, KilledBetweenPostAndItsAnswerThePostIsFoundAgain) {  // F23
  live(10);
  spoil_posts({{"what", "stall"}, {"seconds", 120}, {"times", 3}, {"effect", true}});
  make_and_give();
  world().seen("a post is made, unanswered",
               [](const Entry& entry) { return is_message(entry, "ACME-1"); });
  world().kill();
  chat().control({{"do", "clear_faults"}});
  world().start();
  expect_each_once();
}

TEST_P(TroubleTest, AnAnswerThatBreaksOffAfterThePostMakesNoSecondPost) {  // F22
  live(10);
  spoil_posts({{"what", "drop"}, {"times", 3}, {"effect", true}});
  make_and_give();
  expect_each_once();
  EXPECT_TRUE(has(world().log(), "end of stream")) << "no connection was dropped";
}

TEST_P(TroubleTest, APostWithoutAnAnswerIsFoundAgainAfterAnOutage) {  // F22, then F19
  live(200);
  // Three posts are made, and nobody can learn it for five minutes: longer than a platform knows a
  // repeated call again.
  spoil_posts({{"what", "drop"}, {"times", 3}, {"effect", true}});
  chat().control(
      {{"do", "fault"}, {"what", "http"}, {"method", "*"}, {"status", 503}, {"times", 1000}});
  make_and_give();
  world().ready("the notices wait for five minutes",
                [](const Json& now) { return now["outbox"].value("oldest_seconds", 0) > 300; });
  EXPECT_EQ(cards(), 1);
  chat().control({{"do", "clear_faults"}});
  expect_each_once();
}

TEST_P(TroubleTest, APostOfUnknownFateThatSomebodyPressesStaysTheOnlyOne) {
  live(100);  // the restart takes longer than a platform knows a repeated call again
  spoil_posts({{"what", "stall"}, {"seconds", 600}, {"times", 3}, {"effect", true}});
  make_and_give();
  const Entry card = card_of(world(), platform(), "ACME-1");
  world().press("Dino", card, "Accept");
  world().kill();
  chat().control({{"do", "clear_faults"}});
  world().start();
  world().settled();
  EXPECT_EQ(cards(), 1);
  world().seen("the card turns",
               [](const Entry& entry) { return is_turned(entry, "acme", "Dino holds this"); });
}

TEST_P(TroubleTest, AServerErrorWithoutThePostIsMadeGood) {  // F19
  live(10);
  spoil_posts({{"what", "http"}, {"status", 502}, {"times", 3}});
  make_and_give();
  expect_each_once();
}

TEST_P(TroubleTest, WhoCannotBeReachedIsReportedToTheSender) {  // I7, F34
  chat().control({{"do", "deactivated"}, {"user", chat().id_of("Dino")}, {"on", true}});
  make_and_give();
  world().seen("somebody is told that a message was not delivered",
               [](const Entry& entry) { return is_message(entry, "could not be delivered"); });
}

TEST_P(TroubleTest, AskedToEndItEndsCleanlyAndKnowsAllAtTheNextStart) {  // F02
  make_and_give();
  world().settled();
  EXPECT_EQ(world().terminate(), 0);
  world().start();
  EXPECT_TRUE(has(world().say("Dino", "/handoff accept ACME-1").saw, "ACME-1"));
  EXPECT_TRUE(has(world().say("Ana", "/handoff show ACME-1").saw, "Dino holds"));
}

}  // namespace
}  // namespace baton::test
