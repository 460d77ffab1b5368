#pragma once

#include "bot/ports/zones.h"

namespace baton {

/// The zones of the machine's own database (package tzdata), from 2000 to the end of 2037. The
/// database lists no later shifts, so from then on every zone keeps the offset of its last one.
class SystemZones final : public Zones {
 public:
  /// Throws std::runtime_error where the machine has no database.
  SystemZones();
  [[nodiscard]] std::optional<Zone> zone(const std::string& iana_name) const override;
};

}  // namespace baton
