#pragma once

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "bot/codec/form_body.h"
#include "bot/codec/press_json.h"
#include "bot/wiring/slack_door.h"
#include "tests/adapters/slack/requests.h"
#include "tests/bot/app/world.h"

/// What Slack sends, and the door that it comes to, over the whole service.
namespace baton::test::at_slack {

using Json = nlohmann::json;
using Kind = FakeChat::Call::Kind;

inline const std::string other_secret(32, 'b');
inline const std::string response_url = "https://hooks.slack.com/commands/T0001/1/x";

inline std::string command_body(const std::string& user, const std::string& text,
                                const std::string& trigger, const std::string& team = "T0001") {
  return codec::encode_form({{"team_id", team},
                             {"user_id", user},
                             {"user_name", "someone"},
                             {"channel_id", "C0002"},
                             {"command", "/handoff"},
                             {"text", text},
                             {"trigger_id", trigger},
                             {"response_url", response_url}});
}

inline std::string press_body(const std::string& user, const Press& press,
                              const std::string& trigger) {
  Json payload;
  payload["type"] = "block_actions";
  payload["team"] = {{"id", "T0001"}};
  payload["user"] = {{"id", user}, {"username", "someone"}, {"team_id", "T0001"}};
  payload["trigger_id"] = trigger;
  payload["response_url"] = response_url;
  payload["container"] = {{"type", "message"}, {"message_ts", "1.1"}, {"channel_id", "C0002"}};
  payload["actions"] =
      Json::array({{{"type", "button"}, {"action_id", "baton_0"}, {"value", press_json(press)}}});
  return payload_body(payload.dump());
}

inline std::string submission_body(const std::string& user, const Press& press,
                                   const FormValues& values, const std::string& hash = "1.abc") {
  Json inputs = Json::object();
  for (const auto& [name, value] : values) {
    inputs[name][name] = {{"type", "plain_text_input"}, {"value", value}};
  }
  Json view;
  view["callback_id"] = "baton_form";
  view["root_view_id"] = "V1";
  view["hash"] = hash;
  view["private_metadata"] = press_json(press);
  view["state"]["values"] = inputs;
  view["app_installed_team_id"] = "T0001";
  Json payload;
  payload["type"] = "view_submission";
  payload["team"] = {{"id", "T0001"}};
  payload["user"] = {{"id", user}, {"username", "someone"}, {"team_id", "T0001"}};
  payload["view"] = view;
  return payload_body(payload.dump());
}

/// A door over a world, with one workspace whose team is known.
struct Doorway {
  explicit Doorway(World& owner)
      : world(owner),
        pressed(owner.lasting.store, owner.registry, owner.talk),
        reception(owner.io.get_executor(), owner.service, pressed, owner.talk, owner.lasting.clock,
                  owner.log, owner.meter),
        door(reception, owner.log) {
    add(owner.lasting.chat, signing_secret, "T0001");
  }
  void add(FakeChat& chat, const std::string& secret, const std::string& team) {
    std::vector<Secret> secrets;
    secrets.emplace_back(secret);
    slack::Ingress ingress(chat.workspace(), std::move(secrets), world.lasting.clock);
    if (!team.empty()) ingress.set_team(team);
    door.workspaces().push_back({std::move(ingress), &chat});
  }
  HttpResponse command(const std::string& body, const std::string& secret = signing_secret) {
    HttpRequest request =
        signed_request("/slack/commands", body, world.lasting.clock.now(), secret);
    return world.run(door.command(std::move(request)));
  }
  HttpResponse interaction(const std::string& body) {
    HttpRequest request =
        signed_request("/slack/interactions", body, world.lasting.clock.now(), signing_secret);
    return world.run(door.interaction(std::move(request)));
  }
  World& world;
  PressedMessages pressed;
  Reception reception;
  SlackDoor door;
};

/// The words of a private answer in the response.
inline std::string words(const HttpResponse& response) {
  const Json body = Json::parse(response.body);
  EXPECT_EQ(body.at("response_type"), "ephemeral");
  return body.at("text").get<std::string>() + body.value("blocks", Json::array()).dump();
}
inline bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}
inline Press ask_form() {
  Press press = press_of(Verb::ask, {"ACME-1"}, 1);
  press.kind = Press::Kind::open_form;
  return press;
}

}  // namespace baton::test::at_slack
