#include <random>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "adapters/slack/render.h"
#include "bot/codec/press_json.h"
#include "tests/adapters/slack/block_kit_limits.h"
#include "tests/adapters/slack/samples.h"
#include "tests/support/golden.h"

namespace baton::slack {
namespace {

using Json = nlohmann::json;

TEST(SlackViewTest, AFormIsAModal) {
  const Json rendered = view(test::return_form());
  EXPECT_EQ(test::view_faults(rendered), std::vector<std::string>());
  test::expect_golden("slack/return_form.json", rendered.dump(2) + "\n");
}

TEST(SlackViewTest, ItsPressTravelsAlong) {
  const Form form = test::return_form();
  const Json rendered = view(form);
  EXPECT_EQ(rendered["callback_id"], form_callback);
  EXPECT_EQ(parse_press(rendered["private_metadata"].get<std::string>()).value(), form.press);
}

TEST(SlackViewTest, APartCarriesItsStageAndWhatTheNextOneStartsWith) {
  Form form = test::return_form();
  form.press.kind = Press::Kind::open_form;
  form.press.verb = Verb::set;
  form.press.text = "deployment-ready";
  form.press.filled = {{"note", "Please <start> & tell me"}, {"receiver", "p3"}};
  const Json rendered = view(form);
  EXPECT_EQ(parse_press(rendered["private_metadata"].get<std::string>()).value(), form.press);
  EXPECT_EQ(test::view_faults(rendered), std::vector<std::string>());
}

TEST(SlackViewTest, WhatIsFilledInStaysAsTyped) {
  const Json rendered = view(test::return_form());
  EXPECT_EQ(rendered["blocks"][2]["element"]["initial_value"], "Logo <too small> & blurred");
  EXPECT_EQ(rendered["blocks"][1]["element"]["initial_option"]["value"], "wrong-format");
}

TEST(SlackViewTest, AChoiceWithoutOptionsIsATextInput) {
  Form form = test::return_form();
  form.inputs[0].options.clear();
  const Json rendered = view(form);
  EXPECT_EQ(rendered["blocks"][1]["element"]["type"], "plain_text_input");
  EXPECT_EQ(test::view_faults(rendered), std::vector<std::string>());
}

TEST(SlackViewTest, AChoiceTellsBesideItWhatElseThereIs) {
  Form form = test::return_form();
  form.inputs[0].hint = "Not all 132 clients are listed. For another, type /handoff new <workflow>";
  const Json rendered = view(form);
  EXPECT_EQ(rendered["blocks"][1]["element"]["type"], "static_select");
  EXPECT_EQ(rendered["blocks"][1]["hint"]["type"], "plain_text");
  EXPECT_EQ(rendered["blocks"][1]["hint"]["text"], form.inputs[0].hint);
  EXPECT_EQ(test::view_faults(rendered), std::vector<std::string>());
}

TEST(SlackViewTest, AnEmptyFormIsStillAView) {
  EXPECT_EQ(test::view_faults(view(Form())), std::vector<std::string>());
}

TEST(SlackViewTest, AViewHasAtMostAHundredBlocks) {
  Form form = test::return_form();
  for (int i = 0; i < 130; ++i) {
    Input input;
    input.name = "input-" + std::to_string(i);
    input.label = "Input";
    form.inputs.push_back(std::move(input));
  }
  EXPECT_EQ(test::view_faults(view(form)), std::vector<std::string>());
}

TEST(SlackViewProperties, AnyFormIsWithinTheLimits) {
  std::mt19937 random(7);
  const auto text = [&random](std::size_t max) {
    std::string out;
    for (std::size_t count = random() % (max + 1); out.size() < count;) {
      out += random() % 5 == 0 ? "é😀<!here>\n" : "word ";
    }
    return out;
  };
  for (int i = 0; i < 300; ++i) {
    Form form;
    form.title = text(60);
    form.submit = text(60);
    form.press = test::run_of(text(4000));
    if (random() % 2 == 0) form.press.kind = Press::Kind::open_form;
    for (std::size_t j = random() % 40; j > 0; --j) {
      form.press.filled["input-" + std::to_string(j)] = text(900);
    }
    for (std::size_t j = random() % 4; j > 0; --j) form.intro.push_back({plain(text(9000))});
    for (std::size_t j = random() % 10; j > 0; --j) {
      Input input;
      input.name = "input-" + std::to_string(j);
      input.label = text(3000);
      input.hint = text(3000);
      input.kind = static_cast<Input::Kind>(random() % 3);
      input.length_max = random() % 5000;
      input.initial = text(5000);
      for (std::size_t k = random() % 4 == 0 ? random() % 130 : 0; k > 0; --k) {
        input.options.push_back({text(120), std::string(random() % 160, 'v')});
      }
      form.inputs.push_back(std::move(input));
    }
    ASSERT_EQ(test::view_faults(view(form)), std::vector<std::string>());
  }
}

}  // namespace
}  // namespace baton::slack
