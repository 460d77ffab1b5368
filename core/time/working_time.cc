#include "core/time/working_time.h"

#include <algorithm>
#include <span>

namespace baton {
namespace {

using std::chrono::days;
using std::chrono::local_days;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::weeks;

/// How far ahead work is looked for. Who does not work in all that time is held to wall time.
constexpr days search_max{5 * 366};
constexpr milliseconds tick{1};  // the smallest step of a TimePoint

/// One opening of one day, as it is lived through.
struct Stretch {
  local_days day;
  TimePoint begin;
  TimePoint end;  ///< later than `begin`
};

const Zone& zone_of(const Calendar& calendar) {
  static const Zone utc;
  return calendar.zone == nullptr ? utc : *calendar.zone;
}

/// The one place that knows when work is done on a day.
std::span<const Opening> openings_on(const Calendar& calendar, local_days day) {
  static constexpr Opening whole_day{minutes(0), days(1)};
  if (calendar.hours.empty()) return {&whole_day, 1};
  return calendar.hours.on(std::chrono::weekday(day));
}

/// Until when no clock is changed, from `at` on.
std::optional<TimePoint> unchanged_until(const Calendar& calendar, TimePoint at) {
  return next_shift(zone_of(calendar), at);
}

/// The working time of a week in which no clock is changed.
minutes of_a_week(const Calendar& calendar) {
  minutes sum{0};
  const local_days first{};
  for (local_days day = first; day < first + weeks(1); day += days(1)) {
    for (const Opening& opening : openings_on(calendar, day)) sum += opening.to - opening.from;
  }
  return sum;
}

/// How many of the `wanted` weeks from `at` on are alike.
std::int64_t alike_weeks(const Calendar& calendar, TimePoint at, std::int64_t wanted) {
  if (wanted <= 0) return 0;
  // In the hour that comes twice others are at work than a week later at the same time.
  const Zone& zone = zone_of(calendar);
  if (latest_local(zone, at) != to_local(zone, at)) return 0;
  const auto until = unchanged_until(calendar, at);
  return until ? std::min<std::int64_t>(wanted, (*until - at) / weeks(1)) : wanted;
}

/// The first stretch that ends after `at`.
std::optional<Stretch> stretch_after(const Calendar& calendar, TimePoint at) {
  const Zone& zone = zone_of(calendar);
  // Where clocks are set back at midnight, the day before is lived through once more.
  const auto first = std::chrono::floor<days>(to_local(zone, at)) - days(1);
  for (local_days day = first; day < first + search_max; day += days(1)) {
    for (const Opening& opening : openings_on(calendar, day)) {
      const TimePoint end = to_instant(zone, LocalTime(day) + opening.to);
      if (end <= at) continue;
      const TimePoint begin = to_instant(zone, LocalTime(day) + opening.from);
      if (begin < end) return Stretch{day, begin, end};
    }
  }
  return std::nullopt;
}

/// Where counting starts: in the stretch that `at` is in, the moment of closing included, else at
/// the beginning of the next.
std::optional<Stretch> stretch_at(const Calendar& calendar, TimePoint at) {
  return stretch_after(calendar, at - tick);
}

/// `time` of the clock, moved into the openings of `day`.
milliseconds clipped(std::span<const Opening> openings, milliseconds time) {
  for (const Opening& opening : openings) {
    if (time <= opening.to) return std::max<milliseconds>(time, opening.from);
  }
  return openings.back().to;
}

/// `count` days with working hours after `day`.
std::optional<local_days> working_day_after(const Calendar& calendar, local_days day, int count) {
  int in_a_week = 0;
  for (int i = 0; i < 7; ++i) in_a_week += openings_on(calendar, day + days(i)).empty() ? 0 : 1;
  if (in_a_week > 0) {
    day += weeks(count / in_a_week);
    count %= in_a_week;
  }
  for (const local_days last = day + search_max; day < last; day += days(1)) {
    if (count == 0) return day;
    if (!openings_on(calendar, day + days(1)).empty()) --count;
  }
  return std::nullopt;
}

TimePoint after_days(const Calendar& calendar, TimePoint start, int count) {
  if (count <= 0) return start;
  const auto stretch = stretch_at(calendar, start);
  if (!stretch) return start + days(count);
  const Zone& zone = zone_of(calendar);
  const auto time = latest_local(zone, std::max(start, stretch->begin)) - LocalTime(stretch->day);
  const auto day = working_day_after(calendar, stretch->day, count);
  if (!day) return start + days(count);
  return to_instant(zone, LocalTime(*day) + clipped(openings_on(calendar, *day), time));
}

}  // namespace

TimePoint next_opening(const Calendar& calendar, TimePoint at) {
  const auto stretch = stretch_after(calendar, at);
  return stretch ? std::max(at, stretch->begin) : at;
}

TimePoint next_day(const Calendar& calendar, TimePoint at) {
  const Zone& zone = zone_of(calendar);
  // Where clocks are set back at midnight, the day before is lived through once more.
  const auto first = std::chrono::floor<days>(to_local(zone, at)) - days(1);
  for (local_days day = first; day < first + search_max; day += days(1)) {
    const std::span<const Opening> openings = openings_on(calendar, day);
    if (openings.empty()) continue;
    const minutes from = calendar.hours.empty() ? minutes(day_begin) : openings.front().from;
    const TimePoint begin = to_instant(zone, LocalTime(day) + from);
    if (begin > at) return begin;
  }
  return at;
}

TimePoint opening_before(const Calendar& calendar, TimePoint at) {
  constexpr int days_max = 14;
  for (int days = 0; days <= days_max; ++days) {
    const TimePoint opening = next_opening(calendar, at - std::chrono::hours(24) * days);
    if (opening <= at) return opening;
  }
  return at;
}

TimePoint after(const Calendar& calendar, TimePoint start, WorkingSpan span) {
  TimePoint at = after_days(calendar, start, span.days);
  if (const auto stretch = stretch_at(calendar, at)) at = std::max(at, stretch->begin);
  const minutes week = of_a_week(calendar);
  for (milliseconds left = span.time; left > left.zero();) {
    // Something is always left, so that a span ends at a closing, not at the opening after it.
    const auto skipped = alike_weeks(calendar, at, (left - tick) / week);
    at += weeks(skipped);
    left -= skipped * week;
    const auto stretch = stretch_after(calendar, at);
    if (!stretch) return at + left;
    at = std::max(at, stretch->begin);
    const milliseconds here = std::min(left, stretch->end - at);
    at += here;
    left -= here;
  }
  return at;
}

minutes between(const Calendar& calendar, TimePoint from, TimePoint to) {
  const minutes week = of_a_week(calendar);
  milliseconds sum{0};
  while (from < to) {
    const auto skipped = alike_weeks(calendar, from, (to - from) / weeks(1));
    from += weeks(skipped);
    sum += skipped * week;
    const auto stretch = stretch_after(calendar, from);
    if (!stretch || stretch->begin >= to) break;
    sum += std::max(milliseconds(0), std::min(to, stretch->end) - std::max(from, stretch->begin));
    from = stretch->end;
  }
  return std::chrono::floor<minutes>(sum);
}

}  // namespace baton
