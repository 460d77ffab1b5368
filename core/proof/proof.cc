#include "core/proof/proof.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace baton {
namespace {

using Severity = ProofFinding::Severity;

std::string quote(const std::string& text) { return "\"" + text + "\""; }

/// The stages met when one starts at `start` and follows the transitions, or walks them backwards.
enum class Direction { forward, backward };
std::set<StageId> reach(const Workflow& workflow, std::vector<StageId> start, Direction direction) {
  std::set<StageId> met(start.begin(), start.end());
  while (!start.empty()) {
    const StageId here = start.back();
    start.pop_back();
    for (const Transition& way : workflow.transitions) {
      const bool forward = direction == Direction::forward;
      const StageId& from = forward ? way.from : way.to;
      const StageId& to = forward ? way.to : way.from;
      if (from == here && met.insert(to).second) start.push_back(to);
    }
    const Stage* stage = direction == Direction::forward ? workflow.stage(here) : nullptr;
    if (stage == nullptr) continue;
    for (const Fork& fork : stage->forks) {
      if (met.insert(fork.stage).second) start.push_back(fork.stage);
    }
  }
  return met;
}

class Proof {
 public:
  explicit Proof(const Workflow& workflow) : workflow_(workflow) {}

  std::vector<ProofFinding> run() {
    check_ends();
    check_forks();
    check_graph();
    check_parties();
    for (const Stage& stage : workflow_.stages) check_gate(stage.gate, stage.id, {}, stage.id);
    for (const Transition& way : workflow_.transitions) check_gate(way.gate, {}, way.id, way.from);
    check_shared_ids();
    return std::move(findings_);
  }

 private:
  void at_stage(const StageId& stage, std::string message) {
    findings_.push_back({Severity::error, stage, {}, {}, std::move(message)});
  }
  void at_transition(const TransitionId& transition, std::string message) {
    findings_.push_back({Severity::error, {}, transition, {}, std::move(message)});
  }

  /// from and to lead somewhere, and not in a circle of one.
  void check_ends() {
    for (const Transition& way : workflow_.transitions) {
      for (const StageId& end : {way.from, way.to}) {
        if (end.empty() || workflow_.stage(end) != nullptr) continue;
        references_hold_ = false;
        at_transition(way.id, "the stage " + quote(end.value) + " does not exist");
      }
      if (way.from == way.to && !way.from.empty()) {
        at_transition(way.id, "it leads from " + quote(way.from.value) +
                                  " to itself: name another stage in \"to\"");
      }
    }
  }

  void check_graph() {
    if (workflow_.stages.empty()) return;
    std::vector<StageId> finals;
    for (const Stage& stage : workflow_.stages) {
      if (stage.final_stage) finals.push_back(stage.id);
    }
    if (finals.empty()) {
      at_stage({},
               "no stage is final, so a task can never be done: add \"final: true\" to the last");
    }
    if (!references_hold_) return;  // a mistyped stage would make more noise than sense here
    const StageId& first = workflow_.stages.front().id;
    const std::set<StageId> reached = reach(workflow_, {first}, Direction::forward);
    const std::set<StageId> can_end = reach(workflow_, finals, Direction::backward);
    for (const Stage& stage : workflow_.stages) {
      if (stage.id.empty()) continue;
      const bool way_out = !workflow_.from(stage.id).empty();
      if (!reached.contains(stage.id)) {
        at_stage(stage.id, "no way leads to the stage " + quote(stage.id.value) +
                               " from the first (" + quote(first.value) +
                               "): add a transition to it, or remove it");
      } else if (!stage.final_stage && !way_out) {
        at_stage(stage.id, "the stage " + quote(stage.id.value) +
                               " is a dead end: add a transition from it, or \"final: true\"");
      } else if (!finals.empty() && !can_end.contains(stage.id)) {
        at_stage(stage.id, "from the stage " + quote(stage.id.value) +
                               " no way leads to a final stage: add a transition onwards");
      }
    }
  }

  /// A track does not come to where it was opened: it would open tracks of its own without end.
  void check_forks() {
    for (const Stage& stage : workflow_.stages) {
      for (const Fork& fork : stage.forks) {
        if (workflow_.stage(fork.stage) == nullptr) {
          references_hold_ = false;
          at_stage(stage.id, "the stage " + quote(fork.stage.value) + " does not exist");
        } else if (reach(workflow_, {fork.stage}, Direction::forward).contains(stage.id)) {
          at_stage(stage.id, "the track " + quote(fork.title) + " can come to this stage, which " +
                                 "would open tracks again: let it start and end elsewhere");
        }
      }
    }
  }

  /// sender-of(x), receiver-of(x): x must have been travelled before.
  void check_parties() {
    for (const Transition& way : workflow_.transitions) {
      for (const Party* party : {&way.sender, &way.receiver}) {
        const bool refers =
            party->kind == Party::Kind::sender_of || party->kind == Party::Kind::receiver_of;
        if (!refers) continue;
        const Transition* named = workflow_.transition(party->transition);
        if (named == nullptr) {
          at_transition(way.id,
                        "the transition " + quote(party->transition.value) + " does not exist");
        } else if (references_hold_ &&
                   !reach(workflow_, {named->to}, Direction::forward).contains(way.from)) {
          at_transition(way.id, "no task has travelled " + quote(party->transition.value) +
                                    " before this one: name an earlier transition");
        }
      }
    }
  }

