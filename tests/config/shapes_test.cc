#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "config/findings.h"
#include "config/text_shape.h"

namespace baton::config {
namespace {

TEST(TextShapeTest, TellsWhatACallableAddressIs) {
  const struct {
    const char* url;
    const char* problem;
  } cases[] = {
      {"https://slack.com/api", ""},
      {"https://slack.com", ""},
      {"https://slack.com:8443/x", ""},
      {"http://127.0.0.1:9999/api", ""},
      {"http://localhost", ""},
      {"http://[::1]:80/x", ""},
      {"slack.com", "must begin with https://"},
      {"https://", "names no host"},
      {"https:///path", "names no host"},
      {"https://a b", "has no valid host name"},
      {"https://a.example/b c", "must not hold spaces"},
      {"https://slack.com:0", "has no valid port"},
      {"https://slack.com:99999", "has no valid port"},
      {"https://slack.com?x=1", "must not carry a ? or #"},
      {"https://user@slack.com", "must not carry a user or password"},
      {"http://slack.com",
       "must begin with https:// (plain http:// is for 127.0.0.1 and localhost only)"},
      {"http://127.0.0.1.example.com",
       "must begin with https:// (plain http:// is for 127.0.0.1 and localhost only)"},
      {"http://localhost.example.com",
       "must begin with https:// (plain http:// is for 127.0.0.1 and localhost only)"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.url);
    EXPECT_EQ(problem_of_url(c.url), c.problem);
  }
}

TEST(TextShapeTest, TellsNamesApart) {
  EXPECT_TRUE(is_kebab_case("paid-media"));
  EXPECT_TRUE(is_kebab_case("q1-2027"));
  for (const char* no : {"", "Paid", "paid_media", "-a", "a-", "a--b", "1a", "a b", "ä"}) {
    EXPECT_FALSE(is_kebab_case(no)) << no;
  }
  EXPECT_TRUE(is_client_key("ACME"));
  EXPECT_TRUE(is_client_key("A1"));
  for (const char* no : {"", "A", "acme", "1A", "ACME-1", "ABCDEFGHIJK"}) {
    EXPECT_FALSE(is_client_key(no)) << no;
  }
  EXPECT_TRUE(is_slack_user("U012AB3CD"));
  EXPECT_TRUE(is_slack_user("W1"));
  for (const char* no : {"", "U", "ana", "C0001", "U01a"}) EXPECT_FALSE(is_slack_user(no)) << no;
  EXPECT_TRUE(is_slack_channel_id("C012AB3CD"));
  EXPECT_TRUE(is_slack_channel_id("G1"));
  for (const char* no : {"", "C", "acme", "U0001", "C01a"}) {
    EXPECT_FALSE(is_slack_channel_id(no)) << no;
  }
  EXPECT_TRUE(is_mattermost_id("tc4nqxqz5ff1xrrqmfwigoagbc"));
  for (const char* no : {"", "ana", "tc4nqxqz5ff1xrrqmfwigoagb", "tc4nqxqz5ff1xrrqmfwigoagbcd",
                         "Tc4nqxqz5ff1xrrqmfwigoagbc", "tc4nqxqz5ff1xrrqmfwigoag.c"}) {
    EXPECT_FALSE(is_mattermost_id(no)) << no;
  }
  for (const char* yes : {"ana", "ana.maria-p_2", "7eleven", "tc4nqxqz5ff1xrrqmfwigoagbc"}) {
    EXPECT_TRUE(is_mattermost_name(yes)) << yes;
  }
  for (const std::string& no :
       {std::string(), std::string("Ana"), std::string("@ana"), std::string("ana p"),
        std::string("ana@example.com"), std::string("\xC3\xA4na"), std::string(65, 'a')}) {
    EXPECT_FALSE(is_mattermost_name(no)) << no;
  }
  EXPECT_TRUE(is_timezone_shape("Europe/Berlin"));
  EXPECT_TRUE(is_timezone_shape("America/Argentina/Buenos_Aires"));
  EXPECT_TRUE(is_timezone_shape("Etc/GMT+3"));
  EXPECT_TRUE(is_timezone_shape("UTC"));
  for (const char* no : {"", "Berlin", "Europe/", "Europe//Berlin", "+02:00", "Europe/Be rlin"}) {
    EXPECT_FALSE(is_timezone_shape(no)) << no;
  }
}

TEST(TextShapeTest, ASecretKeyIsSixtyFourHexadecimalDigits) {
  const std::string digits(64, 'a');
  EXPECT_TRUE(is_secret_key(digits));
  EXPECT_TRUE(is_secret_key("0123456789abcdefABCDEF" + std::string(42, '0')));
  for (const std::string& no : {std::string(), digits.substr(1), digits + "a",
                                digits.substr(1) + "g", digits.substr(1) + "\n"}) {
    EXPECT_FALSE(is_secret_key(no)) << no;
  }
}

TEST(TextShapeTest, TellsNumbersFromTexts) {
  EXPECT_EQ(whole_number_of("8080"), 8080);
  EXPECT_EQ(whole_number_of("-3"), -3);
  EXPECT_EQ(whole_number_of("+3"), 3);
  for (const char* no : {"", "+", "-", "1.5", "1e3", "0x10", "99999999999999999999", "1 "}) {
    EXPECT_EQ(whole_number_of(no), std::nullopt) << no;
  }
  for (const char* yes : {"1.5", "-2e3", ".5", "1e-3"}) EXPECT_TRUE(is_decimal(yes)) << yes;
  for (const char* no : {"", "nan", "inf", "-inf", "1.2.3", "v1.5"}) {
    EXPECT_FALSE(is_decimal(no)) << no;
  }
}

TEST(TextShapeTest, FindsTheFirstByteThatIsNotUtf8) {
  EXPECT_EQ(first_invalid_utf8("plain, \xC3\xA4, \xE2\x82\xAC, \xF0\x9F\x98\x80"), std::nullopt);
  EXPECT_EQ(first_invalid_utf8("a\xFF"), 1u);
  EXPECT_EQ(first_invalid_utf8("\xC0\xAF"), 0u);          // overlong
  EXPECT_EQ(first_invalid_utf8("ab\xED\xA0\x80"), 2u);    // a surrogate
  EXPECT_EQ(first_invalid_utf8("\xF4\x90\x80\x80"), 0u);  // beyond U+10FFFF
  EXPECT_EQ(first_invalid_utf8("\xE2\x82"), 0u);          // cut off
}

RC_GTEST_PROP(TextShapeProperties, AProposedIdIsAnId, (const std::string& any)) {
  const std::string proposed = kebab_case_of(any);
  RC_ASSERT(proposed.empty() || is_kebab_case(proposed));
}

TEST(FindingsTest, NeverShowWhatIsHidden) {
  Findings findings;
  findings.hide("xoxb-made-up");
  findings.hide("abc");  // too short to be told from a word
  findings.error({"f", 1, 1}, "first xoxb-made-up, then xoxb-made-up and abc");
  const std::vector<Finding> sorted = findings.sorted({"f"});
  ASSERT_EQ(sorted.size(), 1u);
  EXPECT_EQ(to_string(sorted[0]), "f:1:1: error: first [hidden], then [hidden] and abc");
}

TEST(FindingsTest, ComeInTheOrderOfFilesAndLinesEachOnce) {
  Findings findings;
  findings.error({"b", 1, 1}, "third");
  findings.warning({"a", 2, 3}, "second");
  findings.error({"a", 2, 1}, "first");
  findings.error({"a", 2, 1}, "first");
  findings.error({"a", 0, 0}, "the whole file");
  std::vector<std::string> lines;
  for (const Finding& finding : findings.sorted({"a", "b"})) lines.push_back(to_string(finding));
  EXPECT_EQ(lines, (std::vector<std::string>{"a: error: the whole file", "a:2:1: error: first",
                                             "a:2:3: warning: second", "b:1:1: error: third"}));
}

TEST(FindingsTest, QuotesFitOneLine) {
  EXPECT_EQ(in_quotes("two\nlines\tand\x01"), "\"two lines and \"");
  EXPECT_LE(in_quotes(std::string(5000, 'x')).size(), 90u);
  EXPECT_EQ(name_of_key("bot_token:xoxb-1"), "\"bot_token\" with something behind it");
  EXPECT_EQ(name_of_key(std::string(60, 'x')), "this long text");
  EXPECT_EQ(alternatives({"a", "b", "c"}), "a, b or c");
}

}  // namespace
}  // namespace baton::config
