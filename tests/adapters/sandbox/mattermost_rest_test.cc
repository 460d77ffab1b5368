#include "tests/adapters/sandbox/mattermost_chat.h"

namespace baton::test {
namespace {

using MattermostRestTest = MattermostTest;

std::string error_of(const HttpResponse& answer) {
  const Json body = Json::parse(answer.body, nullptr, false);
  return body.is_object() ? body.value("id", "") : answer.body;
}

// I3: the same create call within 30 seconds makes nothing new.
TEST_F(MattermostRestTest, APendingPostIdMakesOnePostWithinHalfAMinute) {
  const std::string acme = channel_id("acme");
  const auto create = [&](const std::string& message) {
    const Json body = {{"channel_id", acme}, {"message", message}, {"pending_post_id", "outbox-1"}};
    const HttpResponse made = rest("POST", "posts", body);
    EXPECT_EQ(made.status, 201);
    return Json::parse(made.body);
  };
  const Json first = create("one");
  clock.advance(std::chrono::milliseconds(29'999));
  const Json again = create("two");
  EXPECT_EQ(again["id"], first["id"]);
  EXPECT_EQ(again["message"], "one");
  EXPECT_EQ(ledger("acme").size(), 1u);
  clock.advance(std::chrono::milliseconds(1));
  EXPECT_NE(create("three")["id"], first["id"]);
  EXPECT_EQ(ledger("acme").size(), 2u);
}

TEST_F(MattermostRestTest, AFullUpdateLosesWhatItDoesNotSay) {
  Json props = button_props("Accept", nullptr);
  props["baton_outbox"] = "7";
  const Json made = post(channel_id("acme"), props);
  const std::string id = made["id"];
  EXPECT_EQ(ledger("acme")[0]["props"]["baton_outbox"], "7");
  EXPECT_EQ(Json::parse(rest("PUT", "posts/" + id + "/patch", {{"message", "p"}}).body)["props"],
            made["props"]);
  EXPECT_EQ(error_of(rest("PUT", "posts/" + id, {{"id", "other"}, {"message", "u"}})),
            "api.context.invalid_body_param.app_error");
  const Json updated = Json::parse(rest("PUT", "posts/" + id, {{"id", id}, {"message", "u"}}).body);
  EXPECT_EQ(updated["props"], Json::object());
}

TEST_F(MattermostRestTest, PostsOfAChannelComeByPageOrByTheirLastChange) {
  const std::string acme = channel_id("acme");
  std::vector<std::string> ids;
  for (int i = 0; i < 5; ++i) {
    ids.push_back(post(acme)["id"]);
    clock.advance(std::chrono::milliseconds(10));
  }
  const auto order = [&](const std::string& query) {
    return Json::parse(rest("GET", "channels/" + acme + "/posts?" + query).body)["order"];
  };
  EXPECT_EQ(order(""), Json({ids[4], ids[3], ids[2], ids[1], ids[0]}));
  EXPECT_EQ(order("page=1&per_page=2"), Json({ids[2], ids[1]}));
  const std::int64_t now = clock.now().time_since_epoch().count();
  rest("PUT", "posts/" + ids[0] + "/patch", {{"message", "changed"}});
  rest("DELETE", "posts/" + ids[1]);
  EXPECT_EQ(order("since=" + std::to_string(now - 1)), Json({ids[1], ids[0]}));
  EXPECT_EQ(order(""), Json({ids[4], ids[3], ids[2], ids[0]}));
}

TEST_F(MattermostRestTest, AReplyStandsBelowItsPostAndGoesWithIt) {
  const std::string acme = channel_id("acme");
  const std::string card = post(acme)["id"];
  const auto reply = [&](const std::string& root, const std::string& channel) {
    const Json body = {{"channel_id", channel}, {"message", "reply"}, {"root_id", root}};
    return rest("POST", "posts", body);
  };
  const HttpResponse made = reply(card, acme);
  ASSERT_EQ(made.status, 201);
  const std::string line = Json::parse(made.body)["id"];
  EXPECT_EQ(seen("ana", acme).back()["root_id"], card);
  EXPECT_EQ(ledger("acme").back()["thread"], card);
  const Json page = Json::parse(rest("GET", "channels/" + acme + "/posts").body);
  EXPECT_EQ(page["order"], Json({line, card})) << "the history tells of it";
  EXPECT_EQ(page["posts"][card]["reply_count"], 1);
  EXPECT_EQ(error_of(reply(line, acme)), "api.post.create_post.root_id.app_error");
  EXPECT_EQ(error_of(reply("unknown", acme)), "api.post.create_post.root_id.app_error");
  EXPECT_EQ(error_of(reply(card, channel_id("bolt-coffee"))),
            "api.post.create_post.channel_root_id.app_error");
  rest("DELETE", "posts/" + card);
  EXPECT_EQ(error_of(reply(card, acme)), "api.post.create_post.root_id.app_error");
  EXPECT_TRUE(seen("ana", acme).empty());
}

TEST_F(MattermostRestTest, TheWeatherOfTheControlDoorHolds) {
  const std::string acme = channel_id("acme");
  const Json body = {{"channel_id", acme}, {"message", "m"}};
  const auto create = [&] { return rest("POST", "posts", body); };
  const auto both_ways = [&](Json command, int status, const std::string& error) {
    SCOPED_TRACE(command.dump());
    const bool is_grant = command["do"] == "bot_is_member";
    command["on"] = !is_grant;
    door("control", command);
    const HttpResponse refused = create();
    EXPECT_EQ(refused.status, status);
    EXPECT_EQ(error_of(refused), error);
    command["on"] = is_grant;
    door("control", command);
    EXPECT_EQ(create().status, 201);
  };
  both_ways({{"do", "token_revoked"}}, 401, "api.context.session_expired.app_error");
  both_ways({{"do", "archived"}, {"channel", "acme"}}, 400,
            "api.post.create_post.can_not_post_to_deleted.error");
  both_ways({{"do", "bot_is_member"}, {"channel", "acme"}}, 403,
            "api.context.permissions.app_error");
  both_ways({{"do", "outage"}}, 503, "<html><body>Server Error</body></html>");
  both_ways({{"do", "rate_limited"}}, 429, "limit exceeded\n");
}

// F18, F19, F21
TEST_F(MattermostRestTest, TheNextCallsOfARouteMeetTheScript) {
  const Json body = {{"channel_id", channel_id("acme")}, {"message", "m"}};
  const auto fault = [&](Json command) {
    command["do"] = "fault";
    command["method"] = "posts.create";
    door("control", command);
  };
  fault({{"what", "ratelimited"}, {"seconds", 7}});
  EXPECT_EQ(rest("GET", "users/me").status, 200);
  const HttpResponse limited = rest("POST", "posts", body);
  EXPECT_EQ(limited.status, 429);
  EXPECT_EQ(find_header(limited.headers, "Retry-After"), "7");
  EXPECT_EQ(find_header(limited.headers, "Content-Type"), "text/plain; charset=utf-8");
  fault({{"what", "error"}, {"error", "app.post.save.app_error"}, {"status", 500}});
  const HttpResponse failed = rest("POST", "posts", body);
  EXPECT_EQ(failed.status, 500);
  EXPECT_EQ(error_of(failed), "app.post.save.app_error");
  EXPECT_TRUE(ledger("acme").empty());
  fault({{"what", "drop"}, {"effect", true}});
  EXPECT_EQ(rest("POST", "posts", body).status, HttpResponse::no_answer);
  EXPECT_EQ(ledger("acme").size(), 1u) << "made, and nobody was told";
}

TEST_F(MattermostRestTest, AnEphemeralPostTakesAPermissionAndIsForgottenByTheClient) {
  const Json body = {{"user_id", user_id("ana")},
                     {"post", {{"channel_id", channel_id("acme")}, {"message", "psst"}}}};
  EXPECT_EQ(error_of(rest("POST", "posts/ephemeral", body)), "api.context.permissions.app_error");
  door("control", {{"do", "ephemeral_allowed"}, {"on", true}});
  EXPECT_EQ(rest("POST", "posts/ephemeral", body).status, 201);
  EXPECT_EQ(seen("ana", channel_id("acme")).size(), 1u);
  EXPECT_TRUE(seen("dino", channel_id("acme")).empty());
  door("control", {{"do", "forget_private"}});
  EXPECT_TRUE(seen("ana", channel_id("acme")).empty());
}

TEST_F(MattermostRestTest, ALaterAnswerHasFiveUsesAndHalfAnHour) {
  const auto later = [&](const Json& body) {
    HttpRequest request;
    request.method = "POST";
    const std::string url = delivered_field("response_url");
    request.path = url.substr(url.find("/hooks/"));
    request.headers.push_back(Header{"Content-Type", "application/json"});
    request.body = body.dump();
    return handle(std::move(request));
  };
  const Json command = {{"user", "ana"}, {"channel", "acme"}, {"text", "/handoff x"}};
  door("say", command);
  const Json too_long = {{"response_type", "in_channel"}, {"text", std::string(16'384, 'x')}};
  EXPECT_EQ(later(too_long).status, 500) << "it costs a use all the same";
  clock.advance(std::chrono::minutes(30));
  for (int i = 0; i < 4; ++i) EXPECT_EQ(later({{"text", "late"}}).body, "ok");
  EXPECT_EQ(error_of(later({{"text", "six"}})), "app.command_webhook.try_use.invalid");
  clock.advance(std::chrono::milliseconds(1));
  EXPECT_EQ(error_of(later({{"text", "old"}})), "app.command_webhook.get.missing");
}

TEST_F(MattermostRestTest, APersonActsThroughTheApiAsThroughTheDoors) {
  const HttpResponse login =
      rest("POST", "users/login", {{"login_id", "dino"}, {"password", "dino"}}, "");
  const std::string token(find_header(login.headers, "Token").value_or(""));
  EXPECT_EQ(rest("POST", "users/login", {{"login_id", "dino"}, {"password", "x"}}, "").status, 401);
  const std::string id = post(channel_id("acme"), button_props("Accept", {{"k", 1}}))["id"];
  EXPECT_EQ(rest("POST", "posts/" + id + "/actions/b0", Json::object(), token).status, 200);
  const Json by_api = Json::parse(baton.requests.back().body);
  door("press", {{"user", "dino"}, {"post_id", id}, {"label", "Accept"}});
  Json by_door = Json::parse(baton.requests.back().body);
  EXPECT_NE(by_api["trigger_id"], by_door["trigger_id"]);
  by_door["trigger_id"] = by_api["trigger_id"];
  EXPECT_EQ(by_api, by_door);
  door("control", {{"do", "deactivated"}, {"user", "dino"}, {"on", true}});
  EXPECT_EQ(rest("GET", "users/me", nullptr, token).status, 401);
}

}  // namespace
}  // namespace baton::test
