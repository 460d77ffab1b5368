#include "adapters/mattermost/seal.h"

#include <functional>
#include <random>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <nlohmann/json.hpp>

#include "bot/ports/errc.h"
#include "tests/adapters/mattermost/sealing.h"

namespace baton::mattermost {
namespace {

using Json = nlohmann::json;
using test::seal_of;

const std::string ana = "3potgqwkbtbxbnbb6o1kydywic";
constexpr TimePoint opened_at{std::chrono::seconds(1'763'690'400)};

ButtonSeal of_message() { return {test::accept_press(), "card/ACME-12/2", {}}; }
ButtonSeal of_private_answer() { return {test::return_press(), "", UserId{ana}}; }
FormSeal of_form() { return {test::return_press(), UserId{ana}, "0123456789abcdef", opened_at}; }

/// The members of a dialog's state, to be tampered with.
Json members_of(const std::string& state) { return Json::parse(state); }

TEST(MattermostSealTest, WhatIsSealedOpensAsItWas) {
  const Seal seal = seal_of();
  for (const ButtonSeal& carried : {of_message(), of_private_answer()}) {
    const auto opened = seal.open_context(seal.context(carried));
    ASSERT_TRUE(opened) << opened.error().message();
    EXPECT_EQ(*opened, carried);
  }
  const auto opened = seal.open_state(seal.state(of_form()));
  ASSERT_TRUE(opened) << opened.error().message();
  EXPECT_EQ(*opened, of_form());
}

TEST(MattermostSealTest, WhatWasTypedIsCarriedWholeInAnyScript) {
  for (const std::string letter : {"x", "Ж", "語", "ह", "<", "\\", "\n"}) {
    SCOPED_TRACE(letter);
    std::string typed;
    for (int i = 0; i < 3'000; ++i) typed += letter;
    ButtonSeal button = of_private_answer();
    button.press.filled = {{"words", typed}};
    const auto pressed = seal_of().open_context(seal_of().context(button));
    ASSERT_TRUE(pressed) << pressed.error().message();
    EXPECT_EQ(*pressed, button);
    FormSeal form = of_form();
    form.press.filled = {{"words", typed}};
    const auto submitted = seal_of().open_state(seal_of().state(form));
    ASSERT_TRUE(submitted) << submitted.error().message();
    EXPECT_EQ(*submitted, form);
  }
}

RC_GTEST_PROP(MattermostSealTest, AnyTextIsCarried, (const std::string& bytes)) {
  std::string text;
  for (const char c : bytes) text += static_cast<char>(c & 0x7F);
  ButtonSeal carried = of_message();
  carried.slot = text;
  const auto opened = seal_of().open_context(seal_of().context(carried));
  RC_ASSERT(opened.has_value());
  RC_ASSERT(*opened == carried);
}

// Made by another program, from the description of the format: buttons and forms that are out
// there must open after an update.
TEST(MattermostSealTest, TheFormatIsWhatItWas) {
  const Json context = Json::parse(R"({"v": 1, "k": "4fbbbb741a405fbb", "a": "northlight",
    "w": "mattermost", "p": "{\"b\":1,\"h\":2,\"k\":\"act\",\"n\":17,\"t\":\"ACME-12\",\"v\":\"accept\"}",
    "u": "", "s": "card/ACME-12/2",
    "m": "9af3002969fcff64c173dfa52be7be8bb03f8189f36eb5e1da4ae1eefa2ffe58"})");
  EXPECT_EQ(seal_of().context(of_message()), context);
  const Json state = Json::parse(R"({"v": 1, "k": "4fbbbb741a405fbb", "a": "northlight",
    "w": "mattermost", "p": "{\"b\":1,\"h\":2,\"k\":\"form\",\"n\":17,\"t\":\"ACME-12\",\"v\":\"return\"}",
    "u": "3potgqwkbtbxbnbb6o1kydywic", "n": "0123456789abcdef", "t": 1763690400,
    "m": "2779abfaf1ee7d2ba127f8e09d3e1507343c0bd7dda1e07e4e2fb155a90f2f7b"})");
  EXPECT_EQ(members_of(seal_of().state(of_form())), state);
}

TEST(MattermostSealTest, TheOrderOfMembersDoesNotMatter) {
  const Seal seal = seal_of();
  const Json members = members_of(seal.state(of_form()));
  nlohmann::ordered_json reversed;
  for (auto member = members.rbegin(); member != members.rend(); ++member) {
    reversed[member.key()] = member.value();
  }
  ASSERT_NE(reversed.dump(), members.dump());
  const auto opened = seal.open_state(reversed.dump(2));
  ASSERT_TRUE(opened);
  EXPECT_EQ(*opened, of_form());
}

struct Forgery {
  const char* name;
  std::function<void(Json&)> forge;
  AppErrc error = AppErrc::bad_signature;
};

/// What can be done to the members of a seal of either kind. `m` is the sealing of them.
std::vector<Forgery> forgeries() {
  std::vector<Forgery> made{
      {"nothing at all", [](Json& m) { m = Json(); }},
      {"an empty object", [](Json& m) { m = Json::object(); }},
      {"a list of the members", [](Json& m) { m = Json::array({m}); }},
      {"a text", [](Json& m) { m = m.dump(); }},
      {"an extra member", [](Json& m) { m["x"] = ""; }},
      {"an extra member of a menu", [](Json& m) { m["selected_option"] = "night"; }},
      {"another version", [](Json& m) { m["v"] = 2; }},
      {"the version as a text", [](Json& m) { m["v"] = "1"; }},
      {"the version as a fraction", [](Json& m) { m["v"] = 1.0; }},
      {"a key id in capitals", [](Json& m) { m["k"] = "4FBBBB741A405FBB"; }},
      {"a key id that is cut", [](Json& m) { m["k"] = "4fbbbb741a405fb"; }},
      {"another key id", [](Json& m) { m["k"] = "0123456789abcdef"; }, AppErrc::unknown_key},
      {"another agency", [](Json& m) { m["a"] = "southlight"; }},
      {"another workspace", [](Json& m) { m["w"] = "second"; }},
      {"another verb", [](Json& m) { m["p"] = R"({"b":1,"k":"act","t":"ACME-12","v":"done"})"; }},
      {"another person", [](Json& m) { m["u"] = "g19yyc3g4tgfzkkxg4wrnr183w"; }},
      {"a border between members moved",
       [](Json& m) {
         m["a"] = "northlightm";
         m["w"] = "attermost";
       }},
      {"two members swapped", [](Json& m) { std::swap(m["a"], m["w"]); }},
      {"no MAC", [](Json& m) { m["m"] = ""; }},
      {"the MAC of zeros", [](Json& m) { m["m"] = std::string(64, '0'); }},
      {"a MAC in capitals",
       [](Json& m) {
         auto& mac = m["m"].get_ref<std::string&>();
         for (char& c : mac) c = c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c;
       }},
      {"half a MAC", [](Json& m) { m["m"] = m["m"].get<std::string>().substr(0, 32); }},
      {"a MAC and more", [](Json& m) { m["m"] = m["m"].get<std::string>() + "0"; }},
      {"a MAC that is a list", [](Json& m) { m["m"] = Json::array({m["m"]}); }},
  };
  return made;
}

TEST(MattermostSealTest, NoForgeryOpens) {
  const Seal seal = seal_of();
  for (const Forgery& c : forgeries()) {
    SCOPED_TRACE(c.name);
    Json context = seal.context(of_private_answer());
    c.forge(context);
    EXPECT_EQ(seal.open_context(context).error(), c.error);
    Json state = members_of(seal.state(of_form()));
    c.forge(state);
    EXPECT_EQ(seal.open_state(state.dump()).error(), c.error);
  }
}

TEST(MattermostSealTest, NoMemberCanBeLeftOutOrChanged) {
  const Seal seal = seal_of();
  const Json context = seal.context(of_message());
  for (const auto& [name, value] : context.items()) {
    SCOPED_TRACE(name);
    Json without = context;
    without.erase(name);
    EXPECT_EQ(seal.open_context(without).error(), AppErrc::bad_signature);
    Json changed = context;
    changed[name] = value.is_string() ? Json(value.get<std::string>() + "0") : Json(0);
    EXPECT_EQ(seal.open_context(changed).error(), AppErrc::bad_signature);
    Json null = context;
    null[name] = nullptr;
    EXPECT_EQ(seal.open_context(null).error(), AppErrc::bad_signature);
  }
  const Json state = members_of(seal.state(of_form()));
  for (const auto& [name, value] : state.items()) {
    SCOPED_TRACE(name);
    Json without = state;
    without.erase(name);
    EXPECT_EQ(seal.open_state(without.dump()).error(), AppErrc::bad_signature);
    Json changed = state;
    changed[name] = value.is_string() ? Json(value.get<std::string>() + "0")
                                      : Json(value.get<std::int64_t>() + 60);
    EXPECT_EQ(seal.open_state(changed.dump()).error(), AppErrc::bad_signature);
  }
}

TEST(MattermostSealTest, NoTwoMembersCanBeSwapped) {
  const Seal seal = seal_of();
  const Json context = seal.context(of_private_answer());
  for (auto one = context.begin(); one != context.end(); ++one) {
    for (auto other = std::next(one); other != context.end(); ++other) {
      SCOPED_TRACE(one.key() + other.key());
      Json swapped = context;
      std::swap(swapped[one.key()], swapped[other.key()]);
      EXPECT_EQ(seal.open_context(swapped).error(), AppErrc::bad_signature);
    }
  }
}

TEST(MattermostSealTest, AStateThatIsCutNeverOpens) {
  const Seal seal = seal_of();
  const std::string state = seal.state(of_form());
  for (std::size_t length = 0; length < state.size(); ++length) {
    SCOPED_TRACE(length);
    EXPECT_EQ(seal.open_state(state.substr(0, length)).error(), AppErrc::bad_signature);
    EXPECT_EQ(seal.open_state(state.substr(state.size() - length)).error(), AppErrc::bad_signature);
  }
  EXPECT_EQ(seal.open_state(state + state).error(), AppErrc::bad_signature);
}

TEST(MattermostSealTest, AMemberThatComesTwiceNeverOpens) {
  const std::string state = seal_of().state(of_form());
  const std::string twice = R"({"u":"g19yyc3g4tgfzkkxg4wrnr183w",)" + state.substr(1);
  EXPECT_EQ(seal_of().open_state(twice).error(), AppErrc::bad_signature);
}

TEST(MattermostSealTest, AButtonsSealIsNoForms) {
  const Seal seal = seal_of();
  EXPECT_EQ(seal.open_state(seal.context(of_message()).dump()).error(), AppErrc::bad_signature);
  EXPECT_EQ(seal.open_context(members_of(seal.state(of_form()))).error(), AppErrc::bad_signature);

  Json as_form = seal.context(of_private_answer());  // with the names that a form has
  as_form.erase("s");
  as_form["n"] = "";
  as_form["t"] = 0;
  EXPECT_EQ(seal.open_state(as_form.dump()).error(), AppErrc::bad_signature);
  Json as_button = members_of(seal.state(of_form()));
  as_button.erase("n");
  as_button.erase("t");
  as_button["s"] = "";
  EXPECT_EQ(seal.open_context(as_button).error(), AppErrc::bad_signature);
}

TEST(MattermostSealTest, AnothersSealUnderOurKeyIsForeign) {
  const Seal seal = seal_of();
  for (const Seal& other : {seal_of(test::seal_key, "southlight", "mattermost"),
                            seal_of(test::seal_key, "northlight", "second")}) {
    EXPECT_EQ(seal.open_context(other.context(of_message())).error(), AppErrc::foreign_workspace);
    EXPECT_EQ(seal.open_state(other.state(of_form())).error(), AppErrc::foreign_workspace);
  }
}

TEST(MattermostSealTest, WhatTheKeyBeforeSealedIsUnknown) {
  const Seal before = seal_of();
  const Seal after = seal_of(test::next_seal_key);
  EXPECT_EQ(after.open_context(before.context(of_message())).error(), AppErrc::unknown_key);
  EXPECT_EQ(after.open_state(before.state(of_form())).error(), AppErrc::unknown_key);

  Json renamed = before.context(of_message());  // the old seal under the new key's name
  renamed["k"] = after.key_id();
  EXPECT_EQ(after.open_context(renamed).error(), AppErrc::bad_signature);
}

TEST(MattermostSealTest, APressThatNobodyCanReadDoesNotOpen) {  // of a release that is gone
  ButtonSeal button = of_message();
  button.press.task = TaskKey{"no key"};
  EXPECT_EQ(seal_of().open_context(seal_of().context(button)).error(), AppErrc::bad_signature);
  FormSeal form = of_form();
  form.press.task = TaskKey{"no key"};
  EXPECT_EQ(seal_of().open_state(seal_of().state(form)).error(), AppErrc::bad_signature);
}

TEST(MattermostSealTest, TheKeyIdNamesTheKeyAndNothingElse) {
  EXPECT_EQ(seal_of().key_id().size(), 16u);
  EXPECT_EQ(seal_of().key_id(), seal_of(test::seal_key, "southlight", "second").key_id());
  EXPECT_NE(seal_of().key_id(), seal_of(test::next_seal_key).key_id());
}

TEST(MattermostSealTest, AShortKeyIsRefused) {
  EXPECT_THROW(seal_of(Secret()), std::invalid_argument);
  EXPECT_THROW(seal_of(Secret(std::string(31, 'k'))), std::invalid_argument);
  EXPECT_NO_THROW(seal_of(Secret(std::string(32, 'k'))));
}

/// `text` with one to three of its bytes replaced, left out or put in.
std::string mutated(std::string text, std::mt19937& random) {
  const auto below = [&random](std::size_t end) {
    return std::uniform_int_distribution<std::size_t>(0, end - 1)(random);
  };
  for (std::size_t changes = 1 + below(3); changes > 0; --changes) {
    const std::size_t at = below(text.size());
    const char byte = static_cast<char>(0x20 + below(0x5F));
    switch (below(3)) {
      case 0: text[at] = byte; break;
      case 1: text.erase(at, 1); break;
      default: text.insert(at, 1, byte);
    }
  }
  return text;
}

TEST(MattermostSealTest, AThousandMutationsOpenToNothingElse) {
  const Seal seal = seal_of();
  const std::string context = seal.context(of_message()).dump();
  const std::string state = seal.state(of_form());
  std::mt19937 random(20260302);
  for (int i = 0; i < 1000; ++i) {
    const std::string changed_context = mutated(context, random);
    SCOPED_TRACE(changed_context);
    const auto button = seal.open_context(Json::parse(changed_context, nullptr, false));
    EXPECT_TRUE(!button || *button == of_message());
    const std::string changed_state = mutated(state, random);
    SCOPED_TRACE(changed_state);
    const auto form = seal.open_state(changed_state);
    EXPECT_TRUE(!form || *form == of_form());
  }
}

}  // namespace
}  // namespace baton::mattermost
