// Forms that open with what was typed already, and the commands they stand for.
#include <algorithm>
#include <map>

#include <gtest/gtest.h>

#include "bot/codec/press_json.h"
#include "bot/talk/forms.h"
#include "bot/talk/text.h"
#include "bot/talk/verbs.h"
#include "tests/bot/talk/form_stories.h"
#include "tests/bot/talk/intent_text.h"
#include "tests/support/card_text.h"
#include "tests/support/story.h"

namespace baton::test {
namespace {

/// What stands in the inputs of the form that `reply` opens.
FormValues initial_of(const Reply& reply) {
  FormValues values;
  EXPECT_EQ(reply.kind, Reply::Kind::open_form) << text_of(reply);
  for (const Input& input : reply.form.inputs) values[input.name] = input.initial;
  return values;
}

const Button* button_of(const Card& card, std::string_view label) {
  const auto found = std::ranges::find(card.buttons, label, &Button::label);
  return found == card.buttons.end() ? nullptr : &*found;
}

TEST(FormsFilledTest, EveryFormHasItsCommandAndOpensByItsBareCommand) {
  std::vector<Verb> tested;
  for (OwnForm& form : all_forms()) {
    SCOPED_TRACE(form.bare);
    tested.push_back(form.verb);
    Story typed = form.story;
    Reply reply = typed.type(form.by, form.bare);
    if (form.verb == Verb::give) {  // complete as it is: what lacks something offers the form
      ASSERT_EQ(reply.kind, Reply::Kind::message);
      const Button* button = button_of(reply.card, "Fill in what is missing");
      ASSERT_NE(button, nullptr);
      reply = form.story.press(form.by, button->press);
    }
    if (form.is_whole) {
      EXPECT_EQ(reply.kind, Reply::Kind::message);
      EXPECT_EQ(verb_of(typed.last.command.action), form.verb);
      reply = form.story.press(form.by, form.opened());
    }
    ASSERT_EQ(reply.kind, Reply::Kind::open_form);
    EXPECT_EQ(reply.form.press.verb, form.verb);
    // Where it cannot be opened, the answer says what to type instead, and has it as a button.
    std::string usage = "/handoff " + usage_of(form.verb);
    if (const std::size_t at = usage.find("<task>"); at != usage.npos) {
      usage.replace(at, 6, "ACME-12");
    }
    EXPECT_NE(plain_text(reply.card).find(usage), std::string::npos) << plain_text(reply.card);
    ASSERT_EQ(reply.card.buttons.size(), 1u);
    EXPECT_EQ(form.story.press(form.by, reply.card.buttons[0].press).form, reply.form);
  }
  for (int index = 0; index < verb_count; ++index) {
    const Verb verb = static_cast<Verb>(index);
    EXPECT_EQ(has_form(verb), std::ranges::find(tested, verb) != tested.end()) << word_of(verb);
  }
}

TEST(FormsFilledTest, EveryVerbWithArgumentsHasAForm) {
  const std::map<Verb, std::string> without = {
      {Verb::attach, "the form of set asks for links as well"},
      {Verb::confirm, "a button that names the gap says all"},
      {Verb::start, "a button says all; the refusal where something is missing has the other"},
  };
  for (int index = 0; index < verb_count; ++index) {
    const Verb verb = static_cast<Verb>(index);
    const std::string usage = usage_of(verb);
    const std::string task = std::string(word_of(verb)) + " <task>";
    const bool has_arguments = usage != task;
    EXPECT_NE(has_form(verb) || !has_arguments, without.contains(verb)) << usage;
  }
}

TEST(FormsFilledTest, ABareAttachOpensTheFormForAllThatIsMissing) {
  Story story = started();
  const Reply reply = story.type(ana, "attach ACME-12");
  ASSERT_EQ(reply.kind, Reply::Kind::open_form);
  EXPECT_EQ(reply.form.press.verb, Verb::set);
  EXPECT_EQ(reply.form.inputs.back().name, "value:brief");
}

TEST(FormsFilledTest, AnIncompleteCommandOpensTheFormWithWhatWasTyped) {
  const struct {
    const char* line;
    PersonId by;
    FormValues filled;
  } cases[] = {
      {"new", ana, {{"workflow", ""}, {"client", ""}, {"title", ""}}},
      {"new paid", ana, {{"workflow", "paid-campaign-launch"}, {"client", ""}, {"title", ""}}},
      {"new quick bolt", ana, {{"workflow", "quick"}, {"client", "BOLT"}, {"title", ""}}},
      {"return ACME-12", dino, {{"reason", ""}, {"words", ""}}},
      {"return ACME-12 other", dino, {{"reason", "other"}, {"words", ""}}},
      {"ask ACME-12", dino, {{"question", ""}}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.line);
    Story story = offered();
    EXPECT_EQ(initial_of(story.type(c.by, c.line)), c.filled);
  }
}

TEST(FormsFilledTest, ARefusedGiveOpensTheFormWithStageReceiverAndNote) {
  Story story = started();
  const Reply refused =
      story.type(ana, "give ACME-12 to \"Creative Production\" @petra goal=\"200 sales\" Hurry up");
  const Button* button = button_of(refused.card, "Fill in what is missing");
  ASSERT_NE(button, nullptr) << text_of(refused.card);
  EXPECT_EQ(button->press.text, "creative-production");
  const Reply form = story.press(ana, button->press);
  // The goal was kept: the form does not ask for it.
  EXPECT_EQ(initial_of(form),
            (FormValues{{"receiver", "p3"}, {"value:brief", ""}, {"note", "Hurry up"}}));
  EXPECT_TRUE(form.form.press.filled.empty());  // it comes back with the inputs
}

TEST(FormsFilledTest, AGiveThatNoFormCanMendHasNoFormButton) {
  Story story = offered();
  story.then(dino, "accept ACME-12")
      .then(dino, "attach ACME-12 drafts https://x.example.com/1 https://x.example.com/2");
  const Reply refused = story.type(dino, "give ACME-12");
  ASSERT_TRUE(story.last.rejection.has_value());  // the tick is missing
  EXPECT_EQ(button_of(refused.card, "Fill in what is missing"), nullptr);
}

TEST(FormsFilledTest, AnUnknownReasonBecomesTheWordsOfTheForm) {
  Story story = offered();
  const Reply refused = story.type(dino, "return ACME-12 wrongfully sent to me");
  const Button* button = button_of(refused.card, "Choose a reason");
  ASSERT_NE(button, nullptr) << text_of(refused.card);
  EXPECT_EQ(initial_of(story.press(dino, button->press)),
            (FormValues{{"reason", ""}, {"words", "wrongfully sent to me"}}));
}

TEST(FormsFilledTest, WhatIsTypedIsFilledInOnlyWhereItFits) {
  Story story = started();
  Press press;
  press.kind = Press::Kind::open_form;
  press.verb = Verb::give;
  press.task = story.task.key;
  press.filled = {{"receiver", "p99"},
                  {"value:goal", std::string(4000, 'x')},
                  {"value:gone", "y"},
                  {"note", "Hello"}};
  const FormValues initial = initial_of(story.press(ana, press));
  EXPECT_EQ(initial.at("receiver"), "p2");  // nobody has that id: the likely one stays
  EXPECT_EQ(text::length(initial.at("value:goal")), text_max);
  EXPECT_EQ(initial.at("note"), "Hello");
  EXPECT_FALSE(initial.contains("value:gone"));
  press.filled = {{"receiver", ""}};  // taken away on purpose
  EXPECT_EQ(initial_of(story.press(ana, press)).at("receiver"), "");
}

TEST(FormsFilledTest, TheFallbackOfAnExpiredTriggerLosesNothing) {
  Story story = started();
  Press press;
  press.kind = Press::Kind::open_form;
  press.verb = Verb::give;
  press.task = story.task.key;
  press.filled = {{"receiver", "p3"}, {"value:goal", "200 sales"}, {"note", "Hello"}};
  const Reply reply = story.press(ana, press);
  const Button* again = button_of(reply.card, "Open the form");
  ASSERT_NE(again, nullptr);
  const Press carried = parse_press(press_json(again->press)).value();  // as a chat keeps it
  EXPECT_EQ(story.press(ana, carried).form, reply.form);
}

TEST(FormsFilledTest, AnExpiredFormRecordsNothingAndOpensAgainAsItWas) {
  Story story = started();
  story.form_inputs_max = 98;
  for (OwnForm& form : all_forms()) {
    SCOPED_TRACE(word_of(form.verb));
    const Reply opened = form.story.press(form.by, form.opened());
    FormValues values = initial_of(opened);
    for (const Input& input : opened.form.inputs) {
      values[input.name] =
          input.kind == Input::Kind::choice ? input.options.back().value : "What was typed";
    }
    Submitted late{opened.form.press, values, true};
    const Intent intent = form.story.talk.understand(form.story.envelope(late),
                                                     form.story.person(form.by), form.story.agency);
    const auto* answer = std::get_if<Misunderstood>(&intent);
    ASSERT_NE(answer, nullptr);
    EXPECT_EQ(answer->reply.card.tone, Card::Tone::bad);
    const std::string said = plain_text(answer->reply.card);
    EXPECT_TRUE(
        said.starts_with("This form was opened more than 30 minutes ago. Nothing was recorded."))
        << said;
    EXPECT_NE(said.find("/handoff " + std::string(word_of(form.verb))), std::string::npos) << said;
    const Button* again = button_of(answer->reply.card, "Open the form again");
    ASSERT_NE(again, nullptr);
    EXPECT_EQ(again->look, Button::Look::primary);
    const Press carried = parse_press(press_json(again->press)).value();
    EXPECT_EQ(initial_of(form.story.press(form.by, carried)), values);
  }
}

/// `story`, in an agency of more clients than a choice lists: C001 to C130, BOLT and ACME.
Story with_many_clients(Story story) {
  for (int number = 1; number <= 130; ++number) {
    const std::string digits = std::to_string(1000 + number).substr(1);
    Client client;
    client.version = 1;
    client.key = {"C" + digits};
    story.agency.clients.emplace(client.key, client);
  }
  return story;
}

TEST(FormsFilledTest, WhereNotAllClientsCanBeListedTheHintNamesTheCommandThatTakesAny) {
  Story story = with_many_clients(accepted());
  const Reply fresh = story.type(ana, "new");
  ASSERT_EQ(fresh.kind, Reply::Kind::open_form);
  const Input& clients = fresh.form.inputs.at(1);
  EXPECT_EQ(clients.options.size(), 100u);
  EXPECT_EQ(clients.hint,
            "Not all 132 clients are listed. For another, type /handoff new <workflow> <client> "
            "<title> [name=value ...]");
  const Reply moving = story.type(olga, "move ACME-12");
  ASSERT_EQ(moving.kind, Reply::Kind::open_form);
  EXPECT_EQ(moving.form.inputs.front().hint,
            "Not all 131 clients are listed. For another, type /handoff move ACME-12 <client>");
  EXPECT_EQ(accepted().type(ana, "new").form.inputs.at(1).hint, "") << "all are listed";
}

TEST(FormsFilledTest, TheClientThatWasTypedIsListedHoweverManyThereAre) {
  Story story = with_many_clients(Story());
  const Reply reply = story.type(ana, "new quick c130");
  EXPECT_EQ(initial_of(reply),
            (FormValues{{"workflow", "quick"}, {"client", "C130"}, {"title", ""}}));
  EXPECT_EQ(reply.form.inputs.at(1).options.size(), 100u);
}

TEST(FormsFilledTest, TitlesAndLabelsFitEveryKey) {
  const std::string client(56, 'K');
  for (const std::string& key : {client + "-123", std::string("A-1"), std::string("ACME-12")}) {
    SCOPED_TRACE(key);
    for (const std::size_t inputs_max : {std::size_t{3}, std::size_t{98}}) {
      for (OwnForm& form : all_forms()) {
        form.story.task.key = {key};
        Press press;
        press.verb = form.verb;
        press.task = form.verb == Verb::start_new ? TaskKey() : form.story.task.key;
        const Reply reply = form.story.talk.form({press, inputs_max}, form.story.task,
                                                 form.story.person(form.by), form.story.agency);
        ASSERT_EQ(reply.kind, Reply::Kind::open_form);
        EXPECT_LE(text::length(reply.form.title), 24u) << reply.form.title;
        EXPECT_LE(text::length(reply.form.submit), 24u) << reply.form.submit;
        for (const Input& input : reply.form.inputs) {
          const bool is_ours = !input.name.starts_with(input::value_prefix);
          EXPECT_TRUE(!is_ours || text::length(input.label) <= 24) << input.label;
        }
      }
    }
  }
}

}  // namespace
}  // namespace baton::test
