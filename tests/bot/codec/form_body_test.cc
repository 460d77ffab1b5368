#include "bot/codec/form_body.h"

#include <iterator>
#include <random>
#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "bot/codec/utf8.h"
#include "bot/ports/errc.h"

namespace baton::codec {
namespace {

TEST(FormBodyTest, ReadsWhatIsAForm) {
  const struct {
    const char* body;
    FormFields expected;
  } cases[] = {
      {"", {}},
      {"a=1", {{"a", "1"}}},
      {"a=1&b=", {{"a", "1"}, {"b", ""}}},
      {"a", {{"a", ""}}},
      {"a=b=c", {{"a", "b=c"}}},
      {"text=new+quick%20ACME%26Co&command=%2Fhandoff",
       {{"command", "/handoff"}, {"text", "new quick ACME&Co"}}},
      {"response_url=https://hooks.slack.com/a", {{"response_url", "https://hooks.slack.com/a"}}},
      {"a=%c3%A4", {{"a", "\xC3\xA4"}}},
      {"a=%0A%09", {{"a", "\n\t"}}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.body);
    const auto fields = parse_form(c.body);
    ASSERT_TRUE(fields);
    EXPECT_EQ(*fields, c.expected);
  }
}

TEST(FormBodyTest, KeepsPairsInTheirOrderAndNamesThatComeAgain) {
  const auto pairs = parse_form_pairs("b=2&a=1&b=%20&c&b=2");
  ASSERT_TRUE(pairs);
  EXPECT_EQ(*pairs, (FormPairs{{"b", "2"}, {"a", "1"}, {"b", " "}, {"c", ""}, {"b", "2"}}));
  EXPECT_EQ(parse_form("b=2&a=1&b=%20").error(), AppErrc::bad_request);
  ASSERT_TRUE(parse_form_pairs(""));
  EXPECT_TRUE(parse_form_pairs("")->empty());
}

TEST(FormBodyTest, PairsAreAsStrictAsFields) {
  for (const char* const body : {"a=%4", "a=%FF", "=1", "a=1&&b=2", "a=1&"}) {
    SCOPED_TRACE(body);
    EXPECT_EQ(parse_form_pairs(body).error(), AppErrc::bad_request);
  }
  const FormLimits limits{2, 3};
  EXPECT_TRUE(parse_form_pairs("a=123&a=123", limits));
  EXPECT_EQ(parse_form_pairs("a=1&a=2&a=3", limits).error(), AppErrc::too_large);
  EXPECT_EQ(parse_form_pairs("a=1234", limits).error(), AppErrc::too_large);
}

TEST(FormBodyTest, RefusesWhatReadersTakeDifferently) {  // T29
  std::string pairs_65 = "p0=";
  for (int i = 1; i < 65; ++i) pairs_65 += "&p" + std::to_string(i) + "=";
  const struct {
    const char* name;
    std::string body;
    AppErrc error;
  } cases[] = {
      {"half an escape", "a=%4", AppErrc::bad_request},
      {"a lone percent sign", "a=100%", AppErrc::bad_request},
      {"an escape of no hex", "a=%4g", AppErrc::bad_request},
      {"a signed escape", "a=%+1", AppErrc::bad_request},
      {"a name twice", "a=1&a=2", AppErrc::bad_request},
      {"a name twice, once escaped", "a=1&%61=1", AppErrc::bad_request},
      {"no name", "=1", AppErrc::bad_request},
      {"an empty pair", "a=1&&b=2", AppErrc::bad_request},
      {"an empty pair first", "&a=1", AppErrc::bad_request},
      {"an empty pair last", "a=1&", AppErrc::bad_request},
      {"a NUL", "a=%00", AppErrc::bad_request},
      {"invalid UTF-8", "a=%FF", AppErrc::bad_request},
      {"half a character", "a=%C3", AppErrc::bad_request},
      {"a raw space", "a=b c", AppErrc::bad_request},
      {"a raw line end", "a=b\r\n", AppErrc::bad_request},
      {"65 pairs", pairs_65, AppErrc::too_large},
      {"a value over 256 KiB", "a=" + std::string(256 * 1024 + 1, 'x'), AppErrc::too_large},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    const auto fields = parse_form(c.body);
    ASSERT_FALSE(fields);
    EXPECT_EQ(fields.error(), c.error);
  }
  EXPECT_TRUE(parse_form(pairs_65.substr(0, pairs_65.rfind('&'))));  // 64
}

TEST(FormBodyTest, AFieldThatIsNotThereIsEmpty) {
  const FormFields fields = {{"a", "1"}};
  EXPECT_EQ(field_of(fields, "a"), "1");
  EXPECT_EQ(field_of(fields, "b"), "");
}

TEST(FormBodyTest, EscapesAllButUnreservedCharacters) {
  EXPECT_EQ(encode_form({{"a b", "c&d=e"}, {"\xC3\xA4", "~-._"}}), "a+b=c%26d%3De&%C3%A4=~-._");
  EXPECT_EQ(percent_encode("a b/\xC3\xA4"), "a%20b%2F%C3%A4");
}

RC_GTEST_PROP(FormBodyProperties, WhatIsEncodedReadsBack, (FormFields fields)) {
  std::vector<std::pair<std::string, std::string>> pairs;
  FormFields expected;
  for (const auto& [name, value] : fields) {
    const bool fits = !name.empty() && (name + value).find('\0') == std::string::npos &&
                      is_utf8(name) && is_utf8(value);
    if (!fits || pairs.size() == 64) continue;
    pairs.emplace_back(name, value);
    expected.emplace(name, value);
  }
  const auto read = parse_form(encode_form(pairs));
  RC_ASSERT(read.has_value());
  RC_ASSERT(*read == expected);
}

TEST(FormBodyTest, WhateverPassesReadsBackTheSame) {  // 10,000 mutations
  const std::string seed =
      "token=x&team_id=T0001&command=%2Fhandoff&text=new+quick+%22Spring+launch%22&trigger_id=1.2";
  const std::string pieces[] = {"%", "&", "=", "+", "%41", "%00", "%C3%A4", "\x80", "a", " ", ";"};
  std::mt19937 random(29);
  std::size_t passed = 0;
  for (int i = 0; i < 10'000; ++i) {
    std::string body = seed;
    for (std::size_t changes = random() % 3 + 1; changes > 0; --changes) {
      const std::size_t at = random() % body.size();
      const std::string& piece = pieces[random() % std::size(pieces)];
      switch (random() % 3) {
        case 0: body.insert(at, piece); break;
        case 1: body.erase(at, random() % 4); break;
        default: body.replace(at, piece.size(), piece); break;
      }
    }
    const auto fields = parse_form(body);
    if (!fields) continue;
    ++passed;
    SCOPED_TRACE(body);
    const auto again = parse_form(encode_form({fields->begin(), fields->end()}));
    ASSERT_TRUE(again);
    ASSERT_EQ(*again, *fields);
  }
  EXPECT_GT(passed, 500u);
}

}  // namespace
}  // namespace baton::codec
