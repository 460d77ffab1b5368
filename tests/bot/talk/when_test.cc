#include "bot/talk/when.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "tests/support/zones.h"

namespace baton::test {
namespace {

using std::chrono::minutes;

/// "2026-12-03 17:30", with " (no time)" where none was said, or "?".
std::string read(std::string_view typed, LocalTime now, const Zone& zone = berlin(),
                 const char* hours = "Mon-Thu 09:00-17:30, Fri 09:00-15:00") {
  const auto when = when_typed(typed, zone, hours_of(hours), to_instant(zone, now));
  if (!when) return "?";
  return written(when->at, zone) + (when->has_time ? "" : " (no time)");
}

const LocalTime tuesday_morning = shown(2026, 12, 1, 10, 20);

struct Case {
  const char* typed;
  const char* when;
};

void expect_read(std::initializer_list<Case> cases, LocalTime now) {
  for (const Case& each : cases) {
    SCOPED_TRACE(each.typed);
    EXPECT_EQ(read(each.typed, now), each.when);
  }
}

TEST(WhenTest, ADayIsItsWorkingDaysEnd) {
  expect_read({{"Thu", "2026-12-03 17:30 (no time)"},
               {"thursday", "2026-12-03 17:30 (no time)"},
               {"  THURS. ", "2026-12-03 17:30 (no time)"},
               {"on Thu", "2026-12-03 17:30 (no time)"},
               {"this Thu", "2026-12-03 17:30 (no time)"},
               {"Do", "2026-12-03 17:30 (no time)"},
               {"am Donnerstag", "2026-12-03 17:30 (no time)"},
               {"Fri", "2026-12-04 15:00 (no time)"},
               {"Sat", "2026-12-05 17:30 (no time)"},
               {"Mon", "2026-12-07 17:30 (no time)"},
               {"Tue", "2026-12-01 17:30 (no time)"},
               {"next Thu", "2026-12-10 17:30 (no time)"},
               {"next Mon", "2026-12-07 17:30 (no time)"},
               {"nächsten Do", "2026-12-10 17:30 (no time)"},
               {"next week", "2026-12-07 17:30 (no time)"},
               {"next week Fri", "2026-12-11 15:00 (no time)"},
               {"Fri next week", "2026-12-11 15:00 (no time)"},
               {"nächste Woche", "2026-12-07 17:30 (no time)"},
               {"today", "2026-12-01 17:30 (no time)"},
               {"heute", "2026-12-01 17:30 (no time)"},
               {"tomorrow", "2026-12-02 17:30 (no time)"},
               {"Morgen", "2026-12-02 17:30 (no time)"},
               {"the day after tomorrow", "2026-12-03 17:30 (no time)"},
               {"Übermorgen", "2026-12-03 17:30 (no time)"},
               {"in 2 days", "2026-12-03 17:30 (no time)"},
               {"2 days", "2026-12-03 17:30 (no time)"},
               {"in 2d", "2026-12-03 17:30 (no time)"},
               {"in a week", "2026-12-08 17:30 (no time)"},
               {"in 2 weeks", "2026-12-15 17:30 (no time)"},
               {"in 3 Tagen", "2026-12-04 15:00 (no time)"},
               {"tomorrow Wed", "2026-12-02 17:30 (no time)"}},
              tuesday_morning);
}

TEST(WhenTest, ADateIsTheNextOfItsName) {
  expect_read({{"2026-12-03", "2026-12-03 17:30 (no time)"},
               {"3 Dec", "2026-12-03 17:30 (no time)"},
               {"Dec 3", "2026-12-03 17:30 (no time)"},
               {"December 3rd", "2026-12-03 17:30 (no time)"},
               {"the 3rd of December", "2026-12-03 17:30 (no time)"},
               {"3. Dez.", "2026-12-03 17:30 (no time)"},
               {"3.12.", "2026-12-03 17:30 (no time)"},
               {"03.12", "2026-12-03 17:30 (no time)"},
               {"3.12.26", "2026-12-03 17:30 (no time)"},
               {"Thu 3 Dec", "2026-12-03 17:30 (no time)"},
               {"Thu, Dec 3, 2026", "2026-12-03 17:30 (no time)"},
               {"1 Dec", "2026-12-01 17:30 (no time)"},
               {"30 Nov", "2027-11-30 17:30 (no time)"},
               {"5. März", "2027-03-05 15:00 (no time)"},
               {"4 sept", "2027-09-04 17:30 (no time)"},
               {"29 Feb", "2028-02-29 17:30 (no time)"},
               {"29 Feb 2028", "2028-02-29 17:30 (no time)"}},
              tuesday_morning);
}

TEST(WhenTest, ATimeIsOfTheDayThatIsSaid) {
  expect_read({{"Thu 15:00", "2026-12-03 15:00"},
               {"Thu at 3pm", "2026-12-03 15:00"},
               {"Thu, 3 pm", "2026-12-03 15:00"},
               {"Thu 3 p.m.", "2026-12-03 15:00"},
               {"3:30pm Thu", "2026-12-03 15:30"},
               {"by Thu 9:05.", "2026-12-03 09:05"},
               {"Tue 10:20", "2026-12-08 10:20"},
               {"Tue 10:21", "2026-12-01 10:21"},
               {"next Thu 15:00", "2026-12-10 15:00"},
               {"today 17:00", "2026-12-01 17:00"},
               {"today at noon", "2026-12-01 12:00"},
               {"tomorrow 9am", "2026-12-02 09:00"},
               {"9 am tomorrow", "2026-12-02 09:00"},
               {"tomorrow 12am", "2026-12-02 00:00"},
               {"tomorrow 12pm", "2026-12-02 12:00"},
               {"morgen um 9 Uhr", "2026-12-02 09:00"},
               {"morgen 9.30 Uhr", "2026-12-02 09:30"},
               {"Fri EOD", "2026-12-04 15:00"},
               {"in 2 days at 9:00", "2026-12-03 09:00"},
               {"2026-12-03 14:00", "2026-12-03 14:00"},
               {"2026-12-03T14:00", "2026-12-03 14:00"},
               {"3 Dec 2026 14:00", "2026-12-03 14:00"},
               {"Dec 3 14:00", "2026-12-03 14:00"},
               {"3.12.2026 14:00", "2026-12-03 14:00"},
               {"3.12. 14:00", "2026-12-03 14:00"},
               {"Thu\xC2\xA0"
                "15:00",
                "2026-12-03 15:00"}},
              tuesday_morning);
}

TEST(WhenTest, ATimeAloneIsTheNextAhead) {
  expect_read({{"15:00", "2026-12-01 15:00"},
               {"at 15:00", "2026-12-01 15:00"},
               {"10:20", "2026-12-02 10:20"},
               {"9am", "2026-12-02 09:00"},
               {"0:15", "2026-12-02 00:15"},
               {"noon", "2026-12-01 12:00"},
               {"EOD", "2026-12-01 17:30"},
               {"end of day", "2026-12-01 17:30"},
               {"by the end of the day", "2026-12-01 17:30"},
               {"in 3 hours", "2026-12-01 13:20"},
               {"3 hours", "2026-12-01 13:20"},
               {"in 2h", "2026-12-01 12:20"},
               {"in 2 h", "2026-12-01 12:20"},
               {"in an hour", "2026-12-01 11:20"},
               {"in 90 minutes", "2026-12-01 11:50"},
               {"in 45min", "2026-12-01 11:05"},
               {"in 2 Stunden", "2026-12-01 12:20"},
               {"in 100 hours", "2026-12-05 14:20"}},
              tuesday_morning);
}

TEST(WhenTest, WhatHasPassedIsToldOnlyOfTodayOrOfAYear) {
  expect_read({{"today", "2026-12-01 17:30 (no time)"},
               {"today 9:00", "2026-12-01 09:00"},
               {"EOD", "2026-12-01 17:30"},
               {"1 Dec 9:00", "2026-12-01 09:00"},
               {"2026-11-30", "2026-11-30 17:30 (no time)"},
               {"30.11.2025 9:00", "2025-11-30 09:00"},
               {"Tue", "2026-12-08 17:30 (no time)"},
               {"17:30", "2026-12-02 17:30"}},
              shown(2026, 12, 1, 19));
}

TEST(WhenTest, NonsenseIsNoTime) {
  for (const char* typed : {"",
                            "   ",
                            ".",
                            "at",
                            "by on",
                            "31 Feb",
                            "30 Feb 2028",
                            "29 Feb 2027",
                            "2027-02-29",
                            "2026-13-01",
                            "2026-00-01",
                            "0 Dec",
                            "32 Dec",
                            "32.12.",
                            "3.13.",
                            "3.12.2026.1",
                            "3.12.126",
                            "26-12-03",
                            "3/12",
                            "3 Dec 1066",
                            "9999-01-01",
                            "25:00",
                            "24:00",
                            "12:60",
                            "12:5",
                            "13pm",
                            "0am",
                            "15",
                            "3",
                            "1500",
                            "Thu Fri",
                            "Thu Thu",
                            "Thu 15:00 16:00",
                            "15:00 EOD",
                            "Fri 3 Dec",
                            "tomorrow Fri",
                            "today tomorrow",
                            "tomorrow 3 Dec",
                            "next",
                            "next tomorrow",
                            "next 3 Dec",
                            "next day",
                            "week",
                            "2h",
                            "2d",
                            "3 m",
                            "a week",
                            "in",
                            "in 2",
                            "in 2 months",
                            "in 12345 days",
                            "in 2 hours 15:00",
                            "in -2 days",
                            "2 days ago",
                            "2 days 3 hours",
                            "Thursdays",
                            "soon",
                            "asap",
                            "Thu or so",
                            "Thu \xff",
                            "2026-12-03T14:00Z"}) {
    SCOPED_TRACE(typed);
    EXPECT_EQ(read(typed, tuesday_morning), "?");
  }
  EXPECT_EQ(read(std::string(100'000, '3'), tuesday_morning), "?");
}

TEST(WhenTest, IsOfTheZoneOfWhoTypesIt) {
  const TimePoint now = utc(2026, 12, 1, 23, 30);  // Wednesday in Berlin and in Kolkata
  const WorkingHours hours = hours_of("Mon-Fri 09:00-17:30");
  const struct {
    Zone zone;
    const char* typed;
    TimePoint at;
  } cases[] = {
      {berlin(), "today 15:00", utc(2026, 12, 2, 14)},
      {london(), "today 15:00", utc(2026, 12, 1, 15)},
      {new_york(), "today 15:00", utc(2026, 12, 1, 20)},
      {kolkata(), "today 15:00", utc(2026, 12, 2, 9, 30)},
      {kolkata(), "tomorrow", utc(2026, 12, 3, 12)},
      {{}, "today", utc(2026, 12, 1, 17, 30)},
      {berlin(), "29 March 2:30", utc(2027, 3, 29, 0, 30)},
      {berlin(), "2027-03-28 2:30", utc(2027, 3, 28, 1)},       // skipped: what comes next
      {berlin(), "2027-10-31 2:30", utc(2027, 10, 31, 0, 30)},  // twice: the first
  };
  for (const auto& each : cases) {
    SCOPED_TRACE(each.zone.name + " " + each.typed);
    const auto when = when_typed(each.typed, each.zone, hours, now);
    ASSERT_TRUE(when);
    EXPECT_EQ(when->at, each.at);
  }
}

TEST(WhenTest, WithoutHoursADayEndsAtHalfPastFive) {
  const auto when = when_typed("Thu", berlin(), {}, to_instant(berlin(), tuesday_morning));
  ASSERT_TRUE(when);
  EXPECT_EQ(written(when->at, berlin()), "2026-12-03 17:30");
  EXPECT_EQ(read("Thu", tuesday_morning, berlin(), "Thu 16:00-24:00"),
            "2026-12-04 00:00 (no time)");
  EXPECT_EQ(read("Thu", tuesday_morning, berlin(), "Thu 09:00-12:00 13:00-16:00"),
            "2026-12-03 16:00 (no time)");
}

TEST(WhenTest, IsSpokenInOneZoneOrBoth) {
  const TimePoint at = utc(2026, 12, 3, 14);
  EXPECT_EQ(spoken(at, berlin()), "Thu 3 Dec 15:00");
  EXPECT_EQ(spoken(at, {}), "Thu 3 Dec 14:00");
  EXPECT_EQ(spoken_in_both(at, berlin(), london()), "Thu 3 Dec 15:00 Berlin (14:00 London)");
  EXPECT_EQ(spoken_in_both(at, london(), new_york()), "Thu 3 Dec 14:00 London (09:00 New York)");
  EXPECT_EQ(spoken_in_both(at, berlin(), {}), "Thu 3 Dec 15:00 Berlin (14:00 UTC)");
  EXPECT_EQ(spoken_in_both(at, berlin(), berlin()), "Thu 3 Dec 15:00");
  EXPECT_EQ(spoken_in_both(at, london(), Zone{"UTC", {}}), "Thu 3 Dec 14:00");
  EXPECT_EQ(spoken_in_both(utc(2026, 12, 3, 20), berlin(), kolkata()),
            "Thu 3 Dec 21:00 Berlin (Fri 4 Dec 01:30 Kolkata)");
}

TEST(LastByTest, CutsWhatFromWhen) {
  const struct {
    std::string text;
    std::optional<LastBy> cut;
  } cases[] = {
      {"banner 3: logo bigger, by Thu 15:00", LastBy{"banner 3: logo bigger", "Thu 15:00"}},
      {"banner 3 by Thu", LastBy{"banner 3", "Thu"}},
      {"banner 3 ,by Thu", LastBy{"banner 3", "Thu"}},
      {"banner 3 BY Thu ", LastBy{"banner 3", "Thu"}},
      {"approved by Olga, by Thu", LastBy{"approved by Olga", "Thu"}},
      {"banner, by Thu, approved by Olga", LastBy{"banner, by Thu, approved", "Olga"}},
      {"by Thu by Fri", LastBy{"by Thu", "Fri"}},
      {"banner\u00a0by\u00a0Thu", LastBy{"banner", "Thu"}},
      {"banner by Thu by", LastBy{"banner", "Thu by"}},
      {"nearby shop", std::nullopt},
      {" nearby shop", std::nullopt},
      {"the bypass", std::nullopt},
      {"by Thu", std::nullopt},
      {", by Thu", std::nullopt},
      {"banner by", std::nullopt},
      {"banner by  ", std::nullopt},
      {"by", std::nullopt},
      {"", std::nullopt},
  };
  for (const auto& each : cases) {
    SCOPED_TRACE(each.text);
    EXPECT_EQ(last_by(each.text), each.cut);
  }
}

rc::Gen<std::string> any_typed() {
  const auto word = rc::gen::element<std::string>(
      "Thu", "fri", "do", "next", "week", "today", "tomorrow", "morgen", "in", "2", "3", "31", "2h",
      "days", "hours", "weeks", "a", "Dec", "feb", "märz", "2026", "2028", "2026-12-03",
      "2026-02-30T1:00", "3.12.", "31.2.", "3.12.2026", "15:00", "3pm", "pm", "am", "uhr", "noon",
      "end", "of", "day", "after", "EOD", "at", "on", ",", ".", "\xff", "\u00a0", "1e9", "-1",
      "99999999999");
  const auto some_words =
      rc::gen::map(rc::gen::scale(0.06, rc::gen::container<std::vector<std::string>>(word)),
                   [](const std::vector<std::string>& words) {
                     std::string text;
                     for (const std::string& each : words) text += each + " ";
                     return text;
                   });
  return rc::gen::oneOf(some_words, rc::gen::arbitrary<std::string>());
}

RC_GTEST_PROP(WhenProperties, AnythingMayBeTyped, ()) {
  const std::string typed = *any_typed();
  const Zone zone = *rc::gen::element(berlin(), new_york(), Zone{});
  const TimePoint now = utc(2026, 1, 1) + minutes(*rc::gen::inRange(0, 3'000'000));
  const auto when = when_typed(typed, zone, hours_of("Mon-Fri 09:00-17:30"), now);
  RC_CLASSIFY(when.has_value());
  RC_ASSERT(when == when_typed(typed + " .", zone, hours_of("Mon-Fri 09:00-17:30"), now));
  if (const auto cut = last_by(typed)) RC_ASSERT(!cut->before.empty() && !cut->when.empty());
}

RC_GTEST_PROP(WhenProperties, WhatIsSpokenIsRead, ()) {
  const Zone zone = *rc::gen::element(berlin(), new_york(), kolkata(), Zone{});
  const TimePoint now = utc(2026, 1, 1) + minutes(*rc::gen::inRange(0, 3'000'000));
  const TimePoint then = now + minutes(*rc::gen::inRange(1, 364 * 24 * 60));
  RC_PRE(to_instant(zone, to_local(zone, then)) == then);  // not an hour's second coming
  RC_ASSERT(when_typed(spoken(then, zone), zone, {}, now) == When({then, true}));
}

}  // namespace
}  // namespace baton::test
