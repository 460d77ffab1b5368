#include "bot/talk/when_words.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "bot/talk/text.h"
#include "core/text/ascii.h"

namespace baton {
namespace {

using std::chrono::minutes;

constexpr std::size_t year_digits = 4;

template <std::size_t size>
bool is_one_of(std::string_view word, const std::array<std::string_view, size>& words) {
  return std::ranges::find(words, word) != words.end();
}

/// "p.m" is what is left of "p.m." without its dot.
std::string_view meridiem_of(std::string_view word) {
  if (word == "a.m") return "am";
  if (word == "p.m") return "pm";
  return word == "am" || word == "pm" ? word : std::string_view();
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words{""};
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t gap = text[at] == ',' ? 1 : text::space_at(text, at);
    const std::size_t bytes = gap > 0 ? gap : text::code_point_at(text, at).bytes;
    if (gap == 0) words.back() += text.substr(at, bytes);
    if (gap > 0 && !words.back().empty()) words.emplace_back();
    at += bytes;
  }
  for (std::string& word : words) {
    while (word.ends_with('.')) word.pop_back();
  }
  std::erase(words, "");
  return words;
}

/// Makes one word of each `phrase`.
void join(std::vector<std::string>& words, const std::vector<std::string_view>& phrase,
          std::string_view word) {
  for (auto at = words.begin();;) {
    at = std::search(at, words.end(), phrase.begin(), phrase.end());
    if (at == words.end()) return;
    *at = word;
    at = words.erase(at + 1, at + static_cast<std::ptrdiff_t>(phrase.size()));
  }
}

/// "3", "pm" are "3pm", and "15", "uhr" are "15:00".
void join_times(std::vector<std::string>& words) {
  for (std::size_t at = 0; at + 1 < words.size(); ++at) {
    std::string& word = words[at];
    if (!ascii::is_digit(word.front())) continue;
    const std::string_view meridiem = meridiem_of(words[at + 1]);
    const bool is_german = words[at + 1] == "uhr";
    if (meridiem.empty() && !is_german) continue;
    word += meridiem;
    if (is_german) std::ranges::replace(word, '.', ':');
    if (is_german && word.find(':') == word.npos) word += ":00";
    words.erase(words.begin() + static_cast<std::ptrdiff_t>(at) + 1);
  }
}

/// "2026-12-03t14:00" is two words.
void part_dates_from_times(std::vector<std::string>& words) {
  constexpr std::size_t date_size = 10;
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (words[at].size() <= date_size + 1 || words[at][date_size] != 't') continue;
    if (!date_in_figures(words[at].substr(0, date_size))) continue;
    words.insert(words.begin() + static_cast<std::ptrdiff_t>(at) + 1,
                 words[at].substr(date_size + 1));
    words[at].resize(date_size);
  }
}

std::optional<std::chrono::month_day> month_day_of(std::optional<int> month,
                                                   std::optional<int> day) {
  if (!month || !day) return std::nullopt;
  const std::chrono::month_day date(std::chrono::month(static_cast<unsigned>(*month)),
                                    std::chrono::day(static_cast<unsigned>(*day)));
  if (!date.ok()) return std::nullopt;
  return date;
}

/// The parts of `word` between `mark`s; empty: there are not as many as three, at least `min`.
std::vector<std::string_view> parts_of(std::string_view word, char mark, std::size_t min) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = word.find(mark);
    parts.push_back(word.substr(0, end));
    if (end == word.npos) break;
    word.remove_prefix(end + 1);
  }
  if (parts.size() < min || parts.size() > 3) parts.clear();
  return parts;
}

}  // namespace

std::vector<std::string> time_words(std::string_view typed) {
  constexpr std::array<std::string_view, 10> silent{"at", "on", "by",  "the", "of",
                                                    "um", "am", "bis", "den", "this"};
  std::vector<std::string> words = words_of(text::folded(typed));
  join_times(words);  // before "am" is taken for a word that says nothing
  std::erase_if(words, [&](const std::string& word) { return is_one_of(word, silent); });
  part_dates_from_times(words);
  join(words, {"end", "day"}, "eod");
  join(words, {"day", "after", "tomorrow"}, "overmorrow");
  return words;
}

std::optional<int> number_of(std::string_view word, std::size_t digits_max) {
  if (word.empty() || word.size() > digits_max || !std::ranges::all_of(word, ascii::is_digit))
    return {};
  int number = 0;
  std::from_chars(word.data(), word.data() + word.size(), number);
  return number;
}

