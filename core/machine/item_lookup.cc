#include "core/machine/item_lookup.h"

#include <algorithm>

namespace baton {
namespace {

Rejection about_item(Refusal refusal, const ItemName& name, std::string why,
                     std::vector<std::string> choices) {
  Rejection rejection;
  rejection.refusal = refusal;
  rejection.problems.push_back({name, "", std::move(why)});
  rejection.choices = std::move(choices);
  return rejection;
}

/// Every requirement once, the gates in scope first.
std::vector<const Requirement*> all_requirements(const Task& task, const Workflow& workflow) {
  std::vector<const Requirement*> all;
  const auto add = [&all](const Gate& gate) {
    for (const Requirement& requirement : gate.requirements) {
      const auto same = [&](const Requirement* other) { return other->id == requirement.id; };
      if (std::ranges::none_of(all, same)) all.push_back(&requirement);
    }
  };
  for (const Gate* gate : gates_in_scope(task, workflow)) add(*gate);
  for (const Transition& transition : workflow.transitions) add(transition.gate);
  for (const Stage& stage : workflow.stages) add(stage.gate);
  return all;
}

std::vector<std::string> ids_of(const std::vector<const Requirement*>& requirements) {
  std::vector<std::string> ids;
  ids.reserve(requirements.size());
  for (const Requirement* requirement : requirements) ids.push_back(requirement->id.value);
  return ids;
}

}  // namespace

std::vector<const Gate*> gates_in_scope(const Task& task, const Workflow& workflow) {
  if (const Handoff* offer = task.offer()) {
    const Transition* transition = workflow.transition(offer->transition);
    if (transition == nullptr || offer->back_of != 0) return {};
    return {&transition->gate};
  }
  std::vector<const Gate*> gates;
  std::vector<const Gate*> back;
  for (const Transition* way : workflow.from(task.stage)) {
    (workflow.is_forward(*way) ? gates : back).push_back(&way->gate);
  }
  const Stage* stage = workflow.stage(task.stage);
  if (stage != nullptr && stage->final_stage) gates.push_back(&stage->gate);
  gates.insert(gates.end(), back.begin(), back.end());
  std::erase_if(gates, [](const Gate* gate) { return gate->requirements.empty(); });
  return gates;
}

std::variant<const Requirement*, Rejection> find_item(const ItemName& name, const Task& task,
                                                      const Workflow& workflow) {
  const std::vector<const Gate*> scope = gates_in_scope(task, workflow);
  for (const Gate* gate : scope) {
    if (const Requirement* whole = gate->find({name})) return whole;
  }
  if (const Requirement* whole = workflow.requirement({name})) return whole;
  for (const Gate* gate : scope) {
    const std::vector<const Requirement*> fits = named_in(*gate, name);
    if (fits.size() == 1) return fits.front();
    if (fits.size() > 1) {
      return about_item(Refusal::ambiguous_item, name, "could be several", ids_of(fits));
    }
    const bool is_number = !name.empty() && name.find_first_not_of("0123456789") == name.npos;
    if (is_number) break;  // a number counts in the nearest gate only
  }
  const std::vector<const Requirement*> all = all_requirements(task, workflow);
  std::vector<const Requirement*> fits;
  for (const Requirement* requirement : all) {
    if (!name.empty() && requirement->id.value.starts_with(name)) fits.push_back(requirement);
  }
  if (fits.size() == 1) return fits.front();
  if (fits.size() > 1) {
    return about_item(Refusal::ambiguous_item, name, "could be several", ids_of(fits));
  }
  return about_item(Refusal::unknown_item, name, "is not asked for by this workflow", ids_of(all));
}

std::variant<const Requirement*, Rejection> only_missing(RequirementKind kind, const Task& task,
                                                         const Workflow& workflow) {
  const std::vector<const Gate*> scope = gates_in_scope(task, workflow);
  std::vector<const Requirement*> fits;
  for (const Gate* gate : scope) {
    for (const Missing& item : missing(*gate, task)) {
      if (item.kind == kind) fits.push_back(gate->find(item.id));
    }
    if (!fits.empty()) break;
  }
  if (fits.size() == 1) return fits.front();
  if (fits.empty()) {
    Rejection rejection;
    rejection.refusal = Refusal::nothing_missing;
    return rejection;
  }
  return about_item(Refusal::ambiguous_item, "", "is needed: several are missing", ids_of(fits));
}

}  // namespace baton
