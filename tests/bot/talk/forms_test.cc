#include "bot/talk/forms.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "bot/talk/text.h"
#include "tests/bot/talk/intent_text.h"
#include "tests/support/card_text.h"
#include "tests/support/golden.h"
#include "tests/support/story.h"

namespace baton::test {
namespace {

Press opens(Verb verb, const Story& story, int handoff = 0) {
  Press press;
  press.kind = Press::Kind::open_form;
  press.verb = verb;
  press.task = verb == Verb::start_new ? TaskKey() : story.task.key;
  press.handoff = handoff;
  return press;
}

/// A task at Creative Review, where two ways lead on.
Story in_review() {
  Story story = offered();
  story.then(dino, "accept ACME-12")
      .then(dino,
            "give ACME-12 formats=yes drafts=https://x.example.com/1 "
            "drafts=https://x.example.com/2")
      .then(ana, "accept ACME-12");
  return story;
}

TEST(FormsTest, AskExactlyForWhatIsMissing) {
  std::string sheet;
  const auto add = [&](const std::string& title, Story story, const PersonId& by, Press press) {
    const Reply reply = story.press(by, press);
    sheet += "=== " + title + "\n" + text_of(reply) + "\n";
    if (reply.kind != Reply::Kind::open_form) return;
    EXPECT_LE(text::length(reply.form.title), 24u);
    EXPECT_LE(text::length(reply.form.submit), 24u);
    EXPECT_EQ(reply.form.press.verb, press.verb);
    EXPECT_EQ(reply.form.press.task, press.task);
    EXPECT_FALSE(reply.form.inputs.empty());
  };
  Story asked = offered();
  asked.then(dino, "ask ACME-12 Which logo?");
  const Story fresh = started();
  add("new", Story(), ana, opens(Verb::start_new, fresh));
  add("give, one way", fresh, ana, opens(Verb::give, fresh));
  Story half = fresh;
  half.then(ana, "set ACME-12 goal=\"200 sales\"");
  add("give, half of it there", half, ana, opens(Verb::give, half));
  add("give, Deployment Ready", approved(), ana, opens(Verb::give, fresh));
  add("give, several ways", in_review(), ana, opens(Verb::give, fresh));
  Press to_approved = opens(Verb::give, fresh);
  to_approved.text = "approved";
  add("give, the way named by the button", in_review(), ana, to_approved);
  add("ask", offered(), dino, opens(Verb::ask, fresh, 1));
  add("answer", asked, ana, opens(Verb::answer, fresh));
  add("return", offered(), dino, opens(Verb::give_back, fresh, 1));
  // Where no input could mend it, the form is not opened.
  add("give by somebody else", fresh, dino, opens(Verb::give, fresh));
  add("ask by somebody else", offered(), petra, opens(Verb::ask, fresh, 1));
  add("ask while a question is open", asked, dino, opens(Verb::ask, fresh, 1));
  add("answer without a question", offered(), ana, opens(Verb::answer, fresh));
  add("return without an offer", fresh, dino, opens(Verb::give_back, fresh));
  Story again = offered();
  again.then(dino, "return ACME-12 timing").then(ana, "give ACME-12");
  add("return by an outdated card", again, dino, opens(Verb::give_back, fresh, 1));
  expect_golden("talk/forms.txt", sheet);
}

TEST(FormsTest, LeadToTheSameCommandsAsTyping) {
  Story story = offered();
  const auto read = [&](const Press& press, FormValues values) {
    return text_of(story.talk.understand(story.envelope(Submitted{press, std::move(values)}),
                                         story.person(dino), story.agency));
  };
  EXPECT_EQ(read(opens(Verb::start_new, story),
                 {{"workflow", "quick"}, {"client", "ACME"}, {"title", " Banner 3 "}}),
            "new quick ACME [Banner 3]");
  EXPECT_EQ(read(opens(Verb::give, story), {{"to", "approved"},
                                            {"receiver", "p3"},
                                            {"note", "Hello"},
                                            {"value:budget", "5000 EUR"},
                                            {"value:copy", ""}}),
            "give ACME-12 to approved @p3 [Hello] +budget[5000 EUR]");
  EXPECT_EQ(read(opens(Verb::give, story),
                 {{"value:drafts", "https://x.example.com/1\n\n https://x.example.com/2 \n"}}),
            "give ACME-12 +drafts[https://x.example.com/1] +drafts[https://x.example.com/2]");
  EXPECT_EQ(read(opens(Verb::ask, story, 1), {{"question", "Which?"}}), "ask ACME-12 #1 [Which?]");
  EXPECT_EQ(read(opens(Verb::answer, story), {{"text", "This."}}), "answer ACME-12 [This.]");
  Press first_question = opens(Verb::answer, story, 1);
  first_question.text = "1";
  EXPECT_EQ(read(first_question, {{"text", "This."}}), "answer ACME-12 #1 ?1 [This.]");
  EXPECT_EQ(read(opens(Verb::give_back, story, 1), {{"reason", "timing"}}),
            "return ACME-12 #1 timing []");
}

TEST(FormsTest, SayWhatIsWrongAtTheInput) {
  Story story = offered();
  const auto errors = [&](const Press& press, FormValues values) {
    const Intent intent = story.talk.understand(story.envelope(Submitted{press, std::move(values)}),
                                                story.person(dino), story.agency);
    const auto* bad = std::get_if<Misunderstood>(&intent);
    return bad == nullptr ? std::string("fine") : text_of(bad->reply);
  };
  EXPECT_EQ(errors(opens(Verb::start_new, story), {}),
            "form errors\n  client: Choose a client.\n  title: Give the task a title.\n"
            "  workflow: Choose a workflow.\n");
  EXPECT_EQ(errors(opens(Verb::start_new, story),
                   {{"workflow", "gone"}, {"client", "GONE"}, {"title", std::string(301, 'x')}}),
            "form errors\n  client: There is no such client any more.\n"
            "  title: At most 300 characters, please.\n"
            "  workflow: This workflow is no longer in use.\n");
  EXPECT_EQ(errors(opens(Verb::ask, story), {{"question", "  "}}),
            "form errors\n  question: Write your question.\n");
  EXPECT_EQ(errors(opens(Verb::answer, story), {}), "form errors\n  text: Write your answer.\n");
  EXPECT_EQ(errors(opens(Verb::give_back, story), {{"reason", "other"}}),
            "form errors\n  words: Say in words what is wrong.\n");
  EXPECT_EQ(errors(opens(Verb::give_back, story), {}), "form errors\n  reason: Choose a reason.\n");
  EXPECT_EQ(errors(opens(Verb::give, story), {{"receiver", "p99"}}),
            "form errors\n  receiver: This person is no longer listed.\n");
}

TEST(FormsTest, RefusalsGoToTheInputsWhereTheyFit) {
  Story story = approved();
  const Reply reply = story.submit(ana, opens(Verb::give, story),
                                   {{"receiver", "p3"},
                                    {"value:budget", "lots"},
                                    {"value:copy", "https://x.example.com/copy"},
                                    {"value:creative", "no link"}});
  ASSERT_EQ(reply.kind, Reply::Kind::form_errors);
  EXPECT_TRUE(reply.errors.at("value:budget").starts_with("“lots” is not an amount such as 5000"));
  EXPECT_EQ(reply.errors.at("value:creative"),
            "“no link” is not a link such as https://example.com/file");
  const std::string& rest = reply.errors.at("receiver");
  EXPECT_NE(rest.find("Still missing · Client sign-off: /handoff approve ACME-12 sign-off"),
            std::string::npos)
      << rest;
  EXPECT_NE(rest.find("Kept: Copy document."), std::string::npos) << rest;
  EXPECT_EQ(reply.errors.size(), 3u);
  EXPECT_EQ(story.task.phase, Phase::idle);
}

TEST(FormsTest, ARefusalWithoutAPlaceGoesToTheFirstInput) {
  Story story = offered();
  const Press press = opens(Verb::ask, story, 1);
  story.then(ana, "withdraw ACME-12");
  const Reply reply = story.submit(dino, press, {{"question", "Which?"}});
  ASSERT_EQ(reply.kind, Reply::Kind::form_errors);
  EXPECT_TRUE(reply.errors.at("question").starts_with("Nothing is offered to you on ACME-12."))
      << reply.errors.at("question");
}

TEST(FormsTest, ARefusalIsSaidBesideTheValuesThatWereNotUnderstood) {
  Story story = ready_for_production();
  const Reply reply = story.submit(dino, opens(Verb::give, story),
                                   {{"receiver", ""}, {"value:budget", "lots"}, {"note", "Hi"}});
  ASSERT_EQ(reply.kind, Reply::Kind::form_errors);
  EXPECT_TRUE(reply.errors.at("value:budget").starts_with("“lots” is not an amount"));
  EXPECT_TRUE(reply.errors.at("receiver").starts_with("Only Ana or Olga can hand over ACME-12."))
      << reply.errors.at("receiver");
}

/// The Answer button of `card`.
Press answer_press(const Card& card) {
  const auto found = std::ranges::find(card.buttons, "Answer", &Button::label);
  return found == card.buttons.end() ? Press() : found->press;
}

TEST(FormsTest, AnAnswerIsForTheQuestionItsFormShowed) {
  Story story = offered();
  story.then(dino, "ask ACME-12 Which logo?");
  const Reply form = story.press(ana, answer_press(story.card(NoticeKind::question, 1, 1, ana)));
  ASSERT_EQ(form.kind, Reply::Kind::open_form);
  story.then(alex, "answer ACME-12 The new one").then(dino, "ask ACME-12 And the font?");
  const Reply reply = story.submit(ana, form.form.press, {{"text", "The old one"}});
  ASSERT_EQ(reply.kind, Reply::Kind::form_errors);
  EXPECT_TRUE(reply.errors.at("text").starts_with(
      "This belongs to an earlier question on ACME-12. Nothing changed."))
      << reply.errors.at("text");
  EXPECT_NE(reply.errors.at("text").find("Dino asks now: And the font?"), std::string::npos);
  ASSERT_NE(story.task.offer()->open_question(), nullptr);

  // The button of the first question opens no form any more; its answer offers the second's.
  const Reply late = story.press(ana, form.form.press);
  ASSERT_EQ(late.kind, Reply::Kind::message);
  const Reply second = story.press(ana, answer_press(late.card));
  ASSERT_EQ(second.kind, Reply::Kind::open_form);
  story.submit(ana, second.form.press, {{"text", "The same"}});
  EXPECT_EQ(story.task.offer()->questions.back().answer, "The same");
}

TEST(FormsTest, AFormThatWasTypedForIsBoundToTheQuestionOpenThen) {
  Story story = offered();
  story.then(dino, "ask ACME-12 Which logo?");
  const Reply form = story.type(ana, "answer ACME-12");
  ASSERT_EQ(form.kind, Reply::Kind::open_form);
  EXPECT_EQ(form.form.press.handoff, 1);
  EXPECT_EQ(form.form.press.text, "1");
}

TEST(FormsTest, AnAnswerButtonOfAnEarlierOfferIsOutdated) {
  Story story = offered();
  story.then(dino, "ask ACME-12 Which logo?");
  const Press old = answer_press(story.card(NoticeKind::question, 1, 1, ana));
  story.then(dino, "return ACME-12 timing").then(ana, "give ACME-12 @dino");
  story.then(dino, "ask ACME-12 And the font?");
  const Reply reply = story.press(ana, old);
  ASSERT_EQ(reply.kind, Reply::Kind::message);
  EXPECT_TRUE(plain_text(reply.card).starts_with("This button belongs to an earlier offer"))
      << plain_text(reply.card);
}

TEST(FormsTest, AFilledFormMovesTheTask) {
  Story story = started();
  const Reply opened = story.press(ana, opens(Verb::give, story));
  ASSERT_EQ(opened.kind, Reply::Kind::open_form);
  FormValues values;
  for (const Input& input : opened.form.inputs) values[input.name] = input.initial;
  EXPECT_EQ(values.at("receiver"), dino.value);  // the only designer
  values.at("value:goal") = "200 sales";
  values.at("value:brief") = "https://x.example.com/brief";
  const Reply reply = story.submit(ana, opened.form.press, values);
  EXPECT_EQ(reply.kind, Reply::Kind::message);
  ASSERT_NE(story.task.offer(), nullptr);
  EXPECT_EQ(story.task.offer()->receiver, dino);
}

}  // namespace
}  // namespace baton::test
