#include "config/schema_check.h"

#include <algorithm>
#include <set>
#include <utility>

#include "config/nearest.h"
#include "config/shipped.h"
#include "config/text_shape.h"

namespace baton::config {
namespace {

bool has_type(const Json& value, const std::string& type) {
  if (type == "null") return value.is_null();
  if (type == "boolean") return value.is_boolean();
  if (type == "integer") return value.is_number_integer();
  if (type == "number") return value.is_number();
  if (type == "string") return value.is_string();
  if (type == "array") return value.is_array();
  return value.is_object();
}

std::vector<std::string> types_of(const Json& schema) {
  if (!schema.contains("type")) return {};
  if (schema["type"].is_string()) return {schema["type"].get<std::string>()};
  return schema["type"].get<std::vector<std::string>>();
}

bool fits(const Json& schema, const Json& value) {
  const std::vector<std::string> types = types_of(schema);
  return std::any_of(types.begin(), types.end(),
                     [&](const std::string& type) { return has_type(value, type); });
}

std::string in_words(const std::string& type) {
  if (type == "boolean") return "true or false";
  if (type == "integer") return "a whole number";
  if (type == "number") return "a number";
  if (type == "string") return "text";
  if (type == "array") return "a list";
  return "a map of keys and values";
}

std::string example_of(const Json& declared) {
  return declared.contains("examples") ? written(declared["examples"][0]) : "";
}

/// "4d, 4h or 4m".
std::string with_units(const Json& number, const Json& units) {
  std::vector<std::string> words;
  for (const Json& unit : units) words.push_back(number.dump() + unit.get<std::string>());
  return alternatives(words);
}

std::vector<std::string> keys_of(const Json& map) {
  std::vector<std::string> keys;
  if (!map.contains("properties")) return keys;
  for (const auto& [key, unused] : map["properties"].items()) keys.push_back(key);
  return keys;
}

/// How a finding calls the value at `path`.
std::string name_of(const std::string& path) {
  std::string key = key_of(path);
  if (path.empty()) return key;
  const bool entry = steps_of(path).back() != key;
  return entry ? "an entry of " + in_quotes(key) : in_quotes(key);
}

std::string bounds(const Json& schema, const char* low, const char* high, const char* unit) {
  const bool lower = schema.contains(low), upper = schema.contains(high);
  const std::string what = unit;
  if (lower && upper) {
    return "from " + schema[low].dump() + " to " + schema[high].dump() + what;
  }
  return lower ? "at least " + schema[low].dump() + what : "at most " + schema[high].dump() + what;
}

bool is_outside(const Json& schema, const char* low, const char* high, double size) {
  return (schema.contains(low) && size < schema[low].get<double>()) ||
         (schema.contains(high) && size > schema[high].get<double>());
}

/// Nothing from outside is left when the service checks: only the editor needs these two.
Json for_service(Json schema) {
  schema["definitions"]["from_environment"] = Json{{"not", Json::object()}};
  schema["definitions"]["from_file"] = Json{{"not", Json::object()}};
  return schema;
}

}  // namespace

Schema::Schema(std::string_view text) : schema_(for_service(Json::parse(text))), judge_(schema_) {}

const Json& Schema::resolved(const Json& declared) const {
  if (!declared.contains("$ref")) return declared;
  return resolved(schema_.at(Json::json_pointer(declared["$ref"].get<std::string>().substr(1))));
}

std::vector<const Json*> Schema::alternatives_of(const Json& declared) const {
  const Json& node = resolved(declared);
  if (!node.contains("anyOf")) return {&node};
  std::vector<const Json*> alternatives;
  for (const Json& alternative : node["anyOf"]) {
    for (const Json* inner : alternatives_of(alternative)) alternatives.push_back(inner);
  }
  std::erase_if(alternatives, [](const Json* schema) { return schema->contains("not"); });
  return alternatives;
}

const Json* Schema::alternative_for(const Json& declared, const Json& value) const {
  for (const Json* alternative : alternatives_of(declared)) {
    if (!alternative->contains("type") || fits(*alternative, value)) return alternative;
  }
  return nullptr;
}

/// Calls `visit` for every value that the schema knows of, outside first; false: not further in.
void Schema::walk(const Json& declared, const Json& value, const std::string& path,
                  const Visit& visit) const {
  if (!visit(declared, value, path)) return;
  const Json* schema = alternative_for(declared, value);
  if (schema == nullptr) return;
  if (value.is_array() && schema->contains("items")) {
    for (std::size_t i = 0; i < value.size(); ++i) {
      walk((*schema)["items"], value[i], child(path, i), visit);
    }
  }
  if (!value.is_object()) return;
  for (const auto& [key, member] : value.items()) {
    if (schema->contains("properties") && (*schema)["properties"].contains(key)) {
      walk((*schema)["properties"][key], member, child(path, key), visit);
    } else if (schema->contains("additionalProperties") &&
               (*schema)["additionalProperties"].is_object()) {
      walk((*schema)["additionalProperties"], member, child(path, key), visit);
    }
  }
}

void Schema::prepare(Document& document) const {
  std::vector<std::pair<std::string, Json>> converted;
  walk(schema_, document.value, "", [&](const Json& declared, const Json& value, const auto& path) {
    // One text in the place of a whole chat may be its token.
    const auto holds_secrets = [](const Json* schema) {
      return schema->dump().find("x-secret") != std::string::npos;
    };
    const bool stands_for_secrets =
        value.is_string() && std::ranges::any_of(alternatives_of(declared), holds_secrets);
    if (declared.contains("x-secret") || stands_for_secrets) document.secrets.insert(path);
    if (!value.is_string() || document.mark(path).outside.empty()) return true;
    if (alternative_for(declared, value) != nullptr) return true;
    const auto text = value.template get<std::string>();
    for (const Json* alternative : alternatives_of(declared)) {
      const auto number = whole_number_of(text);
      if (number && fits(*alternative, Json(*number))) converted.emplace_back(path, *number);
      const bool flag = text == "true" || text == "false";
      if (flag && fits(*alternative, Json(true))) converted.emplace_back(path, text == "true");
    }
    return true;
  });
  for (auto& [path, value] : converted) document.value[Json::json_pointer(path)] = value;
}

std::vector<Schema::NotYet> Schema::not_yet(const Json& value) const {
  std::vector<NotYet> found;
  walk(schema_, value, "", [&](const Json& declared, const Json&, const std::string& path) {
    if (!declared.contains("x-not-yet")) return true;
    found.push_back({path, declared["x-not-yet"].get<std::string>()});
    return false;
  });
  return found;
}

const Json* Schema::declared_at(const Json& value, const std::string& path) const {
  const Json* found = nullptr;
  walk(schema_, value, "", [&](const Json& declared, const Json&, const std::string& here) {
    if (here == path) found = &declared;
    return here.empty() || path == here || path.starts_with(here + "/");
  });
  return found;
}

void Schema::check(const Document& document, Findings& findings) const {
  const std::vector<Complaint> all = judge_.complaints(document.value);
  if (all.empty()) return;
  std::set<std::string> paths;
  for (const Complaint& complaint : all) paths.insert(complaint.path);
  for (const std::string& path : paths) explain(document, path, findings);
  if (findings.has_errors()) return;
  // A rule of the schema that explain() has no words for: better valijson's than none.
  const auto deepest = std::max_element(all.begin(), all.end(), [](const auto& a, const auto& b) {
    return a.path.size() < b.path.size();
  });
  findings.error(document.place(deepest->path), name_of(deepest->path) + ": " + deepest->words);
}

/// What is wrong with the value at `path` itself; of what stands in it only which keys there are.
void Schema::explain(const Document& document, const std::string& path, Findings& findings) const {
  const Json* declared = declared_at(document.value, path);
  if (declared == nullptr || document.mark(path).broken) return;
  const Json& value = document.value.at(Json::json_pointer(path));
  const auto tell = [&](const std::string& words) {
    findings.error(document.place(path), name_of(path) + " " + words);
  };
  const std::string example = example_of(*declared);
  const std::string such_as = example.empty() ? "" : ", such as " + example;

  const Json* schema = alternative_for(*declared, value);
  if (schema == nullptr) {
    std::vector<std::string> wanted;
    bool text_wanted = false;
    for (const Json* alternative : alternatives_of(*declared)) {
      for (const std::string& type : types_of(*alternative)) {
        wanted.push_back(in_words(type));
        text_wanted = text_wanted || type == "string";
      }
    }
    if (value.is_null()) {
      return tell("is empty: write " + alternatives(wanted) + such_as +
                  (text_wanted ? " (a # begins a comment unless the text is in quotes)" : ""));
    }
    if (declared->contains("x-units") && value.is_number()) {
      return tell(value.is_number_integer() && value > 0
                      ? "needs a unit: write " + with_units(value, (*declared)["x-units"])
                      : "must be whole numbers with units" + such_as);
    }
    if (text_wanted && (value.is_number() || value.is_boolean())) {
      return tell("must be " + alternatives(wanted) + ": put " + document.shown(path) +
                  " in quotes");
    }
    const std::string instead = value.is_string() ? ", not " + document.shown(path) : "";
    return tell("must be " + alternatives(wanted) + such_as + instead);
  }
  if (schema->contains("enum")) {
    const auto words = (*schema)["enum"].get<std::vector<std::string>>();
    const auto& text = value.get_ref<const std::string&>();
    if (std::find(words.begin(), words.end(), text) == words.end()) {
      const bool visible = document.mark(path).outside.empty();
      tell("cannot be " + document.shown(path) + ": use " + alternatives(words) +
           (visible ? did_you_mean(text, words) : ""));
    }
  }
  if (value.is_number() && is_outside(*schema, "minimum", "maximum", value.get<double>())) {
    tell("must be " + bounds(*schema, "minimum", "maximum", ""));
  }
  if (value.is_string()) {
    const std::size_t length = characters_of(value.get_ref<const std::string&>());
    if (length == 0 && schema->contains("minLength")) {
      tell("is empty: write a text" + such_as);
    } else if (is_outside(*schema, "minLength", "maxLength", static_cast<double>(length))) {
      const bool too_long = schema->contains("maxLength") &&
                            static_cast<double>(length) > (*schema)["maxLength"].get<double>();
      tell("must be at " +
           (too_long ? "most " + (*schema)["maxLength"].dump()
                     : "least " + (*schema)["minLength"].dump()) +
           " characters long, not " + std::to_string(length));
    }
  }
  if (value.is_array() &&
      is_outside(*schema, "minItems", "maxItems", static_cast<double>(value.size()))) {
    tell("must have " + bounds(*schema, "minItems", "maxItems", " entries") + such_as);
  }
  if (value.is_object()) explain_map(*schema, document, path, findings);
}

void Schema::explain_map(const Json& map, const Document& document, const std::string& path,
                         Findings& findings) const {
  const Json& value = document.value.at(Json::json_pointer(path));
  const std::vector<std::string> known = keys_of(map);
  const bool closed = map.contains("additionalProperties") && map["additionalProperties"] == false;
  std::vector<std::string> misspelt;  // known keys that an unknown one probably means
  for (const auto& [key, member] : value.items()) {
    if (!closed || std::find(known.begin(), known.end(), key) != known.end()) continue;
    const std::string where = path.empty() ? "of " + key_of(path) : "of " + name_of(path);
    std::string hint = did_you_mean(key, known);
    misspelt.push_back(nearest(key, known).value_or(""));
    if (hint.empty()) hint = "; the keys are " + alternatives(known);
    if (key.find(':') != std::string::npos) hint = ": put a space after the colon";
    findings.error(document.key_place(child(path, key)),
                   name_of_key(key) + " is not a key " + where + hint);
  }
  if (!map.contains("required")) return;
  for (const Json& required : map["required"]) {
    const auto key = required.get<std::string>();
    if (value.contains(key)) continue;
    if (std::find(misspelt.begin(), misspelt.end(), key) != misspelt.end()) continue;
    const std::string example = example_of(map["properties"][key]);
    findings.error(document.place(path),
                   in_quotes(key) + " is missing" + (path.empty() ? "" : " in " + name_of(path)) +
                       (example.empty() ? ": add it" : ": add " + key + ": " + example));
  }
}

const Schema& configuration_schema() {
  static const Schema schema(shipped_file("schema/baton.schema.json"));
  return schema;
}

const Schema& workflow_schema() {
  static const Schema schema(shipped_file("schema/workflow.schema.json"));
  return schema;
}

}  // namespace baton::config
