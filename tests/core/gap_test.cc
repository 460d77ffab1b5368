#include "tests/core/fixture.h"

/// Gaps: what the receiver finds missing, and the sender owes.
namespace baton::test {
namespace {

Accept with_gaps(std::vector<GapWish> gaps) { return {{}, std::move(gaps)}; }

/// Dino has accepted from Ana, and named one gap.
Scene with_one_gap(bool before_start = true) {
  Scene scene;
  scene.offer_to_dino().ok(dino, with_gaps({{"the logo", before_start}}));
  return scene;
}

TEST(GapTest, NamedAtAcceptanceTheSenderOwesThem) {
  Scene scene;
  scene.offer_to_dino();
  const TaskFacts facts = scene.ok(dino, with_gaps({{" the logo ", true}, {"the fonts", false}}));
  EXPECT_EQ(names_of(facts), (Names{"Accepted", "GapNamed", "GapNamed"}));
  EXPECT_EQ(scene.task.holder, dino) << "gaps do not hold acceptance back";
  ASSERT_EQ(scene.task.gaps.size(), 2u);
  const Gap& logo = scene.task.gaps[0];
  EXPECT_EQ(logo.number, 1);
  EXPECT_EQ(logo.handoff, 1);
  EXPECT_EQ(logo.what, "the logo");
  EXPECT_TRUE(logo.before_start);
  EXPECT_EQ(logo.by, dino);
  EXPECT_EQ(logo.owner, ana);
  EXPECT_EQ(logo.at, scene.now);
  EXPECT_EQ(logo.due, scene.agency.due_after(ana, scene.now, WorkingSpan{1, {}}));
  EXPECT_EQ(logo.state, Gap::State::open);
  EXPECT_EQ(scene.task.gaps[1].number, 2);
  EXPECT_FALSE(scene.task.gaps[1].before_start);
}

TEST(GapTest, IsDueByTheTransition) {
  Scene scene;
  scene.way("to-build").gap_within = WorkingSpan{0, std::chrono::hours(2)};
  scene.offer_to_dino().ok(dino, with_gaps({{"the logo"}}));
  EXPECT_EQ(scene.task.gaps[0].due,
            scene.agency.due_after(ana, scene.now, WorkingSpan{0, std::chrono::hours(2)}));
}

TEST(GapTest, AnEmptyGapAcceptsNothing) {
  Scene scene;
  scene.offer_to_dino();
  EXPECT_EQ(scene.no(dino, with_gaps({{"the logo"}, {" "}})).refusal, Refusal::words_needed);
  EXPECT_EQ(scene.no(dino, with_gaps({{std::string(text_max + 1, 'x')}})).refusal,
            Refusal::too_long);
}

TEST(GapTest, AQuestionThatWasNotAnsweredBecomesOne) {
  Scene scene;
  scene.offer_to_dino().ok(dino, Ask{{}, "Which shoes?"});
  EXPECT_EQ(names_of(scene.ok(dino, with_gaps({{"the logo"}}))),
            (Names{"Accepted", "GapNamed", "GapNamed"}));
  EXPECT_EQ(scene.task.gaps[1].what, "Which shoes?");
  EXPECT_TRUE(scene.task.gaps[1].before_start);
  EXPECT_EQ(scene.task.gaps[1].owner, ana);
}

TEST(GapTest, AnAnsweredQuestionIsNone) {
  Scene scene;
  scene.offer_to_dino().ok(dino, Ask{{}, "Which shoes?"});
  scene.ok(ana, AnswerQuestion{"The red ones"});
  EXPECT_EQ(names_of(scene.ok(dino, Accept{})), Names{"Accepted"});
}

TEST(GapTest, MayBeNamedWhileHolding) {
  Scene scene;
  scene.build_by_dino();
  EXPECT_EQ(the<GapNamed>(scene.ok(dino, NameGap{{"the logo"}})).owner, ana);
  EXPECT_EQ(the<GapNamed>(scene.ok(dino, NameGap{{"the fonts", false}})).gap, 2);
}

TEST(GapTest, NobodyOwesAnythingForWhatNobodyGave) {
  Scene created;
  created.open();
  EXPECT_EQ(created.no(ana, NameGap{{"the logo"}}).refusal, Refusal::nothing_offered);
  Scene own;
  own.way("to-build").receiver = role("account-manager");
  own.open().fill().ok(ana, Give{});
  EXPECT_EQ(own.no(ana, NameGap{{"the logo"}}).refusal, Refusal::nothing_offered);
}

TEST(GapTest, StartAsksFirstWhereWorkShouldWait) {
  Scene waits = with_one_gap(true);
  const Rejection rejection = waits.no(dino, Start{});
  EXPECT_EQ(rejection.refusal, Refusal::gaps_open);
  EXPECT_EQ(rejection.gaps, std::vector<int>{1});
  Scene anyway = waits;
  EXPECT_EQ(names_of(anyway.ok(dino, Start{true})), Names{"WorkStarted"});
  waits.ok(ana, SupplyGap{"", "logo.svg"});
  EXPECT_EQ(waits.no(dino, Start{}).refusal, Refusal::gaps_open) << "not confirmed yet";
  waits.ok(dino, ConfirmGap{});
  waits.ok(dino, Start{});
  Scene goes_on = with_one_gap(false);
  goes_on.ok(dino, Start{});
  EXPECT_TRUE(goes_on.task.started);
}

TEST(GapTest, IsSuppliedThenConfirmed) {
  Scene scene = with_one_gap();
  scene.ok(ana, SupplyGap{"the l", " logo.svg "});
  const Gap& gap = scene.task.gaps[0];
  EXPECT_EQ(gap.state, Gap::State::supplied);
  EXPECT_EQ(gap.value, "logo.svg");
  EXPECT_TRUE(gap.is_open());
  EXPECT_EQ(scene.ok(ana, SupplyGap{"1", "logo.svg"}), TaskFacts{}) << "the same again";
  scene.ok(ana, SupplyGap{"1", "logo-2.svg"});
  EXPECT_EQ(scene.task.gaps[0].value, "logo-2.svg");
  scene.ok(dino, ConfirmGap{"1"});
  EXPECT_EQ(scene.task.gaps[0].state, Gap::State::confirmed);
  EXPECT_EQ(scene.task.gaps[0].settled_by, dino);
  EXPECT_EQ(scene.no(dino, ConfirmGap{"1"}).refusal, Refusal::nothing_owed);
}

TEST(GapTest, AWorkingDayOfSilenceConfirms) {
  Scene scene = with_one_gap();
  scene.ok(ana, SupplyGap{"", "logo.svg"});
  const TimePoint due = scene.agency.due_after(dino, scene.now, WorkingSpan{1, {}});
  Scene early = scene;
  early.at(due - std::chrono::minutes(1));
  EXPECT_TRUE(early.task.gaps[0].is_open());
  EXPECT_EQ(the<GapConfirmed>(scene.at(due)).gap, 1);
  EXPECT_EQ(scene.task.gaps[0].state, Gap::State::confirmed);
  EXPECT_EQ(scene.task.gaps[0].settled_by, PersonId()) << "by the clock";
}

TEST(GapTest, MayBeDroppedWithAReason) {
  Scene scene = with_one_gap();
  EXPECT_EQ(scene.no(dino, DropGap{"", " "}).refusal, Refusal::words_needed);
  scene.ok(dino, DropGap{"", " found it "});
  EXPECT_EQ(scene.task.gaps[0].state, Gap::State::dropped);
  EXPECT_EQ(scene.task.gaps[0].why, "found it");
}

TEST(GapTest, HoldsTheNextGiveBackUntilItIsSettled) {
  const Give on{StageId{"review"}, {}, ""};
  for (const bool supplied : {false, true}) {
    SCOPED_TRACE(supplied);
    Scene scene = with_one_gap(false);
    if (supplied) scene.ok(ana, SupplyGap{"", "logo.svg"});
    const Rejection rejection = scene.no(dino, on);
    EXPECT_EQ(rejection.refusal, Refusal::not_ready);
    EXPECT_EQ(rejection.gaps, std::vector<int>{1});
    EXPECT_TRUE(rejection.missing.empty());
    scene.ok(dino, DropGap{"", "found it"});
    scene.ok(dino, on);
  }
}

TEST(GapTest, IsMeantByNumberOrByHowItBegins) {
  Scene scene;
  scene.offer_to_dino().ok(dino, with_gaps({{"the logo"}, {"the fonts"}, {"a photo"}}));
  const struct {
    const char* name;
    std::optional<int> gap;
    Refusal refusal;
  } cases[] = {
      {"2", 2, {}},
      {"the f", 2, {}},
      {"a", 3, {}},
      {"the", {}, Refusal::unclear_owed},
      {"", {}, Refusal::unclear_owed},
      {"4", {}, Refusal::unclear_owed},
      {"nonsense", {}, Refusal::unclear_owed},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(std::string("`") + c.name + "`");
    Scene copy = scene;
    if (c.gap) {
      EXPECT_EQ(the<GapSupplied>(copy.ok(ana, SupplyGap{c.name, "x"})).gap, *c.gap);
      continue;
    }
    const Rejection rejection = copy.no(ana, SupplyGap{c.name, "x"});
    EXPECT_EQ(rejection.refusal, c.refusal);
    EXPECT_EQ(rejection.choices, (Ids{"1 the logo", "2 the fonts", "3 a photo"}));
  }
}

TEST(GapTest, WhoNamedItAndWhoHoldsNowMaySettleIt) {
  Scene scene;
  scene.build_by_dino().ok(dino, NameGap{{"the logo"}});
  scene.person(dino).left = false;
  scene.ok(dora, Take{{}, "you are busy"});
  scene.ok(dino, Allow{});
  scene.ok(dora, NameGap{{"the fonts"}});
  for (const PersonId& person : {ana, cora, petra}) {
    EXPECT_EQ(scene.no(person, ConfirmGap{"1"}).refusal, Refusal::not_permitted);
    EXPECT_EQ(scene.no(person, DropGap{"1", "found it"}).refusal, Refusal::not_permitted);
  }
  EXPECT_EQ(scene.no(dino, ConfirmGap{"2"}).who_can, People{dora}) << "Dora named that one";
  EXPECT_EQ(scene.no(dino, DropGap{"2", "found it"}).who_can, People{dora});
  Scene by_holder = scene;
  by_holder.ok(dora, ConfirmGap{"1"});
  scene.ok(dino, ConfirmGap{"1"});
}

TEST(GapTest, CancelDropsThemWithTheReason) {
  Scene scene = with_one_gap();
  scene.ok(cora, Cancel{"the client left"});
  EXPECT_EQ(scene.task.gaps[0].state, Gap::State::dropped);
  EXPECT_EQ(scene.task.gaps[0].why, "the client left");
  EXPECT_EQ(scene.task.gaps[0].settled_by, cora);
  scene.ok(cora, Reopen{});
  EXPECT_FALSE(scene.task.gaps[0].is_open()) << "what was dropped does not come back by itself";
}

}  // namespace
}  // namespace baton::test
