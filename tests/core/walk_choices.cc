#include <algorithm>

#include "core/machine/consent.h"
#include "core/machine/receiver.h"
#include "tests/core/walk.h"

/// What the walk tries: often what the table lets, so that tasks travel far, and sometimes
/// anything.
namespace baton::test {
namespace {

const std::array people{ana, dino, petra, alex, olga, dora, cora, dirk, lee, stranger};
const std::array items{"goal", "budget", "kind", "size",   "agreed", "brief",   "drafts",
                       "plan", "utm",    "qa",   "report", "end",    "sign-off"};

}  // namespace

std::string Walk::any_item() {
  if (choices_.one_in(20)) return choices_.of(std::array{"", "1", "3", "g", "b", "s", "nonsense"});
  return choices_.of(items);
}

std::string Walk::any_value_for(const std::string& item) {
  if (choices_.one_in(12)) return choices_.of(std::array{"", " ", "???", "javascript:alert(1)"});
  if (item == "kind") return choices_.of(std::array{"print", "web"});
  if (item == "budget") return choices_.of(std::array{"5000 EUR", "€5,000.50", "1'000 CHF"});
  if (item == "agreed") return choices_.of(std::array{"yes", "yes", "yes", "no"});
  if (item == "goal" || item == "size") return choices_.of(std::array{"A4", "A3", "Sell shoes"});
  return choices_.of(
      std::array{"https://a.example/1", "https://a.example/2", "https://a.example/3"});
}

std::string Walk::any_words() { return choices_.one_in(12) ? "" : "so it is"; }

Values Walk::any_values() {
  Values values;
  if (!choices_.one_in(3)) return values;
  for (std::uint32_t count = choices_.below(7); count > 0; --count) {
    const std::string item = any_item();
    values.emplace_back(item, any_value_for(item));
  }
  return values;
}

/// The row of the table that was hit least of those that have something to work on: none is left
/// to chance.
Verb Walk::rarest_verb(const Task& task) const {
  const auto some_open = [](const auto& items) {
    return std::ranges::any_of(items, [](const auto& item) { return item.is_open(); });
  };
  const auto has_matter = [&](Verb verb) {
    switch (verb) {
      case Verb::repay:
      case Verb::forgive: return some_open(task.debts);
      case Verb::supply:
      case Verb::confirm:
      case Verb::drop: return some_open(task.gaps);
      case Verb::allow:
      case Verb::refuse: return !consents_open(task).empty();
      case Verb::undo: return task.undoable.has_value();
      case Verb::cancel:
      case Verb::done: return false;  // they come often enough
      default: return true;
    }
  };
  std::optional<Verb> rarest;
  std::uint64_t hits = 0;
  for (const Row& row : table) {
    if (row.from != task.phase || !has_matter(row.verb)) continue;
    const auto hit = tally.rows.find({row.from, row.verb});
    const std::uint64_t count = hit == tally.rows.end() ? 0 : hit->second;
    if (rarest && count >= hits) continue;
    rarest = row.verb;
    hits = count;
  }
  return rarest.value_or(Verb::note);
}

Verb Walk::likely_verb(const Task& task) {
  if (choices_.one_in(12)) return static_cast<Verb>(choices_.below(verb_count));
  if (choices_.one_in(6)) return rarest_verb(task);
  // What is rare by itself: a yes while something is offered, and a third pass.
  const bool asked = task.phase == Phase::offered && !consents_open(task).empty();
  if (asked && choices_.one_in(2)) return choices_.of(std::array{Verb::allow, Verb::refuse});
  const bool passed = task.offer() != nullptr && !task.offer()->passings.empty();
  if (passed && choices_.one_in(3)) return Verb::pass;
  std::vector<Verb> fit;
  for (const Row& row : table) {
    if (row.from != task.phase) continue;
    const bool ends = row.to == Phase::cancelled || row.to == Phase::done;
    if (ends && !choices_.one_in(4)) continue;
    fit.push_back(row.verb);
  }
  // What tasks travel by.
  if (task.phase == Phase::offered) {
    fit.insert(fit.end(), {Verb::accept, Verb::accept, Verb::accept, Verb::accept, Verb::ask,
                           Verb::urgent, Verb::urgent});
  }
  for (const Gap& gap : task.gaps) {
    if (gap.is_open()) fit.insert(fit.end(), {Verb::supply, Verb::confirm, Verb::drop});
  }
  for (const Debt& debt : task.debts) {
    if (debt.is_open()) fit.insert(fit.end(), {Verb::repay, Verb::forgive});
    // Debts are rare while the task waits.
    if (debt.is_open() && task.phase == Phase::idle) fit.push_back(Verb::wait);
  }
  for (const Consent& consent : task.consents) {
    if (consent.state != Consent::State::asked) continue;
    // Requests are rare, and while something is offered rarer still.
    for (int times = 0; times < 8; ++times) {
      fit.insert(fit.end(), {Verb::allow, Verb::refuse});
    }
  }
  if (task.undoable) fit.push_back(Verb::undo);
  return fit.empty() ? Verb::note : choices_.of(fit);
}

PersonId Walk::likely_person(const Task& task, Verb verb) {
  if (choices_.one_in(6)) return choices_.of(people);
  const PersonId holder = task.holder.empty() ? ana : task.holder;
  const Handoff* offer = task.offer();
  switch (verb) {
    case Verb::accept:
    case Verb::ask:
    case Verb::pass:
    case Verb::give_back: return offer != nullptr ? offer->receiver : holder;
    case Verb::approve: return choices_.of(std::array{olga, dirk, cora, ana});
    case Verb::forgive:
    case Verb::reopen:
    case Verb::move:
    case Verb::cancel: return choices_.of(std::array{olga, dirk, cora});
    case Verb::due: return task.is_promised() ? choices_.of(std::array{olga, dirk, cora}) : holder;
    case Verb::take: return choices_.of(std::array{dino, dora, ana, cora, olga});
    case Verb::undo: return task.undoable ? task.undoable->by : holder;
    case Verb::urgent: return choices_.of(std::array{holder, cora, olga, dirk});
    case Verb::allow:
    case Verb::refuse: return task.consents.empty() ? holder : task.consents.back().asked;
    case Verb::supply: return task.gaps.empty() ? holder : task.gaps.back().owner;
    case Verb::give:
    case Verb::withdraw:
    case Verb::done:
    case Verb::name_gap:
    case Verb::confirm:
    case Verb::drop:
    case Verb::repay:
    case Verb::start:
    case Verb::block:
    case Verb::unblock:
    case Verb::wait:
    case Verb::resume:
    case Verb::snooze:
    case Verb::priority: return holder;
    default: return choices_.of(std::array{ana, dino, petra, alex, olga, dora, cora, dirk});
  }
}

Action Walk::any_action(const Task& task, Verb verb) {
  const auto meant = [&]() -> std::optional<int> {
    if (!choices_.one_in(3)) return std::nullopt;
    const int latest = task.handoffs.empty() ? 1 : task.handoffs.back().number;
    return choices_.one_in(5) ? std::max(1, latest - 1) : latest;
  };
  const auto stage = [&]() -> std::optional<StageId> {
    if (choices_.one_in(2)) return std::nullopt;
    return StageId{choices_.of(std::array{"build", "review", "live", "draft"})};
  };
  const auto somebody = [&]() -> std::optional<PersonId> {
    if (choices_.one_in(2)) return std::nullopt;
    return choices_.one_in(4) && !task.holder.empty() ? task.holder : choices_.of(people);
  };
  switch (verb) {
    case Verb::start_new:
      return StartNew{choices_.one_in(20) ? ClientKey{"NOPE"} : acme,
                      choices_.one_in(20) ? WorkflowId{"nope"} : lab,
                      choices_.one_in(20) ? " " : "Spring launch"};
    case Verb::set: {
      const std::string item = any_item();
      return Set{item, any_value_for(item)};
    }
    case Verb::check: return Check{choices_.one_in(4) ? any_item() : "agreed", !choices_.one_in(5)};
    case Verb::attach: {
      const std::string item = choices_.one_in(3)
                                   ? any_item()
                                   : choices_.of(std::array{"brief", "drafts", "report", ""});
      return Attach{item, any_value_for(item)};
    }
    case Verb::approve: {
      const std::string item = choices_.one_in(6)
                                   ? any_item()
                                   : choices_.of(std::array{"plan", "qa", "end", "sign-off", ""});
      if (choices_.one_in(3)) return Approve{item, "", "", "", ""};
      return Approve{item, "Mia", choices_.of(std::array{"Monday", "Tuesday"}), "by e-mail",
                     "mail.eml"};
    }
    case Verb::note: return AddNote{any_words()};
    case Verb::give: return Give{stage(), somebody(), ""};
    case Verb::urgent: return Urgent{stage(), somebody(), any_words()};
    case Verb::accept: {
      Accept accept{meant()};
      if (choices_.one_in(4)) accept.gaps.push_back({any_words(), choices_.one_in(2)});
      return accept;
    }
    case Verb::give_back:
      return GiveBack{meant(), choices_.of(std::array{"timing", "tim", "other", "missing", ""}),
                      any_words()};
    case Verb::ask: return Ask{meant(), any_words()};
    case Verb::answer: return AnswerQuestion{any_words()};
    case Verb::withdraw: return Withdraw{meant()};
    case Verb::take: return Take{meant(), any_words()};
    case Verb::pass: return Pass{meant(), somebody()};
    default: return life_action(task, verb);
  }
}

Action Walk::life_action(const Task& task, Verb verb) {
  const auto owed = [&]() -> std::string {
    return choices_.of(std::array{"", "1", "2", "3", "so", "nonsense", "goal", "drafts"});
  };
  const auto moment = [&] {
    return now_ + std::chrono::hours(choices_.below(60)) - std::chrono::hours(2);
  };
  switch (verb) {
    case Verb::cancel: return Cancel{any_words()};
    case Verb::undo:
      if (task.undoable && choices_.one_in(3)) return Undo{task.undoable->what};
      return choices_.one_in(8) ? Undo{Undoing::wait} : Undo{};
    case Verb::repay: {
      const auto debt = std::ranges::find_if(task.debts, &Debt::is_open);
      if (debt == task.debts.end() || choices_.one_in(3)) {
        return Repay{owed(), choices_.one_in(2) ? "" : any_value_for("utm")};
      }
      return Repay{std::to_string(debt->number), any_value_for(debt->requirement.value)};
    }
    case Verb::forgive: return Forgive{owed(), any_words()};
    case Verb::name_gap: return NameGap{{any_words(), choices_.one_in(2)}};
    case Verb::supply: return SupplyGap{owed(), any_words()};
    case Verb::confirm: return ConfirmGap{owed()};
    case Verb::drop: return DropGap{owed(), any_words()};
    case Verb::allow: return Allow{};
    case Verb::refuse: return Refuse{any_words()};
    case Verb::start: return Start{choices_.one_in(3)};
    case Verb::block: return Block{any_words(), {}};
    case Verb::unblock: return Unblock{};
    case Verb::wait: return Wait{moment(), any_words()};
    case Verb::resume: return Resume{};
    case Verb::snooze: return Snooze{};
    case Verb::due: return SetDue{moment(), any_words()};
    case Verb::priority: return SetPriority{choices_.of(std::array{Priority::low, Priority::high})};
    case Verb::reopen: return Reopen{};
    case Verb::move: return Move{choices_.of(std::array{acme, bolt, ClientKey{"NOPE"}})};
    default: return Finish{};
  }
}

/// What brings an idle task on: one thing that the gate ahead lacks, or the give or done itself.
Action Walk::helpful_action(const Task& task) {
  const Workflow& workflow = *agency_.workflow(task.workflow, task.workflow_version);
  const std::vector<const Transition*> ways = workflow.from(task.stage);
  const Transition* way = ways.empty() ? nullptr : choices_.of(ways);
  const Gate& gate = way == nullptr ? workflow.stage(task.stage)->gate : way->gate;
  const std::vector<Missing> lacking = missing(gate, task, task.holder);
  if (lacking.empty()) {
    if (way == nullptr) return Finish{};
    const People fit = candidates_for(way->receiver, task, agency_);
    return Give{way->to, choices_.of(fit.empty() ? People{dora} : fit), ""};
  }
  const std::string item = choices_.of(lacking).id.value;
  switch (gate.find({item})->kind) {
    case RequirementKind::field: return Set{item, any_value_for(item)};
    case RequirementKind::check: return Check{item, true};
    case RequirementKind::evidence: return Attach{item, any_value_for(item)};
    case RequirementKind::approval: break;
  }
  return Approve{item, "Mia", "Monday", "by e-mail", "mail.eml"};
}

Command Walk::any_command(const Task& task) {
  Command command;
  command.task = task.key;
  const bool helps = task.phase == Phase::idle && !choices_.one_in(2);
  command.action = helps ? helpful_action(task) : any_action(task, likely_verb(task));
  const Verb verb = verb_of(command.action);
  command.by = likely_person(task, verb);
  if (verb == Verb::give || verb == Verb::start_new) command.values = any_values();
  if (verb == Verb::move) command.new_task = {"BOLT-" + std::to_string(++last_number_)};
  return command;
}

}  // namespace baton::test
