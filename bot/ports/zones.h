#pragma once

#include <optional>
#include <string>

#include "core/time/zone.h"

namespace baton {

/// The only source of time zones.
class Zones {
 public:
  virtual ~Zones() = default;
  /// The zone called "Europe/Berlin"; nullopt: there is none of that name.
  [[nodiscard]] virtual std::optional<Zone> zone(const std::string& iana_name) const = 0;
};

}  // namespace baton
