#include "core/machine/receiver.h"

#include "tests/core/fixture.h"

/// To whom an offer goes, and that it never ends in nobody (OA-08).
namespace baton::test {
namespace {

Give to(const char* stage, std::optional<PersonId> receiver = {}) {
  return {StageId{stage}, std::move(receiver), ""};
}
Give give(std::optional<PersonId> receiver = {}) { return {{}, std::move(receiver), ""}; }

TEST(ReceiverTest, ThePersonNamed) {
  Scene scene;
  scene.open().fill();
  const Offered offered = the<Offered>(scene.ok(ana, give(dora)));
  EXPECT_EQ(offered.receiver, dora);
  EXPECT_EQ(offered.sender, ana);
  EXPECT_FALSE(offered.stand_in);
}

TEST(ReceiverTest, TheClientsPersonForTheRole) {
  Scene scene;
  scene.agency.clients.at(acme).roles[{"designer"}] = dora;
  scene.open().fill();
  EXPECT_EQ(the<Offered>(scene.ok(ana, give())).receiver, dora);
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
  const Offered offered = the<Offered>(scene.ok(ana, give()));
  EXPECT_EQ(offered.receiver, alex);
  EXPECT_FALSE(offered.stand_in);
}

TEST(ReceiverTest, TheOnlyHolderOfTheRole) {
  Scene scene;
  scene.build_by_dino();
  EXPECT_EQ(the<Offered>(scene.ok(dino, to("live"))).receiver, petra);
}

TEST(ReceiverTest, ElseAChoiceWithoutWhoHasLeft) {
  Scene scene;
  scene.open().fill();
  const Rejection rejection = scene.no(ana, give());
  EXPECT_EQ(rejection.refusal, Refusal::choose_receiver);
  EXPECT_EQ(rejection.candidates, (People{dino, dora}));
}

TEST(ReceiverTest, ForARoleThatNobodyHoldsTheCoordinatorStandsIn) {
  Scene scene;
  scene.open().fill();
  scene.way("to-build").receiver = role("strategy-lead");
  const Offered offered = the<Offered>(scene.ok(ana, give()));
  EXPECT_EQ(offered.receiver, olga);
  EXPECT_TRUE(offered.stand_in);
}

TEST(ReceiverTest, WithoutACoordinatorItIsTheLastResortAndThenTheDeputy) {
  Scene scene;
  scene.open().fill();
  scene.way("to-build").receiver = role("strategy-lead");
  for (const PersonId& coordinator : {olga, cora}) scene.person(coordinator).roles = {};
  Scene deputy = scene;
  EXPECT_EQ(the<Offered>(scene.ok(ana, give())).receiver, olga);
  deputy.agency.settings.last_resort = {lee, alex};
  const Offered offered = the<Offered>(deputy.ok(ana, give()));
  EXPECT_EQ(offered.receiver, alex) << "Lee has left";
  EXPECT_TRUE(offered.stand_in);
}

TEST(ReceiverTest, WhereTwoMustLookTheStandInIsAnotherThanTheHolder) {
  Scene scene;
  scene.way("to-build").receiver = role("strategy-lead");
  scene.way("to-build").distinct = true;
  scene.ok(olga, StartNew{acme, lab, "Olga's own"});
  scene.fill();
  EXPECT_EQ(the<Offered>(scene.ok(olga, give())).receiver, cora);
}

TEST(ReceiverTest, OnlyWithoutAnybodyAtAllIsItRefused) {
  Scene scene;
  scene.open().fill();
  scene.way("to-build").receiver = role("strategy-lead");
  for (const PersonId& coordinator : {olga, cora}) scene.person(coordinator).left = true;
  scene.agency.settings.last_resort = {olga};
  EXPECT_EQ(scene.no(ana, give()).refusal, Refusal::nobody_for_role);
}

TEST(ReceiverTest, OutsideTheRoleOnlyByCoordinatorOrDirector) {
  Scene scene;
  scene.open().fill();
  const Rejection rejection = scene.no(ana, give(petra));
  EXPECT_EQ(rejection.refusal, Refusal::outside_role);
  EXPECT_EQ(rejection.candidates, (People{dino, dora}));
  const Offered offered = the<Offered>(scene.ok(cora, give(petra)));
  EXPECT_TRUE(offered.stand_in);
  EXPECT_EQ(offered.receiver, petra);
  EXPECT_EQ(offered.sender, ana) << "the baton is Ana's, whoever gives it";
  EXPECT_TRUE(scene.offer().stand_in);
}

TEST(ReceiverTest, ADirectorWhoHoldsTheBatonMayNameAStandIn) {
  Scene scene;
  scene.ok(dirk, StartNew{acme, lab, "Dirk's own"});
  scene.fill();
  EXPECT_TRUE(the<Offered>(scene.ok(dirk, give(petra))).stand_in);
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
  const Offered offered = the<Offered>(scene.ok(ana, give(petra)));
  EXPECT_EQ(offered.receiver, petra);
  EXPECT_FALSE(offered.stand_in);
}

TEST(ReceiverTest, TheSenderOfAnEarlierWay) {
  Scene scene;
  scene.review_by_ana();
  EXPECT_EQ(the<Offered>(scene.ok(ana, to("build"))).receiver, dino);
}

TEST(ReceiverTest, TheReceiverOfAnEarlierWay) {
  Scene scene;
  scene.way("rework").receiver = {Party::Kind::receiver_of, {}, {"to-build"}};
  scene.review_by_ana();
  EXPECT_EQ(the<Offered>(scene.ok(ana, to("build"))).receiver, dino);
}

TEST(ReceiverTest, ForTheSenderOfAnEarlierWayWhoHasLeftTheCoordinatorStandsIn) {
  Scene scene;
  scene.review_by_ana();
  scene.person(dino).left = true;
  EXPECT_EQ(the<Offered>(scene.ok(ana, to("build"))).receiver, olga);
  EXPECT_TRUE(the<Offered>(scene.ok(cora, to("build", dora))).stand_in);
}

TEST(ReceiverTest, ForTheSenderOfAWayThatWasNeverAcceptedTheCoordinatorStandsIn) {
  Scene scene;
  scene.way("to-build").receiver = {Party::Kind::sender_of, {}, {"to-review"}};
  scene.open().fill();
  EXPECT_EQ(the<Offered>(scene.ok(ana, give())).receiver, olga);
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
