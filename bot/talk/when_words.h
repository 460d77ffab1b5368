#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The words that times are typed in. All take them in lower case.
namespace baton {

/// What was typed as words to compare: in lower case, without commas, dots behind words and words
/// that say nothing; "3 pm" is "3pm", "15 Uhr" is "15:00", "end of day" is "eod", "the day after
/// tomorrow" is "overmorrow", and "2026-12-03T14:00" is two words.
std::vector<std::string> time_words(std::string_view typed);

/// Digits and nothing else, at most `digits_max` of them.
std::optional<int> number_of(std::string_view word, std::size_t digits_max);

/// "15:00", "3pm", "3:30pm", "noon": minutes since midnight.
std::optional<std::chrono::minutes> clock_time(std::string_view word);

/// "dec", "sept", "december", "dezember".
std::optional<std::chrono::month> month_named(std::string_view word);

/// "3", "3rd": 1 to 31.
std::optional<std::chrono::day> day_number(std::string_view word);

/// A date in figures: "2026-12-03", "3.12", "3.12.2026", "3.12.26".
struct DateWord {
  std::chrono::month_day date;
  std::optional<std::chrono::year> year;
};
std::optional<DateWord> date_in_figures(std::string_view word);

/// One of what time is counted in.
struct Unit {
  std::chrono::minutes time{0};  ///< of minutes and hours
  int days = 0;                  ///< of days and weeks
};
/// "min", "hours", "day", "weeks", "tagen"; with `Short::too` also "h" or "d".
enum class Short { no, too };
std::optional<Unit> unit_named(std::string_view word, Short is_good);

}  // namespace baton
