#include "core/machine/item_lookup.h"
#include "tests/core/fixture.h"

/// Supplying what gates need: set, check, attach, and which requirement a name means.
namespace baton::test {
namespace {

using Found = std::variant<const Requirement*, Rejection>;

std::string id_of(const Found& found) {
  if (const auto* rejection = std::get_if<Rejection>(&found)) {
    return "(" + std::string(name_of(rejection->refusal)) + ")";
  }
  return std::get<const Requirement*>(found)->id.value;
}

TEST(SetTest, KeepsTheNormalisedValueAndCountsRevisions) {
  Scene scene;
  scene.open().gate("to-build").requirements[0].type = FieldType::money;
  EXPECT_EQ(std::get<ValueSet>(scene.ok(petra, Set{"goal", " €5,000 "}).at(0)).value, "5000 EUR");
  EXPECT_TRUE(scene.ok(ana, Set{"goal", "5000 EUR"}).empty()) << "the same again is no change";
  scene.ok(ana, Set{"goal", "6000 EUR"});
  const Answer& answer = scene.task.answers.at({"goal"});
  EXPECT_EQ(answer.revision, 2);
  EXPECT_EQ(answer.values, std::vector<std::string>{"6000 EUR"});
  EXPECT_EQ(answer.by, ana);
  EXPECT_EQ(answer.at, scene.now);
}

TEST(SetTest, AnEmptyValueClears) {
  Scene scene;
  scene.open();
  EXPECT_TRUE(scene.ok(ana, Set{"goal", ""}).empty()) << "there is nothing to clear";
  scene.ok(ana, Set{"goal", "Sell shoes"});
  scene.ok(ana, Set{"goal", "  "});
  EXPECT_TRUE(scene.task.answers.at({"goal"}).values.empty());
  EXPECT_EQ(scene.task.answers.at({"goal"}).revision, 2);
  EXPECT_EQ(ids_of(scene.no(ana, Give{{}, dino, ""}).missing), (Ids{"goal", "agreed", "brief"}));
}

TEST(SetTest, WhatIsNotUnderstoodNamesTheFieldTheValueAndWhy) {
  Scene scene;
  scene.open().gate("to-build").requirements[0].type = FieldType::number;
  const Rejection rejection = scene.no(ana, Set{"goal", "many"});
  EXPECT_EQ(rejection.refusal, Refusal::bad_value);
  EXPECT_EQ(rejection.problems,
            (std::vector<Problem>{{"goal", "many", "is not a number such as 1200 or 12.5"}}));
}

TEST(SetTest, HasALimit) {  // T42
  Scene scene;
  scene.open();
  EXPECT_EQ(scene.no(ana, Set{"goal", std::string(text_max + 1, 'x')}).refusal, Refusal::too_long);
  EXPECT_EQ(scene.ok(ana, Set{"goal", std::string(text_max, 'x')}).size(), 1u);
}

TEST(CheckTest, TicksAndTakesTheTickBack) {
  Scene scene;
  scene.open();
  EXPECT_TRUE(scene.ok(ana, Check{"agreed", false}).empty());
  EXPECT_EQ(scene.ok(ana, Check{"agreed", true}).size(), 1u);
  EXPECT_TRUE(scene.ok(dino, Check{"agreed", true}).empty());
  EXPECT_EQ(scene.task.answers.at({"agreed"}).values, std::vector<std::string>{"yes"});
  EXPECT_EQ(scene.ok(dino, Check{"agreed", false}).size(), 1u);
  EXPECT_TRUE(scene.task.answers.at({"agreed"}).values.empty());
}

TEST(AttachTest, WithoutAnItemTakesTheOnlyMissingOne) {
  Scene scene;
  scene.open();
  const TaskFacts facts = scene.ok(ana, Attach{"", "https://files.example.com/a"});
  EXPECT_EQ(std::get<EvidenceAttached>(facts.at(0)).item, RequirementId{"brief"});
  EXPECT_EQ(scene.no(ana, Attach{"", "https://files.example.com/b"}).refusal,
            Refusal::nothing_missing);
}

TEST(AttachTest, WithoutAnItemAsksWhereSeveralAreMissing) {
  Scene scene;
  scene.open().gate("to-build").requirements.push_back(evidence("copy", "Copy"));
  const Rejection rejection = scene.no(ana, Attach{"", "https://files.example.com/a"});
  EXPECT_EQ(rejection.refusal, Refusal::ambiguous_item);
  EXPECT_EQ(rejection.choices, (Ids{"brief", "copy"}));
}

TEST(AttachTest, AFinalStageIsNearerThanTheWayBack) {
  Scene scene;
  scene.workflow().transitions.insert(
      scene.workflow().transitions.begin(),
      transition("relaunch", "live", "build", anyone(), role("designer"),
                 {{evidence("why", "What went wrong")}}));
  scene.live_by_petra();
  const TaskFacts facts = scene.ok(petra, Attach{"", "https://files.example.com/report"});
  EXPECT_EQ(std::get<EvidenceAttached>(facts.at(0)).item, RequirementId{"report"});
}

TEST(AttachTest, KeepsEachLinkOnceAndAtMostTwenty) {  // T42
  Scene scene;
  scene.open();
  for (int at = 0; at < 20; ++at) {
    const std::string link = "https://files.example.com/" + std::to_string(at);
    EXPECT_EQ(scene.ok(ana, Attach{"brief", link}).size(), 1u);
    EXPECT_TRUE(scene.ok(ana, Attach{"brief", link}).empty());
  }
  const Rejection rejection = scene.no(ana, Attach{"brief", "https://files.example.com/20"});
  EXPECT_EQ(rejection.refusal, Refusal::bad_value);
  EXPECT_EQ(rejection.problems.at(0).why, "would be more than 20 links");
  EXPECT_EQ(scene.task.answers.at({"brief"}).values.size(), 20u);
  EXPECT_EQ(scene.task.answers.at({"brief"}).revision, 20);
}

TEST(AttachTest, RefusesWhatIsNoLink) {
  Scene scene;
  scene.open();
  const Rejection rejection = scene.no(ana, Attach{"brief", "the usual folder"});
  EXPECT_EQ(rejection.refusal, Refusal::bad_value);
  EXPECT_EQ(rejection.problems.at(0).name, "brief");
  EXPECT_EQ(scene.no(ana, Attach{"brief", "https://a.b/" + std::string(text_max, 'x')}).refusal,
            Refusal::too_long);
}

TEST(ItemTest, AVerbOfAnotherKindIsToldTheRightVerb) {
  Scene scene;
  scene.review_by_ana();
  const struct {
    Action action;
    const char* why;
  } cases[] = {
      {Set{"agreed", "yes"}, "is supplied with `check`"},
      {Set{"brief", "x"}, "is supplied with `attach`"},
      {Set{"qa", "x"}, "is supplied with `approve`"},
      {Check{"utm", true}, "is supplied with `set`"},
      {Attach{"utm", "https://a.example"}, "is supplied with `set`"},
      {Approve{"brief", "", "", "", ""}, "is supplied with `attach`"},
  };
  for (const auto& c : cases) {
    const Rejection rejection = scene.no(dirk, c.action);
    EXPECT_EQ(rejection.refusal, Refusal::unknown_item);
    EXPECT_EQ(rejection.problems.at(0).why, c.why);
  }
}

TEST(ItemTest, ByIdNumberOrUniquePrefix) {
  Scene scene;
  scene.open();
  // In this order: 1 goal, 2 agreed, 3 brief.
  const struct {
    const char* name;
    const char* expected;
  } cases[] = {
      {"goal", "goal"},
      {"1", "goal"},
      {"2", "agreed"},
      {"3", "brief"},
      {"0", "(unknown_item)"},
      {"4", "(unknown_item)"},
      {"-1", "(unknown_item)"},
      {"99999999999999999999", "(unknown_item)"},
      {"g", "goal"},
      {"bri", "brief"},
      {"utm", "utm"},  // of a later gate
      {"ut", "utm"},
      {"rep", "report"},  // of the final stage
      {"", "(unknown_item)"},
      {"goals", "(unknown_item)"},
      {"Goal", "(unknown_item)"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(id_of(find_item(c.name, scene.task, scene.workflow())), c.expected);
  }
}

TEST(ItemTest, APrefixThatFitsSeveralListsThem) {
  Scene scene;
  scene.open().gate("to-build").requirements.push_back(field("goods", "Goods"));
  const Rejection rejection = scene.no(ana, Set{"go", "x"});
  EXPECT_EQ(rejection.refusal, Refusal::ambiguous_item);
  EXPECT_EQ(rejection.choices, (Ids{"goal", "goods"}));
}

TEST(ItemTest, APrefixInTheNearestGateWinsOverOneFurtherAway) {
  Scene scene;
  scene.open().gate("to-live").requirements.push_back(field("goods", "Goods"));
  EXPECT_EQ(id_of(find_item("go", scene.task, scene.workflow())), "goal");
}

TEST(ItemTest, AWholeIdWinsOverAPrefixInANearerGate) {
  Scene scene;
  scene.open().gate("to-live").requirements.push_back(field("go", "Go or no go"));
  EXPECT_EQ(id_of(find_item("go", scene.task, scene.workflow())), "go");
}

TEST(ItemTest, ANumberCountsInTheNearestGateThatAsksForSomething) {
  Scene scene;
  scene.review_by_ana();  // rework asks for nothing and stands first in the file
  EXPECT_EQ(id_of(find_item("1", scene.task, scene.workflow())), "utm");
  scene.ok(ana, Set{"1", "https://shop.example/?utm_source=x"});
  EXPECT_EQ(id_of(find_item("3", scene.task, scene.workflow())), "(unknown_item)");
}

TEST(ItemTest, ANumberThatTheNearestGateDoesNotReachIsNotLookedForFurtherAway) {
  Scene scene;
  scene.gate("rework").requirements = {field("r1", "1"), field("r2", "2"), field("r3", "3")};
  scene.review_by_ana();
  EXPECT_EQ(id_of(find_item("2", scene.task, scene.workflow())), "qa");
  EXPECT_EQ(id_of(find_item("3", scene.task, scene.workflow())), "(unknown_item)");
}

TEST(ItemTest, WhileOfferedANumberCountsInTheOffersGate) {
  Scene scene;
  scene.offer_to_dino();
  EXPECT_EQ(id_of(find_item("2", scene.task, scene.workflow())), "agreed");
}

TEST(ItemTest, WhatTheWorkflowDoesNotAskForListsWhatItDoes) {
  Scene scene;
  scene.open();
  const Rejection rejection = scene.no(ana, Set{"colour", "red"});
  EXPECT_EQ(rejection.refusal, Refusal::unknown_item);
  EXPECT_EQ(rejection.problems.at(0).name, "colour");
  EXPECT_EQ(rejection.choices, (Ids{"goal", "agreed", "brief", "utm", "qa", "report"}));
}

// ---- a change while offered

TEST(ChangeWhileOfferedTest, IsMarkedWhereTheGateStillHolds) {
  Scene scene;
  scene.offer_to_dino();
  EXPECT_FALSE(scene.offer().changed_after_offer);
  scene.ok(ana, AddNote{"no change of a value"});
  EXPECT_TRUE(scene.ok(ana, Set{"goal", "Sell shoes"}).empty());
  EXPECT_FALSE(scene.offer().changed_after_offer);
  EXPECT_EQ(names_of(scene.ok(petra, Set{"goal", "Sell boots"})), Names{"ValueSet"});
  EXPECT_TRUE(scene.offer().changed_after_offer);
  EXPECT_EQ(scene.task.phase, Phase::offered);
}

TEST(ChangeWhileOfferedTest, WithdrawsTheOfferWhereTheGateBreaks) {
  const Action breaking[] = {Set{"goal", ""}, Check{"agreed", false}};
  for (const Action& action : breaking) {
    Scene scene;
    scene.offer_to_dino();
    const TaskFacts facts = scene.ok(petra, action);
    ASSERT_EQ(facts.size(), 2u);
    EXPECT_EQ(std::get<OfferWithdrawn>(facts.at(1)),
              (OfferWithdrawn{1, WithdrawCause::gate_broken}));
    EXPECT_EQ(scene.task.phase, Phase::idle);
    EXPECT_EQ(scene.task.holder, ana);
    EXPECT_EQ(scene.no(dino, Accept{}).refusal, Refusal::nothing_offered);
  }
}

TEST(ChangeWhileOfferedTest, AnAnswerThatAsksForMoreBreaksTheGate) {
  Scene scene;
  Requirement size = field("size", "Print size");
  size.when = Condition{{"goal"}, "print"};
  scene.gate("to-build").requirements.push_back(size);
  scene.offer_to_dino();
  EXPECT_EQ(names_of(scene.ok(ana, Set{"goal", "print"})), (Names{"ValueSet", "OfferWithdrawn"}));
  EXPECT_EQ(ids_of(scene.no(ana, Give{{}, dino, ""}).missing), Ids{"size"});
}

TEST(ChangeWhileOfferedTest, OnlyTheOffersOwnGateCounts) {
  Scene scene;
  scene.build_by_dino();
  scene.ok(dino, Give{StageId{"review"}, {}, ""});
  scene.ok(ana, Set{"goal", ""});  // of the gate that was passed before
  EXPECT_EQ(scene.task.phase, Phase::offered);
}

}  // namespace
}  // namespace baton::test
