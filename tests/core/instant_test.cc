#include "core/time/instant.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/support/zones.h"

namespace baton::test {
namespace {

TEST(InstantTest, IsWrittenWithTheOffsetOfItsPlace) {
  EXPECT_EQ(instant_text(utc(2026, 3, 5, 14), berlin()), "2026-03-05T15:00+01:00");
  EXPECT_EQ(instant_text(utc(2026, 7, 5, 14, 7), berlin()), "2026-07-05T16:07+02:00");
  EXPECT_EQ(instant_text(utc(2026, 3, 5, 2), new_york()), "2026-03-04T21:00-05:00");
  EXPECT_EQ(instant_text(utc(2026, 3, 5, 2), kolkata()), "2026-03-05T07:30+05:30");
  EXPECT_EQ(instant_text(utc(2026, 3, 5, 2), Zone{}), "2026-03-05T02:00+00:00");
  EXPECT_EQ(date_text(utc(2026, 3, 5, 2), new_york()), "2026-03-04");
}

TEST(InstantTest, IsReadWhereItIsWhole) {
  const struct {
    const char* text;
    std::optional<TimePoint> read;
  } cases[] = {
      {"2026-03-05T15:00+01:00", utc(2026, 3, 5, 14)},
      {"2026-03-04T21:00-05:00", utc(2026, 3, 5, 2)},
      {"2026-03-05T15:00Z", utc(2026, 3, 5, 15)},
      {"2026-03-05T15:00", {}},
      {"2026-03-05 15:00+01:00", {}},
      {"2026-02-30T15:00+01:00", {}},
      {"2026-13-05T15:00+01:00", {}},
      {"2026-03-05T24:00+01:00", {}},
      {"2026-03-05T15:60+01:00", {}},
      {"2026-03-05T15:00*01:00", {}},
      {"2026-03-05T15:00+1:00", {}},
      {"2026-03-05T15:00+01:00 ", {}},
      {"2026-03-05T15:00z", {}},
      {"-026-03-05T15:00Z", {}},
      {"", {}},
      {"2026-03-05T15:00+", {}},
  };
  for (const auto& each : cases) {
    SCOPED_TRACE(each.text);
    EXPECT_EQ(instant_read(each.text), each.read);
  }
}

RC_GTEST_PROP(InstantProperties, WhatIsWrittenIsReadAgainToTheMinute, ()) {
  const auto minutes = *rc::gen::inRange<std::int64_t>(0, 60LL * 24 * 365 * 100);
  const TimePoint at{std::chrono::minutes(minutes)};
  for (const Zone& zone : {berlin(), new_york(), kolkata(), Zone{}}) {
    RC_ASSERT(instant_read(instant_text(at, zone)) == at);
  }
}

}  // namespace
}  // namespace baton::test
