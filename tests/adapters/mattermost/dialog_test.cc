#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "adapters/mattermost/render.h"
#include "bot/codec/utf8.h"
#include "tests/adapters/mattermost/sealing.h"
#include "tests/adapters/slack/samples.h"
#include "tests/support/golden.h"

namespace baton::mattermost {
namespace {

using Json = nlohmann::json;

const Seal seal = test::seal_of();
const Renderer renderer(seal, "https://baton.example.com");

FormSeal sealed(const Form& form) {
  FormSeal made;
  made.press = form.press;
  made.user = UserId{"g19yyc3g4tgfzkkxg4wrnr183w"};
  made.nonce = "00112233445566778899aabbccddeeff";
  made.opened_at = TimePoint(std::chrono::seconds(1'772'445'600));
  return made;
}
Json dialog_of(const Form& form) { return renderer.dialog(form, sealed(form))["dialog"]; }

/// A form of one input.
Form form_with(Input input) {
  Form form = test::return_form();
  form.inputs.assign(1, input);
  return form;
}
Input text_input(std::size_t length_max) {
  Input input;
  input.name = "value:budget";
  input.label = "Budget";
  input.length_max = length_max;
  return input;
}

TEST(MattermostDialogTest, AFormIsADialog) {
  const Form form = test::return_form();
  test::expect_golden("mattermost/return_form.json",
                      renderer.dialog(form, sealed(form)).dump(2) + "\n");
}

TEST(MattermostDialogTest, ItsStateIsSealed) {  // T03
  const Form form = test::return_form();
  EXPECT_EQ(seal.open_state(dialog_of(form)["state"].get<std::string>()).value(), sealed(form));
}

TEST(MattermostDialogTest, AnInputIsAsLongAsItsTextMayBe) {
  const struct {
    const char* name;
    Input::Kind kind;
    std::size_t length_max;
    const char* type;
    std::size_t shown_max;
  } cases[] = {
      {"a line", Input::Kind::text, 150, "text", 150},
      {"more than a line holds", Input::Kind::text, 151, "textarea", 151},
      {"short, of many lines", Input::Kind::long_text, 100, "textarea", 100},
      {"more than an area holds", Input::Kind::long_text, 9000, "textarea", 3000},
      {"none", Input::Kind::text, 0, "text", 1},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    Input input = text_input(c.length_max);
    input.kind = c.kind;
    input.initial = std::string(5000, 'x');
    const Json element = dialog_of(form_with(input))["elements"][0];
    EXPECT_EQ(element["type"], c.type);
    EXPECT_EQ(element["max_length"], c.shown_max);
    EXPECT_EQ(codec::count_code_points(element["default"].get<std::string>()), c.shown_max);
    EXPECT_EQ(element["name"], "value:budget") << "a key of the submission";
  }
}

TEST(MattermostDialogTest, WhatIsFilledInStaysAsTyped) {
  Input input = text_input(500);
  input.initial = "Logo <too small>, @all *b*\nsecond line";
  EXPECT_EQ(dialog_of(form_with(input))["elements"][0]["default"], input.initial);
  input.initial.clear();
  EXPECT_FALSE(dialog_of(form_with(input))["elements"][0].contains("default"));
}

TEST(MattermostDialogTest, ALongLabelStandsWholeInTheHelpText) {
  const std::string label = "Who at the client said yes?";  // 27
  const std::string hint = "Their name, as in the approval";
  Input input = text_input(100);
  input.label = label;
  Json element = dialog_of(form_with(input))["elements"][0];
  EXPECT_EQ(element["display_name"], "Who at the client said …");
  EXPECT_EQ(element["help_text"], label);
  input.hint = hint;
  element = dialog_of(form_with(input))["elements"][0];
  EXPECT_EQ(element["help_text"], label + " · " + hint);
  input.label = "Who said yes?";
  element = dialog_of(form_with(input))["elements"][0];
  EXPECT_EQ(element["display_name"], "Who said yes?");
  EXPECT_EQ(element["help_text"], hint);
}

TEST(MattermostDialogTest, AHintThatDoesNotFitStandsAboveTheInputs) {
  Input input = text_input(100);
  input.label = "Who at the client said yes?";
  input.hint = std::string(140, 'h');
  Json dialog = dialog_of(form_with(input));
  EXPECT_EQ(dialog["elements"][0]["help_text"], input.label);
  EXPECT_NE(dialog["introduction_text"].get<std::string>().find("\n**" + input.label +
                                                                "**: " + input.hint),
            std::string::npos);
  input.label = "Budget";
  input.hint = std::string(151, 'h');
  dialog = dialog_of(form_with(input));
  EXPECT_FALSE(dialog["elements"][0].contains("help_text"));
  EXPECT_NE(dialog["introduction_text"].get<std::string>().find(input.hint), std::string::npos);
}

TEST(MattermostDialogTest, AChoiceStartsAtOneOfItsOptionsOrNone) {
  Form form = test::return_form();
  EXPECT_EQ(dialog_of(form)["elements"][0]["default"], "wrong-format");
  form.inputs[0].initial = "no such reason";
  EXPECT_FALSE(dialog_of(form)["elements"][0].contains("default"));
  form.inputs[0].options.clear();
  EXPECT_EQ(dialog_of(form)["elements"][0]["type"], "textarea") << "nothing to choose from";
}

TEST(MattermostDialogTest, AChoiceTellsBesideItWhatElseThereIs) {
  Form form = test::return_form();
  form.inputs[0].hint = "Not all 132 clients are listed. For another, type /handoff new <workflow>";
  const Json element = dialog_of(form)["elements"][0];
  EXPECT_EQ(element["type"], "select");
  EXPECT_EQ(element["help_text"], form.inputs[0].hint);
}

TEST(MattermostDialogTest, TitlesAndLabelsHave24Characters) {
  Form form = test::return_form();
  form.title = form.submit = form.inputs[0].label = std::string(60, 'x');
  form.inputs[0].options[0].label = std::string(300, 'x');
  Json dialog = dialog_of(form);
  for (const Json& text :
       {dialog["title"], dialog["submit_label"], dialog["elements"][0]["display_name"]}) {
    EXPECT_EQ(text, std::string(23, 'x') + "…");
  }
  form.title = form.submit = form.inputs[0].label = "";
  dialog = dialog_of(form);
  EXPECT_EQ(dialog["title"], "…");
  EXPECT_EQ(dialog["submit_label"], "Send");
  EXPECT_EQ(dialog["elements"][0]["display_name"], "…");
}

TEST(MattermostDialogTest, TheIntroductionIsMarkdown) {
  Form form = test::return_form();
  form.intro = {{bold("a"), plain(" *b* @all")}, {code("ACME-12")}};
  EXPECT_EQ(dialog_of(form)["introduction_text"], "**a** \\*b\\* @\u2060all\n`ACME-12`");
}

}  // namespace
}  // namespace baton::mattermost
