#include "core/model/task.h"

#include <algorithm>

#include "core/model/numbered.h"

namespace baton {

const Question* Handoff::open_question() const {
  const auto is_open = [](const Question& question) { return !question.answered_by; };
  const auto found = std::ranges::find_if(questions, is_open);
  return found == questions.end() ? nullptr : &*found;
}

const Handoff* Task::offer() const {
  if (!is_open() || handoffs.empty() || !handoffs.back().is_open()) return nullptr;
  return &handoffs.back();
}

const Handoff* Task::handoff(int number) const { return numbered(handoffs, number); }

const Handoff* Task::last_accepted(const TransitionId& transition) const {
  const Handoff* last = nullptr;
  for (const Handoff& handoff : handoffs) {
    const bool went_along = handoff.transition == transition && handoff.back_of == 0;
    if (went_along && handoff.outcome == Outcome::accepted) last = &handoff;
  }
  return last;
}

const Handoff* Task::latest_acceptance() const {
  const auto found =
      std::ranges::find(handoffs.rbegin(), handoffs.rend(), Outcome::accepted, &Handoff::outcome);
  return found == handoffs.rend() ? nullptr : &*found;
}

const Gap* Task::gap(int number) const { return numbered(gaps, number); }
const Debt* Task::debt(int number) const { return numbered(debts, number); }

const Consent* Task::open_consent(Consent::Kind kind) const {
  const auto open = [&](const Consent& consent) {
    return consent.kind == kind && consent.state == Consent::State::asked;
  };
  const auto found = std::ranges::find_if(consents, open);
  return found == consents.end() ? nullptr : &*found;
}

bool Task::was_reminded(std::string_view about, int number, TimePoint since) const {
  return std::ranges::any_of(reminders, [&](const Reminder& reminder) {
    return reminder.about == about && reminder.number == number && reminder.at >= since;
  });
}

}  // namespace baton
