#include "core/gate/gate.h"

#include "tests/core/fixture.h"

/// What a gate lacks, and how its requirements stand (RC-01, RC-03).
namespace baton::test {
namespace {

Task with(std::map<RequirementId, std::vector<std::string>> answers) {
  Task task;
  for (auto& [id, values] : answers) task.answers[id] = Answer{1, values, ana, {}, ""};
  return task;
}

TEST(GateTest, WithoutRequirementsIsPassed) { EXPECT_TRUE(missing({}, Task{}).empty()); }

TEST(GateTest, ListsEverythingMissingInItsOrderWithAllThatOneNeedsToSupplyIt) {
  Requirement kind = field("kind", "Kind", FieldType::choice);
  kind.choices = {"print", "web"};
  kind.help = "Where it will be seen";
  const Gate gate{{kind, check_item("agreed", "Agreed", "designer"),
                   evidence("drafts", "Drafts", EvidenceKind::link, 3),
                   approval("qa", "Quality check", {"director"})}};
  const std::vector<Missing> all = missing(gate, with({{{"drafts"}, {"https://a.example"}}}));
  ASSERT_EQ(ids_of(all), (Ids{"kind", "agreed", "drafts", "qa"}));
  EXPECT_EQ(all.at(0).kind, RequirementKind::field);
  EXPECT_EQ(all.at(0).type, FieldType::choice);
  EXPECT_EQ(all.at(0).choices, (Ids{"print", "web"}));
  EXPECT_EQ(all.at(0).label, "Kind");
  EXPECT_EQ(all.at(0).help, "Where it will be seen");
  EXPECT_EQ(all.at(0).number, 1u);
  EXPECT_EQ(all.at(1).who, RoleId{"designer"});
  EXPECT_EQ(all.at(2).have, 1);
  EXPECT_EQ(all.at(2).need, 3);
  EXPECT_EQ(all.at(2).number, 3u);
  EXPECT_EQ(all.at(3).who, RoleId{"director"});
}

TEST(GateTest, KeepsTheNumbersOfItsListWhereSomeAreThere) {
  const Gate gate{{field("one", "1"), field("two", "2"), field("three", "3")}};
  const std::vector<Missing> all = missing(gate, with({{{"two"}, {"x"}}}));
  ASSERT_EQ(ids_of(all), (Ids{"one", "three"}));
  EXPECT_EQ(all.at(1).number, 3u);
}

TEST(GateTest, AClearedValueIsMissing) {
  const Gate gate{{field("one", "1"), check_item("two", "2")}};
  EXPECT_EQ(missing(gate, with({{{"one"}, {}}, {{"two"}, {}}})).size(), 2u);
}

TEST(GateTest, EvidenceCountsToItsNumber) {
  for (const auto& [at_least, have, met] : {std::tuple{1, 0, false},
                                            {1, 1, true},
                                            {2, 1, false},
                                            {2, 2, true},
                                            {2, 3, true},
                                            {0, 0, false}}) {  // asked for is at least one
    SCOPED_TRACE(std::to_string(have) + " of " + std::to_string(at_least));
    const Gate gate{{evidence("drafts", "Drafts", EvidenceKind::link, at_least)}};
    const Task task =
        with({{{"drafts"},
               std::vector<std::string>(static_cast<std::size_t>(have), "https://a.example")}});
    EXPECT_EQ(missing(gate, task).empty(), met);
  }
}

TEST(GateTest, ARequirementWaitsForTheAnswerItDependsOn) {
  Requirement size = field("size", "Print size");
  size.when = Condition{{"kind"}, "print"};
  const Gate gate{{field("kind", "Kind"), size}};
  EXPECT_EQ(ids_of(missing(gate, Task{})), Ids{"kind"});
  EXPECT_EQ(ids_of(missing(gate, with({{{"kind"}, {}}}))), Ids{"kind"});
  EXPECT_TRUE(missing(gate, with({{{"kind"}, {"web"}}})).empty());
  EXPECT_EQ(ids_of(missing(gate, with({{{"kind"}, {"print"}}}))), Ids{"size"});
  EXPECT_TRUE(missing(gate, with({{{"kind"}, {"print"}}, {{"size"}, {"A4"}}})).empty());
}

TEST(GateTest, ADependenceMayBeOnATickOrOnAnEarlierGate) {
  Requirement proof = evidence("proof", "Proof");
  proof.when = Condition{{"agreed"}, "yes"};  // asked by an earlier gate
  const Gate gate{{proof}};
  EXPECT_TRUE(missing(gate, Task{}).empty());
  EXPECT_EQ(ids_of(missing(gate, with({{{"agreed"}, {"yes"}}}))), Ids{"proof"});
}

TEST(GateTest, AnApprovalStandsUntilItIsTakenAway) {
  const Gate gate{{approval("qa", "Quality check", {"director"})}};
  Task task;
  EXPECT_EQ(missing(gate, task).size(), 1u);
  task.approvals[{"qa"}].recorded_by = dirk;
  EXPECT_TRUE(missing(gate, task).empty());
  EXPECT_TRUE(missing(gate, task, ana).empty());
  EXPECT_EQ(missing(gate, task, dirk).size(), 1u) << "never the sender's own";
}

TEST(GateTest, StandingsTellOfEachRequirementWhetherItAppliesAndIsMet) {
  Requirement size = field("size", "Print size");
  size.when = Condition{{"kind"}, "print"};
  const Gate gate{{field("kind", "Kind"), size}};
  const Task task = with({{{"kind"}, {"web"}}});
  const std::vector<Standing> all = standings(gate, task);
  ASSERT_EQ(all.size(), 2u);
  EXPECT_TRUE(all.at(0).applies && all.at(0).met);
  EXPECT_FALSE(all.at(1).applies || all.at(1).met);
  EXPECT_EQ(all.at(1).number, 2u);
  EXPECT_EQ(all.at(1).requirement, &gate.requirements[1]);
}

TEST(GateTest, NamesInAGate) {
  const Gate gate{{field("copy", "Copy"), field("copy-deck", "Deck"), field("creative", "C")}};
  EXPECT_EQ(named_in(gate, "copy").size(), 1u) << "a whole id is not ambiguous";
  EXPECT_EQ(named_in(gate, "c").size(), 3u);
  EXPECT_EQ(named_in(gate, "copy-").at(0)->id, RequirementId{"copy-deck"});
  EXPECT_EQ(named_in(gate, "3").at(0)->id, RequirementId{"creative"});
  EXPECT_TRUE(named_in(gate, "4").empty());
  EXPECT_TRUE(named_in(gate, "").empty());
}

}  // namespace
}  // namespace baton::test
