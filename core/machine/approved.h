#pragma once

#include "core/machine/command.h"
#include "core/machine/decide.h"
#include "core/model/task.h"
#include "core/model/workflow.h"

namespace baton {

/// What `approve` by a person who may makes of the task: the approval bound to the revisions of all
/// that it covers, nothing where it stands already, or what is wrong with its words (the client's
/// sign-off needs who, when, how, and a proof).
Decision approved(const Task& task, const Workflow& workflow, const Requirement& approval,
                  const Approve& approve, const PersonId& by);

}  // namespace baton
