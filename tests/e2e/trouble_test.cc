// The chat is away, slow or lies; the service is killed: nothing is lost, nothing comes twice.
// RELIABILITY I1, I4, I5, F01, F02, F18-F23, F29.

#include <gtest/gtest.h>

#include "tests/e2e/world.h"

namespace baton::test {
namespace {

constexpr const char* all_values =
    " objective=\"Sell 500 pairs\" audience=Runners rationale=\"Spring\"";

class TroubleTest : public testing::Test {
 protected:
  void start(int time_rate = 1) { world = std::make_unique<World>(time_rate); }
  void make_and_give() {
    world->say("U0001", "/handoff new paid-campaign-launch ACME \"Trouble\"");
    const std::string given =
        saw(world->say("U0001", std::string("/handoff give ACME-1") + all_values));
    EXPECT_NE(given.find("Dino"), std::string::npos) << given;
  }
  int posts(const std::string& channel_prefix) {
    int count = 0;
    for (const Json& entry : world->ledger()) {
      const std::string channel = entry["channel"];
      if (is_post(entry, "", "ACME-1") && channel.starts_with(channel_prefix)) ++count;
    }
    return count;
  }
  void expect_each_once() {
    world->settled();
    EXPECT_EQ(posts("C0002"), 1) << "the card";
    EXPECT_EQ(posts("D"), 2) << "the offer to Dino and Ana's own copy";
  }
  std::unique_ptr<World> world;
};

TEST_F(TroubleTest, WhileTheChatIsDownForAMinutePeopleAreAnsweredAndAllArrivesOnceAfterwards) {
  start(20);
  world->control({{"do", "outage"}, {"on", true}});
  make_and_give();
  // A minute of the service's time: attempts come and go.
  for (int look = 0; look < 20; ++look) {
    const std::string shown = saw(world->say("U0001", "/handoff show ACME-1"));
    EXPECT_NE(shown.find("Dino"), std::string::npos);
  }
  EXPECT_EQ(posts("C0002"), 0);
  world->control({{"do", "outage"}, {"on", false}});
  expect_each_once();
}

TEST_F(TroubleTest, AnOutageOfHoursLosesNothingAndRepeatsNothing) {  // I4, I5
  start(1000);
  world->control({{"do", "outage"}, {"on", true}});
  make_and_give();  // what is posted is answered 503: it may be there
  constexpr int hours_3 = 3 * 3600;
  const Json ready = world->ready(
      "the notices wait for more than three hours",
      [](const Json& now) { return now["outbox"].value("oldest_seconds", 0) > hours_3; });
  EXPECT_EQ(ready["ready"], false) << ready;
  EXPECT_NE(ready["reasons"].dump().find("the oldest notice waits"), std::string::npos) << ready;
  world->control({{"do", "outage"}, {"on", false}});
  expect_each_once();
  EXPECT_EQ(world->get(world->baton_url() + "/readyz").status, 200);
  for (const Json& entry : world->ledger()) {
    EXPECT_EQ(entry["shown"].get<std::string>().find("may be a repeat"), std::string::npos)
        << entry;
  }
}

TEST_F(TroubleTest, ARevokedTokenIsNamedByReadyzAndNothingIsLost) {  // 2.4: auth-broken
  start(60);
  world->control({{"do", "token_revoked"}, {"on", true}});
  make_and_give();
  const Json broken = world->ready("the reason", [](const Json& now) {
    return now["reasons"].dump().find("slack: token_revoked since ") != std::string::npos;
  });
  EXPECT_EQ(broken["ready"], false) << broken;
  EXPECT_EQ(world->get(world->baton_url() + "/readyz").status, 503);
  world->control({{"do", "token_revoked"}, {"on", false}});
  expect_each_once();
  EXPECT_EQ(world->get(world->baton_url() + "/readyz").status, 200);
  EXPECT_NE(world->log().find("workspace.refuses_us"), std::string::npos);
  EXPECT_NE(world->log().find("workspace.accepts_again"), std::string::npos);
}

TEST_F(TroubleTest, ACardThatCannotGoToItsChannelStandsElsewhereAndTheHolderIsTold) {
  start();
  world->control({{"do", "archived"}, {"channel", "acme"}, {"on", true}});
  make_and_give();
  world->seen("Ana is told where the card stands", [](const Json& entry) {
    return is_post(entry, "", "it stands in the default channel");
  });
  world->settled();
  EXPECT_EQ(posts("C0002"), 0);
  EXPECT_EQ(world->get(world->baton_url() + "/readyz").status, 200);
}

TEST_F(TroubleTest, AskedToWaitItWaitsAndThenShowsTheNewestState) {  // F18
  start(20);
  world->control({{"do", "fault"},
                  {"what", "ratelimited"},
                  {"method", "chat.postMessage"},
                  {"seconds", 30},
                  {"times", 1}});
  make_and_give();
  expect_each_once();
}

TEST_F(TroubleTest, KilledBetweenCommitAndPostThePostArrivesOnce) {  // F01
  start();
  world->control({{"do", "outage"}, {"on", true}});
  make_and_give();
  world->kill();
  world->control({{"do", "outage"}, {"on", false}});
  world->start();
  expect_each_once();
}

TEST_F(TroubleTest, KilledBetweenPostAndItsAnswerThePostIsFoundAgain) {  // F23
  start(10);
  world->control({{"do", "fault"},
                  {"what", "stall"},
                  {"method", "chat.postMessage"},
                  {"seconds", 120},
                  {"times", 3},
                  {"effect", true}});
  make_and_give();
  world->seen("a post is made, unanswered",
              [&](const Json& entry) { return is_post(entry, "", "ACME-1"); });
  world->kill();
  world->control({{"do", "clear_faults"}});
  world->start();
  expect_each_once();
}

TEST_F(TroubleTest, AnAnswerThatBreaksOffAfterThePostMakesNoSecondPost) {  // F22
  start(10);
  world->control({{"do", "fault"},
                  {"what", "drop"},
                  {"method", "chat.postMessage"},
                  {"times", 3},
                  {"effect", true}});
  make_and_give();
  expect_each_once();
  EXPECT_NE(world->log().find("end of stream"), std::string::npos) << "no connection was dropped";
}

TEST_F(TroubleTest, AServerErrorWithoutThePostIsMadeGood) {  // F19
  start(10);
  world->control({{"do", "fault"},
                  {"what", "http"},
                  {"method", "chat.postMessage"},
                  {"status", 502},
                  {"times", 3}});
  make_and_give();
  expect_each_once();
}

TEST_F(TroubleTest, WhoCannotBeReachedIsReportedToTheSender) {  // I7, F34
  start();
  world->control({{"do", "fault"},
                  {"what", "error"},
                  {"method", "conversations.open"},
                  {"error", "user_disabled"},
                  {"times", 1}});
  make_and_give();
  world->seen("somebody is told that a message was not delivered",
              [&](const Json& entry) { return is_post(entry, "", "could not be delivered"); });
}

TEST_F(TroubleTest, AFormThatCannotBeOpenedInTimeIsOfferedAgain) {  // F29
  start();
  make_and_give();
  const Json offer = world->seen("the offer", [&](const Json& entry) {
    return is_post(entry, "", "Return") && entry["channel"].get<std::string>().starts_with("D");
  });
  world->control({{"do", "fault"},
                  {"what", "error"},
                  {"method", "views.open"},
                  {"error", "expired_trigger_id"},
                  {"times", 1}});
  world->press("U0002", offer["channel"], offer["ts"], "Return");
  const Json again = world->seen("a private way to open it again", [&](const Json& entry) {
    return entry["only_for"] == "U0002" && entry["actor"] == "UBATON";
  });
  EXPECT_NE(again["shown"].get<std::string>().find("/handoff return"), std::string::npos) << again;
  world->press("U0002", again["channel"], again["ts"], "Open the form");
  world->seen("the form", [&](const Json& entry) { return entry["kind"] == "view_opened"; });
  const Json wrong = world->submit("U0002", {{"reason", "other"}, {"words", ""}});
  EXPECT_FALSE(wrong["errors"].empty())
      << wrong;  // the form stays open, with the error at its input
  const Json done = world->submit("U0002", {{"reason", "missing-asset"}, {"words", "no logo"}});
  EXPECT_TRUE(done["errors"].empty()) << done;
  world->seen("Ana hears why", [&](const Json& entry) { return is_post(entry, "", "no logo"); });
}

TEST_F(TroubleTest, AskedToEndItEndsCleanlyAndKnowsAllAtTheNextStart) {  // F02
  start();
  make_and_give();
  world->settled();
  EXPECT_EQ(world->terminate(), 0);
  world->start();
  const std::string shown = saw(world->say("U0002", "/handoff accept ACME-1"));
  EXPECT_NE(shown.find("ACME-1"), std::string::npos) << shown;
  EXPECT_NE(saw(world->say("U0001", "/handoff show ACME-1")).find("Dino holds"), std::string::npos);
}

}  // namespace
}  // namespace baton::test
