#include "bot/system/system_zones.h"

#include <date/tz.h>

#include <stdexcept>

namespace baton {
namespace {

constexpr date::sys_days first_day = date::year(2000) / 1 / 1;
constexpr date::sys_days day_after_last = date::year(2038) / 1 / 1;

const date::time_zone* zone_called(const std::string& name) {
  try {
    return date::locate_zone(name);
  } catch (const std::runtime_error&) {
    return nullptr;  // the library's only way to say that there is none
  }
}

}  // namespace

SystemZones::SystemZones() { date::get_tzdb(); }

std::optional<Zone> SystemZones::zone(const std::string& iana_name) const {
  const date::time_zone* const found = zone_called(iana_name);
  if (found == nullptr) return std::nullopt;
  Zone zone{iana_name, {}};
  for (date::sys_seconds at = first_day; at < day_after_last;) {
    const date::sys_info info = found->get_info(at);
    const auto offset = std::chrono::floor<std::chrono::minutes>(info.offset);
    const TimePoint from = zone.shifts.empty() ? TimePoint::min() : TimePoint(at);
    zone.shifts.push_back({from, offset});
    at = info.end;
  }
  return zone;
}

}  // namespace baton
