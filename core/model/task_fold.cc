#include <algorithm>

#include "core/model/events.h"
#include "core/model/overloaded.h"

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
    Handoff& handoff = task_.handoffs.emplace_back();
    handoff.number = offered.handoff;
    handoff.card = offered.card;
    handoff.attempt = offered.attempt;
    handoff.transition = offered.transition;
    handoff.sender = offered.sender;
    handoff.receiver = offered.receiver;
    handoff.stand_in = offered.stand_in;
    handoff.note = offered.note;
    handoff.offered_at = at_;
    task_.phase = Phase::offered;
  }
  void operator()(const Accepted& accepted) {
    if (Handoff* handoff = settle(accepted.handoff, Outcome::accepted)) {
      handoff->settled_by = accepted.holder;
    }
    task_.stage = accepted.stage;
    task_.stage_since = at_;
    task_.holder = accepted.holder;
  }
  void operator()(const Returned& returned) {
    if (Handoff* handoff = settle(returned.handoff, Outcome::returned)) {
      handoff->reason = returned.reason;
      handoff->words = returned.words;
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
    const auto question =
        std::ranges::find(handoff->questions, answered.question, &Question::number);
    if (question == handoff->questions.end()) return;
    question->answered_by = by_;
    question->answered_at = at_;
    question->answer = answered.text;
  }
  void operator()(const OfferWithdrawn& withdrawn) {
    if (Handoff* handoff = settle(withdrawn.handoff, Outcome::withdrawn)) {
      handoff->cause = withdrawn.cause;
    }
  }
  void operator()(const TaskDone&) { end(Phase::done); }
  void operator()(const TaskCancelled& cancelled) {
    end(Phase::cancelled);
    task_.end_reason = cancelled.why;
  }

 private:
  Answer& revise(const RequirementId& id) {
    Answer& answer = task_.answers[id];
    ++answer.revision;
    answer.by = by_;
    answer.at = at_;
    mark_changed();
    return answer;
  }
  void mark_changed() {
    if (task_.phase == Phase::offered) task_.handoffs.back().changed_after_offer = true;
  }
  Handoff* find(int number) {
    const auto found = std::ranges::find(task_.handoffs, number, &Handoff::number);
    return found == task_.handoffs.end() ? nullptr : &*found;
  }
  Handoff* settle(int number, Outcome outcome) {
    Handoff* handoff = find(number);
    if (handoff == nullptr) return nullptr;
    handoff->outcome = outcome;
    handoff->settled_by = by_;
    handoff->settled_at = at_;
    task_.phase = Phase::idle;
    return handoff;
  }
  void end(Phase phase) {
    task_.phase = phase;
    task_.ended_at = at_;
    task_.ended_by = by_;
  }

  Task& task_;
  PersonId by_;
  TimePoint at_;
};

}  // namespace

const Question* Handoff::open_question() const {
  const auto is_open = [](const Question& question) { return !question.answered_by; };
  const auto found = std::ranges::find_if(questions, is_open);
  return found == questions.end() ? nullptr : &*found;
}

const Handoff* Task::offer() const {
  if (phase != Phase::offered || handoffs.empty()) return nullptr;
  return &handoffs.back();
}

const Handoff* Task::handoff(int number) const {
  const auto found = std::ranges::find(handoffs, number, &Handoff::number);
  return found == handoffs.end() ? nullptr : &*found;
}

const Handoff* Task::last_accepted(const TransitionId& transition) const {
  const Handoff* last = nullptr;
  for (const Handoff& handoff : handoffs) {
    if (handoff.transition == transition && handoff.outcome == Outcome::accepted) last = &handoff;
  }
  return last;
}

Task apply(Task task, const TaskEvent& event) {
  ++task.version;
  std::visit(Fold(task, event), event.fact);
  return task;
}

}  // namespace baton
