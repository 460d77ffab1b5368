#include "config/spans.h"

#include <algorithm>
#include <array>
#include <vector>

#include "config/nearest.h"
#include "config/text_shape.h"
#include "core/text/ascii.h"

namespace baton::config {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr int days_max = 60;
constexpr minutes time_max = hours(400);
constexpr int minutes_max = 60;
constexpr std::string_view digits = "0123456789";
constexpr std::string_view units = "dhm";
constexpr std::size_t digits_max = 6;  ///< more are an amount beyond every bound
constexpr int beyond_every_bound = 1'000'000;
constexpr std::size_t text_characters_max = 40;  // as the schema says

/// How many days, hours and minutes.
using Amounts = std::array<int, 3>;

/// nullopt: `text` has not the shape of a span. Bounds are not judged.
std::optional<Amounts> amounts_of(std::string_view text) {
  if (text.empty()) return std::nullopt;
  Amounts amounts{};
  std::size_t unit_from = 0;  // the units before have been, or may not come any more
  for (bool first = true; !text.empty(); first = false) {
    if (!first && text.front() == ' ') text.remove_prefix(1);
    const std::string_view amount = text.substr(0, text.find_first_not_of(digits));
    if (amount.empty() || amount.size() == text.size()) return std::nullopt;
    if (amount.size() > 1 && amount.front() == '0') return std::nullopt;
    const std::size_t unit = units.find(text[amount.size()], unit_from);
    if (unit == std::string_view::npos) return std::nullopt;
    amounts[unit] = amount.size() > digits_max ? beyond_every_bound
                                               : static_cast<int>(*whole_number_of(amount));
    unit_from = unit + 1;
    text.remove_prefix(amount.size() + 1);
  }
  return amounts;
}

WorkingSpan span_of(const Amounts& amounts) {
  return {amounts[0], hours(amounts[1]) + minutes(amounts[2])};
}

/// Why `span` is out of bounds, as a sentence fragment; empty: it is not.
std::string problem_of(const WorkingSpan& span) {
  if (span.is_zero()) return "must be more than zero";
  const bool beyond = span.days > days_max || (span.days == days_max && span.time.count() > 0);
  if (beyond) return "must be at most " + std::to_string(days_max) + "d";
  if (span.time > time_max) {
    return "must be at most " +
           std::to_string(std::chrono::duration_cast<hours>(time_max).count()) +
           "h in hours and minutes";
  }
  return "";
}

std::size_t unit_of_word(std::string_view word) {
  static const std::vector<std::string_view> words[] = {{"d", "day", "days"},
                                                        {"h", "hr", "hrs", "hour", "hours"},
                                                        {"m", "min", "mins", "minute", "minutes"}};
  for (std::size_t unit = 0; unit < std::size(words); ++unit) {
    if (std::ranges::find(words[unit], word) != words[unit].end()) return unit;
  }
  return std::size(words);
}

/// The span that "2 days", "4H" or "4h 2d" probably means; empty: there is no telling.
std::string meant_by(std::string_view text) {
  const std::string lower = ascii::lowered(text);
  std::array<std::string, 3> parts;
  std::size_t at = lower.find_first_not_of(' ');
  while (at != std::string::npos) {
    const std::size_t amount_end = std::min(lower.find_first_not_of(digits, at), lower.size());
    std::string amount = lower.substr(at, amount_end - at);
    const std::size_t word_at = std::min(lower.find_first_not_of(' ', amount_end), lower.size());
    const std::size_t word_end =
        std::min(lower.find_first_of(" ,0123456789", word_at), lower.size());
    const std::size_t unit = unit_of_word(lower.substr(word_at, word_end - word_at));
    if (amount.empty() || unit == parts.size() || !parts[unit].empty()) return "";
    amount.erase(0, std::min(amount.find_first_not_of('0'), amount.size() - 1));
    parts[unit] = amount + units[unit];
    at = lower.find_first_not_of(" ,", word_end);
  }
  std::string meant;
  for (const std::string& part : parts) meant += (meant.empty() || part.empty() ? "" : " ") + part;
  return working_span_of(meant) ? meant : "";
}

}  // namespace

std::optional<WorkingSpan> working_span_of(std::string_view text) {
  const std::optional<Amounts> amounts = amounts_of(text);
  if (!amounts || !problem_of(span_of(*amounts)).empty()) return std::nullopt;
  return span_of(*amounts);
}

void expect_working_span(const Item& item, Findings& findings) {
  const std::string text = item.text();
  if (text.empty() || characters_of(text) > text_characters_max) return;  // the schema tells
  const bool visible = item.shown() == in_quotes(text);
  const auto tell = [&](const std::string& words) {
    findings.error(item.place(), in_quotes(key_of(item.path())) + " " + words);
  };
  if (const std::optional<Amounts> amounts = amounts_of(text)) {
    const std::string problem = problem_of(span_of(*amounts));
    if (!problem.empty()) tell(problem + ", not " + item.shown());
  } else if (text.find_first_not_of(digits) == std::string::npos) {
    tell(visible ? "needs a unit: write " + alternatives({text + "d", text + "h", text + "m"})
                 : "needs a unit: d, h or m");
  } else {
    const std::string meant = visible ? meant_by(text) : "";
    tell("must be days, hours and minutes, such as 2d, 4h, 30m or 1d 4h, not " + item.shown() +
         (meant.empty() ? "" : "; did you mean " + in_quotes(meant) + "?"));
  }
}

std::optional<minutes> minutes_of(std::string_view text) {
  const std::optional<Amounts> amounts = amounts_of(text);
  if (!amounts || text.find_first_of("dh") != std::string_view::npos) return std::nullopt;
  const int count = amounts->back();
  if (count < 1 || count > minutes_max) return std::nullopt;
  return minutes(count);
}

minutes read_minutes(const Item& item, minutes otherwise, Findings& findings) {
  const std::string text = item.text();
  if (text.empty() || characters_of(text) > text_characters_max) return otherwise;
  const std::optional<minutes> read = minutes_of(text);
  if (!read) {
    findings.error(item.place(),
                   in_quotes(key_of(item.path())) + " must be whole minutes from 1m to " +
                       std::to_string(minutes_max) + "m, such as 5m, not " + item.shown());
  }
  return read.value_or(otherwise);
}

}  // namespace baton::config
