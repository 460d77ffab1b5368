#include <algorithm>

#include "core/machine/deciding.h"
#include "core/machine/item_lookup.h"
#include "core/machine/supplied_as.h"
#include "core/machine/table.h"
#include "core/text/ascii.h"

namespace baton {

Decision Deciding::operator()(const Urgent& urgent) {
  if (auto rejection = unfit(urgent.reason)) return *rejection;
  if (may_hurry(command_.by)) return override(urgent, command_.by, command_.by);
  // What could not be offered even with a yes is refused at once.
  Decision wanted = override(urgent, command_.by, command_.by);
  if (std::holds_alternative<Rejection>(wanted)) return wanted;
  const auto& facts = std::get<TaskFacts>(wanted);
  const bool needs_no_right = std::ranges::none_of(
      facts, [](const TaskFact& fact) { return std::holds_alternative<Overridden>(fact); });
  if (needs_no_right) return wanted;
  if (task_.open_consent(Consent::Kind::urgent) != nullptr) return refuse(Refusal::already_asked);
  const std::vector<PersonId> may = people_of(Who::rights, Verb::urgent, task_, agency_, nullptr);
  const Person* last = agency_.last_resort();
  if (may.empty() && last == nullptr) return refuse(Refusal::nobody_for_role);
  ConsentAsked asked;
  asked.consent = static_cast<int>(task_.consents.size()) + 1;
  asked.kind = Consent::Kind::urgent;
  asked.asked = may.empty() ? last->id : may.front();
  asked.to = urgent.to.value_or(StageId());
  asked.receiver = urgent.receiver.value_or(PersonId());
  asked.words = std::string(ascii::trimmed(urgent.reason));
  return TaskFacts{std::move(asked)};
}

Decision Deciding::override(const Urgent& urgent, const PersonId& giver,
                            const PersonId& approver) const {
  const auto way = way_of(urgent.to);
  if (const auto* rejection = std::get_if<Rejection>(&way)) return *rejection;
  const Transition& transition = *std::get<const Transition*>(way);
  Rejection not_ready = refuse(Refusal::not_ready);
  std::vector<Missing> skipped;
  for (Missing& item : lacking(transition.gate, task_, task_.holder)) {
    const bool stays = transition.gate.find(item.id)->never_skip;
    (stays ? not_ready.missing : skipped).push_back(std::move(item));
  }
  for (const Track& track : task_.tracks) {
    if (track.state == Track::State::open) not_ready.tracks.push_back(track.key);
  }
  if (!not_ready.missing.empty() || !not_ready.tracks.empty()) {
    not_ready.choices = {transition.to.value};
    return not_ready;
  }
  const auto resolved = resolve_receiver(task_, transition, giver, urgent.receiver, agency_);
  if (const auto* rejection = std::get_if<Rejection>(&resolved)) return *rejection;
  Decision offered = offer(transition, std::get<Receiver>(resolved), urgent.reason);
  auto* facts = std::get_if<TaskFacts>(&offered);
  if (facts == nullptr || skipped.empty()) return offered;
  const int handoff = next_handoff();
  // Before the acceptance that a handoff to oneself brings along.
  auto at = std::ranges::find_if(
      *facts, [](const TaskFact& fact) { return std::holds_alternative<Offered>(fact); });
  TaskFacts owed{Overridden{handoff, approver, std::string(ascii::trimmed(urgent.reason))}};
  int number = static_cast<int>(task_.debts.size());
  for (const Missing& item : skipped) {
    DebtIncurred debt;
    debt.debt = ++number;
    debt.handoff = handoff;
    debt.requirement = item.id;
    debt.debtor = task_.holder;
    debt.approver = approver;
    debt.due = agency_.due_after(task_.holder, now_, transition.debt_within);
    owed.emplace_back(std::move(debt));
  }
  facts->insert(at + 1, owed.begin(), owed.end());
  return offered;
}

bool Deciding::may_hurry(const PersonId& person) const {
  const std::vector<PersonId> may = people_of(Who::rights, Verb::urgent, task_, agency_, nullptr);
  return std::ranges::find(may, person) != may.end();
}

Decision Deciding::operator()(const Repay& repay) {
  const auto meant = debt_meant(repay.debt);
  if (const auto* rejection = std::get_if<Rejection>(&meant)) return *rejection;
  const Debt& debt = *std::get<const Debt*>(meant);
  if (auto rejection = not_owed_by(debt.debtor)) return *rejection;
  const Requirement* requirement = workflow_->requirement(debt.requirement);
  if (requirement == nullptr) return refuse(Refusal::nothing_owed);
  if (!repay.value.empty()) {
    const auto action = supplied_as(*requirement, repay.value);
    if (const auto* rejection = std::get_if<Rejection>(&action)) return *rejection;
    return std::visit(*this, std::get<Action>(action));
  }
  if (is_repaid(debt, task_)) return TaskFacts{DebtRepaid{debt.number}};
  Rejection rejection = refuse(Refusal::not_ready);
  for (const Transition& transition : workflow_->transitions) {
    for (Missing& item : missing(transition.gate, task_)) {
      if (item.id == debt.requirement && rejection.missing.empty()) {
        rejection.missing.push_back(std::move(item));
      }
    }
  }
  return rejection;
}

Decision Deciding::operator()(const Forgive& forgive) {
  const auto meant = debt_meant(forgive.debt);
  if (const auto* rejection = std::get_if<Rejection>(&meant)) return *rejection;
  const Debt& debt = *std::get<const Debt*>(meant);
  if (auto rejection = unfit(forgive.why)) return *rejection;
  if (debt.debtor == command_.by) {
    std::vector<PersonId> may = people_of(Who::rights, Verb::forgive, task_, agency_, nullptr);
    std::erase(may, debt.debtor);
    return not_permitted(std::move(may));
  }
  return TaskFacts{DebtForgiven{debt.number, std::string(ascii::trimmed(forgive.why))}};
}

Decision Deciding::operator()(const Allow& allow) {
  const Consent* consent = consent_meant(task_, allow.consent, command_.by, agency_);
  if (consent == nullptr) return refuse(Refusal::nothing_asked);
  TaskFacts facts{ConsentAllowed{consent->number}};
  if (consent->kind == Consent::Kind::take) {
    const Person* taker = agency_.directory.person(consent->by);
    if (taker == nullptr || taker->left) return refuse(Refusal::unknown_person);
    facts.emplace_back(BatonTaken{task_.holder, consent->by});
    return facts;
  }
  if (task_.phase == Phase::blocked) return refuse(Refusal::unblock_first);
  Urgent urgent;
  if (!consent->to.empty()) urgent.to = consent->to;
  if (!consent->receiver.empty()) urgent.receiver = consent->receiver;
  urgent.reason = consent->words;
  Decision offered = override(urgent, consent->by, command_.by);
  const auto* more = std::get_if<TaskFacts>(&offered);
  if (more == nullptr) return offered;
  facts.insert(facts.end(), more->begin(), more->end());
  return facts;
}

Decision Deciding::operator()(const Refuse& refusal) {
  const Consent* consent = consent_meant(task_, refusal.consent, command_.by, agency_);
  if (consent == nullptr) return refuse(Refusal::nothing_asked);
  if (code_points(refusal.why) > text_max) return refuse(Refusal::too_long);
  return TaskFacts{ConsentRefused{consent->number, std::string(ascii::trimmed(refusal.why))}};
}

}  // namespace baton
