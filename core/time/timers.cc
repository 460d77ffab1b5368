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

/// The working time from `from` to `due`, a begun minute as a whole one: never early.
std::chrono::minutes left_between(const Agency& agency, const PersonId& who, TimePoint from,
                                  TimePoint due) {
  const std::chrono::minutes left = agency.working_between(who, from, due);
  const bool is_all = agency.due_after(who, from, WorkingSpan{0, left}) >= due;
  return is_all ? left : left + std::chrono::minutes(1);
}

/// `due` as the working time of `who`, put off by the times in which their clock stood still since
/// `start`. `stops` by their beginnings; they may overlap.
TimePoint put_off(TimePoint due, TimePoint start, const std::vector<Pause>& stops,
                  const PersonId& who, const Agency& agency) {
  TimePoint stood_until = start;
  for (const Pause& stop : stops) {
    const TimePoint from = std::max(stop.from, stood_until);
    if (from >= due || stop.until <= from) continue;
    due = agency.due_after(who, stop.until, WorkingSpan{0, left_between(agency, who, from, due)});
    stood_until = stop.until;
  }
  return due;
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

/// When the clock of the stage stood still.
std::vector<Pause> stage_stops(const Task& task) {
  std::vector<Pause> stops = task.stage_pauses;
  for (const Handoff& handoff : task.handoffs) {
    const bool is_of_it = handoff.offered_at >= task.stage_since && !handoff.is_open();
    if (is_of_it) stops.push_back({handoff.offered_at, handoff.settled_at});
  }
  for (const Gap& gap : task.gaps) {
    if (!gap.before_start || gap.at < task.stage_since) continue;
    TimePoint until = gap.state == Gap::State::supplied ? gap.supplied_at : gap.settled_at;
    if (task.started)
      until = std::min(until == TimePoint() ? task.started_at : until, task.started_at);
    if (until > gap.at) stops.push_back({gap.at, until});
  }
  std::ranges::stable_sort(stops, {}, &Pause::from);
  return stops;
}

/// Whether the holder cannot begin: something that they need first is owed.
bool waits_for_gap(const Task& task) {
  return !task.started && std::ranges::any_of(task.gaps, [&](const Gap& gap) {
    return gap.before_start && gap.state == Gap::State::open && gap.at >= task.stage_since;
  });
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
    if (const auto due = stage_due(task_, agency_)) {
      remind(timer::stage, 0, *due, task_.holder, task_.stage_since);
    }
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
      remind(timer::answer, answer_number(*offer, *question), due, offer->sender, question->at);
      return;
    }
    if (const auto due = acknowledgment_due(task_, agency_)) {
      remind(timer::acknowledge, offer->number, *due, offer->receiver, offer->offered_at);
    }
  }

  void wait() {
    if (!task_.waiting) return;
    const Waiting& waiting = *task_.waiting;
    TimePoint at = agency_.working_moment(task_.holder, waiting.until - wait_reminder);
    if (at <= waiting.since) {  // a short wait: when half of it is over
      const TimePoint half = waiting.since + (waiting.until - waiting.since) / 2;
      const TimePoint opening = agency_.due_after(task_.holder, half, WorkingSpan{});
      at = opening < waiting.until ? opening : half;
    }
    remind(timer::wait, 0, at, task_.holder, waiting.since);
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

std::optional<TimePoint> stage_due(const Task& task, const Agency& agency) {
  if (task.phase != Phase::idle || waits_for_gap(task)) return std::nullopt;
  const Workflow* workflow = agency.workflow(task.workflow, task.workflow_version);
  const Stage* stage = workflow == nullptr ? nullptr : workflow->stage(task.stage);
  if (stage == nullptr || stage->final_stage) return std::nullopt;
  const TimePoint due = agency.due_after(task.holder, task.stage_since, stage->duration);
  return put_off(due, task.stage_since, stage_stops(task), task.holder, agency);
}

int answer_number(const Handoff& offer, const Question& question) {
  return offer.number * questions_max + question.number;
}

std::optional<TimePoint> acknowledgment_due(const Task& task, const Agency& agency) {
  const Handoff* offer = task.offer();
  if (offer == nullptr || offer->open_question() != nullptr) return std::nullopt;
  const PersonId& who = offer->receiver;
  const TimePoint due =
      agency.due_after(who, offer->offered_at, acknowledge_within(task, *offer, agency));
  return put_off(due, offer->offered_at, stops_of(*offer), who, agency);
}

}  // namespace baton
