#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "adapters/slack/ingress.h"
#include "bot/codec/form_body.h"
#include "bot/codec/press_json.h"
#include "bot/ports/errc.h"
#include "tests/adapters/slack/fixture_files.h"
#include "tests/adapters/slack/requests.h"
#include "tests/adapters/slack/samples.h"
#include "tests/fakes/scripted_http.h"

namespace baton::slack {
namespace {

using Json = nlohmann::json;

/// What Slack's samples of slash commands say, by hand.
const struct {
  const char* file;
  const char* team;  ///< empty: a certificate check
  const char* user;
  const char* user_name;
  const char* channel;
  const char* text;
  const char* delivery;
  const char* trigger;
  const char* reply_address;
} commands[] = {
    {"slash_command.form", "T0001", "U2147483697", "Steve", "C2147483705", "94070",
     "slack/command/T0001/13345224609.738474920.8088930838d88f008e0",
     "13345224609.738474920.8088930838d88f008e0", "https://hooks.slack.com/commands/1234/5678"},
    {"slash_command_org_install.form", "T111", "W111", "primary-owner", "C111", "test",
     "slack/command/T111/111.222.xxx", "111.222.xxx",
     "https://hooks.slack.com/commands/T111/111/xxx"},
    {"slash_command_percent_encoded.form", "T111", "W111", "primary-owner", "C111", "Hi",
     "slack/command/T111/111.111.xxx", "111.111.xxx",
     "https://hooks.slack.com/commands/T111/111/xxxxx"},
    {"slash_command_escaped_entities.form", "T0001", "U2147483697", "Steve", "C2147483705",
     "ask <@U012ABCDEF> to bake a birthday cake for <@U345GHIJKL> in <#C012ABCDE> and "
     "<#C987654321|> and <#C123456789|public-channel-01> &amp; &lt;b&gt; <https://example.com>",
     "slack/command/T0001/13345224609.738474920.8088930838d88f008e0",
     "13345224609.738474920.8088930838d88f008e0", "https://hooks.slack.com/commands/1234/5678"},
    {"slash_command_ssl_check.form", "", "", "", "", "", "", "", ""},
};

/// What an interaction becomes once its button or form is made ours.
struct Expected {
  enum class Kind { ignored, press, submission, bad_request };
  Kind kind = Kind::ignored;
  std::string user = {};
  std::string user_name = {};
  std::string channel = {};
  std::string message_id = {};
  std::string delivery = {};
  std::string trigger = {};
  std::string reply_address = {};
  FormValues values = {};
};
using Kind = Expected::Kind;

/// What Slack's samples of interactions say, by hand. As they are, their buttons and forms are not
/// ours, so that all of them are acknowledged and no more.
const struct {
  const char* file;
  const char* team;
  Expected adopted;
} interactions[] = {
    {"block_actions_button_message.json",
     "T111",
     {Kind::press, "W111", "primary-owner", "C111", "", "slack/press/T111/W111/111.222.valid",
      "111.222.valid", "https://hooks.slack.com/actions/T111/111/random-value"}},
    {"block_actions_button_message.form",
     "T111",
     {Kind::press, "W111", "primary-owner", "C111", "", "slack/press/T111/W111/111.222.valid",
      "111.222.valid", "https://hooks.slack.com/actions/T111/111/random-value"}},
    {"block_actions_button_message_attachment.json",
     "T9TK3CUKW",
     {Kind::press, "UA8RXUSPL", "jtorrance", "CBR2V3XEX", "1548261231.000200",
      "slack/press/T9TK3CUKW/UA8RXUSPL/"
      "12321423423.333649436676.d8c1bb837935619ccad0f624c448ffb3",
      "12321423423.333649436676.d8c1bb837935619ccad0f624c448ffb3",
      "https://hooks.slack.com/actions/AABA1ABCD/1232321423432/D09sSasdasdAS9091209"}},
    {"block_actions_button_ephemeral_with_state.json",
     "T111",
     {Kind::press, "U111", "seratch", "C111", "", "slack/press/T111/U111/111.222.xxx",
      "111.222.xxx", "https://hooks.slack.com/actions/T111/111/xxx"}},
    {"block_actions_button_in_thread.json",
     "T111",
     {Kind::press, "U111", "seratch", "C111", "", "slack/press/T111/U111/111.222.xxx",
      "111.222.xxx", "https://hooks.slack.com/actions/T111/111/xxx"}},
    {"block_actions_button_home_view.json",
     "T123",
     {Kind::press, "U123", "test-test", "", "",
      "slack/press/T123/U123/987196394372.3485157640.efe5ca926abc9dadb0371534fff4326e",
      "987196394372.3485157640.efe5ca926abc9dadb0371534fff4326e", ""}},
    {"block_actions_button_modal_with_confirm.json",
     "T12345678",
     {Kind::press, "U12345678", "seratch", "", "",
      "slack/press/T12345678/U12345678/123123.123123.abcabc", "123123.123123.abcabc", ""}},
    {"block_actions_remote_function.json", "T03E94MJU", {Kind::bad_request}},  // has no trigger
    {"block_actions_datepicker_message.json", "T111", {}},
    {"block_actions_datepicker_modal.json", "T12345678", {}},
    {"block_actions_overflow_message.json", "T111", {}},
    {"block_actions_overflow_modal.json", "T12345678", {}},
    {"block_actions_static_select_home_view.json", "T08HHF3T9", {}},
    {"block_actions_static_select_message.json", "T111", {}},
    {"block_actions_static_select_modal.json", "T12345678", {}},
    {"block_actions_users_select_message.json", "T111", {}},
    {"block_actions_users_select_modal.json", "T12345678", {}},
    {"view_submission.json",
     "T12345678",
     {Kind::submission,
      "U12345678",
      "user-name",
      "",
      "",
      "slack/form/T12345678/V12345678/1569562184.10297bc3/baton_form",
      "768915595217.771150964790.bbc12e4f1483ce782cd891edf9dca94c",
      "",
      {{"rating", "3"}, {"date-of-visit", ""}, {"comment", "Just amazing!"}}}},
    {"view_submission.form",
     "T12345678",
     {Kind::submission,
      "U12345678",
      "user-name",
      "",
      "",
      "slack/form/T12345678/V12345678/1569562184.10297bc3/baton_form",
      "768915595217.771150964790.bbc12e4f1483ce782cd891edf9dca94c",
      "",
      {{"rating", "3"}, {"date-of-visit", ""}, {"comment", "Just amazing!"}}}},
    {"view_submission_enterprise.json",
     "T111",
     {Kind::submission,
      "W111",
      "primary-owner",
      "",
      "",
      "slack/form/T111/V111/1596530361.3wRYuk3R/baton_form",
      "111.222.valid",
      "",
      {{"hspI", "test"}}}},
    {"view_submission_org_install.json",
     "T111",
     {Kind::submission,
      "W111",
      "primary-owner",
      "",
      "",
      "slack/form/T111/V111/1606467248.46xb6k1W/baton_form",
      "111.222.xxx",
      "",
      {{"agenda-block", "test"}, {"date-block", ""}, {"time-block", ""}}}},
    {"view_submission_response_urls.json", "T111", {Kind::bad_request}},  // has no hash
    {"view_closed.json", "T111", {}},
    {"view_closed_shared_channel.json", "T-installed-workspace", {}},
    {"global_shortcut.json", "T111", {}},
    {"global_shortcut.form", "T111", {}},
    {"global_shortcut_org_install.json", "T111", {}},
    {"message_shortcut.json", "T111", {}},
    {"message_shortcut.form", "T111", {}},
    {"message_shortcut_docs.json", "T0MJRM1A7", {}},
    {"message_shortcut_with_files.json", "T111", {}},
    {"block_suggestion.json", "T08HHF3T9", {}},
};

/// Files that are no payload of a surface used here. A new file belongs into a table above, or
/// here with its surface.
const char* const surfaces_not_used_yet[] = {
    // described elsewhere: the index, schemas, signatures, limits; the shape of our own answers
    "index.json", "block_kit.schema.json", "signature_vectors.json", "rate_limit_tiers.json",
    "ack_response_action_errors.json", "ack_response_action_update.json",
    "view_modal_sample_001.json", "view_modal_sample_003.json", "view_modal_sample_007.json",
    // App Home
    "view_home_sample_001.json", "view_home_sample_003.json", "webapi_views.publish_error.json",
    "webapi_views.publish_ok.json",
    // the app manifest
    "app_manifest.schema.1.0.0.json", "app_manifest.schema.2.0.0.json",
    "app_manifest_valid_v1.json",
    // the Events API
    "event_app_home_opened_home.json", "event_app_home_opened_messages_org.json",
    "event_app_mention.json", "event_app_mention_shared_channel.json",
    "event_app_rate_limited.json", "event_app_uninstalled.json",
    "event_app_uninstalled_full_envelope.json", "event_envelope.schema.json",
    "event_member_joined_channel.json", "event_member_joined_channel_shared.json",
    "event_message_bot.json", "event_message_changed.json", "event_message_classic_bot.json",
    "event_message_deleted.json", "event_message_file_share.json", "event_message_org_install.json",
    "event_message_thread_broadcast.json", "event_message_user.json", "event_reaction_added.json",
    "event_team_access_granted.json", "event_team_access_revoked.json", "event_tokens_revoked.json",
    "event_tokens_revoked_bot.json", "event_tokens_revoked_org.json",
    // Socket Mode
    "socket_ack_view_update.json", "socket_ack_with_payload.json",
    "socket_disconnect_too_many_websockets.json", "socket_events_api.json",
    "socket_events_api_retry.json", "socket_hello.json", "socket_interactive_block_actions.json",
    "socket_interactive_shortcut.json", "socket_slash_commands.json",
    "webapi_apps.connections.open_error.json",
    // OAuth
    "webapi_auth.revoke_error.json", "webapi_auth.revoke_ok.json",
    "webapi_oauth.v2.access_error.json", "webapi_oauth.v2.access_ok.json",
    "webapi_oauth.v2.access_token_rotation.json", "webapi_oauth.v2.exchange_ok.json",
    // methods that are not called
    "webapi_apps.event.authorizations.list_error.json",
    "webapi_apps.event.authorizations.list_ok.json", "webapi_chat.delete_error.json",
    "webapi_chat.delete_ok.json", "webapi_chat.postEphemeral_error.json",
    "webapi_chat.postEphemeral_ok.json", "webapi_team.info_error.json", "webapi_team.info_ok.json",
    "webapi_usergroups.users.list_error.json", "webapi_usergroups.users.list_ok.json",
    "webapi_users.conversations_error.json", "webapi_users.conversations_ok.json",
    "webapi_users.list_error.json", "webapi_users.list_ok.json",
    "webapi_users.lookupByEmail_error.json", "webapi_users.lookupByEmail_ok.json",
    "webapi_views.push_error.json", "webapi_views.push_ok.json", "webapi_views.update_error.json",
    "webapi_views.update_ok.json"};

/// The body in which Slack sends what the file holds.
std::string body_of(const std::string& file) {
  const std::string content = test::slack_fixture(file);
  return file.ends_with(".form") ? content : test::payload_body(content);
}
Json payload_of(const std::string& file) {
  const auto fields = codec::parse_form(body_of(file));
  return Json::parse(codec::field_of(fields.value(), "payload"));
}

/// The same payload, had it come from a button or a form of ours.
Json adopted(Json payload) {
  const std::string press = press_json(test::press_of(Verb::accept));
  for (Json& action : payload.contains("actions") ? payload["actions"] : payload["none"]) {
    action["action_id"] = "baton_0";
    action["value"] = press;
  }
  if (!payload.contains("view")) return payload;
  Json& view = payload["view"];
  view["callback_id"] = "baton_form";
  view["private_metadata"] = press;
  if (!view["state"].contains("values")) return payload;
  for (const auto& [block, inputs] : view["state"]["values"].items()) {
    view["state"]["values"][block] = Json{{block, inputs.begin().value()}};
  }
  return payload;
}

class SlackFixtures : public testing::Test {
 protected:
  Ingress ingress_of(const char* team) {
    Ingress ingress(WorkspaceId{"slack"}, {Secret(test::signing_secret)}, clock);
    ingress.set_team(team);
    return ingress;
  }
  HttpRequest request(const std::string& body) {
    return test::signed_request("/slack/any", body, clock.at);
  }
  static void expect_ignored(const boost::system::result<Received>& received) {
    ASSERT_TRUE(received) << received.error().message();
    ASSERT_TRUE(std::holds_alternative<HttpResponse>(*received));
    EXPECT_EQ(std::get<HttpResponse>(*received).status, 200);
  }
  test::StillClock clock;
};

TEST_F(SlackFixtures, EveryCommandSaysWhatItMust) {
  BATON_NEEDS_SLACK_FIXTURES();
  for (const auto& c : commands) {
    SCOPED_TRACE(c.file);
    const bool is_check = std::string(c.team).empty();
    const Ingress ingress = ingress_of(is_check ? "T0001" : c.team);
    const auto received = ingress.command(request(body_of(c.file)));
    if (is_check) {
      expect_ignored(received);
      continue;
    }
    ASSERT_TRUE(received) << received.error().message();
    ASSERT_TRUE(std::holds_alternative<Envelope>(*received));
    const auto& envelope = std::get<Envelope>(*received);
    EXPECT_EQ(envelope.team, c.team);
    EXPECT_EQ(envelope.user.value, c.user);
    EXPECT_EQ(envelope.user_name, c.user_name);
    EXPECT_EQ(envelope.channel.value, c.channel);
    EXPECT_EQ(envelope.delivery, c.delivery);
    EXPECT_EQ(envelope.trigger, c.trigger);
    EXPECT_EQ(envelope.reply_address, c.reply_address);
    EXPECT_EQ(std::get<Typed>(envelope.what).text, c.text);
  }
}

TEST_F(SlackFixtures, WhatIsNotOursIsAcknowledgedAndNoMore) {
  BATON_NEEDS_SLACK_FIXTURES();
  for (const auto& c : interactions) {
    SCOPED_TRACE(c.file);
    expect_ignored(ingress_of(c.team).interaction(request(body_of(c.file))));
  }
}

TEST_F(SlackFixtures, EveryInteractionSaysWhatItMustOnceItIsOurs) {
  BATON_NEEDS_SLACK_FIXTURES();
  for (const auto& c : interactions) {
    SCOPED_TRACE(c.file);
    const std::string body = test::payload_body(adopted(payload_of(c.file)).dump());
    const auto received = ingress_of(c.team).interaction(request(body));
    const Expected& expected = c.adopted;
    if (expected.kind == Kind::ignored) {
      expect_ignored(received);
      continue;
    }
    if (expected.kind == Kind::bad_request) {
      ASSERT_FALSE(received);
      EXPECT_EQ(received.error(), make_error_code(AppErrc::bad_request));
      continue;
    }
    ASSERT_TRUE(received) << received.error().message();
    ASSERT_TRUE(std::holds_alternative<Envelope>(*received));
    const auto& envelope = std::get<Envelope>(*received);
    EXPECT_EQ(envelope.team, c.team);
    EXPECT_EQ(envelope.user.value, expected.user);
    EXPECT_EQ(envelope.user_name, expected.user_name);
    EXPECT_EQ(envelope.channel.value, expected.channel);
    EXPECT_EQ(envelope.delivery, expected.delivery);
    EXPECT_EQ(envelope.trigger, expected.trigger);
    EXPECT_EQ(envelope.reply_address, expected.reply_address);
    if (expected.kind == Kind::press) {
      const auto& pressed = std::get<Pressed>(envelope.what);
      EXPECT_EQ(pressed.press, test::press_of(Verb::accept));
      EXPECT_EQ(pressed.message_id, expected.message_id);
    } else {
      const auto& submitted = std::get<Submitted>(envelope.what);
      EXPECT_EQ(submitted.press, test::press_of(Verb::accept));
      EXPECT_EQ(submitted.values, expected.values);
    }
  }
}

TEST_F(SlackFixtures, EveryCommandOfAnotherTeamIsRefused) {
  BATON_NEEDS_SLACK_FIXTURES();
  for (const auto& c : commands) {
    if (std::string(c.team).empty()) continue;
    SCOPED_TRACE(c.file);
    const auto received = ingress_of("T0ELSE").command(request(body_of(c.file)));
    ASSERT_FALSE(received);
    EXPECT_EQ(received.error(), make_error_code(AppErrc::foreign_workspace));
  }
}

TEST_F(SlackFixtures, EveryFileHasItsExpectations) {
  BATON_NEEDS_SLACK_FIXTURES();
  std::set<std::string> known = test::web_api_fixtures();
  known.merge(test::command_fixtures());
  known.merge(test::interaction_fixtures());
  for (const char* const file : surfaces_not_used_yet) {
    EXPECT_TRUE(known.insert(file).second) << file << " is used, and listed as not used";
  }
  for (const auto& entry : std::filesystem::directory_iterator(*test::slack_fixtures())) {
    const std::string file = entry.path().filename().string();
    EXPECT_EQ(known.erase(file), 1u) << file << " is new: say what it must mean";
  }
  EXPECT_EQ(known, std::set<std::string>()) << "expected, but not there";
}

}  // namespace
}  // namespace baton::slack

namespace baton::test {

std::set<std::string> command_fixtures() {
  std::set<std::string> files;
  for (const auto& c : slack::commands) files.insert(c.file);
  return files;
}
std::set<std::string> interaction_fixtures() {
  std::set<std::string> files;
  for (const auto& c : slack::interactions) files.insert(c.file);
  return files;
}

}  // namespace baton::test
