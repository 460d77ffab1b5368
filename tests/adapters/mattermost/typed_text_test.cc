#include "adapters/mattermost/typed_text.h"

#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "bot/talk/tokens.h"
#include "core/model/agency.h"

namespace baton::mattermost {
namespace {

const Mentions people{{"bob", UserId{"b0"}}, {"ana.lee", UserId{"a0"}}, {"dot.", UserId{"d0"}}};

TEST(MattermostTypedTextTest, SpeaksTheMarkupOfTheGrammar) {
  const struct {
    const char* text;
    const char* expected;
  } cases[] = {
      {"", ""},
      {"give @bob", "give <@b0|bob>"},
      {"@bob", "<@b0|bob>"},
      {"give @Bob", "give <@b0|Bob>"},
      {"@bob.", "<@b0|bob>."},
      {"@bob...", "<@b0|bob>..."},
      {"@bob, @bob: @bob!", "<@b0|bob>, <@b0|bob>: <@b0|bob>!"},
      {"@bob-", "<@b0|bob>-"},
      {"(@bob)", "(<@b0|bob>)"},
      {"\u201C@bob\u201D", "\u201C<@b0|bob>\u201D"},
      {"@ana.lee", "<@a0|ana.lee>"},
      {"@ana.lee.", "<@a0|ana.lee>."},
      {"@dot.", "<@d0|dot.>"},
      {"@bob@bob", "<@b0|bob>@bob"},
      // nobody who was mentioned
      {"@bobby @nobody @channel @", "@bobby @nobody @channel @"},
      {"@bob.lee", "@bob.lee"},
      {"@@bob", "@<@b0|bob>"},
      // within a word
      {"mail ana@bob or a_@bob or 1@bob", "mail ana@bob or a_@bob or 1@bob"},
      // markup of another chat is what was typed
      {"<@b0> <!channel> & &lt;", "&lt;@b0&gt; &lt;!channel&gt; &amp; &amp;lt;"},
      {"<https://example.com|here>", "&lt;https://example.com|here&gt;"},
      // all the rest
      {" a\n\tb  \"c d\" ~town-square https://example.com/?a=1 *x* ",
       " a\n\tb  \"c d\" ~town-square https://example.com/?a=1 *x* "},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(typed_text(c.text, people), c.expected);
  }
}

TEST(MattermostTypedTextTest, TheGrammarTellsAMentionFromWhatLooksLikeOne) {
  const Directory directory;
  const TypedLine line(typed_text("give @Bob. <@b0> @nobody", people), directory,
                       WorkspaceId{"mattermost"});
  const Tokens tokens = line.tokens();
  ASSERT_EQ(tokens.all.size(), 4u);
  EXPECT_TRUE(tokens.all[1].person);
  EXPECT_EQ(tokens.all[1].user.value, "b0");
  EXPECT_EQ(tokens.all[1].text, "Bob");
  EXPECT_FALSE(tokens.all[2].person);
  EXPECT_EQ(tokens.all[2].text, "<@b0>");
  EXPECT_TRUE(tokens.all[3].person);
  EXPECT_TRUE(tokens.all[3].user.empty());
  EXPECT_EQ(tokens.all[3].text, "nobody");
}

/// What the grammar reads `text` as, which Mattermost sent. The frame keeps it from taking away
/// what stands around all of it: white space and quotes.
std::string read_back(const std::string& text, const Mentions& mentions) {
  const Directory directory;
  const TypedLine line(typed_text("[" + text + "]", mentions), directory,
                       WorkspaceId{"mattermost"});
  const std::string framed = line.words_from(0);
  return framed.substr(1, framed.size() - 2);
}

/// Texts that have much of what means something in one chat or another.
std::string any_text() {
  const auto part = rc::gen::element<std::string>(
      "<", ">", "&", "&amp;", "&lt;", "<@b0>", "<!here>", "|", "@", "@bob", "bob", ".", ";", "\"",
      "'", "\\", " ", "\n", "\t", "=", "a", "Z", "_", "0", "\u00E9", "\u201C", "\U0001F389",
      "<https://example.com|x>", "https://a.example/?b=1&c=2", "~town");
  std::string text;
  for (const std::string& one : *rc::gen::container<std::vector<std::string>>(part)) text += one;
  return text;
}

RC_GTEST_PROP(MattermostTypedTextTest, TextWithoutMentionsIsReadAsItWasTyped, ()) {
  const std::string text = any_text();
  RC_ASSERT(read_back(text, {}) == text);
}

RC_GTEST_PROP(MattermostTypedTextTest, MentionsOfUnlistedPeopleAreReadAsTheyWereTyped, ()) {
  const std::string text = any_text();
  RC_ASSERT(read_back(text, people) == text);
}

}  // namespace
}  // namespace baton::mattermost
