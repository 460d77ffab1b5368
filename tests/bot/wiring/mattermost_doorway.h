#pragma once

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "bot/codec/form_body.h"
#include "bot/wiring/mattermost_door.h"
#include "tests/bot/app/world.h"

/// The door to an agency that lives in Mattermost, over the whole service.
namespace baton::test::at_mattermost {

using Json = nlohmann::json;
using Kind = FakeChat::Call::Kind;

inline const std::string team = "teamteamteamteamteamteam01";
inline const std::string ana_there = "anaanaanaanaanaanaanaana01";
inline const std::string dino_there = "dinodinodinodinodinodino01";
inline const std::string petra_there = "petrapetrapetrapetrapetr01";
inline const std::string channel = "acmeacmeacmeacmeacmeacme01";
inline const std::string token = "tokentokentokentokentoken1";
inline const std::string card_slot = "card/mattermost/ACME-1/1";
inline const std::string response_url =
    "https://chat.example.com/hooks/commands/abcdefghijklmnopqrstuvwxyz";

inline HttpRequest request_of(std::string path, std::string type, std::string body) {
  HttpRequest request;
  request.method = "POST";
  request.path = std::move(path);
  request.headers.push_back({"Content-Type", std::move(type)});
  request.body = std::move(body);
  request.request_id = "r1";
  return request;
}

/// An agency that lives in Mattermost, and the door to it.
struct Doorway {
  explicit Doorway(World& owner)
      : world(owner),
        pressed(owner.lasting.store, owner.registry, owner.talk),
        reception(owner.io.get_executor(), owner.service, pressed, owner.talk, owner.lasting.clock,
                  owner.log, owner.meter),
        door(reception, owner.log) {
    world.lasting.second.id_prefix = std::string(25, 'p');  // 26 letters and digits in all
    Seed seed = make_seed();
    seed.workspaces.push_back({mattermost_workspace, "mattermost", team});
    const std::string users[] = {ana_there, dino_there, petra_there};
    for (std::size_t at = 0; at < std::size(users); ++at) {
      seed.people[at].identities.push_back({mattermost_workspace, UserId{users[at]}});
      seed.people[at].home = mattermost_workspace;
    }
    world.run(world.registry.sow(std::move(seed)));
    world.registry.settings().default_channels[mattermost_workspace] = ChannelId{channel};
    MattermostDoor::Workspace::Options options;
    options.name = mattermost_workspace;
    options.agency = "Northlight";
    options.seal_key = Secret(std::string(32, 's'));
    options.callback_url = "https://baton.example.com";
    options.command_tokens.emplace_back(token);
    workspace = &door.add(std::move(options), owner.lasting.clock);
    workspace->set_chat(owner.lasting.second);
    workspace->ingress().set_team(team);
  }

  HttpResponse command(const std::string& user, const std::string& text,
                       const std::string& trigger) {
    const std::string body = codec::encode_form({{"channel_id", channel},
                                                 {"channel_name", "acme"},
                                                 {"command", "/handoff"},
                                                 {"response_url", response_url},
                                                 {"team_domain", "northlight"},
                                                 {"team_id", team},
                                                 {"text", text},
                                                 {"token", token},
                                                 {"trigger_id", trigger},
                                                 {"user_id", user},
                                                 {"user_name", "someone"}});
    return world.run(
        door.command(request_of("/mattermost/command", "application/x-www-form-urlencoded", body)));
  }
  HttpResponse press(const std::string& user, const Json& context, const std::string& post,
                     const std::string& trigger) {
    Json body{{"user_id", user},        {"user_name", "someone"}, {"channel_id", channel},
              {"channel_name", "acme"}, {"team_id", team},        {"team_domain", "northlight"},
              {"post_id", post},        {"trigger_id", trigger},  {"type", "button"},
              {"data_source", ""},      {"context", context}};
    return world.run(
        door.action(request_of("/mattermost/action", "application/json", body.dump())));
  }
  HttpResponse submit(const std::string& user, const std::string& state, const Json& values) {
    Json body{{"type", "dialog_submission"},
              {"callback_id", mattermost::form_callback},
              {"state", state},
              {"user_id", user},
              {"channel_id", channel},
              {"team_id", team},
              {"submission", values},
              {"cancelled", false}};
    return world.run(
        door.dialog(request_of("/mattermost/dialog", "application/json", body.dump())));
  }

  /// The context of the button `label` on a message, as a post of ours holds it.
  Json context(const Card& card, const std::string& slot, const std::string& label) const {
    const Json message = workspace->renderer().message(card, {slot, {}});
    for (const Json& attachment : message["props"]["attachments"]) {
      for (const Json& action : attachment.value("actions", Json::array())) {
        if (action["name"] == label) return action["integration"]["context"];
      }
    }
    ADD_FAILURE() << "no button " << label << " in " << message.dump(1);
    return {};
  }
  /// The card of ACME-1 where the chat keeps it.
  FakeChat::Message card() {
    const auto cards = world.lasting.second.channel_messages(channel);
    EXPECT_EQ(cards.size(), 1u);
    return cards.empty() ? FakeChat::Message() : cards.front();
  }
  std::string state(const Form& form, const std::string& user) const {
    const mattermost::FormSeal sealed{form.press, UserId{user}, "nonce1",
                                      world.lasting.clock.now()};
    return workspace->renderer().dialog(form, sealed)["dialog"]["state"];
  }

  World& world;
  PressedMessages pressed;
  Reception reception;
  MattermostDoor door;
  MattermostDoor::Workspace* workspace = nullptr;
};

/// ACME-1 offered by Ana to Dino, its card posted in Mattermost.
inline void offer_there(Doorway& way) {
  way.world.start_worker();
  offer_task(way.world);
  way.world.settle();
}

inline bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

/// What a button that opens the form of a question carries.
inline Press ask_form() {
  Press press = press_of(Verb::ask, {"ACME-1"}, 1);
  press.kind = Press::Kind::open_form;
  return press;
}

}  // namespace baton::test::at_mattermost
