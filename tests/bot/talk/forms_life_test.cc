// The forms of gaps, debts, requests and a task's life.
#include <gtest/gtest.h>

#include "bot/talk/forms.h"
#include "bot/talk/text.h"
#include "tests/bot/talk/form_stories.h"
#include "tests/bot/talk/intent_text.h"
#include "tests/support/card_text.h"
#include "tests/support/golden.h"
#include "tests/support/story.h"

namespace baton::test {
namespace {

Press opens(Verb verb, int handoff = 0, std::string text = {}) {
  Press press;
  press.kind = Press::Kind::open_form;
  press.verb = verb;
  press.task = {"ACME-12"};
  press.handoff = handoff;
  press.text = std::move(text);
  return press;
}

TEST(FormsLifeTest, LookLikeThis) {
  std::string sheet;
  for (OwnForm& form : all_forms()) {
    switch (form.verb) {  // in talk/forms.txt
      case Verb::start_new:
      case Verb::give:
      case Verb::ask:
      case Verb::answer:
      case Verb::give_back:
      case Verb::set: continue;
      default: break;
    }
    const Reply reply = form.story.press(form.by, form.opened());
    sheet += "=== " + std::string(word_of(form.verb)) + "\n" + text_of(reply) + "\n";
    ASSERT_EQ(reply.kind, Reply::Kind::open_form);
    EXPECT_LE(text::length(reply.form.title), 24u) << reply.form.title;
    EXPECT_LE(text::length(reply.form.submit), 24u) << reply.form.submit;
  }
  Story promised = accepted();
  promised.then(dino, "due ACME-12 Fri 15:00");
  sheet += "=== due, once promised\n" + text_of(promised.press(olga, opens(Verb::due))) + "\n";
  Story gaps = accepted_with_gaps();
  sheet += "=== supply, of the second gap\n" +
           text_of(gaps.press(ana, opens(Verb::supply, 0, "2"))) + "\n";
  expect_golden("talk/forms_life.txt", sheet);
}

TEST(FormsLifeTest, WhatIsFilledInIsTheCommand) {
  const struct {
    const char* name;
    Press form;
    FormValues values;
    const char* intent;
  } cases[] = {
      {"accept",
       opens(Verb::accept, 1),
       {{"gaps", "Logo\n\n  Copy deck \n"}, {"start", "before"}},
       "accept ACME-12 #1 gap[Logo] gap[Copy deck]"},
      {"accept, can start",
       opens(Verb::accept, 1),
       {{"gaps", "Logo"}, {"start", "can"}},
       "accept ACME-12 #1 later[Logo]"},
      {"gap",
       opens(Verb::name_gap),
       {{"gap", "Logo"}, {"start", "can"}},
       "gap ACME-12 later[Logo]"},
      {"gap, start left alone", opens(Verb::name_gap), {{"gap", "Logo"}}, "gap ACME-12 [Logo]"},
      {"supply",
       opens(Verb::supply),
       {{"gap", "2"}, {"value", "https://x.example.com"}},
       "supply ACME-12 2[https://x.example.com]"},
      {"supply, the gap of the button",
       opens(Verb::supply, 0, "2"),
       {{"value", "Here"}},
       "supply ACME-12 2[Here]"},
      {"drop", opens(Verb::drop), {{"gap", "1"}, {"why", "Found"}}, "drop ACME-12 1[Found]"},
      {"forgive",
       opens(Verb::forgive),
       {{"debt", "1"}, {"why", "It is over"}},
       "forgive ACME-12 1[It is over]"},
      {"refuse", opens(Verb::refuse), {{"why", ""}}, "refuse ACME-12"},
      {"refuse, why", opens(Verb::refuse), {{"why", "No"}}, "refuse ACME-12 [No]"},
      {"pass", opens(Verb::pass, 1), {{"receiver", "p5"}}, "pass ACME-12 #1 @p5"},
      {"urgent",
       opens(Verb::urgent),
       {{"to", "approved"}, {"receiver", ""}, {"reason", "Now"}},
       "urgent ACME-12 to approved [Now]"},
      {"urgent, the stage of the button",
       opens(Verb::urgent, 0, "approved"),
       {{"receiver", "p3"}, {"reason", "Now"}},
       "urgent ACME-12 to approved @p3 [Now]"},
      {"block",
       opens(Verb::block),
       {{"why", "Locked"}, {"look_again", ""}},
       "block ACME-12 [Locked]"},
      {"block, look again",
       opens(Verb::block),
       {{"why", "Locked"}, {"look_again", "Fri 10:00"}},
       "block ACME-12 [Locked] 2026-03-06T10:00+01:00"},
      {"wait",
       opens(Verb::wait),
       {{"until", "Fri"}, {"why", "She decides"}},
       "wait ACME-12 2026-03-06T17:30+01:00 [She decides]"},
      {"due",
       opens(Verb::due),
       {{"when", "Fri 15:00"}, {"why", ""}},
       "due ACME-12 2026-03-06T15:00+01:00"},
      {"cancel", opens(Verb::cancel), {{"why", "It is over"}}, "cancel ACME-12 [It is over]"},
      {"set, a date",
       opens(Verb::set),
       {{"value:by", "Thu 15:00"}},
       "set ACME-12 by[2026-03-05T15:00+01:00]"},
  };
  const Story story;
  for (const auto& each : cases) {
    SCOPED_TRACE(each.name);
    EXPECT_EQ(text_of(story.talk.understand(story.envelope(Submitted{each.form, each.values}),
                                            story.person(ana), story.agency)),
              each.intent);
  }
}

TEST(FormsLifeTest, WhatIsWrongStandsAtItsInput) {
  const std::string unclear =
      "I do not know when that is. Such as Thu 15:00, tomorrow EOD, 3 Dec 9:00, 2026-12-03 or in "
      "2 hours.";
  const struct {
    Verb verb;
    FormValues values;
    std::map<std::string, std::string> errors;
  } cases[] = {
      {Verb::accept, {{"gaps", " \n "}}, {{"gaps", "Name what is missing."}}},
      {Verb::name_gap, {}, {{"gap", "Name what is missing."}}},
      {Verb::supply, {}, {{"gap", "Choose the gap."}, {"value", "Say what it is, or add a link."}}},
      {Verb::drop, {}, {{"gap", "Choose the gap."}, {"why", "Say why."}}},
      {Verb::forgive, {}, {{"debt", "Choose the debt."}, {"why", "Say why."}}},
      {Verb::pass, {}, {{"receiver", "Choose a person."}}},
      {Verb::pass, {{"receiver", "p99"}}, {{"receiver", "This person is no longer listed."}}},
      {Verb::urgent, {}, {{"reason", "Say why it cannot wait."}}},
      {Verb::block, {{"why", "Locked"}, {"look_again", "soon"}}, {{"look_again", unclear}}},
      {Verb::wait, {}, {{"until", "Say until when."}, {"why", "Say why."}}},
      {Verb::wait, {{"until", "soon"}, {"why", "x"}}, {{"until", unclear}}},
      {Verb::due, {}, {{"when", "Say when."}}},
      {Verb::due, {{"when", "soon"}}, {{"when", unclear}}},
      {Verb::cancel, {}, {{"why", "Say why."}}},
  };
  const Story story;
  for (const auto& each : cases) {
    SCOPED_TRACE(word_of(each.verb));
    const Intent intent = story.talk.understand(
        story.envelope(Submitted{opens(each.verb), each.values}), story.person(ana), story.agency);
    ASSERT_TRUE(std::holds_alternative<Misunderstood>(intent)) << text_of(intent);
    EXPECT_EQ(std::get<Misunderstood>(intent).reply.errors, each.errors);
  }
}

TEST(FormsLifeTest, DoNotOpenWhereNothingInThemCouldHelp) {
  Story no_mate = offered();
  const struct {
    const char* name;
    Story story;
    PersonId by;
    Verb verb;
  } cases[] = {
      {"accept, nothing offered", started(), dino, Verb::accept},
      {"accept, not the receiver", offered(), alex, Verb::accept},
      {"pass, nobody has the role", no_mate, dino, Verb::pass},
      {"gap, not accepted", started(), ana, Verb::name_gap},
      {"supply, no gap is open", accepted(), ana, Verb::supply},
      {"drop, no gap is open", accepted(), dino, Verb::drop},
      {"forgive, nothing is owed", accepted(), olga, Verb::forgive},
      {"refuse, nothing is asked", started(), olga, Verb::refuse},
      {"wait, offered", offered(), ana, Verb::wait},
      {"block, not the holder", started(), alex, Verb::block},
      {"cancel, not a right", started(), ana, Verb::cancel},
  };
  for (const auto& each : cases) {
    SCOPED_TRACE(each.name);
    Story story = each.story;
    EXPECT_EQ(story.press(each.by, opens(each.verb)).kind, Reply::Kind::message);
  }
}

TEST(FormsLifeTest, AFormWithoutAKeyIsForTheTaskThatItIsOpenedFor) {
  Story story = accepted();
  Press press = opens(Verb::block);
  press.task = {};
  const Reply reply = story.press(dino, press);
  ASSERT_EQ(reply.kind, Reply::Kind::open_form);
  EXPECT_EQ(reply.form.press.task, story.task.key);
}

TEST(FormsLifeTest, AFilledFormHasItsEffect) {
  Story story = offered();
  const Reply opened = story.press(dino, opens(Verb::accept));
  ASSERT_EQ(opened.kind, Reply::Kind::open_form);
  story.submit(dino, opened.form.press, {{"gaps", "Logo\nCopy"}, {"start", "can"}});
  EXPECT_EQ(story.task.holder, dino);
  ASSERT_EQ(story.task.gaps.size(), 2u);
  EXPECT_FALSE(story.task.gaps[1].before_start);
  const Reply supply = story.press(ana, opens(Verb::supply, 0, "2"));
  ASSERT_EQ(supply.kind, Reply::Kind::open_form);
  EXPECT_EQ(supply.form.inputs[0].initial, "2");
  story.submit(ana, supply.form.press, {{"gap", "2"}, {"value", "Here it is"}});
  EXPECT_EQ(story.task.gaps[1].value, "Here it is");
}

TEST(FormsLifeTest, AGapGoesByTheStartOfItsWordsInCapitalsOrNot) {
  Story story = accepted_with_gaps();
  story.then(ana, "supply ACME-12 copy https://x.example.com");
  EXPECT_EQ(story.task.gaps[1].value, "https://x.example.com");
}

}  // namespace
}  // namespace baton::test
