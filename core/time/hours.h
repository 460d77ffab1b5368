#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace baton {

/// Part of a day in which somebody works, in minutes since midnight on the clock:
/// [from, to), from < to.
struct Opening {
  std::chrono::minutes from{0};
  std::chrono::minutes to{0};  ///< at most 24:00
  bool operator==(const Opening&) const = default;
};

/// When somebody works, week by week.
struct WorkingHours {
  /// Monday first. A day's openings are in order, and neither overlap nor touch.
  std::array<std::vector<Opening>, 7> days;

  [[nodiscard]] const std::vector<Opening>& on(std::chrono::weekday day) const {
    return days[day.iso_encoding() - 1];
  }
  [[nodiscard]] bool empty() const;
  bool operator==(const WorkingHours&) const = default;
};

/// "Mon", "tues", "Thursday"; of German "Do" and "Donnerstag". Case does not count.
std::optional<std::chrono::weekday> weekday_named(std::string_view word);

/// What was read of working hours, or why nothing was.
struct HoursRead {
  WorkingHours hours;
  std::string problem;  ///< says the mend, as the end of a sentence; empty: all is well
};
/// Days, then their times, as often as needed: "Mon-Thu 09:00-17:30, Fri 09:00-15:00",
/// "Mon-Fri 09:00-12:00 13:00-17:30", "Mon,Wed,Fri 09:00-13:00".
HoursRead read_hours(std::string_view text);
/// As read_hours(), for who does not ask why not. Never empty hours.
std::optional<WorkingHours> parse_hours(std::string_view text);

}  // namespace baton
