#include "core/time/timers.h"

#include "tests/core/fixture.h"

/// What happens to a task by itself once its time has come, and never before.
namespace baton::test {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;

constexpr WorkingSpan four_hours{0, hours(4)};
constexpr WorkingSpan a_day{1, {}};

/// The timer of that kind, by its number.
Timer timer_of(const Scene& scene, std::string_view kind) {
  for (const Timer& each : timers_of(scene.task, scene.agency)) {
    if (each.kind == kind) return each;
  }
  throw std::logic_error("there is no such timer: " + std::string(kind));
}
bool has_timer(const Scene& scene, std::string_view kind) {
  const std::vector<Timer> all = timers_of(scene.task, scene.agency);
  return std::ranges::find(all, kind, &Timer::kind) != all.end();
}

Scene waiting(hours span = hours(72)) {
  Scene scene;
  scene.build_by_dino();
  scene.ok(dino, Wait{scene.now + minutes(1) + span, "they choose"});
  return scene;
}
Scene urgent() {
  Scene scene;
  scene.open().fill().ok(ana, Check{"agreed", false});
  scene.ok(cora, Urgent{{}, dino, "tonight"});
  return scene;
}
Scene with_gap() {
  Scene scene;
  scene.build_by_dino().ok(dino, NameGap{{"the logo"}});
  return scene;
}

/// Every kind with the moment it is due, and what comes of it.
struct Case {
  const char* kind;
  Scene scene;
  TimePoint due;
  TaskFact fact;
};
std::vector<Case> every_kind() {
  std::vector<Case> all;
  const auto add = [&](const char* kind, Scene scene, TimePoint due, TaskFact fact) {
    all.push_back({kind, std::move(scene), due, std::move(fact)});
  };
  Scene undone;
  undone.build_by_dino();
  add(timer::undo, undone, undone.now + undone.agency.settings.undo_window + milliseconds(1),
      UndoClosed{});
  Scene offered;
  offered.offer_to_dino();
  add(timer::acknowledge, offered, offered.agency.due_after(dino, offered.now, four_hours),
      Reminded{timer::acknowledge, 1, dino});
  Scene question = offered;
  question.ok(dino, Ask{{}, "Which shoes?"});
  add(timer::answer, question, question.agency.due_after(ana, question.now, four_hours),
      Reminded{timer::answer, 1001, ana});
  Scene waits = waiting();
  add(timer::wait, waits, waits.task.waiting->until - hours(24), Reminded{timer::wait, 0, dino});
  Scene soon = waiting(hours(10));
  add(timer::wait, soon, soon.task.waiting->since + hours(5), Reminded{timer::wait, 0, dino});
  Scene blocked;
  blocked.build_by_dino().ok(dino, Block{"no access", {}});
  add(timer::look_again, blocked, blocked.agency.due_after(dino, blocked.now, a_day),
      Reminded{timer::look_again, 0, dino});
  Scene gap = with_gap();
  add(timer::gap, gap, gap.agency.due_after(ana, gap.now, a_day), Reminded{timer::gap, 1, ana});
  Scene supplied = with_gap();
  supplied.ok(ana, SupplyGap{"", "logo.svg"});
  add(timer::gap_silence, supplied, supplied.agency.due_after(dino, supplied.now, a_day),
      GapConfirmed{1});
  Scene debt = urgent();
  add(timer::debt, debt, debt.agency.due_after(ana, debt.now, WorkingSpan{3, {}}),
      Reminded{timer::debt, 1, ana});
  Scene asked;
  asked.build_by_dino().ok(dora, Take{});
  add(timer::consent, asked, asked.agency.due_after(dino, asked.now, four_hours),
      ConsentMoved{1, olga});
  Scene promised;
  promised.open().ok(ana, SetDue{promised.now + hours(60), ""});
  add(timer::due, promised, promised.task.due, Reminded{timer::due, 0, ana});
  Scene late;
  late.build_by_dino();
  add(timer::stage, late, late.agency.due_after(dino, late.now, WorkingSpan{2, {}}),
      Reminded{timer::stage, 0, dino});
  return all;
}

TEST(TimersTest, EveryKindComesInTimeAndNeverEarly) {
  for (const Case& c : every_kind()) {
    SCOPED_TRACE(c.kind);
    EXPECT_EQ(timer_of(c.scene, c.kind).due, c.due);
    const auto happens = [&](TimePoint when) {
      const TaskFacts facts = happened_by(c.scene.task, c.scene.agency, when);
      return std::ranges::find(facts, c.fact) != facts.end();
    };
    EXPECT_FALSE(happens(c.due - milliseconds(1)));
    EXPECT_TRUE(happens(c.due));
    EXPECT_TRUE(happens(c.due + hours(1000))) << "late is better than never";
  }
}

TEST(TimersTest, WhatHappenedDoesNotHappenAgain) {
  for (Case& c : every_kind()) {
    SCOPED_TRACE(c.kind);
    // Scene::at looks that nothing is due at the same moment any more.
    EXPECT_FALSE(c.scene.at(c.due).empty());
    const TaskFacts later = happened_by(c.scene.task, c.scene.agency, c.due + hours(1000));
    EXPECT_EQ(std::ranges::find(later, c.fact), later.end());
  }
}

TEST(TimersTest, HappeningNeedsNoOrder) {
  // A service that was down sees all at once, in the order in which it came due.
  Scene scene = with_gap();
  scene.ok(dino, SetDue{scene.now + hours(30), ""});
  scene.ok(dora, Take{});
  Scene step_by_step = scene;
  for (int hour = 0; hour < 200; ++hour) step_by_step.after(hours(1));
  scene.at(step_by_step.now);
  std::vector<std::string> once;
  std::vector<std::string> stepwise;
  for (const Reminder& each : scene.task.reminders) once.push_back(each.about);
  for (const Reminder& each : step_by_step.task.reminders) stepwise.push_back(each.about);
  EXPECT_EQ(once, stepwise);
  EXPECT_EQ(scene.task.undoable, std::nullopt);
}

TEST(TimersTest, AnEndedTaskOnlyClosesItsUndo) {
  Scene scene = with_gap();
  scene.ok(dino, SetDue{scene.now + hours(60), ""});
  scene.ok(cora, Cancel{"no"});
  const std::vector<Timer> timers = timers_of(scene.task, scene.agency);
  ASSERT_EQ(timers.size(), 1u);
  EXPECT_EQ(timers[0].kind, timer::undo);
  scene.at(timers[0].due);
  EXPECT_TRUE(timers_of(scene.task, scene.agency).empty());
  EXPECT_TRUE(timers_of(Task{}, scene.agency).empty());
}

TEST(TimersTest, TimersAreListedInTheOrderTheyAreDue) {
  Scene scene = with_gap();
  scene.ok(dino, SetDue{scene.now + hours(60), ""});
  const std::vector<Timer> timers = timers_of(scene.task, scene.agency);
  EXPECT_TRUE(std::ranges::is_sorted(timers, {}, &Timer::due));
}

TEST(AcknowledgmentTest, IsOfTheTransition) {
  Scene scene;
  scene.way("to-build").acknowledge_within = WorkingSpan{0, hours(2)};
  scene.offer_to_dino();
  EXPECT_EQ(acknowledgment_due(scene.task, scene.agency),
            scene.agency.due_after(dino, scene.now, WorkingSpan{0, hours(2)}));
  scene.ok(dino, Accept{});
  EXPECT_EQ(acknowledgment_due(scene.task, scene.agency), std::nullopt);
}

TEST(AcknowledgmentTest, AQuestionStopsTheReceiversClockAndRunsTheSenders) {
  Scene scene;
  scene.offer_to_dino();
  const TimePoint due = *acknowledgment_due(scene.task, scene.agency);
  scene.now += minutes(59);
  scene.ok(dino, Ask{{}, "Which shoes?"});
  const TimePoint asked_at = scene.now;
  EXPECT_EQ(acknowledgment_due(scene.task, scene.agency), std::nullopt);
  EXPECT_FALSE(has_timer(scene, timer::acknowledge));
  EXPECT_TRUE(has_timer(scene, timer::answer));
  scene.now += minutes(89);
  scene.ok(ana, AnswerQuestion{"The red ones"});
  const minutes left = scene.agency.working_between(dino, asked_at, due);
  EXPECT_EQ(acknowledgment_due(scene.task, scene.agency),
            scene.agency.due_after(dino, scene.now, WorkingSpan{0, left}))
      << "what was left when he asked is left when he is answered";
  EXPECT_FALSE(has_timer(scene, timer::answer));
}

TEST(AcknowledgmentTest, AQuestionAskedTooLateGivesNoTimeBack) {
  Scene scene;
  scene.offer_to_dino();
  const TimePoint due = *acknowledgment_due(scene.task, scene.agency);
  scene.at(due + minutes(5));
  scene.ok(dino, Ask{{}, "Which shoes?"});
  scene.ok(ana, AnswerQuestion{"The red ones"});
  EXPECT_EQ(acknowledgment_due(scene.task, scene.agency), due);
  EXPECT_FALSE(has_timer(scene, timer::acknowledge)) << "reminded once";
}

TEST(AcknowledgmentTest, APassDoesNotWindTheClockBack) {
  Scene scene;
  scene.offer_to_dino();
  const TimePoint offered_at = scene.now;
  scene.now += minutes(90);
  scene.ok(dino, Pass{});
  EXPECT_EQ(acknowledgment_due(scene.task, scene.agency),
            scene.agency.due_after(dora, offered_at, four_hours));
}

TEST(AcknowledgmentTest, StandsWhereItStoodOnceAnAcceptanceIsTakenBack) {
  Scene scene;
  scene.offer_to_dino();
  const TimePoint due = *acknowledgment_due(scene.task, scene.agency);
  scene.now += minutes(59);
  scene.ok(dino, Accept{});
  const minutes left = scene.agency.working_between(dino, scene.now, due);
  scene.now += minutes(3);
  scene.ok(dino, Undo{});
  const TimePoint resumed = scene.agency.due_after(dino, scene.now, WorkingSpan{0, left});
  EXPECT_EQ(acknowledgment_due(scene.task, scene.agency), resumed);
  EXPECT_GT(resumed, due) << "what he held it for does not count";
  // A question that was asked in the same time stops the clock once, not twice.
  scene.ok(dino, Ask{{}, "Which shoes?"});
  const TimePoint asked_at = scene.now;
  scene.ok(dino, Accept{});
  scene.now += minutes(2);
  scene.ok(dino, Undo{});
  scene.ok(ana, AnswerQuestion{"The red ones"});
  const minutes rest = scene.agency.working_between(dino, asked_at, resumed);
  EXPECT_EQ(acknowledgment_due(scene.task, scene.agency),
            scene.agency.due_after(dino, scene.now, WorkingSpan{0, rest}));
}

TEST(AcknowledgmentTest, ABegunMinuteIsNotLost) {
  Scene scene;
  scene.now += milliseconds(30'500);
  scene.offer_to_dino();
  const TimePoint due = *acknowledgment_due(scene.task, scene.agency);
  scene.now += milliseconds(12'345);
  scene.ok(dino, Ask{{}, "Which shoes?"});
  const TimePoint asked_at = scene.now;
  scene.ok(ana, AnswerQuestion{"The red ones"});
  const TimePoint resumed = *acknowledgment_due(scene.task, scene.agency);
  EXPECT_GE(resumed - scene.now, due - asked_at) << "never early";
  EXPECT_LT(resumed - scene.now, due - asked_at + minutes(1));
}

TEST(StageClockTest, StandsStillWhileTheTaskIsOfferedWaitsOrIsBlocked) {
  Scene scene;
  scene.build_by_dino();
  const TimePoint due = *stage_due(scene.task, scene.agency);
  const auto stop = [&](const PersonId& by, Action begin, Action end) {
    scene.ok(dino, std::move(begin));
    EXPECT_EQ(stage_due(scene.task, scene.agency), std::nullopt);
    EXPECT_FALSE(has_timer(scene, timer::stage));
    scene.now += minutes(29);
    scene.ok(by, std::move(end));
  };
  stop(dino, Block{"no access", {}}, Unblock{});
  stop(dino, Wait{scene.now + hours(30), "they choose"}, Resume{});
  stop(ana, Give{StageId{"review"}, {}, ""}, GiveBack{{}, "timing", ""});
  EXPECT_EQ(stage_due(scene.task, scene.agency), due + minutes(90)) << "all in one working day";
  scene.ok(dino, Give{StageId{"review"}, {}, ""});
  scene.ok(ana, Accept{});
  EXPECT_EQ(stage_due(scene.task, scene.agency),
            scene.agency.due_after(ana, scene.now, WorkingSpan{2, {}}))
      << "each stage has its own";
}

TEST(StageClockTest, StandsStillAsLongAsAWaitOrABlockIsRenewed) {
  Scene scene;
  scene.build_by_dino();
  const TimePoint due = *stage_due(scene.task, scene.agency);
  const auto renew = [&](const Action& begin, Action end) {
    scene.ok(dino, begin);
    scene.now += minutes(29);
    scene.ok(dino, begin);
    scene.now += minutes(29);
    scene.ok(dino, std::move(end));
  };
  renew(Block{"no access", {}}, Unblock{});
  renew(Wait{scene.now + hours(30), "they choose"}, Resume{});
  EXPECT_EQ(stage_due(scene.task, scene.agency), due + hours(2)) << "all in one working day";
}

TEST(StageClockTest, CountsARenewedWaitOnceWhereTheRenewalIsTakenBack) {
  Scene scene;
  scene.build_by_dino();
  const TimePoint due = *stage_due(scene.task, scene.agency);
  scene.ok(dino, Wait{scene.now + hours(30), "they choose"});
  scene.ok(dino, Wait{scene.now + hours(40), "they are away"});
  scene.ok(dino, Undo{});
  scene.now += minutes(57);
  scene.ok(dino, Resume{});
  EXPECT_EQ(stage_due(scene.task, scene.agency), due + hours(1)) << "all in one working day";
}

TEST(StageClockTest, WaitsForWhatIsNeededBeforeTheStart) {
  Scene scene;
  scene.offer_to_dino();
  scene.ok(dino, Accept{{}, {{"the logo", true}, {"the colours", false}}});
  EXPECT_EQ(stage_due(scene.task, scene.agency), std::nullopt);
  scene.now += minutes(59);
  Scene anyway = scene;
  scene.ok(ana, SupplyGap{"1", "logo.svg"});
  EXPECT_EQ(stage_due(scene.task, scene.agency),
            scene.agency.due_after(dino, scene.now, WorkingSpan{2, {}}));
  anyway.ok(dino, Start{true});
  EXPECT_EQ(stage_due(anyway.task, anyway.agency),
            anyway.agency.due_after(dino, anyway.now, WorkingSpan{2, {}}));
}

TEST(ReminderTest, ComesAgainForANewWaitAndANewDate) {
  Scene scene = waiting();
  scene.at(timer_of(scene, timer::wait).due);
  EXPECT_FALSE(has_timer(scene, timer::wait)) << "once";
  scene.ok(dino, Wait{scene.now + hours(72), "they are away"});
  EXPECT_TRUE(has_timer(scene, timer::wait));

  Scene promised;
  promised.open().ok(ana, SetDue{promised.now + hours(60), ""});
  promised.at(promised.task.due);
  EXPECT_FALSE(has_timer(promised, timer::due));
  promised.ok(cora, SetDue{promised.now + hours(24), "they asked for it"});
  EXPECT_EQ(timer_of(promised, timer::due).due, promised.task.due);
}

TEST(ReminderTest, ComesAgainForANewOfferAndANewQuestion) {
  Scene scene;
  scene.offer_to_dino();
  scene.at(timer_of(scene, timer::acknowledge).due);
  EXPECT_FALSE(has_timer(scene, timer::acknowledge));
  scene.ok(ana, Give{{}, dora, ""});
  EXPECT_EQ(timer_of(scene, timer::acknowledge).number, 2);
  scene.ok(dora, Ask{{}, "Which shoes?"});
  scene.at(timer_of(scene, timer::answer).due);
  EXPECT_FALSE(has_timer(scene, timer::answer));
  scene.ok(ana, AnswerQuestion{"The red ones"});
  scene.ok(dora, Ask{{}, "And when?"});
  EXPECT_EQ(timer_of(scene, timer::answer).number, 2002);
}

TEST(ReminderTest, WaitsWhileItsPersonHasPutItOff) {
  Scene scene = waiting(hours(30));
  const TimePoint due = timer_of(scene, timer::wait).due;
  scene.ok(dino, Snooze{due + hours(5)});
  EXPECT_EQ(timer_of(scene, timer::wait).due, due + hours(5));
  EXPECT_TRUE(has_timer(scene, timer::undo)) << "what reminds nobody is not put off";
  Scene another = waiting(hours(30));
  another.ok(cora, Snooze{due + hours(5)});
  EXPECT_EQ(timer_of(another, timer::wait).due, due + hours(5)) << "Cora put off Dino's";
}

TEST(ReminderTest, IsNotOfWhatIsSettled) {
  Scene gap = with_gap();
  gap.ok(ana, SupplyGap{"", "logo.svg"});
  EXPECT_FALSE(has_timer(gap, timer::gap));
  gap.ok(dino, ConfirmGap{});
  EXPECT_FALSE(has_timer(gap, timer::gap_silence));
  Scene debt = urgent();
  debt.ok(ana, Check{"agreed", true});
  EXPECT_FALSE(has_timer(debt, timer::debt));
}

TEST(ReminderTest, AnotherValueStartsTheSilenceAnew) {
  Scene scene = with_gap();
  scene.ok(ana, SupplyGap{"", "logo.svg"});
  scene.now += hours(2);
  scene.ok(ana, SupplyGap{"", "logo-2.svg"});
  EXPECT_EQ(timer_of(scene, timer::gap_silence).due,
            scene.agency.due_after(dino, scene.now, a_day));
}

}  // namespace
}  // namespace baton::test
