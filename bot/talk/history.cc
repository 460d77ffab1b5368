#include <algorithm>

#include "bot/talk/card_parts.h"
#include "bot/talk/text.h"
#include "bot/talk/views.h"

namespace baton {
namespace {

constexpr std::size_t entries_shown_max = 60;
constexpr std::size_t value_shown_max = 200;

struct Entry {
  TimePoint at;
  Line line;
};

/// What the task remembers, each with its time: of a value that changed only the latest.
class Remembered {
 public:
  Remembered(const Task& task, const Voice& voice) : task_(task), voice_(voice) {}

  std::vector<Entry> entries() {
    add(task_.opened_at, say(voice_.subject(task_.creator), " started the task."));
    for (const auto& [id, answer] : task_.answers) add_answer(id, answer);
    for (const auto& [id, approval] : task_.approvals) add_approval(id, approval);
    for (const Handoff& handoff : task_.handoffs) add_handoff(handoff);
    for (const Note& note : task_.notes) {
      add(note.at, say(voice_.subject(note.by), " noted: ", excerpt(note.text)));
    }
    if (task_.phase == Phase::done) {
      add(task_.ended_at, say(voice_.subject(task_.ended_by), " finished the task."));
    }
    if (task_.phase == Phase::cancelled) {
      add(task_.ended_at,
          say(voice_.subject(task_.ended_by), " cancelled the task: ", excerpt(task_.end_reason)));
    }
    std::ranges::stable_sort(entries_, {}, &Entry::at);
    return std::move(entries_);
  }

 private:
  void add(TimePoint at, Line line) { entries_.push_back({at, std::move(line)}); }

  void add_answer(const RequirementId& id, const Answer& answer) {
    std::string values;
    for (const std::string& value : answer.values) {
      values += (values.empty() ? "" : ", ") + text::clip(value, value_shown_max);
    }
    Line line = say(voice_.subject(answer.by), answer.values.empty() ? " cleared " : " supplied ",
                    bold(label_of(task_, id, voice_.agency())));
    if (!values.empty() && values != "yes") line.push_back(plain(": " + values));
    if (answer.revision > 1 && answer.values.size() <= 1) {
      line.push_back(plain(" (changed " + std::to_string(answer.revision - 1) +
                           (answer.revision == 2 ? " time)" : " times)")));
    }
    add(answer.at, std::move(line));
  }

  void add_approval(const RequirementId& id, const Approval& approval) {
    Line line = say(voice_.subject(approval.recorded_by),
                    approval.who.empty() ? " approved " : " recorded ",
                    bold(label_of(task_, id, voice_.agency())));
    if (!approval.who.empty()) line.push_back(plain(" of " + approval.who));
    if (approval.self_approved) line.push_back(plain(" (self-approved)"));
    add(approval.at, std::move(line));
  }

  void add_handoff(const Handoff& handoff) {
    if (handoff.sender == handoff.receiver && handoff.outcome == Outcome::accepted) {
      return add(handoff.settled_at,
                 say(voice_.subject(handoff.receiver), " went on to ",
                     bold(target_title(task_, handoff.transition, voice_.agency())),
                     ": no acceptance needed."));
    }
    Line offered =
        say(voice_.subject(handoff.sender), " offered it to ", bold(voice_.name(handoff.receiver)),
            " on the way to ", target_title(task_, handoff.transition, voice_.agency()));
    if (handoff.attempt > 1) {
      offered.push_back(plain(" (" + text::ordinal(handoff.attempt) + " offer)"));
    }
    if (!handoff.note.empty()) offered.push_back(plain(": " + excerpt(handoff.note)));
    add(handoff.offered_at, std::move(offered));
    for (const Question& question : handoff.questions) {
      add(question.at, say(voice_.subject(question.by), " asked: ", excerpt(question.text)));
      if (!question.answered_by) continue;
      add(question.answered_at,
          say(voice_.subject(*question.answered_by), " answered: ", excerpt(question.answer)));
    }
    if (handoff.outcome != Outcome::open) add(handoff.settled_at, settled(handoff));
  }

  [[nodiscard]] Line settled(const Handoff& handoff) const {
    const std::string by = voice_.subject(handoff.settled_by);
    switch (handoff.outcome) {
      case Outcome::open: return {};
      case Outcome::accepted:
        return say(voice_.subject(handoff.receiver), " accepted, and ",
                   voice_.is_you(handoff.receiver) ? "hold" : "holds", " it.");
      case Outcome::returned: {
        Line line = say(by, " returned it: ", text::humanised(handoff.reason));
        if (!handoff.words.empty()) line.push_back(plain(" · " + excerpt(handoff.words)));
        return line;
      }
      case Outcome::withdrawn: break;
    }
    switch (handoff.cause) {
      case WithdrawCause::by_sender: return say(by, " withdrew the offer.");
      case WithdrawCause::offered_anew: return say("The offer was replaced by another.");
      case WithdrawCause::gate_broken:
        return say("The offer ended: a change took away something it needs.");
      case WithdrawCause::cancelled: break;
    }
    return say("The offer ended with the task.");
  }

  const Task& task_;
  const Voice& voice_;
  std::vector<Entry> entries_;
};

}  // namespace

Card history_card(const Task& task, const Person& actor, const Agency& agency, TimePoint now) {
  const Voice voice(agency, actor.id, now);
  std::vector<Entry> entries = Remembered(task, voice).entries();
  Card card;
  card.headline = task_line(task);
  Card::Section section;
  std::size_t first = 0;
  if (entries.size() > entries_shown_max) {
    first = entries.size() - entries_shown_max;
    section.lines.push_back(say("The last ", std::to_string(entries_shown_max), " of ",
                                std::to_string(entries.size()), " entries."));
  }
  for (std::size_t index = first; index < entries.size(); ++index) {
    section.lines.push_back(say(moment(entries[index].at), "  ", entries[index].line));
  }
  card.sections.push_back(std::move(section));
  card.footer = say(command("show " + task.key.value), " shows how it stands now.");
  return card;
}

}  // namespace baton
