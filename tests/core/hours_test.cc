#include "core/time/hours.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "tests/support/zones.h"

namespace baton::test {
namespace {

/// "Mon 540-1050, Tue 540-720 780-1050".
std::string text_of(const WorkingHours& hours) {
  constexpr std::array names{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  std::string out;
  for (std::size_t day = 0; day < names.size(); ++day) {
    if (hours.days[day].empty()) continue;
    out += (out.empty() ? "" : ", ") + std::string(names[day]);
    for (const Opening& opening : hours.days[day]) {
      out += " " + std::to_string(opening.from.count()) + "-" + std::to_string(opening.to.count());
    }
  }
  return out;
}

TEST(HoursTest, AreReadAsPeopleWriteThem) {
  const struct {
    const char* text;
    const char* hours;
  } cases[] = {
      {"Mon 09:00-17:30", "Mon 540-1050"},
      {"Mon-Wed 09:00-17:30", "Mon 540-1050, Tue 540-1050, Wed 540-1050"},
      {"Mon-Tue 09:00-17:30, Fri 09:00-15:00", "Mon 540-1050, Tue 540-1050, Fri 540-900"},
      {"Mon-Tue 09:00-12:00 13:00-17:30", "Mon 540-720 780-1050, Tue 540-720 780-1050"},
      {"Mon-Tue 09:00-12:00, 13:00-17:30", "Mon 540-720 780-1050, Tue 540-720 780-1050"},
      {"Mon,Wed,Fri 09:00-13:00", "Mon 540-780, Wed 540-780, Fri 540-780"},
      {"Mon, Wed-Thu 9:00-13:00", "Mon 540-780, Wed 540-780, Thu 540-780"},
      {"Fri 13:00-15:00 Fri 09:00-12:00", "Fri 540-720 780-900"},
      {"Fri 12:00-15:00 Fri 09:00-12:00", "Fri 540-900"},
      {"Sat-Mon 10:00-11:00", "Mon 600-660, Sat 600-660, Sun 600-660"},
      {"mon-TUESDAY 09:00-10:00", "Mon 540-600, Tue 540-600"},
      {"Mo-Di, Do 09:00-10:00", "Mon 540-600, Tue 540-600, Thu 540-600"},
      {"  Mon – Tue  09:00 — 10:00 ", "Mon 540-600, Tue 540-600"},
      {"Mon 22:00-24:00, Tue 00:00-06:00", "Mon 1320-1440, Tue 0-360"},
  };
  for (const auto& each : cases) {
    SCOPED_TRACE(each.text);
    const HoursRead read = read_hours(each.text);
    EXPECT_EQ(read.problem, "");
    EXPECT_EQ(text_of(read.hours), each.hours);
    EXPECT_EQ(parse_hours(each.text), read.hours);
  }
}

TEST(HoursTest, SayWhyTheyCannotBeRead) {
  const char* const no_days = "write the days and their times, such as \"Mon-Fri 09:00-17:30\"";
  const char* const no_times = "write times behind the last day, such as \"Fri 09:00-15:00\"";
  const struct {
    const char* text;
    std::string problem;
  } cases[] = {
      {"", no_days},
      {" , ", no_days},
      {"Mon-Fri", no_times},
      {"Mon 09:00-17:30, Fri", no_times},
      {"Mon-Fry 09:00-17:30",
       "\"Fry\" is no day of the week: write Mon, Tue, Wed, Thu, Fri, Sat or Sun"},
      {"Mon- 09:00", "\"09:00\" is no day of the week: write Mon, Tue, Wed, Thu, Fri, Sat or Sun"},
      {"-Fri 09:00-10:00", "\"\" is no day of the week: write Mon, Tue, Wed, Thu, Fri, Sat or Sun"},
      {"weekdays 09:00-10:00",
       "\"weekdays\" is no day of the week: write Mon, Tue, Wed, Thu, Fri, Sat or Sun"},
      {"09:00-17:30 Mon", "write the days before \"09:00-17:30\""},
      {"Mon 9-17", "\"9-17\" is no span of time: write it as 09:00-17:30"},
      {"Mon 09:00", "\"09:00\" is no span of time: write it as 09:00-17:30"},
      {"Mon 09:00-25:00", "\"09:00-25:00\" is no span of time: write it as 09:00-17:30"},
      {"Mon 09:00-17:60", "\"09:00-17:60\" is no span of time: write it as 09:00-17:30"},
      {"Mon 09:00-24:01", "\"09:00-24:01\" is no span of time: write it as 09:00-17:30"},
      {"Mon 09:00-1::30", "\"09:00-1::30\" is no span of time: write it as 09:00-17:30"},
      {"Mon 22:00-06:00",
       "\"22:00-06:00\" does not end after it begins: write hours over midnight as \"Mon "
       "22:00-24:00, Tue 00:00-06:00\""},
      {"Mon 09:00-09:00",
       "\"09:00-09:00\" does not end after it begins: write hours over midnight as \"Mon "
       "22:00-24:00, Tue 00:00-06:00\""},
      {"Mon-Fri 09:00-12:00, Fri 11:00-15:00",
       "09:00-12:00 and 11:00-15:00 on Fri overlap: write them as one"},
  };
  for (const auto& each : cases) {
    SCOPED_TRACE(each.text);
    const HoursRead read = read_hours(each.text);
    EXPECT_EQ(read.problem, each.problem);
    EXPECT_TRUE(read.hours.empty());
    EXPECT_EQ(parse_hours(each.text), std::nullopt);
  }
}

RC_GTEST_PROP(HoursProperties, WhatIsReadIsInOrderAndNeverEmpty, ()) {
  const auto words = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
      "Mon", "Fri", "Mon-Wed", "Sa", "So-Di", ",", "-", "–", "09:00-12:00", "11:00-13:00",
      "12:00-24:00", "00:00-06:00", "9:00", "\xe2\x80", "x"));
  std::string text;
  for (const std::string& word : words) text += word + " ";
  const HoursRead read = read_hours(text);
  RC_ASSERT(read.hours.empty() != read.problem.empty());
  for (const auto& openings : read.hours.days) {
    for (std::size_t at = 0; at < openings.size(); ++at) {
      RC_ASSERT(openings[at].from < openings[at].to);
      // In brackets of its own: RC_ASSERT would take || apart, and ask both sides.
      RC_ASSERT((at == 0 || openings[at - 1].to < openings[at].from));
    }
  }
}

}  // namespace
}  // namespace baton::test
