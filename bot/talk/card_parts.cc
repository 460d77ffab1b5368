#include "bot/talk/card_parts.h"

#include <algorithm>

#include "bot/talk/text.h"

namespace baton {
namespace {

constexpr std::size_t excerpt_max = 600;
constexpr std::size_t questions_shown_max = 5;

Line question_line(const Question& question, const Voice& voice) {
  return say("Question from ", voice.name(question.by), ": ", excerpt(question.text));
}

/// Whether the baton has been accepted somewhere else since this handoff.
bool has_moved_on(const Task& task, const Handoff& handoff) {
  return std::ranges::any_of(task.handoffs, [&](const Handoff& later) {
    return later.number > handoff.number && later.outcome == Outcome::accepted;
  });
}

}  // namespace

std::string excerpt(std::string_view words) { return text::clip(words, excerpt_max); }

Line holder_line(const Task& task, const Voice& voice) {
  return say(bold(voice.subject(task.holder)),
             voice.is_you(task.holder) ? " hold this" : " holds this");
}

Line baton_line(const Task& task, const Handoff& handoff, const Voice& voice) {
  if (task.phase == Phase::done) {
    return say("Done · ", bold(voice.subject(task.ended_by)), " finished it ",
               moment(task.ended_at));
  }
  if (task.phase == Phase::cancelled) {
    return say("Cancelled · by ", bold(voice.name(task.ended_by)), " ", moment(task.ended_at));
  }
  if (has_moved_on(task, handoff)) return say("Moved on since · ", ending_line(handoff, voice));
  const bool ended = handoff.outcome == Outcome::returned || handoff.outcome == Outcome::withdrawn;
  if (ended) return say(holder_line(task, voice), " · ", ending_line(handoff, voice));
  if (const Handoff* open = task.offer()) {
    return say(bold(voice.subject(task.holder)),
               voice.is_you(task.holder) ? " still hold this" : " still holds this", " · ",
               bold(voice.name(open->receiver)), voice.is_you(open->receiver) ? " have" : " has",
               " not accepted");
  }
  return say(holder_line(task, voice), " · accepted ", moment(handoff.settled_at));
}

Card::Tone tone_of(const Task& task, const Handoff& handoff) {
  if (task.phase == Phase::done) return Card::Tone::good;
  if (task.phase == Phase::cancelled || has_moved_on(task, handoff)) return Card::Tone::ended;
  switch (handoff.outcome) {
    case Outcome::open: return Card::Tone::waiting;
    case Outcome::accepted: return Card::Tone::good;
    case Outcome::returned:
    case Outcome::withdrawn: break;
  }
  return Card::Tone::ended;
}

Line ending_line(const Handoff& handoff, const Voice& voice) {
  const std::string by = voice.name(handoff.settled_by);
  const Span at = moment(handoff.settled_at);
  switch (handoff.outcome) {
    case Outcome::open:
      return say("offered to ", voice.name(handoff.receiver), " ", moment(handoff.offered_at));
    case Outcome::accepted: return say("accepted by ", by, " ", at);
    case Outcome::returned:
      return say("returned by ", by, " ", at, ": ", text::humanised(handoff.reason));
    case Outcome::withdrawn: break;
  }
  const std::string to = voice.name(handoff.receiver);
  switch (handoff.cause) {
    case WithdrawCause::by_sender:
      return say("the offer to ", to, " was withdrawn by ", by, " ", at);
    case WithdrawCause::offered_anew:
      return say("the offer to ", to, " was replaced by another ", at);
    case WithdrawCause::gate_broken:
      return say("the offer to ", to, " ended ", at, ": a change took away something it needs");
    case WithdrawCause::cancelled: break;
  }
  return say("the offer to ", to, " ended with the task ", at);
}

Card::Section subject_of(const Task& task, const Handoff& handoff, const Voice& voice) {
  const Agency& agency = voice.agency();
  const Client* client = agency.client(task.client);
  Card::Section section;
  section.lines.push_back(task_line(task));
  if (client != nullptr && !client->name.empty()) {
    section.lines.back().push_back(plain(" · " + client->name));
  }
  const Workflow* workflow = workflow_of(task, agency);
  const Transition* transition =
      workflow == nullptr ? nullptr : workflow->transition(handoff.transition);
  if (transition != nullptr) {
    Line way = say(stage_title(task, transition->from, agency), " → ",
                   bold(stage_title(task, transition->to, agency)));
    if (handoff.outcome == Outcome::open && !transition->offered_status.empty()) {
      way.push_back(plain(" · " + transition->offered_status));
    }
    section.lines.push_back(std::move(way));
  }
  Line parties =
      say("From ", voice.name(handoff.sender), " to ", voice.name(handoff.receiver),
          handoff.stand_in ? " (stand-in)" : "", " · offered ", moment(handoff.offered_at));
  if (handoff.attempt > 1) {
    parties.push_back(plain(" · " + text::ordinal(handoff.attempt) + " offer"));
  }
  section.lines.push_back(std::move(parties));
  return section;
}

Card::Section passed_of(const Task& task, const Handoff& handoff, const Voice& voice) {
  Card::Section section;
  const Workflow* workflow = workflow_of(task, voice.agency());
  const Transition* transition =
      workflow == nullptr ? nullptr : workflow->transition(handoff.transition);
  if (transition == nullptr) return section;
  section.lines = passed_lines(transition->gate, task, handoff.sender, voice);
  if (!section.lines.empty()) section.heading = "What comes with it";
  return section;
}

Card::Section said_of(const Task& task, const Handoff& handoff, const Voice& voice) {
  Card::Section section;
  std::vector<Line>& lines = section.lines;
  if (!handoff.note.empty()) {
    lines.push_back(say("Note from ", voice.name(handoff.sender), ": ", excerpt(handoff.note)));
  }
  if (handoff.changed_after_offer) lines.push_back(say(bold("Changed after the offer.")));
  const std::size_t asked = handoff.questions.size();
  const std::size_t first = asked > questions_shown_max ? asked - questions_shown_max : 0;
  for (std::size_t index = first; index < asked; ++index) {
    const Question& question = handoff.questions[index];
    lines.push_back(question_line(question, voice));
    if (question.answered_by) {
      lines.push_back(
          say("Answer from ", voice.name(*question.answered_by), ": ", excerpt(question.answer)));
    } else if (handoff.outcome == Outcome::open) {
      lines.back().push_back(plain(" · "));
      lines.back().push_back(bold("not answered yet"));
    }
  }
  if (handoff.outcome == Outcome::returned) {
    Line reason = say("Returned: ", bold(text::humanised(handoff.reason)));
    if (!handoff.words.empty()) reason.push_back(plain(" · " + excerpt(handoff.words)));
    lines.push_back(std::move(reason));
  }
  if (task.phase == Phase::cancelled && !task.end_reason.empty()) {
    lines.push_back(say("Why: ", excerpt(task.end_reason)));
  }
  return section;
}

std::vector<Button> decision_buttons(const Task& task) {
  if (task.offer() == nullptr) return {};
  return {act("Accept", Verb::accept, task, Button::Look::primary),
          opens("Ask", Verb::ask, task, Button::Look::normal),
          opens("Return", Verb::give_back, task, Button::Look::danger)};
}

Button answer_button(const Task& task) {
  Button button = opens("Answer", Verb::answer, task, Button::Look::primary);
  button.press.text = std::to_string(task.offer()->open_question()->number);
  return button;
}

std::vector<Card::Section> next_sections(const Task& task, const Voice& voice) {
  std::vector<Card::Section> sections;
  if (task.phase != Phase::idle) return sections;
  for (const NextStep& step : next_steps(task, voice.agency())) {
    sections.push_back({progress_words(step, task),
                        missing_lines(missing(*step.gate, task, task.holder), task, voice),
                        {}});
  }
  return sections;
}

std::vector<Button> holder_buttons(const Task& task, const Agency& agency) {
  std::vector<Button> buttons;
  if (task.phase != Phase::idle) return buttons;
  bool ends = false;
  bool goes_on = false;
  for (const NextStep& step : next_steps(task, agency)) {
    (step.way == nullptr ? ends : goes_on) = true;
  }
  if (goes_on) buttons.push_back(opens("Hand over", Verb::give, task, Button::Look::primary));
  if (ends) buttons.push_back(act("Done", Verb::done, task, Button::Look::normal));
  return buttons;
}

}  // namespace baton
