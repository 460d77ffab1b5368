#include "adapters/sandbox/mattermost/attachments.h"

#include <array>
#include <utility>

#include "adapters/sandbox/mattermost/ids.h"
#include "adapters/sandbox/mattermost/server_state.h"

namespace baton::sandbox::mattermost {
namespace {

constexpr std::array<const char*, 13> texts{
    "fallback",   "color", "pretext",   "author_name", "author_link", "author_icon", "title",
    "title_link", "text",  "image_url", "thumb_url",   "footer",      "footer_icon"};
/// Kept of an action where they say something.
constexpr std::array<const char*, 5> action_texts{"type", "name", "style", "data_source",
                                                  "default_option"};

std::string text_of(const Json& holder, const char* key) {
  const auto found = holder.find(key);
  return found == holder.end() || found->is_null() ? std::string() : found->get<std::string>();
}

Json stored_field(const Json& given) {
  return {{"title", text_of(given, "title")},
          {"value", given.value("value", Json(nullptr))},
          {"short", given.contains("short") && given["short"] == true}};
}

Json stored_action(const Json& given, Random& random) {
  Json action;
  const std::string id = text_of(given, "id");
  action["id"] = id.empty() ? new_id(random) : id;
  for (const char* const key : action_texts) {
    const std::string text = text_of(given, key);
    if (!text.empty()) action[key] = text;
  }
  if (given.value("disabled", false)) action["disabled"] = true;
  if (given.contains("options") && !given["options"].empty()) action["options"] = given["options"];
  if (given.contains("integration") && given["integration"].is_object()) {
    action["integration"] = given["integration"];
  }
  return action;
}

Json stored_attachment(const Json& given, Random& random) {
  Json kept;
  kept["id"] = given.value("id", 0);
  kept["ts"] = given.value("ts", Json(nullptr));
  for (const char* const key : texts) kept[key] = text_of(given, key);
  kept["fields"] = nullptr;
  if (given.contains("fields") && given["fields"].is_array()) {
    kept["fields"] = Json::array();
    for (const Json& field : given["fields"]) {
      if (!field.is_null()) kept["fields"].push_back(stored_field(field));
    }
  }
  if (given.contains("actions") && given["actions"].is_array() && !given["actions"].empty()) {
    for (const Json& action : given["actions"]) {
      if (!action.is_null()) kept["actions"].push_back(stored_action(action, random));
    }
  }
  return kept;
}

std::string as_text(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  return value.is_null() ? std::string() : value.dump();
}

void line(std::string& shown, const std::string& text) {
  if (text.empty()) return;
  if (!shown.empty()) shown += '\n';
  shown += text;
}

void show_attachment(std::string& shown, const Json& attachment) {
  line(shown, text_of(attachment, "pretext"));
  line(shown, text_of(attachment, "author_name"));
  line(shown, text_of(attachment, "title"));
  line(shown, text_of(attachment, "text"));
  for (const Json& field : attachment.value("fields", Json(nullptr))) {
    const std::string title = text_of(field, "title");
    line(shown, (title.empty() ? "" : title + ": ") + as_text(field.value("value", Json())));
  }
  line(shown, text_of(attachment, "footer"));
  std::string row;
  for (const Json& action : attachment.value("actions", Json::array())) {
    row += (row.empty() ? "[" : " [") + text_of(action, "name") + "]";
  }
  line(shown, row);
}

}  // namespace

Json stored_attachments(const Json& given, Random& random) {
  Json kept = Json::array();
  if (!given.is_array()) return kept;
  for (const Json& attachment : given) {
    if (!attachment.is_null()) kept.push_back(stored_attachment(attachment, random));
  }
  return kept;
}

void rewrite_attachments(Json& attachments) {
  for (Json& attachment : attachments) {
    for (const char* const key : {"text", "pretext"}) {
      attachment[key] = with_markdown_links(attachment[key].get<std::string>());
    }
    for (Json& field : attachment["fields"]) {
      if (!field["value"].is_null()) {
        field["value"] = with_markdown_links(as_text(field["value"]));
      }
    }
  }
}

Json public_props(const Json& props) {
  Json shown = props;
  const bool has_some = shown.is_object() && shown.contains("attachments");
  if (!has_some || !shown["attachments"].is_array()) return shown;
  for (Json& attachment : shown["attachments"]) {
    if (!attachment.contains("actions")) continue;
    for (Json& action : attachment["actions"]) action.erase("integration");
  }
  return shown;
}

const Json* find_action(const Json& props, const std::string& id) {
  if (!props.is_object() || !props.contains("attachments")) return nullptr;
  for (const Json& attachment : props["attachments"]) {
    if (!attachment.contains("actions")) continue;
    for (const Json& action : attachment["actions"]) {
      if (action["id"] == id) return &action;
    }
  }
  return nullptr;
}

std::string shown_post(const std::string& message, const Json& props) {
  std::string shown = message;
  if (!props.is_object() || !props.contains("attachments")) return shown;
  for (const Json& attachment : props["attachments"]) show_attachment(shown, attachment);
  return shown;
}

std::string with_markdown_links(const std::string& text) {
  std::string made;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t open = text.find('<', at);
    const std::size_t bar = text.find_first_of("<|", open == std::string::npos ? open : open + 1);
    if (open == std::string::npos || bar == std::string::npos) break;
    const std::size_t close = text.find('>', bar);
    const bool is_link =
        text[bar] == '|' && bar > open + 1 && close != std::string::npos && close > bar + 1;
    made += text.substr(at, open - at);
    if (is_link) {
      made += "[" + text.substr(bar + 1, close - bar - 1) + "](" +
              text.substr(open + 1, bar - open - 1) + ")";
      at = close + 1;
    } else {
      made += '<';
      at = open + 1;
    }
  }
  return made + text.substr(at);
}

std::string with_mentions(const std::string& text, const ServerState& state) {
  std::string made;
  std::size_t at = 0;
  while (true) {
    const std::size_t open = text.find('<', at);
    const std::size_t close = text.find('>', open == std::string::npos ? open : open + 1);
    if (open == std::string::npos || close == std::string::npos) break;
    const std::string inner = text.substr(open + 1, close - open - 1);
    std::string name;
    if (inner == "!here" || inner == "!channel" || inner == "!all") {
      name = inner.substr(1);
    } else if (inner.starts_with('@')) {
      const User* const user = state.user(inner.substr(1));
      if (user != nullptr) name = user->username;
    }
    made += text.substr(at, open - at);
    made += name.empty() ? "<" : "@" + name;
    at = name.empty() ? open + 1 : close + 1;
  }
  return made + text.substr(at);
}

}  // namespace baton::sandbox::mattermost
