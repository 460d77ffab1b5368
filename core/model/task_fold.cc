#include <algorithm>

#include "core/model/events.h"
#include "core/model/numbered.h"
#include "core/model/overloaded.h"
#include "core/model/undoing.h"

namespace baton {
namespace {

/// Folds one event into a task, fact by fact.
class Fold {
 public:
  Fold(Task& task, const TaskEvent& event) : task_(task), by_(event.by.person), at_(event.at) {}

  void operator()(const Opened& opened) {
    task_.phase = Phase::idle;
    task_.client = opened.client;
    task_.workflow = opened.workflow;
    task_.workflow_version = opened.workflow_version;
    task_.title = opened.title;
    task_.stage = opened.stage;
    task_.holder = opened.holder;
    task_.creator = by_;
    task_.opened_at = at_;
    task_.stage_since = at_;
  }
  void operator()(const ValueSet& set) {
    Answer& answer = revise(set.field);
    answer.values.clear();
    if (!set.value.empty()) answer.values.push_back(set.value);
  }
  void operator()(const ItemChecked& checked) {
    Answer& answer = revise(checked.item);
    answer.values.clear();
    if (checked.on) answer.values.emplace_back("yes");
  }
  void operator()(const EvidenceAttached& attached) {
    revise(attached.item).values.push_back(attached.link);
  }
  void operator()(const ApprovalGiven& given) {
    task_.approvals[given.item] = Approval{given.of,   by_,       at_,        given.who,
                                           given.when, given.how, given.link, given.self_approved};
    mark_changed();
  }
  void operator()(const ApprovalLapsed& lapsed) { task_.approvals.erase(lapsed.item); }
  void operator()(const NoteAdded& note) { task_.notes.push_back({by_, at_, note.text}); }

  void operator()(const Offered& offered) {
    Handoff& handoff = add_handoff(offered.handoff, offered.card, offered.transition,
                                   offered.sender, offered.receiver);
    handoff.attempt = offered.attempt;
    handoff.stand_in = offered.stand_in;
    handoff.note = offered.note;
  }
  void operator()(const OfferedBack& offered) {
    Handoff& handoff = add_handoff(offered.handoff, offered.card, offered.transition,
                                   offered.sender, offered.receiver);
    handoff.back_of = offered.of;
    handoff.reason = offered.reason;
    handoff.words = offered.words;
  }
  void operator()(const Overridden& overridden) {
    Handoff* handoff = find(overridden.handoff);
    if (handoff == nullptr) return;
    handoff->urgent = true;
    handoff->approver = overridden.approver;
    handoff->urgent_because = overridden.reason;
  }
  void operator()(const Accepted& accepted) {
    // What the machine accepts for who gives to themselves is nobody's press.
    can_be_undone(Undoing::accept, accepted.handoff);
    if (Handoff* handoff = settle(accepted.handoff, Outcome::accepted)) {
      handoff->settled_by = accepted.holder;
    }
    enter(accepted.stage, accepted.holder);
  }
  void operator()(const Taken& taken) {
    can_be_undone(Undoing::take, taken.handoff);
    if (Handoff* handoff = settle(taken.handoff, Outcome::accepted)) {
      handoff->receiver = taken.holder;
      reached(*handoff, taken.holder);
      handoff->settled_by = taken.holder;
    }
    enter(taken.stage, taken.holder);
  }
  void operator()(const BatonTaken& taken) {
    can_be_undone(Undoing::take, 0);
    keep_the_asking(task_, by_, at_);
    lapse_consents(task_, at_);
    task_.holder = taken.holder;
    task_.held_since = task_.version;
  }
  void operator()(const Returned& returned) {
    can_be_undone(Undoing::give_back, returned.handoff);
    if (Handoff* handoff = settle(returned.handoff, Outcome::returned)) {
      handoff->reason = returned.reason;
      handoff->words = returned.words;
    }
  }
  void operator()(const Passed& passed) {
    can_be_undone(Undoing::pass, passed.handoff);
    if (Handoff* handoff = find(passed.handoff)) {
      handoff->passings.push_back({handoff->receiver, passed.to, at_});
      handoff->receiver = passed.to;
      reached(*handoff, passed.to);
    }
  }
  void operator()(const QuestionAsked& asked) {
    if (Handoff* handoff = find(asked.handoff)) {
      Question question;
      question.number = asked.question;
      question.by = by_;
      question.at = at_;
      question.text = asked.text;
      handoff->questions.push_back(std::move(question));
    }
  }
  void operator()(const QuestionAnswered& answered) {
    Handoff* handoff = find(answered.handoff);
    if (handoff == nullptr) return;
    Question* question = numbered(handoff->questions, answered.question);
    if (question == nullptr) return;
    question->answered_by = by_;
    question->answered_at = at_;
    question->answer = answered.text;
  }
  void operator()(const OfferWithdrawn& withdrawn) {
    switch (withdrawn.cause) {
      case WithdrawCause::by_sender: can_be_undone(Undoing::withdraw, withdrawn.handoff); break;
      case WithdrawCause::cancelled: can_be_undone(Undoing::cancel, withdrawn.handoff); break;
      case WithdrawCause::offered_anew:
      case WithdrawCause::gate_broken: task_.undoable.reset(); break;
    }
    if (Handoff* handoff = settle(withdrawn.handoff, Outcome::withdrawn)) {
      handoff->cause = withdrawn.cause;
    }
  }

