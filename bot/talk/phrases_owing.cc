// Gaps and debts: accept, gap, supply, confirm, drop, repay, forgive; and requests: allow, refuse.
#include <charconv>

#include "bot/talk/forms.h"
#include "bot/talk/phrases.h"
#include "bot/talk/text.h"

namespace baton {
namespace {

constexpr std::string_view gap_mark = "gap:";

/// "2", "#2:" and "logo," without the marks around.
std::string bare_name(std::string_view typed) {
  if (typed.starts_with('#')) typed.remove_prefix(1);
  while (!typed.empty() && (typed.back() == ':' || typed.back() == ',')) typed.remove_suffix(1);
  return std::string(typed);
}

/// The number of "#2"; of "2" only where nothing follows it, for a reason may begin with a number.
std::optional<int> request_number(const Token& token, bool is_last) {
  constexpr std::size_t digits_max = 6;
  std::string_view text = token.text;
  const bool marked = text.starts_with('#');
  if (token.quoted || (!marked && !is_last)) return std::nullopt;
  if (marked) text.remove_prefix(1);
  if (text.size() > digits_max) return std::nullopt;
  int number = 0;
  const char* const end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, number);
  return error == std::errc() && at == end && number > 0 ? std::optional(number) : std::nullopt;
}

}  // namespace

bool Phrase::opens_gap(std::size_t at) const {
  const Token& token = tokens_.all[at];
  return !token.quoted && !token.person && token.name.empty() &&
         text::folded(token.text).starts_with(gap_mark);
}

GapWish Phrase::gap_wish(std::size_t from, std::size_t first, std::size_t end) const {
  const auto is = [&](std::size_t back, std::string_view word) {
    return first + back <= end && tokens_.all[end - back].is(word);
  };
  GapWish wish;
  std::size_t to = tokens_.all[end - 1].end;
  if (is(1, "start)") && is(2, "(can")) {
    wish.before_start = false;
    to = tokens_.all[end - 2].begin;
  } else if (is(1, "start)") && is(2, "can") && is(3, "(i")) {
    wish.before_start = false;
    to = tokens_.all[end - 3].begin;
  }
  wish.what = line_.words_between(from, to);
  return wish;
}

Intent Phrase::accept() {
  Read<TaskKey> key = task();
  if (auto* problem = std::get_if<Misunderstood>(&key)) return std::move(*problem);
  if (!at_end() && !opens_gap(next_)) return surplus(peek(), std::get<TaskKey>(key));
  Accept accept;
  while (!at_end()) {
    const std::size_t first = next_;
    const std::size_t from = take().begin + gap_mark.size();
    while (!at_end() && !opens_gap(next_)) ++next_;
    GapWish wish = gap_wish(from, first, next_);
    if (wish.what.empty() && at_end() && accept.gaps.empty()) {
      return form_of(Verb::accept, std::get<TaskKey>(std::move(key)));
    }
    if (wish.what.empty()) return lacking("What is missing?", "Type it after “gap:”.");
    accept.gaps.push_back(std::move(wish));
  }
  return command_of(std::get<TaskKey>(std::move(key)), std::move(accept));
}

Intent Phrase::supply() {
  Read<TaskKey> key = task();
  if (auto* problem = std::get_if<Misunderstood>(&key)) return std::move(*problem);
  TaskKey task_key = std::get<TaskKey>(std::move(key));
  if (at_end()) return form_of(Verb::supply, std::move(task_key));
  if (peek().name.empty() && text::is_link(peek().text)) {
    return command_of(std::move(task_key), SupplyGap{{}, rest_from(next_)});
  }
  const Token& gap = take();
  SupplyGap supply{bare_name(gap.text), rest_from(next_)};
  if (!gap.name.empty()) {  // "2=https://..."
    supply.gap = gap.name;
    supply.value = gap.text + (supply.value.empty() ? "" : " " + supply.value);
  }
  if (!supply.value.empty()) return command_of(std::move(task_key), std::move(supply));
  FormRequest form = form_of(Verb::supply, std::move(task_key));
  form.press.text = std::move(supply.gap);
  return form;
}

Intent Phrase::confirm() {
  Read<TaskKey> key = task();
  if (auto* problem = std::get_if<Misunderstood>(&key)) return std::move(*problem);
  return command_of(std::get<TaskKey>(std::move(key)), ConfirmGap{bare_name(rest_from(next_))});
}

Intent Phrase::repay() {
  Read<TaskKey> key = task();
  if (auto* problem = std::get_if<Misunderstood>(&key)) return std::move(*problem);
  TaskKey task_key = std::get<TaskKey>(std::move(key));
  if (at_end()) return command_of(std::move(task_key), Repay{});
  if (peek().name.empty() && text::is_link(peek().text)) {
    return command_of(std::move(task_key), Repay{{}, rest_from(next_)});
  }
  if (!peek().name.empty()) {  // "budget=5000 EUR"
    auto [debt, value] = take_assignment();
    if (!at_end()) value += " " + rest_from(next_);
    return command_of(std::move(task_key), Repay{std::move(debt), std::move(value)});
  }
  Repay repay{item_name(bare_name(take().text), speaker_.agency), {}};
  skip("=");
  repay.value = rest_from(next_);
  return command_of(std::move(task_key), std::move(repay));
}

Intent Phrase::let_off(Verb verb) {
  Read<TaskKey> key = task();
  if (auto* problem = std::get_if<Misunderstood>(&key)) return std::move(*problem);
  TaskKey task_key = std::get<TaskKey>(std::move(key));
  if (at_end()) return form_of(verb, std::move(task_key));
  std::string owed = bare_name(take().text);
  std::string why = rest_from(next_);
  if (why.empty()) {
    FormRequest form = form_of(verb, std::move(task_key));
    form.press.text = std::move(owed);
    return form;
  }
  if (verb == Verb::drop) {
    return command_of(std::move(task_key), DropGap{std::move(owed), std::move(why)});
  }
  return command_of(std::move(task_key), Forgive{item_name(owed, speaker_.agency), std::move(why)});
}

Intent Phrase::decide_request(Verb verb) {
  Read<TaskKey> key = task();
  if (auto* problem = std::get_if<Misunderstood>(&key)) return std::move(*problem);
  TaskKey task_key = std::get<TaskKey>(std::move(key));
  std::optional<int> number;
  if (!at_end()) number = request_number(peek(), next_ + 1 == tokens_.all.size());
  if (number) ++next_;
  if (verb == Verb::refuse) {
    return command_of(std::move(task_key), Refuse{rest_from(next_), number});
  }
  if (!at_end()) return surplus(peek(), task_key);
  return command_of(std::move(task_key), Allow{number});
}

}  // namespace baton
