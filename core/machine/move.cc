#include "core/machine/move.h"

#include "core/model/workflow.h"

namespace baton {
namespace {

/// What supplied `answer`, once more.
void add_answer(TaskFacts& facts, const RequirementId& id, const Answer& answer,
                const Workflow& workflow) {
  const Requirement* requirement = workflow.requirement(id);
  if (requirement == nullptr) return;
  for (const std::string& value : answer.values) {
    switch (requirement->kind) {
      case RequirementKind::field: facts.emplace_back(ValueSet{id, value}); break;
      case RequirementKind::check: facts.emplace_back(ItemChecked{id, true}); break;
      case RequirementKind::evidence: facts.emplace_back(EvidenceAttached{id, value}); break;
      case RequirementKind::approval: break;
    }
  }
}

}  // namespace

OpenedTask opened_by_move(const Task& task, const Command& command, const Agency& agency,
                          TimePoint now) {
  OpenedTask opening;
  TaskFacts& facts = opening.facts;
  Opened opened;
  opened.client = std::get<Move>(command.action).client;
  opened.workflow = task.workflow;
  opened.workflow_version = task.workflow_version;
  opened.title = task.title;
  opened.stage = task.stage;
  opened.holder = task.holder;
  facts.emplace_back(std::move(opened));
  facts.emplace_back(MovedFrom{task.key});
  if (const Workflow* workflow = agency.workflow(task.workflow, task.workflow_version)) {
    for (const auto& [id, answer] : task.answers) add_answer(facts, id, answer, *workflow);
  }
  if (task.is_promised()) facts.emplace_back(DueSet{task.due, {}});
  if (task.priority != Priority::normal) facts.emplace_back(PrioritySet{task.priority});
  opening.after.key = command.new_task;
  for (const TaskFact& fact : facts) {
    opening.after = apply(std::move(opening.after), {fact, Author::of(command.by), now});
  }
  return opening;
}

}  // namespace baton
