#include "tests/adapters/sandbox/mattermost_replay_setups.h"

#include <gtest/gtest.h>

#include "adapters/sandbox/mattermost/attachments.h"
#include "adapters/sandbox/mattermost/posts.h"
#include "bot/codec/form_body.h"

namespace baton::test::setups {
namespace {

using sandbox::mattermost::Channel;
using sandbox::mattermost::Post;

constexpr const char* alices_token = "fh6ygyscfjrhxqnwi46kr4oreo";
constexpr const char* bots_token = "thfho34g8fd3te3wi8uhtjbh1c";
constexpr const char* root_id = "d9froj6d1384ifwpuom3ed4zoh";
constexpr const char* reply_id = "wpgfyjujitfqbbdijiqtuns7ah";
constexpr const char* alices_post = "cxqy3peocbgkuekouskju1d6co";
constexpr const char* ephemeral_id = "krb9zxrahigmzdscjqi1spc39a";

const Json& context() {
  static const Json value = {{"handoff_id", 42}, {"nested", {{"a", {1, 2}}}}, {"who", "carol"}};
  return value;
}

Json button(const char* id, const char* name, const char* style, bool has_context) {
  Json action = {{"id", id}, {"type", "button"}, {"name", name}, {"style", style}};
  action["integration"] = {{"url", "http://127.0.0.1:9001/action"}};
  if (has_context) action["integration"]["context"] = context();
  return action;
}

void add_buttons(World& world, Post& post, Json actions) {
  const Json attachment = {{"text", "Take over?"}, {"actions", std::move(actions)}};
  post.props["attachments"] =
      sandbox::mattermost::stored_attachments(Json::array({attachment}), world.machine().random);
}

std::string pressed_id(const Replay& replay) {
  const std::string path = replay.recording().client["request"]["path"];
  return path.substr(std::string("/api/v4/posts/").size(), 26);
}

HttpFailure nobody_there() {
  HttpFailure failure;
  failure.reason = "connect: Connection refused";
  return failure;
}

/// The trigger of the recorded request means this one from now on.
void map_trigger(Replay& replay, const std::string& ours) {
  const Json body = Json::parse(whole_body(replay.recording().client["request"]["body"]));
  replay.world().map(body["trigger_id"], ours);
}

std::string issue_trigger(Replay& replay, std::chrono::milliseconds age) {
  World& world = replay.world();
  return world.machine().triggers.issue(recorded_alice, world.clock.now() - age).signed_one;
}

/// The integration opens the dialog that was recorded to open, by the trigger it has just got.
void open_meanwhile(Replay& replay, std::function<std::string(const OutboundRequest&)> trigger_of) {
  Json opened;
  for (const Json& event : replay.recording().client["websocket_events_alice"]) {
    if (event["event"] == "open_dialog") opened = event["data"]["dialog_parsed"];
  }
  World& world = replay.world();
  world.integration.first = [&world, opened, trigger_of](const OutboundRequest& request) {
    Json body = opened;
    body["trigger_id"] = trigger_of(request);
    const HttpResponse answer =
        world.call("POST", "/api/v4/actions/dialogs/open", body, bots_token);
    EXPECT_EQ(answer.status, 200) << answer.body;
  };
}

std::string form_field(const OutboundRequest& request, const char* name) {
  const auto fields = codec::parse_form(request.body);
  return fields ? std::string(codec::field_of(*fields, name)) : std::string();
}

/// The address that a command of alice's has just been given; the recorded one means it.
std::string run_command(Replay& replay, const std::string& root) {
  World& world = replay.world();
  const Json body = {{"channel_id", recorded_channel},
                     {"team_id", sandbox::mattermost::team_id()},
                     {"command", "/handoff x"},
                     {"root_id", root}};
  EXPECT_EQ(world.call("POST", "/api/v4/commands/execute", body, alices_token).status, 200);
  const std::string url = form_field(world.integration.requests.back(), "response_url");
  const std::string ours = url.substr(url.rfind('/') + 1);
  const std::string path = replay.recording().client["request"]["path"];
  replay.world().map(path.substr(path.rfind('/') + 1), ours);
  return "/hooks/commands/" + ours;
}

}  // namespace

void press(Replay& replay) { replay.add_pressed_post(); }

void deleted_post(Replay& replay) {
  replay.add_pressed_post();
  World& world = replay.world();
  world.state().remove(*world.state().post(pressed_id(replay)), "", world.clock.now());
}

void no_integration(Replay& replay) {
  replay.add_pressed_post();
  Post& post = *replay.world().state().post(pressed_id(replay));
  post.props["attachments"][0]["actions"][0].erase("integration");
}

void private_post(Replay& replay) {
  Post post;
  post.id = pressed_id(replay);
  post.channel_id = recorded_private;
  post.user_id = sandbox::mattermost::bot_user();
  add_buttons(replay.world(), post, Json::array({button("accept", "Accept", "primary", true)}));
  replay.world().state().add(std::move(post), replay.world().clock.now());
}

void two_buttons(Replay& replay) {
  Post& post = replay.world().post("nosfqexcyfykdq14juahj4mgdc", "Shift handoff");
  add_buttons(replay.world(), post,
              Json::array({button("accept", "Accept", "primary", true),
                           button("decline", "Decline", "danger", false)}));
}

void refused_press(Replay& replay) {
  replay.add_pressed_post();
  // Nothing was recorded at an integration that does not listen.
  const std::string path = replay.recording().client["request"]["path"];
  Post& post = *replay.world().state().post(pressed_id(replay));
  post.props["attachments"][0]["actions"][0]["integration"]["url"] = "http://127.0.0.1:1/action";
  replay.world().integration.script.emplace_back(nobody_there());
}

void edit_too_late(Replay& replay) {
  replay.add_pressed_post();
  replay.world().machine().conditions.edit_time_limit = std::chrono::seconds(1);
  replay.world().clock.advance(std::chrono::milliseconds(1001));
}

void ephemeral(Replay& replay) {
  World& world = replay.world();
  Post post;
  post.id = ephemeral_id;
  post.channel_id = recorded_channel;
  post.user_id = sandbox::mattermost::bot_user();
  post.message = "eph";
  add_buttons(world, post, Json::array({button("accept", "Accept", "primary", true)}));
  sandbox::mattermost::whisper(world.machine(), std::move(post), recorded_alice);
  const Json body = Json::parse(whole_body(replay.recording().client["request"]["body"]));
  const std::string cookie = body.value("cookie", "");
  if (cookie.size() > 8) world.map(cookie, world.machine().triggers.cookie(ephemeral_id, "accept"));
}

void trigger(Replay& replay) {
  map_trigger(replay, issue_trigger(replay, std::chrono::milliseconds(0)));
}

void tampered_trigger(Replay& replay) {
  std::string ours = issue_trigger(replay, std::chrono::milliseconds(0));
  char& one = ours[ours.size() - 20];
  one = one == 'A' ? 'B' : 'A';
  map_trigger(replay, ours);
}

void expired_trigger(Replay& replay) {
  map_trigger(replay, issue_trigger(replay, std::chrono::milliseconds(3200)));
}

void old_trigger(Replay& replay) {
  map_trigger(replay, issue_trigger(replay, std::chrono::milliseconds(2900)));
}

void dialog_meanwhile(Replay& replay) {
  open_meanwhile(replay,
                 [](const OutboundRequest& request) { return form_field(request, "trigger_id"); });
}

void dialog_meanwhile_press(Replay& replay) {
  replay.add_pressed_post();
  Post& post = *replay.world().state().post(pressed_id(replay));
  post.props["attachments"][0]["text"] = "a";
  open_meanwhile(replay, [](const OutboundRequest& request) {
    return Json::parse(request.body)["trigger_id"].get<std::string>();
  });
}

void command_root(Replay& replay) {
  replay.world().post("n4zfs4suxjdjjfh3xobwz7bb9o", "thread root", recorded_alice);
}

void refused_command(Replay& replay) {
  replay.world().machine().command.trigger = "refused";
  replay.world().machine().command.url = "http://127.0.0.1:1/";
  replay.world().integration.script.emplace_back(nobody_there());
}

void answer_meanwhile(Replay& replay) {
  World& world = replay.world();
  world.integration.first = [&world](const OutboundRequest& request) {
    const std::string url = form_field(request, "response_url");
    const Json body = {{"response_type", "in_channel"}, {"text", "early bird"}};
    const std::string path = url.substr(url.find("/hooks/"));
    EXPECT_EQ(world.call("POST", path, body, "").body, "ok");
  };
}

void hook(Replay& replay) { run_command(replay, ""); }

void hook_in_thread(Replay& replay) {
  const char* const root = "arayzeotxfdcmnytxn6jh1yd6h";
  replay.world().post(root, "ru root", recorded_alice);
  run_command(replay, root);
}

void hook_used_up(Replay& replay) {
  const std::string path = run_command(replay, "");
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(replay.world().call("POST", path, Json::object(), "").body, "ok");
  }
}