  /// Whether a gate that stands where `stage` is may ask for what `asked` collects: the same gate,
  /// or one that a task can have passed before.
  bool is_earlier(const Gate& asked, const StageId& stage) const {
    for (const Transition& way : workflow_.transitions) {
      if (&way.gate != &asked) continue;
      return reach(workflow_, {way.to}, Direction::forward).contains(stage);
    }
    return false;
  }

  std::vector<const Requirement*> in_reach(const RequirementId& id, const Gate& gate,
                                           const StageId& stage) const {
    std::vector<const Requirement*> found;
    if (const Requirement* here = gate.find(id)) found.push_back(here);
    for (const Transition& way : workflow_.transitions) {
      const Requirement* there = way.gate.find(id);
      if (there != nullptr && &way.gate != &gate && is_earlier(way.gate, stage)) {
        found.push_back(there);
      }
    }
    return found;
  }

  void check_gate(const Gate& gate, const StageId& stage, const TransitionId& transition,
                  const StageId& standing_at) {
    for (const Requirement& requirement : gate.requirements) {
      const auto tell = [&](std::string message) {
        findings_.push_back(
            {Severity::error, stage, transition, requirement.id, std::move(message)});
      };
      if (requirement.when) check_condition(requirement, gate, standing_at, tell);
      if (requirement.kind == RequirementKind::evidence && requirement.at_least < 1) {
        tell("at_least must be 1 or more");
      }
      if (requirement.kind == RequirementKind::field && requirement.type == FieldType::choice &&
          requirement.choices.empty()) {
        tell("a choice without choices can never be made: add \"choices: [...]\"");
      }
      for (const RequirementId& covered : requirement.of) {
        if (in_reach(covered, gate, standing_at).empty()) {
          tell("it approves " + quote(covered.value) +
               ", which is no requirement of this gate or an earlier one: name one that is");
        }
      }
    }
  }

  template <class Tell>
  void check_condition(const Requirement& requirement, const Gate& gate, const StageId& standing_at,
                       const Tell& tell) {
    const RequirementId& field = requirement.when->field;
    if (field.empty()) return;
    if (field == requirement.id) return tell("its \"when\" waits for itself: name another field");
    const std::vector<const Requirement*> named = in_reach(field, gate, standing_at);
    if (named.empty()) {
      return tell("its \"when\" names " + quote(field.value) +
                  ", which is no field of this gate or an earlier one: name one that is");
    }
    if (named.front()->kind != RequirementKind::field) {
      return tell("its \"when\" names " + quote(field.value) +
                  ", which is not a field: name a field");
    }
    if (waits_in_a_circle(requirement, gate)) {
      return tell("its \"when\" waits in a circle with that of " + quote(field.value) +
                  ": take one of them away");
    }
    const std::string& is = requirement.when->is;
    if (named.front()->type == FieldType::yes_no && is != "yes" && is != "no") {
      tell("its \"when\" can never hold: " + quote(field.value) + " is yes or no, never " +
           quote(is) + ": write one of the two");
    }
    const std::vector<std::string>& choices = named.front()->choices;
    if (named.front()->type == FieldType::choice && !choices.empty() &&
        std::find(choices.begin(), choices.end(), is) == choices.end()) {
      tell("its \"when\" can never hold: " + quote(is) + " is not among the choices of " +
           quote(field.value) + ": write one of them");
    }
  }

  static bool waits_in_a_circle(const Requirement& start, const Gate& gate) {
    const Requirement* here = &start;
    for (std::size_t steps = 0; steps <= gate.requirements.size(); ++steps) {
      if (!here->when) return false;
      here = gate.find(here->when->field);
      if (here == nullptr) return false;
      if (here->id == start.id) return true;
    }
    return false;
  }

  /// An answer is kept once per task under its id, so all gates must mean the same by it.
  void check_shared_ids() {
    std::map<RequirementId, const Requirement*> first;
    const auto look = [&](const Gate& gate, const StageId& stage, const TransitionId& transition) {
      for (const Requirement& requirement : gate.requirements) {
        if (requirement.id.empty()) continue;
        const auto [found, is_new] = first.emplace(requirement.id, &requirement);
        const Requirement& other = *found->second;
        if (is_new || (other.kind == requirement.kind && other.type == requirement.type &&
                       other.evidence == requirement.evidence)) {
          continue;
        }
        findings_.push_back(
            {Severity::error, stage, transition, requirement.id,
             "the id " + quote(requirement.id.value) +
                 " is of another kind or type elsewhere in this workflow: an answer "
                 "is kept once per task, so give this one an id of its own"});
      }
    };
    for (const Transition& way : workflow_.transitions) look(way.gate, {}, way.id);
    for (const Stage& stage : workflow_.stages) look(stage.gate, stage.id, {});
  }

  const Workflow& workflow_;
  std::vector<ProofFinding> findings_;
  bool references_hold_ = true;
};

}  // namespace

std::vector<ProofFinding> prove_structure(const Workflow& workflow) {
  return Proof(workflow).run();
}

}  // namespace baton
