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
  sheet += "=== return later\n" + text_of(accepted().press(dino, opens(Verb::give_back, 1))) + "\n";
  Story checked = approved();
  checked.agency.workflows.at({campaign, 1})
      .transitions[4]
      .gate.requirements.push_back(approval("numbers", "The numbers", {"account-manager"}));
  checked.agency.workflows.at({campaign, 1}).transitions[4].gate.requirements.back().sender_may =
      true;
  sheet += "=== approve, several\n" + text_of(checked.press(ana, opens(Verb::approve))) + "\n";
  sheet += "=== approve, none\n" + text_of(accepted().press(dino, opens(Verb::approve))) + "\n";
  sheet += "=== check, none\n" + text_of(approved().press(ana, opens(Verb::check))) + "\n";
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
      {"repay",
       opens(Verb::repay),
       {{"debt", "2"}, {"value", "https://x.example.com"}},
       "repay ACME-12 2[https://x.example.com]"},
      {"repay, the debt of the button",
       opens(Verb::repay, 0, "1"),
       {{"value", ""}},
       "repay ACME-12 1[]"},
      {"take", opens(Verb::take, 1), {{"why", "Dino is ill"}}, "take ACME-12 #1 [Dino is ill]"},
      {"note", opens(Verb::note), {{"text", " Hello "}}, "note ACME-12 [Hello]"},
      {"check", opens(Verb::check), {{"item", "formats"}}, "check ACME-12 formats"},
      {"approve",
       opens(Verb::approve),
       {{"item", "sign-off"},
        {"by", "Maria"},
        {"on", "Monday"},
        {"how", "phone"},
        {"link", "a.pdf"}},
       "approve ACME-12 sign-off by[Maria] on[Monday] how[phone] link[a.pdf]"},
      {"snooze", opens(Verb::snooze), {{"until", ""}}, "snooze ACME-12"},
      {"snooze, until",
       opens(Verb::snooze),
       {{"until", "Fri 10:00"}},
       "snooze ACME-12 2026-03-06T10:00+01:00"},
      {"priority", opens(Verb::priority), {{"level", "high"}}, "priority ACME-12 high"},
      {"move", opens(Verb::move), {{"client", "BOLT"}}, "move ACME-12 BOLT"},
      {"refuse", opens(Verb::refuse), {{"why", ""}}, "refuse ACME-12"},
      {"refuse, the request of the button",
       opens(Verb::refuse, 0, "2"),
       {{"why", "No"}},
       "refuse ACME-12 #2 [No]"},
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
      {Verb::repay, {}, {{"debt", "Choose the debt."}}},
      {Verb::note, {{"text", " "}}, {{"text", "Write the note."}}},
      {Verb::check, {}, {{"item", "Choose what is done."}}},
      {Verb::approve, {}, {{"item", "Choose what you approve."}}},
      {Verb::snooze, {{"until", "soon"}}, {{"until", unclear}}},
      {Verb::priority, {}, {{"level", "Choose one."}}},
      {Verb::priority, {{"level", "huge"}}, {{"level", "It is low, normal or high."}}},
      {Verb::move, {}, {{"client", "Choose a client."}}},
      {Verb::move, {{"client", "GONE"}}, {{"client", "There is no such client any more."}}},
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
      {"repay, nothing is owed", accepted(), dino, Verb::repay},
      {"take, held already", accepted(), dino, Verb::take},
      {"check, nothing is left to tick", approved(), ana, Verb::check},
      {"approve, not the approver", approved(), petra, Verb::approve},
      {"snooze, not the holder", accepted(), alex, Verb::snooze},
      {"priority, not the holder", accepted(), alex, Verb::priority},
      {"move, not a right", accepted(), dino, Verb::move},
      {"return later, not the holder", accepted(), ana, Verb::give_back},
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

TEST(FormsLifeTest, WhatTheSignOffLacksStandsAtItsInput) {
  Story story = approved();
  const Reply reply = story.submit(
      ana, opens(Verb::approve),
      {{"item", "sign-off"}, {"by", "Maria"}, {"on", ""}, {"how", "phone"}, {"link", ""}});
  ASSERT_EQ(reply.kind, Reply::Kind::form_errors) << text_of(reply);
  EXPECT_EQ(reply.errors.at("on"), "when they said it");
  EXPECT_EQ(reply.errors.at("link"), "a link or the file name of the proof");
  EXPECT_EQ(reply.errors.size(), 2u);
}

TEST(FormsLifeTest, ASignOffThatLacksSomethingIsFilledInByAForm) {
  Story story = approved();
  const Reply refused = story.type(ana, "approve ACME-12 sign-off by \"Maria Smith\"");
  ASSERT_EQ(refused.card.buttons.size(), 1u) << text_of(refused);
  const Reply form = story.press(ana, refused.card.buttons[0].press);
  ASSERT_EQ(form.kind, Reply::Kind::open_form);
  EXPECT_EQ(form.form.inputs.at(0).initial, "sign-off");
  EXPECT_EQ(form.form.inputs.at(1).initial, "Maria Smith");
}

TEST(FormsLifeTest, ADebtIsRepaidByItsForm) {
  Story story = given_urgently();
  const Reply opened = story.press(ana, opens(Verb::repay, 0, "1"));
  ASSERT_EQ(opened.kind, Reply::Kind::open_form);
  EXPECT_EQ(opened.form.inputs.at(0).initial, "1");
  story.submit(ana, opened.form.press, {{"debt", "1"}, {"value", "200 sales"}});
  EXPECT_EQ(story.task.debts[0].state, Debt::State::repaid);
  EXPECT_EQ(story.task.debts[1].state, Debt::State::owed);
}

TEST(FormsLifeTest, AReturnLaterIsOfTheAcceptanceItsButtonStoodOn) {
  Story story = accepted();
  const Reply opened = story.press(dino, opens(Verb::give_back, 1));
  ASSERT_EQ(opened.kind, Reply::Kind::open_form);
  story.submit(dino, opened.form.press, {{"reason", "timing"}, {"words", "Not before May"}});
  ASSERT_NE(story.task.offer(), nullptr);
  EXPECT_EQ(story.task.offer()->back_of, 1);
  EXPECT_EQ(story.task.holder, dino);
}

TEST(FormsLifeTest, AGapGoesByTheStartOfItsWordsInCapitalsOrNot) {
  Story story = accepted_with_gaps();
  story.then(ana, "supply ACME-12 copy https://x.example.com");
  EXPECT_EQ(story.task.gaps[1].value, "https://x.example.com");
}

}  // namespace
}  // namespace baton::test
