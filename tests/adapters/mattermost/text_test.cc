#include "adapters/mattermost/text.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "adapters/mattermost/layout.h"
#include "bot/codec/shown_text.h"
#include "bot/codec/utf8.h"
#include "tests/adapters/mattermost/markdown_reader.h"

namespace baton::mattermost {
namespace {

constexpr std::size_t plenty = 100'000;

std::string escaped(std::string_view text) { return MattermostText(text, plenty).str(); }

TEST(MattermostTextTest, OrdinaryWordsStayAsTheyAre) {
  for (const char* const words :
       {"Logo bigger & blue", "Spring launch (final), v2.1!", "snake_case_name", "C# and F# too",
        "due: Monday", "3.5 kg - about $40", "AT&T and R&D", "see docs.example.com", "banner.zip",
        "a + b = c", "Größe ok?", "👩‍🎨 ok", "2 banners", "-5 degrees", "due Mon 10:30",
        "3:1 at 9:05", ""}) {
    EXPECT_EQ(escaped(words), words);
  }
}

TEST(MattermostTextTest, EscapesOnlyWhatMeansSomething) {
  const struct {
    const char* name;
    std::string text;
    std::string expected;
  } cases[] = {
      {"bold", "**a**", "\\*\\*a\\*\\*"},
      {"underscores", "_a_ b_c", "\\_a\\_ b_c"},
      {"code", "`a`", "\\`a\\`"},
      {"strike", "~~a~~", "\\~\u2060\\~\u2060a\\~\u2060\\~\u2060"},
      {"link", "[a](https://x)", "\\[a\\](https:\u2060//x)"},
      {"image", "![a](b)", "!\\[a\\](b)"},
      {"backslash", "C:\\dir \\\\server", "C:\u2060\\\u2060dir \\\u2060\\\u2060server"},
      {"tag", "<b> a < b", "&lt;b> a &lt; b"},
      {"Slack's link", "<https://e.example|x>", "&lt;https:\u2060//e.example&#124;x>"},
      {"reference", "&lt; &amp &#60;", "&\u2060lt; &amp &\u2060#\u206060;"},
      {"everybody", "@all @channel", "@\u2060all @\u2060channel"},
      {"wide at", "＠here ＃tag", "＠\u2060here ＃\u2060tag"},
      {"mail", "a@b.example", "a@\u2060b.example"},
      {"channel", "~town-square", "\\~\u2060town-square"},
      {"hashtag", "#launch", "\u2060#\u2060launch"},
      {"emoji", ":smile:", ":\u2060smile:\u2060"},
      {"URL", "http://x.example", "http:\u2060//x.example"},
      {"other schemes", "javascript:alert(1) tel:1", "javascript:\u2060alert(1) tel:\u20601"},
      {"www", "www.x.example WWW2.x", "www\u2060.x.example WWW2\u2060.x"},
      {"domain with a path", "x.example.com/a", "x.example\u2060.com/a"},
      {"times that are more", ":10: 9:05:33 a1:2", ":\u206010: 9:\u206005:33 a1:\u20602"},
      {"formula", "$x$ $_$5", "$x&#36; &#36;\\_$5"},
      {"heading", "# a", "\u2060# a"},
      {"quote", "> a", "\u2060> a"},
      {"list", "- a", "\u2060- a"},
      {"numbered list", "1. a", "\u20601. a"},
      {"rule", "---", "\u2060---"},
      {"indented code", "    a", "\u2060    a"},
      {"line breaks", "a\r\n\n# b", "a # b"},
      {"hidden", "@\u202Eall\x01", "@\u2060all"},
      {"not UTF-8", "a\xFF", "a\uFFFD"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(escaped(c.text), c.expected);
    EXPECT_EQ(test::markup_faults(c.expected), std::vector<std::string>());
  }
}

TEST(MattermostTextTest, IsCutWithAnEllipsisAndNeverWithinAnEscape) {  // F42
  EXPECT_EQ(MattermostText("abcdef", 6).str(), "abcdef");
  EXPECT_EQ(MattermostText("abcdefg", 6).str(), "abcde…");
  EXPECT_EQ(MattermostText("abcd*", 6).str(), "abcd\\*");
  EXPECT_EQ(MattermostText("abcde*", 6).str(), "abcde…");
  EXPECT_EQ(MattermostText("ab<c", 5).str(), "ab…");
  EXPECT_EQ(MattermostText("👩👩👩", 2).str(), "👩…") << "in code points";
  EXPECT_EQ(MattermostText("abc", 0).str(), "");
  EXPECT_EQ(MattermostText("👩a", 9).length(), 2u);
}

TEST(MattermostTextTest, StyleStandsAroundEscapedText) {
  EXPECT_EQ(MattermostText::bold("a*b", plenty).str(), "**a\\*b**");
  EXPECT_EQ(MattermostText::bold(" a ", plenty).str(), " **a** ") << "blanks stand outside";
  EXPECT_EQ(MattermostText::bold("  ", plenty).str(), "  ");
  EXPECT_EQ(MattermostText::bold("abcdefgh", 8).str(), "**abc…**");
  EXPECT_EQ(MattermostText::italic("a*b_", plenty).str(), "*a&#42;b\\_*");
}

TEST(MattermostTextTest, CodeIsFencedWithEnoughBackticks) {
  const struct {
    const char* name;
    std::string text;
    std::string expected;
  } cases[] = {
      {"a key", "ACME-12", "`ACME-12`"},
      {"markup", "*a* @all :b: <c>", "`*a* @all :b: <c>`"},
      {"a backtick", "a`b", "``a`b``"},
      {"backticks at the edges", "``", "``` `` ```"},
      {"blanks at the edges", " a ", "`  a  `"},
      {"a bar", "a|b", "`a`&#124;`b`"},
      {"only a bar", "|", "&#124;"},
      {"nothing", "", ""},
      {"blank", " ", " "},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(MattermostText::code(c.text, plenty).str(), c.expected);
  }
  EXPECT_EQ(MattermostText::code("abcdefgh", 6).str(), "`abc…`");
  EXPECT_LE(MattermostText::code(std::string(400, '`') + std::string(400, '|'), 100).length(),
            100u);
}

TEST(MattermostTextTest, ALinkIsMadeOnlyOfASafeUrl) {  // T17
  const struct {
    const char* name;
    std::string label;
    std::string url;
    std::string expected;
  } cases[] = {
      {"label", "Copy deck", "https://docs.example.com/d",
       "[Copy deck](https://docs.example.com/d) (docs.example.com)"},
      {"no label", "", "https://x.example/", "[https:\u2060//x.example/](https://x.example/)"},
      {"another host", "bank.com", "https://e.example/",
       "[https:\u2060//e.example/](https://e.example/)"},
      {"markup in the label", "a](https://b) *c* [d", "https://x.example/",
       "[https:\u2060//x.example/](https://x.example/)"},
      {"brackets in the label", "a] *c* [d", "https://x.example/",
       "[a\\] \\*c\\* \\[d](https://x.example/) (x.example)"},
      {"parentheses", "a", "https://x.example/(b)", "[a](https://x.example/%28b%29) (x.example)"},
      {"like a reference", "a", "https://x.example/?b&copy;c",
       "[a](https://x.example/?b&copy%3Bc) (x.example)"},
      {"script", "a", "javascript:alert(1)", "a (javascript:\u2060alert(1))"},
      {"data", "a", "data:text/html,hi", "a (data:\u2060text/html,hi)"},
      {"no-break space", "a", "https://x.example/\u00A0b", "a (https:\u2060//x.example/\u00A0b)"},
      {"not UTF-8", "a", "https://x.example/\xFF", "a (https:\u2060//x.example/\uFFFD)"},
      {"hidden in the label", "\u202E", "https://x.example/",
       "[https:\u2060//x.example/](https://x.example/) (x.example)"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(MattermostText::link(c.label, c.url, plenty).str(), c.expected);
  }
  EXPECT_EQ(MattermostText::link("a", "https://x.example/long", 12).str(), "a (https:\u2060/…")
      << "half a URL would lead elsewhere";
}

TEST(MattermostTextTest, MarksBesideEachOtherStayApart) {
  EXPECT_EQ(markdown({bold("a"), bold("b")}, plenty).str(), "**ab**");
  Span slanted = plain("b");
  slanted.style = Span::Style::italic;
  EXPECT_EQ(markdown({bold("a"), slanted}, plenty).str(), "**a**\u2060*b*");
  EXPECT_EQ(markdown({plain("http"), plain("s://x.example")}, plenty).str(),
            "https:\u2060//x.example");
  EXPECT_EQ(markdown({plain("x.de"), link("/a", "ftp://b")}, plenty).str(),
            "x.de\u2060/a (ftp:\u2060//b)");
  EXPECT_EQ(markdown({plain("www"), link("1.a", "ftp://b")}, plenty).str(),
            "www\u20601.a (ftp:\u2060//b)");
  EXPECT_EQ(markdown({plain("@"), bold("all")}, plenty).str(), "@\u2060**all**");
  EXPECT_EQ(markdown({plain("&"), bold(""), plain("lt;")}, plenty).str(), "&\u2060lt;")
      << "two halves of a reference";
  EXPECT_EQ(markdown({plain("a &l"), bold(""), plain("t;")}, plenty).str(), "a &l\u2060t;");
  EXPECT_EQ(MattermostText("$x$f and more", 4).str(), "$x…") << "cut, it is no formula either";
  EXPECT_EQ(markdown({plain("Look!"), link("a", "https://x.example/")}, plenty).str(),
            "Look!\u2060[a](https://x.example/) (x.example)")
      << "a link, and no image";
}

TEST(MattermostTextTest, LiteralTextHoldsNoMentionAndNoEmoji) {
  EXPECT_EQ(LiteralText("*a* <b> [c] 10:30", 100).str(), "*a* <b> [c] 10:30");
  EXPECT_EQ(LiteralText("@all :smile: #a ~b", 100).str(),
            "@\u2060all :\u2060smile: #\u2060a ~\u2060b");
  EXPECT_EQ(LiteralText("a\nb", 100).str(), "a b");
  EXPECT_EQ(LiteralText("abcdef", 3).str(), "ab…");
}

/// Text that is likelier than chance to become markup.
rc::Gen<std::string> hostile_text() {
  static const std::vector<std::string> parts{"@",      "@all",   "@ana", "~",       "~town-square",
                                              "#",      "#tag",   ":",    ":smile:", "http",
                                              "s:",     "//",     "www",  ".",       "com",
                                              "/",      "mailto", "*",    "**",      "_",
                                              "__",     "`",      "```",  "~~",      "[",
                                              "]",      "(",      ")",    "](",      "!",
                                              "<",      ">",      "|",    "&",       "&lt;",
                                              "#60",    ";",      "\\",   "\n",      "\r\n- ",
                                              "-",      "+",      "1",    "1.",      "=",
                                              "$",      "    ",   " ",    "a",       "word ",
                                              "é",      "ü.de",   "😀",    "中",      "\u2060",
                                              "\u202E", "\xFF",   "\xC3", "＠",      "＃here"};
  const auto chosen = rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(parts));
  return rc::gen::map(rc::gen::resize(12, chosen), [](const std::vector<std::string>& few) {
    std::string text;
    for (const std::string& part : few) text += part;
    return text;
  });
}
/// With a hundred runs, 20,000 texts.
rc::Gen<std::vector<std::string>> hostile_texts() {
  return rc::gen::container<std::vector<std::string>>(200, hostile_text());
}

std::string without_joiners(std::string text) {
  for (std::size_t i = text.find("\u2060"); i != std::string::npos; i = text.find("\u2060", i)) {
    text.erase(i, 3);
  }
  return text;
}

RC_GTEST_PROP(MattermostTextProperties, NoTextBecomesMarkupAndNothingOfItIsLost, ()) {  // T16
  for (const std::string& text : *hostile_texts()) {
    const std::string markdown = escaped(text);
    RC_ASSERT(test::markup_faults(markdown) == std::vector<std::string>());
    RC_ASSERT(test::shown_words(markdown) == without_joiners(codec::one_line(text)));
  }
}

RC_GTEST_PROP(MattermostTextProperties, NoLineCallsForAttentionHoweverItIsStyled, ()) {  // T16
  const std::vector<std::string> texts = *hostile_texts();
  for (std::size_t i = 0; i + 6 < texts.size(); i += 7) {
    Span slanted = plain(texts[i + 3]);
    slanted.style = Span::Style::italic;
    const Line line{plain(texts[i]),     bold(texts[i + 1]),
                    plain(texts[i + 2]), slanted,
                    code(texts[i + 4]),  link(texts[i + 5], texts[i + 6]),
                    plain(texts[i + 1]), link(texts[i], "https://x.example/" + texts[i + 2])};
    const MattermostText shown = markdown(line, plenty);
    RC_ASSERT(test::attention_faults(shown.str()) == std::vector<std::string>());
    RC_ASSERT(shown.length() == codec::count_code_points(shown.str()));
    RC_ASSERT(markdown(line, 40).length() <= 40u);
  }
}

}  // namespace
}  // namespace baton::mattermost
