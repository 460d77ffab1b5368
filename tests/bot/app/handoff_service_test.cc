#include "bot/app/handoff_service.h"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "bot/app/task_change.h"
#include "bot/ports/errc.h"
#include "tests/bot/app/world.h"
#include "tests/support/card_text.h"
#include "tests/support/core_printers.h"

/// Envelopes in, journal and answers out, over a real store and the real conversation.
namespace baton::test {
namespace {

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST(HandoffServiceTest, NumbersTasksPerClientWithoutReuse) {
  Lasting lasting;
  World world(lasting);
  EXPECT_TRUE(has(world.say(ana, "new quick ACME One"), "ACME-1"));
  EXPECT_TRUE(has(world.say(ana, "new quick BOLT Other"), "BOLT-1"));
  EXPECT_TRUE(has(world.say(olga, "cancel ACME-1 \"not needed\""), "ACME-1"));
  EXPECT_EQ(world.task("ACME-1").phase, Phase::cancelled);
  EXPECT_TRUE(has(world.say(dino, "new quick ACME Two"), "ACME-2"));
  World restarted(lasting);
  EXPECT_TRUE(has(restarted.say(dino, "new quick ACME Three"), "ACME-3"));
  EXPECT_EQ(restarted.task("ACME-3").version, 1u);
  EXPECT_EQ(restarted.registry.agency().client(acme)->last_number, 3);
}

TEST(HandoffServiceTest, NumbersTwentyTasksThatAreOpenedAtOnce) {
  Lasting lasting;
  World world(lasting, World::Pace::slow);
  std::vector<Envelope> envelopes;
  for (int i = 1; i <= 20; ++i) {
    envelopes.push_back(typed(ana, "new quick ACME \"Task " + std::to_string(i) + "\""));
  }
  world.handle_at_once(std::move(envelopes));
  std::set<std::string> titles;
  for (int i = 1; i <= 20; ++i) {
    const Task task = world.task("ACME-" + std::to_string(i));
    EXPECT_EQ(task.version, 1u) << i;
    titles.insert(task.title);
  }
  EXPECT_EQ(titles.size(), 20u);
  EXPECT_EQ(world.task("ACME-21").version, 0u);
}

TEST(HandoffServiceTest, LetsOneOfTwoAcceptsWinAndTellsTheOtherWhoAndWhen) {
  Lasting lasting;
  World world(lasting, World::Pace::slow);
  offer_task(world);
  const Press accept = press_of(Verb::accept, {"ACME-1"}, 1);
  const std::vector<Reply> replies =
      world.handle_at_once({pressed(dino, accept), pressed(dino, accept)});
  EXPECT_EQ(world.task("ACME-1").holder, dino);
  EXPECT_NE(replies[0], replies[1]);
  const std::string second = plain_text(replies[1].card);
  EXPECT_TRUE(has(second, "You") || has(second, "Dino")) << second;
  EXPECT_TRUE(has(second, "09:00") || has(second, "10:00")) << second;
  EXPECT_EQ(world.task("ACME-1").version, world.task("ACME-1").handoffs.size() + 4)
      << "opened, two values, offered, accepted once";
}

TEST(HandoffServiceTest, TellsSomebodyElseWhoPressesThatItIsNotTheirs) {
  Lasting lasting;
  World world(lasting);
  offer_task(world);
  const std::string answer =
      plain_text(world.handle(pressed(petra, press_of(Verb::accept, {"ACME-1"}, 1))).card);
  EXPECT_TRUE(has(answer, "Dino")) << answer;
  EXPECT_EQ(world.task("ACME-1").holder, ana);
}

TEST(HandoffServiceTest, KeepsValuesOfAGiveThatIsRefused) {
  Lasting lasting;
  World world(lasting);
  world.say(ana, "new paid-campaign-launch ACME \"Spring launch\"");
  const std::string answer = world.say(ana, "give ACME-1 goal=\"More shoes\"");
  EXPECT_TRUE(has(answer, "brief")) << answer;
  EXPECT_TRUE(has(answer, "Kept: Campaign goal")) << answer;
  const Task task = world.task("ACME-1");
  EXPECT_EQ(task.phase, Phase::idle);
  EXPECT_EQ(task.answers.size(), 1u);
  EXPECT_TRUE(world.rows(NoticeKind::offer).empty());
}

TEST(HandoffServiceTest, SetsValuesAndOffersInOneTransactionWithOneAnswer) {
  Lasting lasting;
  World world(lasting, World::Pace::slow);
  world.say(ana, "new paid-campaign-launch ACME \"Spring launch\"");
  world.say(ana, "show ACME-1");  // reads what `new` did to its client
  const int before = lasting.slow.appends;
  world.say(ana, "give ACME-1 <@U0002> goal=Shoes brief=https://docs.example.com/b");
  EXPECT_EQ(lasting.slow.appends, before + 1);
  EXPECT_EQ(world.task("ACME-1").phase, Phase::offered);
  EXPECT_EQ(world.rows(NoticeKind::card).size(), 1u);
  EXPECT_EQ(world.rows(NoticeKind::offer).size(), 1u);
  EXPECT_EQ(world.rows(NoticeKind::sender_copy).size(), 1u);
}

TEST(HandoffServiceTest, ThrowsAndLeavesNothingWhereTheStoreFails) {
  Lasting lasting;
  World world(lasting);
  offer_task(world);
  const std::size_t journal = lasting.store.journal().size();
  const std::size_t outbox = lasting.store.outbox().size();
  const int wakes = world.wakes;
  lasting.store.fail_next_appends(1);
  const Envelope accept = pressed(dino, press_of(Verb::accept, {"ACME-1"}, 1));
  EXPECT_EQ(world.failure_of(accept), AppErrc::store_failed);
  EXPECT_EQ(lasting.store.journal().size(), journal);
  EXPECT_EQ(lasting.store.outbox().size(), outbox);
  EXPECT_EQ(world.wakes, wakes);
  EXPECT_EQ(world.task("ACME-1").holder, ana);
  // The same press again, as the platform may send it, is not taken for a repeat.
  world.handle(accept);
  EXPECT_EQ(world.task("ACME-1").holder, dino);
}

TEST(HandoffServiceTest, DecidesAgainOnWhatOthersLeft) {
  Lasting lasting;
  World world(lasting, World::Pace::slow);
  offer_task(world);
  lasting.slow.stale_next = 4;
  world.handle(pressed(dino, press_of(Verb::accept, {"ACME-1"}, 1)));
  EXPECT_EQ(world.task("ACME-1").holder, dino);
}

TEST(HandoffServiceTest, GivesUpAfterTheFifthTimeThatOthersWereFaster) {
  Lasting lasting;
  World world(lasting, World::Pace::slow);
  offer_task(world);
  lasting.slow.stale_next = 5;
  const Envelope accept = pressed(dino, press_of(Verb::accept, {"ACME-1"}, 1));
  EXPECT_EQ(world.failure_of(accept), AppErrc::contended);
  EXPECT_EQ(world.task("ACME-1").holder, ana);
  world.handle(accept);
  EXPECT_EQ(world.task("ACME-1").holder, dino);
}

TEST(HandoffServiceTest, SeesWhatAnotherProcessAppended) {
  Lasting lasting;
  World one(lasting);
  offer_task(one);
  World other(lasting);
  other.handle(pressed(dino, press_of(Verb::accept, {"ACME-1"}, 1)));
  EXPECT_TRUE(has(one.say(ana, "show ACME-1"), "Dino"));
  EXPECT_EQ(one.task("ACME-1"), other.task("ACME-1"));
}

TEST(HandoffServiceTest, RefusesNothingByWhatItOnlyRemembers) {
  Lasting lasting;
  World one(lasting);
  open_task(one);
  one.say(petra, "accept ACME-1");  // refused: nothing is offered
  World other(lasting);
  other.say(ana, "give ACME-1 <@U0002>");
  one.say(dino, "accept ACME-1");
  EXPECT_EQ(one.task("ACME-1").holder, dino) << "by what the other process has offered since";
}

TEST(HandoffServiceTest, ReadsNothingOfATaskItRemembers) {
  Lasting lasting;
  World world(lasting, World::Pace::slow);
  open_task(world);
  world.say(ana, "note ACME-1 \"red shoes only\"");  // reads what `new` did to its client
  const int loads = lasting.slow.loads;
  world.say(ana, "note ACME-1 \"or blue ones\"");
  EXPECT_EQ(lasting.slow.loads, loads);
  EXPECT_EQ(world.task("ACME-1").notes.size(), 2u);
}

TEST(HandoffServiceTest, TellsAStrangerAlwaysAndACoordinatorOnce) {
  Lasting lasting;
  World world(lasting);
  const PersonId stranger{"U9999"};  // no id of ours: the user's id there
  EXPECT_FALSE(world.say(stranger, "accept ACME-1").empty());
  EXPECT_FALSE(world.say(stranger, "list").empty());
  const std::vector<OutboxRow> told = world.rows(NoticeKind::stranger);
  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(told[0].notice.person, olga);
  EXPECT_EQ(told[0].lane, "person/p5");
  EXPECT_TRUE(has(told[0].notice.text, "U9999")) << told[0].notice.text;
  EXPECT_TRUE(has(told[0].notice.text, "not listed")) << told[0].notice.text;
  EXPECT_FALSE(has(told[0].notice.text, "someone")) << "names are sealed in the journal alone";
}

TEST(HandoffServiceTest, TellsTheLastResortOfAStrangerWhereThereIsNoCoordinator) {
  Lasting lasting;
  World world(lasting);
  Seed seed = make_seed();
  for (Seed::Someone& human : seed.people) std::erase(human.roles, coordinator_role);
  world.run(world.registry.sow(seed));
  world.registry.settings().last_resort = {petra, ana};
  world.say(PersonId{"U9999"}, "list");
  const std::vector<OutboxRow> told = world.rows(NoticeKind::stranger);
  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(told[0].notice.person, petra);
  world.registry.settings().last_resort.clear();
  EXPECT_FALSE(world.say(PersonId{"U8888"}, "list").empty())
      << "answered also where nobody is left";
  EXPECT_EQ(world.rows(NoticeKind::stranger).size(), 1u);
}

TEST(HandoffServiceTest, TellsTheCoordinatorAgainWhereTheFirstTimeWasNotRecorded) {
  Lasting lasting;
  World world(lasting);
  lasting.store.fail_next_appends(1);
  EXPECT_EQ(world.failure_of(typed(PersonId{"U9999"}, "list")), AppErrc::store_failed);
  world.say(PersonId{"U9999"}, "list");
  EXPECT_EQ(world.rows(NoticeKind::stranger).size(), 1u);
}

TEST(HandoffServiceTest, AnswersViewsAndMisunderstandingsWithoutWriting) {
  Lasting lasting;
  World world(lasting, World::Pace::slow);
  offer_task(world);
  const int appends = lasting.slow.appends;
  for (const char* text : {"", "help", "list", "list client ACME", "show ACME-1", "history ACME-1",
                           "frobnicate", "give NONE-7", "show NONE-7"}) {
    SCOPED_TRACE(text);
    EXPECT_FALSE(world.say(ana, text).empty());
  }
  EXPECT_TRUE(has(world.say(dino, ""), "ACME-1")) << "it waits for him";
  EXPECT_TRUE(has(world.say(dino, "list waiting"), "ACME-1"));
  EXPECT_FALSE(has(world.say(petra, "list waiting"), "ACME-1"));
  EXPECT_EQ(lasting.slow.appends, appends);
}

TEST(HandoffServiceTest, ShowsARequestThatWaitsForSomebodyOnTheTaskOfAnother) {
  Lasting lasting;
  World world(lasting);
  world.say(ana, "new paid-campaign-launch ACME \"Spring launch\"");
  EXPECT_FALSE(has(world.say(olga, "menu"), "ACME-1"));
  world.say(ana, "urgent ACME-1 <@U0002> \"The client goes live\"");
  for (const char* text : {"menu", "list waiting"}) {
    SCOPED_TRACE(text);
    EXPECT_TRUE(has(world.say(olga, text), "ACME-1"));
    EXPECT_FALSE(has(world.say(dino, text), "ACME-1"));
  }
  const std::string menu = world.say(olga, "menu");
  EXPECT_TRUE(has(menu, "Asked of you")) << menu;
  EXPECT_TRUE(has(menu, "Ana asks to offer it although not everything is there")) << menu;
  world.say(olga, "refuse");  // the only one that is asked of her
  EXPECT_FALSE(has(world.say(olga, "menu"), "ACME-1"));
}

TEST(HandoffServiceTest, ListsAsOverdueWhatNobodyPromisedToo) {
  Lasting lasting;
  World world(lasting);
  offer_task(world);
  EXPECT_FALSE(has(world.say(petra, "list overdue"), "ACME-1"));
  lasting.clock.set(lasting.clock.now() + std::chrono::hours(6));
  EXPECT_TRUE(has(world.say(petra, "list overdue"), "Dino has not accepted"));
  EXPECT_TRUE(has(world.say(dino, "menu"), "Overdue"));
}

TEST(HandoffServiceTest, ShowsWhereTheCardStandsAndTheLatestLineBelowIt) {
  Lasting lasting;
  World world(lasting);
  world.registry.settings().channel_names = {{{slack_workspace, {"C0002"}}, "acme"}};
  offer_task(world);
  EXPECT_TRUE(has(world.say(dino, "show ACME-1"), "#acme: card, not sent yet"));
  world.start_worker();
  world.settle();
  world.say(dino, "note ACME-1 \"red shoes only\"");
  world.say(dino, "note ACME-1 \"or blue ones\"");
  world.pass(std::chrono::minutes(1));
  const std::string shown = world.say(dino, "show ACME-1");
  EXPECT_TRUE(has(shown, "#acme: card, sent")) << shown;
  EXPECT_TRUE(has(shown, "The card's thread: line below the card, sent")) << shown;
  EXPECT_EQ(shown.find("The card's thread"), shown.rfind("The card's thread")) << shown;
  world.registry.settings().channel_names.clear();
  EXPECT_TRUE(has(world.say(dino, "show ACME-1"), "The channel of ACME: card, sent"));
}

TEST(HandoffServiceTest, OpensAFormForAPressThatAsksForOne) {
  Lasting lasting;
  World world(lasting);
  offer_task(world);
  Press ask = press_of(Verb::ask, {"ACME-1"}, 1);
  ask.kind = Press::Kind::open_form;
  const Reply reply = world.handle(pressed(dino, ask));
  ASSERT_EQ(reply.kind, Reply::Kind::open_form) << text_of(reply);
  EXPECT_EQ(reply.form.press.task, TaskKey{"ACME-1"});
}

TEST(HandoffServiceTest, WritesNoPersonalTextOutsideTheSealedJournal) {
  Lasting lasting;
  World world(lasting);
  open_task(world);
  world.say(ana, "give ACME-1 <@U0002> \"mind the secret margin\"");
  world.say(dino, "ask ACME-1 \"which secret shoes?\"");
  world.say(ana, "answer ACME-1 \"the secret red ones\"");
  const auto is_clean = [](const std::string& text) {
    for (const char* word : {"Spring", "secret", "More shoes", "docs.example.com", "Dino"}) {
      EXPECT_FALSE(has(text, word)) << word << " in " << text;
    }
  };
  for (const LinkedEvent& event : lasting.store.journal()) {
    if (event.stored.stream != directory_stream) is_clean(event.stored.event.data);
  }
  for (const auto& [id, row] : lasting.store.outbox()) {
    is_clean(row.notice.text + row.notice.slot + row.reason + row.key);
  }
  const std::vector<TaskRow> rows = world.run(lasting.store.tasks(TaskQuery()));
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].holder, ana);
  EXPECT_EQ(rows[0].receiver, dino);
  EXPECT_EQ(rows[0].version, world.task("ACME-1").version);
}

