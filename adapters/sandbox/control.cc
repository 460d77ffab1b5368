#include <stdexcept>

#include "adapters/sandbox/window.h"

namespace baton::sandbox {
namespace {

constexpr int slow_ms_max = 60'000;

Person& person_of(Workspace& workspace, const Json& command) {
  Person* const person = workspace.person(command.at("user"));
  if (person == nullptr) throw std::invalid_argument("there is no such user");
  return *person;
}

Channel& channel_of(Workspace& workspace, const Json& command) {
  Channel* const channel = workspace.channel_called(command.at("channel"));
  if (channel == nullptr) throw std::invalid_argument("there is no such channel");
  return *channel;
}

void set_slow(Conditions& conditions, const Json& command) {
  const int ms = command.at("ms");
  if (ms < 0 || ms > slow_ms_max) throw std::invalid_argument("ms is out of range");
  conditions.slow = std::chrono::milliseconds(ms);
}

void add_fault(Conditions& conditions, const Json& command) {
  if (conditions.script.size() >= Conditions::faults_max) {
    throw std::invalid_argument("the fault script is full");
  }
  conditions.script.push_back(read_fault(command));
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
  if (what == "outage") {
    conditions.outage = on();
  } else if (what == "rate_limited") {
    conditions.rate_limited = on();
  } else if (what == "rate_limits") {
    conditions.rate_limits = on();
  } else if (what == "token_revoked") {
    conditions.token_revoked = on();
  } else if (what == "deactivated") {
    person_of(workspace, command).deactivated = on();
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
  return {{"outage", conditions.outage},           {"rate_limited", conditions.rate_limited},
          {"rate_limits", conditions.rate_limits}, {"token_revoked", conditions.token_revoked},
          {"slow_ms", conditions.slow.count()},    {"scopes", conditions.scopes},
          {"faults", conditions.script.size()}};
}

Json control(Workspace& workspace, Conditions& conditions, const Json& command, TimePoint now) {
  const std::string what = command.at("do");
  Json answer = Json::object();
  if (what == "fault") {
    add_fault(conditions, command);
  } else if (what == "clear_faults") {
    conditions.script.clear();
  } else if (what == "slow") {
    set_slow(conditions, command);
  } else if (what == "forget_private") {
    workspace.forget_private(now);
  } else if (what == "add_user") {
    add_person(workspace, command, answer);
  } else if (!switched(workspace, conditions, what, command)) {
    throw std::invalid_argument("unknown command " + what);
  }
  workspace.touch();
  answer["conditions"] = conditions_json(conditions);
  return answer;
}

}  // namespace baton::sandbox
