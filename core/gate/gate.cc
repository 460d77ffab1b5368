#include "core/gate/gate.h"

#include <algorithm>
#include <charconv>

namespace baton {
namespace {

const Answer* answer_of(const Task& task, const RequirementId& id) {
  const auto found = task.answers.find(id);
  return found == task.answers.end() || found->second.values.empty() ? nullptr : &found->second;
}

bool applies(const Requirement& requirement, const Task& task) {
  if (!requirement.when) return true;
  const Answer* answer = answer_of(task, requirement.when->field);
  return answer != nullptr && answer->values.front() == requirement.when->is;
}

int have(const Requirement& requirement, const Task& task) {
  if (requirement.kind == RequirementKind::approval) {
    return task.approvals.contains(requirement.id) ? 1 : 0;
  }
  const Answer* answer = answer_of(task, requirement.id);
  return answer == nullptr ? 0 : static_cast<int>(answer->values.size());
}

int need(const Requirement& requirement) {
  return requirement.kind == RequirementKind::evidence ? std::max(requirement.at_least, 1) : 1;
}

RoleId whose(const Requirement& requirement) {
  if (requirement.kind == RequirementKind::check) return requirement.role;
  if (requirement.kind == RequirementKind::approval) return requirement.by;
  return {};
}

Missing missing_of(const Standing& standing, const Task& task) {
  const Requirement& requirement = *standing.requirement;
  Missing item;
  item.id = requirement.id;
  item.kind = requirement.kind;
  item.label = requirement.label;
  item.help = requirement.help;
  item.number = standing.number;
  item.have = have(requirement, task);
  item.need = need(requirement);
  item.who = whose(requirement);
  item.type = requirement.type;
  item.choices = requirement.choices;
  return item;
}

}  // namespace

bool counts_for(const Requirement& approval, const Approval& given, const PersonId& sender) {
  // The client's sign-off is the client's own: whoever sends the handoff may have recorded it.
  return approval.by == client_approver || approval.sender_may || given.recorded_by != sender;
}

bool stands(const RequirementId& id, const Task& task, const Workflow& workflow) {
  const Requirement* requirement = workflow.requirement(id);
  return requirement != nullptr && have(*requirement, task) >= need(*requirement);
}

std::vector<Standing> standings(const Gate& gate, const Task& task) {
  std::vector<Standing> all;
  all.reserve(gate.requirements.size());
  for (const Requirement& requirement : gate.requirements) {
    Standing& standing = all.emplace_back();
    standing.requirement = &requirement;
    standing.number = all.size();
    standing.applies = applies(requirement, task);
    standing.met = have(requirement, task) >= need(requirement);
  }
  return all;
}

std::vector<Missing> missing(const Gate& gate, const Task& task) {
  std::vector<Missing> lacking;
  for (const Standing& standing : standings(gate, task)) {
    if (standing.applies && !standing.met) lacking.push_back(missing_of(standing, task));
  }
  return lacking;
}

std::vector<Missing> missing(const Gate& gate, const Task& task, const PersonId& sender) {
  std::vector<Missing> lacking;
  for (const Standing& standing : standings(gate, task)) {
    if (!standing.applies) continue;
    const auto given = standing.requirement->kind == RequirementKind::approval
                           ? task.approvals.find(standing.requirement->id)
                           : task.approvals.end();
    const bool own =
        given != task.approvals.end() && !counts_for(*standing.requirement, given->second, sender);
    if (standing.met && !own) continue;
    lacking.push_back(missing_of(standing, task));
    lacking.back().own_approval = own;
  }
  return lacking;
}

std::vector<const Requirement*> named_in(const Gate& gate, std::string_view name) {
  if (name.empty()) return {};
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  if (error == std::errc() && end == name.data() + name.size()) {
    if (number < 1 || number > gate.requirements.size()) return {};
    return {&gate.requirements[number - 1]};
  }
  std::vector<const Requirement*> starting;
  for (const Requirement& requirement : gate.requirements) {
    if (requirement.id.value == name) return {&requirement};
    if (requirement.id.value.starts_with(name)) starting.push_back(&requirement);
  }
  return starting;
}

}  // namespace baton