TEST(HandoffServiceTest, FoldsToTheSameTaskAfterARestart) {
  Lasting lasting;
  World world(lasting);
  offer_task(world);
  world.say(dino, "ask ACME-1 \"which shoes?\"");
  world.say(ana, "answer ACME-1 \"the red ones\"");
  world.handle(pressed(dino, press_of(Verb::accept, {"ACME-1"}, 1)));
  const Task before = world.task("ACME-1");
  World restarted(lasting);
  EXPECT_EQ(restarted.task("ACME-1"), before);
  EXPECT_EQ(restarted.task("ACME-1").handoffs.at(0).questions.at(0).answer, "the red ones");
  EXPECT_EQ(restarted.registry.agency().directory, world.registry.agency().directory);
  EXPECT_EQ(restarted.registry.agency().clients, world.registry.agency().clients);
}

TEST(HandoffServiceTest, ReadsMoreTasksThanItKeeps) {
  Lasting lasting;
  World world(lasting);
  for (int i = 0; i < 1005; ++i) world.handle(typed(ana, "new quick ACME T"));
  EXPECT_EQ(world.registry.peek({"ACME-1"}), std::nullopt);
  EXPECT_EQ(world.task("ACME-1").version, 1u);
  EXPECT_TRUE(world.registry.peek({"ACME-1005"}));
}

