#include "core/time/zone.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "tests/support/zones.h"

namespace baton::test {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;

TEST(ZoneTest, ClocksShowTheTimeOfTheirZone) {
  const struct {
    Zone zone;
    TimePoint at;
    const char* local;
  } cases[] = {
      {{}, utc(2026, 3, 2, 9), "2026-03-02 09:00"},
      {berlin(), utc(1970, 1, 1), "1970-01-01 01:00"},
      {berlin(), utc(2026, 3, 2, 9), "2026-03-02 10:00"},
      {berlin(), utc(2026, 3, 29, 0, 59), "2026-03-29 01:59"},
      {berlin(), utc(2026, 3, 29, 1, 0), "2026-03-29 03:00"},
      {berlin(), utc(2026, 10, 25, 0, 59), "2026-10-25 02:59"},
      {berlin(), utc(2026, 10, 25, 1, 0), "2026-10-25 02:00"},
      {new_york(), utc(2026, 3, 2, 9), "2026-03-02 04:00"},
      {new_york(), utc(2026, 3, 8, 7), "2026-03-08 03:00"},
      {new_york(), utc(2026, 11, 1, 5, 59), "2026-11-01 01:59"},
      {new_york(), utc(2026, 11, 1, 6), "2026-11-01 01:00"},
      {kolkata(), utc(2026, 12, 31, 20), "2027-01-01 01:30"},
  };
  for (const auto& each : cases) {
    SCOPED_TRACE(each.zone.name + " " + each.local);
    EXPECT_EQ(written(each.at, each.zone), each.local);
  }
}

TEST(ZoneTest, EveryTimeOfTheClockIsAnInstant) {
  const struct {
    const char* name;
    Zone zone;
    LocalTime local;
    TimePoint at;
  } cases[] = {
      {"without shifts it is UTC", {}, shown(2026, 3, 2, 9), utc(2026, 3, 2, 9)},
      {"long before the first shift", berlin(), shown(1970, 1, 1), utc(1969, 12, 31, 23)},
      {"an ordinary time", berlin(), shown(2026, 3, 2, 9), utc(2026, 3, 2, 8)},
      {"just before a gap", berlin(), shown(2026, 3, 29, 1, 59), utc(2026, 3, 29, 0, 59)},
      {"the gap begins", berlin(), shown(2026, 3, 29, 2), utc(2026, 3, 29, 1)},
      {"a gap means its end", berlin(), shown(2026, 3, 29, 2, 30), utc(2026, 3, 29, 1)},
      {"the gap has ended", berlin(), shown(2026, 3, 29, 3), utc(2026, 3, 29, 1)},
      {"of two the earlier", berlin(), shown(2026, 10, 25, 2, 30), utc(2026, 10, 25, 0, 30)},
      {"the fold has ended", berlin(), shown(2026, 10, 25, 3), utc(2026, 10, 25, 2)},
      {"a gap in New York", new_york(), shown(2026, 3, 8, 2, 15), utc(2026, 3, 8, 7)},
      {"a fold in New York", new_york(), shown(2026, 11, 1, 1, 15), utc(2026, 11, 1, 5, 15)},
      {"half an hour off", kolkata(), shown(2026, 3, 2, 9), utc(2026, 3, 2, 3, 30)},
      {"after the last shift", berlin(), shown(2050, 7, 1, 9), utc(2050, 7, 1, 8)},
  };
  for (const auto& each : cases) {
    SCOPED_TRACE(each.name);
    EXPECT_EQ(to_instant(each.zone, each.local), each.at);
  }
}

TEST(ZoneTest, TheNextShiftIsLaterThanNow) {
  const Zone zone = berlin();
  const TimePoint spring = utc(2026, 3, 29, 1);
  EXPECT_EQ(next_shift(zone, utc(2026, 1, 1)), spring);
  EXPECT_EQ(next_shift(zone, spring - milliseconds(1)), spring);
  EXPECT_EQ(next_shift(zone, spring), utc(2026, 10, 25, 1));
  EXPECT_EQ(next_shift(zone, utc(2038, 1, 1)), std::nullopt);
  EXPECT_EQ(next_shift({}, spring), std::nullopt);
}

TEST(ZoneTest, TheLatestShownStandsStillWhileAnHourComesTwice) {
  const Zone zone = berlin();
  EXPECT_EQ(written(latest_local(zone, utc(2026, 10, 25, 0, 30))), "2026-10-25 02:30");
  EXPECT_EQ(written(latest_local(zone, utc(2026, 10, 25, 1, 30))), "2026-10-25 03:00");
  EXPECT_EQ(written(latest_local(zone, utc(2026, 10, 25, 2, 30))), "2026-10-25 03:30");
  EXPECT_EQ(written(latest_local({}, utc(2026, 10, 25, 2, 30))), "2026-10-25 02:30");
}

/// Zones that no country has: offsets and shifts at random, at least two days apart.
rc::Gen<Zone> any_zone() {
  return rc::gen::map(
      rc::gen::container<std::vector<std::pair<int, int>>>(rc::gen::pair(
          rc::gen::inRange(2 * 24 * 60, 20 * 24 * 60), rc::gen::inRange(-14 * 60, 14 * 60 + 1))),
      [](const std::vector<std::pair<int, int>>& steps) {
        Zone zone{"Nowhere/Odd", {}};
        TimePoint from = utc(2026, 1, 1);
        for (const auto& [later, offset] : steps) {
          zone.shifts.push_back({from, minutes(offset)});
          from += minutes(later);
        }
        return zone;
      });
}

RC_GTEST_PROP(ZoneProperties, AnInstantIsTheFirstToShowItsTime, ()) {
  const Zone zone = *any_zone();
  const TimePoint at = utc(2026, 1, 1) + minutes(*rc::gen::inRange(-3000, 600'000));
  const LocalTime local = to_local(zone, at);
  const TimePoint first = to_instant(zone, local);
  RC_ASSERT(first <= at);
  RC_ASSERT(to_local(zone, first) >= local);
  RC_ASSERT(to_local(zone, first - milliseconds(1)) < local);
}

RC_GTEST_PROP(ZoneProperties, NeitherDirectionRunsBackwards, ()) {
  const Zone zone = *any_zone();
  const minutes start(*rc::gen::inRange(-3000, 600'000));
  const minutes later(*rc::gen::inRange(0, 3000));
  const TimePoint at = utc(2026, 1, 1) + start;
  const LocalTime local = shown(2026, 1, 1) + start;
  RC_ASSERT(to_instant(zone, local) <= to_instant(zone, local + later));
  RC_ASSERT(latest_local(zone, at) <= latest_local(zone, at + later));
  RC_ASSERT(latest_local(zone, at) >= to_local(zone, at));
}

}  // namespace
}  // namespace baton::test
