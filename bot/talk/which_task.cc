#include "bot/talk/which_task.h"

#include "bot/talk/text.h"
#include "bot/talk/tokens.h"
#include "bot/talk/verbs.h"

namespace baton {
namespace {

constexpr std::size_t buttons_max = 5;
constexpr std::size_t label_max = 60;

/// "You hold ACME-3 and BOLT-1. ACME-4 waits on you."
std::string how_they_stand(const std::vector<Task>& candidates, const Voice& voice) {
  std::vector<std::string> held;
  std::vector<std::string> waiting;
  std::vector<std::string> others;
  for (const Task& task : candidates) {
    const Handoff* offer = task.offer();
    const bool waits = offer != nullptr && voice.is_you(offer->receiver);
    std::vector<std::string>& kind = waits ? waiting : voice.is_you(task.holder) ? held : others;
    kind.push_back(task.key.value);
  }
  std::string words;
  const auto add = [&](const std::string& sentence) {
    words += (words.empty() ? "" : " ") + sentence;
  };
  if (!held.empty()) add("You hold " + text::listed(held) + ".");
  if (!waiting.empty()) {
    add(text::listed(waiting) + (waiting.size() == 1 ? " waits on you." : " wait on you."));
  }
  if (!others.empty()) add("It could be " + text::listed(others, "or") + ".");
  return words;
}

/// Where the first word of `line` ends: behind it the key belongs.
std::size_t end_of_word(const std::string& line) {
  std::size_t at = 0;
  while (at < line.size() && text::space_at(line, at) > 0) at += text::space_at(line, at);
  while (at < line.size() && text::space_at(line, at) == 0)
    at += text::code_point_at(line, at).bytes;
  return at;
}

/// What `line` is about, where its first word is clear.
const Word* word_of_line(const std::string& line) {
  std::string_view first = text::trimmed(std::string_view(line).substr(0, end_of_word(line)));
  if (first.starts_with('/')) first.remove_prefix(1);
  const std::vector<const Word*> fits = words_named(first);
  return fits.size() == 1 ? fits.front() : nullptr;
}

Reply none_fits(const std::string& line) {
  const Word* word = word_of_line(line);
  std::vector<Line> lines;
  if (word != nullptr) lines.push_back(say("Name the task: ", command(word->usage)));
  lines.push_back(
      say(command("menu"), " shows what you can do now, ", command("list"), " all open tasks."));
  return answer_with(Card::Tone::bad,
                     say("Which task? You hold none that this could be about, and none waits on "
                         "you. Nothing was recorded."),
                     std::move(lines));
}

}  // namespace

Reply which_task_of(const std::string& line, const std::vector<Task>& candidates,
                    const Voice& voice) {
  if (candidates.empty()) return none_fits(line);
  const bool all = candidates.size() <= buttons_max;
  const std::vector<Task> shown(candidates.begin(),
                                all ? candidates.end() : candidates.begin() + buttons_max);
  const std::size_t end = end_of_word(line);
  std::vector<Button> buttons;
  for (const Task& task : shown) {
    const std::string whole = line.substr(0, end) + " " + task.key.value + line.substr(end);
    if (end == 0 || whole.size() > run_bytes_max) continue;
    buttons.push_back(
        runs(text::clip(task.key.value + " " + text::one_line(task.title), label_max), whole));
  }
  std::vector<Line> lines;
  if (!all) {
    lines.push_back(say("And ", std::to_string(candidates.size() - shown.size()),
                        " more: ", command("list holding"), " and ", command("list waiting"), "."));
  }
  lines.push_back(buttons.empty() ? say("Nothing was recorded yet. Type the key behind the first "
                                        "word.")
                                  : say("Nothing was recorded yet. Choose one, or type its key "
                                        "behind the first word."));
  return answer_with(Card::Tone::waiting, say("Which task? ", how_they_stand(shown, voice)),
                     std::move(lines), std::move(buttons));
}

}  // namespace baton