  void operator()(const TaskDone&) {
    can_be_undone(Undoing::done, 0);
    end(Phase::done);
  }
  void operator()(const TaskCancelled& cancelled) {
    // The offer that ended with it was withdrawn just before, and belongs to the same press.
    if (!task_.undoable || task_.undoable->what != Undoing::cancel) {
      can_be_undone(Undoing::cancel, 0);
    }
    end(Phase::cancelled);
    drop_owed(task_, cancelled.why, by_, at_);
    task_.end_reason = cancelled.why;
  }
  void operator()(const TaskReopened& reopened) {
    task_.undoable.reset();
    task_.phase = Phase::idle;
    task_.holder = reopened.holder;
    task_.held_since = task_.version;
    task_.ended_at = {};
    task_.ended_by = {};
    task_.end_reason.clear();
    task_.stage_since = at_;
    task_.stage_pauses.clear();
  }
  void operator()(const TaskMoved& moved) {
    task_.undoable.reset();
    end(Phase::cancelled);
    drop_owed(task_, {}, by_, at_);
    task_.moved_to = moved.to;
  }
  void operator()(const MovedFrom& moved) { task_.moved_from = moved.from; }

  void operator()(const GapNamed& named) {
    Gap gap;
    gap.number = named.gap;
    gap.handoff = named.handoff;
    gap.what = named.what;
    gap.before_start = named.before_start;
    gap.by = by_;
    gap.at = at_;
    gap.owner = named.owner;
    gap.due = named.due;
    task_.gaps.push_back(std::move(gap));
  }
  void operator()(const GapSupplied& supplied) {
    Gap* gap = numbered(task_.gaps, supplied.gap);
    if (gap == nullptr) return;
    gap->state = Gap::State::supplied;
    gap->value = supplied.value;
    gap->supplied_by = by_;
    gap->supplied_at = at_;
  }
  void operator()(const GapConfirmed& confirmed) {
    settle_gap(confirmed.gap, Gap::State::confirmed);
  }
  void operator()(const GapDropped& dropped) {
    if (Gap* gap = settle_gap(dropped.gap, Gap::State::dropped)) gap->why = dropped.why;
  }

  void operator()(const DebtIncurred& incurred) {
    Debt debt;
    debt.number = incurred.debt;
    debt.handoff = incurred.handoff;
    debt.requirement = incurred.requirement;
    debt.debtor = incurred.debtor;
    debt.approver = incurred.approver;
    debt.at = at_;
    debt.due = incurred.due;
    task_.debts.push_back(std::move(debt));
  }
  void operator()(const DebtRepaid& repaid) { settle_debt(repaid.debt, Debt::State::repaid); }
  void operator()(const DebtForgiven& forgiven) {
    if (Debt* debt = settle_debt(forgiven.debt, Debt::State::forgiven)) debt->why = forgiven.why;
  }

  void operator()(const ConsentAsked& asked) {
    Consent consent;
    consent.number = asked.consent;
    consent.kind = asked.kind;
    consent.by = by_;
    consent.at = at_;
    consent.asked = asked.asked;
    consent.asked_at = at_;
    consent.words = asked.words;
    consent.to = asked.to;
    consent.receiver = asked.receiver;
    task_.consents.push_back(std::move(consent));
  }
  void operator()(const ConsentMoved& moved) {
    if (Consent* consent = numbered(task_.consents, moved.consent)) {
      consent->asked = moved.asked;
      consent->asked_at = at_;
    }
  }
  void operator()(const ConsentAllowed& allowed) {
    settle_consent(allowed.consent, Consent::State::allowed);
  }
  void operator()(const ConsentRefused& refused) {
    settle_consent(refused.consent, by_.empty() ? Consent::State::lapsed : Consent::State::refused);
    if (Consent* consent = numbered(task_.consents, refused.consent)) consent->why = refused.why;
  }

  void operator()(const WorkStarted&) { start(); }
  void operator()(const Blocked& blocked) {
    can_be_undone(Undoing::block, 0);
    stood_still(task_.blocking);  // where it is renewed
    task_.phase = Phase::blocked;
    task_.blocking = Blocking{by_, at_, blocked.why, blocked.look_again};
  }
  void operator()(const Unblocked&) {
    task_.undoable.reset();
    stood_still(task_.blocking);
    task_.blocking.reset();
    rest();
  }
  void operator()(const WaitBegun& wait) {
    can_be_undone(Undoing::wait, 0);
    stood_still(task_.waiting);  // where it is renewed
    task_.phase = Phase::waiting;
    task_.waiting = Waiting{by_, at_, wait.until, wait.why};
  }
  void operator()(const Resumed&) {
    task_.undoable.reset();
    stood_still(task_.waiting);
    task_.waiting.reset();
    rest();
  }
  void operator()(const Snoozed& snoozed) { task_.snoozed[snoozed.person] = snoozed.until; }
  void operator()(const DueSet& set) { task_.due = set.due; }
  void operator()(const PrioritySet& set) { task_.priority = set.priority; }
  void operator()(const Undone& undone) { take_back(task_, undone.what, by_, at_); }
  void operator()(const UndoClosed&) { task_.undoable.reset(); }
  void operator()(const Reminded& reminded) {
    task_.reminders.push_back({reminded.about, reminded.number, at_});
  }

