// GET /metrics of a running service, after a handoff was played: the numbers are right, and nothing
// of the agency stands among them.

#include <cctype>
#include <set>
#include <sstream>

#include "tests/e2e/campaign.h"
#include "tests/support/promtool.h"

namespace baton::test {
namespace {

class MetricsTest : public OnEachPlatform {
 protected:
  std::string scrape() {
    const Answer answer = get(world().baton_url() + "/metrics");
    EXPECT_EQ(answer.status, 200);
    return answer.body;
  }
  /// The address that slash commands of this platform come to.
  static std::string commands() {
    return platform() == Platform::slack ? "/slack/commands" : "/mattermost/command";
  }
  /// The value of `series`; -1: it is not there.
  static double value(const std::string& text, const std::string& series) {
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      if (line.starts_with(series + " ")) return std::stod(line.substr(series.size() + 1));
    }
    return -1;
  }
  /// Dino has accepted a banner from Ana; the first request came twice, and somebody forged one.
  void play() {
    const Done asked = world().say(
        "Ana",
        "/handoff @Dino ACME banner 3: logo bigger, by tomorrow 15:00 https://files.example/x");
    send_again(asked.request);
    Json forged = asked.request;
    forged["headers"] = {{"Content-Type", "application/x-www-form-urlencoded"}};
    forged["body"] = "token=guessed&team_id=T0001&user_id=U0001&command=%2Fhandoff&text=help";
    send_again(forged);
    const Entry offer = world().seen("Dino is asked", [](const Entry& entry) {
      return is_direct(entry, "Dino", "banner 3") && has(entry.shown, "Accept");
    });
    world().press("Dino", offer, "Accept");
    world().seen("the card turns",
                 [](const Entry& entry) { return is_turned(entry, "acme", "Dino holds this"); });
    world().settled();
  }
};
BATON_PLAY_ON_EACH_PLATFORM(MetricsTest);

TEST_P(MetricsTest, AHandoffIsCountedAsItWasPlayed) {
  play();
  const std::string text = scrape();
  const auto of = [&](const std::string& series) { return value(text, series); };
  const auto commands_of = [&](const std::string& command, const std::string& outcome) {
    return of("baton_commands_total{command=\"" + command + "\",outcome=\"" + outcome +
              "\",platform=\"" + name_of(platform()) + "\"}");
  };
  EXPECT_EQ(commands_of("new", "done"), 1) << text;
  EXPECT_EQ(commands_of("new", "repeated"), 1);
  EXPECT_EQ(commands_of("accept", "done"), 1);
  EXPECT_EQ(of("baton_handoff_ack_seconds_count"), 1);
  EXPECT_EQ(of("baton_requests_total{status=\"200\",surface=\"" + commands() + "\"}"), 2);
  EXPECT_EQ(
      of("baton_signature_failures_total{reason=\"signature\",surface=\"" + commands() + "\"}"), 1);
  EXPECT_EQ(of("baton_ack_seconds_count{surface=\"" + commands() + "\"}"), 3);
  EXPECT_EQ(of("baton_open_handoffs{state=\"idle\"}"), 1);
  EXPECT_EQ(of("baton_open_handoffs{state=\"offered\"}"), 0);
  EXPECT_EQ(of("baton_overdue_handoffs"), 0);
  EXPECT_EQ(of("baton_outbox_rows{state=\"waiting\"}"), 0);
  EXPECT_EQ(of("baton_outbox_rows{state=\"dead\"}"), 0);
  EXPECT_EQ(of("baton_outbox_oldest_seconds"), 0);
  EXPECT_GE(of("baton_outbox_attempts_total{class=\"delivered\"}"), 2);
  EXPECT_EQ(of("baton_outbox_dead_total{reason=\"unknown\"}"), 0);
  EXPECT_GE(
      of(std::string("baton_chat_request_seconds_count{code=\"ok\",method=\"post\",platform=\"") +
         name_of(platform()) + "\"}"),
      2);
  EXPECT_EQ(of("baton_workspaces_broken"), 0);
  EXPECT_GE(of("baton_commit_seconds_count"), 3);
  EXPECT_GE(of("baton_http_connections"), 1);
  EXPECT_GE(of("baton_loop_lag_seconds"), 0);
  EXPECT_GT(of("baton_db_bytes") + of("baton_wal_bytes"), 4096);
  EXPECT_EQ(of("baton_log_dropped_total"), 0);
  EXPECT_GT(of("process_resident_memory_bytes"), 1e6);
  EXPECT_GT(of("process_open_fds"), 3);
  const Promtool said = promtool("check metrics", text);
  EXPECT_EQ(said.exit_code, 0) << said.output;
}

TEST_P(MetricsTest, NothingOfTheAgencyStandsInIt) {  // T20, T47
  play();
  const std::string text = scrape();
  for (const std::string& word :
       {std::string("ACME"), std::string("BOLT"), std::string("Bolt"), std::string("Northlight"),
        std::string("Ana"), std::string("Dino"), std::string("Olga"), std::string("banner"),
        std::string("logo"), std::string("files.example"), world().home_of("Ana").id_of("Ana"),
        world().home_of("Dino").id_of("Dino"), signing_secret, slack_token, mattermost_token,
        command_token}) {
    EXPECT_FALSE(has(text, word)) << word;
  }
  // Whatever else may be told one day: a label's value is a short word, a path or a number.
  for (std::size_t at = text.find("=\""); at != std::string::npos; at = text.find("=\"", at)) {
    at += 2;
    const std::string label = text.substr(at, text.find('"', at) - at);
    const bool is_plain = std::ranges::all_of(label, [](unsigned char c) {
      return std::islower(c) || std::isdigit(c) ||
             std::string("_/.+I").find(char(c)) != std::string::npos;
    });
    EXPECT_TRUE(is_plain) << label;
    EXPECT_LT(label.size(), 24u) << label;
  }
}

TEST_P(MetricsTest, IsNotThereForWhoComesThroughAProxy) {  // T47
  const Json forwarded{{"method", "GET"},
                       {"url", world().baton_url() + "/metrics"},
                       {"headers", {{"X-Forwarded-For", "192.0.2.7"}}},
                       {"body", ""}};
  const Answer refused = send_again(forwarded);
  const Answer nothing = get(world().baton_url() + "/nothing-here");
  EXPECT_EQ(refused.status, 404);
  EXPECT_EQ(refused.body, nothing.body);
}

TEST_P(MetricsTest, ABrokenTokenIsSeen) {
  chat().control({{"do", "token_revoked"}, {"on", true}});
  world().say("Ana", "/handoff @Dino ACME banner 3: logo bigger, by tomorrow 15:00");
  world().ready("it is not ready", [](const Json& now) { return now["ready"] == false; });
  const std::string text = scrape();
  EXPECT_EQ(value(text, "baton_workspaces_broken"), 1);
  EXPECT_GE(value(text, "baton_outbox_attempts_total{class=\"auth_broken\"}"), 1);
  EXPECT_FALSE(has(text, "workspace=")) << "which one it is, /readyz tells";
}

}  // namespace
}  // namespace baton::test
