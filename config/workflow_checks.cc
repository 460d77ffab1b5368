#include <algorithm>
#include <map>
#include <utility>

#include "config/nearest.h"
#include "config/people_reader.h"
#include "config/spans.h"
#include "config/text_shape.h"
#include "config/workflow_reader.h"
#include "core/proof/proof.h"

namespace baton::config {
namespace {

constexpr std::size_t requirements_max = 25;  ///< of one gate: more fit no form and no card
constexpr std::size_t requirements_good = 5;  ///< more make people tick without reading
constexpr std::size_t choice_characters_max = 75;
/// Words of the grammar that a requirement or stage of that name would hide.
const std::vector<std::string> reserved_ids = {"to", "on", "off", "with", "gap", "how", "all"};

const char* const gate_lists[] = {"fields", "checklist", "evidence", "approvals"};

class WorkflowCheck {
 public:
  WorkflowCheck(const Document& document, const std::vector<RoleId>& roles, Findings& findings)
      : document_(document), root_(document), findings_(findings) {
    for (const RoleId& role : roles) roles_.names.push_back(role.value);
    roles_.complete = !roles.empty();
    stages_.complete = root_.at("stages").is_list();
    for (const Item& stage : root_.at("stages").items()) {
      stages_.names.push_back(stage.at("id").text());
    }
    for (const Item& way : root_.at("transitions").items()) {
      transitions_.names.push_back(way.at("id").text());
    }
  }

  void run() {
    check_id(root_.at("workflow"), "workflow");
    check_stages();
    check_transitions();
  }

  /// References that did not hold have findings of their own with a better mend than the proof's.
  [[nodiscard]] bool references_hold() const { return references_hold_; }

 private:
  void check_id(const Item& id, const std::string& what) {
    const std::string text = id.text();
    if (text.empty()) return;
    if (!is_kebab_case(text)) {
      const std::string better = kebab_case_of(text);
      findings_.error(id.place(), "the " + what + " id " + id.shown() +
                                      " must be written in lower case with hyphens" +
                                      (better.empty() ? "" : ", such as " + in_quotes(better)));
    } else if (std::find(reserved_ids.begin(), reserved_ids.end(), text) != reserved_ids.end()) {
      findings_.error(id.place(), "the " + what + " id " + id.shown() +
                                      " is a word of the commands: give it another");
    }
  }

  /// `seen`: where each id of its kind stood first.
  void check_unique(const Item& id, const std::string& what, std::map<std::string, Place>& seen) {
    if (id.text().empty()) return;
    const auto [first, is_new] = seen.emplace(id.text(), id.place());
    if (is_new) return;
    references_hold_ = false;
    findings_.error(id.place(), "the " + what + " id " + id.shown() +
                                    " stands here a second time (first in line " +
                                    std::to_string(first->second.line) + "): rename one of them");
  }

  void expect_role(const Item& role) {
    roles_.expect(role, "role", "declare it under \"roles\" in the configuration", findings_);
  }

  void check_stages() {
    std::map<std::string, Place> seen;
    for (const Item& stage : root_.at("stages").items()) {
      check_id(stage.at("id"), "stage");
      check_unique(stage.at("id"), "stage", seen);
      expect_role(stage.at("owner"));
      expect_working_span(stage.at("duration"), findings_);
      const Item gate = stage.at("gate");
      if (gate.exists() && !stage.at("final").flag(false)) {
        findings_.error(gate.key_place(),
                        "only a final stage has a gate of its own: put these requirements into the "
                        "gate of a transition, or add \"final: true\"");
      }
      check_gate(gate);
      check_forks(stage);
    }
  }

  void check_forks(const Item& stage) {
    std::map<std::string, Place> seen;
    for (const Item& fork : stage.at("fork").items()) {
      expect_stage(fork.at("stage"));
      const Item title = fork.at("title");
      const auto [first, is_new] = seen.emplace(title.text(), title.place());
      if (is_new) continue;
      findings_.error(title.place(), "two tracks of a stage are called " + title.shown() +
                                         " (first in line " + std::to_string(first->second.line) +
                                         "): rename one of them");
    }
  }

  void check_transitions() {
    std::map<std::string, Place> seen;
    std::map<std::pair<std::string, std::string>, Place> ways;
    for (const Item& way : root_.at("transitions").items()) {
      check_id(way.at("id"), "transition");
      check_unique(way.at("id"), "transition", seen);
      expect_stage(way.at("from"));
      expect_stage(way.at("to"));
      const std::pair ends(way.at("from").text(), way.at("to").text());
      const auto [first, is_new] = ways.emplace(ends, way.place());
      if (!is_new && !ends.first.empty() && !ends.second.empty()) {
        findings_.error(way.place(), "a transition from " + in_quotes(ends.first) + " to " +
                                         in_quotes(ends.second) + " stands in line " +
                                         std::to_string(first->second.line) +
                                         " already: between two stages there is one");
      }
      check_party(way.at("sender"));
      check_party(way.at("receiver"));
      expect_role(way.at("owner"));
      for (const char* key : {"informed", "consulted"}) {
        for (const Item& role : way.at(key).texts()) expect_role(role);
      }
      for (const char* key : {"acknowledge_within", "gap_within", "debt_within"}) {
        expect_working_span(way.at(key), findings_);
      }
      check_gate(way.at("gate"));
    }
  }

