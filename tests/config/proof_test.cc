#include "core/proof/proof.h"

#include <gtest/gtest.h>

#include "core/proof/staffing.h"

namespace baton {
namespace {

/// draft -go-> live (final), with one field; changed by each case.
Workflow sound() {
  Workflow workflow;
  workflow.id = {"launch"};
  Stage draft, live;
  draft.id = {"draft"};
  draft.owner = {"designer"};
  live.id = {"live"};
  live.final_stage = true;
  workflow.stages = {draft, live};
  Transition go;
  go.id = {"go"};
  go.from = {"draft"};
  go.to = {"live"};
  go.sender = {Party::Kind::role, {"designer"}, {}};
  go.receiver = {Party::Kind::role, {"paid-media"}, {}};
  Requirement budget;
  budget.id = {"budget"};
  budget.label = "Budget";
  go.gate.requirements = {budget};
  workflow.transitions = {go};
  return workflow;
}

Requirement field(const std::string& id, FieldType type) {
  Requirement requirement;
  requirement.id = {id};
  requirement.label = id;
  requirement.type = type;
  return requirement;
}

Requirement waiting(Requirement requirement, const std::string& on, const std::string& is) {
  requirement.when = Condition{{on}, is};
  return requirement;
}

Stage stage(const std::string& id) {
  Stage made;
  made.id = {id};
  return made;
}

Transition way(const std::string& id, const std::string& from, const std::string& to) {
  Transition made;
  made.id = {id};
  made.from = {from};
  made.to = {to};
  return made;
}

/// "stage/transition/requirement: message", the ids that do not apply left empty.
std::vector<std::string> told(const std::vector<ProofFinding>& findings) {
  std::vector<std::string> lines;
  for (const ProofFinding& finding : findings) {
    lines.push_back(finding.stage.value + "/" + finding.transition.value + "/" +
                    finding.requirement.value + ": " + finding.message);
  }
  return lines;
}

using Lines = std::vector<std::string>;

TEST(ProofTest, ASoundWorkflowHolds) { EXPECT_EQ(told(prove_structure(sound())), Lines{}); }

TEST(ProofTest, AnEmptyWorkflowIsJudgedWithoutFear) {
  EXPECT_EQ(told(prove_structure(Workflow{})), Lines{});
  EXPECT_EQ(told(prove_staffing(Workflow{}, {})), Lines{});
}

// WF-04: nothing is unreachable, nothing is a dead end.
TEST(ProofTest, FindsWhereATaskWouldBeLost) {
  Workflow workflow = sound();
  workflow.stages.insert(workflow.stages.begin() + 1,
                         {stage("lost"), stage("trap"), stage("a"), stage("b")});
  workflow.transitions.push_back(way("in", "draft", "trap"));
  workflow.transitions.push_back(way("x", "draft", "a"));
  workflow.transitions.push_back(way("y", "a", "b"));
  workflow.transitions.push_back(way("z", "b", "a"));
  EXPECT_EQ(
      told(prove_structure(workflow)),
      (Lines{"lost//: no way leads to the stage \"lost\" from the first (\"draft\"): add a "
             "transition to it, or remove it",
             "trap//: the stage \"trap\" is a dead end: add a transition from it, or "
             "\"final: true\"",
             "a//: from the stage \"a\" no way leads to a final stage: add a transition onwards",
             "b//: from the stage \"b\" no way leads to a final stage: add a transition "
             "onwards"}));
}

TEST(ProofTest, ATaskMustBeAbleToEnd) {
  Workflow workflow = sound();
  workflow.stages[1].final_stage = false;
  EXPECT_EQ(
      told(prove_structure(workflow)),
      (Lines{"//: no stage is final, so a task can never be done: add \"final: true\" to the "
             "last",
             "live//: the stage \"live\" is a dead end: add a transition from it, or \"final: "
             "true\""}));
}

TEST(ProofTest, ReferencesLeadSomewhere) {
  Workflow workflow = sound();
  workflow.transitions[0].to = {"nowhere"};
  workflow.transitions[0].receiver = {Party::Kind::receiver_of, {}, {"gone"}};
  EXPECT_EQ(told(prove_structure(workflow)),
            (Lines{"/go/: the stage \"nowhere\" does not exist",
                   "/go/: the transition \"gone\" does not exist"}));
  workflow = sound();
  workflow.transitions[0].receiver = {Party::Kind::sender_of, {}, {"go"}};
  EXPECT_EQ(
      told(prove_structure(workflow)),
      Lines{"/go/: no task has travelled \"go\" before this one: name an earlier transition"});
}

TEST(ProofTest, EveryGateCanBePassed) {
  Requirement choice = field("size", FieldType::choice);
  choice.choices = {"small", "big"};
  Requirement link = field("files", FieldType::text);
  link.kind = RequirementKind::evidence;
  Requirement many = link;
  many.at_least = 0;
  Requirement approval = field("ok", FieldType::text);
  approval.kind = RequirementKind::approval;
  approval.of = {{"nothing"}};
  const struct {
    const char* name;
    std::vector<Requirement> gate;
    Lines findings;
  } cases[] = {
      {"a value that is possible",
       {choice, waiting(field("why", FieldType::text), "size", "big")},
       {}},
      {"a value that is not",
       {choice, waiting(field("why", FieldType::text), "size", "huge")},
       {"/go/why: its \"when\" can never hold: \"huge\" is not among the choices of \"size\": "
        "write one of them"}},
      {"yes, no, and what is neither",
       {field("sure", FieldType::yes_no), waiting(field("a", FieldType::text), "sure", "yes"),
        waiting(field("b", FieldType::text), "sure", "true")},
       {"/go/b: its \"when\" can never hold: \"sure\" is yes or no, never \"true\": write one of "
        "the two"}},
      {"no such field",
       {waiting(field("why", FieldType::text), "size", "big")},
       {"/go/why: its \"when\" names \"size\", which is no field of this gate or an earlier one: "
        "name one that is"}},
      {"not a field",
       {link, waiting(field("why", FieldType::text), "files", "x")},
       {"/go/why: its \"when\" names \"files\", which is not a field: name a field"}},
      {"itself",
       {waiting(field("why", FieldType::text), "why", "x")},
       {"/go/why: its \"when\" waits for itself: name another field"}},
      {"in a circle",
       {waiting(field("a", FieldType::text), "b", "x"),
        waiting(field("b", FieldType::text), "a", "x")},
       {"/go/a: its \"when\" waits in a circle with that of \"b\": take one of them away",
        "/go/b: its \"when\" waits in a circle with that of \"a\": take one of them away"}},
      {"no choices",
       {field("size", FieldType::choice)},
       {"/go/size: a choice without choices can never be made: add \"choices: [...]\""}},
      {"none needed", {many}, {"/go/files: at_least must be 1 or more"}},
      {"an approval of nothing",
       {approval},
       {"/go/ok: it approves \"nothing\", which is no requirement of this gate or an earlier one: "
        "name one that is"}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    Workflow workflow = sound();
    workflow.transitions[0].gate.requirements = c.gate;
    EXPECT_EQ(told(prove_structure(workflow)), c.findings);
  }
}

TEST(ProofTest, AConditionMayNameAnEarlierGateButNoLaterOne) {
  Workflow workflow = sound();
  workflow.stages.insert(workflow.stages.begin() + 1, stage("middle"));
  workflow.transitions[0].to = {"middle"};
  Transition on = way("on", "middle", "live");
  on.gate.requirements = {waiting(field("why", FieldType::text), "budget", "5")};
  workflow.transitions.push_back(on);
  workflow.stages.back().gate.requirements = {
      waiting(field("learned", FieldType::text), "budget", "5")};
  EXPECT_EQ(told(prove_structure(workflow)), Lines{});
  workflow.transitions[0].gate.requirements.push_back(
      waiting(field("early", FieldType::text), "why", "x"));
  EXPECT_EQ(told(prove_structure(workflow)),
            Lines{"/go/early: its \"when\" names \"why\", which is no field of this gate or an "
                  "earlier one: name one that is"});
}

TEST(ProofTest, OneIdMeansOneThing) {
  Workflow workflow = sound();
  workflow.stages[1].gate.requirements = {field("budget", FieldType::money)};
  EXPECT_EQ(told(prove_structure(workflow)),
            Lines{"live//budget: the id \"budget\" is of another kind or type elsewhere in this "
                  "workflow: an answer is kept once per task, so give this one an id of its own"});
  workflow.stages[1].gate.requirements = {field("budget", FieldType::text)};
  EXPECT_EQ(told(prove_structure(workflow)), Lines{});
}

TEST(ProofTest, RolesHavePeople) {
  Workflow workflow = sound();
  Requirement tick = field("spell", FieldType::text);
  tick.kind = RequirementKind::check;
  tick.role = {"copywriter"};
  Requirement sign = field("sign", FieldType::text);
  sign.kind = RequirementKind::approval;
  sign.by = client_approver;
  workflow.transitions[0].gate.requirements = {tick, sign};
  const Staffing all = {{{{"designer"}, {"Dino"}},
                         {{"paid-media"}, {"Petra"}},
                         {{"coordinator"}, {"Olga"}},
                         {{"copywriter"}, {"Dino", "Lee"}},
                         {{"account-manager"}, {"Ana"}}},
                        {},
                        {"Olga", "Ana"}};
  EXPECT_EQ(told(prove_staffing(workflow, all)), Lines{});
  EXPECT_EQ(
      told(prove_staffing(workflow, {{{{"designer"}, {"Dino"}}}, {}, {"Olga", "Ana"}})),
      (Lines{"/go/: the role \"paid-media\" has nobody: handoffs to \"live\" go to Olga (last "
             "resort)",
             "/go/: the role \"coordinator\" has nobody: nobody answers for \"go\"",
             "/go/spell: the role \"copywriter\" has nobody: nobody can tick \"spell\"",
             "/go/sign: the role \"account-manager\" has nobody: nobody can record \"sign\""}));
  for (const ProofFinding& finding : prove_staffing(workflow, {})) {
    EXPECT_EQ(finding.severity, ProofFinding::Severity::warning);
  }
}

TEST(ProofTest, SaysWhoReceivesWhereTheRoleHasNobody) {
  Workflow workflow = sound();
  workflow.stages[1].title = "Live";
  Transition again = way("again", "live", "draft");
  again.receiver = workflow.transitions[0].receiver;
  const struct {
    const char* name;
    bool twice;
    std::vector<std::string> coordinators;
    std::set<RoleId> named_by_clients;
    std::vector<std::string> last_resort;
    std::string consequence;
  } cases[] = {
      {"the coordinator",
       false,
       {"Olga"},
       {},
       {"Ana"},
       "handoffs to \"Live\" go to Olga (coordinator)"},
      {"any of the coordinators",
       false,
       {"Olga", "Lee", "Cora"},
       {},
       {"Ana"},
       "handoffs to \"Live\" go to Olga, Lee or Cora (coordinator)"},
      {"several stages",
       true,
       {"Olga"},
       {},
       {"Ana"},
       "handoffs to \"Live\" and \"draft\" go to Olga (coordinator)"},
      {"the last resort before the deputy",
       false,
       {},
       {},
       {"Ana", "Olga"},
       "handoffs to \"Live\" go to Ana (last resort)"},
      {"the client's own person first",
       false,
       {"Olga"},
       {{"paid-media"}},
       {"Ana"},
       "handoffs to \"Live\" go to Olga (coordinator) where the client names nobody"},
      {"nobody known", false, {}, {}, {}, "nobody can receive along \"go\""},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    Workflow tried = workflow;
    if (c.twice) tried.transitions.push_back(again);
    Staffing staffing{{{{"designer"}, {"Dino"}}}, c.named_by_clients, c.last_resort};
    staffing.holders[coordinator_role] = c.coordinators;
    const std::vector<ProofFinding> findings = prove_staffing(tried, staffing);
    ASSERT_FALSE(findings.empty());
    EXPECT_EQ(findings[0].severity, ProofFinding::Severity::warning);
    EXPECT_EQ(findings[0].transition, TransitionId{"go"});
    EXPECT_EQ(findings[0].message, "the role \"paid-media\" has nobody: " + c.consequence);
    EXPECT_EQ(findings.size(), c.coordinators.empty() ? 2u : 1u);
  }
}

// Somebody else receives, but nobody else approves: that the one was told must not hide the other.
TEST(ProofTest, AnApprovalThatNobodyCanGiveIsToldOfBesides) {
  Workflow workflow = sound();
  Requirement ok = field("ok", FieldType::text);
  ok.kind = RequirementKind::approval;
  ok.by = {"paid-media"};
  Requirement again = ok;
  again.id = {"again"};
  workflow.transitions[0].gate.requirements = {ok, again};
  Staffing staffing{{{{"designer"}, {"Dino"}}, {{"coordinator"}, {"Olga"}}}, {}, {"Ana"}};
  EXPECT_EQ(told(prove_staffing(workflow, staffing)),
            (Lines{"/go/: the role \"paid-media\" has nobody: handoffs to \"live\" go to Olga "
                   "(coordinator)",
                   "/go/ok: the role \"paid-media\" has nobody: nobody can give \"ok\""}));
  staffing.named_by_clients = {{"paid-media"}};
  EXPECT_EQ(told(prove_staffing(workflow, staffing))[1],
            "/go/ok: the role \"paid-media\" has nobody: nobody can give \"ok\" where the client "
            "names nobody");
}

TEST(ProofTest, AnApprovalNeedsSomebodyBesidesTheSender) {
  Workflow workflow = sound();
  Requirement ok = field("ok", FieldType::text);
  ok.kind = RequirementKind::approval;
  ok.by = {"designer"};
  workflow.transitions[0].gate.requirements = {ok};
  const Staffing one = {
      {{{"designer"}, {"Dino"}}, {{"paid-media"}, {"Petra"}}, {{"coordinator"}, {"Olga"}}}, {}, {}};
  EXPECT_EQ(told(prove_staffing(workflow, one)),
            Lines{"/go/ok: only one person has the role \"designer\" and, as the sender, may not "
                  "approve: add \"sender_may: true\", or let another role approve"});
  Staffing two = one;
  two.holders[{"designer"}].push_back("Lee");
  EXPECT_EQ(told(prove_staffing(workflow, two)), Lines{});
  workflow.transitions[0].gate.requirements[0].sender_may = true;
  EXPECT_EQ(told(prove_staffing(workflow, one)), Lines{});
}

}  // namespace
}  // namespace baton
