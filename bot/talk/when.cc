#include "bot/talk/when.h"

#include <algorithm>
#include <utility>

#include "bot/talk/when_words.h"
#include "core/text/ascii.h"

namespace baton {
namespace {

using std::chrono::days;
using std::chrono::local_days;
using std::chrono::minutes;
using std::chrono::month_day;
using std::chrono::weekday;
using std::chrono::year;

using Words = std::vector<std::string>;

constexpr std::size_t typed_bytes_max = 200;
constexpr std::size_t count_digits_max = 4;
constexpr year first_year{1970};
constexpr year last_year{2199};
constexpr minutes closing_otherwise{17 * 60 + 30};
constexpr int leap_day_years_max = 8;  // from one 29 February to the next, at most

/// What somebody said, part by part; nothing of it twice.
struct Said {
  bool next = false;  ///< of the week that begins next Monday
  std::optional<weekday> day_of_week;
  std::optional<int> days_ahead;
  std::optional<month_day> date;
  std::optional<year> of_year;
  std::optional<minutes> time;
  bool end_of_day = false;
  std::optional<minutes> time_ahead;

  [[nodiscard]] bool has_time() const { return time.has_value() || end_of_day; }
};

/// Reads words into what they say. Each step takes the words at the front that are its own.
class Reader {
 public:
  explicit Reader(Words words) : words_(std::move(words)) {}

  std::optional<Said> read() {
    if (words_.empty()) return std::nullopt;
    while (at_ < words_.size()) {
      if (!ahead() && !named_day() && !date() && !time()) return std::nullopt;
    }
    if (twice_ || !agrees()) return std::nullopt;
    return said_;
  }

 private:
  [[nodiscard]] std::string_view word(std::size_t further = 0) const {
    return at_ + further < words_.size() ? std::string_view(words_[at_ + further]) : "";
  }

  /// Takes `count` words for `value`.
  template <class Slot, class Value>
  bool take(std::size_t count, Slot& slot, Value value) {
    twice_ = twice_ || slot != Slot();
    slot = value;
    at_ += count;
    return true;
  }

  /// "in 2 days", "2 weeks", "in 3h", "in an hour".
  bool ahead() {
    const bool is_in = word() == "in";
    const std::size_t first = is_in ? 1 : 0;
    const std::string_view number = word(first);
    const auto digits = static_cast<std::size_t>(std::ranges::find_if_not(number, ascii::is_digit) -
                                                 number.begin());
    const bool is_one = is_in && (number == "a" || number == "an");
    const std::optional<int> count =
        is_one ? 1 : number_of(number.substr(0, digits), count_digits_max);
    const bool is_glued = !is_one && digits < number.size();
    if (!count || (is_glued && !is_in)) return false;  // "2h" alone may be a span as well
    const auto unit = unit_named(is_glued ? number.substr(digits) : word(first + 1),
                                 is_in ? Short::too : Short::no);
    if (!unit) return false;
    const std::size_t taken = first + (is_glued ? 1 : 2);
    return unit->days > 0
               ? take<std::optional<int>>(taken, said_.days_ahead, *count * unit->days)
               : take<std::optional<minutes>>(taken, said_.time_ahead, *count * unit->time);
  }

  /// "Thu", "next Thu", "next week", "tomorrow".
  bool named_day() {
    if (word() == "today" || word() == "heute") return take(1, said_.days_ahead, 0);
    if (word() == "tomorrow" || word() == "morgen") return take(1, said_.days_ahead, 1);
    if (word() == "overmorrow" || word() == "übermorgen") return take(1, said_.days_ahead, 2);
    const bool is_next = word() == "next" || word().starts_with("nächste");
    if (is_next && unit_named(word(1), Short::no) && unit_named(word(1), Short::no)->days == 7) {
      return take(2, said_.next, true);
    }
    if (is_next && weekday_named(word(1))) return take(1, said_.next, true);
    if (const auto day = weekday_named(word())) return take(1, said_.day_of_week, *day);
    return false;
  }

