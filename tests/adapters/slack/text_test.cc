#include "adapters/slack/text.h"

#include <random>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "adapters/slack/render.h"
#include "bot/codec/shown_text.h"
#include "bot/codec/utf8.h"
#include "bot/ports/form.h"
#include "tests/adapters/slack/samples.h"

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

/// Text that is likelier than chance to become markup.
class HostileText {
 public:
  std::string next() {
    static const std::string parts[] = {"<",
                                        "!",
                                        "@",
                                        "#",
                                        "http",
                                        "https://e.example",
                                        "<!channel>",
                                        "<@U0001>",
                                        "<#C1|>",
                                        ">",
                                        "|",
                                        "&",
                                        "&lt;",
                                        "&amp;",
                                        "*",
                                        "_",
                                        "~",
                                        "`",
                                        "```",
                                        "\n",
                                        "\r\n> ",
                                        "\u2060",
                                        "\u200B",
                                        "\u202E",
                                        "\xFF",
                                        "\xC3",
                                        "\"",
                                        "\\",
                                        "<mailto:",
                                        "HTTP",
                                        "<!date^1",
                                        "word ",
                                        "😀",
                                        "\u0301",
                                        "<\t!",
                                        "<\n@",
                                        std::string(1, '\0'),
                                        "<\x7F#",
                                        "é",
                                        ":smile:"};
    std::string text;
    const std::size_t count = random_() % 12;
    for (std::size_t i = 0; i < count; ++i) text += parts[random_() % std::size(parts)];
    if (random_() % 4 == 0) text += static_cast<char>(random_() % 256);
    return text;
  }

 private:
  std::mt19937 random_{15};
};

bool holds_markup(std::string_view json) {
  for (std::size_t at = json.find('<'); at != std::string_view::npos; at = json.find('<', at + 1)) {
    std::string rest(json.substr(at + 1, 7));
    for (char& c : rest) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    for (const std::string_view start : {"!", "@", "#", "http", "mailto:"}) {
      if (rest.starts_with(start)) return true;
    }
  }
  return false;
}

/// Each style of a text in turn, so that every text stands in one of them.
Span styled(const std::string& text, int turn) {
  switch (turn % 7) {
    case 0: return plain(text);
    case 1: return bold(text);
    case 2: return code(text);
    case 3: return link(text, "https://example.com/a");
    case 4: return link("label", text);
    case 5: return link("label", "https://example.com/" + text);
    default: return {Span::Style::time, text, {}, {}};
  }
}

TEST(SlackTextProperties, NoTextEverMakesAMentionOrALink) {  // T15
  HostileText texts;
  constexpr int texts_max = 100'000;
  constexpr int texts_per_card = 50;
  for (int i = 0; i < texts_max / texts_per_card; ++i) {
    Card card = test::card_full_of(texts.next());
    Line& line = card.sections.front().lines.emplace_back();
    for (int j = 1; j < texts_per_card; ++j) line.push_back(styled(texts.next(), i + j));
    const std::string json = dump(message(card));
    ASSERT_FALSE(holds_markup(json)) << json;
  }
  for (int i = 0; i < 1000; ++i) {
    Form form = test::form_full_of([&] { return texts.next(); });
    form.intro = {{styled(texts.next(), i)}};
    for (Input& input : form.inputs) {
      input.initial.clear();  // comes back as it is, and is not shown as markup
    }
    form.press = test::run_of(texts.next());
    const std::string json = dump(view(form));
    ASSERT_FALSE(holds_markup(json)) << json;
  }
}

TEST(SlackTextProperties, LiteralTextLosesNothingThatCanBeSeen) {
  HostileText texts;
  for (int i = 0; i < 20'000; ++i) {
    const std::string line = codec::one_line(texts.next());
    ASSERT_TRUE(codec::is_utf8(line));
    std::string shown = LiteralText(line, 3000).str();
    std::string expected = line;
    for (std::string* text : {&shown, &expected}) {
      for (std::size_t at = text->find("\u2060"); at != std::string::npos;
           at = text->find("\u2060")) {
        text->erase(at, std::string_view("\u2060").size());
      }
    }
    ASSERT_EQ(shown, expected);
    ASSERT_EQ(MarkupText(line, 10'000).str().find_first_of("<>"), std::string::npos);
  }
}

}  // namespace
}  // namespace baton::slack
