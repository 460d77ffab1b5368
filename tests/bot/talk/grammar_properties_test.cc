#include <random>

#include <gtest/gtest.h>

#include "bot/talk/text.h"
#include "bot/talk/verbs.h"
#include "tests/bot/talk/intent_text.h"
#include "tests/support/story.h"

namespace baton::test {
namespace {

/// Lines of everything that means something to the reader, and of much that does not.
class LineSource {
 public:
  std::string next() {
    static const std::vector<std::string> parts = {"new",
                                                   "take",
                                                   "pass",
                                                   "undo",
                                                   "urgent",
                                                   "allow",
                                                   "refuse",
                                                   "gap",
                                                   "supply",
                                                   "confirm",
                                                   "drop",
                                                   "repay",
                                                   "forgive",
                                                   "start",
                                                   "block",
                                                   "unblock",
                                                   "resume",
                                                   "snooze",
                                                   "due",
                                                   "priority",
                                                   "reopen",
                                                   "move",
                                                   "gap:",
                                                   "(can",
                                                   "start)",
                                                   "look",
                                                   "again",
                                                   "until",
                                                   "anyway",
                                                   "high",
                                                   "BOLT",
                                                   "Thu",
                                                   "15:00",
                                                   "tomorrow",
                                                   "EOD",
                                                   "2026-03-31",
                                                   "by=",
                                                   "#2",
                                                   "@petra",
                                                   "ACME12",
                                                   "away",
                                                   "give",
                                                   "accept",
                                                   "return",
                                                   "ask",
                                                   "answer",
                                                   "withdraw",
                                                   "set",
                                                   "check",
                                                   "attach",
                                                   "approve",
                                                   "note",
                                                   "done",
                                                   "cancel",
                                                   "list",
                                                   "show",
                                                   "history",
                                                   "help",
                                                   "wait",
                                                   "a",
                                                   "to",
                                                   "by",
                                                   "on",
                                                   "how:",
                                                   "off",
                                                   "client",
                                                   "waiting",
                                                   "ACME-12",
                                                   "bolt-1",
                                                   "acme",
                                                   "XX-9",
                                                   "-",
                                                   "12",
                                                   "quick",
                                                   "paid",
                                                   "approved",
                                                   "creative",
                                                   "=",
                                                   "budget=",
                                                   "1=2",
                                                   "\"",
                                                   "'",
                                                   "“",
                                                   "”",
                                                   "„",
                                                   "«",
                                                   "»",
                                                   "‘",
                                                   "’",
                                                   "\\",
                                                   "\\\"",
                                                   "<@U0001>",
                                                   "<@U9|x>",
                                                   "<@",
                                                   "<#C1|a>",
                                                   "<!here>",
                                                   "<https://x.example.com|y>",
                                                   "https://x.example.com",
                                                   "mailto:a",
                                                   "<mailto:a|b>",
                                                   "&amp;",
                                                   "&lt;",
                                                   "&",
                                                   "<",
                                                   ">",
                                                   "|",
                                                   "@dino",
                                                   "@",
                                                   "@\"",
                                                   "é",
                                                   "字",
                                                   "🎉",
                                                   "\u202e",
                                                   "\u00a0",
                                                   "\xff",
                                                   "\xc3",
                                                   "\xe2\x80",
                                                   "\n",
                                                   "\t",
                                                   "\x01",
                                                   "file.pdf",
                                                   "missing",
                                                   "asset",
                                                   "other",
                                                   "timing",
                                                   "Deployment",
                                                   "Ready",
                                                   "😀x"};
    std::string line;
    const std::size_t count = pick(14);
    for (std::size_t index = 0; index < count; ++index) {
      line += parts[pick(parts.size())];
      if (pick(3) != 0) line += ' ';
    }
    return line;
  }

