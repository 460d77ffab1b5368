#pragma once

#include <algorithm>
#include <chrono>
#include <ostream>
#include <string>

#include "core/time/working_time.h"

/// Zones and working hours for tests.
namespace baton {

inline void PrintTo(const Shift& shift, std::ostream* out) {
  *out << shift.from.time_since_epoch().count() << " " << shift.offset.count();
}
inline void PrintTo(const Opening& opening, std::ostream* out) {
  *out << opening.from.count() << "-" << opening.to.count();
}

}  // namespace baton

namespace baton::test {

/// The instant at which a clock of UTC shows this.
inline TimePoint utc(int year, unsigned month, unsigned day, int hour = 0, int minute = 0) {
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                         std::chrono::day(day)};
  return std::chrono::sys_days(date) + std::chrono::hours(hour) + std::chrono::minutes(minute);
}

/// What a clock shows.
inline LocalTime shown(int year, unsigned month, unsigned day, int hour = 0, int minute = 0) {
  return LocalTime(utc(year, month, day, hour, minute).time_since_epoch());
}

/// "2026-03-02 09:00".
inline std::string written(LocalTime local) {
  const auto day = std::chrono::floor<std::chrono::days>(local);
  const std::chrono::year_month_day date(day);
  const auto minute = std::chrono::floor<std::chrono::minutes>(local - day).count();
  const auto two = [](auto number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return std::to_string(static_cast<int>(date.year())) + "-" +
         two(static_cast<unsigned>(date.month())) + "-" + two(static_cast<unsigned>(date.day())) +
         " " + two(minute / 60) + ":" + two(minute % 60);
}
/// The same, as the clocks of `zone` show `at`.
inline std::string written(TimePoint at, const Zone& zone) { return written(to_local(zone, at)); }

/// Since 2002, as in Directive 2000/84/EC: the last Sundays of March and October, 01:00 UTC.
inline Zone berlin() {
  using namespace std::chrono;
  Zone zone{"Europe/Berlin", {{TimePoint::min(), minutes(60)}}};
  for (year each{2002}; each <= year(2037); ++each) {
    zone.shifts.push_back({sys_days(each / March / Sunday[last]) + 1h, minutes(120)});
    zone.shifts.push_back({sys_days(each / October / Sunday[last]) + 1h, minutes(60)});
  }
  return zone;
}

/// As berlin(), an hour behind it.
inline Zone london() {
  Zone zone = berlin();
  zone.name = "Europe/London";
  for (Shift& shift : zone.shifts) shift.offset -= std::chrono::minutes(60);
  return zone;
}

/// Since 2007, as in the Energy Policy Act of 2005: the second Sunday of March and the first of
/// November, at 02:00 of the clock.
inline Zone new_york() {
  using namespace std::chrono;
  Zone zone{"America/New_York", {{TimePoint::min(), minutes(-300)}}};
  for (year each{2007}; each <= year(2037); ++each) {
    zone.shifts.push_back({sys_days(each / March / Sunday[2]) + 7h, minutes(-240)});
    zone.shifts.push_back({sys_days(each / November / Sunday[1]) + 6h, minutes(-300)});
  }
  return zone;
}

inline Zone kolkata() { return {"Asia/Kolkata", {{TimePoint::min(), std::chrono::minutes(330)}}}; }

/// REQUIRES: `text` reads as working hours.
inline WorkingHours hours_of(const char* text) { return parse_hours(text).value(); }

}  // namespace baton::test
