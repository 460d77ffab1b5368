#include <gtest/gtest.h>

#include "tests/bot/talk/intent_text.h"
#include "tests/support/card_text.h"
#include "tests/support/golden.h"
#include "tests/support/story.h"

namespace baton::test {
namespace {

Task task_called(const char* key, const PersonId& holder) {
  Story story(key);
  story.then(ana, "new paid-campaign-launch ACME \"Spring launch\"");
  story.task.holder = holder;
  return story.task;
}

Reply asked(const Story& story, const PersonId& by, std::variant<Typed, Pressed, Submitted> what,
            const std::vector<Task>& candidates) {
  return story.talk.which_task(story.envelope(std::move(what)), candidates, story.person(by),
                               story.agency);
}

TEST(WhichTaskTest, OffersEachAsAButtonThatRunsTheLineWithItsKey) {
  const Story story;
  const Reply reply = asked(story, ana, Typed{"return missing-asset The “logo”"},
                            {task_called("ACME-3", ana), task_called("BOLT-1", ana)});
  EXPECT_TRUE(plain_text(reply.card).starts_with("Which task? You hold ACME-3 and BOLT-1."));
  ASSERT_EQ(reply.card.buttons.size(), 2u);
  EXPECT_EQ(reply.card.buttons[0].press.text, "return ACME-3 missing-asset The “logo”");
  EXPECT_EQ(reply.card.buttons[1].press.text, "return BOLT-1 missing-asset The “logo”");
  for (const Button& button : reply.card.buttons) {
    EXPECT_TRUE(text_of(story.understood(ana, button.press.text)).starts_with("return "));
  }
}

TEST(WhichTaskTest, ALineInAButtonIsAskedAboutToo) {
  const Story story;
  Press press;
  press.kind = Press::Kind::run;
  press.text = "  done";
  const Reply reply = asked(story, ana, Pressed{press, {}}, {task_called("ACME-3", ana)});
  ASSERT_EQ(reply.card.buttons.size(), 1u);
  EXPECT_EQ(text_of(story.understood(ana, reply.card.buttons[0].press.text)), "done ACME-3");
}

TEST(WhichTaskTest, WithoutALineThereAreNoButtons) {
  const Story story;
  const Reply reply =
      asked(story, ana, Submitted{}, {task_called("ACME-3", ana), task_called("BOLT-1", ana)});
  EXPECT_TRUE(reply.card.buttons.empty());
}

TEST(WhichTaskTest, ALineThatIsTooLongIsNeverRunInPart) {
  const Story story;
  const Reply reply = asked(story, ana, Typed{"note " + std::string(1000, 'x')},
                            {task_called("ACME-3", ana), task_called("BOLT-1", ana)});
  EXPECT_TRUE(reply.card.buttons.empty());
  EXPECT_NE(plain_text(reply.card).find("Type the key behind the first word"), std::string::npos);
}

TEST(WhichTaskTest, LooksLikeThis) {
  const Story story;
  Task waiting = offered().task;
  std::vector<Task> many;
  for (const char* key : {"ACME-1", "ACME-2", "ACME-3", "ACME-4", "ACME-5", "ACME-6", "ACME-7"}) {
    many.push_back(task_called(key, dino));
  }
  const struct {
    const char* line;
    std::vector<Task> candidates;
  } cases[] = {
      {"accept", {}},
      {"xyzzy", {}},
      {"block It is locked", {task_called("ACME-3", dino), waiting}},
      {"note hello", {task_called("ACME-3", ana), task_called("BOLT-1", ana)}},
      {"done", many},
  };
  std::string sheet;
  for (const auto& each : cases) {
    sheet += "=== " + std::string(each.line) + "\n" +
             text_of(asked(story, dino, Typed{each.line}, each.candidates)) + "\n";
  }
  expect_golden("talk/which_task.txt", sheet);
}

}  // namespace
}  // namespace baton::test
