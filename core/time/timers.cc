#include "core/time/timers.h"

#include <algorithm>
#include <utility>

#include "core/machine/consent.h"

namespace baton {
namespace {

constexpr WorkingSpan consent_within{0, std::chrono::hours(4)};
constexpr WorkingSpan silence_within{1, {}};
constexpr std::chrono::hours wait_reminder{24};  ///< so long before the date
constexpr int questions_max = 1000;              ///< of one handoff

/// A timer with what comes of it.
struct Due {
  Timer timer;
  TaskFact fact;
};

const Transition* transition_of(const Task& task, const Handoff& handoff, const Agency& agency) {
  const Workflow* workflow = agency.workflow(task.workflow, task.workflow_version);
  return workflow == nullptr ? nullptr : workflow->transition(handoff.transition);
}

WorkingSpan acknowledge_within(const Task& task, const Handoff& offer, const Agency& agency) {
  const Transition* transition = transition_of(task, offer, agency);
  return transition == nullptr ? consent_within : transition->acknowledge_within;
}

/// When the receiver's clock stood still: a question was with the sender, or the offer was settled
/// and that was undone. By their beginnings; they may overlap.
std::vector<Pause> stops_of(const Handoff& offer) {
  std::vector<Pause> stops = offer.pauses;
  for (const Question& question : offer.questions) {
    stops.push_back({question.at, question.answered_at});
  }
  std::ranges::stable_sort(stops, {}, &Pause::from);
  return stops;
}

/// Collects what will happen, one member function a cause.
class Dues {
 public:
  Dues(const Task& task, const Agency& agency) : task_(task), agency_(agency) {
    undo();
    if (!task_.is_open()) return;
    offer();
    wait();
    block();
    for (const Gap& gap : task_.gaps) owed(gap);
    for (const Debt& debt : task_.debts) {
      if (debt.is_open()) remind(timer::debt, debt.number, debt.due, debt.debtor, debt.at);
    }
    for (const Consent* consent : consents_open(task_)) decide(*consent);
    if (task_.is_promised()) remind(timer::due, 0, task_.due, task_.holder, task_.due);
  }

  std::vector<Due> take() {
    std::ranges::stable_sort(dues_, {}, [](const Due& due) { return due.timer.due; });
    return std::move(dues_);
  }

 private:
  void add(const char* kind, int number, TimePoint due, TaskFact fact) {
    dues_.push_back({{kind, number, due}, std::move(fact)});
  }

  /// Once since `since`, and not while the person has put it off.
  void remind(const char* kind, int number, TimePoint due, const PersonId& person,
              TimePoint since) {
    if (task_.was_reminded(kind, number, since)) return;
    const auto snoozed = task_.snoozed.find(person);
    if (snoozed != task_.snoozed.end()) due = std::max(due, snoozed->second);
    add(kind, number, due, Reminded{kind, number, person});
  }

  void undo() {
    if (!task_.undoable) return;
    const TimePoint last = task_.undoable->at + agency_.settings.undo_window;
    add(timer::undo, 0, last + std::chrono::milliseconds(1), UndoClosed{});
  }

  void offer() {
    const Handoff* offer = task_.offer();
    if (offer == nullptr) return;
    if (const Question* question = offer->open_question()) {
      const TimePoint due = agency_.due_after(offer->sender, question->at,
                                              acknowledge_within(task_, *offer, agency_));
      remind(timer::answer, offer->number * questions_max + question->number, due, offer->sender,
             question->at);
      return;
    }
    if (const auto due = acknowledgment_due(task_, agency_)) {
      remind(timer::acknowledge, offer->number, *due, offer->receiver, offer->offered_at);
    }
  }

  void wait() {
    if (!task_.waiting) return;
    const Waiting& waiting = *task_.waiting;
    const TimePoint before = waiting.until - wait_reminder;
    remind(timer::wait, 0, before > waiting.since ? before : waiting.until, task_.holder,
           waiting.since);
  }

  void block() {
    if (!task_.blocking) return;
    remind(timer::look_again, 0, task_.blocking->look_again, task_.holder, task_.blocking->since);
  }

  void owed(const Gap& gap) {
    if (gap.state == Gap::State::open) remind(timer::gap, gap.number, gap.due, gap.owner, gap.at);
    if (gap.state != Gap::State::supplied) return;
    add(timer::gap_silence, gap.number,
        agency_.due_after(task_.holder, gap.supplied_at, silence_within), GapConfirmed{gap.number});
  }

  void decide(const Consent& consent) {
    const Person* next = asked_next(consent, task_, agency_);
    if (next == nullptr) return;
    add(timer::consent, consent.number,
        agency_.due_after(consent.asked, consent.asked_at, consent_within),
        ConsentMoved{consent.number, next->id});
  }

  const Task& task_;
  const Agency& agency_;
  std::vector<Due> dues_;
};

}  // namespace

std::vector<Timer> timers_of(const Task& task, const Agency& agency) {
  std::vector<Timer> timers;
  for (Due& due : Dues(task, agency).take()) timers.push_back(std::move(due.timer));
  return timers;
}

std::vector<TaskFact> happened_by(const Task& task, const Agency& agency, TimePoint now) {
  constexpr std::size_t facts_max = 100;
  std::vector<TaskFact> facts;
  Task after = task;
  while (facts.size() < facts_max) {
    std::vector<Due> dues = Dues(after, agency).take();
    if (dues.empty() || dues.front().timer.due > now) break;
    TaskFact fact = std::move(dues.front().fact);
    after = apply(std::move(after), {fact, Author::machine(Author::Kind::clock), now});
    facts.push_back(std::move(fact));
  }
  return facts;
}

std::optional<TimePoint> acknowledgment_due(const Task& task, const Agency& agency) {
  const Handoff* offer = task.offer();
  if (offer == nullptr || offer->open_question() != nullptr) return std::nullopt;
  const PersonId& who = offer->receiver;
  TimePoint due =
      agency.due_after(who, offer->offered_at, acknowledge_within(task, *offer, agency));
  TimePoint stood_until = offer->offered_at;
  for (const Pause& pause : stops_of(*offer)) {
    const TimePoint from = std::max(pause.from, stood_until);
    if (from >= due || pause.until <= from) continue;
    const std::chrono::minutes left = agency.working_between(who, from, due);
    due = agency.due_after(who, pause.until, WorkingSpan{0, left});
    stood_until = pause.until;
  }
  return due;
}

}  // namespace baton
