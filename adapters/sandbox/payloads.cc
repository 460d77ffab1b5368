#include "adapters/sandbox/payloads.h"

#include <algorithm>

#include "bot/codec/form_body.h"
#include "core/text/ascii.h"

namespace baton::sandbox {
namespace {

/// Deprecated by Slack, and still in every payload; nobody may rely on it.
constexpr const char* verification_token = "sandbox-verification-token";

std::string name_of(const Channel& channel) {
  return channel.im_of.empty() ? channel.name : "directmessage";
}

Json base_payload(const char* type, const Interaction& by) {
  return {{"type", type},
          {"team", {{"id", team_id}, {"domain", team_domain}}},
          {"user",
           {{"id", by.person.id},
            {"username", ascii::lowered(by.person.name)},
            {"name", ascii::lowered(by.person.name)},
            {"team_id", team_id}}},
          {"api_app_id", app_id},
          {"token", verification_token},
          {"trigger_id", by.trigger},
          {"enterprise", nullptr},
          {"is_enterprise_install", false}};
}

std::string payload_form(const Json& payload) {
  return codec::encode_form({{"payload", payload.dump()}});
}

Json action_of(const Json& block, const Json& element, const Json& option, TimePoint now) {
  const std::int64_t ms = now.time_since_epoch().count();
  std::string fraction = std::to_string(ms % 1000);
  fraction.insert(0, 3 - fraction.size(), '0');
  Json action = {{"type", element.at("type")},
                 {"action_id", element.at("action_id")},
                 {"block_id", block.at("block_id")},
                 {"action_ts", std::to_string(ms / 1000) + "." + fraction + "000"}};
  for (const char* const key : {"text", "value", "style"}) {
    if (element.contains(key)) action[key] = element[key];
  }
  if (!option.is_null()) action["selected_option"] = option;
  return action;
}

bool is_word(char c) { return ascii::is_letter_or_digit(c) || c == '-' || c == '_' || c == '.'; }

/// The run of word characters at `from`; a full stop at its end belongs to the sentence.
std::string word_at(const std::string& text, std::size_t from) {
  std::size_t end = from;
  while (end < text.size() && is_word(text[end])) ++end;
  while (end > from && text[end - 1] == '.') --end;
  return text.substr(from, end - from);
}

const Person* person_called(const Workspace& workspace, const std::string& name) {
  for (const auto& [id, person] : workspace.people()) {
    if (ascii::same(person.name, name)) return &person;
  }
  return nullptr;
}

std::string escaped(char c) {
  switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    default: return {c};
  }
}

}  // namespace

std::string command_form(const Interaction& by, const std::string& command,
                         const std::string& text) {
  return codec::encode_form({{"token", verification_token},
                             {"team_id", team_id},
                             {"team_domain", team_domain},
                             {"channel_id", by.channel->id},
                             {"channel_name", name_of(*by.channel)},
                             {"user_id", by.person.id},
                             {"user_name", ascii::lowered(by.person.name)},
                             {"command", command},
                             {"text", text},
                             {"api_app_id", app_id},
                             {"is_enterprise_install", "false"},
                             {"response_url", by.response_url},
                             {"trigger_id", by.trigger}});
}

std::string message_press_form(const Interaction& by, const Message& message, const Json& block,
                               const Json& element, const Json& option, TimePoint now) {
  Json payload = base_payload("block_actions", by);
  const bool ephemeral = !message.only_for.empty();
  payload["container"] = {{"type", "message"},
                          {"message_ts", message.ts},
                          {"channel_id", message.channel},
                          {"is_ephemeral", ephemeral}};
  payload["channel"] = {{"id", by.channel->id}, {"name", name_of(*by.channel)}};
  if (!ephemeral) payload["message"] = message_json(message);
  payload["state"] = {{"values", Json::object()}};
  payload["response_url"] = by.response_url;
  payload["actions"] = Json::array({action_of(block, element, option, now)});
  return payload_form(payload);
}

std::string view_press_form(const Interaction& by, const View& view, const Json& block,
                            const Json& element, const Json& option, TimePoint now) {
  Json payload = base_payload("block_actions", by);
  payload["container"] = {{"type", "view"}, {"view_id", view.id}};
  payload["view"] = view_json(view, Json::object());
  payload["actions"] = Json::array({action_of(block, element, option, now)});
  return payload_form(payload);
}

std::string submission_form(const Interaction& by, const View& view, const Json& state_values) {
  Json payload = base_payload("view_submission", by);
  payload["view"] = view_json(view, state_values);
  payload["response_urls"] = Json::array();
  return payload_form(payload);
}

std::string closing_form(const Interaction& by, const View& view) {
  Json payload = base_payload("view_closed", by);
  payload.erase("trigger_id");
  payload["view"] = view_json(view, Json::object());
  payload["is_cleared"] = false;
  return payload_form(payload);
}

std::string escaped_as_typed(const std::string& text, Workspace& workspace) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const bool starts_word = i == 0 || !is_word(text[i - 1]);
    if (text[i] == '@' && starts_word) {
      const std::string word = word_at(text, i + 1);
      if (const Person* const person = person_called(workspace, word)) {
        out += "<@" + person->id + "|" + ascii::lowered(person->name) + ">";
        i += 1 + word.size();
        continue;
      }
    }
    if (text[i] == '#' && starts_word) {
      const std::string word = word_at(text, i + 1);
      const Channel* const channel = word.empty() ? nullptr : workspace.channel_called("#" + word);
      if (channel != nullptr) {
        out += "<#" + channel->id + "|" + channel->name + ">";
        i += 1 + word.size();
        continue;
      }
    }
    const bool link = text.compare(i, 7, "http://") == 0 || text.compare(i, 8, "https://") == 0;
    if (link && starts_word) {
      const std::size_t end = std::min(text.find_first_of(" \t\n\"<>", i), text.size());
      out += '<';
      for (; i < end; ++i) out += escaped(text[i]);
      out += '>';
      continue;
    }
    out += escaped(text[i++]);
  }
  return out;
}

}  // namespace baton::sandbox
