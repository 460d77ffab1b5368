#include "bot/codec/utf8.h"

#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace baton::codec {
namespace {

const std::string smile = "\xF0\x9F\x98\x80";  // U+1F600
const std::string umlaut = "\xC3\xA4";         // U+00E4

TEST(Utf8Test, KnowsWhatIsValid) {
  for (const std::string& text :
       {std::string(), std::string("a\0b", 3), umlaut, smile, std::string("\xED\x9F\xBF"),
        std::string("\xEE\x80\x80"), std::string("\xF4\x8F\xBF\xBF")}) {
    EXPECT_TRUE(is_utf8(text)) << text;
  }
  for (const char* text :
       {"\x80", "\xC3", "\xC3\x28", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xE0\x9F\xBF",
        "\xED\xA0\x80", "\xED\xBF\xBF", "\xF0\x80\x80\x80", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80",
        "\xFF", "\xE2\x82", "a\xF0\x9F"}) {
    EXPECT_FALSE(is_utf8(text)) << text;
  }
}

TEST(Utf8Test, CountsAsThePlatformsDo) {
  EXPECT_EQ(count_code_points("a" + umlaut + smile), 3u);
  EXPECT_EQ(count_utf16_units("a" + umlaut + smile), 4u);
  EXPECT_EQ(count_code_points("a\xFF\xFE"), 3u);
}

TEST(Utf8Test, TruncationEndsInAnEllipsisAndFitsWithIt) {
  const struct {
    const char* name;
    std::string text;
    std::size_t max;
    std::string code_points;
    std::string utf16;
  } cases[] = {
      {"fits exactly", "abc", 3, "abc", "abc"},
      {"one too long", "abcd", 3, "ab…", "ab…"},
      {"room for the ellipsis only", "abcd", 1, "…", "…"},
      {"no room", "abcd", 0, "", ""},
      {"nothing", "", 0, "", ""},
      {"a pair at the end fits in code points", "ab" + smile, 3, "ab" + smile, "ab…"},
      {"a pair is not split", "a" + smile + "bcd", 3, "a" + smile + "…", "a…"},
      {"a pair that fits stays", "a" + smile + "bcd", 4, "a" + smile + "b…", "a" + smile + "…"},
      {"only a pair", smile, 1, smile, "…"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(truncate_code_points(c.text, c.max), c.code_points);
    EXPECT_EQ(truncate_utf16(c.text, c.max), c.utf16);
  }
}

RC_GTEST_PROP(Utf8Properties, TruncationFitsAndIsABeginning, ()) {
  const auto pieces = *rc::gen::container<std::vector<std::string>>(
      rc::gen::element(std::string("a"), umlaut, smile, std::string("\xE2\x80\xA6")));
  std::string text;
  for (const std::string& piece : pieces) text += piece;
  const std::size_t max = *rc::gen::inRange<std::size_t>(0, pieces.size() * 2 + 2);
  for (const bool utf16 : {false, true}) {
    const std::string cut = utf16 ? truncate_utf16(text, max) : truncate_code_points(text, max);
    const std::size_t size = utf16 ? count_utf16_units(cut) : count_code_points(cut);
    const std::size_t whole = utf16 ? count_utf16_units(text) : count_code_points(text);
    RC_ASSERT(is_utf8(cut));
    RC_ASSERT(size <= max);
    RC_ASSERT((cut == text) == (whole <= max));
    if (whole <= max || max == 0) continue;
    RC_ASSERT(cut.ends_with("…"));
    RC_ASSERT(text.starts_with(cut.substr(0, cut.size() - 3)));
    RC_ASSERT(size + 1 >= max);  // no character more would have fitted, but for a pair
  }
}

}  // namespace
}  // namespace baton::codec
