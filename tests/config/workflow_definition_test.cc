#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/config/support.h"
#include "tests/support/golden.h"

namespace baton {
namespace {

using Json = nlohmann::json;

/// The workflow of `text` as the service loads it.
config::WorkflowFile loaded_from(const test::Folder& folder, const std::string& text) {
  folder.write("workflows/launch.yaml", text);
  const config::Loaded loaded = test::load_in(folder);
  if (!loaded.config) {
    for (const std::string& line : test::lines(folder, loaded)) ADD_FAILURE() << line;
    return {};
  }
  return loaded.config->workflows.at(0);
}

Workflow numbered(Workflow workflow, int version) {
  workflow.version = version;
  return workflow;
}

class WorkflowDefinitionTest : public testing::Test {
 protected:
  WorkflowDefinitionTest() {
    folder.write("baton.yaml",
                 test::replaced(test::good_config, "roles: [designer, paid-media, coordinator]",
                                "roles: [designer, paid-media, coordinator, account-manager, "
                                "strategist, analytics]"));
  }
  test::Folder folder;
};

TEST_F(WorkflowDefinitionTest, ReadsBackAsItWas) {
  const std::string texts[] = {test::good_workflow,
                               test::read_source("config/workflows/quick.yaml"),
                               test::read_source("config/workflows/paid-campaign-launch.yaml")};
  for (const std::string& text : texts) {
    const config::WorkflowFile file = loaded_from(folder, text);
    SCOPED_TRACE(file.workflow.id.value);
    EXPECT_EQ(config::read_workflow(file.definition, 3), numbered(file.workflow, 3));
  }
}

TEST_F(WorkflowDefinitionTest, KeepsTheTracksOfAStage) {  // WF-06
  const std::string text =
      test::replaced(test::good_workflow, "final: true",
                     "fork: [ { title: Page, stage: page } ], final: true }\n  - { id: page, "
                     "title: Page, final: true");
  const config::WorkflowFile file = loaded_from(folder, text);
  ASSERT_EQ(file.workflow.stages.size(), 3u);
  EXPECT_EQ(file.workflow.stages[1].forks, std::vector({Fork{"Page", {"page"}}}));
}

TEST_F(WorkflowDefinitionTest, IsCanonical) {
  const config::WorkflowFile file = loaded_from(folder, test::good_workflow);
  EXPECT_EQ(file.definition,
            R"({"stages":[{"id":"draft","owner":"designer","title":"Draft"},)"
            R"({"final":true,"id":"live","owner":"paid-media","title":"Live"}],"title":"Launch",)"
            R"("transitions":[{"from":"draft","gate":{)"
            R"("evidence":[{"id":"files","kind":"link","label":"Files"}],)"
            R"("fields":[{"id":"budget","label":"Budget","type":"money"}]},"id":"go",)"
            R"("receiver":"paid-media","sender":"designer","to":"live"}],"workflow":"launch"})");
  // Comments, the order of keys, and the style make no new version.
  const config::WorkflowFile same = loaded_from(
      folder,
      "# a comment\n" +
          test::replaced(test::replaced(test::good_workflow, "workflow: launch\ntitle: Launch\n",
                                        "title: 'Launch'\nworkflow: launch\n"),
                         "{ id: draft, title: Draft, owner: designer }",
                         "{ owner: designer, id: draft, title: \"Draft\" }"));
  EXPECT_EQ(same.definition, file.definition);
}

TEST_F(WorkflowDefinitionTest, EveryKeyArrives) {
  const Workflow workflow = loaded_from(folder, R"(workflow: launch
title: Launch it
stages:
  - { id: draft, title: Draft, owner: designer, done_means: It is drawn, duration: 1d 4h }
  - id: live
    title: Live
    final: true
    gate: { evidence: [ { id: report, label: Report, kind: file, at_least: 2 } ] }
transitions:
  - id: go
    from: draft
    to: live
    sender: designer
    receiver: paid-media
    offered_status: On its way
    owner: designer
    distinct: true
    acknowledge_within: 30m
    gap_within: 2d
    debt_within: 1h30m
    gate:
      approvals:
        - { id: ok, label: Ok, by: paid-media, sender_may: true, of: [size] }
        - { id: sign, label: Sign, by: client, when: { field: sure, is: true } }
      checklist:
        - { id: spell, label: Spelling, role: designer, never_skip: true, help: Twice. }
      fields:
        - { id: size, label: Size, type: choice, choices: [small, big] }
        - { id: sure, label: Sure, type: yes_no }
  - { id: back, from: live, to: draft, sender: receiver-of(go), receiver: sender-of(go) }
)")
                                .workflow;
  Workflow expected;
  expected.id = {"launch"};
  expected.title = "Launch it";
  Requirement report;
  report.id = {"report"};
  report.kind = RequirementKind::evidence;
  report.label = "Report";
  report.evidence = EvidenceKind::file;
  report.at_least = 2;
  expected.stages = {
      {{"draft"}, "Draft", {"designer"}, "It is drawn", false, {}, {1, std::chrono::hours(4)}, {}},
      {{"live"}, "Live", {}, "", true, {{report}}, {2, {}}, {}}};
  Requirement size, sure, spell, ok, sign;
  size.id = {"size"};
  size.label = "Size";
  size.type = FieldType::choice;
  size.choices = {"small", "big"};
  sure.id = {"sure"};
  sure.label = "Sure";
  sure.type = FieldType::yes_no;
  spell.id = {"spell"};
  spell.kind = RequirementKind::check;
  spell.label = "Spelling";
  spell.role = {"designer"};
  spell.never_skip = true;
  spell.help = "Twice.";
  ok.id = {"ok"};
  ok.kind = RequirementKind::approval;
  ok.label = "Ok";
  ok.by = {"paid-media"};
  ok.sender_may = true;
  ok.of = {{"size"}};
  sign.id = {"sign"};
  sign.kind = RequirementKind::approval;
  sign.label = "Sign";
  sign.by = client_approver;
  sign.when = Condition{{"sure"}, "yes"};
  Transition go, back;
  go.id = {"go"};
  go.from = {"draft"};
  go.to = {"live"};
  go.sender = {Party::Kind::role, {"designer"}, {}};
  go.receiver = {Party::Kind::role, {"paid-media"}, {}};
  go.offered_status = "On its way";
  go.owner = {"designer"};
  go.distinct = true;
  go.acknowledge_within = {0, std::chrono::minutes(30)};
  go.gap_within = {2, {}};
  go.debt_within = {0, std::chrono::minutes(90)};
  go.gate.requirements = {size, sure, spell, ok, sign};
  back.id = {"back"};
  back.from = {"live"};
  back.to = {"draft"};
  back.sender = {Party::Kind::receiver_of, {}, {"go"}};
  back.receiver = {Party::Kind::sender_of, {}, {"go"}};
  expected.transitions = {go, back};
  EXPECT_EQ(workflow, expected);
}

TEST_F(WorkflowDefinitionTest, OfALaterVersionIsKeptWhole) {
  const config::WorkflowFile file = loaded_from(
      folder,
      test::replaced(test::good_workflow, "    sender: designer\n",
                     "    sender: designer\n    escalate: [{ after: 4h, notify: receiver }]\n"
                     "    risk: high\n"));
  EXPECT_EQ(file.workflow.not_yet_in_effect,
            (std::vector<std::string>{"transitions.escalate", "transitions.risk"}));
  EXPECT_EQ(Json::parse(file.definition)["transitions"][0]["escalate"][0]["after"], "4h");
  EXPECT_EQ(config::read_workflow(file.definition, 1), numbered(file.workflow, 1));
}

TEST_F(WorkflowDefinitionTest, LeavesTimeWhereTheFileIsSilent) {
  const Workflow workflow = loaded_from(folder, test::good_workflow).workflow;
  EXPECT_EQ(workflow.stages[0].duration, (WorkingSpan{2, {}}));
  EXPECT_EQ(workflow.transitions[0].acknowledge_within, (WorkingSpan{0, std::chrono::hours(4)}));
  EXPECT_EQ(workflow.transitions[0].gap_within, (WorkingSpan{1, {}}));
  EXPECT_EQ(workflow.transitions[0].debt_within, (WorkingSpan{3, {}}));
}

// Before spans were checked, anything could stand there.
TEST(ReadWorkflowTest, TakesTheDefaultForASpanThatIsNone) {
  const Workflow workflow =
      config::read_workflow(R"({"workflow":"x","stages":[{"id":"a","duration":"a fortnight"}],)"
                            R"("transitions":[{"id":"t","acknowledge_within":4}]})",
                            1);
  EXPECT_EQ(workflow.stages[0].duration, Stage().duration);
  EXPECT_EQ(workflow.transitions[0].acknowledge_within, Transition().acknowledge_within);
}

TEST(ReadWorkflowTest, RefusesWhatIsNoDefinition) {
  for (const char* text : {"", "null", "[]", "{", "{}", R"({"workflow":"x"})",
                           R"({"workflow":"x","stages":[]})", R"({"workflow":1,"stages":[{}]})"}) {
    EXPECT_THROW(config::read_workflow(text, 1), std::invalid_argument) << text;
  }
}

/// A definition that passes every check: a line of stages with a random gate on each way.
Json any_definition() {
  const int stages = *rc::gen::inRange(2, 7);
  const auto roles = std::vector<std::string>{"designer", "paid-media", "coordinator"};
  const auto words = rc::gen::nonEmpty(rc::gen::container<std::string>(
      rc::gen::elementOf(std::string("abc ${}#:'\"\\\n\t{}[],&*!|>%@-09 \xC3\xA4"
                                     "x")
                             .substr(0, 26))));
  Json definition = {{"workflow", "launch"}, {"title", "Title"}};
  int next_id = 0;
  const auto id = [&] { return "r" + std::to_string(next_id++); };
  const auto text = [&] {
    std::string made = *rc::gen::resize(20, words);
    for (auto at = made.find("${"); at != std::string::npos; at = made.find("${"))
      made.erase(at, 2);
    return "T" + made;
  };
  for (int i = 0; i < stages; ++i) {
    Json stage = {{"id", "s" + std::to_string(i)}, {"title", text()}};
    if (*rc::gen::arbitrary<bool>()) stage["owner"] = *rc::gen::elementOf(roles);
    if (*rc::gen::arbitrary<bool>()) stage["done_means"] = text();
    if (*rc::gen::arbitrary<bool>()) stage["duration"] = *rc::gen::element("2d", "1h30m", "60d");
    if (i + 1 == stages) stage["final"] = true;
    definition["stages"].push_back(stage);
  }
  for (int i = 0; i + 1 < stages; ++i) {
    Json gate = Json::object();
    const std::string question = id();
    gate["fields"].push_back(
        {{"id", question}, {"type", "choice"}, {"choices", {"low", "high"}}, {"label", text()}});
    if (*rc::gen::arbitrary<bool>()) {
      gate["checklist"].push_back({{"id", id()},
                                   {"label", text()},
                                   {"never_skip", *rc::gen::arbitrary<bool>()},
                                   {"role", *rc::gen::elementOf(roles)}});
    }
    if (*rc::gen::arbitrary<bool>()) {
      gate["evidence"].push_back({{"id", id()},
                                  {"label", text()},
                                  {"kind", *rc::gen::element("link", "file")},
                                  {"at_least", *rc::gen::inRange(1, 21)},
                                  {"help", text()}});
    }
    if (*rc::gen::arbitrary<bool>()) {
      gate["approvals"].push_back({{"id", id()},
                                   {"label", text()},
                                   {"by", *rc::gen::element("client", "coordinator")},
                                   {"of", {question}},
                                   {"when", {{"field", question}, {"is", "high"}}}});
    }
    definition["transitions"].push_back(
        {{"id", "t" + std::to_string(i)},
         {"from", "s" + std::to_string(i)},
         {"to", "s" + std::to_string(i + 1)},
         {"sender", *rc::gen::element(std::string("any"), std::string("designer"))},
         {"receiver", i == 0 ? "any" : *rc::gen::element("paid-media", "sender-of(t0)")},
         {"distinct", *rc::gen::arbitrary<bool>()},
         {"gate", gate}});
  }
  return definition;
}

RC_GTEST_FIXTURE_PROP(WorkflowDefinitionTest, ReadsBackWhateverIsValid, ()) {
  const Json definition = any_definition();
  // JSON is YAML, but for the tab-free indentation that dump() keeps to.
  folder.write("workflows/launch.yaml", definition.dump(2));
  const config::Loaded loaded = test::load_in(folder);
  for (const std::string& line : test::lines(folder, loaded)) RC_LOG() << line << "\n";
  RC_ASSERT(loaded.config.has_value());
  const config::WorkflowFile& file = loaded.config->workflows.at(0);
  RC_ASSERT(file.definition == definition.dump());
  RC_ASSERT(config::read_workflow(file.definition, 7) == numbered(file.workflow, 7));
}

}  // namespace
}  // namespace baton
