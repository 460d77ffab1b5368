#include "bot/metrics/metrics.h"

#include <set>
#include <sstream>
#include <thread>

#include <gtest/gtest.h>

#include "tests/support/golden.h"
#include "tests/support/promtool.h"

namespace baton::test {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::seconds;

/// A meter that was told of everything once.
void tell_all(Metrics& metrics) {
  metrics.answered("/slack/commands", 200, milliseconds(20));
  metrics.answered("/slack/commands", 401, milliseconds(1));
  metrics.distrusted("/slack/commands", "stale");
  metrics.decided("slack", "give", "done");
  metrics.acknowledged(hours(2));
  metrics.committed(3, milliseconds(2));
  metrics.called("slack", "post", "ok", milliseconds(120));
  metrics.throttled(seconds(30));
  metrics.attempted("delivered");
  metrics.cleared("found");
  metrics.gave_up("place_gone");
  metrics.fired(milliseconds(200));
  metrics.rejected("host");
  metrics.shed("connections");
}
Gauges some_gauges() {
  Gauges gauges;
  gauges.outbox_rows = {{"waiting", 2}, {"dead", 1}};
  gauges.open_tasks = {{"idle", 4}, {"offered", 1}};
  gauges.outbox_oldest = 1.5;
  gauges.workspaces_broken = 1;
  gauges.timers_due = 3;
  gauges.overdue_tasks = 2;
  gauges.store_bytes = 4096;
  gauges.wal_bytes = 8192;
  gauges.log_dropped = 7;
  gauges.connections = 5;
  gauges.loop_lag = 0.25;
  return gauges;
}
std::set<std::string> lines_of(const std::string& text) {
  std::istringstream stream(text);
  std::set<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.insert(line);
  return lines;
}
/// The families that stand in the text.
std::set<std::string> names_in(const std::string& text) {
  std::set<std::string> names;
  for (const std::string& line : lines_of(text)) {
    if (!line.starts_with("# TYPE ")) continue;
    names.insert(line.substr(7, line.find(' ', 7) - 7));
  }
  return names;
}
void expect_lines(const std::string& text, const std::vector<std::string>& wanted) {
  const std::set<std::string> lines = lines_of(text);
  for (const std::string& line : wanted) EXPECT_TRUE(lines.contains(line)) << line << "\n" << text;
}

TEST(MetricsTest, PromtoolFindsNothingToBlame) {
  Metrics metrics("0.1.0");
  tell_all(metrics);
  const Promtool said = promtool("check metrics", metrics.text(some_gauges()));
  EXPECT_EQ(said.exit_code, 0);
  EXPECT_EQ(said.output, "");
}

TEST(MetricsTest, EveryCallOfTheMeterIsCounted) {
  Metrics metrics("0.1.0");
  tell_all(metrics);
  expect_lines(
      metrics.text(some_gauges()),
      {"baton_build_info{version=\"0.1.0\"} 1",
       "baton_requests_total{status=\"200\",surface=\"/slack/commands\"} 1",
       "baton_requests_total{status=\"401\",surface=\"/slack/commands\"} 1",
       "baton_ack_seconds_count{surface=\"/slack/commands\"} 2",
       "baton_ack_seconds_bucket{surface=\"/slack/commands\",le=\"0.025\"} 2",
       "baton_signature_failures_total{reason=\"stale\",surface=\"/slack/commands\"} 1",
       "baton_commands_total{command=\"give\",outcome=\"done\",platform=\"slack\"} 1",
       "baton_handoff_ack_seconds_sum 7200", "baton_commit_seconds_sum 0.002",
       "baton_commit_group_size_sum 3",
       "baton_chat_request_seconds_count{code=\"ok\",method=\"post\",platform=\"slack\"} 1",
       "baton_chat_throttled_seconds_total 30",
       "baton_outbox_attempts_total{class=\"delivered\"} 1",
       "baton_outbox_ambiguous_total{resolved_by=\"found\"} 1",
       "baton_outbox_dead_total{reason=\"place_gone\"} 1", "baton_timer_lateness_seconds_sum 0.2",
       "baton_http_gate_rejects_total{rule=\"host\"} 1",
       "baton_shed_total{surface=\"connections\"} 1"});
}

TEST(MetricsTest, WhatStandsIsAsItWasWhenSomebodyLooked) {
  Metrics metrics("0.1.0");
  expect_lines(metrics.text(some_gauges()), {"baton_outbox_rows{state=\"waiting\"} 2"});
  Gauges later = some_gauges();
  later.outbox_rows = {{"waiting", 0}, {"dead", 1}};
  later.log_dropped = 9;
  expect_lines(metrics.text(later),
               {"baton_outbox_rows{state=\"waiting\"} 0", "baton_outbox_rows{state=\"dead\"} 1",
                "baton_open_handoffs{state=\"idle\"} 4", "baton_outbox_oldest_seconds 1.5",
                "baton_workspaces_broken 1", "baton_timers_due 3", "baton_overdue_handoffs 2",
                "baton_db_bytes 4096", "baton_wal_bytes 8192", "baton_log_dropped_total 9",
                "baton_http_connections 5", "baton_loop_lag_seconds 0.25"});
}

TEST(MetricsTest, WhatAnAlertWatchesStandsAtZeroBeforeItHappens) {
  Metrics metrics("0.1.0");
  expect_lines(
      metrics.text({}),
      {"baton_outbox_dead_total{reason=\"content_bad\"} 0",
       "baton_outbox_dead_total{reason=\"unknown\"} 0",
       "baton_outbox_ambiguous_total{resolved_by=\"sent_again\"} 0",
       "baton_shed_total{surface=\"bodies\"} 0", "baton_shed_total{surface=\"commands\"} 0",
       "baton_shed_total{surface=\"connections\"} 0", "baton_chat_throttled_seconds_total 0",
       "baton_log_dropped_total 0", "baton_commit_seconds_count 0"});
  metrics.answered("/slack/commands", 200, milliseconds(1));
  for (const char* reason : {"key", "person", "signature", "stale", "workspace"}) {
    expect_lines(metrics.text({}), {"baton_signature_failures_total{reason=\"" +
                                    std::string(reason) + "\",surface=\"/slack/commands\"} 0"});
  }
}

TEST(MetricsTest, CountsWhatSeveralThreadsTellIt) {
  Metrics metrics("0.1.0");
  std::vector<std::thread> threads;
  for (int number = 0; number < 4; ++number) {
    threads.emplace_back([&metrics] {
      for (int times = 0; times < 500; ++times) {
        metrics.committed(1, milliseconds(1));
        metrics.decided("slack", "note", "done");
      }
    });
  }
  for (int looks = 0; looks < 10; ++looks) EXPECT_NE(metrics.text({}), "");
  for (std::thread& thread : threads) thread.join();
  expect_lines(metrics.text({}),
               {"baton_commit_seconds_count 2000", "baton_commit_group_size_sum 2000",
                "baton_commands_total{command=\"note\",outcome=\"done\",platform=\"slack\"} 2000"});
}

TEST(MetricsTest, ThePageOfOperationsExplainsEveryName) {
  Metrics metrics("0.1.0");
  tell_all(metrics);
  const std::string page = read_source("docs/operations.md");
  for (const std::string& name : names_in(metrics.text(some_gauges()))) {
    EXPECT_NE(page.find("`" + name), std::string::npos) << name;
  }
}

}  // namespace
}  // namespace baton::test
