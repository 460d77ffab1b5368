#include "adapters/sandbox/mattermost/dialogs.h"

#include <utility>

#include "adapters/sandbox/mattermost/answers.h"

namespace baton::sandbox::mattermost {
namespace {

/// The elements with every member that a client gets.
Json whole_elements(const Json& given) {
  if (!given.is_array()) return nullptr;
  Json elements = Json::array();
  for (const Json& element : given) {
    Json whole;
    for (const char* const key : {"display_name", "name", "type", "subtype", "default",
                                  "placeholder", "help_text", "data_source"}) {
      whole[key] = text_member(element, key);
    }
    whole["optional"] = member(element, "optional") == true;
    for (const char* const key : {"min_length", "max_length"}) {
      const Json length = member(element, key);
      whole[key] = length.is_null() ? 0 : length.get<int>();
    }
    whole["options"] = member(element, "options");
    elements.push_back(std::move(whole));
  }
  return elements;
}

std::string submission_body(const std::string& user, const Json& asked) {
  nlohmann::ordered_json body;
  body["type"] = "dialog_submission";
  body["callback_id"] = text_member(asked, "callback_id");
  body["state"] = text_member(asked, "state");
  body["user_id"] = user;
  body["channel_id"] = text_member(asked, "channel_id");
  body["team_id"] = text_member(asked, "team_id");
  body["submission"] = member(asked, "submission");
  body["cancelled"] = member(asked, "cancelled") == true;
  return body.dump();
}

/// What is passed on to the client: `error` and `errors` alone, each as text.
Json passed_on(const std::string& body) {
  Json answer = Json::object();
  const std::optional<Json> said = json_of(body);
  if (!said || !said->is_object()) return answer;
  const Json error = member(*said, "error");
  if (error.is_string() && error != "") answer["error"] = error;
  const Json errors = member(*said, "errors");
  if (!errors.is_object()) return answer;
  for (const auto& [name, sentence] : errors.items()) {
    answer["errors"][name] = sentence.is_string() ? sentence : Json("");
  }
  return answer;
}

}  // namespace

std::optional<AppError> open_dialog(Machine& machine, const Json& body) {
  if (!body.is_object()) return errors::body_param("dialog");
  const std::string url = text_member(body, "url");
  if (url.empty()) return errors::body_param("url");
  const TimePoint now = machine.clock.now();
  const TriggerIds::Opened trigger = machine.triggers.open(text_member(body, "trigger_id"), now);
  if (trigger.error) return trigger.error;
  User* const user = machine.state.user(trigger.user);
  if (user == nullptr) return errors::permissions();
  const Json given = member(body, "dialog");
  OpenDialog opened;
  opened.trigger = trigger.client;
  opened.url = url;
  opened.channel_id = user->looks_at;
  for (const char* const key :
       {"callback_id", "title", "introduction_text", "icon_url", "submit_label", "state"}) {
    opened.dialog[key] = text_member(given, key);
  }
  opened.dialog["elements"] = whole_elements(member(given, "elements"));
  opened.dialog["notify_on_cancel"] = member(given, "notify_on_cancel") == true;
  machine.state.open_dialog(user->id, std::move(opened), now);
  return std::nullopt;
}

boost::asio::awaitable<Acted> submit_dialog(Machine& machine, std::string user, Json body) {
  Acted acted;
  std::string url = text_member(body, "url");
  const Channel* const channel = machine.state.channel(text_member(body, "channel_id"));
  const bool may = channel != nullptr && machine.state.may_read(user, *channel) &&
                   text_member(body, "team_id") == team_id();
  if (url.empty()) {
    acted.error = errors::body_param("url");
  } else if (!may) {
    acted.error = errors::permissions();
  }
  if (acted.error) co_return acted;
  std::string sent = submission_body(user, body);
  acted.delivered =
      co_await machine.integrations.post(std::move(url), "application/json", "", std::move(sent));
  if (!acted.delivered->failure.empty() || acted.delivered->answer.status != 200) {
    acted.error = errors::action_failed();
    co_return acted;
  }
  acted.answer = passed_on(acted.delivered->answer.body);
  co_return acted;
}

}  // namespace baton::sandbox::mattermost