std::optional<minutes> clock_time(std::string_view word) {
  if (word == "noon" || word == "midday" || word == "mittag" || word == "mittags") {
    return minutes(12 * 60);
  }
  const bool is_am = word.ends_with("am");
  const bool is_pm = word.ends_with("pm");
  if (is_am || is_pm) word.remove_suffix(2);
  const std::size_t colon = word.find(':');
  const std::optional<int> hour = number_of(word.substr(0, colon), 2);
  std::optional<int> minute = 0;
  if (colon != word.npos) {
    const std::string_view digits = word.substr(colon + 1);
    minute = digits.size() == 2 ? number_of(digits, 2) : std::nullopt;
  } else if (!is_am && !is_pm) {
    return std::nullopt;
  }
  if (!hour || !minute || *minute > 59) return std::nullopt;
  if (!is_am && !is_pm) {
    if (*hour > 23) return std::nullopt;
    return minutes(*hour * 60 + *minute);
  }
  if (*hour < 1 || *hour > 12) return std::nullopt;
  return minutes((*hour % 12 + (is_pm ? 12 : 0)) * 60 + *minute);
}

std::optional<std::chrono::month> month_named(std::string_view word) {
  constexpr std::array<std::string_view, 12> english{
      "january", "february", "march",     "april",   "may",      "june",
      "july",    "august",   "september", "october", "november", "december"};
  constexpr std::array<std::string_view, 12> german{"januar",    "februar", "märz",     "april",
                                                    "mai",       "juni",    "juli",     "august",
                                                    "september", "oktober", "november", "dezember"};
  if (word.size() < 3) return std::nullopt;
  for (unsigned at = 0; at < english.size(); ++at) {
    if (english[at].starts_with(word) || german[at].starts_with(word)) {
      return std::chrono::month(at + 1);
    }
  }
  return std::nullopt;
}

std::optional<std::chrono::day> day_number(std::string_view word) {
  constexpr std::array<std::string_view, 4> ordinals{"st", "nd", "rd", "th"};
  if (word.size() > 2 && is_one_of(word.substr(word.size() - 2), ordinals)) word.remove_suffix(2);
  const std::optional<int> number = number_of(word, 2);
  if (!number || *number < 1 || *number > 31) return std::nullopt;
  return std::chrono::day(static_cast<unsigned>(*number));
}

std::optional<DateWord> date_in_figures(std::string_view word) {
  if (const auto iso = parts_of(word, '-', 3); !iso.empty() && iso[0].size() == year_digits) {
    const auto year = number_of(iso[0], year_digits);
    const auto date = month_day_of(number_of(iso[1], 2), number_of(iso[2], 2));
    if (!year || !date) return std::nullopt;
    return DateWord{*date, std::chrono::year(*year)};
  }
  const auto parts = parts_of(word, '.', 2);
  if (parts.empty()) return std::nullopt;
  const auto date = month_day_of(number_of(parts[1], 2), number_of(parts[0], 2));
  if (!date) return std::nullopt;
  if (parts.size() == 2) return DateWord{*date, std::nullopt};
  const auto year = number_of(parts[2], year_digits);
  if (!year || parts[2].size() % 2 != 0) return std::nullopt;
  return DateWord{*date, std::chrono::year(parts[2].size() == 2 ? 2000 + *year : *year)};
}

std::optional<Unit> unit_named(std::string_view word, Short is_good) {
  constexpr std::array<std::string_view, 5> of_minutes{"min", "mins", "minute", "minutes",
                                                       "minuten"};
  constexpr std::array<std::string_view, 7> of_hours{"hr",  "hrs",    "hour",   "hours",
                                                     "std", "stunde", "stunden"};
  constexpr std::array<std::string_view, 5> of_days{"day", "days", "tag", "tage", "tagen"};
  constexpr std::array<std::string_view, 6> of_weeks{"wk",    "wks",   "week",
                                                     "weeks", "woche", "wochen"};
  const bool is_short = is_good == Short::too && word.size() == 1;
  if (is_one_of(word, of_minutes) || (is_short && word == "m")) return Unit{minutes(1), 0};
  if (is_one_of(word, of_hours) || (is_short && word == "h")) return Unit{minutes(60), 0};
  if (is_one_of(word, of_days) || (is_short && word == "d")) return Unit{minutes(0), 1};
  if (is_one_of(word, of_weeks) || (is_short && word == "w")) return Unit{minutes(0), 7};
  return std::nullopt;
}

}  // namespace baton