  void operator()(const TrackOf& track) { task_.parent = track.parent; }
  void operator()(const TrackOpened& opened) {
    task_.undoable.reset();  // others may work on it already
    task_.tracks.push_back({opened.track, opened.title, Track::State::open});
  }
  void operator()(const TrackEnded& ended) {
    set_track(ended.track, ended.done ? Track::State::done : Track::State::dropped);
  }
  void operator()(const TrackReopened& reopened) { set_track(reopened.track, Track::State::open); }

 private:
  Answer& revise(const RequirementId& id) {
    Answer& answer = task_.answers[id];
    ++answer.revision;
    answer.by = by_;
    answer.at = at_;
    mark_changed();
    if (by_ == task_.holder && task_.phase == Phase::idle) start();
    return answer;
  }
  void start() {
    if (task_.started) return;
    task_.started = true;
    task_.started_at = at_;
  }
  void mark_changed() {
    if (task_.offer() != nullptr) task_.handoffs.back().changed_after_offer = true;
  }

  Handoff& add_handoff(int number, int card, const TransitionId& transition, const PersonId& sender,
                       const PersonId& receiver) {
    task_.undoable.reset();
    lapse_consents(task_, at_);  // what they asked about is answered by the offer
    Handoff& handoff = task_.handoffs.emplace_back();
    handoff.number = number;
    handoff.card = card;
    handoff.transition = transition;
    handoff.sender = sender;
    handoff.receiver = receiver;
    handoff.receivers.push_back(receiver);
    handoff.offered_at = at_;
    task_.phase = Phase::offered;
    return handoff;
  }
  static void reached(Handoff& handoff, const PersonId& person) {
    handoff.receivers.push_back(person);
  }
  Handoff* find(int number) { return numbered(task_.handoffs, number); }
  Handoff* settle(int number, Outcome outcome) {
    Handoff* handoff = find(number);
    if (handoff == nullptr) return nullptr;
    handoff->outcome = outcome;
    handoff->settled_by = by_;
    handoff->settled_at = at_;
    rest();
    return handoff;
  }
  /// The phase that is left once something has ended.
  void rest() {
    if (task_.blocking) {
      task_.phase = Phase::blocked;
    } else if (!task_.handoffs.empty() && task_.handoffs.back().is_open()) {
      task_.phase = Phase::offered;
    } else {
      task_.phase = Phase::idle;
    }
  }
  /// The clock of the stage stood still as long as `reason`, if any, has lasted.
  void stood_still(const auto& reason) {
    if (reason) task_.stage_pauses.push_back({reason->since, at_});
  }
  void enter(const StageId& stage, const PersonId& holder) {
    lapse_consents(task_, at_);
    task_.stage = stage;
    task_.stage_since = at_;
    task_.holder = holder;
    task_.held_since = 0;
    task_.started = false;
    task_.started_at = {};
    task_.stage_pauses.clear();
  }
  void end(Phase phase) {
    lapse_consents(task_, at_);
    task_.phase = phase;
    task_.ended_at = at_;
    task_.ended_by = by_;
    task_.waiting.reset();
    task_.blocking.reset();
  }

  void can_be_undone(Undoing what, int handoff) { remember(task_, what, handoff, by_, at_); }

  Gap* settle_gap(int number, Gap::State state) {
    Gap* gap = numbered(task_.gaps, number);
    if (gap == nullptr) return nullptr;
    gap->state = state;
    gap->settled_by = by_;
    gap->settled_at = at_;
    return gap;
  }
  Debt* settle_debt(int number, Debt::State state) {
    Debt* debt = numbered(task_.debts, number);
    if (debt == nullptr) return nullptr;
    debt->state = state;
    debt->settled_by = by_;
    debt->settled_at = at_;
    return debt;
  }
  void settle_consent(int number, Consent::State state) {
    Consent* consent = numbered(task_.consents, number);
    if (consent == nullptr) return;
    consent->state = state;
    consent->settled_by = by_;
    consent->settled_at = at_;
  }
  void set_track(const TaskKey& key, Track::State state) {
    const auto found = std::ranges::find(task_.tracks, key, &Track::key);
    if (found != task_.tracks.end()) found->state = state;
  }

  Task& task_;
  PersonId by_;
  TimePoint at_;
};

}  // namespace

Task apply(Task task, const TaskEvent& event) {
  ++task.version;
  std::visit(Fold(task, event), event.fact);
  return task;
}

}  // namespace baton
