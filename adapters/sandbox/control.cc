#include <stdexcept>

#include "adapters/sandbox/existing.h"
#include "adapters/sandbox/methods.h"
#include "adapters/sandbox/window.h"

namespace baton::sandbox {
namespace {

std::string error_body(const std::string& name, int) { return refusal(name).dump(); }

FaultWords fault_words() {
  FaultWords words;
  words.rate_limited = refusal("ratelimited").dump();
  words.rate_limited_type = "application/json; charset=utf-8";
  words.error = error_body;
  return words;
}

Channel& channel_of(Workspace& workspace, const Json& command) {
  return existing(workspace.channel_called(command.at("channel")), "channel");
}

void add_person(Workspace& workspace, const Json& command, Json& answer) {
  const std::string name = command.at("name");
  Person* const person = workspace.add_person(name, command.value("title", ""),
                                              command.value("timezone", "Europe/Berlin"));
  if (person == nullptr) throw std::invalid_argument("there are too many people");
  person->guest = command.value("guest", false);
  answer["user"] = person->id;
}

/// Switches that hold until they are switched back: {"do": "outage", "on": true}.
bool switched(Workspace& workspace, Conditions& conditions, const std::string& what,
              const Json& command) {
  const auto on = [&] { return command.at("on").get<bool>(); };
  if (what == "deactivated") {
    existing(workspace.person(command.at("user")), "user").deactivated = on();
  } else if (what == "archived") {
    channel_of(workspace, command).archived = on();
  } else if (what == "bot_is_member") {
    channel_of(workspace, command).bot_is_member = on();
  } else if (what == "scope") {
    const std::string scope = command.at("scope");
    if (on()) {
      conditions.scopes.insert(scope);
    } else {
      conditions.scopes.erase(scope);
    }
  } else {
    return false;
  }
  return true;
}

}  // namespace

Json conditions_json(const Conditions& conditions) {
  Json json = weather_json(conditions);
  json["scopes"] = conditions.scopes;
  return json;
}

Json control(Workspace& workspace, Conditions& conditions, const Json& command, TimePoint now) {
  const std::string what = command.at("do");
  Json answer = Json::object();
  if (what == "forget_private") {
    workspace.forget_private(now);
  } else if (what == "add_user") {
    add_person(workspace, command, answer);
  } else if (!control_weather(conditions, what, command, fault_words()) &&
             !switched(workspace, conditions, what, command)) {
    throw std::invalid_argument("unknown command " + what);
  }
  workspace.touch();
  answer["conditions"] = conditions_json(conditions);
  return answer;
}

}  // namespace baton::sandbox
