#include <array>

#include "bot/talk/text.h"
#include "bot/talk/when.h"

namespace baton {
namespace {

std::string day_of(LocalTime local) {
  constexpr std::array weekdays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = std::chrono::floor<std::chrono::days>(local);
  const std::chrono::year_month_day date(day);
  return std::string(weekdays[std::chrono::weekday(day).c_encoding()]) + " " +
         std::to_string(static_cast<unsigned>(date.day())) + " " +
         months[static_cast<unsigned>(date.month()) - 1];
}

std::string time_of(LocalTime local) {
  const auto two = [](long number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  const std::chrono::hh_mm_ss time(local - std::chrono::floor<std::chrono::days>(local));
  return two(time.hours().count()) + ":" + two(time.minutes().count());
}

/// "New York" of "America/New_York".
std::string city_of(const Zone& zone) {
  std::string city = zone.name.substr(zone.name.rfind('/') + 1);
  for (char& c : city) {
    if (c == '_') c = ' ';
  }
  return city.empty() ? "UTC" : city;
}

}  // namespace

std::string spoken(TimePoint at, const Zone& zone) {
  const LocalTime local = to_local(zone, at);
  return day_of(local) + " " + time_of(local);
}

std::string spoken_in_both(TimePoint at, const Zone& one, const Zone& other) {
  const LocalTime here = to_local(one, at);
  const LocalTime there = to_local(other, at);
  if (here == there) return spoken(at, one);
  const std::string day = day_of(here) == day_of(there) ? "" : day_of(there) + " ";
  return spoken(at, one) + " " + city_of(one) + " (" + day + time_of(there) + " " + city_of(other) +
         ")";
}

std::optional<LastBy> last_by(std::string_view text) {
  text = text::trimmed(text);
  for (std::size_t end = text.size(); end >= 2; --end) {
    const std::size_t at = end - 2;
    if ((text[at] != 'b' && text[at] != 'B') || (text[at + 1] != 'y' && text[at + 1] != 'Y')) {
      continue;
    }
    std::string_view before = text.substr(0, at);
    const std::string_view behind = text.substr(end);
    const std::string_view when = text::trimmed(behind);
    std::string_view words = text::trimmed(before);
    const bool stands_apart = words.size() < before.size() || words.ends_with(',');
    if (!stands_apart || when.empty() || text::space_at(behind, 0) == 0) continue;
    while (words.ends_with(',')) words = text::trimmed(words.substr(0, words.size() - 1));
    if (words.empty()) continue;
    return LastBy{words, when};
  }
  return std::nullopt;
}

}  // namespace baton
