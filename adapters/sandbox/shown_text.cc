#include "adapters/sandbox/shown_text.h"

#include <nlohmann/json.hpp>

namespace baton::sandbox {
namespace {

using Json = nlohmann::json;

void line(std::string& shown, const std::string& text) {
  if (text.empty()) return;
  if (!shown.empty()) shown += '\n';
  shown += text;
}

std::string text_of(const Json& holder, const char* key) {
  const auto found = holder.find(key);
  if (found == holder.end()) return {};
  if (found->is_string()) return found->get<std::string>();
  return found->is_object() ? found->value("text", "") : std::string();
}

std::string button_text(const Json& element) {
  const std::string label = text_of(element, "text");
  return label.empty() ? std::string() : "[" + label + "]";
}

std::string run_text(const Json& run) {
  const std::string type = run.value("type", "");
  if (type == "date") return run.value("fallback", "");
  if (type == "emoji") return ":" + run.value("name", "") + ":";
  if (type == "user") return "<@" + run.value("user_id", "") + ">";
  if (type == "link" && !run.contains("text")) return run.value("url", "");
  return run.value("text", "");
}

void rich_text(std::string& shown, const Json& node) {
  std::string runs;
  for (const Json& element : node.value("elements", Json::array())) {
    if (element.contains("elements")) {
      rich_text(shown, element);
    } else {
      runs += run_text(element);
    }
  }
  line(shown, runs);
}

void block_text(std::string& shown, const Json& block) {
  const std::string type = block.value("type", "");
  line(shown, text_of(block, "text"));
  if (type == "section") {
    for (const Json& field : block.value("fields", Json::array()))
      line(shown, field.value("text", ""));
    if (block.contains("accessory")) line(shown, button_text(block["accessory"]));
  } else if (type == "context" || type == "actions") {
    std::string row;
    for (const Json& element : block.value("elements", Json::array())) {
      const std::string text = type == "actions" ? button_text(element) : text_of(element, "text");
      if (!row.empty() && !text.empty()) row += ' ';
      row += text;
    }
    line(shown, row);
  } else if (type == "rich_text") {
    rich_text(shown, block);
  } else if (type == "input") {
    line(shown, text_of(block, "label"));
    line(shown, text_of(block, "hint"));
  }
}

}  // namespace

std::string shown_text(const std::string& text, const Json& blocks) {
  if (!blocks.is_array() || blocks.empty()) return text;
  std::string shown;
  for (const Json& block : blocks) block_text(shown, block);
  return shown;
}

}  // namespace baton::sandbox
