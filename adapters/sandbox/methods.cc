#include "adapters/sandbox/methods.h"

#include <algorithm>
#include <charconv>
#include <string_view>

namespace baton::sandbox {
namespace {

constexpr int page_max = 1000;
constexpr int page_default = 100;
constexpr int tier_2 = 20;
constexpr int tier_3 = 50;
constexpr int tier_4 = 100;
constexpr int special = 600;  ///< auth.test: "hundreds of requests per minute"

/// 0 for what is no number.
int integer_of(std::string_view text) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

constexpr MethodRow rows[] = {
    {"auth.test", nullptr, special, auth_test},
    {"chat.delete", "chat:write", tier_3, chat_delete},
    {"chat.postEphemeral", "chat:write", tier_4, chat_post_ephemeral},
    {"chat.postMessage", "chat:write", special, chat_post_message},
    {"chat.update", "chat:write", tier_3, chat_update},
    {"conversations.history", "channels:history", tier_3, conversations_history},
    {"conversations.info", "channels:read", tier_3, conversations_info},
    {"conversations.list", "channels:read", tier_2, conversations_list},
    {"conversations.open", "im:write", tier_3, conversations_open},
    {"conversations.replies", "channels:history", tier_3, conversations_replies},
    {"users.info", "users:read", tier_4, users_info},
    {"users.list", "users:read", tier_2, users_list},
    {"views.open", nullptr, tier_4, views_open},
    {"views.update", nullptr, tier_4, views_update},
};

}  // namespace

const MethodRow* find_method(const std::string& name) {
  const auto found =
      std::ranges::find_if(rows, [&](const MethodRow& row) { return name == row.name; });
  return found == std::end(rows) ? nullptr : &*found;
}

Json refusal(const std::string& error) { return Json{{"ok", false}, {"error", error}}; }

Json refusal(const std::string& error, const std::vector<std::string>& messages) {
  Json answer = refusal(error);
  Json shouted = Json::array();
  for (const std::string& message : messages) shouted.push_back("[ERROR] " + message);
  answer["errors"] = messages;
  answer["response_metadata"]["messages"] = std::move(shouted);
  return answer;
}

Json structured(const Json& arguments, const char* key) {
  const auto found = arguments.find(key);
  if (found == arguments.end()) return nullptr;
  return found->is_string() ? Json::parse(found->get<std::string>()) : *found;
}

std::string string_of(const Json& arguments, const char* key) {
  const auto found = arguments.find(key);
  if (found == arguments.end() || found->is_null()) return {};
  return found->is_string() ? found->get<std::string>() : found->dump();
}

bool flag(const Json& arguments, const char* key) {
  const std::string value = string_of(arguments, key);
  return value == "true" || value == "1";
}

int integer(const Json& arguments, const char* key, int fallback) {
  const std::string value = string_of(arguments, key);
  return value.empty() ? fallback : integer_of(value);
}

Json page_of(const std::vector<Json>& all, const Json& arguments, Json& answer) {
  const std::string cursor = string_of(arguments, "cursor");
  const auto start =
      std::min(all.size(), static_cast<std::size_t>(std::max(0, integer_of(cursor))));
  const int limit = std::clamp(integer(arguments, "limit", page_default), 1, page_max);
  const std::size_t end = std::min(all.size(), start + static_cast<std::size_t>(limit));
  Json page = Json::array();
  for (std::size_t i = start; i < end; ++i) page.push_back(all[i]);
  answer["response_metadata"]["next_cursor"] = end < all.size() ? std::to_string(end) : "";
  return page;
}

Json message_json(const Message& message) {
  Json json = {{"type", "message"},
               {"ts", message.ts},
               {"text", message.text},
               {"user", message.author},
               {"team", team_id}};
  if (!message.blocks.empty()) json["blocks"] = message.blocks;
  if (!message.thread_ts.empty()) json["thread_ts"] = message.thread_ts;
  if (message.author == bot_user) {
    json["bot_id"] = bot_id;
    json["app_id"] = app_id;
  }
  if (message.edited) json["edited"] = {{"user", message.author}, {"ts", message.ts}};
  return json;
}

Json view_json(const View& view, const Json& state_values) {
  Json json = view.body;
  json["id"] = view.id;
  json["hash"] = view.hash;
  json["team_id"] = team_id;
  json["app_id"] = app_id;
  json["bot_id"] = bot_id;
  json["root_view_id"] = view.id;
  json["previous_view_id"] = nullptr;
  json["state"] = {{"values", state_values.is_object() ? state_values : Json::object()}};
  for (const char* const key : {"private_metadata", "callback_id", "external_id"}) {
    if (!json.contains(key)) json[key] = "";
  }
  for (const char* const key : {"clear_on_close", "notify_on_close"}) {
    if (!json.contains(key)) json[key] = false;
  }
  return json;
}

}  // namespace baton::sandbox
