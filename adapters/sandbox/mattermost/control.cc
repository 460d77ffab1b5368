#include <algorithm>
#include <cstdint>
#include <stdexcept>

#include "adapters/sandbox/existing.h"
#include "adapters/sandbox/mattermost/window.h"
#include "core/text/ascii.h"

namespace baton::sandbox::mattermost {
namespace {

constexpr double calls_per_second_max = 10'000;
constexpr int burst_max = 100'000;
constexpr std::int64_t edit_time_limit_max_s = 1'000'000'000;

std::string error_body(const std::string& name, int status) {
  AppError error;
  error.id = name;
  error.status = status;
  error.message = "The sandbox was told to say so.";
  return error_response(error, "").body;
}

FaultWords fault_words() {
  FaultWords words;
  words.rate_limited = "limit exceeded\n";
  words.rate_limited_type = "text/plain; charset=utf-8";
  words.error_status = 400;
  words.error = error_body;
  return words;
}

Channel& channel_of(ServerState& state, const Json& command) {
  return existing(state.channel_called(command.at("channel")), "channel");
}

void add_person(ServerState& state, const Json& command, Json& answer) {
  User user;
  user.first_name = command.at("name");
  user.username = command.value("username", "");
  if (user.username.empty()) {
    user.username = ascii::lowered(user.first_name);
    std::ranges::replace(user.username, ' ', '.');
  }
  user.position = command.value("title", "");
  user.timezone = command.value("timezone", "Europe/Berlin");
  user.guest = command.value("guest", false);
  const User* const made = state.add_user(std::move(user));
  if (made == nullptr) {
    throw std::invalid_argument("there are too many people, or one of that username");
  }
  answer["user"] = made->id;
}

/// The limits may come with the switch: {"do": "rate_limits", "on": true, "per_second", "burst"}.
void set_limits(Conditions& conditions, const Json& command) {
  const double per_second = command.value("per_second", conditions.calls_per_second);
  const int burst = command.value("burst", conditions.burst);
  const bool is_sound =
      per_second > 0 && per_second <= calls_per_second_max && burst >= 0 && burst <= burst_max;
  if (!is_sound) throw std::invalid_argument("per_second or burst is out of range");
  conditions.rate_limits = command.at("on");
  conditions.calls_per_second = per_second;
  conditions.burst = burst;
}

/// {"do": "edit_time_limit", "seconds": 60}; -1: none.
void set_edit_time_limit(Conditions& conditions, const Json& command) {
  const std::int64_t seconds = command.at("seconds");
  const bool is_sound = seconds >= -1 && seconds <= edit_time_limit_max_s;
  if (!is_sound) throw std::invalid_argument("seconds is out of range");
  conditions.edit_time_limit = std::chrono::seconds(seconds);
}

bool switched(Machine& machine, const std::string& what, const Json& command) {
  const auto on = [&] { return command.at("on").get<bool>(); };
  if (what == "deactivated") {
    existing(machine.state.user_called(command.at("user")), "user").deactivated = on();
  } else if (what == "archived") {
    channel_of(machine.state, command).archived = on();
  } else if (what == "bot_is_member") {
    Channel& channel = channel_of(machine.state, command);
    if (on()) {
      channel.members.insert(bot_user());
    } else {
      channel.members.erase(bot_user());
    }
  } else if (what == "ephemeral_allowed") {
    machine.conditions.ephemeral_allowed = on();
  } else if (what == "rate_limits") {
    set_limits(machine.conditions, command);
  } else if (what == "edit_time_limit") {
    set_edit_time_limit(machine.conditions, command);
  } else {
    return false;
  }
  return true;
}

}  // namespace

Json conditions_json(const Conditions& conditions) {
  Json json = weather_json(conditions);
  json["ephemeral_allowed"] = conditions.ephemeral_allowed;
  json["edit_time_limit"] = conditions.edit_time_limit.count();
  return json;
}

Json control(Machine& machine, const Json& command) {
  const std::string what = command.at("do");
  Json answer = Json::object();
  if (what == "forget_private") {
    machine.state.forget_private(machine.clock.now());
  } else if (what == "add_user") {
    add_person(machine.state, command, answer);
  } else if (!switched(machine, what, command) &&
             !control_weather(machine.conditions, what, command, fault_words())) {
    throw std::invalid_argument("unknown command " + what);
  }
  machine.state.touch();
  answer["conditions"] = conditions_json(machine.conditions);
  return answer;
}

}  // namespace baton::sandbox::mattermost
