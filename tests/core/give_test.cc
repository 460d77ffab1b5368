#include "core/machine/receiver.h"
#include "tests/core/fixture.h"

/// Giving: which way, to whom, and which card and attempt the offer is (WF-16, OA-01, OA-08).
namespace baton::test {
namespace {

Give to(const char* stage, std::optional<PersonId> receiver = {}) {
  return {StageId{stage}, std::move(receiver), ""};
}
Give give(std::optional<PersonId> receiver = {}) { return {{}, std::move(receiver), ""}; }

const Offered& offered_in(const TaskFacts& facts) {
  for (const TaskFact& fact : facts) {
    if (const auto* offered = std::get_if<Offered>(&fact)) return *offered;
  }
  ADD_FAILURE() << "nothing was offered";
  static const Offered none;
  return none;
}

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
  EXPECT_EQ(offered_in(scene.ok(ana, give())).transition, TransitionId{"rework"});
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
  EXPECT_EQ(offered_in(scene.ok(ana, Give{{}, dino, "  mind the logo \n"})).note, "mind the logo");
  EXPECT_EQ(scene.no(ana, Give{{}, dora, std::string(text_max + 1, 'x')}).refusal,
            Refusal::too_long);
}

// ---- receivers

TEST(ReceiverTest, ThePersonNamed) {
  Scene scene;
  scene.open().fill();
  const Offered offered = offered_in(scene.ok(ana, give(dora)));
  EXPECT_EQ(offered.receiver, dora);
  EXPECT_EQ(offered.sender, ana);
  EXPECT_FALSE(offered.stand_in);
}

TEST(ReceiverTest, TheClientsPersonForTheRole) {
  Scene scene;
  scene.agency.clients.at(acme).roles[{"designer"}] = dora;
  scene.open().fill();
  EXPECT_EQ(offered_in(scene.ok(ana, give())).receiver, dora);
}

TEST(ReceiverTest, TheClientsPersonWhoHasLeftIsPassedOver) {
  Scene scene;
  scene.agency.clients.at(acme).roles[{"designer"}] = lee;
  scene.open().fill();
  EXPECT_EQ(scene.no(ana, give()).candidates, (People{dino, dora}));
}

TEST(ReceiverTest, TheClientsPersonNeedNotHoldTheRole) {
  Scene scene;
  scene.agency.clients.at(acme).roles[{"designer"}] = alex;
  scene.open().fill();
  const Offered offered = offered_in(scene.ok(ana, give()));
  EXPECT_EQ(offered.receiver, alex);
  EXPECT_FALSE(offered.stand_in);
}

TEST(ReceiverTest, TheOnlyHolderOfTheRole) {
  Scene scene;
  scene.build_by_dino();
  EXPECT_EQ(offered_in(scene.ok(dino, to("live"))).receiver, petra);
}

TEST(ReceiverTest, ElseAChoiceWithoutWhoHasLeft) {
  Scene scene;
  scene.open().fill();
  const Rejection rejection = scene.no(ana, give());
  EXPECT_EQ(rejection.refusal, Refusal::choose_receiver);
  EXPECT_EQ(rejection.candidates, (People{dino, dora}));
}

TEST(ReceiverTest, ARoleThatNobodyHoldsIsNeverOffered) {
  Scene scene;
  scene.open().fill();
  scene.way("to-build").receiver = role("strategy-lead");
  EXPECT_EQ(scene.no(ana, give()).refusal, Refusal::nobody_for_role);
}

TEST(ReceiverTest, OutsideTheRoleOnlyByCoordinatorOrDirector) {
  Scene scene;
  scene.open().fill();
  const Rejection rejection = scene.no(ana, give(petra));
  EXPECT_EQ(rejection.refusal, Refusal::outside_role);
  EXPECT_EQ(rejection.candidates, (People{dino, dora}));
  const Offered offered = offered_in(scene.ok(cora, give(petra)));
  EXPECT_TRUE(offered.stand_in);
  EXPECT_EQ(offered.receiver, petra);
  EXPECT_EQ(offered.sender, ana) << "the baton is Ana's, whoever gives it";
  EXPECT_TRUE(scene.offer().stand_in);
}

TEST(ReceiverTest, ADirectorWhoHoldsTheBatonMayNameAStandIn) {
  Scene scene;
  scene.ok(dirk, StartNew{acme, lab, "Dirk's own"});
  scene.fill();
  EXPECT_TRUE(offered_in(scene.ok(dirk, give(petra))).stand_in);
}

TEST(ReceiverTest, NobodyWhoIsUnknownOrHasLeft) {
  Scene scene;
  scene.open().fill();
  EXPECT_EQ(scene.no(ana, give(stranger)).refusal, Refusal::unknown_person);
  EXPECT_EQ(scene.no(cora, give(lee)).refusal, Refusal::unknown_person);
}

TEST(ReceiverTest, AnyMeansWhoeverIsNamed) {
  Scene scene;
  scene.open().fill();
  scene.way("to-build").receiver = anyone();
  EXPECT_EQ(scene.no(ana, give()).refusal, Refusal::choose_receiver);
  const Offered offered = offered_in(scene.ok(ana, give(petra)));
  EXPECT_EQ(offered.receiver, petra);
  EXPECT_FALSE(offered.stand_in);
}

TEST(ReceiverTest, TheSenderOfAnEarlierWay) {
  Scene scene;
  scene.review_by_ana();
  EXPECT_EQ(offered_in(scene.ok(ana, to("build"))).receiver, dino);
}

TEST(ReceiverTest, TheReceiverOfAnEarlierWay) {
  Scene scene;
  scene.way("rework").receiver = {Party::Kind::receiver_of, {}, {"to-build"}};
  scene.review_by_ana();
  EXPECT_EQ(offered_in(scene.ok(ana, to("build"))).receiver, dino);
}

TEST(ReceiverTest, TheSenderOfAnEarlierWayWhoHasLeftIsNotOffered) {
  Scene scene;
  scene.review_by_ana();
  for (Person& person : scene.agency.directory.people) {
    if (person.id == dino) person.left = true;
  }
  EXPECT_EQ(scene.no(ana, to("build")).refusal, Refusal::nobody_for_role);
  EXPECT_TRUE(offered_in(scene.ok(cora, to("build", dora))).stand_in);
}

TEST(ReceiverTest, TheSenderOfAWayThatWasNeverAcceptedIsNobody) {
  Scene scene;
  scene.way("to-build").receiver = {Party::Kind::sender_of, {}, {"to-review"}};
  scene.open().fill();
  EXPECT_EQ(scene.no(ana, give()).refusal, Refusal::nobody_for_role);
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
  EXPECT_EQ(offered_in(scene.ok(dino, give())).receiver, dora) << "the only one left";
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
  const Offered second = offered_in(scene.ok(ana, give(dino)));
  EXPECT_EQ(second.handoff, 2);
  EXPECT_EQ(second.card, 1);
  EXPECT_EQ(second.attempt, 2);
  scene.ok(ana, Withdraw{});
  EXPECT_EQ(offered_in(scene.ok(ana, give(dora))).attempt, 3);
}

TEST(OfferAgainTest, AfterAnAcceptanceTheNextOfferIsANewCard) {
  Scene scene;
  scene.review_by_ana();
  const Offered rework = offered_in(scene.ok(ana, to("build")));
  EXPECT_EQ(rework.handoff, 3);
  EXPECT_EQ(rework.card, 3);
  EXPECT_EQ(rework.attempt, 1);
  scene.ok(dino, Accept{});
  const Offered again = offered_in(scene.ok(dino, to("review")));
  EXPECT_EQ(again.card, 4) << "the same way, walked a second time";
  EXPECT_EQ(again.attempt, 1);
}

TEST(CandidatesTest, TheClientsOwnPersonComesFirst) {
  Scene scene;
  scene.agency.clients.at(acme).roles[{"designer"}] = dora;
  scene.open();
  EXPECT_EQ(candidates_for(role("designer"), scene.task, scene.agency), (People{dora, dino}));
  EXPECT_EQ(candidates_for(anyone(), scene.task, scene.agency).size(), 8u) << "all but Lee";
}

}  // namespace
}  // namespace baton::test