void root(Replay& replay) {
  Post& post = replay.world().post(root_id, "hello @bob #tag ~handoff");
  post.props["mine"] = {{"a", 1}};
  post.props["channel_mentions"] = {
      {"handoff", {{"display_name", "handoff room"}, {"team_name", "northlight"}}}};
}

void thread(Replay& replay) {
  root(replay);
  replay.world().post(reply_id, "reply").root_id = root_id;
}

void patched_thread(Replay& replay) {
  thread(replay);
  replay.world().state().post(root_id)->message = "patched";
}

void deleted_reply(Replay& replay) {
  thread(replay);
  World& world = replay.world();
  world.state().remove(*world.state().post(reply_id), "", world.clock.now());
}

void others_post(Replay& replay) { replay.world().post(alices_post, "mine", recorded_alice); }

void direct_made(Replay& replay) {
  World& world = replay.world();
  const Channel* const channel =
      world.state().direct(sandbox::mattermost::bot_user(), recorded_bob, world.clock.now());
  world.map("47zwjthjn3rc7guiszbkzg9zeh", channel->id);
}

void password(Replay& replay) { replay.world().map("passw0rd!carol", "carol"); }

void disabled_bot(Replay& replay) {
  replay.world().map("y71ebb8jkbde7cs3gh915z5h3w", bots_token);
  replay.world().state().user(sandbox::mattermost::bot_user())->deactivated = true;
}

void revoked_token(Replay& replay) {
  replay.world().map("ippjy85ibjd1dnjg6np98xjqpr", bots_token);
  replay.world().machine().conditions.token_revoked = true;
}

void ephemeral_allowed(Replay& replay) {
  replay.world().machine().conditions.ephemeral_allowed = true;
}

void limits(Replay& replay) {
  sandbox::mattermost::Conditions& conditions = replay.world().machine().conditions;
  conditions.rate_limits = true;
  conditions.calls_per_second = 2;
  conditions.burst = 3;
}

void limits_used_up(Replay& replay) {
  limits(replay);
  for (int i = 0; i < 4; ++i) {
    const Json body = {{"channel_id", recorded_channel}, {"message", "r" + std::to_string(i)}};
    EXPECT_EQ(replay.world().call("POST", "/api/v4/posts", body, bots_token).status, 201);
  }
}

void limits_after_wait(Replay& replay) {
  limits_used_up(replay);
  replay.world().clock.advance(std::chrono::milliseconds(1250));
}

}  // namespace baton::test::setups
