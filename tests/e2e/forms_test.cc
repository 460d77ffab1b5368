// Every form on both platforms: what is wrong stands at its field, what is right is done, and a
// form that came too late comes again with what was typed (issue A2, 3; F29).

#include "tests/e2e/campaign.h"

namespace baton::test {
namespace {

class FormsTest : public OnEachPlatform {
 protected:
  bool is_form(const Entry& entry) const { return entry.kind == Entry::Kind::form_opened; }
  /// Waits until as many forms were opened as were asked for so far.
  OpenForm opened(const std::string& person) {
    const int wanted = ++forms_;
    world().seen("the form", [&](const Entry& entry) {
      return is_form(entry) &&
             world().count([this](const Entry& one) { return is_form(one); }) >= wanted;
    });
    return chat().form(person);
  }
  /// What is said to `person` alone, in whichever way the chat has.
  Entry told(const std::string& person, const std::string& part) {
    return world().seen(person + " is told: " + part, [&](const Entry& entry) {
      return is_private(entry, person, part) || is_direct(entry, person, part);
    });
  }
  /// The form stays open, with one sentence at this input.
  void expect_error(const Done& done, const std::string& input, const std::string& part) {
    ASSERT_TRUE(done.errors.contains(input)) << testing::PrintToString(done);
    EXPECT_TRUE(has(done.errors.at(input), part)) << done.errors.at(input);
    EXPECT_EQ(done.errors.size(), 1U) << testing::PrintToString(done);
  }
  void expect_done(const Done& done, const std::string& person) {
    EXPECT_TRUE(done.outcome == "ok" && done.errors.empty()) << testing::PrintToString(done);
    EXPECT_TRUE(chat().form(person).entered.empty()) << "it is closed, or shows the answer";
  }
  std::string shown(const std::string& key) {
    return world().say("Olga", "/handoff show " + key).saw;
  }

