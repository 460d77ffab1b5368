#include "core/time/instant.h"

#include "core/text/ascii.h"

namespace baton {
namespace {

using std::chrono::days;
using std::chrono::minutes;

std::string digits(int number, std::size_t count) {
  const std::string text = std::to_string(number);
  return std::string(text.size() < count ? count - text.size() : 0, '0') + text;
}

/// The number of `count` digits at `at`; -1: there is none.
int number_at(std::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) return -1;
  int number = 0;
  for (const char c : text.substr(at, count)) {
    if (!ascii::is_digit(c)) return -1;
    number = number * 10 + (c - '0');
  }
  return number;
}

/// "15:00", or nullopt; at most `hours_max` hours.
std::optional<minutes> time_at(std::string_view text, std::size_t at, int hours_max) {
  const int hours = number_at(text, at, 2);
  const int rest = number_at(text, at + 3, 2);
  const bool fits = at + 5 <= text.size() && text[at + 2] == ':' && hours >= 0 &&
                    hours <= hours_max && rest >= 0 && rest < 60;
  return fits ? std::optional(minutes(hours * 60 + rest)) : std::nullopt;
}

std::string time_text(minutes time) {
  const int count = static_cast<int>(time.count());
  return digits(count / 60, 2) + ":" + digits(count % 60, 2);
}

}  // namespace

std::string date_text(TimePoint at, const Zone& zone) {
  const std::chrono::year_month_day date(std::chrono::floor<days>(to_local(zone, at)));
  return digits(static_cast<int>(date.year()), 4) + "-" +
         digits(static_cast<int>(static_cast<unsigned>(date.month())), 2) + "-" +
         digits(static_cast<int>(static_cast<unsigned>(date.day())), 2);
}

std::string instant_text(TimePoint at, const Zone& zone) {
  const LocalTime local = to_local(zone, at);
  const auto time = std::chrono::floor<minutes>(local - std::chrono::floor<days>(local));
  const minutes offset = offset_at(zone, at);
  return date_text(at, zone) + "T" + time_text(time) + (offset < minutes(0) ? "-" : "+") +
         time_text(std::chrono::abs(offset));
}

std::optional<TimePoint> instant_read(std::string_view text) {
  constexpr std::size_t offset_begin = 16;  // behind "2027-03-31T15:00"
  if (text.size() <= offset_begin || text[4] != '-' || text[7] != '-' || text[10] != 'T') {
    return std::nullopt;
  }
  const int month = number_at(text, 5, 2);
  const int day = number_at(text, 8, 2);
  const std::chrono::year_month_day date{
      std::chrono::year(number_at(text, 0, 4)),
      std::chrono::month(static_cast<unsigned>(month < 0 ? 0 : month)),
      std::chrono::day(static_cast<unsigned>(day < 0 ? 0 : day))};
  const auto time = time_at(text, 11, 23);
  if (number_at(text, 0, 4) < 0 || !date.ok() || !time) return std::nullopt;
  const TimePoint as_shown = std::chrono::sys_days(date) + *time;
  const std::string_view behind = text.substr(offset_begin);
  if (behind == "Z") return as_shown;
  const auto offset = time_at(behind, 1, 23);
  if (behind.size() != 6 || !offset) return std::nullopt;
  if (behind[0] == '+') return as_shown - *offset;
  return behind[0] == '-' ? std::optional(as_shown + *offset) : std::nullopt;
}

}  // namespace baton
