// One agency in two chats: Ana and Olga live in Slack, Dino in Mattermost (issue A2, 4 and 6).

#include <set>

#include "tests/e2e/campaign.h"

namespace baton::test {
namespace {

constexpr auto slack = Platform::slack;
constexpr auto mattermost = Platform::mattermost;

class TwoChatsTest : public testing::Test {
 protected:
  void live(int time_rate = 1) { world_ = std::make_unique<World>(in_both_chats(), time_rate); }
  World& world() {
    if (!world_) live();
    return *world_;
  }
  /// Ana gives in Slack what Dino shall accept in Mattermost. The campaign's key.
  std::string offered(const std::string& title) {
    std::string key = start_campaign(world(), title);
    offer_campaign(world(), key);
    return key;
  }
  /// How many messages both chats together sent to `person` that show `part`.
  int pushes_to(const std::string& person, const std::string& part) {
    return world().count([&](const Entry& entry) { return is_direct(entry, person, part); });
  }
  int cards_in(Platform chat, const std::string& key) {
    return world().count(
        [&](const Entry& entry) { return entry.chat == chat && is_in(entry, "acme", key); });
  }
  void expect_turned(Platform chat, const Entry& card) {
    const Entry turned = world().seen("the card turns", [&](const Entry& entry) {
      return entry.chat == chat && is_turned(entry, "acme", "Dino holds this");
    });
    EXPECT_EQ(turned.message, card.message) << "in place, in " << name_of(chat);
  }
  void outage(Platform chat, bool on) {
    world().chat(chat).control({{"do", "outage"}, {"on", on}});
  }
  /// One card in each chat, and nobody was told anything twice, or away from home.
  void expect_nothing_twice(const std::string& key) {
    world().settled();
    for (const Platform chat : platforms) EXPECT_EQ(cards_in(chat, key), 1) << name_of(chat);
    std::set<std::string> carried;
    for (const Entry& entry : world().ledger()) {
      if (!is_message(entry, "")) continue;
      EXPECT_TRUE(carried.insert(entry.outbox).second) << testing::PrintToString(entry);
      if (!entry.place.starts_with("direct ")) continue;
      const Platform home = entry.place == "direct Dino" ? mattermost : slack;
      EXPECT_EQ(entry.chat, home) << testing::PrintToString(entry);
    }
  }

