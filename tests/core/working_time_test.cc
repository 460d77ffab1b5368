#include "core/time/working_time.h"

#include <gtest/gtest.h>

#include "tests/support/zones.h"

namespace baton::test {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr const char* office = "Mon-Thu 09:00-17:30, Fri 09:00-15:00";
constexpr const char* with_break = "Mon-Fri 09:00-12:00 13:00-17:00";
constexpr const char* nights = "Sat-Mon 00:00-06:00 22:00-24:00";
constexpr const char* always = "";

WorkingHours hours_or_none(const char* text) {
  return *text == '\0' ? WorkingHours{} : hours_of(text);
}

// 2 March 2026 is a Monday.
TEST(WorkingTimeTest, SpansEndWhereAPersonWouldSayTheyDo) {
  const Zone zone = berlin();
  const struct {
    const char* name;
    const char* hours;
    LocalTime start;
    WorkingSpan span;
    const char* end;
  } cases[] = {
      {"a day is the same time on the next",
       office,
       shown(2026, 3, 3, 15),
       {1, {}},
       "2026-03-04 15:00"},
      {"a day over the weekend", office, shown(2026, 3, 6, 10), {1, {}}, "2026-03-09 10:00"},
      {"two days, the last a short one",
       office,
       shown(2026, 3, 4, 17),
       {2, {}},
       "2026-03-06 15:00"},
      {"two days over a short one", office, shown(2026, 3, 5, 17), {2, {}}, "2026-03-09 17:00"},
      {"a day from before opening", office, shown(2026, 3, 3, 6), {1, {}}, "2026-03-04 09:00"},
      {"a day from the evening", office, shown(2026, 3, 3, 20), {1, {}}, "2026-03-05 09:00"},
      {"a day from the moment of closing",
       office,
       shown(2026, 3, 3, 17, 30),
       {1, {}},
       "2026-03-04 17:30"},
      {"a day from Saturday", office, shown(2026, 3, 7, 12), {1, {}}, "2026-03-10 09:00"},
      {"ten days", office, shown(2026, 3, 3, 15), {10, {}}, "2026-03-17 15:00"},
      {"a day and hours", office, shown(2026, 3, 3, 15), {1, hours(4)}, "2026-03-05 10:30"},
      {"minutes within a day", office, shown(2026, 3, 3, 15), {0, minutes(90)}, "2026-03-03 16:30"},
      {"minutes that end at the closing",
       office,
       shown(2026, 3, 3, 15),
       {0, minutes(150)},
       "2026-03-03 17:30"},
      {"minutes over night", office, shown(2026, 3, 3, 15), {0, minutes(151)}, "2026-03-04 09:01"},
      {"four hours from Friday noon",
       office,
       shown(2026, 3, 6, 12),
       {0, hours(4)},
       "2026-03-09 10:00"},
      {"no span from within", office, shown(2026, 3, 3, 15), {}, "2026-03-03 15:00"},
      {"no span from the night", office, shown(2026, 3, 3, 23), {}, "2026-03-04 09:00"},
      {"no span at the closing", office, shown(2026, 3, 3, 17, 30), {}, "2026-03-03 17:30"},
      {"a negative span is none",
       office,
       shown(2026, 3, 3, 15),
       {-1, minutes(-5)},
       "2026-03-03 15:00"},
      {"a break does not count",
       with_break,
       shown(2026, 3, 3, 11),
       {0, hours(2)},
       "2026-03-03 14:00"},
      {"a start within the break",
       with_break,
       shown(2026, 3, 3, 12, 20),
       {0, hours(1)},
       "2026-03-03 14:00"},
      {"a day from within the break",
       with_break,
       shown(2026, 3, 3, 12, 20),
       {1, {}},
       "2026-03-04 13:00"},
      {"a day into the break",
       "Mon 09:00-17:00, Tue 09:00-12:00 13:00-17:00",
       shown(2026, 3, 2, 12, 20),
       {1, {}},
       "2026-03-03 13:00"},
      {"the night is one", nights, shown(2026, 3, 1, 23), {0, hours(2)}, "2026-03-02 01:00"},
      {"a day that ends at midnight", nights, shown(2026, 3, 3, 0), {1, {}}, "2026-03-08 00:00"},
      {"without hours all hours count",
       always,
       shown(2026, 3, 6, 22),
       {0, hours(60)},
       "2026-03-09 10:00"},
      {"without hours all days count", always, shown(2026, 3, 6, 22), {2, {}}, "2026-03-08 22:00"},
      {"a day over the change of clocks",
       "Mon-Sun 09:00-17:00",
       shown(2026, 3, 28, 15),
       {1, {}},
       "2026-03-29 15:00"},
      {"hours over the change of clocks",
       "Mon-Sun 09:00-17:00",
       shown(2026, 10, 24, 15),
       {0, hours(4)},
       "2026-10-25 11:00"},
      {"the skipped hour is no working time",
       nights,
       shown(2026, 3, 29, 0),
       {0, hours(6)},
       "2026-03-29 23:00"},
      {"the hour that comes twice is",
       nights,
       shown(2026, 10, 25, 0),
       {0, hours(6)},
       "2026-10-25 05:00"},
      {"half a year, to the last closing",
       office,
       shown(2026, 1, 5, 9),
       {0, hours(40 * 26)},
       "2026-07-03 15:00"},
      {"a hundred years of days",
       office,
       shown(2026, 3, 3, 15),
       {5 * 5200, {}},
       "2125-10-30 15:00"},
  };
  for (const auto& each : cases) {
    SCOPED_TRACE(each.name);
    const Calendar calendar{hours_or_none(each.hours), &zone};
    EXPECT_EQ(written(after(calendar, to_instant(zone, each.start), each.span), zone), each.end);
  }
}

TEST(WorkingTimeTest, WorkingTimeBetweenLeavesOutWhatIsNone) {
  const Zone zone = berlin();
  const struct {
    const char* name;
    const char* hours;
    LocalTime from;
    LocalTime to;
    minutes worked;
  } cases[] = {
      {"within a day", office, shown(2026, 3, 3, 10), shown(2026, 3, 3, 12, 10), minutes(130)},
      {"a whole week", office, shown(2026, 3, 2), shown(2026, 3, 9), hours(40)},
      {"any week", office, shown(2026, 3, 4, 11), shown(2026, 3, 11, 11), hours(40)},
      {"a weekend", office, shown(2026, 3, 6, 15), shown(2026, 3, 9, 9), minutes(0)},
      {"backwards", office, shown(2026, 3, 6), shown(2026, 3, 5), minutes(0)},
      {"over a break", with_break, shown(2026, 3, 3, 11), shown(2026, 3, 3, 14), hours(2)},
      {"within a break", with_break, shown(2026, 3, 3, 12, 10), shown(2026, 3, 3, 12, 50),
       minutes(0)},
      {"without hours", always, shown(2026, 3, 6), shown(2026, 3, 9), hours(72)},
      {"a day of 23 hours", always, shown(2026, 3, 29), shown(2026, 3, 30), hours(23)},
      {"a day of 25 hours", always, shown(2026, 10, 25), shown(2026, 10, 26), hours(25)},
      {"a year of weeks", office, shown(2026, 3, 2), shown(2027, 3, 1), hours(40 * 52)},
  };
  for (const auto& each : cases) {
    SCOPED_TRACE(each.name);
    const Calendar calendar{hours_or_none(each.hours), &zone};
    EXPECT_EQ(between(calendar, to_instant(zone, each.from), to_instant(zone, each.to)),
              each.worked);
  }
}

TEST(WorkingTimeTest, AnOpeningThatGoesOnInTheHourThatComesTwiceIsLikeNoOtherWeeks) {
  const Zone zone = new_york();
  const Calendar calendar{hours_of("Sat 00:00-02:15, Sun 01:30-04:45"), &zone};
  const TimePoint one_again = utc(2026, 11, 1, 6);  // Sunday, 01:00 for the second time
  EXPECT_EQ(written(after(calendar, one_again, {0, minutes(331)}), zone), "2026-11-07 01:46");
  EXPECT_EQ(between(calendar, one_again, one_again + std::chrono::weeks(1)),
            minutes(225) + minutes(135));
}

TEST(WorkingTimeTest, OnlyWholeMinutesAreTold) {
  const Calendar calendar{hours_of(office), nullptr};
  const TimePoint ten = utc(2026, 3, 3, 10);
  EXPECT_EQ(between(calendar, ten, ten + std::chrono::milliseconds(59'999)), minutes(0));
  EXPECT_EQ(between(calendar, ten, ten + std::chrono::milliseconds(60'000)), minutes(1));
}

TEST(WorkingTimeTest, TheNextOpeningIsNowWhereWorkIsDoneNow) {
  const Zone zone = new_york();
  const Calendar calendar{hours_of(with_break), &zone};
  const struct {
    LocalTime at;
    const char* opening;
  } cases[] = {
      {shown(2026, 3, 3, 10), "2026-03-03 10:00"}, {shown(2026, 3, 3, 8), "2026-03-03 09:00"},
      {shown(2026, 3, 3, 12), "2026-03-03 13:00"}, {shown(2026, 3, 3, 17), "2026-03-04 09:00"},
      {shown(2026, 3, 6, 18), "2026-03-09 09:00"}, {shown(2026, 3, 8, 2, 30), "2026-03-09 09:00"},
  };
  for (const auto& each : cases) {
    SCOPED_TRACE(written(each.at));
    EXPECT_EQ(written(next_opening(calendar, to_instant(zone, each.at)), zone), each.opening);
  }
}

TEST(WorkingTimeTest, SomebodyWhoseHoursTheClocksSkipWorksTheWeekAfter) {
  const Zone zone = berlin();
  const Calendar calendar{hours_of("Sun 02:00-03:00"), &zone};
  const TimePoint friday = utc(2026, 3, 27);
  EXPECT_EQ(written(next_opening(calendar, friday), zone), "2026-04-05 02:00");
  EXPECT_EQ(written(after(calendar, friday, {0, minutes(90)}), zone), "2026-04-12 02:30");
  EXPECT_EQ(written(after(calendar, utc(2026, 3, 22, 1, 30), {1, {}}), zone), "2026-04-05 02:00");
}

TEST(WorkingTimeTest, LongSpansAreAsQuickAsShortOnes) {
  const Zone zone = berlin();
  const Calendar calendar{hours_of(office), &zone};
  const TimePoint start = utc(2026, 3, 2, 8);
  const minutes century = hours(40 * 5200);
  EXPECT_EQ(between(calendar, start, after(calendar, start, {0, century})), century);
  EXPECT_EQ(between(calendar, start, start + std::chrono::weeks(5200)), century);
}

TEST(WorkingTimeTest, TheNextDayIsTheFirstOneThatHasNotBegun) {
  const Zone zone = berlin();
  const struct {
    const char* name;
    const char* hours;
    LocalTime at;
    const char* begins;
  } cases[] = {
      {"before work", office, shown(2026, 3, 3, 6), "2026-03-03 09:00"},
      {"at the beginning", office, shown(2026, 3, 3, 9), "2026-03-04 09:00"},
      {"at work", office, shown(2026, 3, 3, 12), "2026-03-04 09:00"},
      {"in a break: the day has begun", with_break, shown(2026, 3, 3, 12, 30), "2026-03-04 09:00"},
      {"after midnight", office, shown(2026, 3, 3, 0, 10), "2026-03-03 09:00"},
      {"on Friday", office, shown(2026, 3, 6, 10), "2026-03-09 09:00"},
      {"on Saturday", office, shown(2026, 3, 7, 10), "2026-03-09 09:00"},
      {"at night work: the day begins at midnight", nights, shown(2026, 3, 7, 23),
       "2026-03-08 00:00"},
      {"while clocks are put forward", "Sun 02:30-06:00", shown(2026, 3, 28, 12),
       "2026-03-29 03:00"},
      {"without hours: in the morning", always, shown(2026, 3, 7, 12), "2026-03-08 09:00"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    const Calendar calendar{hours_or_none(c.hours), &zone};
    EXPECT_EQ(written(next_day(calendar, to_instant(zone, c.at)), zone), c.begins);
  }
}

}  // namespace
}  // namespace baton::test
