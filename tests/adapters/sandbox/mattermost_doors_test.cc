#include "tests/adapters/sandbox/mattermost_chat.h"

namespace baton::test {
namespace {

using MattermostDoorsTest = MattermostTest;

std::string id_of(const HttpResponse& answer) { return Json::parse(answer.body).value("id", ""); }

TEST_F(MattermostDoorsTest, ACommandReachesBatonAndItsAnswerCanBePressed) {
  answer({{"text", "For you"}, {"attachments", button_props("Accept", {{"k", 1}})["attachments"]}});
  const Json said =
      door("say", {{"user", "ana"}, {"channel", "acme"}, {"text", "/handoff @dino logo"}});
  EXPECT_EQ(said["outcome"], "ok");
  EXPECT_EQ(said["request"]["url"], "http://127.0.0.1:8080/mattermost/command");
  EXPECT_EQ(said["request"]["headers"]["Authorization"],
            std::string("Token ") + mattermost_command_token);
  EXPECT_EQ(delivered_field("text"), "@dino logo");
  EXPECT_EQ(delivered_field("user_mentions_ids"), user_id("dino"));
  ASSERT_EQ(said["saw"].size(), 1u);
  const Json& shown = said["saw"][0];
  EXPECT_EQ(shown["shown"], "For you\nTo do\n[Accept]");
  EXPECT_EQ(shown["ephemeral"], true);
  EXPECT_EQ(shown["attachments"].dump().find("integration"), std::string::npos);
  EXPECT_TRUE(seen("dino", channel_id("acme")).empty());

  answer({{"ephemeral_text", "Done"}});
  const Json pressed =
      door("press", {{"user", "ana"}, {"post_id", shown["id"]}, {"label", "Accept"}});
  EXPECT_EQ(pressed["outcome"], "ok");
  EXPECT_EQ(Json::parse(baton.requests.back().body)["context"], Json({{"k", 1}}));
  EXPECT_EQ(pressed["saw"][0]["message"], "Done");
  EXPECT_EQ(pressed["saw"][0]["root_id"], shown["id"]);
}

TEST_F(MattermostDoorsTest, APressChangesTheMessageForEverybodyAndTellsOneAlone) {
  const std::string channel = channel_id("handoffs");
  const Json made = post(channel, button_props("Accept", {{"n", 7}}));
  answer(
      {{"update", {{"message", "Taken"}, {"props", Json::object()}}}, {"ephemeral_text", "You"}});
  const Json pressed =
      door("press", {{"user", "dino"}, {"post_id", made["id"]}, {"action_id", "b0"}});
  EXPECT_EQ(pressed["saw"].size(), 2u);
  ASSERT_EQ(seen("ana", channel).size(), 1u);
  EXPECT_EQ(seen("ana", channel)[0]["shown"], "Taken");
  EXPECT_EQ(seen("ana", channel)[0]["edited"], true);
  EXPECT_EQ(seen("dino", channel).size(), 2u);
  std::string kinds;
  const Json entries = ledger("handoffs");
  for (const Json& line : entries) kinds += line["kind"].get<std::string>() + " ";
  EXPECT_EQ(kinds, "posted edited ephemeral ");
}

// The order of the real server: an update that is refused takes the private text with it.
TEST_F(MattermostDoorsTest, APressAfterTheEditTimeLimitKeepsTheTextAndTellsNobody) {
  constexpr const char* too_late = "api.post.update_post.permissions_time_limit.app_error";
  const std::string acme = channel_id("acme");
  const Json made = post(acme, button_props("Accept", nullptr));
  const auto press = [&](const Json& update) {
    answer({{"update", update}, {"ephemeral_text", "You have it"}});
    return door("press", {{"user", "dino"}, {"post_id", made["id"]}, {"label", "Accept"}});
  };
  EXPECT_EQ(door("control",
                 {{"do", "edit_time_limit"}, {"seconds", 60}})["conditions"]["edit_time_limit"],
            60);
  clock.advance(std::chrono::seconds(60));
  EXPECT_EQ(press({{"message", "in time"}})["outcome"], "ok");
  clock.advance(std::chrono::milliseconds(1));
  const std::size_t told = ledger("acme").size();
  const Json refused = press({{"message", "late"}});
  EXPECT_EQ(refused["outcome"], "failed");
  EXPECT_TRUE(refused["problem"].get<std::string>().starts_with(too_late));
  ASSERT_EQ(ledger("acme").size(), told + 1) << "the client's own line about the failure";
  EXPECT_EQ(refused["saw"].back()["kind"], "error");
  EXPECT_EQ(seen("ana", acme).back()["message"], "in time");

  EXPECT_EQ(press({{"message", "in time"}, {"props", {{"k", 1}}}})["outcome"], "ok")
      << "what is not text may change at any age";
  const std::string path = "posts/" + made["id"].get<std::string>();
  const Json whole = {{"id", made["id"]}, {"message", "late"}};
  EXPECT_EQ(id_of(rest("PUT", path + "/patch", {{"message", "late"}})), too_late);
  EXPECT_EQ(id_of(rest("PUT", path, whole)), too_late);
  door("control", {{"do", "edit_time_limit"}, {"seconds", -1}});
  EXPECT_EQ(rest("PUT", path, whole).status, 200);
}

TEST_F(MattermostDoorsTest, WhatFailsIsToldInTheServersWords) {
  const Json made = post(channel_id("handoffs"), button_props("Accept", nullptr));
  baton.script.emplace_back(HttpResponse::empty(500));
  const Json pressed =
      door("press", {{"user", "dino"}, {"post_id", made["id"]}, {"label", "Accept"}});
  EXPECT_EQ(pressed["outcome"], "failed");
  EXPECT_EQ(pressed["problem"],
            "api.post.do_action.action_integration.app_error: Action integration error.");
  EXPECT_EQ(pressed["saw"][0]["kind"], "error");

  baton.is_silent = true;
  const Json said = door("say", {{"user", "ana"}, {"channel", "acme"}, {"text", "/handoff"}});
  EXPECT_EQ(said["outcome"], "failed");
  EXPECT_EQ(said["saw"][0]["message"], "Command with a trigger of 'handoff' failed.");

  const Json unknown = door("say", {{"user", "ana"}, {"channel", "acme"}, {"text", "/hndoff x"}});
  EXPECT_EQ(unknown["outcome"], "not_sent");
  EXPECT_TRUE(unknown["problem"].get<std::string>().starts_with(
      "api.command.execute_command.not_found.app_error"));
}

TEST_F(MattermostDoorsTest, AnActionThatNoRouteReachesIsNotSent) {
  Json props = button_props("Accept", nullptr);
  props["attachments"][0]["actions"][0]["id"] = "b_0";
  const Json made = post(channel_id("handoffs"), props);
  const Json pressed =
      door("press", {{"user", "dino"}, {"post_id", made["id"]}, {"label", "Accept"}});
  EXPECT_EQ(pressed["outcome"], "not_sent");
  EXPECT_TRUE(pressed["problem"].get<std::string>().starts_with("api.context.404.app_error"));
  EXPECT_TRUE(baton.requests.empty());
}

TEST_F(MattermostDoorsTest, ADialogStaysOpenUntilItIsTakenOrClosed) {
  const Json made = post(channel_id("acme"), button_props("Return", nullptr));
  door("press", {{"user", "dino"}, {"post_id", made["id"]}, {"label", "Return"}});
  const Json element = {{"display_name", "Why"}, {"name", "why"}, {"type", "textarea"}};
  const Json dialog = {{"callback_id", "batonform"},
                       {"title", "Return"},
                       {"state", "kept"},
                       {"notify_on_cancel", true},
                       {"elements", Json::array({element})}};
  const Json opening = {{"trigger_id", Json::parse(baton.requests.back().body)["trigger_id"]},
                        {"url", "http://127.0.0.1:8080/mattermost/dialog"},
                        {"dialog", dialog}};
  EXPECT_EQ(rest("POST", "actions/dialogs/open", opening).status, 200);
  EXPECT_EQ(window("dino")["dialog"]["title"], "Return");
  EXPECT_TRUE(window("ana")["dialog"].is_null());
  const std::size_t sent = baton.requests.size();

  const Json empty = door("submit", {{"user", "dino"}, {"values", Json::object()}});
  EXPECT_EQ(empty["outcome"], "not_sent");
  EXPECT_EQ(empty["errors"], Json({{"why", "This field is required."}}));
  EXPECT_EQ(baton.requests.size(), sent);

  answer({{"errors", {{"why", "Too short"}}}});
  const Json short_one = door("submit", {{"user", "dino"}, {"values", {{"Why", "x"}}}});
  EXPECT_EQ(short_one["errors"], Json({{"why", "Too short"}}));
  EXPECT_FALSE(window("dino")["dialog"].is_null());

  answer({{"error", "Not yet"}});
  EXPECT_EQ(door("submit", {{"user", "dino"}, {"values", {{"why", "x"}}}})["error"], "Not yet");
  EXPECT_FALSE(window("dino")["dialog"].is_null());

  const Json taken = door("submit", {{"user", "dino"}, {"values", {{"why", "no brief"}}}});
  EXPECT_EQ(taken["outcome"], "ok");
  const Json body = Json::parse(baton.requests.back().body);
  EXPECT_EQ(body["submission"], Json({{"why", "no brief"}}));
  EXPECT_EQ(body["state"], "kept");
  EXPECT_EQ(body["channel_id"], channel_id("acme"));
  EXPECT_TRUE(window("dino")["dialog"].is_null());

  EXPECT_EQ(rest("POST", "actions/dialogs/open", opening).status, 200) << "a trigger opens twice";
  door("close", {{"user", "dino"}});
  EXPECT_EQ(Json::parse(baton.requests.back().body)["cancelled"], true);
  EXPECT_TRUE(window("dino")["dialog"].is_null());
}

TEST_F(MattermostDoorsTest, TheDirectChannelIsOneForBothSides) {
  const Json pair = Json::array({user_id("baton"), user_id("ana")});
  const std::string channel = id_of(rest("POST", "channels/direct", pair));
  EXPECT_EQ(window("ana")["dm"], channel);
  door("say", {{"user", "ana"}, {"channel", "@baton"}, {"text", "hello"}});
  door("say", {{"user", "ana"}, {"channel", "dm"}, {"text", "again"}});
  EXPECT_EQ(seen("ana", channel).size(), 2u);
  EXPECT_TRUE(seen("dino", channel).empty());
  const Json made = post(channel, button_props("Accept", nullptr));
  door("press", {{"user", "ana"}, {"post_id", made["id"]}, {"label", "Accept"}});
  const Json sent = Json::parse(baton.requests.back().body);
  EXPECT_EQ(sent["team_id"], "");
  EXPECT_FALSE(sent.contains("context"));
}

TEST_F(MattermostDoorsTest, EventsTellWhatChangedSinceAndOnlyWhatThePersonSees) {
  const std::string acme = channel_id("acme");
  const Json start = window("ana")["n"];
  const auto events = [&](const std::string& user) {
    return Json::parse(
        get("/sandbox/mattermost/events", "user=" + user + "&wait=0&after=" + start.dump()).body);
  };
  const Json made = post(acme);
  door("say", {{"user", "dino"}, {"channel", "dm"}, {"text", "for Baton alone"}});
  EXPECT_EQ(events("ana")["messages"].size(), 1u);
  EXPECT_EQ(events("dino")["messages"].size(), 2u);
  EXPECT_EQ(rest("DELETE", "posts/" + made["id"].get<std::string>()).status, 200);
  EXPECT_EQ(events("ana")["gone"][0]["id"], made["id"]);
  const auto unread = [&] {
    const Json channels = window("ana")["channels"];
    for (const Json& channel : channels) {
      if (channel["id"] == acme) return channel["unread"].get<int>();
    }
    return -1;
  };
  post(acme);
  EXPECT_EQ(unread(), 1);
  door("read", {{"user", "ana"}, {"channel", acme}});
  EXPECT_EQ(unread(), 0);
}

TEST_F(MattermostDoorsTest, SayWhatIsWrongWithWhatWasAsked) {
  const std::pair<const char*, Json> cases[] = {
      {"say", {{"user", "nobody"}, {"channel", "acme"}, {"text", "x"}}},
      {"say", {{"user", "ana"}, {"channel", "nowhere"}, {"text", "x"}}},
      {"say", {{"user", "ana"}, {"channel", 7}, {"text", "x"}}},
      {"press", {{"user", "ana"}, {"post_id", "none"}, {"label", "x"}}},
      {"submit", {{"user", "ana"}, {"values", Json::object()}}},
      {"control", {{"do", "dance"}}},
      {"control", {{"do", "rate_limits"}, {"on", true}, {"per_second", 0}}},
      {"control", {{"do", "edit_time_limit"}}},
      {"control", {{"do", "edit_time_limit"}, {"seconds", -2}}},
      {"control", {{"do", "edit_time_limit"}, {"seconds", 1'000'000'001}}},
  };
  for (const auto& [name, asked] : cases) {
    SCOPED_TRACE(asked.dump());
    HttpRequest request;
    request.method = "POST";
    request.path = std::string("/sandbox/mattermost/") + name;
    request.headers.push_back(Header{"Content-Type", "application/json"});
    request.body = asked.dump();
    EXPECT_EQ(handle(std::move(request)).status, 400);
  }
  EXPECT_EQ(get("/sandbox/mattermost/nothing").status, 404);
}

TEST_F(MattermostDoorsTest, AFullChannelLosesItsOldestPosts) {
  const std::string acme = channel_id("acme");
  for (int i = 0; i < 1005; ++i) post(acme, Json::object(), std::to_string(i));
  const std::vector<Json> kept = seen("ana", acme);
  ASSERT_EQ(kept.size(), 1000u);
  EXPECT_EQ(kept.front()["message"], "5");
  EXPECT_EQ(kept.back()["message"], "1004");
}

}  // namespace
}  // namespace baton::test
