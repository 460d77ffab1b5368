#include "bot/codec/json_guard.h"

#include <cmath>
#include <cstdint>
#include <iterator>
#include <limits>
#include <map>
#include <random>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <nlohmann/json.hpp>

#include "bot/ports/errc.h"

namespace baton::codec {
namespace {

using nlohmann::json;

std::string nested(int depth) {
  const auto times = static_cast<std::size_t>(depth);
  return std::string(times, '[') + std::string(times, ']');
}

std::string list_of(int count) {
  std::string text = "[0";
  for (int i = 1; i < count; ++i) text += ",0";
  return text + "]";
}

TEST(JsonGuardTest, ReadsWhatIsJson) {
  const struct {
    const char* text;
    json expected;
  } cases[] = {
      {"null", nullptr},
      {" true ", true},
      {"-0", 0},
      {"-9223372036854775808", std::numeric_limits<std::int64_t>::min()},
      {"18446744073709551615", std::numeric_limits<std::uint64_t>::max()},
      {"1.5e3", 1500.0},
      {R"("a\u00e4\ud83d\ude00\n")", "a\xC3\xA4\xF0\x9F\x98\x80\n"},
      {"[]", json::array()},
      {"{}", json::object()},
      {R"({"":{"a":[1,[2,{"b":null}],"c"],"d":false},"e":[{}]})",
       {{"", {{"a", {1, {2, {{"b", nullptr}}}, "c"}}, {"d", false}}},
        {"e", json::array({json::object()})}}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    const auto parsed = parse_json(c.text);
    ASSERT_TRUE(parsed);
    EXPECT_EQ(*parsed, c.expected);
  }
}

TEST(JsonGuardTest, RefusesWhatReadersTakeDifferently) {  // T28
  const struct {
    const char* name;
    std::string text;
    AppErrc error;
  } cases[] = {
      {"nothing", "", AppErrc::bad_request},
      {"white space only", " \n", AppErrc::bad_request},
      {"a key twice", R"({"a":1,"a":2})", AppErrc::bad_request},
      {"a key twice, once escaped", R"({"a":1,"\u0061":2})", AppErrc::bad_request},
      {"a key twice, deep inside", R"([{"b":{"a":1,"c":2,"a":1}}])", AppErrc::bad_request},
      {"infinity", "1e999", AppErrc::bad_request},
      {"minus infinity", "[-1e999]", AppErrc::bad_request},
      {"not a number", "NaN", AppErrc::bad_request},
      {"an escaped NUL", R"("\u0000")", AppErrc::bad_request},
      {"an escaped NUL in a key", R"({"a\u0000":1})", AppErrc::bad_request},
      {"a raw NUL", std::string("\"a\0b\"", 5), AppErrc::bad_request},
      {"a raw NUL, then more", std::string("{}\0{}", 5), AppErrc::bad_request},
      {"a byte order mark", "\xEF\xBB\xBF{}", AppErrc::bad_request},
      {"invalid UTF-8", "\"\xFF\"", AppErrc::bad_request},
      {"an overlong form", "\"\xC0\x80\"", AppErrc::bad_request},
      {"a lone high surrogate", R"("\ud800")", AppErrc::bad_request},
      {"a lone low surrogate", R"("\udc00x")", AppErrc::bad_request},
      {"text after the value", "{} {}", AppErrc::bad_request},
      {"a comment", "{/**/}", AppErrc::bad_request},
      {"a trailing comma", "[1,]", AppErrc::bad_request},
      {"a raw line feed in a string", "\"a\nb\"", AppErrc::bad_request},
      {"an unfinished object", R"({"a":)", AppErrc::bad_request},
      {"depth 33", nested(33), AppErrc::too_large},
      {"depth 100,000", std::string(100'000, '['), AppErrc::too_large},
      {"50,001 values", list_of(50'000), AppErrc::too_large},
      {"a string over 256 KiB", '"' + std::string(256 * 1024 + 1, 'x') + '"', AppErrc::too_large},
      {"a key over 256 KiB", "{\"" + std::string(256 * 1024 + 1, 'x') + "\":1}",
       AppErrc::too_large},
      {"a text over 4 MiB", std::string(4 * 1024 * 1024 + 1, ' '), AppErrc::too_large},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    const auto parsed = parse_json(c.text);
    ASSERT_FALSE(parsed);
    EXPECT_EQ(parsed.error(), c.error);
  }
}

TEST(JsonGuardTest, TakesTheLimitsThemselves) {
  EXPECT_TRUE(parse_json(nested(32)));
  EXPECT_TRUE(parse_json(list_of(49'999)));
  EXPECT_TRUE(parse_json('"' + std::string(256 * 1024, 'x') + '"'));
  JsonLimits limits;
  limits.depth_max = 1;
  EXPECT_TRUE(parse_json("[1]", limits));
  EXPECT_FALSE(parse_json("[[]]", limits));
}

TEST(CanonicalTest, EqualValuesHaveOneText) {
  const auto one = parse_json(R"( { "b" : [ 1 , -2 ], "a" : "\u00e4\/\n\u007f\u001f", "B":{} } )");
  ASSERT_TRUE(one);
  EXPECT_EQ(canonical(*one), "{\"B\":{},\"a\":\"\xC3\xA4/\\n\x7F\\u001f\",\"b\":[1,-2]}");
  EXPECT_EQ(canonical(json(std::numeric_limits<std::int64_t>::min())), "-9223372036854775808");
}

TEST(CanonicalTest, HoldsIntegersAndUtf8Only) {
  EXPECT_THROW(canonical(json::array({1.0})), std::invalid_argument);
  EXPECT_THROW(canonical({{"a", {{"b", 0.5}}}}), std::invalid_argument);
  EXPECT_THROW(canonical("\xFF"), std::invalid_argument);
  EXPECT_THROW(canonical(json::binary({1, 2})), std::invalid_argument);
}

/// Whether the guard's promises hold for a value, looked at from outside.
void expect_guarded(const json& value, std::size_t depth) {
  ASSERT_LE(depth, 32u);
  ASSERT_TRUE(!value.is_number_float() || std::isfinite(value.get<double>()));
  const std::string* const text = value.get_ptr<const std::string*>();
  ASSERT_TRUE(text == nullptr || text->find(char{}) == std::string::npos);
  if (!value.is_structured()) return;
  for (const json& child : value) expect_guarded(child, depth + 1);
}

TEST(JsonGuardTest, WhateverPassesReadsBackTheSame) {  // 10,000 mutations
  const std::string seeds[] = {
      R"({"type":"block_actions","user":{"id":"U1"},"actions":[{"value":"a\u00e4","n":-12.5e1}]})",
      R"([[[[1,2,3],{"a":[true,false,null]}],"\ud83d\ude00"],18446744073709551615,{"":{}}])",
  };
  const std::string pieces[] = {
      "{",    "}", "[",    "]",        ",",    ":",        "\"", "\\u00", "\\ud8",
      "1e99", "-", "null", "\"a\":1,", "\x80", "\xC3\xA4", " ",  "\\",    std::string(1, '\0')};
  std::mt19937 random(28);
  std::size_t passed = 0;
  for (int i = 0; i < 10'000; ++i) {
    std::string text = seeds[random() % std::size(seeds)];
    for (std::size_t changes = random() % 3 + 1; changes > 0; --changes) {
      const std::size_t at = random() % text.size();
      const std::string& piece = pieces[random() % std::size(pieces)];
      switch (random() % 3) {
        case 0: text.insert(at, piece); break;
        case 1: text.erase(at, random() % 4); break;
        default: text.replace(at, piece.size(), piece); break;
      }
    }
    const auto parsed = parse_json(text);
    if (!parsed) continue;
    ++passed;
    SCOPED_TRACE(text);
    expect_guarded(*parsed, 0);
    const auto again = parse_json(parsed->dump());
    ASSERT_TRUE(again);
    ASSERT_EQ(*again, *parsed);
  }
  EXPECT_GT(passed, 500u);
}

/// A value of a few levels, whose texts may hold NUL.
rc::Gen<json> any_json(int levels) {
  const rc::Gen<std::string> text = rc::gen::container<std::string>(rc::gen::inRange('\0', '\x7f'));
  const rc::Gen<json> leaf =
      rc::gen::oneOf(rc::gen::map(text, [](std::string value) { return json(std::move(value)); }),
                     rc::gen::map(rc::gen::arbitrary<std::int64_t>(),
                                  [](std::int64_t value) { return json(value); }),
                     rc::gen::element(json(nullptr), json(true)));
  if (levels == 0) return leaf;
  const rc::Gen<json> child = any_json(levels - 1);
  return rc::gen::oneOf(
      leaf,
      rc::gen::map(rc::gen::container<std::vector<json>>(child),
                   [](std::vector<json> values) { return json(std::move(values)); }),
      rc::gen::map(rc::gen::container<std::map<std::string, json>>(text, child),
                   [](std::map<std::string, json> members) { return json(std::move(members)); }));
}

RC_GTEST_PROP(JsonGuardProperties, WritesAsTheLibraryDoes, ()) {
  const json value = *any_json(3);
  RC_ASSERT(canonical(value) == value.dump());
}

TEST(JsonGuardTest, EscapesAsTheLibraryDoes) {
  for (const char* text :
       {"", "\x01\x1f\x7f", "\b\f\n\r\t", "\"\\/", "\xC3\xA4 \xE2\x80\xA6 \xF0\x9F\x98\x80"}) {
    EXPECT_EQ(canonical(text), json(text).dump());
  }
  EXPECT_EQ(canonical(std::string("a\0b", 3)), "\"a\\u0000b\"");
  EXPECT_EQ(canonical(std::numeric_limits<std::uint64_t>::max()), "18446744073709551615");
  EXPECT_THROW(canonical({{"\xFF", 1}}), std::invalid_argument);
}

RC_GTEST_PROP(JsonGuardProperties, WritesWithLimitsJustWhatItReadsWithThem, ()) {
  JsonLimits limits;
  limits.text_bytes_max = *rc::gen::inRange<std::size_t>(0, 200);
  limits.depth_max = *rc::gen::inRange<std::size_t>(0, 4);
  limits.nodes_max = *rc::gen::inRange<std::size_t>(0, 20);
  limits.string_bytes_max = *rc::gen::inRange<std::size_t>(0, 20);
  const json value = *any_json(3);
  const bool reads = parse_json(canonical(value), limits).has_value();
  RC_CLASSIFY(reads);
  try {
    RC_ASSERT(canonical(value, limits) == canonical(value));
    RC_ASSERT(reads);
  } catch (const std::invalid_argument&) {
    RC_ASSERT(!reads);
  }
}

}  // namespace
}  // namespace baton::codec
