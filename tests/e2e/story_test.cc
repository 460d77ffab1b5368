// The story of a baton that moves once, over real sockets: two processes and an authentic chat.

#include "tests/e2e/campaign.h"

namespace baton::test {
namespace {

class StoryTest : public OnEachPlatform {};
BATON_PLAY_ON_EACH_PLATFORM(StoryTest);

TEST_P(StoryTest, ABatonMovesOnlyWhenTheNamedReceiverAccepts) {
  // OA-02, NO-02, RC-12: refused with all that is missing at once, and nobody is told.
  ASSERT_EQ(start_campaign(world(), "Spring launch"), "ACME-1");
  const Done refused = world().say("Ana", "/handoff give ACME-1");
  for (const char* part : {"Campaign objective", "Audience", "Rationale"}) {
    EXPECT_TRUE(has(refused.saw, part)) << part << " in " << refused.saw;
  }
  world().settled();
  EXPECT_EQ(world().count([](const Entry& entry) { return is_message(entry, "ACME-1"); }), 0);

  offer_campaign(world(), "ACME-1");  // the values come with the give: one step
  const Entry offer = offer_to_dino(world(), "ACME-1");
  const Entry first_card = card_of(world(), platform(), "ACME-1");
  EXPECT_TRUE(first_card.shown.starts_with("Ana still holds this")) << first_card.shown;

  // Petra may not accept what is Dino's: a private sentence that says who can.
  world().press("Petra", first_card, "Accept");
  world().seen("Petra is refused",
               [](const Entry& entry) { return is_private(entry, "Petra", "Dino"); });

  // Dino asks by the form, Ana answers, Dino accepts by the button.
  world().press("Dino", offer, "Ask");
  world().seen("the question form",
               [](const Entry& entry) { return entry.kind == Entry::Kind::form_opened; });
  const Done asked = world().submit("Dino", {{"question", "Which sizes first?"}});
  EXPECT_EQ(asked.outcome, "ok") << testing::PrintToString(asked);
  EXPECT_TRUE(asked.errors.empty()) << testing::PrintToString(asked);
  world().seen("the question reaches Ana",
               [](const Entry& entry) { return is_direct(entry, "Ana", "Which sizes first?"); });
  world().say("Ana", "/handoff answer ACME-1 \"42 to 46\"");
  world().seen("the answer reaches Dino",
               [](const Entry& entry) { return is_direct(entry, "Dino", "42 to 46"); });
  world().press("Dino", offer, "Accept");
  const Entry turned = world().seen("the card turns", [](const Entry& entry) {
    return is_turned(entry, "acme", "Dino holds this");
  });
  EXPECT_EQ(turned.message, first_card.message) << "the card turns in place";
  world().settled();
  EXPECT_EQ(world().count([](const Entry& entry) { return is_in(entry, "acme", "ACME-1"); }), 1);
  const Done shown = world().say("Olga", "/handoff show ACME-1");
  EXPECT_TRUE(has(shown.saw, "Dino")) << shown.saw;
  EXPECT_TRUE(has(shown.saw, "Creative Production")) << shown.saw;
}

TEST_P(StoryTest, AReturnedOfferComesBackOnTheSameCardAsTheSecond) {
  const std::string key = start_campaign(world(), "Returned once");
  offer_campaign(world(), key);
  const Entry first_card = card_of(world(), platform(), key);
  const Done returned =
      world().say("Dino", "/handoff return " + key + " missing-information no sizes");
  EXPECT_TRUE(has(returned.saw, "Ana")) << returned.saw;
  world().seen("Ana hears of it",
               [](const Entry& entry) { return is_direct(entry, "Ana", "no sizes"); });
  world().say("Ana", "/handoff give " + key);
  world().seen("the card says so", [&](const Entry& entry) {
    return entry.kind == Entry::Kind::edited && entry.message == first_card.message &&
           has(entry.shown, "2nd offer");
  });
}

TEST_P(StoryTest, APressOnAnOutdatedCardActsOnNothingAndShowsThePresent) {
  const std::string key = start_campaign(world(), "Withdrawn");
  offer_campaign(world(), key);
  const Entry offer = offer_to_dino(world(), key);
  // The outage keeps the old message as it is, with its buttons.
  world().settled();
  chat().control({{"do", "outage"}, {"on", true}});
  world().say("Ana", "/handoff withdraw " + key);
  const Done pressed = world().press("Dino", offer, "Accept");
  EXPECT_EQ(pressed.answer.status, 200);
  const Done shown = world().say("Ana", "/handoff show " + key);
  EXPECT_TRUE(has(shown.saw, "You hold this")) << shown.saw;
  chat().control({{"do", "outage"}, {"on", false}});
  world().seen("Dino is told that it is gone", [](const Entry& entry) {
    return is_private(entry, "Dino", "withd") || is_direct(entry, "Dino", "withd");
  });
}

TEST_P(StoryTest, WhatPaidMediaNeedsIsNamedInOneSentence) {  // RC-03, all five
  const std::string key = start_campaign(world(), "Deployment");
  offer_campaign(world(), key);
  world().say("Dino", "/handoff accept " + key);
  world().say("Dino", "/handoff give " + key +
                          " self-check=yes design-files=https://files.example/designs");
  world().say("Ana", "/handoff accept " + key);
  const Done moved = world().say("Ana", "/handoff give " + key +
                                            " to approved confirmation=\"Yes by mail\" "
                                            "final-designs=https://files.example/final");
  EXPECT_TRUE(has(moved.saw, "Approved")) << moved.saw;  // a handoff to oneself
  const Done refused = world().say("Ana", "/handoff give " + key);
  for (const char* part : {"Approved creative files", "Copy document", "Tracking sheet",
                           "Budget allocation", "Client sign-off"}) {
    EXPECT_TRUE(has(refused.saw, part)) << part << " in " << refused.saw;
  }
  const Done partly = world().say(
      "Ana", "/handoff give " + key + " budget=\"5000 EUR\" creative=https://files.example/c");
  EXPECT_TRUE(has(partly.saw, "Copy document")) << partly.saw;
  EXPECT_FALSE(has(partly.saw, "Budget allocation is")) << partly.saw;
  world().say("Ana", "/handoff attach " + key + " copy https://files.example/copy");
  world().say("Ana", "/handoff attach " + key + " tracking https://files.example/sheet");
  world().say("Ana", "/handoff approve " + key +
                         " sign-off by \"Mia Berg\" on 2026-11-20 how: by e-mail "
                         "https://files.example/mail");
  const Done given = world().say("Ana", "/handoff give " + key);
  EXPECT_TRUE(has(given.saw, "Petra")) << given.saw;
  const Entry shown = world().seen("the card shows the status of its offer", [](const Entry& e) {
    return is_in(e, "acme", "Ready for Deployment");
  });
  EXPECT_TRUE(has(shown.shown, "Mia Berg")) << shown.shown;
}

}  // namespace
}  // namespace baton::test
