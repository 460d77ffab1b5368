// What forms are answered with: errors at their inputs, and successes that may stay unsaid.
#include <gtest/gtest.h>

#include "bot/talk/forms.h"
#include "tests/bot/talk/form_stories.h"
#include "tests/support/card_text.h"
#include "tests/support/story.h"

namespace baton::test {
namespace {

/// A form as it comes back, with something in every input.
Submitted submission_of(const Form& form) {
  Submitted submitted{form.press, {}};
  for (const Input& input : form.inputs) submitted.values[input.name] = "x";
  return submitted;
}

TEST(FormAnswersTest, EveryRefusalIsSaidAtAnInputOfThatForm) {
  Story asked = offered();
  asked.then(dino, "ask ACME-12 Which logo?");
  struct {
    const char* name;
    Verb verb;
    Story story;
    PersonId by;
    std::size_t inputs_max;
    Action action;
  } forms[] = {
      {"new", Verb::start_new, Story(), ana, 98, StartNew{acme, campaign, "x"}},
      {"give", Verb::give, started(), ana, 98, Give{{}, dino, "x"}},
      {"give, in parts", Verb::give, started(), ana, 3, Set{"goal", "x"}},
      {"ask", Verb::ask, offered(), dino, 98, Ask{1, "x"}},
      {"answer", Verb::answer, asked, ana, 98, AnswerQuestion{"x", 1, 1}},
      {"return", Verb::give_back, offered(), dino, 98, GiveBack{1, "other", "x"}},
      {"set", Verb::set, started(), ana, 98, Set{"goal", "x"}},
      {"set, a link last", Verb::set, started(), ana, 98, Attach{"brief", "x"}},
      {"accept", Verb::accept, offered(), dino, 98, Accept{1, {{"x"}}}},
      {"pass", Verb::pass, offered_to_one_of_two(), dino, 98, Pass{1, olga}},
      {"urgent", Verb::urgent, started(), ana, 98, Urgent{{}, dino, "x"}},
      {"gap", Verb::name_gap, accepted(), dino, 98, NameGap{{"x"}}},
      {"supply", Verb::supply, accepted_with_gaps(), ana, 98, SupplyGap{"1", "x"}},
      {"drop", Verb::drop, accepted_with_gaps(), dino, 98, DropGap{"1", "x"}},
      {"forgive", Verb::forgive, given_urgently(), olga, 98, Forgive{"1", "x"}},
      {"repay", Verb::repay, given_urgently(), ana, 98, Repay{"1", "x"}},
      {"refuse", Verb::refuse, urgency_asked(), olga, 98, Refuse{"x", {}}},
      {"take", Verb::take, accepted(), olga, 98, Take{{}, "x"}},
      {"check", Verb::check, accepted(), dino, 98, Check{"x"}},
      {"approve", Verb::approve, approved(), ana, 98, Approve{"x", "x", "x", "x", "x"}},
      {"note", Verb::note, accepted(), alex, 98, AddNote{"x"}},
      {"snooze", Verb::snooze, accepted(), dino, 98, Snooze{monday_nine}},
      {"priority", Verb::priority, accepted(), dino, 98, SetPriority{Priority::low}},
      {"move", Verb::move, accepted(), olga, 98, Move{bolt}},
      {"block", Verb::block, accepted(), dino, 98, Block{"x", {}}},
      {"wait", Verb::wait, accepted(), dino, 98, Wait{monday_nine, "x"}},
      {"due", Verb::due, accepted(), dino, 98, SetDue{monday_nine, "x"}},
      {"cancel", Verb::cancel, started(), olga, 98, Cancel{"x"}},
  };
  for (auto& each : forms) {
    SCOPED_TRACE(each.name);
    Press press;
    press.kind = Press::Kind::open_form;
    press.verb = each.verb;
    if (each.verb != Verb::start_new) press.task = each.story.task.key;
    const Reply opened = each.story.talk.form({press, each.inputs_max}, each.story.task,
                                              each.story.person(each.by), each.story.agency);
    ASSERT_EQ(opened.kind, Reply::Kind::open_form);
    Handled handled;
    handled.command = {each.by, each.story.task.key, each.action, {{"budget", "x"}}};
    handled.before = handled.after = each.story.task;
    handled.form = submission_of(opened.form);
    const auto expect_at_inputs = [&] {
      const Reply reply =
          each.story.talk.word(handled, each.story.person(each.by), each.story.agency);
      if (reply.kind == Reply::Kind::message) return;
      ASSERT_EQ(reply.kind, Reply::Kind::form_errors);
      EXPECT_FALSE(reply.errors.empty());
      for (const auto& [name, sentence] : reply.errors) {
        EXPECT_TRUE(handled.form->values.contains(name)) << name << ": " << sentence;
        EXPECT_FALSE(sentence.empty());
      }
    };
    for (int refusal = 0; refusal <= static_cast<int>(Refusal::too_long); ++refusal) {
      SCOPED_TRACE(refusal);
      handled.rejection.emplace();
      handled.rejection->refusal = static_cast<Refusal>(refusal);
      expect_at_inputs();
      Missing goal;
      goal.id = {"goal"};
      Missing brief;
      brief.id = {"brief"};
      brief.kind = RequirementKind::evidence;
      Missing sign_off;
      sign_off.id = {"sign-off"};
      sign_off.kind = RequirementKind::approval;
      handled.rejection->missing = {goal, brief, sign_off};
      handled.rejection->problems = {
          {"budget", "lots", "is not an amount"}, {"goal", "x", "is too long"}, {"", "", "is odd"}};
      handled.kept = {"brief"};
      expect_at_inputs();
      handled.kept.clear();
    }
  }
}

TEST(FormAnswersTest, WhatIsWrongInAPartStandsAtItsInputAndTheRestIsKept) {
  Story story = started();
  const Reply form = story.type(ana, "set ACME-12");
  const FormValues values{{"value:goal", "200 sales"}, {"value:brief", "no link"}};
  const Reply reply = story.submit(ana, form.form.press, values);
  ASSERT_EQ(reply.kind, Reply::Kind::form_errors);
  EXPECT_EQ(reply.errors.at("value:brief"),
            "“no link” is not a link such as https://example.com/file · Kept: Campaign goal.");
  EXPECT_EQ(reply.errors.size(), 1u);
  EXPECT_TRUE(story.task.answers.contains({"goal"}));
}

TEST(FormAnswersTest, WhatIsTooLongIsSaidWhereItWasEntered) {
  Story story = started();
  const Reply form = story.type(ana, "set ACME-12");
  const Reply reply = story.submit(
      ana, form.form.press, {{"value:brief", ""}, {"value:goal", std::string(text_max + 1, 'x')}});
  ASSERT_EQ(reply.kind, Reply::Kind::form_errors);
  EXPECT_TRUE(reply.errors.at("value:goal").starts_with("This is too long.")) << text_of(reply);
  EXPECT_EQ(reply.errors.size(), 1u);
}

TEST(FormAnswersTest, WhatIsMissingStandsAtItsInput) {
  Story story = started();
  const Reply form = story.type(ana, "give ACME-12");
  const Reply opened = story.press(ana, form.card.buttons.at(0).press);
  const Reply reply = story.submit(
      ana, opened.form.press,
      {{"receiver", ""}, {"value:goal", "200 sales"}, {"value:brief", ""}, {"note", ""}});
  ASSERT_EQ(reply.kind, Reply::Kind::form_errors);
  const std::string& said = reply.errors.at("value:brief");
  EXPECT_TRUE(said.starts_with("Still missing · Creative brief")) << said;
  EXPECT_TRUE(said.ends_with("Kept: Campaign goal.")) << said;
  EXPECT_EQ(reply.errors.size(), 1u);
}

TEST(FormAnswersTest, ASuccessShowsElsewhereWhereTheActorSeesAMessageOfTheTask) {
  Story no_channel = ready_for_production();
  for (auto& [key, client] : no_channel.agency.clients) client.channels.clear();
  no_channel.agency.settings.default_channels.clear();
  Story to_oneself = ready_for_production();
  to_oneself.agency.directory.people[0].roles.push_back({"designer"});
  Story to_oneself_unseen = no_channel;
  to_oneself_unseen.agency.directory.people[0].roles.push_back({"designer"});
  Story asked = offered();
  asked.then(dino, "ask ACME-12 Which logo?");
  Story asked_unseen = asked;
  asked_unseen.agency = no_channel.agency;
  Story finishing = ready_for_deployment();
  finishing.then(petra, "accept ACME-12")
      .then(petra, "give ACME-12 live=yes utm=https://shop.example.com/?utm_source=ad")
      .then(alex, "accept ACME-12")
      .then(olga, "approve ACME-12 qa")
      .then(alex, "give ACME-12")
      .then(petra, "accept ACME-12")
      .then(petra, "attach ACME-12 https://drive.example.com/report");
  const struct {
    const char* name;
    Story story;
    PersonId by;
    const char* line;
    bool elsewhere;
  } cases[] = {
      {"new", Story(), ana, "new quick ACME Banner", false},
      {"set", started(), ana, "set ACME-12 goal=Sales", false},
      {"set while offered", offered(), ana, "set ACME-12 goal=Sales", false},
      {"attach", started(), ana, "attach ACME-12 https://x.example.com", false},
      {"check", offered(), dino, "check ACME-12 formats", false},
      {"note", offered(), ana, "note ACME-12 Hello", false},
      {"give", ready_for_production(), ana, "give ACME-12", true},
      {"give, no channel: the sender's own message", no_channel, ana, "give ACME-12", true},
      {"give by a coordinator", ready_for_production(), olga, "give ACME-12", true},
      {"give by a coordinator, no channel", no_channel, olga, "give ACME-12", false},
      {"give to oneself", to_oneself, ana, "give ACME-12 @ana", true},
      {"give to oneself, no channel", to_oneself_unseen, ana, "give ACME-12 @ana", false},
      {"give, refused", started(), ana, "give ACME-12", false},
      {"accept", offered(), dino, "accept ACME-12", true},
      {"return", offered(), dino, "return ACME-12 timing", true},
      {"ask", offered(), dino, "ask ACME-12 Which logo?", true},
      {"answer", asked, ana, "answer ACME-12 The new one", true},
      {"answer by somebody else", asked, alex, "answer ACME-12 The new one", true},
      {"answer by somebody else, no channel", asked_unseen, alex, "answer ACME-12 This", false},
      {"withdraw", offered(), ana, "withdraw ACME-12", true},
      {"done", finishing, petra, "done ACME-12", true},
      {"cancel", offered(), olga, "cancel ACME-12 The client has stopped it", true},
      {"cancel before any offer", started(), olga, "cancel ACME-12 It is over", false},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    Story story = c.story;
    const Reply reply = story.type(c.by, c.line);
    ASSERT_EQ(reply.kind, Reply::Kind::message);
    EXPECT_EQ(reply.shown_elsewhere, c.elsewhere) << text_of(reply);
  }
}

TEST(FormAnswersTest, ASuccessThatTookAnApprovalAwayIsSaid) {
  Story story = approved();
  story.then(ana, "attach ACME-12 creative https://drive.example.com/creative")
      .then(ana, "attach ACME-12 copy https://drive.example.com/copy")
      .then(ana, "attach ACME-12 tracking https://drive.example.com/tracking")
      .then(ana, "set ACME-12 budget=\"5000 EUR\"");
  std::vector<Requirement>& gate =
      story.agency.workflows.at({campaign, 1}).transitions[4].gate.requirements;
  std::erase_if(gate, [](const Requirement& each) { return each.id.value == "sign-off"; });
  Handled handled;
  handled.command = {ana, story.task.key, Give{}, {{"budget", "6000 EUR"}}};
  handled.before = story.task;
  handled.before.approvals[{"sign-off"}].recorded_by = ana;
  Verdict verdict = judge(story.task, handled.command, story.agency, story.now);
  handled.after = verdict.after;
  ASSERT_FALSE(verdict.rejection.has_value());
  EXPECT_FALSE(story.talk.word(handled, story.person(ana), story.agency).shown_elsewhere);
  handled.before.approvals.clear();
  EXPECT_TRUE(story.talk.word(handled, story.person(ana), story.agency).shown_elsewhere);
  handled.problems = {{"nonsense", "1", "is nothing that it asks for"}};
  EXPECT_FALSE(story.talk.word(handled, story.person(ana), story.agency).shown_elsewhere);
}

}  // namespace
}  // namespace baton::test
