#pragma once

#include <string>
#include <vector>

#include "adapters/sandbox/tickets.h"
#include "adapters/sandbox/workspace.h"

/// The Web API's methods over the workspace: what each answers, and what it refuses.
namespace baton::sandbox {

/// What the methods work on.
struct Team {
  Workspace& workspace;
  Triggers& triggers;
};

/// The arguments of one call: a JSON object. Structured ones may have come as strings of JSON.
using Method = Json (*)(Team& team, const Json& arguments, TimePoint now);

struct MethodRow {
  const char* name;
  const char* scope;  ///< nullptr: none is needed
  int per_minute;     ///< Slack's tier
  Method call;
};
/// nullptr: no such method.
const MethodRow* find_method(const std::string& name);

Json refusal(const std::string& error);
/// A refusal that lists what is wrong, as Slack does for blocks and views.
Json refusal(const std::string& error, const std::vector<std::string>& messages);

/// `arguments[key]`, parsed where it came as a string of JSON; null where it is absent.
/// Throws nlohmann::json::exception where it is no JSON.
Json structured(const Json& arguments, const char* key);
/// `arguments[key]` as a string, also where it came as a number; empty where it is absent.
std::string string_of(const Json& arguments, const char* key);
/// Whether `arguments[key]` is true, "true" or "1".
bool flag(const Json& arguments, const char* key);
int integer(const Json& arguments, const char* key, int fallback);

/// One page of `all`, from the cursor on; sets the next cursor of `answer`.
Json page_of(const std::vector<Json>& all, const Json& arguments, Json& answer);

Json auth_test(Team& team, const Json& arguments, TimePoint now);
Json users_info(Team& team, const Json& arguments, TimePoint now);
Json users_list(Team& team, const Json& arguments, TimePoint now);
Json conversations_open(Team& team, const Json& arguments, TimePoint now);
Json conversations_list(Team& team, const Json& arguments, TimePoint now);
Json conversations_info(Team& team, const Json& arguments, TimePoint now);
Json conversations_history(Team& team, const Json& arguments, TimePoint now);
Json conversations_replies(Team& team, const Json& arguments, TimePoint now);
Json chat_post_message(Team& team, const Json& arguments, TimePoint now);
Json chat_post_ephemeral(Team& team, const Json& arguments, TimePoint now);
Json chat_update(Team& team, const Json& arguments, TimePoint now);
Json chat_delete(Team& team, const Json& arguments, TimePoint now);
Json views_open(Team& team, const Json& arguments, TimePoint now);
Json views_update(Team& team, const Json& arguments, TimePoint now);

/// A message as the Web API and payloads show it.
Json message_json(const Message& message);
/// An open view as the Web API and payloads show it, with `state` given by its inputs.
Json view_json(const View& view, const Json& state_values);

}  // namespace baton::sandbox
