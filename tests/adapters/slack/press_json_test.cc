#include "bot/codec/press_json.h"

#include <random>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

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
      {"unknown verb", R"({"b":1,"k":"act","v":"forgive"})"},
      {"verb in upper case", R"({"b":1,"k":"act","v":"Accept"})"},
      {"verb as number", R"({"b":1,"k":"act","v":7})"},
      {"a verb on a run", R"({"b":1,"k":"run","v":"accept","x":"list"})"},
      {"a text on an act", R"({"b":1,"k":"act","v":"accept","x":"list"})"},
      {"an empty text", R"({"b":1,"k":"run","x":""})"},
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
  RC_ASSERT(!press || press->text.empty() || press->text.find("\uFFFD") != std::string::npos);
}

/// T04: a value that was tampered with is refused, or it is a well-formed press like any other,
/// which the present state then decides.
TEST(PressJsonProperties, AMutatedValueIsRefusedOrWellFormed) {
  const std::string good = press_json(accept_press());
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
