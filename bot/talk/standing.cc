#include "bot/talk/standing.h"

#include <algorithm>

#include "bot/talk/text.h"
#include "core/machine/command.h"
#include "core/time/timers.h"

namespace baton {
namespace {

constexpr std::size_t excerpt_max = 600;
constexpr std::size_t short_excerpt_max = 100;

/// "Dino has not accepted · due 2 Mar 2026 13:00 UTC", "Dino has asked, and not accepted yet".
Line not_accepted(const Task& task, const Handoff& offer, const Voice& voice) {
  const Line name = say(bold(voice.name(offer.receiver)));
  const char* const has = voice.is_you(offer.receiver) ? " have" : " has";
  const Question* question = offer.open_question();
  if (question != nullptr && question->by == offer.receiver) {
    return say(name, has, " asked, and not accepted yet");
  }
  return say(name, has, offer.back_of == 0 ? " not accepted" : " not accepted it back", " · ",
             acceptance_words(task, voice));
}

Line offered_line(const Task& task, const Handoff& offer, const Voice& voice) {
  Line line = say(bold(voice.subject(task.holder)),
                  voice.is_you(task.holder) ? " still hold this" : " still holds this", " · ",
                  not_accepted(task, offer, voice));
  if (offer.urgent) line = say(line, " · ", bold("urgent"));
  return line;
}

Line with_pause(Line line, const Task& task, const Voice& voice) {
  const Line pause = paused_words(task, voice);
  return pause.empty() ? line : say(line, " · ", pause);
}

/// Calls `add(person, line)` for everything of the task that is late, with whose it is.
template <class Add>
void each_late(const Task& task, const Voice& voice, Add add) {
  if (!task.is_open()) return;
  if (is_past(task.due, voice)) {
    add(task.holder, say("promised to the client for ", moment(task.due)));
  }
  if (const auto due = stage_due(task, voice.agency()); due && is_past(*due, voice)) {
    add(task.holder, say("the time for ", stage_title(task, task.stage, voice.agency()),
                         " was over ", moment(*due)));
  }
  if (const Handoff* offer = task.offer()) {
    const auto due = acknowledgment_due(task, voice.agency());
    if (due && is_past(*due, voice)) {
      const Line late =
          say(voice.name(offer->receiver), voice.is_you(offer->receiver) ? " have" : " has",
              " not accepted, due ", moment(*due));
      add(offer->receiver, late);
      add(offer->sender, late);
    }
  }
  if (task.waiting && is_past(task.waiting->until, voice)) {
    add(task.holder, say("the client's answer was due ", moment(task.waiting->until)));
  }
  for (const Gap& gap : task.gaps) {
    if (gap.state != Gap::State::open || !is_past(gap.due, voice)) continue;
    add(gap.owner, say("gap ", std::to_string(gap.number), " (", short_excerpt(gap.what), "), due ",
                       moment(gap.due)));
  }
  for (const Debt& debt : task.debts) {
    if (!debt.is_open() || !is_past(debt.due, voice)) continue;
    add(debt.debtor,
        say("debt ", std::to_string(debt.number), " (",
            label_of(task, debt.requirement, voice.agency()), "), due ", moment(debt.due)));
  }
}

}  // namespace

std::string excerpt(std::string_view words) { return text::clip(words, excerpt_max); }
std::string short_excerpt(std::string_view words) {
  return text::clip(text::one_line(words), short_excerpt_max);
}

bool has_moved_on(const Task& task, const Handoff& handoff) {
  return std::ranges::any_of(task.handoffs, [&](const Handoff& later) {
    return later.number > handoff.number && later.outcome == Outcome::accepted;
  });
}

const Handoff* worked_on(const Task& task) {
  const Handoff* accepted = task.latest_acceptance();
  const bool works = accepted != nullptr && task.is_open() && task.offer() == nullptr &&
                     task.held_since == 0 && accepted->receiver == task.holder;
  return works ? accepted : nullptr;
}

Line holder_line(const Task& task, const Voice& voice) {
  return say(bold(voice.subject(task.holder)),
             voice.is_you(task.holder) ? " hold this" : " holds this");
}

Line paused_words(const Task& task, const Voice& voice) {
  if (task.waiting) {
    const Waiting& waiting = *task.waiting;
    return say(bold("waits for the client"), is_past(waiting.until, voice) ? " since " : " until ",
               moment(is_past(waiting.until, voice) ? waiting.since : waiting.until), ": ",
               short_excerpt(waiting.why));
  }
  if (!task.blocking) return {};
  return say(bold("blocked"), " since ", moment(task.blocking->since), ": ",
             short_excerpt(task.blocking->why));
}

Line acceptance_words(const Task& task, const Voice& voice) {
  const Handoff& offer = *task.offer();
  if (const Question* question = offer.open_question()) {
    return say(bold(voice.name(question->by)),
               voice.is_you(question->by) ? " have asked" : " has asked");
  }
  const std::optional<TimePoint> due = acknowledgment_due(task, voice.agency());
  if (!due) return say("offered ", moment(offer.offered_at));
  if (is_past(*due, voice)) return say(bold("overdue"), " since ", moment(*due));
  return say("due ", moment(*due));
}

Line baton_line(const Task& task, const Handoff& handoff, const Voice& voice) {
  if (!task.moved_to.empty()) return say("Moved · it goes on as ", bold(task.moved_to.value));
  if (task.phase == Phase::done) {
    return say("Done · ", bold(voice.subject(task.ended_by)), " finished it ",
               moment(task.ended_at));
  }
  if (task.phase == Phase::cancelled) {
    return say("Cancelled · by ", bold(voice.name(task.ended_by)), " ", moment(task.ended_at));
  }
  if (has_moved_on(task, handoff)) return say("Moved on since · ", ending_line(handoff, voice));
  const bool ended = handoff.outcome == Outcome::returned || handoff.outcome == Outcome::withdrawn;
  if (ended) {
    return with_pause(say(holder_line(task, voice), " · ", ending_line(handoff, voice)), task,
                      voice);
  }
  if (const Handoff* open = task.offer()) {
    return with_pause(offered_line(task, *open, voice), task, voice);
  }
  if (handoff.receiver != task.holder) {
    return with_pause(
        say(holder_line(task, voice), " · no longer with ", bold(voice.name(handoff.receiver))),
        task, voice);
  }
  if (task.waiting || task.blocking) return standing_line(task, voice);
  return say(holder_line(task, voice), " · accepted ", moment(handoff.settled_at));
}

Line standing_line(const Task& task, const Voice& voice) {
  if (const Handoff* offer = task.offer()) return baton_line(task, *offer, voice);
  if (!task.is_open()) return baton_line(task, {}, voice);
  return with_pause(holder_line(task, voice), task, voice);
}

Card::Tone tone_of(const Task& task, const Handoff& handoff) {
  if (task.phase == Phase::done) return Card::Tone::good;
  if (task.phase == Phase::cancelled || has_moved_on(task, handoff)) return Card::Tone::ended;
  if (task.blocking) return Card::Tone::bad;
  if (task.waiting) return Card::Tone::waiting;
  switch (handoff.outcome) {
    case Outcome::open: return Card::Tone::waiting;
    case Outcome::accepted: return Card::Tone::good;
    case Outcome::returned:
    case Outcome::withdrawn: break;
  }
  return Card::Tone::ended;
}

Card::Tone standing_tone(const Task& task) {
  if (task.phase == Phase::done) return Card::Tone::good;
  if (!task.is_open()) return Card::Tone::ended;
  if (task.blocking) return Card::Tone::bad;
  return task.waiting || task.offer() != nullptr ? Card::Tone::waiting : Card::Tone::neutral;
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

bool is_past(TimePoint moment, const Voice& voice) {
  return moment != TimePoint() && moment < voice.now();
}

Line promise_words(const Task& task, const Voice& voice) {
  Line line;
  if (task.is_promised()) {
    line = say("promised to the client for ", moment(task.due));
    if (task.is_open() && is_past(task.due, voice)) line = say(line, " · ", bold("overdue"));
  }
  if (task.priority == Priority::normal) return line;
  const Span priority = bold(std::string(word_of(task.priority)) + " priority");
  return line.empty() ? say(priority) : say(line, " · ", priority);
}

Line promise_line(const Task& task, const Voice& voice) {
  Line line = promise_words(task, voice);
  if (!line.empty()) line.front().text = text::humanised(line.front().text);
  return line;
}

std::vector<Line> late_lines(const Task& task, const PersonId& person, const Voice& voice) {
  std::vector<Line> lines;
  each_late(task, voice, [&](const PersonId& whose, const Line& line) {
    if (whose == person) lines.push_back(line);
  });
  return lines;
}

std::vector<Line> late_lines(const Task& task, const Voice& voice) {
  std::vector<Line> lines;
  each_late(task, voice, [&](const PersonId&, const Line& line) {
    if (std::ranges::find(lines, line) == lines.end()) lines.push_back(line);
  });
  return lines;
}

}  // namespace baton
