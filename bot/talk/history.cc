#include <algorithm>

#include "bot/talk/card_parts.h"
#include "bot/talk/supply.h"
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
    for (const Gap& gap : task_.gaps) add_gap(gap);
    for (const Debt& debt : task_.debts) add_debt(debt);
    for (const Consent& consent : task_.consents) add_consent(consent);
    if (task_.waiting) {
      add(task_.waiting->since,
          say(voice_.subject(task_.waiting->by),
              voice_.is_you(task_.waiting->by) ? " wait" : " waits", " for the client until ",
              moment(task_.waiting->until), ": ", excerpt(task_.waiting->why)));
    }
    if (task_.blocking) {
      add(task_.blocking->since,
          say(voice_.subject(task_.blocking->by), " blocked it: ", excerpt(task_.blocking->why)));
    }
    for (const Note& note : task_.notes) {
      add(note.at, say(voice_.subject(note.by), " noted: ", excerpt(note.text)));
    }
    if (task_.phase == Phase::done) {
      add(task_.ended_at, say(voice_.subject(task_.ended_by), " finished the task."));
    }
    if (task_.phase == Phase::cancelled) add(task_.ended_at, cancelled());
    std::ranges::stable_sort(entries_, {}, &Entry::at);
    return std::move(entries_);
  }

 private:
  void add(TimePoint at, Line line) { entries_.push_back({at, std::move(line)}); }

  void add_answer(const RequirementId& id, const Answer& answer) {
    const Workflow* workflow = workflow_of(task_, voice_.agency());
    const Requirement* item = workflow == nullptr ? nullptr : workflow->requirement(id);
    const bool is_tick = item != nullptr && item->kind == RequirementKind::check;
    Line line = say(voice_.subject(answer.by), answer.values.empty() ? " cleared " : " supplied ",
                    bold(label_of(task_, id, voice_.agency())));
    for (std::size_t index = 0; index < answer.values.size() && !is_tick; ++index) {
      const std::string& value = answer.values[index];
      line.push_back(plain(index == 0 ? ": " : ", "));
      line.push_back(item == nullptr
                         ? plain(text::clip(value, value_shown_max))
                         : value_span(*item, value, answer.by, works_with(task_), voice_.agency()));
    }
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
    const std::string goal = goal_title(task_, handoff, voice_.agency());
    if (handoff.sender == handoff.receiver && handoff.outcome == Outcome::accepted) {
      add(handoff.settled_at, say(voice_.subject(handoff.receiver), " went on to ", bold(goal),
                                  ": no acceptance needed."));
      if (handoff.urgent) add(handoff.offered_at, urgent(handoff));
      return;
    }
    add(handoff.offered_at, offered(handoff, goal));
    if (handoff.urgent) add(handoff.offered_at, urgent(handoff));
    for (const Passing& passing : handoff.passings) {
      add(passing.at, say(voice_.subject(passing.from), " passed it on to ",
                          bold(voice_.name(passing.to)), "."));
    }
    for (const Question& question : handoff.questions) {
      add(question.at, say(voice_.subject(question.by), " asked: ", excerpt(question.text)));
      if (!question.answered_by) continue;
      add(question.answered_at,
          say(voice_.subject(*question.answered_by), " answered: ", excerpt(question.answer)));
    }
    if (handoff.outcome != Outcome::open) add(handoff.settled_at, settled(handoff));
  }

  [[nodiscard]] Line offered(const Handoff& handoff, const std::string& goal) const {
    const PersonId& first =
        handoff.receivers.empty() ? handoff.receiver : handoff.receivers.front();
    if (handoff.back_of != 0) {
      Line line = say(voice_.subject(handoff.sender), " offered it back to ",
                      bold(voice_.name(first)), ", to ", goal);
      // Refused, the reason is that of the refusal.
      if (handoff.outcome == Outcome::returned) return line;
      line = say(line, ": ", text::humanised(handoff.reason));
      return handoff.words.empty() ? line : say(line, " · ", excerpt(handoff.words));
    }
    Line line = say(voice_.subject(handoff.sender), " offered it to ", bold(voice_.name(first)),
                    " on the way to ", goal);
    if (handoff.attempt > 1) line = say(line, " (", text::ordinal(handoff.attempt), " offer)");
    // The reason of an override is its note as well.
    if (handoff.note.empty() || handoff.urgent) return line;
    return say(line, ": ", excerpt(handoff.note));
  }

  [[nodiscard]] Line urgent(const Handoff& handoff) const {
    return say("It was ", bold("urgent"), ", with the yes of ", voice_.name(handoff.approver), ": ",
               excerpt(handoff.urgent_because));
  }

  /// Whether who accepted it was never offered it.
  [[nodiscard]] static bool was_taken(const Handoff& handoff) {
    if (handoff.outcome != Outcome::accepted || handoff.receivers.empty()) return false;
    const PersonId& offered =
        handoff.passings.empty() ? handoff.receivers.front() : handoff.passings.back().to;
    return handoff.receiver != offered;
  }

  void add_gap(const Gap& gap) {
    const std::string number = "gap " + std::to_string(gap.number);
    add(gap.at, say(voice_.subject(gap.by), " named ", number, ", owed by ", voice_.name(gap.owner),
                    ": ", excerpt(gap.what)));
    if (!gap.value.empty()) {
      add(gap.supplied_at, say(voice_.subject(gap.supplied_by), " supplied ", number, ": ",
                               evidence_span(excerpt(gap.value))));
    }
    if (gap.is_open()) return;
    const bool confirmed = gap.state == Gap::State::confirmed;
    if (gap.settled_by.empty()) {
      return add(gap.settled_at,
                 say("G", number.substr(1),
                     confirmed ? " counts as confirmed: nobody objected." : " was dropped."));
    }
    Line line =
        say(voice_.subject(gap.settled_by), confirmed ? " confirmed " : " dropped ", number);
    add(gap.settled_at, gap.why.empty() ? say(line, ".") : say(line, ": ", excerpt(gap.why)));
  }

  void add_debt(const Debt& debt) {
    const std::string label = label_of(task_, debt.requirement, voice_.agency());
    add(debt.at,
        say(bold(label), " was skipped: ", voice_.name(debt.debtor),
            voice_.is_you(debt.debtor) ? " owe it" : " owes it", " until ", moment(debt.due), "."));
    if (debt.state == Debt::State::repaid) {
      add(debt.settled_at, say(bold(label), " is there: nothing is owed of it any more."));
    }
    if (debt.state == Debt::State::forgiven) {
      add(debt.settled_at, say(voice_.subject(debt.settled_by), " forgave the debt ", bold(label),
                               ": ", excerpt(debt.why)));
    }
  }

  void add_consent(const Consent& consent) {
    Line asked = say(voice_.subject(consent.by), consent.kind == Consent::Kind::take
                                                     ? " asked to take it over"
                                                     : " asked to offer it as urgent");
    add(consent.at, consent.words.empty() ? asked : say(asked, ": ", excerpt(consent.words)));
    const std::string who = voice_.subject(consent.settled_by);
    switch (consent.state) {
      case Consent::State::asked: return;
      case Consent::State::allowed: return add(consent.settled_at, say(who, " said yes."));
      case Consent::State::refused: {
        Line line = say(who, " said no");
        return add(consent.settled_at,
                   consent.why.empty() ? say(line, ".") : say(line, ": ", excerpt(consent.why)));
      }
      case Consent::State::lapsed: return add(consent.settled_at, say("Nobody answered."));
    }
  }

  [[nodiscard]] Line cancelled() const {
    const std::string by = voice_.subject(task_.ended_by);
    if (!task_.moved_to.empty()) return say(by, " moved it to ", bold(task_.moved_to.value), ".");
    return say(by, " cancelled the task: ", excerpt(task_.end_reason));
  }

  [[nodiscard]] Line settled(const Handoff& handoff) const {
    const std::string by = voice_.subject(handoff.settled_by);
    switch (handoff.outcome) {
      case Outcome::open: return {};
      case Outcome::accepted:
        return say(voice_.subject(handoff.receiver),
                   was_taken(handoff) ? " took it, and " : " accepted, and ",
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
