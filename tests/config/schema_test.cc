#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "config/schema_check.h"
#include "config/schema_judge.h"
#include "config/shipped.h"
#include "config/yaml_source.h"

namespace baton::config {
namespace {

const char* const schema_files[] = {"schema/baton.schema.json", "schema/workflow.schema.json"};

/// What our schemas may say. `pattern` and `format` are not among it: valijson reads them with
/// std::regex, which overflows the stack on long texts.
const std::set<std::string> keywords = {"$ref",        "$schema",  "additionalProperties",
                                        "anyOf",       "default",  "definitions",
                                        "description", "enum",     "examples",
                                        "items",       "maxItems", "maxLength",
                                        "maximum",     "minItems", "minLength",
                                        "minimum",     "not",      "properties",
                                        "required",    "title",    "type",
                                        "x-not-yet",   "x-secret", "x-units"};

void expect_sound(const Json& root, const Json& schema, const std::string& path) {
  ASSERT_TRUE(schema.is_object() || schema.is_boolean()) << path;
  if (schema.is_boolean()) return;
  for (const auto& [keyword, value] : schema.items()) {
    EXPECT_TRUE(keywords.contains(keyword)) << path << ": " << keyword;
  }
  if (schema.contains("$ref")) {
    const auto ref = schema["$ref"].get<std::string>();
    EXPECT_TRUE(root.contains(Json::json_pointer(ref.substr(1)))) << path << ": " << ref;
  }
  for (const char* map : {"properties", "definitions"}) {
    if (!schema.contains(map)) continue;
    for (const auto& [key, inner] : schema[map].items()) {
      const bool explained = inner.contains("description") || inner.contains("$ref") ||
                             std::string(map) == "definitions";
      EXPECT_TRUE(explained) << path << "/" << key << " has no description";
      expect_sound(root, inner, path + "/" + key);
    }
  }
  if (schema.contains("required")) {
    for (const Json& key : schema["required"]) {
      EXPECT_TRUE(schema["properties"].contains(key.get<std::string>())) << path << ": " << key;
    }
  }
  if (schema.contains("anyOf")) {
    for (const Json& inner : schema["anyOf"]) expect_sound(root, inner, path + "/anyOf");
  }
  for (const char* key : {"items", "additionalProperties", "not"}) {
    if (schema.contains(key)) expect_sound(root, schema[key], path + "/" + key);
  }
}

TEST(SchemaTest, SchemasAreSoundAndExplainEveryKey) {
  for (const char* file : schema_files) {
    const Json schema = Json::parse(shipped_file(file));
    EXPECT_EQ(schema["$schema"], "http://json-schema.org/draft-07/schema#");
    expect_sound(schema, schema, file);
  }
}

/// As an editor sees the file: nothing from outside is put in.
Json as_written(std::string_view text) {
  Findings findings;
  const auto tree = parse_yaml(std::string(text), "file", findings);
  EXPECT_TRUE(tree.has_value());
  return tree ? to_document(*tree, "file").value : Json();
}

TEST(SchemaTest, AcceptShippedFilesAsAnEditorSeesThem) {
  for (const ShippedFile& file : shipped_files()) {
    if (!file.name.ends_with(".yaml")) continue;
    SCOPED_TRACE(file.name);
    const bool workflow = file.name.starts_with("workflows/");
    const Json schema = Json::parse(shipped_file(schema_files[workflow ? 1 : 0]));
    for (const Complaint& complaint : Judge(schema).complaints(as_written(file.text))) {
      ADD_FAILURE() << complaint.path << ": " << complaint.words;
    }
    const std::string comment =
        "$schema=" + std::string(file.name.find('/') == std::string_view::npos ? "" : "../");
    EXPECT_TRUE(file.text.starts_with("# yaml-language-server: " + comment + "schema/"));
  }
}

TEST(SchemaTest, RightsAreOfTheVerbsThatAskForOne) {
  const Json rights = Json::parse(shipped_file("schema/baton.schema.json"))["properties"]["rights"];
  std::set<std::string> verbs;
  for (const auto& [verb, declared] : rights["properties"].items()) {
    verbs.insert(verb);
    EXPECT_EQ(declared["default"], (Json{"coordinator", "director"})) << verb;
  }
  EXPECT_EQ(verbs, (std::set<std::string>{"urgent", "forgive", "cancel", "reopen", "due", "move",
                                          "redact"}));
  EXPECT_EQ(rights["additionalProperties"], false);
}

TEST(SchemaTest, EditorsAreToldOfSlipsToo) {
  const Json schema = Json::parse(shipped_file("schema/baton.schema.json"));
  EXPECT_FALSE(Judge(schema).complaints(as_written("agncy: x\n")).empty());
  EXPECT_FALSE(Judge(schema).complaints(as_written("agency: [x]\n")).empty());
}

// A rule that explain() has no words for must still stop the service.
TEST(SchemaTest, ABrokenRuleIsNeverSilent) {
  const Schema schema(R"({"type": "object", "properties": {"a": {"not": {"type": "string"}}}})");
  Findings findings;
  const auto tree = parse_yaml("a: text\n", "file", findings);
  ASSERT_TRUE(tree.has_value());
  schema.check(to_document(*tree, "file"), findings);
  ASSERT_TRUE(findings.has_errors());
  const Finding finding = findings.sorted({"file"}).front();
  EXPECT_EQ(finding.place.line, 1);
  EXPECT_EQ(finding.place.column, 4);
}

}  // namespace
}  // namespace baton::config
