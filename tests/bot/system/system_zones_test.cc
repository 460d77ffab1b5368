#include "bot/system/system_zones.h"

#include <gtest/gtest.h>

#include "tests/support/zones.h"

namespace baton::test {
namespace {

/// The shifts from `first` to the end of 2037.
std::vector<Shift> since(TimePoint first, const Zone& zone) {
  std::vector<Shift> shifts;
  for (const Shift& shift : zone.shifts) {
    if (shift.from >= first) shifts.push_back(shift);
  }
  return shifts;
}

TEST(SystemZonesTest, HasTheShiftsThatTheLawSays) {
  const SystemZones zones;
  for (const Zone& expected : {berlin(), london(), new_york()}) {
    SCOPED_TRACE(expected.name);
    const std::optional<Zone> zone = zones.zone(expected.name);
    ASSERT_TRUE(zone);
    EXPECT_EQ(zone->name, expected.name);
    EXPECT_EQ(since(utc(2007, 1, 1), *zone), since(utc(2007, 1, 1), expected));
    EXPECT_EQ(zone->shifts.front().from, TimePoint::min());
    EXPECT_EQ(zone->shifts.front().offset, expected.shifts.front().offset);
  }
}

TEST(SystemZonesTest, HasZonesWithoutShifts) {
  const SystemZones zones;
  EXPECT_EQ(zones.zone("Asia/Kolkata"), kolkata());
  const std::optional<Zone> world = zones.zone("UTC");
  ASSERT_TRUE(world);
  EXPECT_EQ(written(utc(2026, 7, 1, 9), *world), "2026-07-01 09:00");
}

TEST(SystemZonesTest, KnowsOtherNamesOfAZone) {
  const std::optional<Zone> zone = SystemZones().zone("Asia/Calcutta");
  ASSERT_TRUE(zone);
  EXPECT_EQ(zone->name, "Asia/Calcutta");
  EXPECT_EQ(zone->shifts, kolkata().shifts);
}

TEST(SystemZonesTest, EndsWithTheYear2037) {
  const std::optional<Zone> zone = SystemZones().zone("Europe/Berlin");
  ASSERT_TRUE(zone);
  EXPECT_EQ(written(utc(2037, 7, 1, 9), *zone), "2037-07-01 11:00");
  EXPECT_EQ(written(utc(2040, 7, 1, 9), *zone), "2040-07-01 10:00");
}

TEST(SystemZonesTest, KnowsNoOtherNames) {
  const SystemZones zones;
  for (const char* name : {"", "Berlin", "Europe/Berlim", "europe/berlin", "../etc/passwd",
                           "Europe/", "/Europe/Berlin", "Europe/Berlin\n"}) {
    SCOPED_TRACE(name);
    EXPECT_EQ(zones.zone(name), std::nullopt);
  }
}

}  // namespace
}  // namespace baton::test
