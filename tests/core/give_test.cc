#include "tests/core/fixture.h"

/// Giving: which way, to whom, and which card and attempt the offer is (WF-16, OA-01, OA-08).
namespace baton::test {
namespace {

Give to(const char* stage, std::optional<PersonId> receiver = {}) {
  return {StageId{stage}, std::move(receiver), ""};
}
Give give(std::optional<PersonId> receiver = {}) { return {{}, std::move(receiver), ""}; }

// ---- ways

TEST(GiveTest, NothingMovesUntilTheReceiverAccepts) {
  Scene scene;
  scene.offer_to_dino();
  EXPECT_EQ(scene.task.phase, Phase::offered);
  EXPECT_EQ(scene.task.holder, ana);
  EXPECT_EQ(scene.task.stage, StageId{"draft"});
  EXPECT_EQ(names_of(scene.ok(dino, Accept{})), Names{"Accepted"});
  EXPECT_EQ(scene.task.holder, dino);
  EXPECT_EQ(scene.task.stage, StageId{"build"});
  EXPECT_EQ(scene.task.stage_since, scene.now);
}

TEST(GiveTest, ListsAllThatIsMissingAtOnce) {
  Scene scene;
  scene.open();
  const Rejection rejection = scene.no(ana, give(dino));
  EXPECT_EQ(rejection.refusal, Refusal::not_ready);
  EXPECT_EQ(ids_of(rejection.missing), (Ids{"goal", "agreed", "brief"}));
  EXPECT_EQ(rejection.choices, Ids{"build"});
}

TEST(GiveTest, TheOnlyWayForwardMayBeLeftOut) {
  Scene scene;
  scene.review_by_ana();                                  // forward to live, and back to build
  EXPECT_EQ(scene.no(ana, give()).choices, Ids{"live"});  // refused for the gate of to-live
}

TEST(GiveTest, OfSeveralWaysForwardTheAnswerOffersAll) {
  Scene scene;
  scene.build_by_dino();
  const Rejection rejection = scene.no(dino, give());
  EXPECT_EQ(rejection.refusal, Refusal::choose_way);
  EXPECT_EQ(rejection.choices, (Ids{"review", "live"}));
}

TEST(GiveTest, TheOnlyWayIsTakenEvenWhereItLeadsBack) {
  Scene scene;
  scene.review_by_ana();
  std::erase_if(scene.workflow().transitions,
                [](const Transition& way) { return way.id == TransitionId{"to-live"}; });
  EXPECT_EQ(the<Offered>(scene.ok(ana, give())).transition, TransitionId{"rework"});
}

TEST(GiveTest, AStageThatNoWayLeadsToIsRefusedWithTheWaysThatThereAre) {
  Scene scene;
  scene.build_by_dino();
  const Rejection rejection = scene.no(dino, to("draft"));
  EXPECT_EQ(rejection.refusal, Refusal::no_way_on);
  EXPECT_EQ(rejection.choices, (Ids{"review", "live"}));
  scene.ok(dino, to("live"));
  scene.ok(petra, Accept{});
  const Rejection end = scene.no(petra, give());
  EXPECT_EQ(end.refusal, Refusal::no_way_on);
  EXPECT_TRUE(end.choices.empty());
}

TEST(GiveTest, CarriesItsNote) {
  Scene scene;
  scene.open().fill();
  EXPECT_EQ(the<Offered>(scene.ok(ana, Give{{}, dino, "  mind the logo \n"})).note,
            "mind the logo");
  EXPECT_EQ(scene.no(ana, Give{{}, dora, std::string(text_max + 1, 'x')}).refusal,
            Refusal::too_long);
}

// ---- to oneself

TEST(SelfHandoffTest, TheMachineItselfAcceptsInTheSameStep) {
  Scene scene;
  scene.way("to-build").receiver = role("account-manager");
  scene.open().fill();
  EXPECT_EQ(names_of(scene.ok(ana, give())), (Names{"Offered", "Accepted"}));
  EXPECT_EQ(scene.task.phase, Phase::idle);
  EXPECT_EQ(scene.task.stage, StageId{"build"});
  EXPECT_EQ(scene.task.holder, ana);
  EXPECT_EQ(scene.journal[scene.journal.size() - 2].by, Author::of(ana));
  EXPECT_EQ(scene.journal.back().by, Author::machine(Author::Kind::system));
  EXPECT_EQ(scene.task.handoffs.back().outcome, Outcome::accepted);
  EXPECT_EQ(scene.task.handoffs.back().settled_by, ana);
}

TEST(SelfHandoffTest, TheGateHolds) {
  Scene scene;
  scene.way("to-build").receiver = role("account-manager");
  scene.open();
  EXPECT_EQ(scene.no(ana, give()).refusal, Refusal::not_ready);
}

TEST(SelfHandoffTest, IsRefusedWhereTwoPeopleMustLookAndOffersTheRoleMates) {
  Scene scene;
  scene.way("to-build").distinct = true;
  scene.ok(dino, StartNew{acme, lab, "Dino's own"});
  scene.fill();
  const Rejection named = scene.no(dino, give(dino));
  EXPECT_EQ(named.refusal, Refusal::must_be_distinct);
  EXPECT_EQ(named.candidates, People{dora});
  EXPECT_EQ(the<Offered>(scene.ok(dino, give())).receiver, dora) << "the only one left";
}

TEST(SelfHandoffTest, DistinctLooksAtTheHolderWhoeverGives) {
  Scene scene;
  scene.way("to-build").distinct = true;
  scene.ok(dino, StartNew{acme, lab, "Dino's own"});
  scene.fill();
  EXPECT_EQ(scene.no(cora, give(dino)).refusal, Refusal::must_be_distinct);
}

TEST(SelfHandoffTest, DistinctPassesOverTheClientsPersonWhoHolds) {
  Scene scene;
  scene.way("to-build").distinct = true;
  scene.agency.clients.at(acme).roles[{"designer"}] = ana;
  scene.open().fill();
  EXPECT_EQ(scene.no(ana, give()).candidates, (People{dino, dora}));
}

// ---- again

TEST(OfferAgainTest, TheSameReceiverAndStageIsAlreadyOffered) {
  Scene scene;
  scene.offer_to_dino();
  EXPECT_EQ(scene.no(ana, give(dino)).refusal, Refusal::already_offered);
  EXPECT_EQ(scene.no(cora, to("build", dino)).refusal, Refusal::already_offered);
}

TEST(OfferAgainTest, ToSomebodyElseWithdrawsTheOldOffer) {
  Scene scene;
  scene.offer_to_dino();
  const TaskFacts facts = scene.ok(ana, give(dora));
  EXPECT_EQ(names_of(facts), (Names{"OfferWithdrawn", "Offered"}));
  EXPECT_EQ(std::get<OfferWithdrawn>(facts.at(0)),
            (OfferWithdrawn{1, WithdrawCause::offered_anew}));
  EXPECT_EQ(scene.offer().number, 2);
  EXPECT_EQ(scene.offer().receiver, dora);
  EXPECT_EQ(scene.offer().card, 1) << "one card shows the handoff for its whole life";
  EXPECT_EQ(scene.no(dino, Accept{}).refusal, Refusal::not_permitted);
  EXPECT_EQ(scene.no(dino, Accept{1}).refusal, Refusal::outdated);
  scene.ok(dora, Accept{2});
  EXPECT_EQ(scene.task.holder, dora);
}

TEST(OfferAgainTest, AlongAnotherWayIsAnotherCard) {
  Scene scene;
  scene.build_by_dino();
  scene.ok(dino, to("review"));
  scene.ok(dino, to("live"));
  EXPECT_EQ(scene.offer().card, 3) << "card 1 was draft to build, 2 build to review";
  EXPECT_EQ(scene.offer().attempt, 1);
}

TEST(OfferAgainTest, AfterAReturnReusesTheCardAsTheSecondOffer) {
  Scene scene;
  scene.offer_to_dino();
  scene.ok(dino, GiveBack{{}, "missing-asset", ""});
  const Offered second = the<Offered>(scene.ok(ana, give(dino)));
  EXPECT_EQ(second.handoff, 2);
  EXPECT_EQ(second.card, 1);
  EXPECT_EQ(second.attempt, 2);
  scene.ok(ana, Withdraw{});
  EXPECT_EQ(the<Offered>(scene.ok(ana, give(dora))).attempt, 3);
}

TEST(OfferAgainTest, AfterAnAcceptanceTheNextOfferIsANewCard) {
  Scene scene;
  scene.review_by_ana();
  const Offered rework = the<Offered>(scene.ok(ana, to("build")));
  EXPECT_EQ(rework.handoff, 3);
  EXPECT_EQ(rework.card, 3);
  EXPECT_EQ(rework.attempt, 1);
  scene.ok(dino, Accept{});
  const Offered again = the<Offered>(scene.ok(dino, to("review")));
  EXPECT_EQ(again.card, 4) << "the same way, walked a second time";
  EXPECT_EQ(again.attempt, 1);
}

}  // namespace
}  // namespace baton::test
