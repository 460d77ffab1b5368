#include <gtest/gtest.h>

#include "tests/support/card_text.h"
#include "tests/support/golden.h"
#include "tests/support/told.h"

/// The views of tasks that wait, are blocked, late, owed, taken and undone.
namespace baton::test {
namespace {

using namespace std::chrono_literals;

Task keyed(const Story& story, std::string key, std::string title) {
  Task task = story.task;
  task.key = {std::move(key)};
  task.title = std::move(title);
  return task;
}

/// Held by Dino; Ana owes him the logo.
Story with_a_gap() {
  Story story = offered();
  story.act(dino, Accept{{}, {{"The logo as a vector file", true}}});
  return story;
}

/// Accepted by Petra although the copy and the tracking sheet are missing: Ana owes both.
Story with_debts() {
  Story story = approved();
  story.then(ana, "set ACME-12 budget=\"5000 EUR\"")
      .then(ana, "attach ACME-12 creative https://drive.example.com/creative")
      .then(ana,
            "approve ACME-12 sign-off by \"Maria Smith\" on \"2 March\" how: \"e-mail\" "
            "https://mail.example.com/42");
  story.act(ana, Urgent{{}, petra, "It must be on air at noon"});
  story.act(olga, Allow{});
  return story;
}

/// A week of the agency, seen on Thursday at nine.
struct Week {
  Week() {
    Story waiting = with_a_gap();
    waiting.act(ana, SupplyGap{"1", "logo.svg"});
    waiting.act(dino, Wait{monday_nine + 240h, "Maria sends the pictures"});
    Story blocked = offered();
    blocked.then(dino, "accept ACME-12");
    blocked.act(dino, SetDue{monday_nine + 48h, {}});
    blocked.act(dino, Block{"The font licence is missing", {}});
    Story asked = with_a_gap();
    asked.act(olga, Take{{}, "Dino is ill"});
    Story promised = offered();
    promised.act(ana, SetPriority{Priority::high});
    Story back = offered();
    back.then(dino, "accept ACME-12");
    back.act(dino, GiveBack{{}, "timing", ""});
    tasks = {keyed(waiting, "ACME-7", "Autumn"), keyed(blocked, "ACME-8", "Flyer"),
             keyed(asked, "ACME-9", "Banner"),   keyed(promised, "ACME-10", "Summer sale"),
             keyed(back, "ACME-11", "Poster"),   with_debts().task};
    base.now = monday_nine + 72h;
  }
  Reply view(const ViewRequest& request, const PersonId& by) const {
    return base.talk.view(request, tasks, base.person(by), base.agency);
  }

