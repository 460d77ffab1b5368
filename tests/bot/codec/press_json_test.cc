#include "bot/codec/press_json.h"

#include <algorithm>
#include <random>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "bot/codec/utf8.h"
#include "bot/ports/errc.h"

namespace baton {
namespace {

Press accept_press() {
  Press press;
  press.kind = Press::Kind::act;
  press.verb = Verb::accept;
  press.task = TaskKey{"ACME-12"};
  press.handoff = 2;
  press.version = 17;
  return press;
}
Press run_press(std::string text) {
  Press press;
  press.kind = Press::Kind::run;
  press.text = std::move(text);
  return press;
}

Press form_press(FormValues filled) {
  Press press = accept_press();
  press.kind = Press::Kind::open_form;
  press.verb = Verb::give;
  press.text = "deployment-ready";
  press.filled = std::move(filled);
  return press;
}

TEST(PressJsonTest, IsCompactAndVersioned) {
  EXPECT_EQ(press_json(accept_press()),
            R"({"b":1,"h":2,"k":"act","n":17,"t":"ACME-12","v":"accept"})");
  Press form;
  form.kind = Press::Kind::open_form;
  form.verb = Verb::start_new;
  EXPECT_EQ(press_json(form), R"({"b":1,"k":"form","v":"new"})");
  EXPECT_EQ(press_json(run_press("list waiting")), R"({"b":1,"k":"run","x":"list waiting"})");
}

TEST(PressJsonTest, HoldsNothingThatReadsLikeMarkup) {  // T15
  const std::string json = press_json(run_press("note ACME-1 <!channel> & „é“"));
  EXPECT_EQ(json.find_first_of("<>&"), std::string::npos);
  EXPECT_TRUE(std::ranges::all_of(json, [](char c) { return c >= 0x20 && c < 0x7F; }));
  EXPECT_EQ(parse_press(json).value(), run_press("note ACME-1 <!channel> & „é“"));
}

TEST(PressJsonTest, ARunThatDoesNotFitOpensTheMenuInstead) {
  const std::string json = press_json(run_press(std::string(3000, 'x')));
  EXPECT_LE(json.size(), press_json_length_max);
  EXPECT_EQ(parse_press(json).value(), run_press(""));
}

TEST(PressJsonTest, AFormTakesAlongItsStageAndWhatIsFilledIn) {
  const Press press = form_press({{"note", "Hello <b>"}, {"receiver", ""}});
  EXPECT_EQ(press_json(press),
            R"({"b":1,"f":{"note":"Hello \u003cb\u003e","receiver":""},"h":2,"k":"form","n":17,)"
            R"("t":"ACME-12","v":"give","x":"deployment-ready"})");
  EXPECT_EQ(parse_press(press_json(press)).value(), press);
  Press act = press;  // only a form has inputs
  act.kind = Press::Kind::act;
  act.verb = Verb::accept;
  EXPECT_EQ(parse_press(press_json(act)).value(), accept_press());
}

TEST(PressJsonTest, AnUndoSaysWhatItTakesBack) {
  Press undo = accept_press();
  undo.verb = Verb::undo;
  undo.text = word_of(Undoing::give_back);
  EXPECT_EQ(press_json(undo),
            R"({"b":1,"h":2,"k":"act","n":17,"t":"ACME-12","v":"undo","x":"return"})");
  EXPECT_EQ(parse_press(press_json(undo)).value(), undo);
}

TEST(PressJsonTest, LeavesOutTheLongestThatIsFilledIn) {
  const std::string long_text(1500, 'x');
  const std::string longer_as_written("\xE2\x82\xAC");  // six bytes as \u20ac
  std::string euros;
  for (int i = 0; i < 300; ++i) euros += longer_as_written;
  const Press press = form_press(
      {{"note", long_text}, {"receiver", "p3"}, {"value:copy", euros}, {"value:goal", "Sales"}});
  Press expected = press;
  expected.filled.erase("value:copy");
  EXPECT_EQ(parse_press(press_json(press)).value(), expected);
  // The stage is the last to go: the form then asks for it.
  Press endless = form_press({{"receiver", "p3"}});
  endless.text = std::string(3000, 's');
  const Press read = parse_press(press_json(endless)).value();
  EXPECT_EQ(read.text, "");
  EXPECT_TRUE(read.filled.empty());
}

TEST(PressJsonTest, TheLimitIsTheCallers) {
  const Press press = form_press({{"note", std::string(10'000, 'x')}});
  const std::string json = press_json(press, 20'000);
  EXPECT_GT(json.size(), 10'000u);
  EXPECT_EQ(parse_press(json, 20'000).value(), press);
  EXPECT_EQ(parse_press(json, json.size()).value(), press);
  EXPECT_EQ(parse_press(json, json.size() - 1).error(), make_error_code(AppErrc::too_large));
  EXPECT_EQ(parse_press(json).error(), make_error_code(AppErrc::too_large));
  EXPECT_TRUE(parse_press(press_json(press, json.size() - 1)).value().filled.empty());
}

TEST(PressJsonTest, LeavesOutWhatCouldNotBeReadAgain) {
  FormValues filled{{"note", "fine"},
                    {"", "no name"},
                    {std::string(101, 'n'), "a name that is too long"},
                    {"words", "\xFF"},
                    {"text", std::string("a\0b", 3)},
                    {"na\xFFme", "x"}};
  EXPECT_EQ(parse_press(press_json(form_press(filled))).value(), form_press({{"note", "fine"}}));
  FormValues many;
  for (int i = 100; i < 140; ++i) many.emplace("value:" + std::to_string(i), "x");
  const Press read = parse_press(press_json(form_press(many))).value();
  EXPECT_EQ(read.filled.size(), 32u);
}

TEST(PressJsonTest, ReadsBackWhatItWrote) {
  for (int verb = 0; verb < verb_count; ++verb) {
    for (const Press::Kind kind : {Press::Kind::act, Press::Kind::open_form}) {
      Press press = accept_press();
      press.kind = kind;
      press.verb = static_cast<Verb>(verb);
      EXPECT_EQ(parse_press(press_json(press)).value(), press);
    }
  }
}

std::string too_many_inputs() {
  std::string inputs;
  for (int i = 0; i < 33; ++i) {
    inputs += (i > 0 ? ",\"" : "\"") + std::to_string(i) + R"(":"x")";
  }
  return R"({"b":1,"f":{)" + inputs + R"(},"k":"form","v":"give"})";
}

TEST(PressJsonTest, RefusesWhatItWouldNotWrite) {
  const struct {
    const char* name;
    std::string json;
  } cases[] = {
      {"nothing", ""},
      {"no JSON", "click_me_123"},
      {"no object", "[1]"},
      {"no version", R"({"k":"act","v":"accept"})"},
      {"another version", R"({"b":2,"k":"act","v":"accept"})"},
      {"version as text", R"({"b":"1","k":"act","v":"accept"})"},
      {"version as a fraction", R"({"b":1.0,"k":"act","v":"accept"})"},
      {"no kind", R"({"b":1,"v":"accept"})"},
      {"unknown kind", R"({"b":1,"k":"erase","v":"accept"})"},
      {"no verb", R"({"b":1,"k":"act"})"},
      {"unknown verb", R"({"b":1,"k":"act","v":"erase"})"},
      {"verb in upper case", R"({"b":1,"k":"act","v":"Accept"})"},
      {"verb as number", R"({"b":1,"k":"act","v":7})"},
      {"a verb on a run", R"({"b":1,"k":"run","v":"accept","x":"list"})"},
      {"a text on an act", R"({"b":1,"k":"act","v":"accept","x":"list"})"},
      {"an empty text of an undo", R"({"b":1,"k":"act","v":"undo","x":""})"},
      {"an empty text", R"({"b":1,"k":"run","x":""})"},
      {"an empty text of a form", R"({"b":1,"k":"form","v":"give","x":""})"},
      {"inputs on an act", R"({"b":1,"f":{"note":"x"},"k":"act","v":"accept"})"},
      {"inputs on a run", R"({"b":1,"f":{"note":"x"},"k":"run","x":"list"})"},
      {"no inputs", R"({"b":1,"f":{},"k":"form","v":"give"})"},
      {"inputs as a list", R"({"b":1,"f":["note"],"k":"form","v":"give"})"},
      {"inputs as a text", R"({"b":1,"f":"note","k":"form","v":"give"})"},
      {"an input that is no text", R"({"b":1,"f":{"note":1},"k":"form","v":"give"})"},
      {"an input within an input", R"({"b":1,"f":{"note":{"a":"b"}},"k":"form","v":"give"})"},
      {"an input without a name", R"({"b":1,"f":{"":"x"},"k":"form","v":"give"})"},
      {"an input twice", R"({"b":1,"f":{"a":"x","a":"x"},"k":"form","v":"give"})"},
      {"an input with NUL", R"({"b":1,"f":{"a":"\u0000"},"k":"form","v":"give"})"},
      {"a lone surrogate", R"({"b":1,"f":{"a":"\ud800"},"k":"form","v":"give"})"},
      {"an input with a long name",
       R"({"b":1,"f":{")" + std::string(101, 'n') + R"(":"x"},"k":"form","v":"give"})"},
      {"more inputs than a form has", too_many_inputs()},
      {"unknown member", R"({"b":1,"k":"act","v":"accept","z":1})"},
      {"a member twice", R"({"b":1,"k":"act","v":"accept","v":"accept"})"},
      {"key without number", R"({"b":1,"k":"act","v":"accept","t":"ACME"})"},
      {"key with letters", R"({"b":1,"k":"act","v":"accept","t":"ACME-x"})"},
      {"key with zero", R"({"b":1,"k":"act","v":"accept","t":"ACME-012"})"},
      {"key with space", R"({"b":1,"k":"act","v":"accept","t":"ACME -12"})"},
      {"key with slash", R"({"b":1,"k":"act","v":"accept","t":"../ACME-12"})"},
      {"key without client", R"({"b":1,"k":"act","v":"accept","t":"-12"})"},
      {"track without number", R"({"b":1,"k":"act","v":"accept","t":"ACME-12."})"},
      {"handoff zero", R"({"b":1,"k":"act","v":"accept","h":0})"},
      {"handoff negative", R"({"b":1,"k":"act","v":"accept","h":-1})"},
      {"handoff too big", R"({"b":1,"k":"act","v":"accept","h":1000001})"},
      {"handoff as text", R"({"b":1,"k":"act","v":"accept","h":"2"})"},
      {"version beyond every reader", R"({"b":1,"k":"act","v":"accept","n":18446744073709551615})"},
      {"a nested value", R"({"b":1,"k":"act","v":"accept","t":{"a":1}})"},
      {"text behind", R"({"b":1,"k":"act","v":"accept"} )"
                      "x"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    const auto press = parse_press(c.json);
    ASSERT_FALSE(press);
    EXPECT_EQ(press.error(), make_error_code(AppErrc::bad_request));
  }
  EXPECT_EQ(parse_press(std::string(2001, ' ')).error(), make_error_code(AppErrc::too_large));
}

TEST(PressJsonTest, ATrackHasAKeyToo) {
  Press press = accept_press();
  press.task = TaskKey{"ACME-12.2"};
  EXPECT_EQ(parse_press(press_json(press)).value(), press);
}

RC_GTEST_PROP(PressJsonProperties, AnyTextFitsAButtonAndComesBackWholeOrNotAtAll,
              (const std::string& text)) {
  const std::string json = press_json(run_press(text + text + text + text + text));
  RC_ASSERT(json.size() <= press_json_length_max);
  const auto press = parse_press(json);
  if (press && press->text == text + text + text + text + text) return;
  // Cut off for its length, or not UTF-8 to begin with, or not allowed in JSON from outside (NUL).
  RC_ASSERT((!press || press->text.empty() || press->text.find("\uFFFD") != std::string::npos));
}

/// Text as people, and those who mean harm, would type it: any bytes, markup, NUL, much of it.
rc::Gen<std::string> any_typed_text() {
  const auto repeated = rc::gen::apply(
      [](const std::string& text, int times) {
        std::string out;
        for (int i = 0; i < times; ++i) out += text;
        return out;
      },
      rc::gen::elementOf(std::vector<std::string>{"x", "<&>\"\\", "\xE2\x82\xAC",
                                                  "\xF0\x9F\x99\x82", "\n\t", "\"}}",
                                                  std::string("\0", 1)}),
      rc::gen::inRange(0, 800));
  return rc::gen::oneOf(rc::gen::arbitrary<std::string>(), repeated);
}

RC_GTEST_PROP(PressJsonProperties, WhatIsFilledInComesBackButForTheLongest, ()) {
  const auto names = rc::gen::oneOf(
      rc::gen::arbitrary<std::string>(),
      rc::gen::elementOf(std::vector<std::string>{"note", "receiver", "value:goal", "value:copy"}));
  const Press press =
      form_press(*rc::gen::container<FormValues>(names, any_typed_text()).as("filled"));
  const std::string json = press_json(press);
  RC_ASSERT(json.size() <= press_json_length_max);
  RC_ASSERT(std::ranges::all_of(json, [](char c) { return c >= 0x20 && c < 0x7F; }));
  RC_ASSERT(json.find_first_of("<>&") == std::string::npos);
  const auto read = parse_press(json);
  RC_ASSERT(!!read);
  Press rest = *read;
  rest.filled = press.filled;
  RC_ASSERT(rest == press);  // the stage and the task are never lost to a long note
  const auto can_travel = [](const std::string& text) {
    return codec::is_utf8(text) && text.find('\0') == std::string::npos;
  };
  FormValues travelling;
  for (const auto& [name, text] : press.filled) {
    const bool named = !name.empty() && name.size() <= 100 && can_travel(name);
    if (named && can_travel(text)) travelling.emplace(name, text);
  }
  if (travelling.size() > 32) return;  // the rest is left out by name
  for (const auto& [name, text] : read->filled) RC_ASSERT(travelling.at(name) == text);
  const auto as_written = [](const std::string& name, const std::string& text) {
    return press_json(form_press({{name, text}})).size();
  };
  for (const auto& [name, text] : travelling) {
    if (read->filled.contains(name)) continue;
    const std::string alone = press_json(form_press({{name, text}}));
    if (parse_press(alone)->filled.empty()) continue;  // too long in any company
    for (const auto& [kept, kept_text] : read->filled) {
      RC_ASSERT(as_written(kept, kept_text) <= as_written(name, text));
    }
  }
}

/// T04: a value that was tampered with is refused, or it is a well-formed press like any other,
/// which the present state then decides.
TEST(PressJsonProperties, AMutatedValueIsRefusedOrWellFormed) {
  const std::string good =
      press_json(form_press({{"note", "Hello"}, {"value:budget", "5000 EUR"}}));
  std::mt19937 random(4);
  int refused = 0;
  for (int i = 0; i < 10'000; ++i) {
    std::string mutated = good;
    switch (random() % 3) {
      case 0: mutated[random() % mutated.size()] = static_cast<char>(random() % 256); break;
      case 1: mutated.erase(random() % mutated.size(), 1 + random() % 4); break;
      default: mutated.insert(random() % mutated.size(), 1, static_cast<char>(random() % 128));
    }
    const auto press = parse_press(mutated);
    refused += press ? 0 : 1;
    if (press) {
      EXPECT_EQ(parse_press(press_json(*press)).value(), *press) << mutated;
    }
  }
  EXPECT_GT(refused, 5'000);
}

}  // namespace
}  // namespace baton
