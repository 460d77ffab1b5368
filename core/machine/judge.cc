#include "core/machine/decide.h"
#include "core/machine/item_lookup.h"

namespace baton {
namespace {

/// Judges the parts of one command in their order, each on what the ones before left.
class Judging {
 public:
  Judging(const Task& task, const Command& command, const Agency& agency, TimePoint now)
      : command_(command), agency_(agency), now_(now) {
    verdict_.after = task;
  }

  Verdict judge() {
    const bool opens = std::holds_alternative<StartNew>(command_.action);
    if (!opens) keep_values();
    act();
    if (opens && !verdict_.rejection) keep_values();
    return std::move(verdict_);
  }

 private:
  void keep_values() {
    for (const auto& [name, value] : command_.values) {
      const auto action = supply(name, value);
      if (const auto* rejection = std::get_if<Rejection>(&action)) {
        note_problem(name, value, *rejection);
        continue;
      }
      Command part = command_;
      part.action = std::get<Action>(action);
      Decision decision = decide(verdict_.after, part, agency_, now_);
      if (const auto* rejection = std::get_if<Rejection>(&decision)) {
        note_problem(name, value, *rejection);
      } else {
        take(std::get<TaskFacts>(std::move(decision)), part);
        verdict_.kept.push_back(name);
      }
    }
  }

  void act() {
    Decision decision = decide(verdict_.after, command_, agency_, now_);
    if (auto* facts = std::get_if<TaskFacts>(&decision)) {
      const bool in_doubt =
          !verdict_.problems.empty() && std::holds_alternative<Give>(command_.action);
      if (!in_doubt) return take(std::move(*facts), command_);
      // Nothing is offered while something that came with it was not understood.
      verdict_.rejection = Rejection{};
      verdict_.rejection->refusal = Refusal::bad_value;
    } else {
      verdict_.rejection = std::get<Rejection>(std::move(decision));
    }
    auto& problems = verdict_.rejection->problems;
    problems.insert(problems.end(), verdict_.problems.begin(), verdict_.problems.end());
  }

  /// The action that a `name=value` stands for: set, attach or check, by the kind of requirement.
  std::variant<Action, Rejection> supply(const ItemName& name, const std::string& value) const {
    const Workflow* workflow =
        agency_.workflow(verdict_.after.workflow, verdict_.after.workflow_version);
    if (workflow == nullptr) return rejection_of(Refusal::unknown_task);
    const auto item = find_item(name, verdict_.after, *workflow);
    if (const auto* rejection = std::get_if<Rejection>(&item)) return *rejection;
    const Requirement& requirement = *std::get<const Requirement*>(item);
    const std::string& id = requirement.id.value;
    switch (requirement.kind) {
      case RequirementKind::field: return Action(Set{id, value});
      case RequirementKind::evidence: return Action(Attach{id, value});
      case RequirementKind::check: {
        Requirement yes_no;
        yes_no.type = FieldType::yes_no;
        const Parsed parsed = parse_value(yes_no, value);
        if (parsed.value.empty()) {
          return problem(name, value, "is a checklist item: say yes or no");
        }
        return Action(Check{id, parsed.value == "yes"});
      }
      case RequirementKind::approval: break;
    }
    return problem(name, value, "is an approval: use `approve`");
  }

  static Rejection rejection_of(Refusal refusal) {
    Rejection rejection;
    rejection.refusal = refusal;
    return rejection;
  }

  static Rejection problem(const ItemName& name, const std::string& value, std::string why) {
    Rejection rejection = rejection_of(Refusal::bad_value);
    rejection.problems.push_back({name, value, std::move(why)});
    return rejection;
  }

  void note_problem(const ItemName& name, const std::string& value, const Rejection& rejection) {
    if (rejection.problems.empty()) {
      const char* const why =
          rejection.refusal == Refusal::too_long ? "is too long" : "cannot be supplied now";
      verdict_.problems.push_back({name, value, why});
    }
    for (Problem each : rejection.problems) {
      each.given = value;
      verdict_.problems.push_back(std::move(each));
    }
  }

  void take(TaskFacts facts, const Command& command) {
    for (TaskFact& fact : facts) {
      verdict_.after = apply(std::move(verdict_.after), {fact, author_of(fact, command), now_});
      verdict_.facts.push_back(std::move(fact));
    }
  }

  const Command& command_;
  const Agency& agency_;
  TimePoint now_;
  Verdict verdict_;
};

}  // namespace

Verdict judge(const Task& task, const Command& command, const Agency& agency, TimePoint now) {
  return Judging(task, command, agency, now).judge();
}

}  // namespace baton
