#include <algorithm>
#include <utility>

#include "adapters/sandbox/acting.h"
#include "adapters/sandbox/block_kit.h"
#include "adapters/sandbox/shown_text.h"
#include "bot/codec/json_guard.h"

/// What Baton's answers make a person see.
namespace baton::sandbox {

Json shown_message(const Message& message, Workspace& workspace) {
  const Person* const person = workspace.person(message.author);
  std::string name = message.kind == Message::Kind::error ? "Slackbot" : bot_name;
  if (person != nullptr) name = person->name;
  const char* const kinds[] = {"message", "command", "error"};
  return {{"channel", message.channel},
          {"ts", message.ts},
          {"at", message.at.time_since_epoch().count()},
          {"kind", kinds[static_cast<std::size_t>(message.kind)]},
          {"author", message.author},
          {"author_name", name},
          {"bot", person == nullptr},
          {"text", message.text},
          {"blocks", message.blocks},
          {"shown", shown_text(message.text, message.blocks)},
          {"metadata", message.metadata},
          {"ephemeral", !message.only_for.empty()},
          {"thread_ts", message.thread_ts},
          {"mrkdwn", message.mrkdwn},
          {"edited", message.edited}};
}

std::string Acting::take_submission_answer(const std::string& person, const std::string& view_id,
                                           const std::string& body, Json& result) {
  const TimePoint now = clock_.now();
  View* const view = workspace_.view(view_id);
  if (view == nullptr) return {};  // closed meanwhile
  if (body.empty()) {
    workspace_.pop_view(person, now);
    return {};
  }
  const auto parsed = codec::parse_json(body);
  if (!parsed || !parsed->is_object()) return "the answer is no JSON object";
  const std::string action = parsed->value("response_action", "");
  if (action == "errors") {
    const Json errors = parsed->value("errors", Json::object());
    for (const auto& [block_id, sentence] : errors.items()) {
      const Json& blocks = view->body["blocks"];
      const bool known = std::ranges::any_of(blocks, [&id = block_id](const Json& block) {
        return block.value("type", "") == "input" && block.value("block_id", "") == id;
      });
      if (!known) return "errors names " + block_id + ", which is no input of the form";
    }
    result["errors"] = errors;
    return errors.empty() ? "errors is empty" : "";
  }
  if (action == "clear") {
    workspace_.clear_views(person, now);
    return {};
  }
  if (action != "update" && action != "push") return "unknown response_action " + action;
  const Json replacement = parsed->value("view", Json());
  const std::vector<std::string> errors = view_errors(replacement);
  if (!errors.empty()) return errors.front();
  if (action == "update") {
    workspace_.update_view(*view, person, replacement, now);
  } else if (workspace_.views(person).size() >= Workspace::views_per_person_max) {
    return "push_limit_reached";
  } else {
    workspace_.push_view(person, replacement, now);
  }
  return {};
}

std::string Acting::respond(const ResponseAddresses::Address& to, const Json& message, Json& saw) {
  if (!message.is_object()) return "invalid_payload";
  const TimePoint now = clock_.now();
  Message* const original = to.ts.empty() ? nullptr : workspace_.message(to.channel, to.ts);
  if (flag(message, "delete_original")) {
    if (original != nullptr) workspace_.remove(to.channel, to.ts, now);
    return {};
  }
  const bool in_channel = message.value("response_type", "ephemeral") == "in_channel";
  Json blocks = structured(message, "blocks");
  if (!blocks.is_null()) {
    const std::vector<std::string> errors = message_block_errors(blocks);
    if (!errors.empty()) return "invalid_blocks: " + errors.front();
  }
  if (blocks.is_null()) blocks = Json::array();
  std::string text = message.value("text", "");
  if (text.empty() && blocks.empty()) return in_channel ? "" : "no_text";
  if (flag(message, "replace_original") && original != nullptr) {
    workspace_.edit(*original, std::move(text), std::move(blocks), now);
    saw.push_back(shown_message(*original, workspace_));
    return {};
  }
  Message made;
  made.channel = to.channel;
  made.author = bot_user;
  made.text = std::move(text);
  made.blocks = std::move(blocks);
  made.thread_ts = message.value("thread_ts", "");
  made.mrkdwn = message.value("mrkdwn", true);
  if (!in_channel) made.only_for = to.person;
  saw.push_back(shown_message(workspace_.post(std::move(made), now), workspace_));
  return {};
}

}  // namespace baton::sandbox
