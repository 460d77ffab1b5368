#include "config/workflow_reader.h"

#include <algorithm>
#include <cstdint>
#include <stdexcept>
#include <utility>

#include "config/config.h"
#include "config/schema_check.h"
#include "config/spans.h"

namespace baton::config {
namespace {

constexpr std::int64_t evidence_max = 20;  // as the schema says

std::string text_of(const Json& map, const char* key, const std::string& otherwise = "") {
  if (!map.is_object() || !map.contains(key) || !map[key].is_string()) return otherwise;
  return map[key].get<std::string>();
}

WorkingSpan span_of(const Json& map, const char* key, const WorkingSpan& otherwise) {
  return working_span_of(text_of(map, key)).value_or(otherwise);
}

bool flag_of(const Json& map, const char* key) {
  return map.is_object() && map.contains(key) && map[key].is_boolean() && map[key].get<bool>();
}

const Json& list_of(const Json& map, const char* key) {
  static const Json none = Json::array();
  if (!map.is_object() || !map.contains(key) || !map[key].is_array()) return none;
  return map[key];
}

template <class T>
std::vector<T> ids_of(const Json& map, const char* key) {
  std::vector<T> ids;
  for (const Json& id : list_of(map, key)) {
    if (id.is_string()) ids.push_back({id.get<std::string>()});
  }
  return ids;
}

/// What a condition compares with: as the answers are kept, "yes", "5".
std::string compared_with(const Json& is) {
  if (is.is_string()) return is.get<std::string>();
  if (is.is_boolean()) return is.get<bool>() ? "yes" : "no";
  return is.is_number() ? is.dump() : "";
}

template <class Enum>
Enum named(const std::string& name, std::initializer_list<std::pair<const char*, Enum>> names) {
  for (const auto& [word, value] : names) {
    if (name == word) return value;
  }
  return names.begin()->second;
}

Requirement requirement_of(const Json& map, RequirementKind kind) {
  Requirement requirement;
  requirement.id = {text_of(map, "id")};
  requirement.kind = kind;
  requirement.label = text_of(map, "label");
  requirement.help = text_of(map, "help");
  requirement.never_skip = flag_of(map, "never_skip");
  if (map.is_object() && map.contains("when") && map["when"].is_object()) {
    const Json& when = map["when"];
    requirement.when =
        Condition{{text_of(when, "field")}, when.contains("is") ? compared_with(when["is"]) : ""};
  }
  if (kind == RequirementKind::field) {
    requirement.type = named<FieldType>(text_of(map, "type"), {{"text", FieldType::text},
                                                               {"number", FieldType::number},
                                                               {"money", FieldType::money},
                                                               {"date", FieldType::date},
                                                               {"datetime", FieldType::datetime},
                                                               {"url", FieldType::url},
                                                               {"choice", FieldType::choice},
                                                               {"yes_no", FieldType::yes_no}});
    for (const Json& choice : list_of(map, "choices")) {
      if (choice.is_string()) requirement.choices.push_back(choice.get<std::string>());
    }
  } else if (kind == RequirementKind::check) {
    requirement.role = {text_of(map, "role")};
  } else if (kind == RequirementKind::evidence) {
    requirement.evidence = named<EvidenceKind>(
        text_of(map, "kind"), {{"link", EvidenceKind::link}, {"file", EvidenceKind::file}});
    if (map.is_object() && map.contains("at_least") && map["at_least"].is_number_integer()) {
      const auto wanted = map["at_least"].get<std::int64_t>();
      if (wanted >= 1 && wanted <= evidence_max) requirement.at_least = static_cast<int>(wanted);
    }
  } else {
    requirement.by = {text_of(map, "by")};
    requirement.sender_may = flag_of(map, "sender_may");
    requirement.of = ids_of<RequirementId>(map, "of");
  }
  return requirement;
}

Gate gate_of(const Json& owner) {
  Gate gate;
  if (!owner.is_object() || !owner.contains("gate")) return gate;
  const std::pair<const char*, RequirementKind> lists[] = {
      {"fields", RequirementKind::field},
      {"checklist", RequirementKind::check},
      {"evidence", RequirementKind::evidence},
      {"approvals", RequirementKind::approval}};
  for (const auto& [key, kind] : lists) {
    for (const Json& entry : list_of(owner["gate"], key)) {
      gate.requirements.push_back(requirement_of(entry, kind));
    }
  }
  return gate;
}

Party party_of(const std::string& text) {
  const auto inside = [&](std::string_view head) -> std::string {
    if (!text.starts_with(head) || !text.ends_with(')')) return "";
    return text.substr(head.size(), text.size() - head.size() - 1);
  };
  if (text == "any" || text.empty()) return {};
  if (text.starts_with("sender-of(")) {
    return {Party::Kind::sender_of, {}, {inside("sender-of(")}};
  }
  if (text.starts_with("receiver-of(")) {
    return {Party::Kind::receiver_of, {}, {inside("receiver-of(")}};
  }
  return {Party::Kind::role, {text}, {}};
}

Stage stage_of(const Json& map) {
  Stage stage;
  stage.id = {text_of(map, "id")};
  stage.title = text_of(map, "title");
  stage.owner = {text_of(map, "owner")};
  stage.done_means = text_of(map, "done_means");
  stage.duration = span_of(map, "duration", stage.duration);
  stage.final_stage = flag_of(map, "final");
  stage.gate = gate_of(map);
  for (const Json& fork : list_of(map, "fork")) {
    stage.forks.push_back({text_of(fork, "title"), {text_of(fork, "stage")}});
  }
  return stage;
}

Transition transition_of(const Json& map) {
  Transition transition;
  transition.id = {text_of(map, "id")};
  transition.title = text_of(map, "title");
  transition.from = {text_of(map, "from")};
  transition.to = {text_of(map, "to")};
  transition.sender = party_of(text_of(map, "sender"));
  transition.receiver = party_of(text_of(map, "receiver"));
  transition.offered_status = text_of(map, "offered_status");
  transition.owner = {text_of(map, "owner", coordinator_role.value)};
  transition.informed = ids_of<RoleId>(map, "informed");
  transition.consulted = ids_of<RoleId>(map, "consulted");
  transition.risk =
      named<Risk>(text_of(map, "risk", "normal"),
                  {{"low", Risk::low}, {"normal", Risk::normal}, {"high", Risk::high}});
  transition.distinct = flag_of(map, "distinct");
  transition.acknowledge_within = span_of(map, "acknowledge_within", transition.acknowledge_within);
  transition.gap_within = span_of(map, "gap_within", transition.gap_within);
  transition.debt_within = span_of(map, "debt_within", transition.debt_within);
  transition.gate = gate_of(map);
  return transition;
}

/// "/transitions/3/escalate" -> "transitions.escalate": the kind of key, once for all its places.
std::string kind_of_key(const std::string& path) {
  std::string kind;
  for (const std::string& step : steps_of(path)) {
    if (step.find_first_not_of("0123456789") == std::string::npos) continue;
    kind += (kind.empty() ? "" : ".") + step;
  }
  return kind;
}

}  // namespace

Workflow workflow_of(const Json& definition) {
  Workflow workflow;
  workflow.id = {text_of(definition, "workflow")};
  workflow.title = text_of(definition, "title");
  for (const Json& stage : list_of(definition, "stages")) {
    workflow.stages.push_back(stage_of(stage));
  }
  for (const Json& transition : list_of(definition, "transitions")) {
    workflow.transitions.push_back(transition_of(transition));
  }
  for (const Schema::NotYet& key : workflow_schema().not_yet(definition)) {
    const std::string kind = kind_of_key(key.path);
    std::vector<std::string>& kinds = workflow.not_yet_in_effect;
    if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) kinds.push_back(kind);
  }
  return workflow;
}

Workflow read_workflow(const std::string& definition, int version) {
  const Json parsed = Json::parse(definition, nullptr, false);
  const Workflow workflow = parsed.is_discarded() ? Workflow{} : workflow_of(parsed);
  if (workflow.id.empty() || workflow.stages.empty()) {
    throw std::invalid_argument("this is not the definition of a workflow");
  }
  Workflow numbered = workflow;
  numbered.version = version;
  return numbered;
}

}  // namespace baton::config
