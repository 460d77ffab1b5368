#include "tests/core/fixture.h"

/// A task's life besides its offers: waiting, blocked, started, put off, promised, moved.
namespace baton::test {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

const std::string too_much(text_max + 1, 'x');

TEST(WaitTest, KeepsTheHolderAndSaysForWhatAndUntilWhen) {
  Scene scene;
  scene.build_by_dino();
  const TimePoint until = scene.now + hours(48);
  scene.ok(dino, Wait{until, " they must choose "});
  EXPECT_EQ(scene.task.phase, Phase::waiting);
  EXPECT_EQ(scene.task.holder, dino);
  EXPECT_EQ(scene.task.waiting, (Waiting{dino, scene.now, until, "they must choose"}));
  scene.ok(dino, Wait{until + hours(24), "they are away"});
  EXPECT_EQ(scene.task.waiting->until, until + hours(24));
  scene.ok(dino, Resume{});
  EXPECT_EQ(scene.task.phase, Phase::idle);
  EXPECT_EQ(scene.task.waiting, std::nullopt);
}

TEST(WaitTest, NeedsAReasonAndADateAhead) {
  Scene scene;
  scene.build_by_dino();
  EXPECT_EQ(scene.no(dino, Wait{scene.now + hours(48), " "}).refusal, Refusal::words_needed);
  EXPECT_EQ(scene.no(dino, Wait{scene.now + hours(48), too_much}).refusal, Refusal::too_long);
  EXPECT_EQ(scene.no(dino, Wait{scene.now, "they choose"}).refusal, Refusal::bad_time);
}

TEST(WaitTest, EndsWithNewEvidenceAndWithAGiveAndWithNothingElse) {
  Scene scene;
  scene.build_by_dino().ok(dino, Wait{scene.now + hours(48), "they choose"});
  scene.ok(petra, Set{"goal", "Sell boots"});
  scene.ok(petra, AddNote{"they called"});
  EXPECT_EQ(scene.task.phase, Phase::waiting);
  EXPECT_EQ(scene.ok(petra, Attach{"brief", "https://files.example.com/brief"}), TaskFacts{})
      << "the link that was there already is no news";
  EXPECT_EQ(scene.task.phase, Phase::waiting);
  Scene evidence = scene;
  EXPECT_EQ(names_of(evidence.ok(petra, Attach{"brief", "https://files.example.com/2"})),
            (Names{"EvidenceAttached", "Resumed"}));
  EXPECT_EQ(evidence.task.phase, Phase::idle);
  EXPECT_EQ(names_of(scene.ok(dino, Give{StageId{"review"}, {}, ""})),
            (Names{"Resumed", "Offered"}));
  EXPECT_EQ(scene.task.waiting, std::nullopt);
}

TEST(BlockTest, SaysWhyAndWhenToLookAgain) {
  Scene scene;
  scene.build_by_dino().ok(dino, Block{" no access ", {}});
  const TimePoint in_a_day = scene.agency.due_after(dino, scene.now, WorkingSpan{1, {}});
  EXPECT_EQ(scene.task.blocking, (Blocking{dino, scene.now, "no access", in_a_day}));
  const TimePoint tomorrow = scene.now + hours(30);
  scene.ok(cora, Block{"the server is down", tomorrow});
  EXPECT_EQ(scene.task.blocking->why, "the server is down");
  EXPECT_EQ(scene.task.blocking->look_again, tomorrow);
  EXPECT_EQ(scene.task.holder, dino);
}

TEST(BlockTest, NeedsAReasonAndAMomentAhead) {
  Scene scene;
  scene.build_by_dino();
  EXPECT_EQ(scene.no(dino, Block{" ", {}}).refusal, Refusal::words_needed);
  EXPECT_EQ(scene.no(dino, Block{too_much, {}}).refusal, Refusal::too_long);
  EXPECT_EQ(scene.no(dino, Block{"no access", scene.now - hours(1)}).refusal, Refusal::bad_time);
}

TEST(BlockTest, AnOfferStaysOpenAndMayBeDecided) {
  Scene scene;
  scene.offer_to_dino().ok(dino, Block{"no access", {}});
  EXPECT_EQ(scene.offer().number, 1);
  Scene unblocked = scene;
  unblocked.ok(ana, Unblock{});
  EXPECT_EQ(unblocked.task.phase, Phase::offered);
  scene.ok(dino, Accept{});
  EXPECT_EQ(scene.task.phase, Phase::blocked) << "accepted, and blocked still";
  EXPECT_EQ(scene.task.holder, dino);
  scene.ok(dino, Unblock{});
  EXPECT_EQ(scene.task.phase, Phase::idle);
}

TEST(StartTest, IsMarkedOnceAndAnyWorkOfTheHolderMarksIt) {
  Scene scene;
  scene.build_by_dino();
  EXPECT_FALSE(scene.task.started);
  Scene work = scene;
  scene.ok(dino, Start{});
  EXPECT_TRUE(scene.task.started);
  EXPECT_EQ(scene.ok(dino, Start{}), TaskFacts{}) << "a second press changes nothing";
  work.ok(ana, Set{"goal", "Sell boots"});
  EXPECT_FALSE(work.task.started) << "Ana's work is not his";
  work.ok(dino, Set{"goal", "Sell sandals"});
  EXPECT_TRUE(work.task.started);
  work.ok(dino, Give{StageId{"review"}, {}, ""});
  work.ok(ana, Accept{});
  EXPECT_FALSE(work.task.started) << "every stage starts anew";
}

TEST(SnoozeTest, PutsOffForAWorkingDayOrAsSaid) {
  Scene scene;
  scene.build_by_dino().ok(dino, Snooze{});
  EXPECT_EQ(scene.task.snoozed.at(dino),
            scene.agency.due_after(dino, scene.now, WorkingSpan{1, {}}));
  const TimePoint later = scene.now + hours(50);
  scene.ok(dino, Snooze{later});
  EXPECT_EQ(scene.task.snoozed.at(dino), later);
  EXPECT_EQ(scene.no(dino, Snooze{scene.now}).refusal, Refusal::bad_time);
}

TEST(SnoozeTest, ByTheCoordinatorPutsOffWhatTheHolderIsRemindedOf) {
  Scene scene;
  scene.build_by_dino().ok(cora, Snooze{scene.now + hours(50)});
  EXPECT_TRUE(scene.task.snoozed.contains(dino));
  EXPECT_FALSE(scene.task.snoozed.contains(cora));
}

TEST(DueTest, IsPromisedByTheHolderAndChangedByRightWithAReason) {
  Scene scene;
  scene.build_by_dino();
  const TimePoint due = scene.now + hours(96);
  EXPECT_EQ(scene.no(dino, SetDue{scene.now, ""}).refusal, Refusal::bad_time);
  EXPECT_EQ(scene.no(dino, SetDue{due, too_much}).refusal, Refusal::too_long);
  EXPECT_FALSE(scene.task.is_promised());
  scene.ok(dino, SetDue{due, ""});
  EXPECT_TRUE(scene.task.is_promised());
  EXPECT_EQ(scene.task.due, due);
  EXPECT_EQ(scene.no(cora, SetDue{due + hours(24), ""}).refusal, Refusal::words_needed);
  EXPECT_EQ(scene.ok(cora, SetDue{due, ""}), TaskFacts{}) << "it is that already";
  scene.ok(cora, SetDue{due + hours(24), "they asked for it"});
}

TEST(PriorityTest, IsNormalUntilItIsSet) {
  Scene scene;
  scene.open();
  EXPECT_EQ(scene.task.priority, Priority::normal);
  EXPECT_EQ(scene.ok(ana, SetPriority{Priority::normal}), TaskFacts{});
  scene.ok(ana, SetPriority{Priority::high});
  EXPECT_EQ(scene.task.priority, Priority::high);
}

TEST(ReopenTest, IsWithWhoHeldItLast) {
  Scene scene;
  scene.live_by_petra().ok(petra, Attach{"report", "https://files.example.com/report"});
  scene.ok(petra, Finish{});
  EXPECT_EQ(scene.ok(cora, Reopen{}), (TaskFacts{TaskReopened{petra}}));
  EXPECT_EQ(scene.task.phase, Phase::idle);
  EXPECT_EQ(scene.task.stage, StageId{"live"});
  EXPECT_EQ(scene.task.holder, petra);
  EXPECT_EQ(scene.task.ended_by, PersonId());
  scene.ok(petra, Finish{});
}

TEST(ReopenTest, IsWithTheLastResortWhereTheHolderHasLeft) {
  Scene scene;
  scene.build_by_dino().ok(cora, Cancel{"no"});
  scene.person(dino).left = true;
  scene.ok(cora, Reopen{});
  EXPECT_EQ(scene.task.holder, olga);
}

TEST(DoneTest, ListsAllThatIsOpen) {
  Scene scene;
  scene.gate("shortcut").requirements = {field("budget", "Budget")};
  scene.build_by_dino().ok(cora, Urgent{StageId{"live"}, {}, "tonight"});
  scene.ok(petra, Accept{{}, {{"the logo"}}});
  scene.ok(petra, Attach{"report", "https://files.example.com/report"});
  const Rejection rejection = scene.no(petra, Finish{});
  EXPECT_EQ(rejection.refusal, Refusal::things_open);
  EXPECT_EQ(rejection.gaps, std::vector<int>{1});
  EXPECT_EQ(rejection.debts, std::vector<int>{1});
  scene.ok(petra, DropGap{"", "found it"});
  scene.ok(dirk, Forgive{"", "it was a small one"});
  scene.ok(petra, Finish{});
}

TEST(MoveTest, GoesOnForTheOtherClientWithItsValues) {
  Scene scene;
  scene.build_by_dino().ok(dino, SetDue{scene.now + hours(96), ""});
  scene.ok(dino, SetPriority{Priority::high});
  scene.ok(dirk, Approve{"qa", "", "", "", ""});
  const TimePoint due = scene.task.due;
  const Verdict verdict = scene.act(cora, Move{bolt});
  EXPECT_EQ(names_of(verdict.facts), Names{"TaskMoved"});
  EXPECT_EQ(scene.task.phase, Phase::cancelled);
  EXPECT_EQ(scene.task.moved_to, TaskKey{"BOLT-4"});
  ASSERT_EQ(verdict.opens.size(), 1u);
  const Task& next = verdict.opens.front().after;
  EXPECT_EQ(next.key, TaskKey{"BOLT-4"});
  EXPECT_EQ(next.client, bolt);
  EXPECT_EQ(next.moved_from, scene.task.key);
  EXPECT_EQ(next.title, "Spring launch");
  EXPECT_EQ(next.stage, StageId{"build"});
  EXPECT_EQ(next.holder, dino);
  EXPECT_EQ(next.phase, Phase::idle);
  EXPECT_EQ(next.due, due);
  EXPECT_EQ(next.priority, Priority::high);
  for (const auto& [id, answer] : scene.task.answers) {
    EXPECT_EQ(next.answers.at(id).values, answer.values) << id;
  }
  EXPECT_TRUE(next.approvals.empty()) << "an approval is of what was";
}

TEST(MoveTest, RefusesWhatIsNotThereAndCannotBeUndone) {
  Scene scene;
  scene.offer_to_dino();
  EXPECT_EQ(scene.no(cora, Move{{"NOPE"}}).refusal, Refusal::unknown_client);
  EXPECT_EQ(scene.no(cora, Move{acme}).refusal, Refusal::same_client);
  EXPECT_EQ(names_of(scene.ok(cora, Move{bolt})), (Names{"OfferWithdrawn", "TaskMoved"}));
  EXPECT_EQ(scene.no(cora, Undo{}).refusal, Refusal::nothing_to_undo);
  EXPECT_EQ(scene.no(cora, Reopen{}).refusal, Refusal::already_ended);
}

}  // namespace
}  // namespace baton::test
