#include "adapters/slack/text.h"

#include <gtest/gtest.h>

namespace baton::slack {
namespace {

TEST(SlackTextTest, LiteralTextStaysAsItIsButForMarkup) {
  const struct {
    const char* name;
    std::string text;
    std::string expected;
  } cases[] = {
      {"words", "Logo bigger & blue", "Logo bigger & blue"},
      {"formatting characters", "*a* _b_ ~c~ `d` > e", "*a* _b_ ~c~ `d` > e"},
      {"less than", "a < b <c> <3", "a < b <c> <3"},
      {"entities are words", "&lt;b&gt;", "&lt;b&gt;"},
      {"broadcast", "<!channel>", "<\u2060!channel>"},
      {"mention", "<@U0001>", "<\u2060@U0001>"},
      {"channel", "<#C0001|x>", "<\u2060#C0001|x>"},
      {"link", "<https://evil.example|safe>", "<\u2060https://evil.example|safe>"},
      {"link in capitals", "<HTTP://x>", "<\u2060HTTP://x>"},
      {"mail", "<mailto:a@b>", "<\u2060mailto:a@b>"},
      {"a program's link", "<slack://open?x>", "<\u2060slack://open?x>"},
      {"hidden in between", "<\u202E!here>", "<\u2060!here>"},
      {"control in between", std::string("<\x01!here>"), "<\u2060!here>"},
      {"line breaks", "a\r\nb\n\n\tc\u2028d", "a b c d"},
      {"not UTF-8",
       "a\xFF"
       "b\xC3",
       "a\uFFFDb\uFFFD"},
      {"emoji", "👩‍🎨 ok", "👩‍🎨 ok"},
      {"nothing", "", ""},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(LiteralText(c.text, 3000).str(), c.expected);
  }
}

TEST(SlackTextTest, LiteralTextIsCutWithAnEllipsis) {  // F42
  EXPECT_EQ(LiteralText("abcdef", 6).str(), "abcdef");
  EXPECT_EQ(LiteralText("abcdefg", 6).str(), "abcde…");
  EXPECT_EQ(LiteralText("aaaa👩", 5).str(), "aaaa…") << "a character of two units is kept whole";
}

TEST(SlackTextTest, MarkupTextEscapesAndKeepsLines) {
  EXPECT_EQ(MarkupText("a & <b>\n<!here>", 100).str(), "a &amp; &lt;b&gt;\n&lt;!here&gt;");
  EXPECT_EQ(MarkupText("ab<", 6).str(), "ab&lt;");
  EXPECT_EQ(MarkupText("ab<c", 6).str(), "ab…") << "no entity is cut in half";
  EXPECT_EQ(MarkupText("abc", 2).str(), "a…");
  EXPECT_EQ(MarkupText("", 2).str(), "");
}

}  // namespace
}  // namespace baton::slack
