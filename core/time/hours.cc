#include "core/time/hours.h"

#include <algorithm>
#include <utility>

#include "core/text/ascii.h"

namespace baton {
namespace {

using std::chrono::minutes;

constexpr minutes day_end{24 * 60};
constexpr std::array<std::string_view, 7> day_names{"Mon", "Tue", "Wed", "Thu",
                                                    "Fri", "Sat", "Sun"};

bool is_between_words(char c) {
  return c == ' ' || c == ',' || c == '\t' || c == '\n' || c == '\r';
}

/// With plain hyphens that touch what they join: "09:00 – 17:30" gives "09:00-17:30".
std::string with_plain_hyphens(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const bool is_dash = text.starts_with("–") || text.starts_with("—");
    if (is_dash || text.front() == '-') {
      while (!out.empty() && out.back() == ' ') out.pop_back();
      out += '-';
      text.remove_prefix(is_dash ? 3 : 1);
      while (text.starts_with(' ')) text.remove_prefix(1);
    } else {
      out += text.front();
      text.remove_prefix(1);
    }
  }
  return out;
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const auto end = std::ranges::find_if(text, is_between_words);
    const auto size = static_cast<std::size_t>(end - text.begin());
    if (size > 0) words.push_back(text.substr(0, size));
    text.remove_prefix(std::min(size + 1, text.size()));
  }
  return words;
}

/// The two sides of the first hyphen; the second is empty where there is none.
std::pair<std::string_view, std::string_view> sides_of(std::string_view word) {
  const std::size_t hyphen = word.find('-');
  if (hyphen == word.npos) return {word, {}};
  return {word.substr(0, hyphen), word.substr(hyphen + 1)};
}

/// "9:00", "09:00", "24:00".
std::optional<minutes> time_of(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == text.npos || colon == 0 || colon > 2 || text.size() != colon + 3) return {};
  int digits = 0;
  for (const char c : text) {
    if (ascii::is_digit(c)) digits = digits * 10 + (c - '0');
    if (!ascii::is_digit(c) && c != ':') return {};
  }
  const minutes time{digits / 100 * 60 + digits % 100};
  if (text.find(':', colon + 1) != text.npos || digits % 100 > 59 || time > day_end) return {};
  return time;
}

std::string quoted(std::string_view text) { return '"' + std::string(text) + '"'; }

std::string written(minutes time) {
  const auto two = [](long number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return two(time.count() / 60) + ":" + two(time.count() % 60);
}
std::string written(const Opening& opening) {
  return written(opening.from) + "-" + written(opening.to);
}

/// Reads one word after the other; the first problem stays.
class HoursReader {
 public:
  HoursRead read(std::string_view text) {
    const std::string plain = with_plain_hyphens(text);
    for (const std::string_view word : words_of(plain)) {
      if (!read_.problem.empty()) break;
      ascii::is_digit(word.front()) ? times(word) : days(word);
    }
    if (read_.problem.empty() && !timed_) {
      refuse(days_.empty() ? "write the days and their times, such as \"Mon-Fri 09:00-17:30\""
                           : "write times behind the last day, such as \"Fri 09:00-15:00\"");
    }
    for (std::size_t day = 0; day < day_names.size() && read_.problem.empty(); ++day) tidy(day);
    if (!read_.problem.empty()) read_.hours = {};
    return std::move(read_);
  }

 private:
  void refuse(std::string problem) { read_.problem = std::move(problem); }

  void days(std::string_view word) {
    if (std::exchange(timed_, false)) days_.clear();
    const auto [first, last] = sides_of(word);
    const auto from = weekday_named(first);
    const auto to = word == first ? from : weekday_named(last);
    if (!from || !to) {
      return refuse(quoted(from ? last : first) +
                    " is no day of the week: write Mon, Tue, Wed, Thu, Fri, Sat or Sun");
    }
    for (auto day = *from;; ++day) {
      days_.push_back(day);
      if (day == *to) break;
    }
  }

  void times(std::string_view word) {
    const auto [first, last] = sides_of(word);
    const auto from = time_of(first);
    const auto to = time_of(last);
    if (days_.empty()) return refuse("write the days before " + quoted(word));
    if (!from || !to) {
      return refuse(quoted(word) + " is no span of time: write it as 09:00-17:30");
    }
    if (*from >= *to) {
      return refuse(quoted(word) +
                    " does not end after it begins: write hours over midnight as "
                    "\"Mon 22:00-24:00, Tue 00:00-06:00\"");
    }
    timed_ = true;
    for (const std::chrono::weekday day : days_) {
      read_.hours.days[day.iso_encoding() - 1].push_back({*from, *to});
    }
  }

  /// Puts a day's openings in order, and makes one of those that touch.
  void tidy(std::size_t day) {
    std::vector<Opening>& openings = read_.hours.days[day];
    std::ranges::sort(openings, {}, &Opening::from);
    std::vector<Opening> tidied;
    for (const Opening& opening : openings) {
      if (tidied.empty() || tidied.back().to < opening.from) {
        tidied.push_back(opening);
      } else if (tidied.back().to == opening.from) {
        tidied.back().to = opening.to;
      } else {
        return refuse(written(tidied.back()) + " and " + written(opening) + " on " +
                      std::string(day_names[day]) + " overlap: write them as one");
      }
    }
    openings = std::move(tidied);
  }

  HoursRead read_;
  std::vector<std::chrono::weekday> days_;  ///< those that the next times are for
  bool timed_ = false;                      ///< times have been read for `days_`
};

}  // namespace

bool WorkingHours::empty() const {
  return std::ranges::all_of(days, [](const auto& openings) { return openings.empty(); });
}

std::optional<std::chrono::weekday> weekday_named(std::string_view word) {
  // In English three letters and more are enough; two letters, and German, are as they stand.
  struct Names {
    std::string_view english, two, german_two, german;
  };
  constexpr std::array<Names, 7> names{{{"monday", "mo", "mo", "montag"},
                                        {"tuesday", "tu", "di", "dienstag"},
                                        {"wednesday", "we", "mi", "mittwoch"},
                                        {"thursday", "th", "do", "donnerstag"},
                                        {"friday", "fr", "fr", "freitag"},
                                        {"saturday", "sa", "sa", "samstag"},
                                        {"sunday", "su", "so", "sonntag"}}};
  const std::string small = ascii::lowered(word);
  for (unsigned day = 0; day < names.size(); ++day) {
    const Names& name = names[day];
    if ((small.size() >= 3 && name.english.starts_with(small)) || small == name.two ||
        small == name.german_two || small == name.german) {
      return std::chrono::weekday(day + 1);
    }
  }
  return std::nullopt;
}

HoursRead read_hours(std::string_view text) { return HoursReader().read(text); }

std::optional<WorkingHours> parse_hours(std::string_view text) {
  HoursRead read = read_hours(text);
  if (!read.problem.empty()) return std::nullopt;
  return std::move(read.hours);
}

}  // namespace baton