 private:
  std::unique_ptr<World> world_;
};

TEST_F(TwoChatsTest, ABatonMovesFromSlackToMattermostAndBothCardsTurn) {
  const std::string key = offered("Running club");
  const Entry here = card_of(world(), slack, key);
  const Entry there = card_of(world(), mattermost, key);
  for (const Entry& card : {here, there}) {
    EXPECT_TRUE(card.shown.starts_with("Ana still holds this")) << card.shown;
  }
  const Entry offer = offer_to_dino(world(), key);
  EXPECT_EQ(offer.chat, mattermost);
  world().settled();
  EXPECT_EQ(pushes_to("Dino", key), 1);
  EXPECT_EQ(pushes_to("Ana", key), 1) << "her own copy";

  world().press("Dino", offer, "Ask");
  world().seen("the dialog", [](const Entry& entry) {
    return entry.kind == Entry::Kind::form_opened && entry.chat == mattermost;
  });
  const Done asked = world().submit("Dino", {{"question", "Which sizes first?"}});
  EXPECT_TRUE(asked.outcome == "ok" && asked.errors.empty()) << testing::PrintToString(asked);
  world().seen("the question reaches Ana",
               [](const Entry& entry) { return is_direct(entry, "Ana", "Which sizes first?"); });
  world().say("Ana", "/handoff answer " + key + " \"42 to 46\"");
  world().seen("the answer reaches Dino",
               [](const Entry& entry) { return is_direct(entry, "Dino", "42 to 46"); });

  world().press("Dino", offer, "Accept");
  expect_turned(mattermost, there);
  expect_turned(slack, here);
  expect_nothing_twice(key);
  EXPECT_EQ(pushes_to("Dino", key), 2) << "the offer and the answer";
  EXPECT_EQ(pushes_to("Ana", key), 2) << "her own copy and the question";

  // Both chats tell the same.
  const Done in_slack = world().say("Ana", "/handoff show " + key);
  const Done in_mattermost = world().say("Dino", "/handoff show " + key);
  EXPECT_TRUE(in_slack.saw.starts_with("Dino holds this")) << in_slack.saw;
  EXPECT_TRUE(in_mattermost.saw.starts_with("You hold this")) << in_mattermost.saw;
  for (const char* part : {"Running club", "Creative Production", "Design files"}) {
    EXPECT_TRUE(has(in_slack.saw, part)) << part << " in " << in_slack.saw;
    EXPECT_TRUE(has(in_mattermost.saw, part)) << part << " in " << in_mattermost.saw;
  }
}

TEST_F(TwoChatsTest, WhatIsAskedInOneChatIsAnsweredByTheFormOfTheOther) {
  const std::string key = offered("Questions");
  world().say("Dino", "/handoff ask " + key + " Which logo?");
  const Entry question = world().seen(
      "the question", [](const Entry& entry) { return is_direct(entry, "Ana", "Which logo?"); });
  world().press("Ana", question, "Answer");
  world().seen("the form", [](const Entry& entry) {
    return entry.kind == Entry::Kind::form_opened && entry.chat == slack;
  });
  const Done answered = world().submit("Ana", {{"text", "The round one"}});
  EXPECT_TRUE(answered.outcome == "ok" && answered.errors.empty())
      << testing::PrintToString(answered);
  world().seen("the answer",
               [](const Entry& entry) { return is_direct(entry, "Dino", "The round one"); });
  expect_nothing_twice(key);
}

TEST_F(TwoChatsTest, WhoActsAwayFromHomeIsAnsweredThere) {
  const std::string key = offered("Away from home");
  const Entry card = card_of(world(), slack, key);
  world().chat(slack).press("Dino", card, "Accept");  // his Slack account, where no push comes
  expect_turned(mattermost, card_of(world(), mattermost, key));
  expect_turned(slack, card);
  expect_nothing_twice(key);
  EXPECT_TRUE(has(world().chat(slack).say("Dino", "/handoff list holding").saw, key));
}

TEST_F(TwoChatsTest, MattermostBeingDownHoldsUpNothingInSlackAndArrivesAfterwards) {
  live(20);
  outage(mattermost, true);
  const std::string key = offered("Outage");
  const Entry here = card_of(world(), slack, key);
  const Done accepted = world().say("Dino", "/handoff accept " + key);
  EXPECT_EQ(accepted.answer.status, 200) << testing::PrintToString(accepted);
  expect_turned(slack, here);
  EXPECT_EQ(cards_in(mattermost, key), 0);
  EXPECT_EQ(pushes_to("Dino", key), 0);
  outage(mattermost, false);
  world().seen("the card in Mattermost, as it stands now", [&](const Entry& entry) {
    return entry.chat == mattermost && entry.place == "acme" &&
           entry.shown.starts_with("Dino holds this");
  });
  expect_nothing_twice(key);
}

TEST_F(TwoChatsTest, SlackBeingDownHoldsUpNothingInMattermost) {
  live(20);
  const std::string key = offered("The other outage");
  const Entry here = card_of(world(), slack, key);
  const Entry there = card_of(world(), mattermost, key);
  const Entry offer = offer_to_dino(world(), key);
  world().settled();
  outage(slack, true);
  world().press("Dino", offer, "Accept");
  expect_turned(mattermost, there);
  outage(slack, false);
  expect_turned(slack, here);
  expect_nothing_twice(key);
}

TEST_F(TwoChatsTest, KilledBetweenTheTwoChatsEachGetsItsMessagesOnce) {
  live(10);
  // Slack has got its messages, Mattermost has made three that nobody has heard of.
  world()
      .chat(mattermost)
      .control({{"do", "fault"},
                {"what", "stall"},
                {"method", "posts.create"},
                {"seconds", 600},
                {"times", 3},
                {"effect", true}});
  const std::string key = offered("Killed between");
  card_of(world(), slack, key);
  world().seen("a post in Mattermost, unanswered", [&](const Entry& entry) {
    return entry.chat == mattermost && is_message(entry, key);
  });
  world().kill();
  world().chat(mattermost).control({{"do", "clear_faults"}});
  world().start();
  const Entry offer = offer_to_dino(world(), key);
  expect_nothing_twice(key);
  // And after: the press is answered, and its messages are still to come.
  world().press("Dino", offer, "Accept");
  world().kill();
  world().start();
  expect_turned(slack, card_of(world(), slack, key));
  expect_turned(mattermost, card_of(world(), mattermost, key));
  expect_nothing_twice(key);
  EXPECT_EQ(pushes_to("Dino", key), 1);
}

TEST_F(TwoChatsTest, WhoHasNoAccountThereIsAStrangerThere) {
  const std::string key = offered("Strangers");
  const Entry there = card_of(world(), mattermost, key);
  world().settled();
  // Petra is known in Slack; who presses in Mattermost under that name is nobody we know.
  const Done pressed = world().chat(mattermost).press("Petra", there, "Accept");
  EXPECT_EQ(pressed.answer.status, 200);
  world().seen("a private sentence", [](const Entry& entry) {
    return entry.chat == mattermost && is_private(entry, "Petra", "Northlight");
  });
  world().seen("Olga hears of it at home", [&](const Entry& entry) {
    return entry.chat == slack && is_direct(entry, "Olga", world().chat(mattermost).id_of("Petra"));
  });
  EXPECT_TRUE(has(world().say("Ana", "/handoff show " + key).saw, "You still hold this"));
}

TEST_F(TwoChatsTest, AMentionInEitherChatNamesThePerson) {
  // Dino types @ana in Mattermost, and she gets it in Slack.
  world().say("Dino", "/handoff new quick ACME \"Banner sizes\"");
  const Done to_ana =
      world().say("Dino", "/handoff give ACME-1 @ana what=\"Which sizes\" by=\"2031-03-31 15:00\"");
  EXPECT_TRUE(has(to_ana.saw, "Ana")) << to_ana.saw;
  const Entry offer = world().seen("the offer to Ana", [](const Entry& entry) {
    return is_direct(entry, "Ana", "ACME-1") && has(entry.shown, "Accept");
  });
  EXPECT_EQ(offer.chat, slack);
  // Ana types @dino in Slack, and he gets it in Mattermost.
  world().say("Ana", "/handoff new quick ACME \"Banner text\"");
  const Done to_dino =
      world().say("Ana", "/handoff give ACME-2 @dino what=\"A text\" by=\"2031-03-31 15:00\"");
  EXPECT_TRUE(has(to_dino.saw, "Dino")) << to_dino.saw;
  EXPECT_EQ(offer_to_dino(world(), "ACME-2").chat, mattermost);
}

TEST_F(TwoChatsTest, ACardStandsOnlyWhereSenderOrReceiverIsAtHome) {
  world().say("Ana", "/handoff new quick ACME \"At home\"");
  world().say("Ana",  // Petra lives in Slack as she does
              "/handoff give ACME-1 @petra what=\"A budget\" by=\"2031-03-31 15:00\"");
  card_of(world(), slack, "ACME-1");
  world().settled();
  EXPECT_EQ(cards_in(mattermost, "ACME-1"), 0);
}

}  // namespace
}  // namespace baton::test
