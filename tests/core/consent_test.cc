#include "core/machine/consent.h"

#include "tests/core/fixture.h"

/// Requests that one person decides for another: who is asked, in which order, and where they end.
namespace baton::test {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

const Urgent to_dino{{}, dino, "the campaign starts tonight"};
constexpr WorkingSpan patience{0, hours(4)};

/// Ana has no right to urgent: she asks. The right is Olga's, Cora's and Dirk's, in that order.
Scene asked() {
  Scene scene;
  scene.open().ok(ana, to_dino);
  return scene;
}

/// By when who is asked now has to answer.
TimePoint answer_due(const Scene& scene) {
  const Consent& consent = scene.task.consents.back();
  return scene.agency.due_after(consent.asked, consent.asked_at, patience);
}

TEST(ConsentTest, WhoLacksTheRightAsksAndNothingIsOfferedBeforeAYes) {
  Scene scene;
  scene.open();
  const TaskFacts facts = scene.ok(ana, to_dino);
  EXPECT_EQ(names_of(facts), Names{"ConsentAsked"});
  const Consent& consent = scene.task.consents.at(0);
  EXPECT_EQ(consent.kind, Consent::Kind::urgent);
  EXPECT_EQ(consent.by, ana);
  EXPECT_EQ(consent.asked, olga);
  EXPECT_EQ(consent.receiver, dino);
  EXPECT_EQ(consent.words, "the campaign starts tonight");
  EXPECT_EQ(scene.task.phase, Phase::idle);
  EXPECT_EQ(scene.task.offer(), nullptr);
  EXPECT_EQ(scene.no(ana, to_dino).refusal, Refusal::already_asked);
}

TEST(ConsentTest, AYesOffersUnderTheRightOfWhoSaidIt) {
  Scene scene = asked();
  EXPECT_EQ(names_of(scene.ok(olga, Allow{})),
            (Names{"ConsentAllowed", "Offered", "Overridden", "DebtIncurred", "DebtIncurred",
                   "DebtIncurred"}));
  EXPECT_EQ(scene.offer().sender, ana);
  EXPECT_EQ(scene.offer().receiver, dino);
  EXPECT_EQ(scene.offer().approver, olga);
  EXPECT_EQ(scene.task.debts[0].debtor, ana);
  EXPECT_EQ(scene.task.consents[0].state, Consent::State::allowed);
}

TEST(ConsentTest, ANoLeavesItAsItWas) {
  Scene scene = asked();
  EXPECT_EQ(names_of(scene.ok(olga, Refuse{"it can wait"})), Names{"ConsentRefused"});
  EXPECT_EQ(scene.task.phase, Phase::idle);
  EXPECT_EQ(scene.no(olga, Allow{}).refusal, Refusal::nothing_asked);
  EXPECT_EQ(the<ConsentAsked>(scene.ok(ana, to_dino)).consent, 2);
}

TEST(ConsentTest, WhoeverHasTheRightMayDecideAndWhoAskedMayNot) {
  for (const PersonId& person : {olga, cora, dirk}) {
    Scene scene = asked();
    scene.ok(person, Allow{1});
    EXPECT_EQ(scene.offer().approver, person);
  }
  Scene scene = asked();
  for (const PersonId& person : {ana, dino, petra, stranger}) {
    EXPECT_EQ(scene.no(person, Allow{}).who_can, (People{olga, cora, dirk}));
    EXPECT_EQ(scene.no(person, Refuse{}).refusal, Refusal::not_permitted);
  }
  EXPECT_EQ(scene.no(olga, Allow{7}).refusal, Refusal::nothing_asked) << "another request";
}

TEST(ConsentTest, WhatCouldNotBeOfferedIsRefusedAtOnce) {
  Scene scene;
  scene.open();
  EXPECT_EQ(scene.no(ana, Urgent{{}, petra, "tonight"}).refusal, Refusal::outside_role);
  EXPECT_EQ(scene.no(ana, Urgent{StageId{"live"}, {}, "tonight"}).refusal, Refusal::no_way_on);
  EXPECT_TRUE(scene.task.consents.empty());
}

TEST(ConsentTest, AYesIsDecidedOnWhatIsThereThen) {
  Scene scene = asked();
  scene.fill();
  EXPECT_EQ(names_of(scene.ok(olga, Allow{})), (Names{"ConsentAllowed", "Offered"}))
      << "nothing is missing any more";
  Scene blocked = asked();
  blocked.ok(ana, Block{"no access", {}});
  EXPECT_EQ(blocked.no(olga, Allow{}).refusal, Refusal::unblock_first);
}

TEST(ConsentTest, AnOfferInTheMeantimeAnswersIt) {
  Scene scene = asked();
  scene.fill().ok(ana, Give{{}, dino, ""});
  EXPECT_EQ(scene.task.consents[0].state, Consent::State::lapsed);
  EXPECT_EQ(scene.no(olga, Allow{}).refusal, Refusal::nothing_asked);
}

TEST(ConsentTest, UnansweredTheNextIsAskedInOrderUpToTheLastResort) {
  Scene scene = asked();
  scene.agency.settings.last_resort = {alex, petra};
  People order{scene.task.consents[0].asked};
  for (int at = 0; at < 10; ++at) {
    const TimePoint due = answer_due(scene);
    Scene early = scene;
    early.at(due - minutes(1));
    EXPECT_EQ(early.task.consents[0].asked, order.back()) << "never early";
    const TaskFacts facts = scene.at(due);
    if (scene.task.consents[0].asked == order.back()) break;
    EXPECT_EQ(the<ConsentMoved>(facts).consent, 1);
    EXPECT_EQ(scene.task.consents[0].asked_at, due);
    order.push_back(scene.task.consents[0].asked);
  }
  EXPECT_EQ(order, (People{olga, cora, dirk, alex, petra})) << "and there it stays";
  scene.ok(petra, Allow{});
  EXPECT_EQ(scene.offer().approver, petra);
}

TEST(ConsentTest, AnUnansweredRequestToTakeEndsAtTheLastResort) {
  const struct {
    People last_resort;
    People order;
  } cases[] = {
      {{olga, ana}, {dino, olga, ana}}, {{dino, olga}, {dino, olga}},
      {{olga, dino}, {dino, olga}},     {{dora, olga}, {dino, olga}},  // who asks decides nothing
      {{lee, cora}, {dino, cora}},  // who has left is asked nothing
  };
  for (const auto& c : cases) {
    Scene scene;
    scene.build_by_dino().ok(dora, Take{});
    scene.agency.settings.last_resort = c.last_resort;
    People order{scene.task.consents[0].asked};
    for (int at = 0; at < 10; ++at) {
      scene.at(answer_due(scene));
      if (scene.task.consents[0].asked == order.back()) break;
      order.push_back(scene.task.consents[0].asked);
    }
    EXPECT_EQ(order, c.order);
    scene.ok(order.back(), Allow{});
    EXPECT_EQ(scene.task.holder, dora);
  }
}

TEST(ConsentTest, WhereNobodyHasTheRightTheLastResortIsAsked) {
  Scene scene;
  scene.agency.settings.rights["urgent"] = {{"strategy-lead"}};
  scene.open();
  EXPECT_EQ(the<ConsentAsked>(scene.ok(ana, to_dino)).asked, olga);
  scene.ok(olga, Allow{});
  EXPECT_EQ(scene.task.phase, Phase::offered);
}

TEST(ConsentTest, TheCoordinatorAsksTooWhereTheRightIsAnothers) {
  Scene scene;
  scene.agency.settings.rights["urgent"] = {director_role};
  scene.open();
  const auto request = the<ConsentAsked>(scene.ok(cora, to_dino));
  EXPECT_EQ(request.asked, olga);
  scene.ok(dirk, Allow{});
  EXPECT_EQ(scene.offer().sender, ana) << "the baton is Ana's, whoever asked";
}

TEST(ConsentTest, ARequestForTheBatonEndsWhereAnUndoOpensTheOfferAgain) {
  Scene scene;
  scene.offer_to_dino();
  scene.ok(ana, Withdraw{});
  scene.ok(cora, Take{{}, "Ana is busy"});
  ASSERT_EQ(scene.task.consents.back().state, Consent::State::asked);
  scene.ok(ana, Undo{});
  EXPECT_EQ(scene.task.phase, Phase::offered);
  EXPECT_EQ(scene.task.consents.back().state, Consent::State::lapsed);
  EXPECT_EQ(scene.no(ana, Allow{}).refusal, Refusal::nothing_asked);
}

}  // namespace
}  // namespace baton::test