 private:
  std::size_t pick(std::size_t below) {
    return std::uniform_int_distribution<std::size_t>(0, below - 1)(random_);
  }
  std::mt19937 random_{20260302};  // a fixed seed: a failure can be repeated
};

TEST(GrammarPropertiesTest, EveryLineGivesAnIntentThatIsWhole) {
  const Story story;
  LineSource lines;
  std::size_t understood = 0;
  for (int round = 0; round < 100000; ++round) {
    const std::string line = lines.next();
    const Intent intent = story.understood(ana, line);
    if (const auto* misunderstood = std::get_if<Misunderstood>(&intent)) {
      const Card& card = misunderstood->reply.card;
      ASSERT_EQ(misunderstood->reply.kind, Reply::Kind::message) << line;
      ASSERT_FALSE(card.headline.empty()) << line;
      ASSERT_FALSE(card.sections.empty()) << line;  // there is always a mend
      continue;
    }
    ++understood;
    const auto* command = std::get_if<Command>(&intent);
    if (command == nullptr) continue;
    ASSERT_EQ(command->by, ana) << line;
    const bool opens = verb_of(command->action) == Verb::start_new;
    ASSERT_TRUE(command->task.empty() || !opens) << line;
    if (command->then) {
      ASSERT_TRUE(opens && command->then->receiver.has_value()) << line;
    }
    for (const auto& [name, value] : command->values) {
      ASSERT_TRUE(!name.empty() || std::holds_alternative<Attach>(command->action)) << line;
    }
  }
  EXPECT_GT(understood, 5000u);  // the lines are not all noise
}

TEST(GrammarPropertiesTest, ReadingTwiceGivesTheSame) {
  const Story story;
  LineSource lines;
  for (int round = 0; round < 2000; ++round) {
    const std::string line = lines.next();
    ASSERT_EQ(text_of(story.understood(ana, line)), text_of(story.understood(ana, line))) << line;
  }
}

/// What `typed` reads as, where its first word is `word` or short for it.
std::string meaning(const Story& story, std::string_view typed, const Word& word) {
  const std::string rest = std::string(word.example.substr(word.word.size()));
  return text_of(story.understood(ana, std::string(typed) + rest));
}

TEST(GrammarPropertiesTest, EveryUnambiguousPrefixIsItsWord) {
  const Story story;
  for (const Word& word : all_words()) {
    if (word.kind == Word::Kind::later) continue;
    const std::string whole = meaning(story, word.word, word);
    EXPECT_FALSE(whole.starts_with("? ")) << word.word << ": " << whole;
    for (std::size_t size = 1; size < word.word.size(); ++size) {
      const std::string_view prefix = word.word.substr(0, size);
      SCOPED_TRACE(prefix);
      std::size_t fits = 0;
      bool is_word = false;
      for (const Word& other : all_words()) {
        fits += other.word.starts_with(prefix) ? 1 : 0;
        is_word = is_word || other.word == prefix;
      }
      if (is_word) continue;  // a whole word means itself
      const std::string read = meaning(story, prefix, word);
      if (fits == 1) {
        EXPECT_EQ(read, whole);
      }
      if (fits > 1) {
        EXPECT_NE(read.find("could be several commands"), std::string::npos) << read;
        EXPECT_NE(read.find(word.word), std::string::npos) << read;
      }
    }
  }
}

TEST(GrammarPropertiesTest, TypographicQuotesEqualPlainOnes) {
  const Story story;
  const std::pair<const char*, const char*> marks[] = {
      {"“", "”"}, {"„", "“"}, {"„", "”"}, {"«", "»"}, {"»", "«"}, {"‘", "’"}, {"'", "'"}};
  const std::string lines[] = {"new quick bolt {Banner 3} what={Logo bigger}",
                               "give ACME-12 to {Deployment Ready} budget={5000 EUR}",
                               "note ACME-12 {All of it}", "set ACME-12 goal={more sales}",
                               "approve ACME-12 sign-off by {Maria S} on {2 March} how: {phone}"};
  const auto with = [](std::string line, const char* open, const char* close) {
    for (std::size_t at = line.find('{'); at != line.npos; at = line.find('{')) {
      line.replace(at, 1, open);
    }
    for (std::size_t at = line.find('}'); at != line.npos; at = line.find('}')) {
      line.replace(at, 1, close);
    }
    return line;
  };
  for (const std::string& line : lines) {
    const std::string expected = text_of(story.understood(ana, with(line, "\"", "\"")));
    EXPECT_FALSE(expected.starts_with("? ")) << expected;
    for (const auto& [open, close] : marks) {
      EXPECT_EQ(text_of(story.understood(ana, with(line, open, close))), expected);
    }
  }
}

}  // namespace
}  // namespace baton::test
