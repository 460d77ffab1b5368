#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/bot/talk/deeds.h"
#include "tests/bot/talk/sheet.h"

namespace baton::test {
namespace {

std::string told(std::vector<Deed> deeds, std::set<Verb>& seen) {
  Sheet sheet;
  for (Deed& deed : deeds) {
    SCOPED_TRACE(deed.title);
    const Reply reply = deed.story.act(deed.by, deed.action);
    EXPECT_FALSE(deed.story.last.rejection.has_value()) << text_of(reply);
    EXPECT_FALSE(reply.card.headline.empty());
    EXPECT_NE(reply.card.tone, Card::Tone::bad);
    seen.insert(verb_of(deed.action));
    sheet.add(deed.title + " · " + deed.story.agency.name_of(deed.by), reply);
  }
  return sheet.text();
}

TEST(WordsTest, EveryVerbSaysWhatItDid) {
  std::set<Verb> seen;
  expect_golden("talk/words_done_plain.txt", told(plain_deeds(), seen));
  expect_golden("talk/words_done_offers.txt", told(deeds_with_offers(), seen));
  expect_golden("talk/words_done_debts.txt", told(deeds_with_debts(), seen));
  expect_golden("talk/words_done_gaps.txt", told(deeds_with_gaps(), seen));
  expect_golden("talk/words_done_life.txt", told(deeds_of_life(), seen));
  expect_golden("talk/words_done_undo.txt", told(deeds_taken_back(), seen));
  EXPECT_EQ(seen.size(), static_cast<std::size_t>(verb_count));
}

TEST(WordsTest, TheQuickHandoffHasOneAnswer) {
  const auto quick_to = [](const PersonId& receiver) {
    Command command{ana, {}, StartNew{acme, quick, "banner 3: logo bigger"}, {}};
    command.values = {{"what", "banner 3: logo bigger"}, {"by", "2026-03-05T15:00+01:00"}};
    command.then = Give{{}, receiver, ""};
    return command;
  };
  Sheet sheet;
  sheet.add("to Dino", Story("ACME-4").run(quick_to(dino)));
  sheet.add("to oneself", Story("ACME-4").run(quick_to(ana)));
  Command no_date = quick_to(dino);
  no_date.values.pop_back();
  Story story("ACME-4");
  sheet.add("without a date", story.run(no_date));
  ASSERT_TRUE(story.last.rejection.has_value());
  EXPECT_EQ(story.last.rejection->refusal, Refusal::not_ready);
  EXPECT_EQ(story.task.phase, Phase::absent);
  Command bad_date = quick_to(dino);
  bad_date.values.back().second = "soonish";
  sheet.add("a date that is none", Story("ACME-4").run(bad_date));
  sheet.add("nobody of that name any more", Story("ACME-4").run(quick_to(PersonId{"p9"})));
  sheet.expect("words_quick.txt");
}

/// An Undo is offered to who pressed, and does what it says.
TEST(WordsTest, UndoIsOfferedWhereItWorks) {
  std::vector<Deed> deeds = deeds_with_offers();
  for (Deed& deed : deeds_of_life()) deeds.push_back(std::move(deed));
  std::set<Undoing> offered_for;
  for (Deed& deed : deeds) {
    SCOPED_TRACE(deed.title);
    const Reply reply = deed.story.act(deed.by, deed.action);
    const std::optional<Undoable>& undoable = deed.story.task.undoable;
    const bool can =
        undoable && undoable->by == deed.by && undoable->at == deed.story.now;  // of this press
    const auto undo = std::ranges::find(reply.card.buttons, "Undo", &Button::label);
    ASSERT_EQ(undo != reply.card.buttons.end(), can);
    if (!can) continue;
    EXPECT_EQ(undo->press.text, word_of(undoable->what));
    offered_for.insert(undoable->what);
    deed.story.act(deed.by, Undo{undoable->what});
    EXPECT_FALSE(deed.story.last.rejection.has_value());
  }
  EXPECT_EQ(offered_for.size(), 9u);  // of every kind
}

/// Where a platform has no private way, the answer is left out if a message of the task shows it.
TEST(WordsTest, SaysWhetherTheTasksMessagesShowItToo) {
  const struct {
    const char* name;
    Story story;
    PersonId by;
    Action action;
    bool elsewhere;
  } cases[] = {
      {"accept with what is missing", offered(), dino, Accept{{}, {{"The logo", true}}}, true},
      {"pass", with_mate(offered()), dino, Pass{}, true},
      {"take an offer", with_mate(offered()), alex, Take{}, true},
      {"take a baton: only who is asked sees it", with_mate(accepted()), alex, Take{}, false},
      {"urgent", signed_off(), olga, Urgent{{}, {}, "Now"}, true},
      {"urgent: only who is asked sees it", signed_off(), ana, Urgent{{}, {}, "Now"}, false},
      {"allow", urgent_asked(), olga, Allow{}, true},
      {"undo", accepted(), dino, Undo{}, true},
      {"block", accepted(), dino, Block{"x", {}}, true},
      {"wait", accepted(), dino, Wait{in_days(1), "x"}, true},
      {"block what was never handed over", started(), ana, Block{"x", {}}, false},
      {"snooze", accepted(), dino, Snooze{}, false},
      {"supply", with_gaps(), ana, SupplyGap{"1", "x"}, false},
      {"move", accepted(), olga, Move{bolt}, false},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    Story story = c.story;
    const Reply reply = story.act(c.by, c.action);
    ASSERT_FALSE(story.last.rejection.has_value()) << text_of(reply);
    EXPECT_EQ(reply.shown_elsewhere, c.elsewhere) << text_of(reply);
  }
}

}  // namespace
}  // namespace baton::test
