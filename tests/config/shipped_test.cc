#include "config/shipped.h"

#include <gtest/gtest.h>

#include <tuple>

#include "core/text/ascii.h"
#include "tests/config/support.h"
#include "tests/support/golden.h"
#include "tests/support/places.h"

namespace baton {
namespace {

namespace fs = std::filesystem;
using Lines = std::vector<std::string>;

const fs::path shipped_folder = test::source_path("config");

config::Environment filled_in() {
  return test::environment({{"SLACK_SIGNING_SECRET", "8f742231b10e8888"},
                            {"SLACK_BOT_TOKEN", "xoxb-123456"},
                            {"MATTERMOST_BOT_TOKEN", "b6k1e8pxhbf5pgy7"},
                            {"MATTERMOST_COMMAND_TOKEN", "k8t5m3xqzfnh9dby"},
                            {"BATON_DEMO_SIGNING_SECRET", "8f742231b10e8888"},
                            {"BATON_DEMO_BOT_TOKEN", "xoxb-123456"},
                            {"BATON_DEMO_API_URL", "http://127.0.0.1:40001/api"},
                            {"BATON_DEMO_MATTERMOST_URL", "http://127.0.0.1:40001"},
                            {"BATON_DEMO_MATTERMOST_BOT_TOKEN", "b6k1e8pxhbf5pgy7"},
                            {"BATON_DEMO_MATTERMOST_COMMAND_TOKEN", "k8t5m3xqzfnh9dby"},
                            {"BATON_DEMO_URL", "http://127.0.0.1:40002"},
                            {"BATON_METRICS_TOKEN", "metrics-4f9c2ab17d"},
                            {"BATON_DEMO_PORT", "0"},
                            {"BATON_DEMO_URL", "http://127.0.0.1:40002"},
                            {"BATON_DEMO_MATTERMOST_URL", "http://127.0.0.1:40001"},
                            {"BATON_DEMO_MATTERMOST_BOT_TOKEN", "b6k1e8pxhbf5pgy7"},
                            {"BATON_DEMO_MATTERMOST_COMMAND_TOKEN", "k8t5m3xqzfnh9dby"},
                            {"BATON_DEMO_STORE", "sqlite:/tmp/demo.db"}});
}

Lines lines_of(const config::Loaded& loaded) {
  Lines lines;
  for (const config::Finding& finding : loaded.findings) lines.push_back(to_string(finding));
  return lines;
}

Workflow shipped_workflow(const std::string& id) {
  const config::Loaded loaded = config::load(shipped_folder / "baton.example.yaml", filled_in());
  if (loaded.config) {
    for (const config::WorkflowFile& file : loaded.config->workflows) {
      if (file.workflow.id.value == id) return file.workflow;
    }
  }
  ADD_FAILURE() << id << " is not among the shipped workflows";
  return {};
}

/// A gate as (id, kind, label), in its order.
using Row = std::tuple<std::string, RequirementKind, std::string>;
std::vector<Row> rows_of(const Gate& gate) {
  std::vector<Row> rows;
  for (const Requirement& requirement : gate.requirements) {
    rows.emplace_back(requirement.id.value, requirement.kind, requirement.label);
  }
  return rows;
}

TEST(ShippedTest, FilesAreCleanWithoutAWarning) {
  for (const char* file : {"baton.example.yaml", "demo/baton.yaml"}) {
    const config::Loaded loaded = config::load(shipped_folder / file, filled_in());
    EXPECT_EQ(lines_of(loaded), Lines{}) << file;
    ASSERT_TRUE(loaded.config.has_value()) << file;
    EXPECT_EQ(loaded.config->workflows.size(), 2u) << file;
    for (const config::WorkflowFile& workflow : loaded.config->workflows) {
      EXPECT_EQ(workflow.workflow.not_yet_in_effect, Lines{}) << workflow.file;
    }
  }
}

TEST(ShippedTest, TheProgramCarriesTheFilesAsTheyAre) {
  for (const config::ShippedFile& file : config::shipped_files()) {
    EXPECT_EQ(file.text, test::read_source("config/" + std::string(file.name))) << file.name;
  }
  EXPECT_THROW(config::shipped_file("no.yaml"), std::out_of_range);
}

TEST(ShippedTest, TheDemoLoadsFromTheProgramAlone) {
  const test::Folder folder;
  for (const config::ShippedFile& file : config::shipped_files()) {
    folder.write(std::string(file.name), std::string(file.text));
  }
  const config::Loaded loaded = config::load(folder.path() / "demo/baton.yaml", filled_in());
  EXPECT_EQ(lines_of(loaded), Lines{});
  ASSERT_TRUE(loaded.config.has_value());
  EXPECT_EQ(loaded.config->listen.port, 0);
  EXPECT_EQ(loaded.config->store, "/tmp/demo.db");
  EXPECT_EQ(loaded.config->slack[0].api_url, "http://127.0.0.1:40001/api");
  EXPECT_EQ(loaded.config->mattermost[0].url, "http://127.0.0.1:40001");
  EXPECT_EQ(loaded.config->public_url, "http://127.0.0.1:40002");
  std::vector<std::pair<std::string, std::string>> people;
  for (const config::PersonEntry& person : loaded.config->people) {
    people.emplace_back(person.name, person.ids.at({"slack"}));
    EXPECT_EQ(person.ids.at({"mattermost"}), ascii::lowered(person.name));
  }
  const std::vector<std::pair<std::string, std::string>> expected = {{"Ana", "U0001"},
                                                                     {"Dino", "U0002"},
                                                                     {"Petra", "U0003"},
                                                                     {"Alex", "U0004"},
                                                                     {"Olga", "U0005"}};
  EXPECT_EQ(people, expected);
}

// WF-03: custom stages that follow the campaign's life.
TEST(ShippedTest, PaidCampaignLaunchHasTheStagesOfACampaign) {
  const Workflow workflow = shipped_workflow("paid-campaign-launch");
  Lines titles;
  for (const Stage& stage : workflow.stages) {
    titles.push_back(stage.title);
    EXPECT_FALSE(stage.done_means.empty()) << stage.title;  // WF-04
    EXPECT_FALSE(stage.owner.empty()) << stage.title;
  }
  EXPECT_EQ(titles, (Lines{"Strategy", "Creative Production", "Creative Review", "Approved",
                           "Deployment Ready", "Tracking", "Optimisation"}));
  EXPECT_TRUE(workflow.stages.back().final_stage);
}

// RC-02: "Creative Review" -> "Approved" is impossible without these two.
TEST(ShippedTest, NothingIsApprovedWithoutFinalDesignsAndTheClientsWord) {
  const Workflow workflow = shipped_workflow("paid-campaign-launch");
  const Transition* way = workflow.transition({"to-approved"});
  ASSERT_NE(way, nullptr);
  EXPECT_EQ(workflow.stage(way->from)->title, "Creative Review");
  EXPECT_EQ(workflow.stage(way->to)->title, "Approved");
  EXPECT_EQ(rows_of(way->gate),
            (std::vector<Row>{{"confirmation", RequirementKind::field, "Client confirmation notes"},
                              {"final-designs", RequirementKind::evidence, "Final design files"}}));
}

// RC-03: all five before "Deployment Ready".
TEST(ShippedTest, DeploymentIsReadyWithAllFive) {
  const Workflow workflow = shipped_workflow("paid-campaign-launch");
  const Transition* way = workflow.transition({"to-deployment"});
  ASSERT_NE(way, nullptr);
  EXPECT_EQ(workflow.stage(way->from)->title, "Approved");
  EXPECT_EQ(workflow.stage(way->to)->title, "Deployment Ready");
  EXPECT_EQ(way->offered_status, "Ready for Deployment");
  EXPECT_EQ(way->acknowledge_within, (WorkingSpan{0, std::chrono::hours(4)}));
  EXPECT_EQ(way->sender, (Party{Party::Kind::role, {"account-manager"}, {}}));
  EXPECT_EQ(way->receiver, (Party{Party::Kind::role, {"paid-media"}, {}}));
  EXPECT_EQ(rows_of(way->gate),
            (std::vector<Row>{{"budget", RequirementKind::field, "Budget allocation"},
                              {"creative", RequirementKind::evidence, "Approved creative files"},
                              {"copy", RequirementKind::evidence, "Copy document"},
                              {"tracking", RequirementKind::evidence, "Tracking sheet"},
                              {"sign-off", RequirementKind::approval, "Client sign-off"}}));
  EXPECT_EQ(way->gate.find({"budget"})->type, FieldType::money);
  EXPECT_EQ(way->gate.find({"creative"})->at_least, 1);
  EXPECT_EQ(way->gate.find({"sign-off"})->by, client_approver);
  EXPECT_TRUE(way->gate.find({"sign-off"})->never_skip);
}

// HT-01, HT-03, HT-04, HT-05, HT-07, HT-08: who hands what to whom.
TEST(ShippedTest, EveryHandoffHasItsTwoRolesAndItsGate) {
  const Workflow workflow = shipped_workflow("paid-campaign-launch");
  const struct {
    const char* id;
    const char* from;
    const char* to;
    const char* sender;
    const char* receiver;
    Lines gate;
  } ways[] = {
      {"to-production",
       "strategy",
       "creative-production",
       "strategist",
       "designer",
       {"objective", "audience", "rationale"}},
      {"to-review",
       "creative-production",
       "creative-review",
       "designer",
       "account-manager",
       {"self-check", "design-files"}},
      {"to-revision",
       "creative-review",
       "creative-production",
       "account-manager",
       "designer",
       {"scope-notes"}},
      {"to-approved",
       "creative-review",
       "approved",
       "account-manager",
       "account-manager",
       {"confirmation", "final-designs"}},
      {"to-deployment",
       "approved",
       "deployment-ready",
       "account-manager",
       "paid-media",
       {"budget", "creative", "copy", "tracking", "sign-off"}},
      {"to-rework",
       "deployment-ready",
       "creative-production",
       "paid-media",
       "designer",
       {"rework-notes"}},
      {"to-tracking",
       "deployment-ready",
       "tracking",
       "paid-media",
       "analytics",
       {"goes-live", "utm-aligned", "launch-check"}},
      {"to-optimisation",
       "tracking",
       "optimisation",
       "analytics",
       "paid-media",
       {"data-arrives", "launch-record"}},
  };
  ASSERT_EQ(workflow.transitions.size(), std::size(ways));
  for (std::size_t i = 0; i < std::size(ways); ++i) {
    const Transition& way = workflow.transitions[i];
    SCOPED_TRACE(ways[i].id);
    EXPECT_EQ(way.id.value, ways[i].id);
    EXPECT_EQ(way.from.value, ways[i].from);
    EXPECT_EQ(way.to.value, ways[i].to);
    EXPECT_EQ(way.sender.role.value, ways[i].sender);
    EXPECT_EQ(way.receiver.role.value, ways[i].receiver);
    Lines ids;
    for (const Requirement& requirement : way.gate.requirements) {
      ids.push_back(requirement.id.value);
      EXPECT_FALSE(requirement.help.empty()) << requirement.id;
    }
    EXPECT_EQ(ids, ways[i].gate);
    EXPECT_LE(ids.size(), 5u);  // RC-09, WF-14: a shipped gate asks for at most five
  }
}

TEST(ShippedTest, QuickIsOneCommandAndOneClick) {
  const Workflow workflow = shipped_workflow("quick");
  ASSERT_EQ(workflow.transitions.size(), 2u);
  EXPECT_EQ(workflow.stage({"doing"})->duration, (WorkingSpan{2, {}}));
  const Transition& ask = workflow.transitions[0];
  EXPECT_EQ(ask.receiver.kind, Party::Kind::any);
  EXPECT_EQ(rows_of(ask.gate), (std::vector<Row>{{"what", RequirementKind::field, "What"},
                                                 {"by", RequirementKind::field, "By when"}}));
  EXPECT_EQ(ask.gate.find({"by"})->type, FieldType::datetime);
  const Transition& back = workflow.transitions[1];
  EXPECT_EQ(back.receiver, (Party{Party::Kind::sender_of, {}, {"ask"}}));
  EXPECT_EQ(rows_of(back.gate),
            (std::vector<Row>{{"result", RequirementKind::evidence, "Result"}}));
}

}  // namespace
}  // namespace baton
