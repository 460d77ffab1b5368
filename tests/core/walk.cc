#include "tests/core/walk.h"

#include <algorithm>

#include "core/machine/receiver.h"

namespace baton::test {
namespace {

constexpr std::size_t tracks = 5;
constexpr std::size_t journal_max = 40;  ///< a task that got this long makes room for a new one

const std::array people{ana, dino, petra, alex, olga, dora, cora, dirk, lee, stranger};
const std::array items{"goal", "budget", "kind", "size",   "agreed", "brief",   "drafts",
                       "plan", "utm",    "qa",   "report", "end",    "sign-off"};

bool contains(const People& all, const PersonId& person) {
  return std::ranges::find(all, person) != all.end();
}

}  // namespace

Agency make_walking_agency() {
  Agency made = make_big_agency();
  Workflow& workflow = made.workflows.at({lab, 1});
  Requirement kind = field("kind", "Kind", FieldType::choice);
  kind.choices = {"print", "web"};
  Requirement size = field("size", "Print size");
  size.when = Condition{{"kind"}, "print"};
  workflow.transitions[0].gate.requirements = {
      field("goal", "Goal"),
      kind,
      size,
      check_item("agreed", "Agreed"),
      evidence("brief", "Brief", EvidenceKind::file),
      approval("plan", "Plan", coordinator_role, {{"goal"}})};
  workflow.transitions[1].gate.requirements = {evidence("drafts", "Drafts", EvidenceKind::link, 2)};
  workflow.transitions[1].receiver = anyone();
  workflow.transitions[4].gate.requirements = {
      field("budget", "Budget", FieldType::money), field("utm", "Tagged page", FieldType::url),
      approval("qa", "Quality check", director_role),
      approval("sign-off", "Client sign-off", client_approver)};
  workflow.transitions[0].distinct = true;
  workflow.transitions[2].receiver = {Party::Kind::sender_of, {}, {"rework"}};
  workflow.transitions[4].distinct = true;
  Requirement end = approval("end", "The end", director_role);
  end.sender_may = true;
  workflow.stages.back().gate.requirements = {evidence("report", "Report"), end};
  return made;
}

Walk::Walk(Choices& choices) : choices_(choices), agency_(make_walking_agency()), tracks_(tracks) {
  for (Track& track : tracks_) renew(track);
}

void Walk::renew(Track& track) {
  track = {};
  track.task.key = {"ACME-" + std::to_string(++last_number_)};
}

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

Values Walk::any_values() {
  Values values;
  if (!choices_.one_in(3)) return values;
  for (std::uint32_t count = choices_.below(7); count > 0; --count) {
    const std::string item = any_item();
    values.emplace_back(item, any_value_for(item));
  }
  return values;
}

/// Often a verb that the table lets, so that tasks travel far.
Verb Walk::likely_verb(const Task& task) {
  if (task.phase == Phase::absent && !choices_.one_in(10)) return Verb::start_new;
  if (choices_.one_in(6)) return static_cast<Verb>(choices_.below(verb_count));
  if (task.phase == Phase::idle) {
    return choices_.of(std::array{Verb::set, Verb::set, Verb::check, Verb::attach, Verb::attach,
                                  Verb::approve, Verb::approve, Verb::give, Verb::give, Verb::done,
                                  Verb::note});
  }
  if (task.phase == Phase::offered) {
    return choices_.of(std::array{Verb::accept, Verb::accept, Verb::accept, Verb::give_back,
                                  Verb::ask, Verb::answer, Verb::withdraw, Verb::give, Verb::set,
                                  Verb::attach, Verb::check, Verb::approve});
  }
  return Verb::note;
}

PersonId Walk::likely_person(const Task& task, Verb verb) {
  if (choices_.one_in(4)) return choices_.of(people);
  switch (verb) {
    case Verb::accept:
    case Verb::give_back:
    case Verb::ask: return task.offer() != nullptr ? task.offer()->receiver : task.holder;
    case Verb::approve: return choices_.of(std::array{olga, dirk, cora, ana});
    case Verb::cancel: return choices_.of(std::array{olga, dirk, cora});
    case Verb::give:
    case Verb::withdraw:
    case Verb::done: return task.holder.empty() ? ana : task.holder;
    default: return choices_.of(std::array{ana, dino, petra, alex, olga, dora, cora, dirk});
  }
}

Action Walk::any_action(const Task& task, const PersonId& by) {
  const auto meant = [&]() -> std::optional<int> {
    if (!choices_.one_in(3)) return std::nullopt;
    const int latest = task.handoffs.empty() ? 1 : task.handoffs.back().number;
    return choices_.one_in(5) ? std::max(1, latest - 1) : latest;
  };
  switch (likely_verb(task)) {
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
    case Verb::note: return AddNote{choices_.one_in(10) ? "" : "hello"};
    case Verb::give: {
      Give give;
      if (choices_.one_in(2)) {
        give.to = StageId{choices_.of(std::array{"build", "review", "live", "draft"})};
      }
      if (choices_.one_in(2)) give.receiver = choices_.one_in(4) ? by : choices_.of(people);
      return give;
    }
    case Verb::accept: return Accept{meant()};
    case Verb::give_back:
      return GiveBack{meant(), choices_.of(std::array{"timing", "tim", "other", "missing", ""}),
                      choices_.of(std::array{"", "so it is"})};
    case Verb::ask: return Ask{meant(), choices_.one_in(10) ? "" : "Which shoes?"};
    case Verb::answer: return AnswerQuestion{choices_.one_in(10) ? "" : "The red ones"};
    case Verb::withdraw: return Withdraw{meant()};
    case Verb::done: return Finish{};
    case Verb::cancel: return Cancel{choices_.one_in(10) ? "" : "the client left"};
  }
  return Finish{};
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
  const bool helps = task.phase == Phase::idle && !choices_.one_in(3);
  command.action =
      helps ? helpful_action(task) : any_action(task, task.holder.empty() ? ana : task.holder);
  command.by = likely_person(task, verb_of(command.action));
  const Verb verb = verb_of(command.action);
  if (verb == Verb::give || verb == Verb::start_new) command.values = any_values();
  return command;
}

bool Walk::holds(bool condition, const char* rule) {
  if (!condition && fault.empty()) fault = rule;
  return condition;
}

bool Walk::step() {
  now_ += std::chrono::milliseconds(1 + choices_.below(100000));
  Track& track = tracks_[choices_.below(tracks)];
  const bool over = track.task.phase == Phase::done || track.task.phase == Phase::cancelled;
  if (track.journal.size() >= journal_max || (over && choices_.one_in(6))) renew(track);
  const Task before = track.task;
  const Command command = any_command(before);
  const Verdict verdict = judge(before, command, agency_, now_);

  for (const TaskFact& fact : verdict.facts) {
    const TaskEvent event{fact, author_of(fact, command), now_};
    track.task = apply(std::move(track.task), event);
    track.journal.push_back(event);
  }
  ++tally.steps;
  const std::pair row(before.phase, verb_of(command.action));
  if (verdict.rejection) {
    ++tally.refusals[verdict.rejection->refusal];
    if (!verdict.facts.empty()) ++tally.refused_but_kept;
  } else {
    ++tally.accepted;
    if (!verdict.facts.empty()) ++tally.rows[row];
  }
  if (check_step(before, command, verdict, track)) return true;
  fault += ": " + std::string(word_of(row.second)) + " by " + command.by.value + " on a task " +
           std::string(name_of(before.phase)) + " in " + before.stage.value + ", held by " +
           before.holder.value + "; facts:";
  for (const TaskFact& fact : verdict.facts) fault += " " + std::string(name_of(fact));
  if (verdict.rejection) fault += "; " + testing::PrintToString(*verdict.rejection);
  return false;
}

bool Walk::check_step(const Task& before, const Command& command, const Verdict& verdict,
                      const Track& track) {
  const Task& after = track.task;
  const Verdict again = judge(before, command, agency_, now_);
  bool fine = holds(again.facts == verdict.facts && again.rejection == verdict.rejection &&
                        again.after == verdict.after && again.kept == verdict.kept &&
                        again.problems == verdict.problems,
                    "equal arguments give equal decisions");
  fine &= holds(after == verdict.after, "the facts lead where the verdict says");
  fine &= holds(after.version == before.version + verdict.facts.size(), "each fact is a version");
  // The whole journal, from the beginning: at the end of a task, and now and then.
  if (!after.is_open() || after.version % 8 == 0) {
    Task folded;
    folded.key = after.key;
    for (const TaskEvent& event : track.journal) folded = apply(std::move(folded), event);
    fine &= holds(folded == after, "folding the journal gives the state");
  }
  if (after.is_open()) {
    const Person* holder = agency_.directory.person(after.holder);
    fine &= holds(holder != nullptr && !holder->left, "an open task has one holder, and known");
  }
  fine &= holds((after.phase == Phase::offered) == (after.offer() != nullptr) &&
                    std::ranges::count(after.handoffs, Outcome::open, &Handoff::outcome) ==
                        (after.phase == Phase::offered ? 1 : 0),
                "one open offer while offered, and none else");
  return check_facts(before, command, verdict) && check_phase(before, command, verdict) && fine;
}

bool Walk::check_facts(const Task& before, const Command& command, const Verdict& verdict) {
  bool fine = true;
  Task at = before;
  bool broke = false;
  for (const TaskFact& fact : verdict.facts) {
    const PersonId holder = at.holder;
    const StageId stage = at.stage;
    at = apply(std::move(at), {fact, author_of(fact, command), now_});
    const auto* accepted = std::get_if<Accepted>(&fact);
    const bool opened = std::holds_alternative<Opened>(fact);
    fine &= holds(accepted != nullptr || opened || (at.holder == holder && at.stage == stage),
                  "the baton and the stage move only by acceptance");
    if (accepted != nullptr) {
      const Handoff& handoff = at.handoffs.back();
      fine &= holds(at.holder == handoff.receiver && handoff.outcome == Outcome::accepted,
                    "it moves to the receiver");
      if (handoff.sender == handoff.receiver) ++tally.self_handoffs;
    }
    if (const auto* offered = std::get_if<Offered>(&fact)) {
      const Workflow& workflow = agency_.workflows.at({lab, 1});
      const Transition& way = *workflow.transition(offered->transition);
      fine &= holds(offered->sender == holder && way.from == stage, "the holder sends, from here");
      fine &=
          holds(missing(way.gate, at).empty(), "the gate is passed before the receiver is told");
      for (const Requirement& requirement : way.gate.requirements) {
        if (requirement.kind != RequirementKind::approval) continue;
        fine &= holds(requirement.by == client_approver ||
                          at.approvals.at(requirement.id).recorded_by != offered->sender,
                      "nobody sends on their own approval");
      }
      fine &=
          holds(!way.distinct || offered->sender != offered->receiver, "distinct is two people");
      const Person* receiver = agency_.directory.person(offered->receiver);
      fine &= holds(receiver != nullptr && !receiver->left, "the receiver is a known person");
    }
    if (const auto* withdrawn = std::get_if<OfferWithdrawn>(&fact)) {
      broke |= withdrawn->cause == WithdrawCause::gate_broken;
    }
  }
  if (broke) ++tally.gates_broken;
  if (!verdict.rejection) return fine;
  for (const TaskFact& fact : verdict.facts) {
    const bool kept = std::holds_alternative<ValueSet>(fact) ||
                      std::holds_alternative<ItemChecked>(fact) ||
                      std::holds_alternative<EvidenceAttached>(fact) ||
                      std::holds_alternative<ApprovalLapsed>(fact) ||
                      std::holds_alternative<OfferWithdrawn>(fact);
    fine &= holds(kept, "a refused command moves nothing");
  }
  fine &= holds(verdict.facts.empty() || !verdict.kept.empty(), "and keeps values only");
  return fine;
}

bool Walk::check_phase(const Task& before, const Command& command, const Verdict& verdict) {
  const Verb verb = verb_of(command.action);
  const Task& after = verdict.after;
  const bool gate_broke = std::ranges::any_of(verdict.facts, [](const TaskFact& fact) {
    const auto* withdrawn = std::get_if<OfferWithdrawn>(&fact);
    return withdrawn != nullptr && withdrawn->cause == WithdrawCause::gate_broken;
  });
  if (verdict.rejection) {
    return holds(after.phase == before.phase || (gate_broke && after.phase == Phase::idle),
                 "a refusal leaves the phase");
  }
  const Row* row = find_row(before.phase, verb);
  if (!holds(row != nullptr, "only rows are accepted")) return false;
  if (!holds(may(before, command), "whoever may not changes nothing")) return false;
  const bool to_oneself = verb == Verb::give && !verdict.facts.empty() &&
                          std::holds_alternative<Accepted>(verdict.facts.back());
  const Phase expected = to_oneself || (gate_broke && verb != Verb::give) ? Phase::idle : row->to;
  return holds(after.phase == expected, "the phase is the row's");
}

/// PRODUCT's who-may table, read a second time.
bool Walk::may(const Task& task, const Command& command) const {
  const People coordinators{olga, cora};
  const People directors{olga, dirk};
  const PersonId& by = command.by;
  if (by == lee || by == stranger) return false;
  switch (verb_of(command.action)) {
    case Verb::start_new:
    case Verb::set:
    case Verb::check:
    case Verb::attach:
    case Verb::note:
    case Verb::answer: return true;
    case Verb::give:
    case Verb::withdraw:
    case Verb::done: return by == task.holder || contains(coordinators, by);
    case Verb::accept:
    case Verb::give_back:
    case Verb::ask: return by == task.handoffs.back().receiver && by != task.holder;
    case Verb::cancel: return contains(coordinators, by) || contains(directors, by);
    case Verb::approve: {
      const std::string& name = std::get<Approve>(command.action).item;
      if (name == "sign-off") return by == ana;
      if (name == "qa") return contains(directors, by) && by != task.holder;
      if (name == "plan") return contains(coordinators, by) && by != task.holder;
      if (name == "end") return contains(directors, by);
      return by == ana || contains(coordinators, by) || contains(directors, by);
    }
  }
  return false;
}

}  // namespace baton::test