  Story base;
  std::vector<Task> tasks;
};

TEST(MachineViewsTest, TheMenuShowsWhatWaitsIsAskedOwedAndLate) {
  const Week week;
  std::string sheet;
  for (const PersonId& by : {ana, dino, petra, olga}) {
    const Reply reply = week.view(ViewRequest(), by);
    sheet += "=== menu of " + week.base.person(by).name + "\n" + text_of(reply) + "\n";
  }
  expect_golden("talk/menu_machine.txt", sheet);
}

TEST(MachineViewsTest, ListsOfWhatIsOwedAndLate) {
  const Week week;
  std::string sheet;
  ViewRequest request;
  request.kind = ViewRequest::Kind::list;
  const auto add = [&](const std::string& title, ViewRequest::Filter filter, const PersonId& by) {
    request.filter = filter;
    sheet += "=== " + title + "\n" + text_of(week.view(request, by)) + "\n";
  };
  add("all, to Ana", ViewRequest::Filter::all, ana);
  add("owed by Ana", ViewRequest::Filter::owed, ana);
  add("owed by Alex", ViewRequest::Filter::owed, alex);
  add("overdue", ViewRequest::Filter::overdue, ana);
  expect_golden("talk/lists_machine.txt", sheet);
}

TEST(MachineViewsTest, ShowsEverythingOfATask) {
  std::string sheet;
  const auto add = [&](const std::string& title, const Story& story, const PersonId& by,
                       std::vector<TellingRow> told = {}) {
    ViewRequest request;
    request.kind = ViewRequest::Kind::show;
    request.task = story.task.key;
    request.told = std::move(told);
    sheet += "=== " + title + "\n" +
             text_of(story.talk.view(request, {story.task}, story.person(by), story.agency)) + "\n";
  };
  Story gaps = with_a_gap();
  gaps.act(dino, SetDue{monday_nine + 240h, {}});
  gaps.act(dino, SetPriority{Priority::high});
  gaps.act(dino, Start{true});
  gaps.act(dino, Wait{monday_nine + 120h, "Maria sends the pictures"});
  gaps.act(olga, Take{{}, "Dino is ill"});
  const TellingRow offer{NoticeKind::offer, dino, "", monday_nine + 4min, TellingRow::State::sent};
  const TellingRow card{NoticeKind::card, {}, "#acme", monday_nine + 5min, TellingRow::State::sent};
  const TellingRow lost{NoticeKind::gaps, ana, "", monday_nine + 9min, TellingRow::State::lost};
  const TellingRow request{NoticeKind::consent, dino, "", monday_nine + 9min,
                           TellingRow::State::waiting};
  const TellingRow tomorrow{NoticeKind::digest, alex, "", monday_nine + 23h,
                            TellingRow::State::waiting};
  const TellingRow this_morning{NoticeKind::digest, petra, "", monday_nine - 1h,
                                TellingRow::State::sent};
  add("waiting, with a gap and a request, to its holder", gaps, dino,
      {offer, card, lost, request, tomorrow, this_morning, tomorrow});
  add("with debts, to its receiver", with_debts(), petra);
  Story blocked = with_a_gap();
  blocked.act(dino, Block{"The font licence is missing", {}});
  blocked.task.tracks = {{{"ACME-12.1"}, "Landing page", Track::State::open}};
  blocked.task.parent = {"ACME-3"};
  blocked.task.moved_from = {"BOLT-2"};
  add("blocked, with a track, to its holder", blocked, dino);
  Story back = offered();
  back.then(dino, "accept ACME-12");
  back.act(dino, GiveBack{{}, "timing", ""});
  add("offered back, to its receiver", back, ana);
  Story moved = offered();
  moved.task.phase = Phase::cancelled;
  moved.task.moved_to = {"BOLT-4"};
  std::vector<TellingRow> many(20, offer);
  for (std::size_t index = 0; index < many.size(); ++index) {
    many[index].at += std::chrono::minutes(index);
  }
  add("moved", moved, ana, many);
  expect_golden("talk/show_machine.txt", sheet);
}

TEST(MachineViewsTest, TellsAHistoryOfGapsDebtsAndRequests) {
  Story story = with_a_gap();
  story.agency.directory.people[3].roles.push_back({"designer"});
  story.act(ana, SupplyGap{"1", "logo.svg"});
  story.act(dino, ConfirmGap{"1"});
  story.act(dino, NameGap{{"The colours", false}});
  story.act(dino, DropGap{"2", "We take the old ones"});
  story.act(olga, Take{{}, "Dino is ill"});
  story.act(dino, Refuse{"I am well", {}});
  story.act(dino, GiveBack{{}, "timing", "Not before May"});
  story.then(ana, "accept ACME-12").then(ana, "give ACME-12 @dino");
  story.act(dino, Pass{{}, alex});
  story.act(olga, Take{});
  story.act(olga, Block{"No licence", {}});
  Story debts = with_debts();
  debts.then(petra, "accept ACME-12")
      .then(ana, "attach ACME-12 copy https://drive.example.com/copy");
  debts.act(olga, Forgive{"tracking", "The client does it"});
  debts.act(petra, Wait{debts.now + 72h, "Maria is away"});
  expect_golden("talk/history_machine.txt", "=== gaps and requests, as Ana sees it\n" +
                                                text_of(story.type(ana, "history ACME-12")) +
                                                "\n=== debts, as Ana sees it\n" +
                                                text_of(debts.type(ana, "history ACME-12")));
}

}  // namespace
}  // namespace baton::test
