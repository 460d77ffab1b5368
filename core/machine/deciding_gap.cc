#include <algorithm>

#include "core/machine/deciding.h"
#include "core/machine/owed.h"
#include "core/text/ascii.h"

namespace baton {

Decision Deciding::operator()(const NameGap& name) {
  if (auto rejection = unfit(name.gap.what)) return *rejection;
  const Handoff* accepted = task_.latest_acceptance();
  const bool from_another = accepted != nullptr && accepted->sender != task_.holder;
  if (!from_another) return refuse(Refusal::nothing_offered);
  return TaskFacts{named(name.gap, *accepted, static_cast<int>(task_.gaps.size()) + 1)};
}

Decision Deciding::operator()(const SupplyGap& supply) {
  const auto meant = gap_meant(supply.gap);
  if (const auto* rejection = std::get_if<Rejection>(&meant)) return *rejection;
  if (auto rejection = unfit(supply.value)) return *rejection;
  const Gap& gap = *std::get<const Gap*>(meant);
  if (auto rejection = not_owed_by(gap.owner)) return *rejection;
  const std::string value(ascii::trimmed(supply.value));
  if (gap.state == Gap::State::supplied && gap.value == value) return TaskFacts{};
  return TaskFacts{GapSupplied{gap.number, value}};
}

Decision Deciding::operator()(const ConfirmGap& confirm) {
  const auto meant = gap_meant(confirm.gap);
  if (const auto* rejection = std::get_if<Rejection>(&meant)) return *rejection;
  const Gap& gap = *std::get<const Gap*>(meant);
  if (auto rejection = not_judge_of(gap)) return *rejection;
  return TaskFacts{GapConfirmed{gap.number}};
}

Decision Deciding::operator()(const DropGap& drop) {
  const auto meant = gap_meant(drop.gap);
  if (const auto* rejection = std::get_if<Rejection>(&meant)) return *rejection;
  const Gap& gap = *std::get<const Gap*>(meant);
  if (auto rejection = not_judge_of(gap)) return *rejection;
  if (auto rejection = unfit(drop.why)) return *rejection;
  return TaskFacts{GapDropped{gap.number, std::string(ascii::trimmed(drop.why))}};
}

std::optional<Rejection> Deciding::not_judge_of(const Gap& gap) const {
  if (command_.by == task_.holder || command_.by == gap.by) return std::nullopt;
  std::vector<PersonId> may{task_.holder};
  if (gap.by != task_.holder) may.push_back(gap.by);
  return not_permitted(std::move(may));
}

std::optional<Rejection> Deciding::not_owed_by(const PersonId& owner) const {
  const Person* person = agency_.directory.person(command_.by);
  const bool may = command_.by == owner || command_.by == task_.holder ||
                   (person != nullptr && person->has_role(coordinator_role));
  if (may) return std::nullopt;
  std::vector<PersonId> who{owner};
  if (task_.holder != owner) who.push_back(task_.holder);
  for (const Person* coordinator : agency_.holders_of(coordinator_role)) {
    if (std::ranges::find(who, coordinator->id) == who.end()) who.push_back(coordinator->id);
  }
  return not_permitted(std::move(who));
}

std::variant<const Gap*, Rejection> Deciding::gap_meant(const OwedName& name) const {
  std::vector<Owed> open;
  for (const Gap& gap : task_.gaps) {
    if (gap.is_open()) open.push_back({gap.number, gap.what});
  }
  const auto meant = owed_called(name, open);
  if (const auto* rejection = std::get_if<Rejection>(&meant)) return *rejection;
  return task_.gap(std::get<int>(meant));
}

std::variant<const Debt*, Rejection> Deciding::debt_meant(const OwedName& name) const {
  std::vector<Owed> open;
  for (const Debt& debt : task_.debts) {
    if (debt.is_open()) open.push_back({debt.number, debt.requirement.value});
  }
  const auto meant = owed_called(name, open);
  if (const auto* rejection = std::get_if<Rejection>(&meant)) return *rejection;
  return task_.debt(std::get<int>(meant));
}

GapNamed Deciding::named(const GapWish& wish, const Handoff& handoff, int number) const {
  const Transition* transition = workflow_->transition(handoff.transition);
  const WorkingSpan within = transition == nullptr ? WorkingSpan{1, {}} : transition->gap_within;
  GapNamed gap;
  gap.gap = number;
  gap.handoff = handoff.number;
  gap.what = std::string(ascii::trimmed(wish.what));
  gap.before_start = wish.before_start;
  gap.owner = handoff.sender;
  gap.due = agency_.due_after(handoff.sender, now_, within);
  return gap;
}

}  // namespace baton
