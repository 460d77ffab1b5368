#include <set>
#include <string>

#include <gtest/gtest.h>

#include "bot/metrics/metrics.h"
#include "tests/support/golden.h"
#include "tests/support/places.h"
#include "tests/support/promtool.h"

/// config/deploy/alerts.yaml: rules for Prometheus to begin with.
namespace baton::test {
namespace {

const std::string file = "config/deploy/alerts.yaml";

/// Every "baton_..." in `text`.
std::set<std::string> names_in(const std::string& text) {
  std::set<std::string> names;
  for (std::size_t at = text.find("baton_"); at != std::string::npos;
       at = text.find("baton_", at)) {
    const std::size_t end =
        std::min(text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_", at), text.size());
    names.insert(text.substr(at, end - at));
    at = end;
  }
  return names;
}

TEST(AlertsTest, PromtoolFindsNothingToBlame) {
  const Promtool said = promtool("check rules --lint-fatal " + source_path(file).string());
  EXPECT_EQ(said.exit_code, 0) << said.output;
}

TEST(AlertsTest, TheyFireWhenTheyShould) {
  const Promtool said =
      promtool("test rules " + source_path("tests/bot/metrics/alerts_test.yaml").string());
  EXPECT_EQ(said.exit_code, 0) << said.output;
}

TEST(AlertsTest, EveryNameThatTheyWatchIsExposed) {
  Metrics metrics("0.1.0");
  metrics.answered("/slack/commands", 200, {});
  const std::string exposed = metrics.text({});
  const std::set<std::string> watched = names_in(read_source(file));
  EXPECT_GT(watched.size(), 8u);
  for (std::string name : watched) {
    // A histogram is exposed by its own name, and watched by that of its parts.
    for (const std::string_view part : {"_bucket", "_sum", "_count"}) {
      if (name.ends_with(part)) name.resize(name.size() - part.size());
    }
    EXPECT_NE(exposed.find("# TYPE " + name + " "), std::string::npos) << name;
  }
}

}  // namespace
}  // namespace baton::test
