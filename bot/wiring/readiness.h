#pragma once

#include <map>
#include <string>
#include <vector>

#include "bot/app/outbox_refusals.h"
#include "bot/ports/http.h"
#include "bot/ports/store.h"

namespace baton {

/// How the service stands at a moment.
struct ServiceState {
  TimePoint now;
  bool stopping = false;
  std::string store_health;                     ///< empty: well
  std::map<WorkspaceId, std::string> unlinked;  ///< workspace -> why
  std::map<WorkspaceId, OutboxRefusals::Refusal> refusals;
  std::vector<std::string> warnings;
  Outbox::Depth depth;
};

/// The answer of /readyz: 200 where people are served and their notices arrive, else 503 with the
/// reasons, each a sentence without a secret. A warning does not make the service unready.
HttpResponse readiness_of(const ServiceState& state);

}  // namespace baton
