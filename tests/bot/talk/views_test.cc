#include <gtest/gtest.h>

#include "tests/support/card_text.h"
#include "tests/support/golden.h"
#include "tests/support/story.h"

namespace baton::test {
namespace {

Story keyed(Story story, std::string key, std::string title) {
  story.task.key = {std::move(key)};
  story.task.title = std::move(title);
  return story;
}

ViewRequest asks(ViewRequest::Kind kind) {
  ViewRequest request;
  request.kind = kind;
  return request;
}

TEST(ViewsTest, TheMenuShowsWhatOneCanDoNow) {
  Story base;
  Story asked = offered();
  asked.then(dino, "ask ACME-12 Which logo?");
  const std::vector<Task> tasks = {keyed(offered(), "ACME-9", "Banner").task, asked.task,
                                   keyed(approved(), "ACME-10", "Summer sale").task,
                                   keyed(ready_for_deployment(), "BOLT-2", "E-bikes").task};
  std::string sheet;
  for (const PersonId& by : {ana, dino, petra, alex}) {
    const Reply reply =
        base.talk.view(asks(ViewRequest::Kind::menu), tasks, base.person(by), base.agency);
    sheet += "=== menu of " + base.person(by).name + "\n" + text_of(reply) + "\n";
  }
  std::vector<Task> many;
  for (int number = 1; number <= 9; ++number) {
    many.push_back(keyed(offered(), "ACME-" + std::to_string(number), "Banner").task);
  }
  const Reply reply =
      base.talk.view(asks(ViewRequest::Kind::menu), many, base.person(dino), base.agency);
  sheet += "=== more than a message holds\n" + text_of(reply) + "\n";
  expect_golden("talk/menu.txt", sheet);
}

TEST(ViewsTest, Lists) {
  Story base;
  const std::vector<Task> tasks = {keyed(offered(), "ACME-9", "Banner").task,
                                   keyed(approved(), "ACME-10", "Summer sale").task};
  std::string sheet;
  for (const char* line :
       {"list", "list waiting", "list holding", "list client ACME", "list @petra", "list @ana"}) {
    const ViewRequest request = std::get<ViewRequest>(base.understood(ana, line));
    sheet += "=== " + std::string(line) + "\n" +
             text_of(base.talk.view(request, tasks, base.person(ana), base.agency)) + "\n";
  }
  const Reply none =
      base.talk.view(asks(ViewRequest::Kind::list), {}, base.person(ana), base.agency);
  sheet += "=== nothing\n" + text_of(none) + "\n";
  expect_golden("talk/lists.txt", sheet);

  const std::vector<Task> many(45, tasks.front());
  const Reply reply =
      base.talk.view(asks(ViewRequest::Kind::list), many, base.person(ana), base.agency);
  EXPECT_EQ(reply.card.sections.front().lines.size(), 31u);
}

TEST(ViewsTest, ShowsATask) {
  std::string sheet;
  const auto add = [&](const std::string& title, Story story, const PersonId& by) {
    sheet += "=== " + title + "\n" + text_of(story.type(by, "show ACME-12")) + "\n";
  };
  add("just started, to its holder", started(), ana);
  Story asked = offered();
  asked.then(dino, "ask ACME-12 Which logo?").then(alex, "note ACME-12 The client is away");
  add("offered, to its receiver", asked, dino);
  add("offered, to its sender", asked, ana);
  add("offered, to somebody else", asked, petra);
  add("at Approved, to its holder", approved(), ana);
  Story cancelled = offered();
  cancelled.then(olga, "cancel ACME-12 The client has stopped it");
  add("cancelled", cancelled, ana);
  sheet += "=== unknown\n" + text_of(started().type(ana, "show ACME-99")) + "\n";
  expect_golden("talk/show.txt", sheet);
}

TEST(ViewsTest, TellsAHistory) {
  Story story = offered();
  story.then(dino, "ask ACME-12 Which logo?")
      .then(ana, "answer ACME-12 The new one")
      .then(dino, "return ACME-12 missing-asset The logo")
      .then(ana, "set ACME-12 goal=\"300 sales\"")
      .then(ana, "give ACME-12")
      .then(alex, "note ACME-12 The client is away")
      .then(ana, "withdraw ACME-12")
      .then(olga, "give ACME-12 @petra")
      .then(petra, "accept ACME-12")
      .then(olga, "cancel ACME-12 The client has stopped it");
  expect_golden("talk/history.txt",
                "=== as Ana sees it\n" + text_of(story.type(ana, "history ACME-12")) +
                    "\n=== self-handoff, as Petra sees it\n" +
                    text_of(ready_for_deployment().type(petra, "history ACME-12")));
}

TEST(ViewsTest, ExplainsTheCommands) {
  Story story;
  std::string sheet = "=== help\n" + text_of(story.type(ana, "help"));
  for (const char* topic : {"new",  "give",  "accept", "return",  "ask",  "answer", "withdraw",
                            "set",  "check", "attach", "approve", "note", "done",   "cancel",
                            "menu", "list",  "show",   "history", "help", "urgent"}) {
    sheet += "\n=== help " + std::string(topic) + "\n" +
             text_of(story.type(ana, "help " + std::string(topic)));
  }
  expect_golden("talk/help.txt", sheet);
}

}  // namespace
}  // namespace baton::test
