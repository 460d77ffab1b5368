// Forms with more inputs than a chat shows at once.
#include <algorithm>
#include <map>
#include <set>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "bot/codec/press_json.h"
#include "bot/talk/forms.h"
#include "bot/talk/text.h"
#include "core/gate/gate.h"
#include "tests/bot/talk/intent_text.h"
#include "tests/support/card_text.h"
#include "tests/support/golden.h"
#include "tests/support/story.h"

namespace baton::test {
namespace {

/// A valid value of the requirement that `input` asks for.
std::string valid_value(const Input& input, const Task& task, const Agency& agency) {
  const ItemName item = input.name.substr(input::value_prefix.size());
  const Requirement& requirement =
      *agency.workflow(task.workflow, task.workflow_version)->requirement({item});
  if (requirement.kind == RequirementKind::evidence) {
    std::string links;
    for (int i = 0; i < requirement.at_least; ++i) {
      links += (i > 0 ? "\n" : "") + ("https://x.example.com/" + item + "/" + std::to_string(i));
    }
    return links;
  }
  switch (requirement.type) {
    case FieldType::text: return "Words for " + item;
    case FieldType::number: return "1200";
    case FieldType::money: return "5000 EUR";
    case FieldType::date: return "2027-03-31";
    case FieldType::datetime: return "2027-03-31 15:00";
    case FieldType::url: return "https://x.example.com/" + item;
    case FieldType::choice: return requirement.choices.back();
    case FieldType::yes_no: return "no";
  }
  return {};
}

/// ACME-12 with `gate` on the way to Creative Production.
Story started_with(Gate gate) {
  Story story;
  story.agency.workflows.at({campaign, 1}).transitions.front().gate = std::move(gate);
  story.then(ana, "new paid-campaign-launch ACME \"Spring launch\"");
  return story;
}

Press give_press(const Story& story) {
  Press press;
  press.kind = Press::Kind::open_form;
  press.verb = Verb::give;
  press.task = story.task.key;
  return press;
}

/// What became of a give that was filled in form by form.
struct Walk {
  std::vector<Form> forms;
  Command last;
  Task task;
};

/// Presses, fills in, submits and goes on until the task is offered. As a chat would: each press
/// goes through the JSON of a button.
Walk walk(Story story, std::size_t inputs_max, Press press) {
  constexpr std::size_t forms_max = 40;
  story.form_inputs_max = inputs_max;
  Walk walked;
  while (walked.forms.size() < forms_max) {
    const Reply opened = story.press(ana, parse_press(press_json(press)).value());
    if (opened.kind != Reply::Kind::open_form) {
      ADD_FAILURE() << text_of(opened);
      break;
    }
    walked.forms.push_back(opened.form);
    FormValues values;
    for (const Input& input : opened.form.inputs) {
      const bool of_gate = input.name.starts_with(input::value_prefix);
      values[input.name] = of_gate ? valid_value(input, story.task, story.agency) : input.initial;
    }
    const Press form_press = parse_press(press_json(opened.form.press)).value();
    const Reply reply = story.submit(ana, form_press, values);
    walked.last = story.last.command;
    if (reply.kind != Reply::Kind::message || story.last.rejection) {
      ADD_FAILURE() << text_of(reply);
      break;
    }
    if (story.task.phase == Phase::offered) break;
    if (reply.card.buttons.size() != 1 || reply.card.buttons[0].label != "Go on") {
      ADD_FAILURE() << text_of(reply);
      break;
    }
    press = reply.card.buttons[0].press;
  }
  walked.task = story.task;
  return walked;
}

/// What a task holds, without when it came.
std::map<std::string, std::vector<std::string>> answers_of(const Task& task) {
  std::map<std::string, std::vector<std::string>> out;
  for (const auto& [id, answer] : task.answers) out[id.value] = answer.values;
  return out;
}

Gate ten_fields() {
  Gate gate;
  for (int i = 1; i <= 10; ++i) {
    gate.requirements.push_back(field("f" + std::to_string(i), "Field " + std::to_string(i)));
  }
  return gate;
}

TEST(FormsPartsTest, ALongGiveComesInPartsThatSaySo) {
  Story story = started_with(ten_fields());
  story.form_inputs_max = 8;
  std::string sheet;
  const auto add = [&](const char* title, const Reply& reply) {
    sheet += "=== " + std::string(title) + "\n" + text_of(reply) + "\n";
  };
  const Reply refused = story.type(ana, "give ACME-12 @petra Please start on Monday");
  add("refused", refused);
  const Reply first = story.press(ana, refused.card.buttons.at(0).press);
  add("part 1", first);
  EXPECT_EQ(first.form.title, "ACME-12, part 1 of 2");
  FormValues values;
  for (const Input& input : first.form.inputs) values[input.name] = "Some words";
  values["value:f3"] = std::string(3001, 'x');
  const Reply wrong = story.submit(ana, first.form.press, values);
  add("something is wrong with it", wrong);
  ASSERT_EQ(wrong.kind, Reply::Kind::form_errors);
  EXPECT_TRUE(wrong.errors.contains("value:f3"));
  values["value:f3"] = "Short";
  const Reply saved = story.submit(ana, first.form.press, values);
  add("saved", saved);
  const Reply last = story.press(ana, saved.card.buttons.at(0).press);
  add("part 2", last);
  EXPECT_EQ(last.form.press.verb, Verb::give);
  expect_golden("talk/forms_parts.txt", sheet);
}

TEST(FormsPartsTest, WhatWasTypedTravelsThroughTheParts) {
  Story story = started_with(ten_fields());
  Press press = give_press(story);
  press.filled = {{"receiver", "p3"}, {"note", "Please start on Monday"}};
  story.agency.directory.people[2].roles.push_back({"designer"});
  for (const std::size_t inputs_max : {3u, 5u, 8u, 98u}) {
    SCOPED_TRACE(inputs_max);
    const Walk walked = walk(story, inputs_max, press);
    ASSERT_NE(walked.task.offer(), nullptr);
    EXPECT_EQ(walked.task.offer()->receiver, petra);
    EXPECT_EQ(walked.task.offer()->note, "Please start on Monday");
  }
}

TEST(FormsPartsTest, AnEmptyPartIsNotSaved) {
  Story story = started_with(ten_fields());
  story.form_inputs_max = 8;
  const Reply first = story.press(ana, give_press(story));
  FormValues values;
  for (const Input& input : first.form.inputs) values[input.name] = " ";
  EXPECT_EQ(text_of(story.submit(ana, first.form.press, values)),
            "form errors\n  value:f1: Fill in at least one of these.\n");
}

TEST(FormsPartsTest, AnExpiredPartComesAgainAsItWas) {
  Story story = started_with(ten_fields());
  story.form_inputs_max = 4;
  Reply opened = story.press(ana, give_press(story));
  FormValues values;
  for (const Input& input : opened.form.inputs) values[input.name] = "Some words";
  opened = story.press(ana, story.submit(ana, opened.form.press, values).card.buttons.at(0).press);
  EXPECT_EQ(opened.form.title, "ACME-12, part 2 of 3");
  values.clear();
  for (const Input& input : opened.form.inputs) values[input.name] = "More words";
  const Intent intent = story.talk.understand(
      story.envelope(Submitted{opened.form.press, values, true}), story.person(ana), story.agency);
  const Card card = std::get<Misunderstood>(intent).reply.card;
  const Reply again = story.press(ana, card.buttons.at(0).press);
  EXPECT_EQ(again.form.title, "ACME-12, part 2 of 3");
  ASSERT_EQ(again.form.inputs.size(), values.size());
  for (const Input& input : again.form.inputs) EXPECT_EQ(input.initial, "More words");
  EXPECT_EQ(again.form.press, opened.form.press);
}

TEST(FormsPartsTest, WhereSeveralWaysNeedMoreThanFitsTheWayIsChosenFirst) {
  Story story = started_with(ten_fields());
  story.agency.workflows.at({campaign, 1})
      .transitions.push_back(transition("skip", "strategy", "approved", anyone(), anyone(),
                                        {{field("why", "Why it is skipped")}}));
  story.form_inputs_max = 8;
  Press press = give_press(story);
  press.filled = {{"note", "Hello"}};
  const Reply choice = story.press(ana, press);
  ASSERT_EQ(choice.kind, Reply::Kind::message);
  ASSERT_EQ(choice.card.buttons.size(), 2u) << text_of(choice);
  const Reply skipping = story.press(ana, choice.card.buttons[1].press);
  ASSERT_EQ(skipping.kind, Reply::Kind::open_form);
  EXPECT_EQ(skipping.form.press.text, "approved");
  EXPECT_EQ(skipping.form.inputs.back().initial, "Hello");
  EXPECT_EQ(story.press(ana, choice.card.buttons[0].press).form.title, "ACME-12, part 1 of 2");
}

TEST(FormsPartsTest, TheFormOfWhatIsMissingGoesOnBehindWhatWasLeftEmpty) {
  Story story = started_with(ten_fields());
  story.form_inputs_max = 4;
  std::vector<std::string> asked;
  Reply opened = story.type(ana, "set ACME-12");
  while (opened.kind == Reply::Kind::open_form && asked.size() < 20) {
    FormValues values;
    for (const Input& input : opened.form.inputs) {
      EXPECT_TRUE(input.optional);
      asked.push_back(input.name);
      values[input.name] = "";
    }
    values[opened.form.inputs.back().name] = "Some words";  // all others stay empty
    const Reply saved = story.submit(ana, opened.form.press, values);
    ASSERT_EQ(saved.kind, Reply::Kind::message);
    if (saved.card.buttons.empty()) break;
    opened = story.press(ana, saved.card.buttons[0].press);
  }
  const std::vector<std::string> expected{"value:f1", "value:f2", "value:f3", "value:f4",
                                          "value:f5", "value:f6", "value:f7", "value:f8",
                                          "value:f9", "value:f10"};
  EXPECT_EQ(asked, expected);
  EXPECT_EQ(answers_of(story.task).size(), 3u);
  // Bare again, it asks for all that was left empty.
  EXPECT_EQ(story.type(ana, "set ACME-12").form.inputs.front().name, "value:f1");
}

TEST(FormsPartsTest, WhereNothingIsMissingThereIsNoForm) {
  Story story = ready_for_production();
  const Reply reply = story.type(ana, "set ACME-12");
  ASSERT_EQ(reply.kind, Reply::Kind::message);
  EXPECT_TRUE(plain_text(reply.card).starts_with("Nothing is missing on ACME-12"))
      << text_of(reply);
  story.then(olga, "cancel ACME-12 The client has stopped it");
  EXPECT_TRUE(plain_text(story.type(ana, "set ACME-12").card).starts_with("ACME-12 is cancelled"));
}

rc::Gen<Requirement> any_requirement(int number) {
  return rc::gen::apply(
      [number](int kind, int type, int at_least) {
        const std::string id = "r" + std::to_string(number);
        if (kind < 2) return evidence(id, "Evidence " + id, EvidenceKind::link, at_least);
        Requirement made = field(id, "Field " + id, static_cast<FieldType>(type));
        if (made.type == FieldType::choice) made.choices = {"one", "two words"};
        return made;
      },
      rc::gen::inRange(0, 5), rc::gen::inRange(0, static_cast<int>(FieldType::yes_no) + 1),
      rc::gen::inRange(1, 4));
}

RC_GTEST_PROP(FormsPartsTest, TogetherAskForEveryMissingInputOnceAndEndInTheSameGive, ()) {
  const int count = *rc::gen::inRange(0, 31).as("requirements");
  const auto inputs_max = *rc::gen::inRange<std::size_t>(3, 11).as("inputs_max");
  Gate gate;
  for (int i = 0; i < count; ++i) {
    gate.requirements.push_back(*rc::gen::noShrink(any_requirement(i)));
  }
  const Story story = started_with(gate);
  Press press = give_press(story);
  press.text = "creative-production";  // as the button of a refused give has it
  press.filled = {{"receiver", "p2"}, {"note", "Please start on Monday"}};
  const Walk parts = walk(story, inputs_max, press);
  const Walk whole = walk(story, 98, press);
  RC_ASSERT(whole.forms.size() == 1u);

  std::multiset<std::string> asked;
  for (const Form& form : parts.forms) {
    RC_ASSERT(form.inputs.size() <= inputs_max);
    RC_ASSERT(text::length(form.title) <= 24u);
    for (const Input& input : form.inputs) asked.insert(input.name);
  }
  std::multiset<std::string> expected;
  for (const Input& input : whole.forms.front().inputs) expected.insert(input.name);
  RC_ASSERT(asked == expected);
  const std::size_t fewest = (expected.size() + inputs_max - 1) / inputs_max;
  RC_ASSERT(parts.forms.size() == fewest);

  RC_ASSERT(parts.last.action == whole.last.action);
  RC_ASSERT(parts.last.task == whole.last.task);
  RC_ASSERT(parts.task.phase == Phase::offered);
  RC_ASSERT(answers_of(parts.task) == answers_of(whole.task));
  RC_ASSERT(parts.task.offer()->receiver == whole.task.offer()->receiver);
  RC_ASSERT(parts.task.offer()->note == whole.task.offer()->note);
}

}  // namespace
}  // namespace baton::test
