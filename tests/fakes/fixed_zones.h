#pragma once

#include "bot/ports/zones.h"
#include "tests/support/zones.h"

namespace baton::test {

/// Knows Europe/Berlin alone.
class FixedZones final : public Zones {
 public:
  [[nodiscard]] std::optional<Zone> zone(const std::string& name) const override {
    if (name != "Europe/Berlin") return std::nullopt;
    return berlin();
  }
};

}  // namespace baton::test
