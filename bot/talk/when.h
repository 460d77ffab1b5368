#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/time/hours.h"
#include "core/time/zone.h"

/// Times as people type them and read them.
namespace baton {

struct When {
  TimePoint at;
  bool has_time = false;  ///< a time was said, if only as "noon", "EOD" or "in 2 hours"
  bool operator==(const When&) const = default;
};

/// The time that somebody in `zone` means with what they `typed` at `now`; nullopt: it is no time.
///
/// Days: "Thu", "next Thu" and "next week" (of the week that begins next Monday), "today",
/// "tomorrow", "in 2 days", "2 weeks", "2026-12-03", "3 Dec", "Dec 3 2026", "3.12.", "3.12.2026",
/// "Thu 3 Dec" where it is one. Times: "15:00", "3pm", "noon", "EOD", "in 2h". Either, or both in
/// any order. Case, commas, "at", "on", "by" and dots behind words do not count; German words are
/// understood, too.
///
/// A weekday, or a time alone, is the next that lies ahead; a date without year the next such day,
/// today included. Without a time, and as EOD, it is the end of that day's working hours, 17:30
/// where it has none. So the time has passed only where it is of today, or the year was written:
/// whoever asks must look.
std::optional<When> when_typed(std::string_view typed, const Zone& zone, const WorkingHours& hours,
                               TimePoint now);

/// "Thu 3 Dec 15:00", as the clocks of `zone` show it. when_typed() reads it.
std::string spoken(TimePoint at, const Zone& zone);
/// "Thu 3 Dec 15:00 Berlin (14:00 London)", the day twice where it is another one; as spoken()
/// where both clocks show the same.
std::string spoken_in_both(TimePoint at, const Zone& one, const Zone& other);

/// "banner 3: logo bigger, by Thu 15:00", cut in two.
struct LastBy {
  std::string_view before;  ///< "banner 3: logo bigger"
  std::string_view when;    ///< "Thu 15:00"; not judged, never empty
  bool operator==(const LastBy&) const = default;
};
/// Cuts at the last "by" that is a word of its own between others. Views into `text`.
std::optional<LastBy> last_by(std::string_view text);

}  // namespace baton
