#include "bot/talk/tokens.h"

#include <gtest/gtest.h>

#include "bot/talk/near.h"
#include "bot/talk/text.h"
#include "tests/support/agency.h"

namespace baton::test {
namespace {

/// Tokens as "text" with marks: q quoted, @ person, name= in front.
std::string shown(const std::string& line) {
  static const Directory directory = make_agency().directory;
  const Tokens tokens = TypedLine(line, directory, slack_workspace).tokens();
  std::string out;
  for (const Token& token : tokens.all) {
    if (!out.empty()) out += " ";
    if (!token.name.empty()) out += token.name + "=";
    if (token.person) out += "@";
    if (!token.user.empty()) out += token.user.value + ":";
    out += "[" + token.text + "]";
    if (token.quoted) out += "q";
  }
  return out + (tokens.unclosed ? " unclosed " + std::to_string(*tokens.unclosed) : "");
}

TEST(TokensTest, ReadsWordsQuotesValuesAndMentions) {
  const struct {
    const char* line;
    const char* tokens;
  } cases[] = {
      {"", ""},
      {"  a  b ", "[a] [b]"},
      {"\"a b\" c", "[a b]q [c]"},
      {"\"\"", "[]q"},
      {"“a b” „c d“ «e f» »g h«", "[a b]q [c d]q [e f]q [g h]q"},
      {"“a b\" c", "[a b]q [c]"},
      {"\"a b” c", "[a b]q [c]"},
      {"\"a “b” c\" d", "[a “b” c]q [d]"},
      {"“a \"b\" c” d", "[a \"b\" c]q [d]"},
      {"'a b' c", "[a b]q [c]"},
      {"‘a b’ c", "[a b]q [c]"},
      {"'it's fine' c", "[it's fine]q [c]"},
      {"'tis so", "['tis] [so]"},
      {"’tis so", "[’tis] [so]"},
      {"don't", "[don't]"},
      {"say\"so\"", "[say\"so\"]"},
      {"\"a\\\"b\" \"c\\\\\"", "[a\"b]q [c\\]q"},
      {"a\\b", "[a\\b]"},
      {"\"a\\nb\"", "[a\\nb]q"},
      {"\"a", "[\"a] unclosed 0"},
      {"x “a b", "[x] [“a] [b] unclosed 2"},
      {"n=\"a b\" c", "n=[a b]q [c]"},
      {"n=“a b”", "n=[a b]q"},
      {"n='a b'", "n=[a b]q"},
      {"n=", "n=[]"},
      {"n=a=b", "n=[a=b]"},
      {"n-1_x=2", "n-1_x=[2]"},
      {"=x", "[=x]"},
      {"-n=x", "[-n=x]"},
      {"https://x.example.com/?a=b", "[https://x.example.com/?a=b]"},
      {"a.b=c", "[a.b=c]"},
      {"@dino", "@[dino]"},
      {"@dino,", "@[dino]"},
      {"@\"Ana Maria\" x", "@[Ana Maria] [x]"},
      {"@", "[@]"},
      {"a@b.example.com", "[a@b.example.com]"},
      {"<@U0002>", "@U0002:[Dino]"},
      {"<@U0002|whoever>!", "@U0002:[Dino]"},
      {"<@U9>", "@U9:[U9]"},
      {"<@U9|max>", "@U9:[max]"},
      {"to:<@U0002>", "[to:@Dino]"},
      {"<@U0002>s", "[@Dinos]"},
      {"<#C1|general> <#C2> <#C3|>", "[#general] [#C2] [#C3]"},
      {"<https://x.example.com|a b c> d", "[https://x.example.com] [d]"},
      {"n=<https://x.example.com/?a=1&amp;b=2>", "n=[https://x.example.com/?a=1&b=2]"},
      {"&lt;a&gt; &amp;amp;", "[<a>] [&amp;]"},
      {"<a b", "[<a] [b]"},
      {"<>", "[<>]"},
      {"a\u00a0b\u3000c", "[a] [b] [c]"},
  };
  for (const auto& each : cases) {
    SCOPED_TRACE(each.line);
    EXPECT_EQ(shown(each.line), each.tokens);
  }
}

TEST(TokensTest, BytesThatAreNoTextPassThrough) {
  EXPECT_EQ(shown("\xff\xfe \xc3"), "[\xff\xfe] [\xc3]");
  EXPECT_EQ(shown("\"\xab\""), "[\xab]q");
}

TEST(TextTest, FoldsTheAlphabetsOfNames) {
  EXPECT_EQ(text::folded("ÄÖÜ Élan ŠKODA ŽÓŁW Ÿ ΑΩ ЖЁ ×"), "äöü élan škoda žółw Ÿ αω жё ×");
  EXPECT_EQ(text::loose("  Deployment   Ready_now "), "deployment-ready-now");
}

TEST(TextTest, ClipsAtCodePoints) {
  EXPECT_EQ(text::clip("naïve", 5), "naïve");
  EXPECT_EQ(text::clip("naïveté", 5), "naïv…");
  EXPECT_EQ(text::clip("ab", 0), "");
  EXPECT_EQ(text::clip("ab", 1), "…");
  EXPECT_EQ(text::length("naïveté"), 7u);
  EXPECT_EQ(text::trimmed("\u00a0 a b \n"), "a b");
}

TEST(TextTest, SaysListsAndOrdinals) {
  EXPECT_EQ(text::listed({}), "");
  EXPECT_EQ(text::listed({"a"}), "a");
  EXPECT_EQ(text::listed({"a", "b", "c"}, "or"), "a, b or c");
  const std::pair<int, const char*> ordinals[] = {{1, "1st"},   {2, "2nd"},    {3, "3rd"},
                                                  {4, "4th"},   {11, "11th"},  {12, "12th"},
                                                  {21, "21st"}, {112, "112th"}};
  for (const auto& [number, words] : ordinals) EXPECT_EQ(text::ordinal(number), words);
}

TEST(NearTest, SuggestsTheNearestFirst) {
  EXPECT_EQ(nearest("acept", {"attach", "accept", "except"}),
            std::vector<std::string>({"accept", "except"}));
  EXPECT_EQ(nearest("zzzzz", {"accept"}), std::vector<std::string>());
  EXPECT_EQ(starting_with("MISS", {"missing-asset", "timing"}),
            std::vector<std::string>({"missing-asset"}));
  EXPECT_EQ(starting_with("app", {"app", "apple"}), std::vector<std::string>({"app"}));
}

}  // namespace
}  // namespace baton::test
