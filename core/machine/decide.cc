#include "core/machine/decide.h"

#include <algorithm>

#include "core/machine/deciding.h"
#include "core/machine/handoff_meant.h"
#include "core/machine/table.h"

namespace baton {
namespace {

/// What is refused before anybody is asked who they are: there is nothing to be about.
std::optional<Refusal> nothing_to_decide(const Task& task, Verb verb, const PersonId& by) {
  switch (verb) {
    case Verb::undo:
      if (!task.undoable) return Refusal::nothing_to_undo;
      break;
    case Verb::accept:
    case Verb::ask:
    case Verb::withdraw:
    case Verb::pass:
      if (task.offer() == nullptr) return Refusal::nothing_offered;
      break;
    case Verb::give_back:
      // Without an offer only who holds the task can return it, later.
      if (task.offer() == nullptr && (task.phase == Phase::blocked || task.holder != by)) {
        return Refusal::nothing_offered;
      }
      break;
    case Verb::answer:
      if (task.offer() == nullptr) return Refusal::no_open_question;
      break;
    case Verb::name_gap:
      if (task.offer() != nullptr) return Refusal::accept_first;
      break;
    case Verb::allow:
    case Verb::refuse:
      if (consents_open(task).empty()) return Refusal::nothing_asked;
      break;
    default: break;
  }
  return std::nullopt;
}

/// Who may, of the people that `row` names.
Who who_of(const Row& row, const Task& task) {
  // An approver is known only with the requirement; until then any person of the agency.
  if (row.who == Who::approver) return Who::anyone;
  if (row.verb == Verb::due && task.is_promised()) return Who::rights;
  return row.who;
}

}  // namespace

Author author_of(const TaskFact& fact, const Command& command) {
  const bool by_machine =
      std::holds_alternative<Accepted>(fact) && !std::holds_alternative<Accept>(command.action);
  return by_machine ? Author::machine(Author::Kind::system) : Author::of(command.by);
}

Decision decide(const Task& task, const Command& command, const Agency& agency, TimePoint now) {
  const Verb verb = verb_of(command.action);
  const Row* row = find_row(task.phase, verb);
  if (row == nullptr) return refuse(refusal_of(task.phase, verb));
  if (const auto nothing = nothing_to_decide(task, verb, command.by)) return refuse(*nothing);
  const std::optional<int> meant = handoff_meant(command.action);
  if (meant && task.offer() != nullptr && task.offer()->number != *meant) {
    return refuse(Refusal::outdated);
  }
  std::vector<PersonId> may = people_of(who_of(*row, task), verb, task, agency, nullptr);
  if (std::ranges::find(may, command.by) == may.end()) {
    return Deciding::not_permitted(std::move(may));
  }
  Deciding deciding(task, command, agency, now);
  if (deciding.lacks_workflow()) return refuse(Refusal::unknown_workflow);
  return std::visit(deciding, command.action);
}

}  // namespace baton
