#include "bot/app/task_choice.h"

#include <algorithm>
#include <optional>

#include "core/machine/consent.h"

namespace baton {

using boost::asio::awaitable;

namespace {

constexpr std::size_t tasks_read_max = 50;

/// Where such tasks are looked for.
std::vector<TaskQuery> queries_for(std::optional<Verb> verb, const PersonId& actor) {
  TaskQuery holding;
  holding.holder = actor;
  TaskQuery waiting;
  waiting.receiver = actor;
  TaskQuery owing;
  owing.owing = actor;
  TaskQuery asked;
  asked.asked = actor;
  TaskQuery latest;  // who took something back may neither hold it nor be waited for
  if (!verb) return {holding, waiting};
  switch (*verb) {
    case Verb::accept:
    case Verb::ask:
    case Verb::pass: return {waiting};
    case Verb::supply:
    case Verb::repay: return {owing};
    case Verb::undo: latest.open_only = false; return {latest};
    case Verb::allow:
    case Verb::refuse: return {asked, latest};  // whoever has the right may decide as well
    case Verb::take:
    case Verb::reopen: return {};  // of others: it must be named
    default: return {holding, waiting};
  }
}

bool fits(const Task& task, std::optional<Verb> verb, const PersonId& actor, const Agency& agency) {
  const Handoff* offer = task.offer();
  const bool holds = task.holder == actor;
  const bool waits = offer != nullptr && offer->receiver == actor;
  if (!verb) return true;
  switch (*verb) {
    case Verb::accept:
    case Verb::ask:
    case Verb::pass: return waits;
    case Verb::give_back: return waits || (holds && task.latest_acceptance() != nullptr);
    case Verb::answer: return holds && offer != nullptr && offer->open_question() != nullptr;
    case Verb::withdraw: return holds && offer != nullptr;
    case Verb::unblock: return task.blocking.has_value();
    case Verb::resume: return task.waiting.has_value();
    case Verb::undo: return task.undoable && task.undoable->by == actor;
    case Verb::allow:
    case Verb::refuse: return consent_meant(task, std::nullopt, actor, agency) != nullptr;
    case Verb::confirm:
    case Verb::drop:
      return holds && std::ranges::any_of(task.gaps, [](const Gap& gap) { return gap.is_open(); });
    case Verb::supply:
    case Verb::repay:
    case Verb::note:
    case Verb::set:
    case Verb::check:
    case Verb::attach: return true;
    default: return holds;
  }
}

}  // namespace

bool TaskChoice::is_left_open(const Intent& intent) {
  if (const auto* command = std::get_if<Command>(&intent)) {
    return command->task.empty() && !std::holds_alternative<StartNew>(command->action);
  }
  if (const auto* form = std::get_if<FormRequest>(&intent)) {
    return form->press.task.empty() && form->press.verb != Verb::start_new;
  }
  const auto* view = std::get_if<ViewRequest>(&intent);
  using Kind = ViewRequest::Kind;
  return view != nullptr && view->task.empty() &&
         (view->kind == Kind::show || view->kind == Kind::history);
}

std::optional<Verb> TaskChoice::verb_meant(const Intent& intent) {
  if (const auto* command = std::get_if<Command>(&intent)) return verb_of(command->action);
  if (const auto* form = std::get_if<FormRequest>(&intent)) return form->press.verb;
  return std::nullopt;
}

awaitable<std::vector<Task>> TaskChoice::candidates(std::optional<Verb> verb, PersonId actor) {
  std::vector<TaskKey> keys;
  for (TaskQuery query : queries_for(verb, actor)) {
    query.limit = tasks_read_max;
    const std::vector<TaskRow> rows = co_await store_.tasks(std::move(query));
    for (const TaskRow& row : rows) {
      if (std::ranges::find(keys, row.key) == keys.end()) keys.push_back(row.key);
    }
  }
  Registry::Read read = co_await registry_.read(std::move(keys), std::string());
  std::erase_if(read.tasks, [&](const Task& task) {
    return task.version == 0 || !fits(task, verb, actor, registry_.agency());
  });
  co_return std::move(read.tasks);
}

void TaskChoice::settle(Intent& intent, const TaskKey& task) {
  if (auto* command = std::get_if<Command>(&intent)) command->task = task;
  if (auto* form = std::get_if<FormRequest>(&intent)) form->press.task = task;
  if (auto* view = std::get_if<ViewRequest>(&intent)) view->task = task;
}

}  // namespace baton
