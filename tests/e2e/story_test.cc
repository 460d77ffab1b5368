// The story of a baton that moves once, over real sockets: two processes and a signed chat.

#include <gtest/gtest.h>

#include "tests/e2e/world.h"

namespace baton::test {
namespace {

class StoryTest : public testing::Test {
 protected:
  /// A task at Strategy, held by Ana, with all that its way on asks for.
  std::string ready_task(const std::string& title) {
    const std::string answer =
        saw(world.say("U0001", "/handoff new paid-campaign-launch ACME \"" + title + "\""));
    const std::size_t at = answer.find("ACME-");
    EXPECT_NE(at, std::string::npos) << answer;
    const std::string key = answer.substr(at, answer.find_first_not_of("0123456789", at + 5) - at);
    world.say("U0001", "/handoff set " + key + " objective=\"Sell 500 pairs\"");
    world.say("U0001", "/handoff set " + key + " audience=\"Runners in Berlin\"");
    world.say("U0001", "/handoff set " + key + " rationale=\"Spring is when they buy\"");
    return key;
  }
  Json offer_message(const std::string& key) {
    return world.seen("the offer to Dino in his direct messages", [&](const Json& entry) {
      return is_post(entry, "", key) && entry["channel"].get<std::string>().starts_with("D") &&
             entry["shown"].get<std::string>().find("Accept") != std::string::npos;
    });
  }
  Json card(const std::string& key) {
    return world.seen("the card in the client's channel",
                      [&](const Json& entry) { return is_post(entry, "C0002", key); });
  }
  World world;
};

TEST_F(StoryTest, ABatonMovesOnlyWhenTheNamedReceiverAccepts) {
  // OA-02, NO-02, RC-12: refused with all that is missing at once, and nobody is told.
  world.say("U0001", "/handoff new paid-campaign-launch ACME \"Spring launch\"");
  const std::string refused = saw(world.say("U0001", "/handoff give ACME-1"));
  for (const char* part : {"Campaign objective", "Audience", "Rationale"}) {
    EXPECT_NE(refused.find(part), std::string::npos) << refused;
  }
  world.settled();
  for (const Json& entry : world.ledger()) EXPECT_FALSE(is_post(entry, "", "ACME-1")) << entry;

  // The values come with the give: one step.
  const std::string given =
      saw(world.say("U0001",
                    "/handoff give ACME-1 objective=\"Sell 500 pairs\" audience=\"Runners\" "
                    "rationale=\"Spring is when they buy\""));
  EXPECT_NE(given.find("Dino"), std::string::npos) << given;
  const Json offer = offer_message("ACME-1");
  const Json first_card = card("ACME-1");
  EXPECT_TRUE(leads_with(first_card, "Ana still holds this")) << first_card;

  // Petra may not accept what is Dino's: a private sentence that says who can.
  world.press("U0003", "C0002", first_card["ts"], "Accept");
  const Json private_refusal = world.seen("Petra is refused", [&](const Json& entry) {
    return entry["only_for"] == "U0003" && entry["actor"] == "UBATON";
  });
  EXPECT_NE(private_refusal["shown"].get<std::string>().find("Dino"), std::string::npos);

  // Dino asks by the form, Ana answers, Dino accepts by the button.
  world.press("U0002", offer["channel"], offer["ts"], "Ask");
  world.seen("the question form",
             [&](const Json& entry) { return entry["kind"] == "view_opened"; });
  const Json submitted = world.submit("U0002", {{"question", "Which sizes first?"}});
  EXPECT_EQ(submitted["outcome"], "ok") << submitted;
  world.seen("the question reaches Ana", [&](const Json& entry) {
    return is_post(entry, "", "Which sizes first?") &&
           entry["channel"].get<std::string>().starts_with("D");
  });
  world.say("U0001", "/handoff answer ACME-1 \"42 to 46\"");
  world.seen("the answer reaches Dino",
             [&](const Json& entry) { return is_post(entry, offer["channel"], "42 to 46"); });
  world.press("U0002", offer["channel"], offer["ts"], "Accept");
  const Json turned = world.seen("the card turns", [&](const Json& entry) {
    return entry["kind"] == "edited" && entry["channel"] == "C0002" &&
           leads_with(entry, "Dino holds this");
  });
  EXPECT_EQ(turned["ts"], first_card["ts"]) << "the card turns in place";
  world.settled();
  int cards = 0;
  for (const Json& entry : world.ledger()) cards += is_post(entry, "C0002", "ACME-1") ? 1 : 0;
  EXPECT_EQ(cards, 1);
  const std::string shown = saw(world.say("U0005", "/handoff show ACME-1"));
  EXPECT_NE(shown.find("Dino"), std::string::npos) << shown;
  EXPECT_NE(shown.find("Creative Production"), std::string::npos) << shown;
}

TEST_F(StoryTest, AReturnedOfferComesBackOnTheSameCardAsTheSecond) {
  const std::string key = ready_task("Returned once");
  world.say("U0001", "/handoff give " + key);
  const Json first_card = card(key);
  const std::string returned =
      saw(world.say("U0002", "/handoff return " + key + " missing-information no sizes"));
  EXPECT_NE(returned.find("Ana"), std::string::npos) << returned;
  world.seen("Ana hears of it", [&](const Json& entry) {
    return is_post(entry, "", "no sizes") && entry["channel"] != "C0002";
  });
  world.say("U0001", "/handoff give " + key);
  world.seen("the card says so", [&](const Json& entry) {
    return entry["kind"] == "edited" && entry["ts"] == first_card["ts"] &&
           entry["shown"].get<std::string>().find("2nd offer") != std::string::npos;
  });
}

TEST_F(StoryTest, APressOnAnOutdatedCardActsOnNothingAndShowsThePresent) {
  const std::string key = ready_task("Withdrawn");
  world.say("U0001", "/handoff give " + key);
  const Json offer = offer_message(key);
  // The outage keeps the old message as it is, with its buttons.
  world.settled();
  world.control({{"do", "outage"}, {"on", true}});
  world.say("U0001", "/handoff withdraw " + key);
  const Json pressed = world.press("U0002", offer["channel"], offer["ts"], "Accept");
  EXPECT_EQ(pressed["answer"]["status"], 200);
  const std::string shown = saw(world.say("U0001", "/handoff show " + key));
  EXPECT_NE(shown.find("You hold this"), std::string::npos) << shown;
  world.control({{"do", "outage"}, {"on", false}});
  world.seen("Dino is told that it is gone", [&](const Json& entry) {
    return entry["only_for"] == "U0002" || is_post(entry, offer["channel"], "withd");
  });
}

TEST_F(StoryTest, WhatPaidMediaNeedsIsNamedInOneSentence) {  // RC-03, all five
  const std::string key = ready_task("Deployment");
  world.say("U0001", "/handoff give " + key);
  world.say("U0002", "/handoff accept " + key);
  world.say("U0002",
            "/handoff give " + key + " self-check=yes design-files=https://files.example/designs");
  world.say("U0001", "/handoff accept " + key);
  const std::string moved =
      saw(world.say("U0001", "/handoff give " + key +
                                 " to approved confirmation=\"Yes by mail\" "
                                 "final-designs=https://files.example/final"));
  EXPECT_NE(moved.find("Approved"), std::string::npos) << moved;  // a handoff to oneself
  const std::string refused = saw(world.say("U0001", "/handoff give " + key));
  for (const char* part : {"Approved creative files", "Copy document", "Tracking sheet",
                           "Budget allocation", "Client sign-off"}) {
    EXPECT_NE(refused.find(part), std::string::npos) << refused;
  }
  const std::string partly = saw(world.say(
      "U0001", "/handoff give " + key + " budget=\"5000 EUR\" creative=https://files.example/c"));
  EXPECT_NE(partly.find("Copy document"), std::string::npos) << partly;
  EXPECT_EQ(partly.find("Budget allocation is"), std::string::npos) << partly;
  world.say("U0001", "/handoff attach " + key + " copy https://files.example/copy");
  world.say("U0001", "/handoff attach " + key + " tracking https://files.example/sheet");
  world.say("U0001", "/handoff approve " + key +
                         " sign-off by \"Mia Berg\" on 2026-11-20 how: by e-mail "
                         "https://files.example/mail");
  const std::string given = saw(world.say("U0001", "/handoff give " + key));
  EXPECT_NE(given.find("Petra"), std::string::npos) << given;
  const Json shown = world.seen("the card shows the status of its offer", [&](const Json& entry) {
    return is_post(entry, "C0002", "Ready for Deployment");
  });
  EXPECT_NE(shown["shown"].get<std::string>().find("Mia Berg"), std::string::npos) << shown;
}

}  // namespace
}  // namespace baton::test
