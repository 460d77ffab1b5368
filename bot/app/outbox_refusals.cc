#include "bot/app/outbox_refusals.h"

namespace baton {

void OutboxRefusals::heard(const WorkspaceId& workspace) {
  const auto found = refusals_.find(workspace);
  if (found == refusals_.end()) return;
  const auto lasted =
      std::chrono::duration_cast<std::chrono::seconds>(clock_.now() - found->second.since);
  log_.info("workspace.accepts_again", {{"workspace", workspace.value},
                                        {"reason", found->second.reason},
                                        {"seconds", lasted.count()}});
  refusals_.erase(found);
}

void OutboxRefusals::heard(const WorkspaceId& workspace, const AttemptFailed& failure) {
  if (failure.error == ErrorClass::retry_later) return;
  if (failure.error != ErrorClass::auth_broken) {
    heard(workspace);
    return;
  }
  const auto [place, is_news] =
      refusals_.try_emplace(workspace, Refusal{failure.reason, clock_.now()});
  place->second.reason = failure.reason;
  if (!is_news) return;
  log_.error("workspace.refuses_us", {{"workspace", workspace.value}, {"reason", failure.reason}});
}

}  // namespace baton
