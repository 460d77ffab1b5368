#include <gtest/gtest.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <nlohmann/json.hpp>

#include "bot/cli/cli.h"
#include "tests/config/support.h"

namespace baton {
namespace {

struct Outcome {
  int exit_code = -1;
  std::string output;
};

Outcome run_check(std::vector<std::string> arguments) {
  CLI::App app;
  cli::Run run;
  cli::add_check(app, run);
  arguments.insert(arguments.begin(), "check");
  std::reverse(arguments.begin(), arguments.end());  // CLI11 takes them from the back
  testing::internal::CaptureStdout();
  app.parse(arguments);
  Outcome outcome;
  outcome.exit_code = run();
  outcome.output = testing::internal::GetCapturedStdout();
  return outcome;
}

class CheckCommandTest : public testing::Test {
 protected:
  CheckCommandTest() {
    folder.write("workflows/launch.yaml", test::good_workflow);
    const std::string config =
        test::replaced(test::good_config, "${SLACK_SIGNING_SECRET}", "abcdefgh");
    folder.write("baton.yaml", test::replaced(config, "${SLACK_BOT_TOKEN}", "xoxb-canary"));
  }
  void change(const std::string& from, const std::string& to) {
    const std::string config =
        test::replaced(test::good_config, "${SLACK_SIGNING_SECRET}", "abcdefgh");
    folder.write(
        "baton.yaml",
        test::replaced(test::replaced(config, "${SLACK_BOT_TOKEN}", "xoxb-canary"), from, to));
  }
  test::Folder folder;
  std::string file = (folder.path() / "baton.yaml").string();
};

TEST_F(CheckCommandTest, AGoodConfigurationIsOk) {
  const Outcome outcome = run_check({"--config", file});
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_EQ(outcome.output, file + ": ok: 1 workflow, 2 people, 1 client\n");
}

TEST_F(CheckCommandTest, WarningsAreNoErrors) {
  change("agency: Northlight", "agency: Northlight\nrights: { redact: [coordinator] }");
  const Outcome outcome = run_check({"--config", file});
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_EQ(outcome.output,
            file +
                ":2:11: warning: \"redact\" is not yet in effect: the command comes with a later "
                "version\n" +
                file + ": ok: 1 workflow, 2 people, 1 client, 1 warning\n");
}

TEST_F(CheckCommandTest, RefusesTimeZonesThatTheMachineDoesNotKnow) {
  change("slack: U0001,", "slack: U0001, timezone: Europe/Berlim,");
  const Outcome outcome = run_check({"--config", file});
  EXPECT_EQ(outcome.exit_code, 65);
  EXPECT_NE(outcome.output.find(
                ":8:42: error: \"Europe/Berlim\" is no time zone that this machine knows: "
                "write one such as Europe/Berlin, or UTC\n"),
            std::string::npos)
      << outcome.output;
}

TEST_F(CheckCommandTest, MattermostAloneIsGood) {
  const std::string people = test::replaced(test::good_config, "slack: U0001", "mattermost: ana");
  folder.write(
      "baton.yaml",
      test::replaced(
          test::replaced(people, "slack: U0002", "mattermost: olga"),
          "slack:\n  signing_secret: ${SLACK_SIGNING_SECRET}\n  bot_token: ${SLACK_BOT_TOKEN}\n",
          "mattermost: { url: \"https://chat.example.com\", bot_token: abcdefgh, command_tokens: "
          "[abcdefgh], team: northlight }\n"));
  const Outcome outcome = run_check({"--config", file});
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_EQ(outcome.output,
            file +
                ":3:1: warning: \"public_url\" is missing, so Mattermost's buttons and forms lead "
                "to http://127.0.0.1:8080, which only works when Mattermost runs on this machine "
                "and names that address under \"Allow untrusted internal connections\": "
                "set it to the address of Baton seen from there, such as \"public_url: "
                "https://baton.example.com\"\n" +
                file + ": ok: 1 workflow, 2 people, 1 client, 1 warning\n");
}

TEST_F(CheckCommandTest, AllErrorsComeAtOnce) {
  change("[Olga, Ana]", "[Olga, Anna]");
  folder.write("workflows/launch.yaml",
               test::replaced(test::good_workflow, "type: money", "type: mony"));
  const Outcome outcome = run_check({"--config", file});
  EXPECT_EQ(outcome.exit_code, 65);
  EXPECT_NE(outcome.output.find("baton.yaml:2:21: error: "), std::string::npos) << outcome.output;
  EXPECT_NE(outcome.output.find("workflows/launch.yaml:14:31: error: "), std::string::npos);
  EXPECT_TRUE(outcome.output.ends_with(file + ": 2 errors\n")) << outcome.output;
}

TEST_F(CheckCommandTest, AMissingFileSaysWhatToBeginWith) {
  const std::string absent = (folder.path() / "absent.yaml").string();
  const Outcome outcome = run_check({"--config", absent});
  EXPECT_EQ(outcome.exit_code, 65);
  EXPECT_EQ(outcome.output,
            absent + ": error: the file does not exist: create it, or correct the path\n" + absent +
                ": 1 error\nA file to begin with is config/baton.example.yaml; every key is "
                "explained in docs/configuration.md.\n");
}

TEST_F(CheckCommandTest, JsonCarriesTheSame) {
  change("[Olga, Ana]", "[Olga, Anna]");
  const Outcome outcome = run_check({"--config", file, "--format", "json"});
  EXPECT_EQ(outcome.exit_code, 65);
  const auto report = nlohmann::json::parse(outcome.output);
  EXPECT_EQ(report["ok"], false);
  EXPECT_EQ(report["errors"], 1);
  EXPECT_EQ(report["warnings"], 0);
  const nlohmann::json expected = {
      {"severity", "error"},
      {"file", file},
      {"line", 2},
      {"column", 21},
      {"message", "no person is called \"Anna\"; did you mean \"Ana\"?"}};
  EXPECT_EQ(report["findings"], nlohmann::json::array({expected}));
}

}  // namespace
}  // namespace baton