  void expect_stage(const Item& stage) {
    const bool known = stages_.expect(stage, "stage", "add it under \"stages\"", findings_);
    if (!known && !stage.text().empty()) references_hold_ = false;
  }

  void check_party(const Item& party) {
    const std::string text = party.text();
    const std::size_t open = text.find('(');
    if (open == std::string::npos) {
      if (text != "any") expect_role(party);
      return;
    }
    const std::string head = text.substr(0, open);
    if ((head != "sender-of" && head != "receiver-of") || !text.ends_with(')')) {
      findings_.error(party.place(), party.shown() +
                                         " is not understood: name a role, any, "
                                         "sender-of(<transition>) or receiver-of(<transition>)" +
                                         did_you_mean(head, {"sender-of", "receiver-of"}));
      references_hold_ = false;
      return;
    }
    const std::string named = text.substr(open + 1, text.size() - open - 2);
    if (transitions_.contains(named)) return;
    references_hold_ = false;
    const std::string hint = did_you_mean(named, transitions_.names);
    findings_.error(party.place(), "no transition is called " + in_quotes(named) +
                                       (hint.empty() ? ": name the id of an earlier one" : hint));
  }

  void check_gate(const Item& gate) {
    std::size_t count = 0;
    std::map<std::string, Place> seen;
    for (const char* list : gate_lists) {
      for (const Item& requirement : gate.at(list).items()) {
        ++count;
        check_id(requirement.at("id"), "requirement");
        check_unique(requirement.at("id"), "requirement", seen);
        check_choices(requirement);
        expect_role(requirement.at("role"));
        if (requirement.at("by").text() != client_approver.value) expect_role(requirement.at("by"));
      }
    }
    if (count > requirements_max) {
      findings_.error(gate.key_place(), "the gate asks for " + std::to_string(count) +
                                            " things and may ask for at most " +
                                            std::to_string(requirements_max) +
                                            ": spread them over several transitions");
    } else if (count > requirements_good) {
      findings_.warning(gate.key_place(),
                        "the gate asks for " + std::to_string(count) + " things; more than " +
                            std::to_string(requirements_good) + " are ticked without being read");
    }
  }

  void check_choices(const Item& requirement) {
    const Item choices = requirement.at("choices");
    const std::string type = requirement.at("type").text();
    if (choices.exists() && type != "choice" && !type.empty()) {
      findings_.error(choices.key_place(), "\"choices\" belong to the type choice, not to " +
                                               requirement.at("type").shown() +
                                               ": write \"type: choice\", or remove them");
    }
    std::vector<std::string> seen;
    for (const Item& choice : choices.texts()) {
      if (characters_of(choice.text()) > choice_characters_max) continue;  // the schema tells
      if (std::find(seen.begin(), seen.end(), choice.text()) != seen.end()) {
        findings_.error(choice.place(),
                        "the choice " + choice.shown() + " stands here twice: keep one of them");
      }
      seen.push_back(choice.text());
    }
  }

  const Document& document_;
  Item root_;
  Findings& findings_;
  Declared roles_;
  Declared stages_;
  Declared transitions_;
  bool references_hold_ = true;
};

const Item* with_id(const std::vector<Item>& items, const std::string& id) {
  const auto found = std::find_if(items.begin(), items.end(),
                                  [&](const Item& item) { return item.at("id").text() == id; });
  return found == items.end() ? nullptr : &*found;
}

}  // namespace

Place place_in(const Document& document, const std::string& stage, const std::string& transition,
               const std::string& requirement) {
  const Item root(document);
  const std::vector<Item> stages = root.at("stages").items();
  const std::vector<Item> ways = root.at("transitions").items();
  const Item* owner = nullptr;
  if (!stage.empty()) owner = with_id(stages, stage);
  if (!transition.empty()) owner = with_id(ways, transition);
  if (owner == nullptr) return root.at(stages.empty() ? "workflow" : "stages").key_place();
  for (const char* list : gate_lists) {
    const std::vector<Item> requirements = owner->at("gate").at(list).items();
    const Item* found = requirement.empty() ? nullptr : with_id(requirements, requirement);
    if (found != nullptr) return found->place();
  }
  return owner->place();
}

void check_workflow(const Document& document, const Workflow& workflow,
                    const std::vector<RoleId>& roles, Findings& findings) {
  WorkflowCheck check(document, roles, findings);
  check.run();
  if (!check.references_hold()) return;
  for (const ProofFinding& found : prove_structure(workflow)) {
    const Place place =
        place_in(document, found.stage.value, found.transition.value, found.requirement.value);
    if (found.severity == ProofFinding::Severity::error) {
      findings.error(place, found.message);
    } else {
      findings.warning(place, found.message);
    }
  }
}

}  // namespace baton::config
