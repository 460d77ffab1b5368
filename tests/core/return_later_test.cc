#include "tests/core/fixture.h"

/// Returning later: who accepted offers it back to who sent it, along the same way, without a gate.
namespace baton::test {
namespace {

const GiveBack too_soon{{}, "timing", " not before May "};

TEST(ReturnLaterTest, OffersTheBatonBackToTheEarlierSender) {
  Scene scene;
  scene.build_by_dino();
  const TaskFacts facts = scene.ok(dino, too_soon);
  EXPECT_EQ(facts,
            (TaskFacts{OfferedBack{2, 2, 1, {"to-build"}, dino, ana, "timing", "not before May"}}));
  EXPECT_EQ(scene.task.phase, Phase::offered);
  EXPECT_EQ(scene.task.holder, dino) << "until Ana accepts, Dino holds it";
  EXPECT_EQ(scene.task.stage, StageId{"build"});
  EXPECT_EQ(scene.offer().back_of, 1);
  scene.ok(ana, Accept{});
  EXPECT_EQ(scene.task.holder, ana);
  EXPECT_EQ(scene.task.stage, StageId{"draft"}) << "the stage before";
  EXPECT_EQ(scene.task.stage_since, scene.now);
}

TEST(ReturnLaterTest, NeedsAReasonLikeAnyReturn) {
  Scene scene;
  scene.build_by_dino();
  EXPECT_EQ(scene.no(dino, GiveBack{{}, "", ""}).refusal, Refusal::unknown_reason);
  EXPECT_EQ(scene.no(dino, GiveBack{{}, "other", " "}).refusal, Refusal::words_needed);
  EXPECT_EQ(scene.no(dino, GiveBack{{}, "timing", std::string(text_max + 1, 'x')}).refusal,
            Refusal::too_long);
  EXPECT_EQ(scene.no(dino, GiveBack{7, "timing", ""}).refusal, Refusal::outdated);
  scene.ok(dino, GiveBack{1, "tim", ""});
}

TEST(ReturnLaterTest, HasNoGate) {
  Scene scene;
  scene.build_by_dino().ok(dino, NameGap{{"the logo"}});
  scene.ok(ana, Check{"agreed", false});
  scene.ok(dino, too_soon);
  EXPECT_EQ(names_of(scene.ok(petra, Set{"goal", ""})), Names{"ValueSet"})
      << "nothing breaks what has no gate";
  EXPECT_EQ(scene.task.phase, Phase::offered);
  scene.ok(ana, Accept{});
}

TEST(ReturnLaterTest, TheEarlierSenderMayReturnItInTurn) {
  Scene scene;
  scene.build_by_dino().ok(dino, too_soon);
  scene.ok(ana, GiveBack{{}, "wrong-person", ""});
  EXPECT_EQ(scene.task.phase, Phase::idle);
  EXPECT_EQ(scene.task.holder, dino);
  EXPECT_EQ(scene.task.stage, StageId{"build"});
  EXPECT_EQ(the<OfferedBack>(scene.ok(dino, too_soon)).handoff, 3) << "and Dino may try again";
  scene.ok(dino, Withdraw{});
  EXPECT_EQ(scene.task.holder, dino);
}

TEST(ReturnLaterTest, OnlyWhileTheAcceptanceIsTheNewest) {
  Scene scene;
  scene.build_by_dino().ok(dino, too_soon);
  scene.ok(ana, Accept{});
  EXPECT_EQ(scene.no(ana, too_soon).refusal, Refusal::nothing_offered)
      << "what came back is not sent back";
  scene.ok(ana, Give{{}, dora, ""});
  scene.ok(dora, Accept{});
  EXPECT_EQ(the<OfferedBack>(scene.ok(dora, too_soon)).of, 3);
}

TEST(ReturnLaterTest, OfWhatOneGaveToOneselfIsRefused) {
  Scene scene;
  scene.way("to-build").receiver = role("account-manager");
  scene.open().fill().ok(ana, Give{});
  EXPECT_EQ(scene.no(ana, too_soon).refusal, Refusal::nothing_offered);
}

TEST(ReturnLaterTest, GoesToTheLastResortWhereTheSenderHasLeft) {
  Scene scene;
  scene.build_by_dino();
  scene.person(ana).left = true;
  EXPECT_EQ(the<OfferedBack>(scene.ok(dino, too_soon)).receiver, olga);
  scene.ok(olga, Accept{});
  EXPECT_EQ(scene.task.holder, olga);
}

TEST(ReturnLaterTest, TheWayForwardIsANewOfferAfterIt) {
  Scene scene;
  scene.build_by_dino().ok(dino, too_soon);
  scene.ok(ana, Accept{});
  const auto again = the<Offered>(scene.ok(ana, Give{{}, dino, ""}));
  EXPECT_EQ(again.card, 3);
  EXPECT_EQ(again.attempt, 1);
}

TEST(ReturnLaterTest, IsNoAcceptanceAlongTheWayForward) {
  Scene scene;
  scene.way("rework").receiver = {Party::Kind::sender_of, {}, {"to-review"}};
  scene.review_by_ana().ok(ana, too_soon);
  scene.ok(dino, Accept{});
  EXPECT_EQ(scene.task.stage, StageId{"build"});
  EXPECT_EQ(scene.task.last_accepted({"to-review"})->sender, dino);
}

}  // namespace
}  // namespace baton::test
