// The task's life: start, block, wait, snooze, due, priority.
#include "bot/talk/dates.h"
#include "bot/talk/forms.h"
#include "bot/talk/near.h"
#include "bot/talk/phrases.h"
#include "bot/talk/say.h"
#include "bot/talk/text.h"

namespace baton {
namespace {

/// Without the marks between a date and its reason.
std::string reason_in(std::string words) {
  while (!words.empty() && std::string_view(",:;- ").find(words.front()) != std::string::npos) {
    words.erase(0, 1);
  }
  return words;
}

std::string without_comma(std::string words) {
  while (!words.empty() && std::string_view(",; ").find(words.back()) != std::string::npos) {
    words.pop_back();
  }
  return words;
}

}  // namespace

Intent Phrase::start() {
  Read<TaskKey> key = task();
  if (auto* problem = std::get_if<Misunderstood>(&key)) return std::move(*problem);
  const bool anyway = skip("anyway");
  if (!at_end()) return surplus(peek(), std::get<TaskKey>(key));
  return command_of(std::get<TaskKey>(std::move(key)), Start{anyway});
}

Intent Phrase::block() {
  Read<TaskKey> key = task();
  if (auto* problem = std::get_if<Misunderstood>(&key)) return std::move(*problem);
  TaskKey task_key = std::get<TaskKey>(std::move(key));
  if (at_end()) return form_of(Verb::block, std::move(task_key));
  const std::size_t from = peek().begin;
  std::size_t look = tokens_.all.size();  // where the last "look again" begins
  for (std::size_t at = next_; at + 1 < tokens_.all.size(); ++at) {
    if (tokens_.all[at].is("look") && tokens_.all[at + 1].is("again")) look = at;
  }
  if (look == tokens_.all.size()) {
    return command_of(std::move(task_key), Block{rest_from(next_), {}});
  }
  Block block{without_comma(line_.words_between(from, tokens_.all[look].begin)), {}};
  next_ = look + 2;
  if (at_end()) {
    return lacking("When shall it be looked at again?", "Type it after “look again”.");
  }
  const Token& first = peek();
  const std::optional<When> when = take_when();
  if (!when || !at_end()) return unclear(first);
  block.look_again = when->at;
  if (!block.why.empty()) return command_of(std::move(task_key), std::move(block));
  FormRequest form = form_of(Verb::block, std::move(task_key));
  form.press.filled.emplace(input::look_again, rest_from(look + 2));
  return form;
}

Intent Phrase::wait() {
  Read<TaskKey> key = task();
  if (auto* problem = std::get_if<Misunderstood>(&key)) return std::move(*problem);
  TaskKey task_key = std::get<TaskKey>(std::move(key));
  skip("for");
  skip("client");
  skip("until");
  if (at_end()) return form_of(Verb::wait, std::move(task_key));
  const Token& first = peek();
  const std::optional<When> when = take_when();
  if (!when) return unclear(first);
  std::string why = reason_in(rest_from(next_));
  if (!why.empty()) return command_of(std::move(task_key), Wait{when->at, std::move(why)});
  FormRequest form = form_of(Verb::wait, std::move(task_key));
  form.press.filled.emplace(input::until,
                            line_.words_between(first.begin, tokens_.all[next_ - 1].end));
  return form;
}

Intent Phrase::snooze() {
  Read<TaskKey> key = task();
  if (auto* problem = std::get_if<Misunderstood>(&key)) return std::move(*problem);
  skip("until");
  if (at_end()) return command_of(std::get<TaskKey>(std::move(key)), Snooze{});
  const Token& first = peek();
  const std::optional<When> when = take_when();
  if (!when) return unclear(first);
  if (!at_end()) return surplus(peek());
  return command_of(std::get<TaskKey>(std::move(key)), Snooze{when->at});
}

Intent Phrase::due() {
  Read<TaskKey> key = task();
  if (auto* problem = std::get_if<Misunderstood>(&key)) return std::move(*problem);
  TaskKey task_key = std::get<TaskKey>(std::move(key));
  if (at_end()) return form_of(Verb::due, std::move(task_key));
  const Token& first = peek();
  const std::optional<When> when = take_when();
  if (!when) return unclear(first);
  return command_of(std::move(task_key), SetDue{when->at, reason_in(rest_from(next_))});
}

Intent Phrase::priority() {
  Read<TaskKey> key = task();
  if (auto* problem = std::get_if<Misunderstood>(&key)) return std::move(*problem);
  TaskKey task_key = std::get<TaskKey>(std::move(key));
  if (at_end()) return form_of(Verb::priority, std::move(task_key));
  constexpr std::array levels{Priority::low, Priority::normal, Priority::high};
  std::vector<std::string> words;
  for (const Priority level : levels) words.emplace_back(word_of(level));
  const std::string typed = take().text;
  if (!at_end()) return surplus(peek());
  const std::vector<std::string> fits = starting_with(typed, words);
  for (const Priority level : levels) {
    if (fits.size() == 1 && fits.front() == word_of(level)) {
      return command_of(std::move(task_key), SetPriority{level});
    }
  }
  std::vector<Button> buttons;
  for (const std::string& word : words) {
    const std::string key_typed = task_key.empty() ? "" : task_key.value + " ";
    buttons.push_back(runs(text::humanised(word), "priority " + key_typed + word));
  }
  return misunderstood(say("Which priority? It is low, normal or high."),
                       {say("Nothing was recorded.")}, word_.usage, std::move(buttons));
}

}  // namespace baton