 private:
  int forms_ = 0;
};
BATON_PLAY_ON_EACH_PLATFORM(FormsTest);

TEST_P(FormsTest, ATaskIsStartedByAForm) {
  world().say("Ana", "/handoff new");
  const OpenForm form = opened("Ana");
  EXPECT_EQ(form.title, "Start a task");
  Json values{{"workflow", "quick"}, {"client", "ACME"}, {"title", "   "}};
  expect_error(world().submit("Ana", values), "title", "Give the task a title");
  values["title"] = "Banner sizes";
  expect_done(world().submit("Ana", values), "Ana");
  told("Ana", "ACME-1");  // the key must be read
  EXPECT_TRUE(has(shown("ACME-1"), "Banner sizes"));
}

TEST_P(FormsTest, AGiveAsksForWhatIsMissingAndKeepsWhatWasTyped) {
  world().say("Ana", "/handoff new quick ACME \"Banner sizes\"");
  world().say("Ana", "/handoff give ACME-1 @alex Please be quick");
  const Entry refused = told("Ana", "Fill in what is missing");
  world().press("Ana", refused, "Fill in what is missing");
  const OpenForm form = opened("Ana");
  EXPECT_EQ(form.entered.size(), 4U) << "to whom, what, by when, note";
  EXPECT_FALSE(form.entered.at("receiver").empty()) << "Alex";
  EXPECT_EQ(form.entered.at("note"), "Please be quick");
  Json values{{"value:what", "The sizes of all banners"}, {"value:by", "soon"}};
  expect_error(world().submit("Ana", values), "value:by", "soon");
  values["value:by"] = "2031-03-31 15:00";
  expect_done(world().submit("Ana", values), "Ana");
  const Entry offer = world().seen("the offer to Alex", [](const Entry& entry) {
    return is_direct(entry, "Alex", "ACME-1") && has(entry.shown, "Accept");
  });
  EXPECT_TRUE(has(offer.shown, "Please be quick")) << offer.shown;
  EXPECT_TRUE(has(offer.shown, "The sizes of all banners")) << offer.shown;
}

TEST_P(FormsTest, AQuestionAndItsAnswerTravelByForms) {
  const std::string key = start_campaign(world(), "Questions");
  offer_campaign(world(), key);
  world().press("Dino", offer_to_dino(world(), key), "Ask");
  EXPECT_EQ(opened("Dino").title, "Ask before you accept");
  expect_error(world().submit("Dino", {{"question", "  "}}), "question", "Write your question");
  expect_done(world().submit("Dino", {{"question", "Which *sizes* <first>?"}}), "Dino");
  const Entry question = world().seen(
      "the question", [](const Entry& entry) { return is_direct(entry, "Ana", "sizes"); });
  world().press("Ana", question, "Answer");
  EXPECT_EQ(opened("Ana").title, "Answer");
  expect_error(world().submit("Ana", {{"text", "  "}}), "text", "Write your answer");
  expect_done(world().submit("Ana", {{"text", "42 to 46"}}), "Ana");
  world().seen("the answer",
               [](const Entry& entry) { return is_direct(entry, "Dino", "42 to 46"); });
}

TEST_P(FormsTest, AnOfferIsReturnedByAForm) {
  const std::string key = start_campaign(world(), "Returned");
  offer_campaign(world(), key);
  world().press("Dino", offer_to_dino(world(), key), "Return");
  EXPECT_EQ(opened("Dino").title, "Return the offer");
  expect_error(world().submit("Dino", {{"reason", "other"}}), "words", "what is wrong");
  expect_done(world().submit("Dino", {{"reason", "missing-asset"}, {"words", "no logo"}}), "Dino");
  world().seen("Ana hears why",
               [](const Entry& entry) { return is_direct(entry, "Ana", "no logo"); });
}

TEST_P(FormsTest, AFormThatCannotBeOpenedInTimeIsOfferedAgain) {  // F29
  const std::string key = start_campaign(world(), "Too late");
  offer_campaign(world(), key);
  const Entry offer = offer_to_dino(world(), key);
  Json fault = chat().words().trigger_expired;
  fault["do"] = "fault";
  fault["times"] = 1;
  chat().control(fault);
  world().press("Dino", offer, "Return");
  const Entry again = told("Dino", "/handoff return " + key);
  world().press("Dino", again, "Open the form");
  EXPECT_EQ(opened("Dino").title, "Return the offer");
  expect_done(world().submit("Dino", {{"reason", "missing-asset"}, {"words", "no logo"}}), "Dino");
  world().seen("Ana hears why",
               [](const Entry& entry) { return is_direct(entry, "Ana", "no logo"); });
}

TEST_P(FormsTest, AGiveThatCouldNotBeOpenedInTimeComesAgainWithWhatWasTyped) {
  world().say("Ana", "/handoff new quick ACME \"Banner sizes\"");
  world().say("Ana", "/handoff give ACME-1 @alex Please be quick");
  const Entry refused = told("Ana", "Fill in what is missing");
  Json fault = chat().words().trigger_expired;
  fault["do"] = "fault";
  fault["times"] = 1;
  chat().control(fault);
  world().press("Ana", refused, "Fill in what is missing");
  world().press("Ana", told("Ana", "Open the form"), "Open the form");
  const OpenForm form = opened("Ana");
  EXPECT_FALSE(form.entered.at("receiver").empty()) << "Alex";
  EXPECT_EQ(form.entered.at("note"), "Please be quick");
}

/// A dialog's success shows nothing: where the bot may, what must be read comes into the channel.
TEST(MattermostFormsTest, WhatMustBeReadComesPrivatelyIntoTheChannelWhereTheBotMay) {
  World world(everybody_in(Platform::mattermost));
  world.chat(Platform::mattermost).control({{"do", "ephemeral_allowed"}, {"on", true}});
  world.say("Ana", "/handoff new");
  world.seen("the form", [](const Entry& it) { return it.kind == Entry::Kind::form_opened; });
  world.submit("Ana", {{"workflow", "quick"}, {"client", "ACME"}, {"title", "Banner sizes"}});
  const Entry told =
      world.seen("the key", [](const Entry& entry) { return is_private(entry, "Ana", "ACME-1"); });
  EXPECT_EQ(told.place, "acme");
  EXPECT_EQ(world.count([](const Entry& entry) { return is_direct(entry, "Ana", "ACME-1"); }), 0);
}

}  // namespace
}  // namespace baton::test
