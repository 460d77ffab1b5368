#pragma once

#include "core/model/time_point.h"
#include "core/time/hours.h"
#include "core/time/working_span.h"
#include "core/time/zone.h"

namespace baton {

/// When one person works. Where there are no hours at all, every hour counts.
struct Calendar {
  WorkingHours hours;
  const Zone* zone = nullptr;  ///< not owned; none: UTC
};

/// `at` where it is in working time, else when work begins next.
TimePoint next_opening(const Calendar& calendar, TimePoint at);

/// When the next working day begins after `at`: that of `at` itself where it has not begun. Where
/// there are no hours at all, days begin at `day_begin`.
TimePoint next_day(const Calendar& calendar, TimePoint at);
inline constexpr std::chrono::hours day_begin{9};

/// `at` where it is in working time, else a beginning of work before it: that of the same day, or
/// of the nearest one. `at` where there is none within two weeks.
TimePoint opening_before(const Calendar& calendar, TimePoint at);

/// When `span` of working time has passed since `start`; what a person would call it, not a
/// number of seconds. A start outside of working time counts from the next opening; the moment of
/// closing is inside. Whole days come first: a working day from Tuesday 15:00 ends on Wednesday
/// 15:00, by the clock, on the next day that has hours; where that day is shorter, at its closing,
/// and in its break, at the end of it. Then the minutes pass, in working time only, which may end
/// at a closing. A negative span is none.
TimePoint after(const Calendar& calendar, TimePoint start, WorkingSpan span);

/// The working time from `from` to `to`, whole minutes of it; none where `to` is not later.
std::chrono::minutes between(const Calendar& calendar, TimePoint from, TimePoint to);

}  // namespace baton
