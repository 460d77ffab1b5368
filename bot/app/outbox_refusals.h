#pragma once

#include <map>
#include <string>

#include "bot/log/log.h"
#include "bot/ports/clock.h"
#include "core/delivery/delivery.h"
#include "core/model/ids.h"

namespace baton {

/// Which workspaces refuse our token, so that nothing can be sent there, and since when. Says so in
/// the log once when it begins and once when it ends.
class OutboxRefusals {
 public:
  struct Refusal {
    std::string reason;  ///< the platform's word: "token_revoked"
    TimePoint since;
  };

  /// References outlive it.
  OutboxRefusals(const Clock& clock, Log& log) : clock_(clock), log_(log) {}

  /// A call to `workspace` was answered as it should be.
  void heard(const WorkspaceId& workspace);
  /// A call failed. What tells nothing of the token (the chat is away) changes nothing.
  void heard(const WorkspaceId& workspace, const AttemptFailed& failure);

  [[nodiscard]] const std::map<WorkspaceId, Refusal>& now() const { return refusals_; }

 private:
  const Clock& clock_;
  Log& log_;
  std::map<WorkspaceId, Refusal> refusals_;
};

}  // namespace baton
