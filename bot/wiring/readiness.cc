#include "bot/wiring/readiness.h"

#include <chrono>
#include <ctime>

#include <nlohmann/json.hpp>

namespace baton {
namespace {

/// Longer than every pause between two attempts: what waits longer, waits for something.
constexpr std::chrono::minutes wait_max{5};

/// "2026-06-01T09:00:00Z".
std::string utc_text(TimePoint time) {
  const std::time_t seconds =
      std::chrono::duration_cast<std::chrono::seconds>(time.time_since_epoch()).count();
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  char text[24];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

std::vector<std::string> reasons_of(const ServiceState& state) {
  std::vector<std::string> reasons;
  if (state.stopping) reasons.emplace_back("stopping");
  if (!state.store_health.empty()) reasons.push_back("store: " + state.store_health);
  for (const auto& [workspace, reason] : state.unlinked) {
    reasons.push_back(workspace.value + ": " + reason);
  }
  for (const auto& [workspace, refusal] : state.refusals) {
    reasons.push_back(workspace.value + ": " + refusal.reason + " since " +
                      utc_text(refusal.since));
  }
  if (state.depth.oldest && state.now - *state.depth.oldest > wait_max) {
    const auto waits =
        std::chrono::duration_cast<std::chrono::minutes>(state.now - *state.depth.oldest);
    reasons.push_back("outbox: the oldest notice waits " + std::to_string(waits.count()) + " min");
  }
  return reasons;
}

}  // namespace

HttpResponse readiness_of(const ServiceState& state) {
  const std::vector<std::string> reasons = reasons_of(state);
  nlohmann::json answer;
  answer["ready"] = reasons.empty();
  answer["reasons"] = reasons;
  answer["warnings"] = state.warnings;
  answer["outbox"]["unsettled"] = state.depth.unsettled;
  answer["outbox"]["dead"] = state.depth.dead;
  if (state.depth.oldest) {
    const auto age =
        std::chrono::duration_cast<std::chrono::seconds>(state.now - *state.depth.oldest);
    answer["outbox"]["oldest_seconds"] = age.count();
  }
  return HttpResponse::json(answer.dump() + "\n", reasons.empty() ? 200 : 503);
}

}  // namespace baton
