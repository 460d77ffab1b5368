#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "core/model/time_point.h"

namespace baton {

/// What a clock on the wall shows, wherever the wall is.
using LocalTime = std::chrono::local_time<std::chrono::milliseconds>;

/// From `from` on, until the next shift, a zone's clocks are `offset` ahead of UTC.
struct Shift {
  TimePoint from;
  std::chrono::minutes offset{0};
  bool operator==(const Shift&) const = default;
};

/// A time zone as data. Before the first shift its offset holds too; without shifts it is UTC.
struct Zone {
  std::string name;           ///< IANA: "Europe/Berlin"
  std::vector<Shift> shifts;  ///< earliest first; each less than two days from UTC
  bool operator==(const Zone&) const = default;
};

std::chrono::minutes offset_at(const Zone& zone, TimePoint at);
/// The first shift later than `at`.
std::optional<TimePoint> next_shift(const Zone& zone, TimePoint at);

LocalTime to_local(const Zone& zone, TimePoint at);
/// The latest that the clocks have shown until `at`: to_local(), but for the hour that is lived
/// through twice it stands still the second time. Never runs backwards.
LocalTime latest_local(const Zone& zone, TimePoint at);
/// The first instant at which the clocks show `local` or later. So of a time that comes twice the
/// earlier one; of a time that is skipped, the instant of the skip. Never runs backwards.
TimePoint to_instant(const Zone& zone, LocalTime local);

}  // namespace baton
