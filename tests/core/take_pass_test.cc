#include "tests/core/fixture.h"

/// Another takes what was offered or held, and the receiver passes it on.
namespace baton::test {
namespace {

TEST(TakeTest, OfAnOfferIsAcceptingIt) {
  for (const PersonId& person : {dora, cora, olga}) {
    SCOPED_TRACE(person.value);
    Scene scene;
    scene.offer_to_dino();
    const TaskFacts facts = scene.ok(person, Take{});
    EXPECT_EQ(facts, (TaskFacts{Taken{1, {"build"}, person}}));
    EXPECT_EQ(scene.task.holder, person);
    EXPECT_EQ(scene.task.stage, StageId{"build"});
    EXPECT_EQ(scene.task.stage_since, scene.now);
    const Handoff& handoff = scene.task.handoffs.back();
    EXPECT_EQ(handoff.outcome, Outcome::accepted);
    EXPECT_EQ(handoff.receiver, person);
    EXPECT_EQ(handoff.settled_by, person);
    EXPECT_EQ(handoff.receivers, (People{dino, person})) << "who was told stays known";
  }
}

TEST(TakeTest, AQuestionThatNobodyAnsweredBecomesAGap) {
  Scene scene;
  scene.offer_to_dino();
  scene.ok(dino, Ask{{}, "Which shoes?"});
  EXPECT_EQ(names_of(scene.ok(dora, Take{})), (Names{"Taken", "GapNamed"}));
  EXPECT_EQ(scene.task.gaps.front().what, "Which shoes?");
  EXPECT_EQ(scene.task.gaps.front().owner, ana);
}

TEST(TakeTest, IsForRoleMatesAndTheCoordinatorNeverForTheSender) {
  Scene scene;
  scene.offer_to_dino();
  for (const PersonId& person : {ana, dino, petra, dirk, lee, stranger}) {
    SCOPED_TRACE(person.value);
    EXPECT_EQ(scene.no(person, Take{}).who_can, (People{dora, olga, cora}));
  }
  Scene by_coordinator;  // Cora holds and sends
  by_coordinator.ok(cora, StartNew{acme, lab, "Cora's own"});
  by_coordinator.fill().ok(cora, Give{{}, dino, ""});
  EXPECT_EQ(by_coordinator.no(cora, Take{}).refusal, Refusal::not_permitted);
}

TEST(TakeTest, OfAnEarlierOfferIsOutdated) {
  Scene scene;
  scene.offer_to_dino();
  scene.ok(ana, Withdraw{});
  scene.ok(ana, Give{{}, dino, ""});
  EXPECT_EQ(scene.no(dora, Take{1, ""}).refusal, Refusal::outdated);
  scene.ok(dora, Take{2, ""});
}

TEST(TakeTest, WhereNobodyElseHasTheRoleAMateSharesOneWithTheReceiver) {
  Scene scene;
  scene.way("to-build").receiver = anyone();
  scene.offer_to_dino();
  scene.person(petra).roles.push_back({"copywriter"});
  EXPECT_EQ(scene.no(alex, Take{}).who_can, (People{petra, dora, olga, cora}));
}

TEST(TakeTest, OfAnAcceptedBatonTheHolderIsAsked) {
  Scene scene;
  scene.build_by_dino();
  const TaskFacts facts = scene.ok(dora, Take{{}, " you are on another job "});
  const auto asked = the<ConsentAsked>(facts);
  EXPECT_EQ(asked.kind, Consent::Kind::take);
  EXPECT_EQ(asked.asked, dino);
  EXPECT_EQ(asked.words, "you are on another job");
  EXPECT_EQ(scene.task.holder, dino) << "nothing moves before a yes";
  EXPECT_EQ(scene.no(cora, Take{}).refusal, Refusal::already_asked);
  EXPECT_EQ(scene.no(dora, Allow{}).who_can, People{dino});
  EXPECT_EQ(names_of(scene.ok(dino, Allow{})), (Names{"ConsentAllowed", "BatonTaken"}));
  EXPECT_EQ(scene.task.holder, dora);
  EXPECT_EQ(scene.task.stage, StageId{"build"}) << "the stage stays";
  EXPECT_EQ(scene.no(dino, Allow{}).refusal, Refusal::nothing_asked);
}

TEST(TakeTest, AHolderWhoRefusesKeepsIt) {
  Scene scene;
  scene.build_by_dino().ok(dora, Take{});
  scene.ok(dino, Refuse{"I am nearly done"});
  EXPECT_EQ(scene.task.holder, dino);
  EXPECT_EQ(scene.task.consents[0].state, Consent::State::refused);
  EXPECT_EQ(scene.task.consents[0].settled_by, dino);
  scene.ok(dora, Take{});
  EXPECT_EQ(scene.task.consents[1].number, 2) << "one may ask again";
}

TEST(TakeTest, FromWhoHasLeftItIsTakenAtOnce) {
  Scene scene;
  scene.build_by_dino();
  scene.person(dino).left = true;
  EXPECT_EQ(scene.ok(dora, Take{}), (TaskFacts{BatonTaken{dino, dora}}));
  EXPECT_EQ(scene.task.holder, dora);
}

TEST(TakeTest, WorksWhileItWaitsOrIsBlocked) {
  for (const bool waits : {true, false}) {
    Scene scene;
    scene.build_by_dino();
    const Action pause = waits ? Action(Wait{scene.now + std::chrono::hours(48), "they choose"})
                               : Action(Block{"no access", {}});
    scene.ok(dino, pause);
    const Phase phase = scene.task.phase;
    scene.ok(dora, Take{});
    scene.ok(dino, Allow{});
    EXPECT_EQ(scene.task.holder, dora);
    EXPECT_EQ(scene.task.phase, phase);
  }
}

/// What lets a request lapse: it asked about what is no longer so.
TEST(TakeTest, ARequestLapsesOnceTheBatonIsOfferedOrTheTaskEnds) {
  Scene scene;
  scene.build_by_dino().ok(dora, Take{});
  Scene offered = scene;
  offered.ok(dino, Give{StageId{"review"}, {}, ""});
  EXPECT_EQ(offered.task.consents[0].state, Consent::State::lapsed);
  EXPECT_EQ(offered.no(dino, Allow{}).refusal, Refusal::nothing_asked);
  offered.ok(ana, Accept{});
  EXPECT_EQ(offered.no(dino, Allow{}).refusal, Refusal::nothing_asked)
      << "Dino cannot give away what Ana holds";
  scene.ok(cora, Cancel{"the client left"});
  EXPECT_EQ(scene.task.consents[0].state, Consent::State::lapsed);
  scene.ok(cora, Reopen{});
  EXPECT_EQ(scene.no(dino, Allow{}).refusal, Refusal::nothing_asked);
}

TEST(TakeTest, WhoHasLeftMeanwhileIsNotGivenTheBaton) {
  Scene scene;
  scene.build_by_dino().ok(dora, Take{});
  scene.person(dora).left = true;
  EXPECT_EQ(scene.no(dino, Allow{}).refusal, Refusal::unknown_person);
}

TEST(PassTest, GoesToARoleMateAndTheClockRunsOn) {
  Scene scene;
  scene.offer_to_dino();
  const TimePoint offered_at = scene.offer().offered_at;
  EXPECT_EQ(scene.ok(dino, Pass{}), (TaskFacts{Passed{1, dora}})) << "the only mate there is";
  EXPECT_EQ(scene.offer().receiver, dora);
  EXPECT_EQ(scene.offer().offered_at, offered_at);
  EXPECT_EQ(scene.task.holder, ana);
  EXPECT_EQ(scene.no(dino, Accept{}).refusal, Refusal::not_permitted);
  scene.ok(dora, Accept{1});
  EXPECT_EQ(scene.task.holder, dora);
}

TEST(PassTest, StaysInTheRole) {
  Scene scene;
  scene.offer_to_dino();
  for (const PersonId& person : {petra, ana, dino, lee, stranger}) {
    SCOPED_TRACE(person.value);
    const Rejection rejection = scene.no(dino, Pass{{}, person});
    EXPECT_EQ(rejection.refusal, Refusal::outside_role);
    EXPECT_EQ(rejection.candidates, People{dora});
  }
}

TEST(PassTest, OfSeveralMatesTheAnswerOffersAll) {
  Scene scene;
  scene.person(petra).roles.push_back({"designer"});
  scene.offer_to_dino();
  const Rejection rejection = scene.no(dino, Pass{});
  EXPECT_EQ(rejection.refusal, Refusal::choose_receiver);
  EXPECT_EQ(rejection.candidates, (People{petra, dora}));
}

TEST(PassTest, NeverToTheSender) {
  Scene scene;
  scene.ok(dora, StartNew{acme, lab, "Dora's own"});
  scene.fill().ok(dora, Give{{}, dino, ""});
  EXPECT_EQ(scene.no(dino, Pass{{}, dora}).refusal, Refusal::nobody_for_role);
}

TEST(PassTest, TwiceAtMost) {
  Scene scene;
  scene.offer_to_dino();
  scene.ok(dino, Pass{});
  scene.ok(dora, Pass{});
  EXPECT_EQ(scene.offer().receiver, dino);
  EXPECT_EQ(scene.no(dino, Pass{}).refusal, Refusal::passed_twice);
  scene.ok(dino, Accept{});
}

}  // namespace
}  // namespace baton::test
