#include <algorithm>

#include "bot/talk/card_parts.h"
#include "bot/talk/text.h"

namespace baton {
namespace {

constexpr std::size_t owed_shown_max = 10;
constexpr std::size_t judged_max = 4;

/// Whether a card of `handoff` shows it: its own, and all that is open where the baton is now.
template <class Owed>
bool is_shown_with(const Owed& owed, const Task& task, const Handoff& handoff) {
  return owed.handoff == handoff.number || (owed.is_open() && !has_moved_on(task, handoff));
}

/// A gap that went with the acceptance it came with: nobody said why, and nobody need know.
bool was_taken_back(const Gap& gap) { return gap.state == Gap::State::dropped && gap.why.empty(); }

Card::Section limited(std::string heading, std::vector<Line> lines) {
  if (lines.size() > owed_shown_max) {
    const std::size_t more = lines.size() - owed_shown_max;
    lines.resize(owed_shown_max);
    lines.push_back(say("And ", std::to_string(more), " more."));
  }
  Card::Section section;
  if (lines.empty()) return section;
  section.heading = std::move(heading);
  section.lines = std::move(lines);
  return section;
}

}  // namespace

Line gap_line(const Gap& gap, const Voice& voice) {
  const bool is_over = !gap.is_open();
  Line line =
      say(gap.state == Gap::State::confirmed ? "✓ " : "", "Gap ", std::to_string(gap.number), ": ",
          is_over ? plain(short_excerpt(gap.what)) : bold(excerpt(gap.what)));
  switch (gap.state) {
    case Gap::State::open:
      line = say(line, " · ", voice.name(gap.owner), " by ", moment(gap.due),
                 gap.before_start ? " · before the start" : "");
      if (is_past(gap.due, voice)) line = say(line, " · ", bold("overdue"));
      return line;
    case Gap::State::supplied:
      return say(line, " · supplied ", moment(gap.supplied_at), ": ",
                 evidence_span(excerpt(gap.value)), " · not confirmed yet");
    case Gap::State::confirmed:
      if (!gap.value.empty()) line = say(line, " · ", evidence_span(excerpt(gap.value)));
      // What nobody objected to is confirmed by the clock.
      return gap.settled_by.empty() ? say(line, " · nobody objected until ", moment(gap.settled_at))
                                    : say(line, " · confirmed by ", voice.name(gap.settled_by), " ",
                                          moment(gap.settled_at));
    case Gap::State::dropped: break;
  }
  line = say(line, " · dropped");
  if (!gap.settled_by.empty()) line = say(line, " by ", voice.name(gap.settled_by));
  return gap.why.empty() ? line : say(line, ": ", excerpt(gap.why));
}

Line debt_line(const Task& task, const Debt& debt, const Voice& voice) {
  const std::string what = label_of(task, debt.requirement, voice.agency());
  const std::string number = std::to_string(debt.number);
  switch (debt.state) {
    case Debt::State::owed: {
      Line line = say("Debt ", number, ": ", bold(what), " · ", voice.name(debt.debtor), " by ",
                      moment(debt.due));
      return is_past(debt.due, voice) ? say(line, " · ", bold("overdue")) : line;
    }
    case Debt::State::repaid:
      return say("✓ Debt ", number, ": ", what, " · repaid ", moment(debt.settled_at));
    case Debt::State::forgiven: break;
  }
  Line line = say("Debt ", number, ": ", what, " · forgiven by ", voice.name(debt.settled_by));
  return debt.why.empty() ? line : say(line, ": ", excerpt(debt.why));
}

Card::Section owed_of(const Task& task, const Handoff& handoff, const Voice& voice) {
  std::vector<Line> lines;
  for (const Gap& gap : task.gaps) {
    if (was_taken_back(gap)) continue;
    if (is_shown_with(gap, task, handoff)) lines.push_back(gap_line(gap, voice));
  }
  for (const Debt& debt : task.debts) {
    if (is_shown_with(debt, task, handoff)) lines.push_back(debt_line(task, debt, voice));
  }
  return limited("What is owed", std::move(lines));
}

std::vector<Card::Section> judged_sections(const Task& task, const Handoff* handoff,
                                           const Voice& voice) {
  std::vector<Card::Section> sections;
  std::vector<Line> others;
  for (const Gap& gap : task.gaps) {
    if (was_taken_back(gap)) continue;
    if (gap.is_open() && sections.size() < judged_max) {
      sections.push_back({sections.empty() ? "What you wait for" : "",
                          {gap_line(gap, voice)},
                          judge_buttons(task, gap)});
    } else if (gap.is_open() || (handoff != nullptr && gap.handoff == handoff->number)) {
      others.push_back(gap_line(gap, voice));
    }
  }
  for (const Debt& debt : task.debts) {
    if (debt.is_open()) others.push_back(debt_line(task, debt, voice));
  }
  if (Card::Section rest = limited("What is owed", std::move(others)); !rest.lines.empty()) {
    sections.push_back(std::move(rest));
  }
  return sections;
}

}  // namespace baton
