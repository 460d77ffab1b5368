#include "core/model/workflow.h"

#include <algorithm>

namespace baton {
namespace {

/// The element of `all` whose id is `id`, or nullptr.
template <class Items, class Key>
auto find_by_id(const Items& all, const Key& id) -> const typename Items::value_type* {
  const auto found = std::ranges::find_if(all, [&](const auto& item) { return item.id == id; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace

const Requirement* Gate::find(const RequirementId& id) const {
  return find_by_id(requirements, id);
}

const Stage* Workflow::stage(const StageId& wanted) const { return find_by_id(stages, wanted); }

const Transition* Workflow::transition(const TransitionId& wanted) const {
  return find_by_id(transitions, wanted);
}

std::vector<const Transition*> Workflow::from(const StageId& stage) const {
  std::vector<const Transition*> ways;
  for (const Transition& transition : transitions) {
    if (transition.from == stage) ways.push_back(&transition);
  }
  return ways;
}

bool Workflow::is_forward(const Transition& way) const { return stage(way.from) < stage(way.to); }

const Requirement* Workflow::requirement(const RequirementId& wanted) const {
  for (const Transition& transition : transitions) {
    if (const Requirement* found = transition.gate.find(wanted)) return found;
  }
  for (const Stage& stage : stages) {
    if (const Requirement* found = stage.gate.find(wanted)) return found;
  }
  return nullptr;
}

}  // namespace baton
