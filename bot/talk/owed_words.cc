#include "bot/talk/owed_words.h"

#include <algorithm>

#include "bot/talk/supply.h"
#include "bot/talk/text.h"

namespace baton {
namespace {

constexpr std::size_t words_shown_max = 200;

std::string one_line(std::string_view words) {
  return text::clip(text::one_line(words), words_shown_max);
}

void append(Line& line, Line more) {
  for (Span& span : more) line.push_back(std::move(span));
}

std::string debt_mend(const Debt& debt, const Task& task, const Agency& agency) {
  const Workflow* workflow = workflow_of(task, agency);
  const Requirement* owed = workflow == nullptr ? nullptr : workflow->requirement(debt.requirement);
  if (owed != nullptr) return supply_command(*owed, task.key);
  return "repay " + task.key.value + " " + std::to_string(debt.number);
}

template <class Items>
std::vector<int> open_ones(const Items& items) {
  std::vector<int> numbers;
  for (const auto& item : items) {
    if (item.is_open()) numbers.push_back(item.number);
  }
  return numbers;
}

}  // namespace

std::string quoted_words(std::string_view words) { return "“" + one_line(words) + "”"; }

std::string counted(std::size_t count, std::string_view one) {
  return std::to_string(count) + " " + std::string(one) + (count == 1 ? "" : "s");
}

Line halt_line(const Task& task, const Voice& voice) {
  if (task.waiting) {
    return say("It waits for the client until ", moment(task.waiting->until), ": ",
               one_line(task.waiting->why));
  }
  if (!task.blocking) return {};
  return say("It is blocked since ", moment(task.blocking->since), " (",
             voice.name(task.blocking->by), "): ", one_line(task.blocking->why));
}

std::vector<int> open_gaps(const Task& task) { return open_ones(task.gaps); }
std::vector<int> open_debts(const Task& task) { return open_ones(task.debts); }

std::vector<Line> gap_lines_with_mends(const Task& task, const std::vector<int>& numbers,
                                       const Voice& voice) {
  std::vector<Line> lines;
  for (const int number : numbers) {
    const Gap* gap = task.gap(number);
    if (gap == nullptr) continue;
    const std::string named = " " + task.key.value + " " + std::to_string(number);
    const bool judged_by_you = voice.is_you(task.holder) || voice.is_you(gap->by);
    Line line = say("Gap ", std::to_string(number), ": ", bold(one_line(gap->what)), " · ");
    if (gap->state == Gap::State::supplied) {
      append(line, say("supplied ", moment(gap->supplied_at), ": ", one_line(gap->value), " · ",
                       judged_by_you ? "if it is right: " : "not confirmed yet: ",
                       command("confirm" + named)));
    } else {
      append(line, say(voice.does(gap->owner, "owes it", "owe it"), ", due ", moment(gap->due),
                       ": ", command("supply" + named + " <link or words>")));
    }
    if (judged_by_you) append(line, say(" · not needed: ", command("drop" + named + " <why>")));
    lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<Line> debt_lines_with_mends(const Task& task, const std::vector<int>& numbers,
                                        const Voice& voice) {
  std::vector<Line> lines;
  for (const int number : numbers) {
    const Debt* debt = task.debt(number);
    if (debt == nullptr) continue;
    lines.push_back(say("Debt ", std::to_string(number), ": ",
                        bold(label_of(task, debt->requirement, voice.agency())), " · ",
                        voice.does(debt->debtor, "owes it", "owe it"), ", due ", moment(debt->due),
                        ": ", command(debt_mend(*debt, task, voice.agency()))));
  }
  return lines;
}

std::vector<Line> track_lines_with_mends(const Task& task, const std::vector<TaskKey>& keys) {
  std::vector<Line> lines;
  for (const TaskKey& key : keys) {
    const auto track = std::ranges::find(task.tracks, key, &Track::key);
    const std::string title = track == task.tracks.end() ? std::string() : track->title;
    lines.push_back(say("Track ", bold(key.value), " ", one_line(title),
                        " is not done: ", command("show " + key.value)));
  }
  return lines;
}

}  // namespace baton
