// What people can press: every verb somewhere, and nothing that would only be refused.
#include <algorithm>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "bot/talk/forms.h"
#include "tests/bot/talk/deeds.h"
#include "tests/bot/talk/intent_text.h"
#include "tests/support/card_text.h"
#include "tests/support/golden.h"
#include "tests/support/told.h"

namespace baton::test {
namespace {

std::vector<Button> buttons_of(const Card& card) {
  std::vector<Button> all = card.buttons;
  for (const Card::Section& section : card.sections) {
    all.insert(all.end(), section.buttons.begin(), section.buttons.end());
  }
  return all;
}

/// What a press of `button` by `by` asks for; nullopt: only a view.
std::optional<Verb> verb_of_press(const Story& story, const Button& button, const PersonId& by) {
  const Intent intent = story.talk.understand(story.envelope(Pressed{button.press, {}}),
                                              story.person(by), story.agency);
  EXPECT_FALSE(std::holds_alternative<Misunderstood>(intent))
      << text_of(button) << ": " << text_of(intent);
  if (const auto* command = std::get_if<Command>(&intent)) return verb_of(command->action);
  if (const auto* form = std::get_if<FormRequest>(&intent)) return form->press.verb;
  return std::nullopt;
}

/// Tasks in every standing that there is.
std::vector<Story> standings() {
  Story asked = offered();
  asked.did(dino, Ask{{}, "Which logo?"});
  Story given_back = accepted();
  given_back.did(dino, GiveBack{{}, "timing", ""});
  Story supplied = with_gaps();
  supplied.did(ana, SupplyGap{"1", "https://drive.example.com/logo.svg"});
  Story cancelled = offered();
  cancelled.did(olga, Cancel{"The client has stopped it"});
  cancelled.now += std::chrono::minutes(10);
  Story settled = with_mate(accepted());
  settled.now += std::chrono::minutes(10);  // the time for an undo is over
  Story unchecked = ready_for_deployment();
  unchecked.then(petra, "accept ACME-12");
  return {started(), with_mate(offered()), asked,          accepted(), settled,    with_gaps(),
          supplied,  given_back,           signed_off(),   hurried(),  approved(), blocked(),
          waiting(), taking_asked(),       urgent_asked(), unchecked,  cancelled,  last_stage()};
}

/// All cards that somebody can get to see of a task, by who sees them.
std::vector<std::pair<PersonId, Card>> cards_of(Story story) {
  std::vector<std::pair<PersonId, Card>> cards;
  const int handoffs = static_cast<int>(story.task.handoffs.size());
  for (const PersonId& by : {ana, dino, petra, alex, olga}) {
    for (const char* line : {"menu", "show ACME-12", "history ACME-12", "help", "list"}) {
      cards.emplace_back(by, story.type(by, line).card);
    }
    for (int handoff = 1; handoff <= handoffs; ++handoff) {
      for (const NoticeKind kind : {NoticeKind::card, NoticeKind::offer, NoticeKind::sender_copy}) {
        cards.emplace_back(by, story.card(kind, handoff, 0, by));
      }
    }
    for (const NoticeKind kind : {NoticeKind::baton, NoticeKind::gaps, NoticeKind::gap_supplied,
                                  NoticeKind::consent, NoticeKind::blocked}) {
      cards.emplace_back(by, story.card(kind, handoffs, 1, by));
    }
  }
  return cards;
}

TEST(ReachTest, EveryVerbHasAButton) {
  const std::map<Verb, std::string> without = {
      {Verb::attach, "Add opens a form that asks for links as well"}};
  std::set<Verb> reached;
  for (const Story& story : standings()) {
    for (const auto& [by, card] : cards_of(story)) {
      for (const Button& button : buttons_of(card)) {
        if (const auto verb = verb_of_press(story, button, by)) reached.insert(*verb);
      }
    }
  }
  for (int index = 0; index < verb_count; ++index) {
    const Verb verb = static_cast<Verb>(index);
    EXPECT_NE(reached.contains(verb), without.contains(verb)) << word_of(verb);
  }
}

/// Whoever looks at a task is offered what the machine lets them do, and nothing else.
TEST(ReachTest, WhatShowOffersIsNotRefused) {
  for (const Story& story : standings()) {
    for (const PersonId& by : {ana, dino, petra, alex, olga}) {
      Story seen = story;
      const Card card = seen.type(by, "show ACME-12").card;
      for (const Card::Section& row : card.sections) {
        for (const Button& button : row.buttons) {
          SCOPED_TRACE(story.agency.name_of(by) + " presses " + text_of(button) + " on\n" +
                       text_of(card));
          Story pressed = story;
          const Reply reply = pressed.press(by, button.press);
          if (button.press.kind == Press::Kind::open_form) {
            EXPECT_EQ(reply.kind, Reply::Kind::open_form) << text_of(reply);
          } else if (pressed.last.rejection) {
            EXPECT_EQ(pressed.last.rejection->refusal, Refusal::gaps_open) << text_of(reply);
          }
        }
      }
    }
  }
}

TEST(ReachTest, NothingStandsTwiceOnWhatIsShown) {
  for (const Story& story : standings()) {
    for (const PersonId& by : {ana, dino, petra, alex, olga}) {
      Story seen = story;
      const Card card = seen.type(by, "show ACME-12").card;
      std::set<std::string> labels;
      for (const Button& button : buttons_of(card)) {
        EXPECT_TRUE(labels.insert(button.label).second) << button.label << " in\n" << text_of(card);
      }
      EXPECT_LE(card.buttons.size(), 6u) << text_of(card);
    }
  }
}

TEST(ReachTest, TheWorkingCardStaysCalm) {
  for (const Story& story : {accepted(), with_gaps(), last_stage(), blocked(), waiting()}) {
    Story seen = story;
    const Handoff& came = *story.task.latest_acceptance();
    const Card card = story.card(NoticeKind::offer, came.number, 0, came.receiver);
    EXPECT_LE(card.buttons.size(), 5u) << text_of(card);
    const auto more = std::ranges::find(card.buttons, "More", &Button::label);
    ASSERT_NE(more, card.buttons.end()) << text_of(card);
    const Reply reply = seen.press(came.receiver, more->press);
    EXPECT_FALSE(reply.card.sections.empty());
  }
}

/// A request is decided by the buttons of any message that shows it.
TEST(ReachTest, ARequestIsDecidedByItsButtons) {
  for (const Story& story : {taking_asked(), urgent_asked()}) {
    const PersonId asked = story.task.consents.back().asked;
    Story shown = story;
    for (const Card& card :
         {story.card(NoticeKind::consent, 0, 1, asked), shown.type(asked, "menu").card,
          shown.type(asked, "show ACME-12").card}) {
      const std::vector<Button> all = buttons_of(card);
      const auto allow = std::ranges::find(all, "Allow", &Button::label);
      const auto refuse = std::ranges::find(all, "Refuse", &Button::label);
      ASSERT_NE(allow, all.end()) << text_of(card);
      ASSERT_NE(refuse, all.end()) << text_of(card);
      Story allowed = story;
      allowed.press(asked, allow->press);
      EXPECT_EQ(allowed.task.consents.back().state, Consent::State::allowed);
      Story refused = story;
      const Reply form = refused.press(asked, refuse->press);
      ASSERT_EQ(form.kind, Reply::Kind::open_form) << text_of(form);
      refused.submit(asked, form.form.press, {{"why", "Not now"}});
      EXPECT_EQ(refused.task.consents.back().state, Consent::State::refused);
      EXPECT_EQ(refused.task.consents.back().why, "Not now");
    }
  }
}

TEST(ReachTest, WhatShowOffersLooksLikeThis) {
  std::string sheet;
  const auto add = [&](const std::string& title, Story story, const PersonId& by) {
    sheet += "=== " + title + " · " + story.agency.name_of(by) + "\n";
    const Card card = story.type(by, "show ACME-12").card;
    Card rows;
    rows.headline = card.headline;
    rows.buttons = card.buttons;
    for (const Card::Section& section : card.sections) {
      if (!section.buttons.empty()) rows.sections.push_back(section);
    }
    sheet += text_of(rows) + "\n";
  };
  add("held", accepted(), dino);
  add("held", accepted(), ana);
  add("held", accepted(), olga);
  add("held, with a role mate", with_mate(accepted()), alex);
  add("held, with gaps", with_gaps(), dino);
  add("held, with gaps", with_gaps(), ana);
  add("offered", with_mate(offered()), dino);
  add("offered", with_mate(offered()), ana);
  add("offered", with_mate(offered()), alex);
  add("at Approved", approved(), ana);
  add("with debts", hurried(), ana);
  add("with debts", hurried(), olga);
  add("blocked", blocked(), dino);
  add("waiting", waiting(), dino);
  add("last stage", last_stage(), petra);
  add("cancelled", offered().did(olga, Cancel{"It is over"}), olga);
  expect_golden("talk/show_more.txt", sheet);
}

}  // namespace
}  // namespace baton::test