TEST(HandoffServiceTest, WakesWhoWaitsForChangesByChangesAlone) {
  Lasting lasting;
  World world(lasting);
  open_task(world);
  const int opened = world.wakes;
  world.say(ana, "give ACME-1 <@U0002>");
  EXPECT_EQ(world.wakes, opened + 1);
  world.say(petra, "accept ACME-1");  // refused
  EXPECT_EQ(world.wakes, opened + 1);
}

TEST(HandoffServiceTest, CutsNoCornersForWhoHasLeftTheList) {
  Lasting lasting;
  World world(lasting);
  Envelope foreign = typed(ana, "new quick ACME T");
  foreign.workspace = WorkspaceId{"elsewhere"};  // the same user id, another workspace
  world.handle(foreign);
  EXPECT_EQ(world.task("ACME-1").version, 0u);
  EXPECT_EQ(world.rows(NoticeKind::stranger).size(), 1u);
}

TEST(LaneTest, IsAPersonOrTheClientsChannel) {
  Notice notice;
  EXPECT_EQ(lane_of(notice, acme), "channel/ACME");
  notice.workspace = slack_workspace;  // one chat that is away holds up no other's cards
  EXPECT_EQ(lane_of(notice, acme), "channel/slack/ACME");
  notice.kind = NoticeKind::thread;  // after its card
  EXPECT_EQ(lane_of(notice, acme), "channel/slack/ACME");
  notice.person = dino;
  EXPECT_EQ(lane_of(notice, acme), "person/p2");
}

TEST(StreamsTest, KnowTheClientOfATask) {
  EXPECT_EQ(client_of({"ACME-12"}), acme);
  EXPECT_EQ(client_of({"NEW-CO-3"}), ClientKey{"NEW-CO"});
}

}  // namespace
}  // namespace baton::test
