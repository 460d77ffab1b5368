#include <gtest/gtest.h>

#include <fstream>

#include "tests/config/support.h"

namespace baton {
namespace {

namespace fs = std::filesystem;
using Lines = std::vector<std::string>;

class LoadTest : public testing::Test {
 protected:
  LoadTest() {
    folder.write("workflows/launch.yaml", test::good_workflow);
    folder.write("baton.yaml", test::good_config);
  }
  void change(const std::string& from, const std::string& to) {
    folder.write("baton.yaml", test::replaced(test::good_config, from, to));
  }
  test::Folder folder;
};

TEST_F(LoadTest, AShortFileHasAllDefaults) {
  const config::Loaded loaded = test::load_in(folder);
  EXPECT_EQ(test::lines(folder, loaded), Lines{});
  ASSERT_TRUE(loaded.config.has_value());
  const config::Config& config = *loaded.config;
  EXPECT_EQ(config.agency, "Northlight");
  EXPECT_EQ(config.listen.address, "127.0.0.1");
  EXPECT_EQ(config.listen.port, 8080);
  EXPECT_EQ(config.listen.limits.connections_max, 2000);
  EXPECT_EQ(config.listen.limits.connections_per_source_max, 200);
  EXPECT_EQ(config.listen.limits.body_bytes_max, 1024u * 1024u);
  EXPECT_TRUE(config.metrics_token.empty());
  EXPECT_EQ(config.store, folder.path() / "baton.db");
  EXPECT_EQ(config.secret_key_file, folder.path() / "baton.key");
  EXPECT_TRUE(config.secret_key.empty());
  EXPECT_EQ(config.last_resort, (Lines{"Olga", "Ana"}));
  for (const char* verb : {"urgent", "forgive", "cancel", "reopen", "due", "move", "redact"}) {
    EXPECT_EQ(config.rights.at(verb), (std::vector<RoleId>{{"coordinator"}, {"director"}})) << verb;
  }
  EXPECT_EQ(config.undo_window, std::chrono::minutes(5));
  EXPECT_EQ(config.return_reasons, (Lines{"missing-information", "missing-asset", "wrong-format",
                                          "not-approved", "wrong-person", "timing", "other"}));
  ASSERT_EQ(config.slack.size(), 1u);
  EXPECT_EQ(config.slack[0].name.value, "slack");
  ASSERT_EQ(config.slack[0].signing_secrets.size(), 1u);
  EXPECT_EQ(config.slack[0].signing_secrets[0].reveal(), "8f742231b10e8888abcd99yyyzzz85a5");
  EXPECT_EQ(config.slack[0].bot_token.reveal(), "xoxb-canary-1234567890");
  EXPECT_EQ(config.slack[0].api_url, "https://slack.com/api");
  ASSERT_EQ(config.people.size(), 2u);
  EXPECT_EQ(config.people[0].name, "Ana");
  EXPECT_EQ(config.people[0].ids.at({"slack"}), "U0001");
  EXPECT_EQ(config.people[0].home.value, "slack");
  EXPECT_EQ(config.people[0].roles, std::vector<RoleId>{{"designer"}});
  ASSERT_EQ(config.clients.size(), 1u);
  EXPECT_EQ(config.clients[0].key.value, "ACME");
  EXPECT_EQ(config.clients[0].channels.at({"slack"}), "acme");
  EXPECT_EQ(config.clients[0].roles.at({"designer"}), "Ana");
  ASSERT_EQ(config.workflows.size(), 1u);
  EXPECT_EQ(config.workflows[0].workflow.id.value, "launch");
  EXPECT_EQ(config.workflows[0].workflow.version, 0);
}

TEST_F(LoadTest, EveryKeyThatIsSetArrives) {
  folder.write("baton.yaml", R"(agency: Northlight
listen:
  address: 0.0.0.0
  port: "${PORT}"
  connections_max: 10
  connections_per_source_max: 5
  body_bytes_max: ${BYTES}
metrics: { token: "metrics-${TOKEN}" }
store: sqlite:data/${NAME}.db
secret_key: ${KEY}
workflows: workflows
enabled: [launch]
last_resort: [Olga, Ana]
rights: { cancel: [designer] }
undo_window: "${UNDO}"
return_reasons: [wrong-format, other]
slack:
  - name: east
    signing_secret: [abcdefgh, "${SECRET}"]
    bot_token: "xo${TOKEN}"
    api_url: http://127.0.0.1:9/api/
    channel: "#handoffs"
  - { name: west, signing_secret: abcdefgh, bot_token: abcdefgh }
roles: [designer, paid-media, coordinator]
people:
  - { name: Ana, ids: { east: U0001, west: U0009 }, home: west, roles: [designer] }
  - { name: Olga, ids: { west: U0002 }, roles: [paid-media, coordinator] }
clients:
  - { key: ACME, channels: { east: acme, west: "#acme-west" } }
)");
  const std::string key = "000102030405060708090a0b0c0d0e0f101112131415161718191A1B1C1D1E1F";
  const config::Loaded loaded = test::load_in(folder, {{"PORT", "0"},
                                                       {"BYTES", "8192"},
                                                       {"NAME", "north"},
                                                       {"KEY", key},
                                                       {"UNDO", "15m"},
                                                       {"SECRET", "12345678"},
                                                       {"TOKEN", "xb-12345"}});
  EXPECT_EQ(test::lines(folder, loaded), Lines{});
  ASSERT_TRUE(loaded.config.has_value());
  const config::Config& config = *loaded.config;
  EXPECT_EQ(config.listen.address, "0.0.0.0");
  EXPECT_EQ(config.listen.port, 0);
  EXPECT_EQ(config.listen.limits.connections_max, 10);
  EXPECT_EQ(config.listen.limits.connections_per_source_max, 5);
  EXPECT_EQ(config.listen.limits.body_bytes_max, 8192u);
  EXPECT_EQ(config.metrics_token.reveal(), "metrics-xb-12345");
  EXPECT_EQ(config.store, folder.path() / "data/north.db");
  EXPECT_TRUE(config.secret_key_file.empty());
  EXPECT_EQ(config.secret_key.reveal(), key);
  EXPECT_EQ(config.rights.at("cancel"), std::vector<RoleId>{{"designer"}});
  EXPECT_EQ(config.undo_window, std::chrono::minutes(15));
  EXPECT_EQ(config.return_reasons, (Lines{"wrong-format", "other"}));
  ASSERT_EQ(config.slack.size(), 2u);
  ASSERT_EQ(config.slack[0].signing_secrets.size(), 2u);
  EXPECT_EQ(config.slack[0].signing_secrets[1].reveal(), "12345678");  // a text, although digits
  EXPECT_EQ(config.slack[0].bot_token.reveal(), "xoxb-12345");
  EXPECT_EQ(config.slack[0].api_url, "http://127.0.0.1:9/api");
  EXPECT_EQ(config.slack[0].channel, "handoffs");
  EXPECT_EQ(config.people[0].ids.at({"west"}), "U0009");
  EXPECT_EQ(config.people[0].home.value, "west");
  EXPECT_EQ(config.people[1].home.value, "west");
  EXPECT_EQ(config.clients[0].name, "ACME");
  EXPECT_EQ(config.clients[0].channels.at({"west"}), "acme-west");
}

TEST_F(LoadTest, AnUnreadableFileIsNamed) {
  EXPECT_EQ(test::lines(folder, config::load(folder.path() / "no.yaml", test::environment({}))),
            Lines{"no.yaml: error: the file does not exist: create it, or correct the path"});
  EXPECT_EQ(test::lines(folder, config::load(folder.path() / "workflows", test::environment({}))),
            Lines{"workflows: error: the file is a folder: name a file"});
}

TEST_F(LoadTest, OnlyEnabledWorkflowsAreReadAndJudged) {
  folder.write("workflows/broken.yaml", "workflow: broken\nstages: nonsense\n");
  change("agency: Northlight\n", "agency: Northlight\nenabled: [launch]\n");
  const config::Loaded loaded = test::load_in(folder);
  EXPECT_EQ(test::lines(folder, loaded), Lines{});
  ASSERT_TRUE(loaded.config.has_value());
  ASSERT_EQ(loaded.config->workflows.size(), 1u);
  EXPECT_EQ(loaded.config->workflows[0].workflow.id.value, "launch");
}

// WF-16: a workflow is added by adding a file.
TEST_F(LoadTest, EveryFileOfTheFolderIsAWorkflow) {
  folder.write("workflows/seo.yaml",
               test::replaced(test::good_workflow, "workflow: launch", "workflow: seo"));
  folder.write("workflows/notes.txt", "no workflow");
  const config::Loaded loaded = test::load_in(folder);
  ASSERT_TRUE(loaded.config.has_value());
  ASSERT_EQ(loaded.config->workflows.size(), 2u);
  EXPECT_EQ(loaded.config->workflows[1].workflow.id.value, "seo");
}

// Everything the specification shows is understood; what has no effect yet says so, and nothing
// is dropped in silence.
TEST_F(LoadTest, EveryKeyThatWillEverBeIsKnown) {
  folder.write("baton.yaml", R"(agency: Northlight
listen: { address: 127.0.0.1, port: 8080 }
public_url: https://baton.example.com
store: sqlite:baton.db
workflows: workflows/
last_resort: [Olga, Ana]
rights: { urgent: [coordinator, director] }
undo_window: 5m
secret_key: { file: baton.key }
slack:
  signing_secret: ${SLACK_SIGNING_SECRET}
  bot_token: ${SLACK_BOT_TOKEN}
  app_token: ${SLACK_BOT_TOKEN}
  api_url: https://slack.com/api
  channel: handoffs
mattermost:
  url: https://chat.example.com
  bot_token: ${SLACK_BOT_TOKEN}
  command_tokens: [ "${SLACK_BOT_TOKEN}" ]
  team: northlight
  channel: handoffs
roles: [account-manager, designer, paid-media, analytics, coordinator, director]
people:
  - { name: Ana, slack: U0001, mattermost: ana, home: slack, roles: [account-manager, designer, paid-media], timezone: Europe/Berlin, hours: "Mon-Fri 09:00-17:30" }
  - { name: Olga, slack: U0002, home: slack, roles: [coordinator, director, analytics] }
clients:
  - { key: ACME, name: Acme Shoes, channel: acme, roles: { account-manager: Ana } }
)");
  folder.write("workflows/launch.yaml", R"(workflow: launch
title: Launch
stages:
  - { id: approved, title: Approved, owner: account-manager, duration: 2d, done_means: Signed }
  - { id: ready, title: Ready, owner: paid-media, final: true, fork: [ { title: Page, stage: page } ] }
  - { id: page, title: Page, owner: designer, final: true }
transitions:
  - id: to-deployment
    title: Deploy
    from: approved
    to: ready
    sender: account-manager
    receiver: paid-media
    offered_status: Ready for Deployment
    acknowledge_within: 4h
    gap_within: 1d
    debt_within: 3d
    escalate: [ { after: 4h, notify: receiver }, { after: 8h, notify: coordinator, repeat: 2 } ]
    owner: coordinator
    informed: [analytics]
    consulted: [analytics]
    distinct: true
    risk: high
    read_back: [budget]
    announce: channel
    lapse: return
    urgent: wall
    gate:
      fields:
        - { id: budget, type: money, label: Budget allocation }
      checklist: []
    then: []
)");
  Lines keys;
  const config::Loaded loaded = test::load_in(folder);
  for (const std::string& line : test::lines(folder, loaded)) {
    EXPECT_NE(line.find(": warning: "), std::string::npos) << line;
    EXPECT_NE(line.find(" is not yet in effect: "), std::string::npos) << line;
    const std::size_t begin = line.find('"') + 1;
    keys.push_back(line.substr(begin, line.find('"', begin) - begin));
  }
  EXPECT_TRUE(loaded.config.has_value());
  EXPECT_EQ(keys, (Lines{"app_token", "title", "escalate", "risk", "read_back", "announce", "lapse",
                         "urgent", "then"}));
}

TEST_F(LoadTest, TwoFilesOfOneIdAreRefused) {
  folder.write("workflows/other.yaml", test::good_workflow);
  EXPECT_EQ(test::lines(folder, test::load_in(folder)),
            Lines{"workflows/other.yaml:1:11: error: the workflow \"launch\" is in "
                  "workflows/launch.yaml already: give this one an id of its own"});
}

TEST_F(LoadTest, ErrorsOfAllFilesComeAtOnceInTheirOrder) {
  change("[Olga, Ana]", "[Olga, Anna]");
  folder.write("workflows/a.yaml", "workflow: a\n");
  folder.write("workflows/launch.yaml",
               test::replaced(test::good_workflow, "type: money", "type: mony"));
  EXPECT_EQ(
      test::lines(folder, test::load_in(folder)),
      (Lines{"baton.yaml:2:21: error: no person is called \"Anna\"; did you mean \"Ana\"?",
             "workflows/a.yaml:1:1: error: \"title\" is missing: add title: Paid campaign launch",
             "workflows/a.yaml:1:1: error: \"stages\" is missing: add it",
             "workflows/a.yaml:1:1: error: \"transitions\" is missing: add it",
             "workflows/launch.yaml:14:31: error: \"type\" cannot be \"mony\": use text, number, "
             "money, date, datetime, url, choice or yes_no; did you mean \"money\"?"}));
}

TEST_F(LoadTest, PathsAreRelativeToTheFile) {
  const fs::path before = fs::current_path();
  fs::current_path(folder.path());
  const config::Loaded loaded = config::load(
      "baton.yaml",
      test::environment({{"SLACK_SIGNING_SECRET", "abcdefgh"}, {"SLACK_BOT_TOKEN", "abcdefgh"}}));
  fs::current_path(before);
  ASSERT_TRUE(loaded.config.has_value());
  EXPECT_TRUE(loaded.config->store.is_absolute());
  EXPECT_EQ(loaded.config->store.filename(), "baton.db");
  EXPECT_EQ(loaded.config->workflows[0].file, "workflows/launch.yaml");
}

}  // namespace
}  // namespace baton