  /// "2026-12-03", "3.12.", "3 Dec", "Dec 3 2026".
  bool date() {
    if (const auto figures = date_in_figures(word())) {
      if (figures->year) said_.of_year = figures->year;
      return take(1, said_.date, figures->date);
    }
    const bool month_first = month_named(word()).has_value();
    const auto month = month_named(word(month_first ? 0 : 1));
    const auto day = day_number(word(month_first ? 1 : 0));
    if (!month || !day) return false;
    const month_day date(*month, *day);
    if (!date.ok()) return false;
    take(2, said_.date, date);
    if (word().size() == 4 && number_of(word(), 4)) {
      take(1, said_.of_year, year(*number_of(word(), 4)));
    }
    return true;
  }

  /// "15:00", "3pm", "noon", "EOD".
  bool time() {
    if (word() == "eod" || word() == "eob" || word() == "feierabend") {
      return take(1, said_.end_of_day, true);
    }
    const auto time = clock_time(word());
    return time && take(1, said_.time, *time);
  }

  /// Whether the parts go together, as far as no calendar is needed.
  [[nodiscard]] bool agrees() const {
    if (said_.time && said_.end_of_day) return false;
    const int days_said = (said_.days_ahead ? 1 : 0) + (said_.date ? 1 : 0) + (said_.next ? 1 : 0);
    if (said_.time_ahead) return days_said == 0 && !said_.day_of_week && !said_.has_time();
    const bool year_is_good =
        !said_.of_year || (*said_.of_year >= first_year && *said_.of_year <= last_year);
    return days_said <= 1 && year_is_good;
  }

  Words words_;
  std::size_t at_ = 0;
  Said said_;
  bool twice_ = false;
};

/// Finds the day and the time in the calendar of who said it.
class Resolver {
 public:
  Resolver(const Said& said, const Zone& zone, const WorkingHours& hours, TimePoint now)
      : said_(said),
        zone_(zone),
        hours_(hours),
        now_(now),
        today_(std::chrono::floor<days>(to_local(zone, now))) {}

  [[nodiscard]] std::optional<When> resolve() const {
    if (said_.time_ahead) {
      return When{std::chrono::floor<minutes>(now_) + *said_.time_ahead, true};
    }
    const std::optional<local_days> day = day_said();
    if (!day) return std::nullopt;
    if (said_.day_of_week && weekday(*day) != *said_.day_of_week) return std::nullopt;
    return When{at(*day), said_.has_time()};
  }

 private:
  [[nodiscard]] std::optional<local_days> day_said() const {
    if (said_.date) return day_of_date();
    if (said_.days_ahead) return today_ + days(*said_.days_ahead);
    const weekday monday = std::chrono::Monday;
    if (said_.next) {
      const local_days next_monday = today_ + days(7) - (weekday(today_) - monday);
      return said_.day_of_week ? next_monday + (*said_.day_of_week - monday) : next_monday;
    }
    if (said_.day_of_week) {
      const local_days day = today_ + (*said_.day_of_week - weekday(today_));
      return at(day) > now_ ? day : day + days(7);
    }
    return said_.end_of_day || at(today_) > now_ ? today_ : today_ + days(1);
  }

  [[nodiscard]] std::optional<local_days> day_of_date() const {
    const std::chrono::year_month_day today(today_);
    const year first = said_.of_year.value_or(today.year());
    const int years = said_.of_year ? 0 : leap_day_years_max;
    for (year each = first; each <= first + std::chrono::years(years); ++each) {
      const auto date = each / said_.date->month() / said_.date->day();
      if (date.ok() && (said_.of_year || date >= today)) return local_days(date);
    }
    return std::nullopt;
  }

  [[nodiscard]] TimePoint at(local_days day) const {
    return to_instant(zone_, LocalTime(day) + said_.time.value_or(closing(day)));
  }

  [[nodiscard]] minutes closing(local_days day) const {
    const std::vector<Opening>& openings = hours_.on(weekday(day));
    return openings.empty() ? closing_otherwise : openings.back().to;
  }

  const Said& said_;
  const Zone& zone_;
  const WorkingHours& hours_;
  TimePoint now_;
  local_days today_;
};

}  // namespace

std::optional<When> when_typed(std::string_view typed, const Zone& zone, const WorkingHours& hours,
                               TimePoint now) {
  if (typed.size() > typed_bytes_max) return std::nullopt;
  const std::optional<Said> said = Reader(time_words(typed)).read();
  if (!said) return std::nullopt;
  return Resolver(*said, zone, hours, now).resolve();
}

}  // namespace baton
