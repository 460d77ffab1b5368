#include <algorithm>

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "config/shipped.h"
#include "tests/config/support.h"
#include "tests/support/golden.h"

// docs/configuration.md is made from the schema, so that no key can be forgotten in it.
namespace baton {
namespace {

using Json = nlohmann::json;

/// Renders one schema as Markdown: a table for each map.
class Page {
 public:
  explicit Page(Json schema) : schema_(std::move(schema)) {}

  void add_table(const std::string& heading, const Json& map) {
    text_ +=
        "\n" + heading + "\n\n| key | what it is | value | default |\n| --- | --- | --- | --- |\n";
    for (const auto& [key, declared] : map["properties"].items()) {
      text_ += "| `" + key + "`" + (is_required(map, key) ? " (needed)" : "") + " | " +
               described(declared) + " | " + value_of(declared) + " | " + default_of(declared) +
               " |\n";
    }
  }
  void add(const std::string& text) { text_ += text; }
  [[nodiscard]] const Json& definition(const char* name) const {
    return schema_["definitions"][name];
  }
  [[nodiscard]] const Json& schema() const { return schema_; }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  static bool is_required(const Json& map, const std::string& key) {
    if (!map.contains("required")) return false;
    const Json& required = map["required"];
    return std::find(required.begin(), required.end(), key) != required.end();
  }

  /// `text` as a cell shows it: no bar ends it, no angle bracket begins a tag.
  static std::string cell(const std::string& text) {
    std::string shown;
    for (const char c : text) {
      if (c == '|') shown += '\\';
      shown += c == '<' ? std::string("&lt;") : std::string(1, c);
    }
    return shown;
  }

  static std::string described(const Json& declared) {
    if (declared.contains("$ref")) return "See " + name_of(declared);
    std::string text = declared.value("description", "");
    if (declared.contains("x-not-yet")) {
      text += ". **Not yet in effect**: " + declared["x-not-yet"].get<std::string>();
    }
    return cell(text);
  }

  static std::string name_of(const Json& declared) {
    const auto ref = declared["$ref"].get<std::string>();
    const std::string name = ref.substr(ref.rfind('/') + 1);
    return "[" + name + "](#" + name + ")";
  }

  /// The kinds of value, the alternatives from outside left out: every value has those.
  static std::string value_of(const Json& declared) {
    if (declared.contains("$ref")) return name_of(declared);
    if (declared.contains("x-units")) {
      return declared["x-units"].size() == 1 ? "minutes" : "[span](#spans-of-working-time)";
    }
    if (declared.contains("anyOf")) {
      std::string all;
      for (const Json& alternative : declared["anyOf"]) {
        const std::string ref = alternative.value("$ref", "");
        if (ref.ends_with("/from_file") || ref.ends_with("/from_environment")) continue;
        const std::string one = value_of(alternative);
        all += all.empty() || one.empty() ? one : ", or " + one;
      }
      return all;
    }
    if (declared.contains("enum")) {
      std::string words;
      for (const Json& word : declared["enum"]) {
        words += (words.empty() ? "" : ", ") + ("`" + word.get<std::string>() + "`");
      }
      return words;
    }
    const Json type = declared.value("type", Json("any"));
    if (type.is_array()) return "text, true, false or a number";
    if (type == "string") {
      return declared.contains("maxLength") ? "text, at most " + declared["maxLength"].dump()
                                            : "text";
    }
    if (type == "integer") return declared["minimum"].dump() + " to " + declared["maximum"].dump();
    if (type == "boolean") return "true or false";
    if (type == "array") {
      const std::string of = declared["items"].empty() ? "" : value_of(declared["items"]);
      return "list" + (of.empty() ? "" : " of " + of);
    }
    return "map";
  }

  static std::string default_of(const Json& declared) {
    if (!declared.contains("default")) return "";
    const Json& value = declared["default"];
    if (value.is_object()) return "`{ file: " + value.value("file", "") + " }`";
    if (!value.is_array())
      return "`" + (value.is_string() ? value.get<std::string>() : value.dump()) + "`";
    std::string list;
    for (const Json& entry : value) list += (list.empty() ? "" : ", ") + entry.get<std::string>();
    return "`[" + list + "]`";
  }

  Json schema_;
  std::string text_;
};

TEST(DocsTest, ConfigurationPageTellsOfEveryKey) {
  Page page(Json::parse(config::shipped_file("schema/baton.schema.json")));
  page.add(test::read_source("tests/config/configuration_intro.md"));
  const Json& root = page.schema();
  page.add_table("## The file", root);
  page.add_table("## listen", root["properties"]["listen"]);
  page.add_table("## metrics", root["properties"]["metrics"]);
  page.add_table("## rights", root["properties"]["rights"]);
  page.add_table("## slack", page.definition("slack"));
  page.add_table("## person", page.definition("person"));
  page.add_table("## client", page.definition("client"));
  page.add_table("## mattermost", page.definition("mattermost"));
  test::expect_generated("docs/configuration.md", page.text());
}

TEST(DocsTest, WorkflowPageTellsOfEveryKey) {
  Page page(Json::parse(config::shipped_file("schema/workflow.schema.json")));
  page.add(test::read_source("tests/config/workflows_intro.md"));
  page.add_table("### workflow", page.schema());
  for (const char* part :
       {"stage", "transition", "gate", "field", "check", "evidence", "approval", "condition"}) {
    page.add_table(std::string("### ") + part, page.definition(part));
  }
  test::expect_generated("docs/workflows.md", page.text());
}

/// The YAML of the first fenced block in `page`.
std::string first_example(const std::string& page) {
  const std::string fence = "```yaml\n";
  const std::size_t begin = page.find(fence) + fence.size();
  return page.substr(begin, page.find("```", begin) - begin);
}

TEST(DocsTest, ExamplesOfThePagesAreGood) {
  const test::Folder folder;
  folder.write("baton.yaml", first_example(test::read_source("docs/configuration.md")));
  folder.write("workflows/page.yaml", first_example(test::read_source("docs/workflows.md")));
  const config::Loaded loaded = test::load_in(folder);
  EXPECT_EQ(test::lines(folder, loaded), std::vector<std::string>{});
  EXPECT_TRUE(loaded.config.has_value());
}

}  // namespace
}  // namespace baton
