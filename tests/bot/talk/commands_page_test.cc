#include <gtest/gtest.h>

#include "bot/talk/verbs.h"
#include "tests/support/golden.h"

namespace baton::test {
namespace {

std::string page() {
  std::string out =
      "# Commands\n\n"
      "<!-- Written by tests/bot/talk/commands_page_test.cc from bot/talk/verbs.cc. -->\n\n"
      "Everything is typed after `/handoff`. Most of it has a button or a form too.\n\n"
      "- **Words** may be shortened as long as they are clear: `acc` is `accept`.\n"
      "- **Tasks** go by their key, in capitals or not: `ACME-12`, `acme-12`.\n"
      "- **People** go by mention or by name: `@dino`, or `@di` where only one name starts so.\n"
      "- **Texts with spaces** go in quotes, plain or typographic; in them `\\\"` is a quote "
      "mark.\n"
      "- **Values** are written `name=value` or `name=\"a longer value\"`. The name is the id of "
      "what is\n  asked for, its number in the list, or the start of the id where only one starts "
      "so.\n"
      "- **Stages** go by id or title, or the start of one: `to \"Deployment Ready\"`, `to dep`.\n"
      "- **Times** are read in your time zone: `Thu 15:00`, `next Thu`, `tomorrow EOD`, `3 Dec "
      "9:00`,\n  `2026-12-03`, `in 2 hours`. Without a time it is the end of your working day.\n"
      "- **The task** may be left out where only one fits: the only one you hold, or that waits "
      "on you.\n  `/handoff note Hello`, `/handoff done`.\n"
      "- `/handoff` alone shows what you can do now; a task key alone shows that task.\n\n";
  const auto add = [&](const Word& word) {
    out += "## " + std::string(word.word) + "\n\n" + std::string(word.does);
    if (!word.more.empty()) out += " " + std::string(word.more);
    out += "\n\n```\n/handoff " + std::string(word.usage) + "\n```\n";
    out += "For example:\n```\n/handoff " + std::string(word.example) + "\n```\n\n";
  };
  add(quick_line());
  for (const Word& word : all_words()) {
    if (word.kind != Word::Kind::later) add(word);
  }
  out +=
      "## Not in this version yet\n\nThese words are understood, and answered with what works "
      "today.\n\n| word | today |\n| --- | --- |\n";
  for (const Word& word : all_words()) {
    if (word.kind != Word::Kind::later) continue;
    out += "| `" + std::string(word.word) + "` | " + std::string(word.does) + " |\n";
  }
  return out;
}

TEST(CommandsPageTest, IsWrittenFromTheTable) { expect_generated("docs/commands.md", page()); }

}  // namespace
}  // namespace baton::test
