#include <algorithm>

#include "tests/core/walk.h"

/// PRODUCT's rules, read a second time.
namespace baton::test {
namespace {

template <class Fact>
bool has(const TaskFacts& facts) {
  return std::ranges::any_of(
      facts, [](const TaskFact& fact) { return std::holds_alternative<Fact>(fact); });
}

bool broke_a_gate(const TaskFacts& facts) {
  return std::ranges::any_of(facts, [](const TaskFact& fact) {
    const auto* withdrawn = std::get_if<OfferWithdrawn>(&fact);
    return withdrawn != nullptr && withdrawn->cause == WithdrawCause::gate_broken;
  });
}

bool has_role_of(const Agency& agency, const PersonId& one, const PersonId& other) {
  const Person* first = agency.directory.person(one);
  const Person* second = agency.directory.person(other);
  return first != nullptr && second != nullptr &&
         std::ranges::any_of(first->roles,
                             [&](const RoleId& role) { return second->has_role(role); });
}

}  // namespace

bool Walk::holds(bool condition, const char* rule) {
  if (!condition && fault.empty()) fault = rule;
  return condition;
}

bool Walk::check_state(const Track& track) {
  const Task& task = track.task;
  bool fine = true;
  // The whole journal, from the beginning: at the end of a task, and now and then.
  if (!task.is_open() || task.version % 8 == 0) {
    Task folded;
    folded.key = task.key;
    for (const TaskEvent& event : track.journal) folded = apply(std::move(folded), event);
    fine &= holds(folded == task, "folding the journal gives the state");
  }
  const auto open = std::ranges::count(task.handoffs, Outcome::open, &Handoff::outcome);
  const bool may_be_offered = task.phase == Phase::offered || task.phase == Phase::blocked;
  fine &= holds(open <= 1 && (open == 0 || may_be_offered), "an offer is open in no other phase");
  fine &= holds(task.phase != Phase::offered || open == 1, "one offer is open while offered");
  fine &= holds((task.offer() != nullptr) == (open == 1), "the last handoff is the open one");
  fine &=
      holds((task.phase == Phase::waiting) == task.waiting.has_value(), "waiting says for what");
  fine &=
      holds((task.phase == Phase::blocked) == task.blocking.has_value(), "blocked says by what");
  if (const Handoff* offer = task.offer()) {
    fine &= holds(offer->sender == task.holder, "until acceptance the sender holds");
    fine &= holds(offer->passings.size() <= 2, "twice passed at most");
    const Person* receiver = agency_.directory.person(offer->receiver);
    fine &= holds(receiver != nullptr && !receiver->left, "an offer is to somebody who is here");
  }
  if (task.is_open()) {
    const Person* holder = agency_.directory.person(task.holder);
    fine &= holds(holder != nullptr && !holder->left, "an open task has one holder, and known");
  } else {
    const auto is_open = [](const auto& owed) { return owed.is_open(); };
    fine &= holds(std::ranges::none_of(task.gaps, is_open), "the end leaves no gap open");
    fine &= holds(std::ranges::none_of(task.debts, is_open), "the end leaves no debt open");
    fine &= holds(std::ranges::count(task.consents, Consent::State::asked, &Consent::state) == 0,
                  "the end leaves nothing to decide");
  }
  const bool can_be_undone = task.undoable.has_value();
  fine &=
      holds(can_be_undone == track.press.has_value(), "what can be undone is the newest change");
  return fine;
}

bool Walk::check_step(const Task& before, const Command& command, const Verdict& verdict,
                      const Track& track) {
  const Task& after = track.task;
  const Verdict again = judge(before, command, agency_, now_);
  bool fine = holds(again.facts == verdict.facts && again.rejection == verdict.rejection &&
                        again.after == verdict.after && again.kept == verdict.kept &&
                        again.problems == verdict.problems,
                    "equal arguments give equal decisions");
  fine &= holds(again.opens == verdict.opens, "and open equal tasks");
  fine &= holds(after == verdict.after, "the facts lead where the verdict says");
  fine &= holds(after.version == before.version + verdict.facts.size(), "each fact is a version");
  return check_facts(before, command, verdict) && check_phase(before, command, verdict) && fine;
}

bool Walk::check_facts(const Task& before, const Command& command, const Verdict& verdict) {
  bool fine = true;
  Task at = before;
  for (const TaskFact& fact : verdict.facts) {
    Task next = apply(at, {fact, author_of(fact, command), now_});
    fine &= check_fact(fact, at, next, command);
    if (const auto* offered = std::get_if<Offered>(&fact)) {
      fine &= check_offer(*offered, at, verdict.after, verb_of(command.action));
    }
    at = std::move(next);
  }
  if (broke_a_gate(verdict.facts)) ++tally.gates_broken;
  if (!verdict.rejection) return fine;
  for (const TaskFact& fact : verdict.facts) {
    const bool kept =
        std::holds_alternative<ValueSet>(fact) || std::holds_alternative<ItemChecked>(fact) ||
        std::holds_alternative<EvidenceAttached>(fact) ||
        std::holds_alternative<ApprovalLapsed>(fact) || std::holds_alternative<DebtRepaid>(fact) ||
        std::holds_alternative<Resumed>(fact) || std::holds_alternative<OfferWithdrawn>(fact);
    fine &= holds(kept, "a refused command moves nothing");
  }
  fine &= holds(verdict.facts.empty() || !verdict.kept.empty(), "and keeps values only");
  return fine;
}

bool Walk::check_fact(const TaskFact& fact, const Task& before, const Task& after,
                      const Command& command) {
  const bool taken = std::holds_alternative<Taken>(fact);
  const bool moves = taken || std::holds_alternative<Accepted>(fact) ||
                     std::holds_alternative<Opened>(fact) || std::holds_alternative<Undone>(fact);
  const bool hands_over = moves || std::holds_alternative<BatonTaken>(fact) ||
                          std::holds_alternative<TaskReopened>(fact);
  bool fine = holds(moves || after.stage == before.stage, "the stage moves only by acceptance");
  fine &= holds(hands_over || after.holder == before.holder, "the baton moves only by acceptance");
  if (std::holds_alternative<Accepted>(fact) || taken) {
    const Handoff& handoff = after.handoffs.back();
    fine &= holds(after.holder == handoff.receiver && handoff.outcome == Outcome::accepted,
                  "it moves to the receiver, or to who took it");
    fine &= holds(!taken || after.holder == command.by, "who takes it holds it");
    fine &= holds(!taken || after.holder != handoff.sender, "the sender takes nothing");
    if (handoff.sender == handoff.receiver) ++tally.self_handoffs;
  }
  if (std::holds_alternative<BatonTaken>(fact)) {
    const bool asked = std::ranges::any_of(before.consents, [&](const Consent& consent) {
      return consent.kind == Consent::Kind::take && consent.by == after.holder &&
             consent.state == Consent::State::allowed && consent.settled_by == command.by;
    });
    fine &= holds(asked, "nobody loses the baton without a yes");
  }
  if (const auto* incurred = std::get_if<DebtIncurred>(&fact)) {
    // Ana is the last of those who are asked.
    const bool has_right = is_director(incurred->approver) || incurred->approver == ana;
    fine &= holds(has_right && incurred->approver == command.by,
                  "only a right lets requirements be skipped");
    fine &= holds(incurred->debtor == before.holder, "the sender owes what was skipped");
  }
  if (const auto* forgiven = std::get_if<DebtForgiven>(&fact)) {
    fine &= holds(before.debt(forgiven->debt)->debtor != command.by, "nobody forgives themselves");
  }
  if (const auto* named = std::get_if<GapNamed>(&fact)) {
    fine &= holds(named->owner == after.handoff(named->handoff)->sender, "the sender owes gaps");
  }
  if (const auto* supplied = std::get_if<GapSupplied>(&fact)) {
    const bool may = before.gap(supplied->gap)->owner == command.by ||
                     before.holder == command.by || is_coordinator(command.by);
    fine &= holds(may, "who owes one gap does not supply another's");
  }
  if (taken && before.offer()->open_question() != nullptr) {
    fine &= holds(after.gaps == before.gaps, "the gap of an open question comes after the taking");
  }
  return fine;
}

bool Walk::check_offer(const Offered& offered, const Task& at, const Task& after, Verb verb) {
  const Workflow& workflow = agency_.workflows.at({lab, 1});
  const Transition& way = *workflow.transition(offered.transition);
  bool fine =
      holds(offered.sender == at.holder && way.from == at.stage, "the holder sends, from here");
  for (const Missing& item : missing(way.gate, at, offered.sender)) {
    const bool owed = std::ranges::any_of(after.debts, [&](const Debt& debt) {
      return debt.requirement == item.id && debt.state != Debt::State::repaid;
    });
    fine &= holds(owed, "the gate is passed before the receiver is told, or owes a debt");
    fine &= holds(!way.gate.find(item.id)->never_skip, "some things are never skipped");
  }
  const bool gap_open = std::ranges::any_of(at.gaps, [](const Gap& gap) { return gap.is_open(); });
  fine &= holds(!gap_open || verb != Verb::give, "an open gap holds the next give back");
  fine &= holds(!way.distinct || offered.sender != offered.receiver, "distinct is two people");
  return fine;
}

bool Walk::check_phase(const Task& before, const Command& command, const Verdict& verdict) {
  const Verb verb = verb_of(command.action);
  const TaskFacts& facts = verdict.facts;
  const Phase after = verdict.after.phase;
  const Phase rest = before.phase == Phase::blocked ? Phase::blocked : Phase::idle;
  if (verdict.rejection) {
    const bool by_values = broke_a_gate(facts) || has<Resumed>(facts);
    return holds(after == before.phase || (by_values && after == rest),
                 "a refusal leaves the phase");
  }
  const Row* row = find_row(before.phase, verb);
  if (!holds(row != nullptr, "only rows are accepted")) return false;
  if (!holds(may(before, command), "whoever may not changes nothing")) return false;
  const bool to_oneself = has<Offered>(facts) && has<Accepted>(facts);
  Phase expected = row->to;
  if (verb == Verb::undo) return true;  // check_undo compares all of it
  if (verb == Verb::urgent && has<ConsentAsked>(facts)) expected = before.phase;
  if (verb == Verb::allow) expected = has<Offered>(facts) ? Phase::offered : before.phase;
  if (verb == Verb::unblock && before.offer() != nullptr) expected = Phase::offered;
  const bool supplies =
      verb == Verb::set || verb == Verb::check || verb == Verb::attach || verb == Verb::repay;
  if (supplies && (broke_a_gate(facts) || has<Resumed>(facts))) expected = rest;
  if (to_oneself) expected = Phase::idle;
  if (facts.empty()) expected = before.phase;  // it was so already
  return holds(after == expected, "the phase is the row's");
}

bool Walk::check_undo(const std::optional<Press>& press, const Command& command,
                      const Verdict& verdict) {
  const auto* undo = std::get_if<Undo>(&command.action);
  if (undo == nullptr) return true;
  const bool in_time = press && now_ <= press->at + std::chrono::minutes(5);
  if (verdict.rejection) {
    const bool could = in_time && press->by == command.by && !undo->what;
    return holds(!could || verdict.rejection->refusal == Refusal::not_ready,
                 "who pressed may take it back");
  }
  if (!holds(in_time && press->by == command.by, "only who pressed, and only for a while")) {
    return false;
  }
  ++tally.undone[the<Undone>(verdict.facts).what];
  const Task& was = press->before;
  const Task& is = verdict.after;
  bool fine = holds(is.phase == was.phase && is.stage == was.stage && is.holder == was.holder &&
                        is.stage_since == was.stage_since && is.held_since == was.held_since &&
                        is.waiting == was.waiting && is.blocking == was.blocking &&
                        is.ended_at == was.ended_at && is.end_reason == was.end_reason,
                    "undo puts back where it stood");
  const Handoff* then = was.offer();
  const Handoff* now = is.offer();
  fine &= holds((then == nullptr) == (now == nullptr), "undo puts back the offer");
  if (then != nullptr && now != nullptr) {
    fine &= holds(then->number == now->number && then->receiver == now->receiver &&
                      then->passings == now->passings && then->offered_at == now->offered_at,
                  "undo puts back the offer as it was");
  }
  if (press->verb == Verb::cancel || press->verb == Verb::done) {
    fine &= holds(is.gaps == was.gaps && is.debts == was.debts && is.consents == was.consents,
                  "undo of an end puts back what was owed");
  }
  return fine;
}

bool Walk::may_take(const Task& task, const PersonId& by) const {
  const Handoff* offer = task.offer();
  const PersonId& whose = offer != nullptr ? offer->receiver : task.holder;
  if (by == task.holder || by == whose) return false;
  if (is_coordinator(by) || has_role_of(agency_, by, whose)) return true;
  const Handoff* handoff = offer != nullptr ? offer : task.latest_acceptance();
  if (handoff == nullptr) return false;
  const Party& party = agency_.workflows.at({lab, 1}).transition(handoff->transition)->receiver;
  return party.kind == Party::Kind::role && agency_.directory.person(by)->has_role(party.role);
}

bool Walk::may(const Task& task, const Command& command) const {
  const PersonId& by = command.by;
  if (by == lee || by == stranger) return false;
  const Handoff* offer = task.offer();
  const bool holds_it = by == task.holder;
  const bool coordinator = is_coordinator(by);
  const bool has_right = coordinator || is_director(by);
  const auto owes = [&](const auto& all, auto member) {
    return std::ranges::any_of(
        all, [&](const auto& each) { return each.is_open() && each.*member == by; });
  };
  switch (verb_of(command.action)) {
    case Verb::start_new:
    case Verb::set:
    case Verb::check:
    case Verb::attach:
    case Verb::note:
    case Verb::answer: return true;
    case Verb::due: return task.is_promised() ? has_right : holds_it || coordinator;
    case Verb::give:
    case Verb::withdraw:
    case Verb::done:
    case Verb::start:
    case Verb::wait:
    case Verb::resume:
    case Verb::snooze:
    case Verb::priority: return holds_it || coordinator;
    case Verb::block:
    case Verb::unblock:
      return holds_it || coordinator || (offer != nullptr && offer->receiver == by);
    case Verb::supply: return holds_it || coordinator || owes(task.gaps, &Gap::owner);
    case Verb::repay: return holds_it || coordinator || owes(task.debts, &Debt::debtor);
    case Verb::accept:
    case Verb::ask:
    case Verb::pass: return by == task.handoffs.back().receiver && !holds_it;
    case Verb::give_back: return offer != nullptr ? by == offer->receiver && !holds_it : holds_it;
    case Verb::take: return may_take(task, by);
    case Verb::name_gap: return holds_it;
    case Verb::confirm:
    case Verb::drop: return holds_it || owes(task.gaps, &Gap::by);
    case Verb::urgent: return holds_it || has_right;
    case Verb::cancel:
    case Verb::forgive:
    case Verb::reopen:
    case Verb::move: return has_right;
    case Verb::undo: return task.undoable && task.undoable->by == by;
    case Verb::allow:
    case Verb::refuse:
      return std::ranges::any_of(task.consents, [&](const Consent& consent) {
        const bool right = consent.kind == Consent::Kind::urgent && is_director(by);
        return consent.state == Consent::State::asked && consent.by != by &&
               (consent.asked == by || right);
      });
    case Verb::approve: {
      const std::string& name = std::get<Approve>(command.action).item;
      if (name == "sign-off") return by == ana;
      if (name == "qa") return is_director(by) && !holds_it;
      if (name == "plan") return coordinator && !holds_it;
      if (name == "end") return is_director(by);
      return by == ana || has_right;
    }
  }
  return false;
}

}  // namespace baton::test
