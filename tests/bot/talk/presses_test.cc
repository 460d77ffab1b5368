#include <gtest/gtest.h>

#include "bot/talk/verbs.h"
#include "tests/bot/talk/intent_text.h"
#include "tests/support/card_text.h"
#include "tests/support/story.h"

namespace baton::test {
namespace {

std::vector<Button> buttons_of(const Card& card) {
  std::vector<Button> all = card.buttons;
  for (const Card::Section& section : card.sections) {
    all.insert(all.end(), section.buttons.begin(), section.buttons.end());
  }
  return all;
}

Press act_press(Verb verb, const Task& task) {
  Press press;
  press.verb = verb;
  press.task = task.key;
  press.handoff = task.offer() == nullptr ? 0 : task.offer()->number;
  return press;
}

/// Every button of `card`, pressed, is understood as what its label promises.
void expect_understood(const Story& story, const Card& card, const PersonId& by) {
  for (const Button& button : buttons_of(card)) {
    SCOPED_TRACE(text_of(button));
    const Intent intent = story.talk.understand(story.envelope(Pressed{button.press, {}}),
                                                story.person(by), story.agency);
    EXPECT_FALSE(std::holds_alternative<Misunderstood>(intent)) << text_of(intent);
    EXPECT_FALSE(button.label.empty());
    if (const auto* form = std::get_if<FormRequest>(&intent)) {
      const Reply reply = story.talk.form(*form, story.task, story.person(by), story.agency);
      EXPECT_NE(reply.kind, Reply::Kind::form_errors);
    }
  }
}

TEST(PressesTest, EveryButtonIsUnderstood) {
  Story fresh = started();
  Story open = offered();
  Story asked = offered();
  asked.then(dino, "ask ACME-12 Which logo?");
  Story accepted = offered();
  accepted.then(dino, "accept ACME-12");
  Story returned = offered();
  returned.then(dino, "return ACME-12 missing-asset The logo");
  Story finishing = ready_for_deployment();
  finishing.then(petra, "accept ACME-12");
  for (Story* story : {&fresh, &open, &asked, &accepted, &returned, &finishing}) {
    for (const PersonId& by : {ana, dino, petra, alex, olga}) {
      for (const char* line : {"menu", "list", "show ACME-12", "history ACME-12", "help",
                               "give ACME-12", "done ACME-12", "give ACME-12 to strategy"}) {
        Story copy = *story;
        expect_understood(*story, copy.type(by, line).card, by);
      }
      for (const NoticeKind kind :
           {NoticeKind::card, NoticeKind::offer, NoticeKind::sender_copy, NoticeKind::question,
            NoticeKind::answer, NoticeKind::returned, NoticeKind::offer_gone,
            NoticeKind::approval_lapsed, NoticeKind::third_return, NoticeKind::ended,
            NoticeKind::undeliverable, NoticeKind::stranger}) {
        for (int handoff = 0; handoff <= 3; ++handoff) {
          expect_understood(*story, story->card(kind, handoff, 0, by), by);
        }
      }
    }
  }
}

TEST(PressesTest, AnActCarriesTheAttemptItStandsOn) {
  const Story story = offered();
  const Card card = story.card(NoticeKind::offer, 1);
  ASSERT_EQ(card.buttons.size(), 4u);
  const auto read = [&](const Button& button) {
    return text_of(story.talk.understand(story.envelope(Pressed{button.press, {}}),
                                         story.person(dino), story.agency));
  };
  EXPECT_EQ(read(card.buttons[0]), "accept ACME-12 #1");
  EXPECT_EQ(read(card.buttons[1]), "form accept ACME-12");
  EXPECT_EQ(read(card.buttons[2]), "form ask ACME-12");
  EXPECT_EQ(read(card.buttons[3]), "form return ACME-12");
  EXPECT_EQ(card.buttons[0].press.version, story.task.version);
  const Card copy = story.card(NoticeKind::sender_copy, 1);
  EXPECT_EQ(read(copy.buttons.back()), "withdraw ACME-12 #1");
}

TEST(PressesTest, WhatAButtonActsOn) {
  const Story story = offered();
  const struct {
    Verb verb;
    const char* text;
    const char* intent;
  } cases[] = {
      {Verb::accept, "", "accept ACME-12 #1"},
      {Verb::withdraw, "", "withdraw ACME-12 #1"},
      {Verb::take, "", "take ACME-12 #1"},
      {Verb::done, "", "done ACME-12"},
      {Verb::start, "", "start ACME-12"},
      {Verb::unblock, "", "unblock ACME-12"},
      {Verb::resume, "", "resume ACME-12"},
      {Verb::reopen, "", "reopen ACME-12"},
      {Verb::undo, "", "undo ACME-12"},
      {Verb::undo, "accept", "undo ACME-12 accept"},
      {Verb::undo, "return", "undo ACME-12 return"},
      {Verb::undo, "withdraw", "undo ACME-12 withdraw"},
      {Verb::undo, "take", "undo ACME-12 take"},
      {Verb::undo, "pass", "undo ACME-12 pass"},
      {Verb::undo, "wait", "undo ACME-12 wait"},
      {Verb::undo, "block", "undo ACME-12 block"},
      {Verb::undo, "done", "undo ACME-12 done"},
      {Verb::undo, "cancel", "undo ACME-12 cancel"},
      {Verb::block, "", "form block ACME-12"},
      {Verb::pass, "", "form pass ACME-12"},
      {Verb::refuse, "", "form refuse ACME-12"},
  };
  for (const auto& each : cases) {
    Press press = act_press(each.verb, story.task);
    press.text = each.text;
    EXPECT_EQ(text_of(story.talk.understand(story.envelope(Pressed{press, {}}), story.person(dino),
                                            story.agency)),
              each.intent);
  }
}

TEST(PressesTest, AButtonOfAnotherVersionChangesNothing) {
  const Story story = offered();
  Press undo = act_press(Verb::undo, story.task);
  undo.text = "confirm";
  EXPECT_TRUE(text_of(story.talk.understand(story.envelope(Pressed{undo, {}}), story.person(ana),
                                            story.agency))
                  .starts_with("? This button is not one of this version"));
  Press press;
  press.verb = Verb::allow;
  press.task = story.task.key;
  const Intent intent =
      story.talk.understand(story.envelope(Pressed{press, {}}), story.person(ana), story.agency);
  EXPECT_TRUE(text_of(intent).starts_with("? This button is not one of this version"));
}

TEST(PressesTest, EveryVerbHasHelpThatShowsHowItIsTyped) {
  Story story;
  for (const Word& word : all_words()) {
    SCOPED_TRACE(word.word);
    const Card card = story.type(ana, "help " + std::string(word.word)).card;
    const std::string text = plain_text(card);
    EXPECT_NE(text.find(word.word), std::string::npos);
    EXPECT_FALSE(word.does.empty());
    if (word.kind == Word::Kind::later) continue;
    EXPECT_NE(text.find("/handoff " + std::string(word.usage)), std::string::npos) << text;
    EXPECT_NE(text.find("/handoff " + std::string(word.example)), std::string::npos) << text;
  }
  for (int verb = 0; verb < verb_count; ++verb) {
    EXPECT_EQ(word_of_verb(static_cast<Verb>(verb)).word, word_of(static_cast<Verb>(verb)));
  }
}

TEST(PressesTest, AButtonOnAnOutdatedMessageActsOnNothingAndShowsThePresent) {
  Story story = offered();
  Pressed stray{act_press(Verb::accept, story.task), "m1", "card/slack/ACME-12/1", true};
  const Intent intent =
      story.talk.understand(story.envelope(stray), story.person(dino), story.agency);
  const auto* show = std::get_if<ViewRequest>(&intent);
  ASSERT_NE(show, nullptr) << text_of(intent);
  EXPECT_EQ(show->kind, ViewRequest::Kind::show);
  const Reply reply = story.talk.view(*show, {story.task}, story.person(dino), story.agency);
  const std::string words = plain_text(reply.card);
  EXPECT_TRUE(words.starts_with("Nothing was recorded")) << words;
  EXPECT_NE(words.find("Ana still holds this"), std::string::npos) << words;
}

}  // namespace
}  // namespace baton::test
