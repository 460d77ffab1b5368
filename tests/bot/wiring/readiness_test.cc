#include "bot/wiring/readiness.h"

#include <functional>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/support/agency.h"

namespace baton::test {
namespace {

using Json = nlohmann::json;
using std::chrono::minutes;
using std::chrono::seconds;

ServiceState well() {
  ServiceState state;
  state.now = monday_nine;
  return state;
}

TEST(ReadinessTest, IsReadyWhereNothingIsWrong) {
  const HttpResponse response = readiness_of(well());
  EXPECT_EQ(response.status, 200);
  const Json answer = Json::parse(response.body);
  EXPECT_EQ(answer["ready"], true);
  EXPECT_TRUE(answer["reasons"].empty());
  EXPECT_TRUE(answer["warnings"].empty());
  EXPECT_EQ(answer["outbox"], (Json{{"unsettled", 0}, {"dead", 0}}));
}

TEST(ReadinessTest, NamesEachReasonWhyNot) {
  const struct {
    const char* reason;
    std::function<void(ServiceState&)> happens;
  } cases[] = {
      {"stopping", [](ServiceState& state) { state.stopping = true; }},
      {"store: disk full", [](ServiceState& state) { state.store_health = "disk full"; }},
      {"slack: connect: refused",
       [](ServiceState& state) { state.unlinked[slack_workspace] = "connect: refused"; }},
      {"slack: token_revoked since 1970-01-02T00:00:00Z",
       [](ServiceState& state) {
         state.refusals[slack_workspace] = {"token_revoked", TimePoint(std::chrono::hours(24))};
       }},
      {"outbox: the oldest notice waits 12 min",
       [](ServiceState& state) { state.depth.oldest = state.now - minutes(12) - seconds(59); }},
  };
  for (const auto& each : cases) {
    SCOPED_TRACE(each.reason);
    ServiceState state = well();
    each.happens(state);
    const HttpResponse response = readiness_of(state);
    EXPECT_EQ(response.status, 503);
    const Json answer = Json::parse(response.body);
    EXPECT_EQ(answer["ready"], false);
    EXPECT_EQ(answer["reasons"], Json::array({each.reason}));
  }
}

TEST(ReadinessTest, StaysReadyWhileNoticesWaitAsTheyMay) {
  ServiceState state = well();
  state.depth.unsettled = 3;
  state.depth.oldest = state.now - minutes(5);
  const HttpResponse response = readiness_of(state);
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(Json::parse(response.body)["outbox"]["oldest_seconds"], 300);
}

TEST(ReadinessTest, StaysReadyWithWarnings) {
  ServiceState state = well();
  state.warnings.emplace_back("slack: client ACME (acme): channel_not_found");
  const HttpResponse response = readiness_of(state);
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(Json::parse(response.body)["warnings"],
            Json::array({"slack: client ACME (acme): channel_not_found"}));
}

}  // namespace
}  // namespace baton::test
