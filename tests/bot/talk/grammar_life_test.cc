#include <gtest/gtest.h>

#include "tests/bot/talk/intent_text.h"
#include "tests/support/story.h"

namespace baton::test {
namespace {

struct Case {
  const char* line;
  const char* intent;
};

/// It is Monday 2 March 2026, 10:00 in Berlin, where Ana types.
template <std::size_t count>
void expect_all(const Case (&cases)[count]) {
  const Story story;
  for (const Case& each : cases) {
    SCOPED_TRACE(each.line);
    EXPECT_EQ(text_of(story.understood(ana, each.line)), each.intent);
  }
}

TEST(GrammarLifeTest, ReadsAcceptWithGaps) {
  expect_all({
      {"accept ACME-12 gap: logo in vector", "accept ACME-12 gap[logo in vector]"},
      {"accept ACME-12 gap: logo in vector gap: copy deck (can start)",
       "accept ACME-12 gap[logo in vector] later[copy deck]"},
      {"accept ACME-12 GAP: logo (I can start) gap: copy", "accept ACME-12 later[logo] gap[copy]"},
      {"accept ACME-12 gap:logo", "accept ACME-12 gap[logo]"},
      {"accept ACME-12 gap: \"logo: the new one\" gap: “copy”",
       "accept ACME-12 gap[logo: the new one] gap[copy]"},
      {"accept ACME-12 gap:\"the logo\" (can start)", "accept ACME-12 later[the logo]"},
      {"accept ACME-12 gap:\"gap: within\"", "accept ACME-12 gap[gap: within]"},
      {"accept gap: logo", "accept gap[logo]"},
      {"accept ACME-12 gap: 10\" banner", "accept ACME-12 gap[10\" banner]"},
      {"accept ACME-12 gap:", "form accept ACME-12"},
      {"accept gap:", "form accept"},
  });
}

TEST(GrammarLifeTest, ReadsWhatIsMissingAndOwed) {
  expect_all({
      {"gap ACME-12 The logo as vector", "gap ACME-12 [The logo as vector]"},
      {"gap ACME-12 \"The logo\" (can start)", "gap ACME-12 later[The logo]"},
      {"gap The logo", "gap [The logo]"},
      {"gap ACME-12", "form gap ACME-12"},
      {"gap ACME-12 (can start)", "form gap ACME-12"},
      {"supply ACME-12 2 https://x.example.com", "supply ACME-12 2[https://x.example.com]"},
      {"supply ACME-12 #2: the new one", "supply ACME-12 2[the new one]"},
      {"supply ACME-12 \"The logo\" in the folder", "supply ACME-12 The logo[in the folder]"},
      {"supply ACME-12 2=https://x.example.com", "supply ACME-12 2[https://x.example.com]"},
      {"supply ACME-12 https://x.example.com", "supply ACME-12 [https://x.example.com]"},
      {"supply https://x.example.com", "supply [https://x.example.com]"},
      {"supply ACME-12 2", "form supply ACME-12 /2"},
      {"supply ACME-12", "form supply ACME-12"},
      {"confirm ACME-12", "confirm ACME-12"},
      {"confirm ACME-12 2", "confirm ACME-12 2"},
      {"confirm ACME-12 The logo", "confirm ACME-12 The logo"},
      {"confirm #2", "confirm 2"},
      {"drop ACME-12 2 We found it", "drop ACME-12 2[We found it]"},
      {"drop ACME-12 \"The logo\" We found it", "drop ACME-12 The logo[We found it]"},
      {"drop ACME-12 2", "form drop ACME-12 /2"},
      {"drop", "form drop"},
      {"repay ACME-12", "repay ACME-12 []"},
      {"repay ACME-12 2", "repay ACME-12 2[]"},
      {"repay ACME-12 budget 5000 EUR", "repay ACME-12 budget[5000 EUR]"},
      {"repay ACME-12 Budget=\"5000 EUR\"", "repay ACME-12 budget[5000 EUR]"},
      {"repay ACME-12 budget=5000 EUR", "repay ACME-12 budget[5000 EUR]"},
      {"repay ACME-12 budget = 5000 EUR", "repay ACME-12 budget[5000 EUR]"},
      {"repay ACME-12 https://x.example.com", "repay ACME-12 [https://x.example.com]"},
      {"forgive ACME-12 budget The client pays", "forgive ACME-12 budget[The client pays]"},
      {"forgive ACME-12 #1 The client pays", "forgive ACME-12 1[The client pays]"},
      {"forgive ACME-12 1", "form forgive ACME-12 /1"},
      {"forgive ACME-12", "form forgive ACME-12"},
  });
}

TEST(GrammarLifeTest, ReadsRequestsAndWhatGoesAround) {
  expect_all({
      {"undo ACME-12", "undo ACME-12"},
      {"undo", "undo"},
      {"take ACME-12", "take ACME-12"},
      {"take ACME-12 Dino is ill", "take ACME-12 [Dino is ill]"},
      {"take", "take"},
      {"pass ACME-12 @petra", "pass ACME-12 @p3"},
      {"pass ACME-12 to petra", "pass ACME-12 @p3"},
      {"pass <@U0003>", "pass @p3"},
      {"pass ACME-12", "form pass ACME-12"},
      {"urgent ACME-12 The client goes live", "urgent ACME-12 [The client goes live]"},
      {"urgent ACME-12 to approved @petra \"It is late\"",
       "urgent ACME-12 to approved @p3 [It is late]"},
      {"urgent ACME-12 @petra to deployment ready It is late",
       "urgent ACME-12 to deployment-ready @p3 [It is late]"},
      {"urgent ACME-12 to @petra Now", "urgent ACME-12 @p3 [Now]"},
      {"urgent ACME-12 to approved @petra", "form urgent ACME-12 /approved receiver[p3]"},
      {"urgent ACME-12", "form urgent ACME-12"},
      {"allow ACME-12", "allow ACME-12"},
      {"allow ACME-12 #2", "allow ACME-12 #2"},
      {"allow ACME-12 2", "allow ACME-12 #2"},
      {"allow", "allow"},
      {"refuse ACME-12", "refuse ACME-12"},
      {"refuse ACME-12 I am on it", "refuse ACME-12 [I am on it]"},
      {"refuse #2 I am on it", "refuse #2 [I am on it]"},
      {"refuse ACME-12 2 people are ill", "refuse ACME-12 [2 people are ill]"},
      {"refuse ACME-12 2", "refuse ACME-12 #2"},
  });
}

TEST(GrammarLifeTest, ReadsTheLifeOfATask) {
  expect_all({
      {"start ACME-12", "start ACME-12"},
      {"start ACME-12 anyway", "start ACME-12 anyway"},
      {"priority ACME-12", "form priority ACME-12"},
      {"priority", "form priority"},
      {"move ACME-12", "form move ACME-12"},
      {"note ACME-12", "form note ACME-12"},
      {"note", "form note"},
      {"check ACME-12", "form check ACME-12"},
      {"attach ACME-12", "form set ACME-12"},
      {"start anyway", "start anyway"},
      {"block ACME-12 The account is locked", "block ACME-12 [The account is locked]"},
      {"block ACME-12 The account is locked, look again tomorrow 10:00",
       "block ACME-12 [The account is locked] 2026-03-03T10:00+01:00"},
      {"block ACME-12 \"Locked\" look again in 2 hours",
       "block ACME-12 [Locked] 2026-03-02T12:00+01:00"},
      {"block ACME-12 I look again and again",
       "? I do not know when “and” is.\n"
       "Such as Thu 15:00, tomorrow EOD, 3 Dec 9:00, 2026-12-03 or in 2 hours.\n"
       "Nothing was recorded. Type it again: /handoff block ACME-12 I look again and again\n"
       "Usage: /handoff block <task> <why> [, look again <when>]"},
      {"block ACME-12 look again Fri", "form block ACME-12 look_again[Fri]"},
      {"block It's \"open", "block [It's \"open]"},
      {"block ACME-12", "form block ACME-12"},
      {"unblock ACME-12", "unblock ACME-12"},
      {"wait ACME-12 client Fri 12:00 Maria decides",
       "wait ACME-12 2026-03-06T12:00+01:00 [Maria decides]"},
      {"wait ACME-12 client until Fri: Maria decides",
       "wait ACME-12 2026-03-06T17:30+01:00 [Maria decides]"},
      {"wait client \"3 April 9:00\" She is away", "wait 2026-04-03T09:00+02:00 [She is away]"},
      {"wait ACME-12 2026-03-31 She is away", "wait ACME-12 2026-03-31T17:30+02:00 [She is away]"},
      {"wait ACME-12 for client Fri", "form wait ACME-12 until[Fri]"},
      {"wait ACME-12 client", "form wait ACME-12"},
      {"wait", "form wait"},
      {"resume ACME-12", "resume ACME-12"},
      {"snooze ACME-12", "snooze ACME-12"},
      {"snooze ACME-12 until tomorrow 14:00", "snooze ACME-12 2026-03-03T14:00+01:00"},
      {"snooze 2026-03-31", "snooze 2026-03-31T17:30+02:00"},
      {"due ACME-12 Fri 15:00", "due ACME-12 2026-03-06T15:00+01:00"},
      {"due ACME-12 Fri 15:00, Maria asked for it",
       "due ACME-12 2026-03-06T15:00+01:00 [Maria asked for it]"},
      {"due ACME-12 by Fri 15:00", "due ACME-12 2026-03-06T15:00+01:00"},
      {"due ACME-12", "form due ACME-12"},
      {"priority ACME-12 high", "priority ACME-12 high"},
      {"priority ACME-12 L", "priority ACME-12 low"},
      {"prio normal", "priority normal"},
      {"done", "done"},
      {"cancel", "form cancel"},
      {"cancel ACME-12", "form cancel ACME-12"},
      {"reopen ACME-12", "reopen ACME-12"},
      {"move ACME-12 BOLT", "move ACME-12 BOLT"},
      {"move ACME-12 to bolt", "move ACME-12 BOLT"},
  });
}

TEST(GrammarLifeTest, TheKeyMayBeLeftOut) {
  expect_all({
      {"accept", "accept"},
      {"withdraw", "withdraw"},
      {"give", "give"},
      {"give to Approved @petra", "give to approved @p3"},
      {"give @petra Please start", "give @p3 [Please start]"},
      {"return", "form return"},
      {"return missing-asset The logo", "return missing-asset [The logo]"},
      {"ask Which logo?", "ask [Which logo?]"},
      {"answer The new one", "answer [The new one]"},
      {"note hello", "note [hello]"},
      {"note \"hello there\"", "note [hello there]"},
      {"set", "form set"},
      {"set budget=5", "set budget[5]"},
      {"set budget 5000 EUR", "set budget[5000 EUR]"},
      {"check formats", "check formats"},
      {"attach https://x.example.com", "attach [https://x.example.com]"},
      {"attach creative https://x.example.com", "attach creative[https://x.example.com]"},
      {"approve", "approve  by[] on[] how[] link[]"},
      {"approve qa", "approve qa by[] on[] how[] link[]"},
      {"show", "show"},
      {"history", "history"},
      {"unblock", "unblock"},
      {"resume", "resume"},
      {"reopen", "reopen"},
      {"snooze", "snooze"},
      {"due Fri", "due 2026-03-06T17:30+01:00"},
      {"move BOLT", "move BOLT"},
      {"repay", "repay []"},
      {"confirm", "confirm"},
  });
}

TEST(GrammarLifeTest, WhatIsNearlyAKeyIsNoText) {
  const Story story;
  const struct {
    const char* line;
    const char* mended;
  } cases[] = {
      {"cancel ACME12 The client stopped", "cancel ACME-12 The client stopped"},
      {"cancel acme 12 The client stopped", "cancel ACME-12 The client stopped"},
      {"give ACME–12 @petra", "give ACME-12 @petra"},
      {"note BOLT_3 hello", "note BOLT-3 hello"},
      {"accept ACME12", "accept ACME-12"},
  };
  for (const auto& each : cases) {
    SCOPED_TRACE(each.line);
    const Intent intent = story.understood(ana, each.line);
    ASSERT_TRUE(std::holds_alternative<Misunderstood>(intent)) << text_of(intent);
    const Card& card = std::get<Misunderstood>(intent).reply.card;
    ASSERT_EQ(card.buttons.size(), 1u);
    EXPECT_EQ(card.buttons[0].press.text, each.mended);
  }
  EXPECT_EQ(text_of(story.understood(ana, "note ACME wants more")), "note [ACME wants more]");
}

TEST(GrammarLifeTest, DatesOfFieldsAreReadInTheZoneOfWhoTypes) {
  Story story;
  story.agency.zones["America/New_York"] = new_york();
  for (Person& person : story.agency.directory.people) {
    if (person.id == dino) person.timezone = "America/New_York";
  }
  Requirement launch = field("launch", "Launch day", FieldType::date);
  story.agency.workflows.at({campaign, 1}).transitions[0].gate.requirements.push_back(launch);
  const struct {
    PersonId by;
    const char* line;
    const char* intent;
  } cases[] = {
      {ana, "set BOLT-1 by=Thu 15:00", "set BOLT-1 by[2026-03-05T15:00+01:00]"},
      {dino, "set BOLT-1 by=Thu 15:00", "set BOLT-1 by[2026-03-05T15:00-05:00]"},
      {ana, "set BOLT-1 by \"3 April, 9:00\"", "set BOLT-1 by[2026-04-03T09:00+02:00]"},
      {ana, "set BOLT-1 BY=tomorrow what=The logo",
       "set BOLT-1 what[The logo] +by[2026-03-03T17:30+01:00]"},
      {ana, "set BOLT-1 by=2026-03-31 15:00", "set BOLT-1 by[2026-03-31T15:00+02:00]"},
      {ana, "set BOLT-1 by=2026-03-31T15:00+02:00", "set BOLT-1 by[2026-03-31T15:00+02:00]"},
      {ana, "set BOLT-1 by=soon", "set BOLT-1 by[soon]"},
      {ana, "set ACME-12 launch=Thu", "set ACME-12 launch[2026-03-05]"},
      {ana, "set ACME-12 launch=3 April", "set ACME-12 launch[2026-04-03]"},
      {ana, "set ACME-12 goal=Thu", "set ACME-12 goal[Thu]"},
      {ana, "give BOLT-1 by=Thu 15:00 please", "give BOLT-1 [please] +by[2026-03-05T15:00+01:00]"},
      {ana, "give BOLT-1 by=\"Thu\" 15:00", "give BOLT-1 [15:00] +by[2026-03-05T17:30+01:00]"},
      {ana, "new quick ACME Banner by=Thu 15:00 what=Logo",
       "new quick ACME [Banner] +by[2026-03-05T15:00+01:00] +what[Logo]"},
  };
  for (const auto& each : cases) {
    SCOPED_TRACE(each.line);
    EXPECT_EQ(text_of(story.understood(each.by, each.line)), each.intent);
  }
}

}  // namespace
}  // namespace baton::test
