#include "tests/adapters/slack/block_kit_limits.h"

#include <set>

#include <nlohmann/json.hpp>

#include "bot/codec/utf8.h"

namespace baton::test {
namespace {

using Json = nlohmann::json;

class Walk {
 public:
  std::vector<std::string> faults;

  void check(bool right, const std::string& at, const std::string& what) {
    if (!right) faults.push_back(at + ": " + what);
  }
  void keys(const Json& json, const std::string& at, std::set<std::string> allowed) {
    for (const auto& [key, value] : json.items()) {
      check(allowed.contains(key), at, "has " + key);
    }
  }
  void text(const Json& json, const std::string& at, std::size_t min, std::size_t max) {
    check(json.is_string(), at, "is no string");
    if (!json.is_string()) return;
    const auto& value = json.get_ref<const std::string&>();
    check(codec::is_utf8(value), at, "is not UTF-8");
    const std::size_t length = codec::count_utf16_units(value);
    check(length >= min, at, "is too short");
    check(length <= max, at, "is " + std::to_string(length) + " long");
  }
  void plain_text(const Json& json, const std::string& at, std::size_t max) {
    check(json.is_object() && json.value("type", "") == "plain_text", at, "is no plain_text");
    if (!json.is_object()) return;
    keys(json, at, {"type", "text", "emoji"});
    text(json["text"], at + "/text", 1, max);
  }
  void id(const Json& json, const std::string& at, std::set<std::string>& seen) {
    text(json, at, 1, 255);
    check(seen.insert(json.get<std::string>()).second, at, "comes twice");
  }

  void blocks(const Json& list, std::size_t max) {
    check(list.is_array() && !list.empty() && list.size() <= max, "/blocks",
          "has " + std::to_string(list.size()) + " blocks");
    std::size_t i = 0;
    for (const Json& one : list) block(one, "/blocks/" + std::to_string(i++));
  }
  void block(const Json& json, const std::string& at) {
    const std::string type = json.value("type", "");
    if (type == "rich_text") {
      rich_text(json, at);
    } else if (type == "actions") {
      keys(json, at, {"type", "elements", "block_id"});
      const Json& elements = json["elements"];
      check(!elements.empty() && elements.size() <= 25, at, "has too many or no elements");
      for (const Json& one : elements) button(one, at);
    } else if (type == "context") {
      keys(json, at, {"type", "elements", "block_id"});
      check(!json["elements"].empty() && json["elements"].size() <= 10, at,
            "has too many elements");
      for (const Json& one : json["elements"]) plain_text(one, at, 3000);
    } else if (type == "input") {
      input(json, at);
    } else {
      check(false, at, "is of type " + type);
    }
  }
  void rich_text(const Json& json, const std::string& at) {
    keys(json, at, {"type", "elements", "block_id"});
    check(!json["elements"].empty(), at, "is empty");
    for (const Json& section : json["elements"]) {
      check(section.value("type", "") == "rich_text_section", at, "holds no section");
      check(!section["elements"].empty(), at, "holds an empty section");
      for (const Json& one : section["elements"]) rich_text_element(one, at);
    }
  }
  void rich_text_element(const Json& json, const std::string& at) {
    const std::string type = json.value("type", "");
    if (json.contains("style")) keys(json["style"], at, {"bold", "italic", "code"});
    if (type == "text") {
      keys(json, at, {"type", "text", "style"});
      text(json["text"], at, 1, 3000);
    } else if (type == "link") {
      keys(json, at, {"type", "url", "text", "style"});
      text(json["url"], at, 8, 3000);
      text(json["text"], at, 1, 3000);
      check(json["url"].get<std::string>().starts_with("http"), at, "leads elsewhere");
    } else if (type == "date") {
      keys(json, at, {"type", "timestamp", "format", "fallback", "style"});
      check(json["timestamp"].is_number_integer(), at, "has no timestamp");
      text(json["format"], at, 1, 100);
      text(json["fallback"], at, 1, 3000);
    } else if (type == "emoji") {
      keys(json, at, {"type", "name"});
    } else {
      check(false, at, "holds a " + type);
    }
  }
  void button(const Json& json, const std::string& at) {
    check(json.value("type", "") == "button", at, "holds no button");
    keys(json, at, {"type", "text", "action_id", "value", "style"});
    plain_text(json["text"], at, 75);
    id(json["action_id"], at, action_ids_);
    text(json["value"], at, 1, 2000);
    const std::string style = json.value("style", "primary");
    check(style == "primary" || style == "danger", at, "has the style " + style);
  }
  void input(const Json& json, const std::string& at) {
    has_input = true;
    keys(json, at, {"type", "block_id", "label", "hint", "element", "optional"});
    id(json["block_id"], at, block_ids_);
    plain_text(json["label"], at, 2000);
    if (json.contains("hint")) plain_text(json["hint"], at, 2000);
    const Json& element = json["element"];
    id(element["action_id"], at, action_ids_);
    if (element["type"] == "plain_text_input") {
      keys(element, at, {"type", "action_id", "multiline", "max_length", "initial_value"});
      const auto length_max = element["max_length"].get<std::size_t>();
      check(length_max >= 1 && length_max <= 3000, at, "has a wrong max_length");
      if (element.contains("initial_value")) text(element["initial_value"], at, 1, length_max);
      return;
    }
    check(element["type"] == "static_select", at, "is no input that we use");
    keys(element, at, {"type", "action_id", "options", "initial_option"});
    const Json& options = element["options"];
    check(!options.empty() && options.size() <= 100, at, "has too many or no options");
    bool has_initial = !element.contains("initial_option");
    for (const Json& one : options) {
      keys(one, at, {"text", "value"});
      plain_text(one["text"], at, 75);
      text(one["value"], at, 1, 150);
      has_initial = has_initial || one == element["initial_option"];
    }
    check(has_initial, at, "starts with no option of its own");
  }
  bool has_input = false;

 private:
  std::set<std::string> block_ids_;
  std::set<std::string> action_ids_;
};

}  // namespace

std::vector<std::string> message_faults(const Json& message) {
  Walk walk;
  walk.text(message["text"], "/text", 1, 4000);
  walk.blocks(message["blocks"], 50);
  return walk.faults;
}

std::vector<std::string> view_faults(const Json& view) {
  Walk walk;
  walk.keys(view, "",
            {"type", "callback_id", "title", "submit", "close", "private_metadata", "blocks"});
  walk.check(view["type"] == "modal", "", "is no modal");
  walk.text(view["callback_id"], "/callback_id", 1, 255);
  walk.plain_text(view["title"], "/title", 24);
  walk.plain_text(view["close"], "/close", 24);
  walk.text(view["private_metadata"], "/private_metadata", 0, 3000);
  walk.blocks(view["blocks"], 100);
  if (walk.has_input) walk.plain_text(view["submit"], "/submit", 24);
  walk.check(view.dump().size() < 250'000, "", "is too large");
  return walk.faults;
}

}  // namespace baton::test
