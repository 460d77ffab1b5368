#include "core/time/zone.h"

#include <algorithm>

namespace baton {
namespace {

using Shifts = std::vector<Shift>;

constexpr std::chrono::days offset_below{2};

/// The first shift later than `at`, or the end.
Shifts::const_iterator later_than(const Shifts& shifts, TimePoint at) {
  return std::ranges::upper_bound(shifts, at, {}, &Shift::from);
}

/// The shift in force at `at`.
/// REQUIRES: there is a shift.
Shifts::const_iterator in_force(const Shifts& shifts, TimePoint at) {
  const auto later = later_than(shifts, at);
  return later == shifts.begin() ? later : later - 1;
}

LocalTime shown(TimePoint at, std::chrono::minutes offset) {
  return LocalTime(at.time_since_epoch() + offset);
}

}  // namespace

std::chrono::minutes offset_at(const Zone& zone, TimePoint at) {
  return zone.shifts.empty() ? std::chrono::minutes(0) : in_force(zone.shifts, at)->offset;
}

std::optional<TimePoint> next_shift(const Zone& zone, TimePoint at) {
  const auto later = later_than(zone.shifts, at);
  if (later == zone.shifts.end()) return std::nullopt;
  return later->from;
}

LocalTime to_local(const Zone& zone, TimePoint at) { return shown(at, offset_at(zone, at)); }

LocalTime latest_local(const Zone& zone, TimePoint at) {
  const LocalTime local = to_local(zone, at);
  if (zone.shifts.empty()) return local;
  const auto shift = in_force(zone.shifts, at);
  if (shift == zone.shifts.begin()) return local;
  return std::max(local, shown(shift->from, (shift - 1)->offset));
}

TimePoint to_instant(const Zone& zone, LocalTime local) {
  const TimePoint as_utc(local.time_since_epoch());
  if (zone.shifts.empty()) return as_utc;
  auto shift = in_force(zone.shifts, as_utc - offset_below);
  // A shift's clocks stop short of what they would show at the next one.
  for (auto next = shift + 1; next != zone.shifts.end(); shift = next++) {
    if (local < shown(next->from, shift->offset)) break;
  }
  const TimePoint at = as_utc - shift->offset;
  return shift == zone.shifts.begin() ? at : std::max(at, shift->from);
}

}  // namespace baton
