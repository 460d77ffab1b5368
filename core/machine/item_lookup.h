#pragma once

#include <variant>
#include <vector>

#include "core/machine/decide.h"
#include "core/model/task.h"
#include "core/model/workflow.h"

namespace baton {

/// The gates that matter to `task` now, nearest first and only those that ask for something: of its
/// open offer; else of the ways forward, of the stage itself where it is final, of the ways back.
std::vector<const Gate*> gates_in_scope(const Task& task, const Workflow& workflow);

/// The requirement that `name` means for `task`: a whole id anywhere in the workflow, else a number
/// of the nearest gate, else a unique prefix in the gates in scope, then in the whole workflow.
std::variant<const Requirement*, Rejection> find_item(const ItemName& name, const Task& task,
                                                      const Workflow& workflow);

/// The only requirement of `kind` that the nearest gate lacks, for verbs that may leave it out.
std::variant<const Requirement*, Rejection> only_missing(RequirementKind kind, const Task& task,
                                                         const Workflow& workflow);

}  // namespace baton
