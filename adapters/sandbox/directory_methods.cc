#include "adapters/sandbox/methods.h"
#include "core/text/ascii.h"

namespace baton::sandbox {
namespace {

Json user_json(const Person& person) {
  return {{"id", person.id},
          {"team_id", team_id},
          {"name", ascii::lowered(person.name)},
          {"real_name", person.name},
          {"deleted", person.deactivated},
          {"is_bot", false},
          {"is_app_user", false},
          {"is_restricted", person.guest},
          {"is_ultra_restricted", false},
          {"tz", person.timezone},
          {"profile",
           {{"display_name", person.name}, {"real_name", person.name}, {"title", person.title}}}};
}

Json bot_json() {
  return {{"id", bot_user},        {"team_id", team_id},
          {"name", "baton"},       {"real_name", bot_name},
          {"deleted", false},      {"is_bot", true},
          {"is_app_user", false},  {"is_restricted", false},
          {"tz", "Europe/Berlin"}, {"profile", {{"display_name", bot_name}, {"bot_id", bot_id}}}};
}

Json channel_json(const Channel& channel) {
  Json json = {{"id", channel.id}, {"is_archived", channel.archived}, {"context_team_id", team_id}};
  if (!channel.im_of.empty()) {
    json["is_im"] = true;
    json["user"] = channel.im_of;
    return json;
  }
  json["name"] = channel.name;
  json["name_normalized"] = channel.name;
  json["is_channel"] = true;
  json["is_im"] = false;
  json["is_private"] = false;
  json["is_member"] = channel.bot_is_member;
  json["is_general"] = channel.name == "general";
  json["topic"] = {{"value", channel.topic}};
  return json;
}

}  // namespace

Json auth_test(Team&, const Json&, TimePoint) {
  return {{"ok", true},         {"url", "https://northlight.slack.com/"},
          {"team", team_name},  {"user", "baton"},
          {"team_id", team_id}, {"user_id", bot_user},
          {"bot_id", bot_id},   {"is_enterprise_install", false}};
}

Json users_info(Team& team, const Json& arguments, TimePoint) {
  const std::string id = string_of(arguments, "user");
  if (id == bot_user) return {{"ok", true}, {"user", bot_json()}};
  const Person* const person = team.workspace.person(id);
  if (person == nullptr) return refusal("user_not_found");
  return {{"ok", true}, {"user", user_json(*person)}};
}

Json users_list(Team& team, const Json& arguments, TimePoint) {
  std::vector<Json> all{bot_json()};
  for (const auto& [id, person] : team.workspace.people()) all.push_back(user_json(person));
  Json answer = {{"ok", true}};
  answer["members"] = page_of(all, arguments, answer);
  return answer;
}

Json conversations_open(Team& team, const Json& arguments, TimePoint) {
  const std::string users = string_of(arguments, "users");
  if (users.empty()) return refusal("users_list_not_supplied");
  if (users.find(',') != std::string::npos) return refusal("not_supported_in_sandbox");
  const Person* const person = team.workspace.person(users);
  if (person == nullptr) return refusal("user_not_found");
  if (person->deactivated) return refusal("user_disabled");
  const Channel& channel = team.workspace.im_with(*person);
  if (flag(arguments, "return_im")) return {{"ok", true}, {"channel", channel_json(channel)}};
  return {{"ok", true}, {"channel", {{"id", channel.id}}}};
}

Json conversations_list(Team& team, const Json& arguments, TimePoint) {
  const std::string asked = string_of(arguments, "types");
  const std::string types = "," + (asked.empty() ? std::string("public_channel") : asked) + ",";
  const bool channels = types.find(",public_channel,") != std::string::npos;
  const bool ims = types.find(",im,") != std::string::npos;
  const bool without_archived = flag(arguments, "exclude_archived");
  std::vector<Json> all;
  for (const auto& [id, channel] : team.workspace.channels()) {
    if (channel.im_of.empty() ? !channels : !ims) continue;
    if (without_archived && channel.archived) continue;
    all.push_back(channel_json(channel));
  }
  Json answer = {{"ok", true}};
  answer["channels"] = page_of(all, arguments, answer);
  return answer;
}

Json conversations_info(Team& team, const Json& arguments, TimePoint) {
  const Channel* const channel = team.workspace.channel(string_of(arguments, "channel"));
  if (channel == nullptr) return refusal("channel_not_found");
  return {{"ok", true}, {"channel", channel_json(*channel)}};
}

}  // namespace baton::sandbox
