#include <set>

#include <gtest/gtest.h>

#include "tests/bot/talk/sheet.h"
#include "tests/support/story.h"

namespace baton::test {
namespace {

TEST(WordsTest, WhatWasDone) {
  Sheet sheet;
  Story story;
  const auto type = [&](const PersonId& by, const std::string& line) {
    sheet.add(story.agency.name_of(by) + ": " + line, story.type(by, line));
    EXPECT_FALSE(story.last.rejection.has_value()) << line;
  };
  type(ana, "new paid-campaign-launch ACME \"Spring launch\" goal=\"200 sales\" nonsense=1");
  type(ana, "attach ACME-12 https://drive.example.com/brief");
  type(ana, "attach ACME-12 brief https://drive.example.com/brief");
  type(alex, "note ACME-12 The client is away until Monday");
  type(ana, "give ACME-12 @dino The logo is in the folder");
  type(dino, "ask ACME-12 Which logo?");
  type(ana, "answer ACME-12 The new one");
  type(ana, "set ACME-12 goal=\"300 sales\"");
  type(ana, "withdraw ACME-12");
  type(ana, "give ACME-12");
  type(dino, "return ACME-12 missing-asset The logo");
  type(olga, "give ACME-12 @petra");
  type(ana, "set ACME-12 goal=");
  type(ana, "set ACME-12 goal=\"200 sales\"");
  type(olga, "give ACME-12");
  type(dino, "accept ACME-12");
  type(dino, "check ACME-12 formats");
  type(dino, "check ACME-12 formats off");
  type(dino, "check ACME-12 formats");
  type(dino, "attach ACME-12 drafts https://x.example.com/1 https://x.example.com/2");
  type(dino, "give ACME-12");
  type(ana, "accept ACME-12");
  type(ana, "give ACME-12 to approved confirmation=\"Maria said yes\" final-design=spring.zip");
  type(ana, "set ACME-12 budget=5000 EUR");
  type(ana, "attach ACME-12 creative https://x.example.com/c");
  type(ana, "approve ACME-12 sign-off by Maria on Monday how: phone https://x.example.com/m");
  type(ana, "set ACME-12 budget=6000 EUR");
  type(olga, "cancel ACME-12 The client has stopped it");
  type(ana, "note ACME-12 Pity");
  sheet.expect("words_done.txt");
}

TEST(WordsTest, TheLastSteps) {
  Sheet sheet;
  Story story = ready_for_deployment();
  story.then(petra, "accept ACME-12");
  const auto type = [&](const PersonId& by, const std::string& line) {
    sheet.add(story.agency.name_of(by) + ": " + line, story.type(by, line));
    EXPECT_FALSE(story.last.rejection.has_value()) << line;
  };
  type(petra, "give ACME-12 live=yes utm=https://shop.example.com/?utm_source=ad");
  type(alex, "accept ACME-12");
  type(olga, "approve ACME-12 qa");
  type(alex, "give ACME-12");
  type(petra, "accept ACME-12");
  type(petra, "attach ACME-12 https://drive.example.com/report");
  type(petra, "done ACME-12");
  sheet.expect("words_last_steps.txt");
}

/// Refusals as the machine gives them: each says what, why, who can, and the mend.
TEST(WordsTest, EveryRefusal) {
  Sheet sheet;
  std::set<Refusal> seen;
  const auto refused = [&](const char* what, Story story, const PersonId& by,
                           const std::string& line, Refusal refusal) {
    SCOPED_TRACE(line);
    const Reply reply = story.type(by, line);
    ASSERT_TRUE(story.last.rejection.has_value()) << text_of(reply);
    EXPECT_EQ(static_cast<int>(story.last.rejection->refusal), static_cast<int>(refusal));
    seen.insert(refusal);
    sheet.add(std::string(what) + " · " + story.agency.name_of(by) + ": " + line.substr(0, 80),
              reply);
  };
  const Story fresh = started();
  const Story ready = ready_for_production();
  const Story open = offered();
  Story asked = offered();
  asked.then(dino, "ask ACME-12 Which logo?");
  Story answered = asked;
  answered.then(ana, "answer ACME-12 The new one");
  Story accepted = offered();
  accepted.then(dino, "accept ACME-12");
  Story returned = offered();
  returned.then(dino, "return ACME-12 timing");
  Story withdrawn = offered();
  withdrawn.then(ana, "withdraw ACME-12");
  Story cancelled = offered();
  cancelled.then(olga, "cancel ACME-12 The client has stopped it");

  refused("no such task", fresh, ana, "accept ACME-99", Refusal::unknown_task);
  refused("no such task", fresh, ana, "note BOLT-1 x", Refusal::unknown_task);
  refused("never offered", fresh, dino, "accept ACME-12", Refusal::nothing_offered);
  refused("pressed twice", accepted, dino, "accept ACME-12", Refusal::nothing_offered);
  refused("accepted by another", accepted, petra, "accept ACME-12", Refusal::nothing_offered);
  refused("returned twice", returned, dino, "return ACME-12 timing", Refusal::nothing_offered);
  refused("withdrawn twice", withdrawn, ana, "withdraw ACME-12", Refusal::nothing_offered);
  refused("accept what was withdrawn", withdrawn, dino, "accept ACME-12", Refusal::nothing_offered);
  refused("no question", open, ana, "answer ACME-12 x", Refusal::no_open_question);
  refused("answered twice", answered, ana, "answer ACME-12 x", Refusal::no_open_question);
  refused("done while offered", open, ana, "done ACME-12", Refusal::withdraw_first);
  refused("offered twice", open, ana, "give ACME-12 @dino", Refusal::already_offered);
  refused("offered twice, with more", open, ana,
          "give ACME-12 @dino nonsense=2 1=\"300 sales\" The logo is new",
          Refusal::already_offered);
  refused("ended", cancelled, dino, "accept ACME-12", Refusal::already_ended);
  refused("not the end", fresh, ana, "done ACME-12", Refusal::not_final);
  refused("not the receiver", open, petra, "accept ACME-12", Refusal::not_permitted);
  refused("the sender himself", open, ana, "accept ACME-12", Refusal::not_permitted);
  refused("not the holder", ready, dino, "give ACME-12", Refusal::not_permitted);
  refused("not the holder, with values", ready, dino,
          "give ACME-12 nonsense=2 goal=\"300 sales\" budget=lots", Refusal::not_permitted);
  refused("no right", fresh, ana, "cancel ACME-12 x", Refusal::not_permitted);
  refused("not the approver", fresh, dino, "approve ACME-12 sign-off", Refusal::not_permitted);
  refused("not ready", fresh, ana, "give ACME-12 @dino goal=\"200 sales\"", Refusal::not_ready);
  refused("not ready, with values", fresh, ana,
          "give ACME-12 @dino nonsense=2 1=\"200 sales\" Please hurry", Refusal::not_ready);
  refused("RC-03", approved(), ana, "give ACME-12", Refusal::not_ready);
  refused("bad value", approved(), ana, "set ACME-12 budget=lots", Refusal::bad_value);
  refused("bad value with a give", ready, ana, "give ACME-12 budget=lots copy=here",
          Refusal::bad_value);
  refused("bad value and a good one", fresh, ana, "set ACME-12 goal=\"200 sales\" budget=lots",
          Refusal::bad_value);
  refused("unknown item and a bad value", fresh, ana, "set ACME-12 budget=lots bugdet=5",
          Refusal::unknown_item);
  refused("values for a task that has ended", cancelled, ana, "set ACME-12 budget=5 goal=x",
          Refusal::already_ended);
  refused("unknown item", fresh, ana, "set ACME-12 bugdet=5", Refusal::unknown_item);
  refused("wrong verb", fresh, ana, "set ACME-12 brief=x", Refusal::unknown_item);
  refused("ambiguous item", approved(), ana, "attach ACME-12 c https://x.example.com",
          Refusal::ambiguous_item);
  refused("which item", approved(), ana, "attach ACME-12 https://x.example.com",
          Refusal::ambiguous_item);
  refused("nothing missing", ready, ana, "attach ACME-12 https://x.example.com",
          Refusal::nothing_missing);
  refused("no way there", fresh, ana, "give ACME-12 to tracking", Refusal::no_way_on);
  Story two_ways = fresh;
  {
    std::vector<Transition>& ways = two_ways.agency.workflows.at({campaign, 1}).transitions;
    ways.push_back(transition("skip", "strategy", "approved", anyone(), anyone(), {}));
  }
  refused("several ways", two_ways, ana, "give ACME-12 Please \"hurry\"", Refusal::choose_way);
  refused("several ways, a person", two_ways, ana, "give ACME-12 @dino Please hurry",
          Refusal::choose_way);
  Story two_designers = ready;
  two_designers.agency.directory.people[3].roles.push_back({"designer"});
  two_designers.agency.directory.people[3].name = "Alex Berg";
  refused("several receivers", two_designers, ana, "give ACME-12 Please hurry",
          Refusal::choose_receiver);
  Story nobody = ready;
  nobody.agency.directory.people[1].roles.clear();
  nobody.agency.directory.people[4].roles.clear();  // nor a coordinator to stand in
  nobody.agency.settings.last_resort.clear();
  refused("nobody has the role", nobody, ana, "give ACME-12", Refusal::nobody_for_role);
  refused("outside the role", ready, ana, "give ACME-12 @petra", Refusal::outside_role);
  Story distinct = ready;
  distinct.agency.workflows.at({campaign, 1}).transitions.front().distinct = true;
  distinct.agency.directory.people[0].roles.push_back({"designer"});
  refused("two people needed", distinct, ana, "give ACME-12 @ana", Refusal::must_be_distinct);
  refused("unknown reason", open, dino, "return ACME-12 wrongformat", Refusal::unknown_reason);
  refused("half a reason", open, dino, "return ACME-12 missing the logo", Refusal::unknown_reason);
  refused("sign-off without details", approved(), ana, "approve ACME-12 sign-off by Maria",
          Refusal::details_needed);
  refused("question open", asked, dino, "ask ACME-12 And the font?", Refusal::question_open);
  refused("too long", fresh, ana, "note ACME-12 " + std::string(text_max + 1, 'x'),
          Refusal::too_long);
  refused("too long, with a value", ready, ana,
          "give ACME-12 goal=\"300 sales\" " + std::string(text_max + 1, 'x'), Refusal::too_long);
  refused("title too long", Story(), ana, "new quick ACME " + std::string(title_max + 1, 'x'),
          Refusal::too_long);

  // What the grammar or a form stops before the machine is asked.
  const auto worded = [&](const char* what, Refusal refusal, Action action) {
    Handled handled;
    handled.command = {ana, fresh.task.key, std::move(action), {}};
    handled.before = handled.after = fresh.task;
    handled.rejection.emplace();
    handled.rejection->refusal = refusal;
    seen.insert(refusal);
    sheet.add(what, fresh.talk.word(handled, fresh.person(ana), fresh.agency));
  };
  worded("unknown client", Refusal::unknown_client, StartNew{{"ACNE"}, campaign, "x"});
  worded("unknown workflow", Refusal::unknown_workflow, StartNew{acme, {"payed"}, "x"});
  worded("workflow gone", Refusal::unknown_workflow, Finish{});
  worded("unknown person", Refusal::unknown_person, Give{{}, PersonId{"p9"}, {}});
  worded("other needs words", Refusal::words_needed, GiveBack{{}, "other", ""});
  worded("no question told", Refusal::words_needed, Ask{});
  worded("no title told", Refusal::words_needed, StartNew{acme, campaign, ""});
  Story outdated = returned;
  outdated.then(ana, "give ACME-12 @dino");
  Press old;
  old.task = outdated.task.key;
  old.handoff = 1;
  sheet.add("outdated card · Dino presses Accept", outdated.press(dino, old));
  EXPECT_EQ(outdated.last.rejection->refusal, Refusal::outdated);
  seen.insert(Refusal::outdated);
  // Those of gaps, debts, undo and the task's life: words_refused_whole_test.cc.
  EXPECT_EQ(seen.size(), static_cast<std::size_t>(Refusal::too_long) + 1);
  sheet.expect("words_refused.txt");
}

TEST(WordsTest, StrangersAndBusyServicesAreToldPlainly) {
  Sheet sheet;
  Story story;
  Envelope typed = story.envelope(Typed{"accept ACME-12"});
  sheet.add("stranger", story.talk.stranger(typed, story.agency));
  sheet.add("busy, typed", story.talk.not_recorded(typed));
  sheet.add("busy, menu", story.talk.not_recorded(story.envelope(Typed{""})));
  sheet.add("busy, pressed", story.talk.not_recorded(story.envelope(Pressed{})));
  sheet.add("busy, submitted", story.talk.not_recorded(story.envelope(Submitted{})));
  story.agency.directory.people.back().left = true;
  sheet.add("stranger, no coordinator", story.talk.stranger(typed, story.agency));
  story.agency.settings.last_resort.clear();
  sheet.add("stranger, nobody", story.talk.stranger(typed, story.agency));
  sheet.expect("words_other.txt");
}

}  // namespace
}  // namespace baton::test
