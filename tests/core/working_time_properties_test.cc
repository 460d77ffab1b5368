#include <algorithm>
#include <set>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "core/time/working_time.h"
#include "tests/support/zones.h"

/// Working time in the weeks around the changes of clocks in Berlin and New York, where the rules
/// are easiest to break, against a count of every quarter of an hour.
namespace baton::test {
namespace {

using std::chrono::days;
using std::chrono::milliseconds;
using std::chrono::minutes;

constexpr minutes quarter{15};

struct World {
  Zone zone;
  Calendar calendar;
};

/// Up to three openings a day, in quarters of an hour, on a week's days at random.
rc::Gen<WorkingHours> any_hours() {
  const auto openings = rc::gen::map(
      rc::gen::container<std::set<int>>(rc::gen::inRange(0, 97)), [](const std::set<int>& marks) {
        std::vector<Opening> out;
        for (auto mark = marks.begin(); mark != marks.end() && out.size() < 3; ++mark) {
          const int from = *mark;
          if (++mark == marks.end()) break;
          out.push_back({from * quarter, *mark * quarter});
        }
        return out;
      });
  return rc::gen::map(rc::gen::container<std::vector<std::vector<Opening>>>(7, openings),
                      [](const std::vector<std::vector<Opening>>& week) {
                        WorkingHours hours;
                        std::ranges::copy(week, hours.days.begin());
                        return hours;
                      });
}

World any_world() {
  World world;
  world.zone = *rc::gen::element(berlin(), new_york(), kolkata(), Zone{});
  world.calendar.hours = *any_hours();
  return world;
}

/// A quarter within three weeks of a change of clocks of 2026.
TimePoint any_start() {
  const TimePoint change = *rc::gen::element(utc(2026, 3, 8, 7), utc(2026, 3, 29, 1),
                                             utc(2026, 10, 25, 1), utc(2026, 11, 1, 6));
  return change + *rc::gen::inRange(-2000, 2000) * quarter;
}

/// Whether work is done in the quarter that begins at `at`.
bool is_worked(const World& world, TimePoint at) {
  const LocalTime local = latest_local(world.zone, at);
  const auto day = std::chrono::floor<days>(local);
  if (world.calendar.hours.empty()) return true;
  const auto& openings = world.calendar.hours.on(std::chrono::weekday(day));
  return std::ranges::any_of(openings, [&](const Opening& opening) {
    const TimePoint begin = to_instant(world.zone, LocalTime(day) + opening.from);
    const TimePoint end = to_instant(world.zone, LocalTime(day) + opening.to);
    return begin <= at && at < end;
  });
}

minutes counted(const World& world, TimePoint from, TimePoint to) {
  minutes sum{0};
  for (; from < to; from += quarter) sum += is_worked(world, from) ? quarter : minutes(0);
  return sum;
}

RC_GTEST_PROP(WorkingTimeProperties, BetweenIsTheCountOfWhatIsWorked, ()) {
  World world = any_world();
  world.calendar.zone = &world.zone;
  const TimePoint from = any_start();
  const TimePoint to = from + *rc::gen::inRange(0, 3000) * quarter;
  RC_ASSERT(between(world.calendar, from, to) == counted(world, from, to));
}

RC_GTEST_PROP(WorkingTimeProperties, BetweenIsTheSpanThatHasPassed, ()) {
  World world = any_world();
  world.calendar.zone = &world.zone;
  const TimePoint start = any_start() + milliseconds(*rc::gen::inRange(0, 900'000));
  const minutes span(*rc::gen::inRange(0, 20'000));
  const TimePoint end = after(world.calendar, start, {0, span});
  RC_ASSERT(between(world.calendar, start, end) == span);
}

RC_GTEST_PROP(WorkingTimeProperties, MinutesAddUp, ()) {
  World world = any_world();
  world.calendar.zone = &world.zone;
  const TimePoint start = any_start();
  const minutes one(*rc::gen::inRange(0, 6000));
  const minutes other(*rc::gen::inRange(0, 6000));
  RC_ASSERT(after(world.calendar, after(world.calendar, start, {0, one}), {0, other}) ==
            after(world.calendar, start, {0, one + other}));
}

RC_GTEST_PROP(WorkingTimeProperties, LaterStartsAndLongerSpansEndNoSooner, ()) {
  World world = any_world();
  world.calendar.zone = &world.zone;
  const TimePoint start = any_start();
  const WorkingSpan span{*rc::gen::inRange(0, 30), *rc::gen::inRange(0, 200) * quarter};
  const TimePoint end = after(world.calendar, start, span);
  RC_ASSERT(end >= start);
  const minutes later = *rc::gen::inRange(0, 1000) * quarter;
  RC_ASSERT(after(world.calendar, start + later, span) >= end);
  const WorkingSpan more_days{span.days + *rc::gen::inRange(0, 9), span.time};
  RC_ASSERT(after(world.calendar, start, more_days) >= end);
  const WorkingSpan more_time{span.days, span.time + later};
  RC_ASSERT(after(world.calendar, start, more_time) >= end);
}

RC_GTEST_PROP(WorkingTimeProperties, SpansEndInWorkingTimeOrAtAClosing, ()) {
  World world = any_world();
  world.calendar.zone = &world.zone;
  const WorkingSpan span{*rc::gen::inRange(0, 30), *rc::gen::inRange(0, 200) * quarter};
  const TimePoint end = after(world.calendar, any_start(), span);
  RC_ASSERT(is_worked(world, end) || is_worked(world, end - quarter));
}

RC_GTEST_PROP(WorkingTimeProperties, TheNextOpeningIsTheFirstQuarterThatIsWorked, ()) {
  World world = any_world();
  world.calendar.zone = &world.zone;
  const TimePoint at = any_start();
  const TimePoint opening = next_opening(world.calendar, at);
  RC_ASSERT(opening >= at);
  RC_ASSERT(is_worked(world, opening));
  RC_ASSERT(counted(world, at, opening) == minutes(0));
}

}  // namespace
}  // namespace baton::test
