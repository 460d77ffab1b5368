#include "tests/adapters/mattermost/chat_fixture.h"

namespace baton::mattermost {
namespace {

using test::expect_failed;
using test::expect_is;
using test::run;

class MattermostReadTest : public test::MattermostChatTest {
 protected:
  test::ScriptedHttp& answer_team() {
    return http.answer(R"({"id":")" + test::team_id + R"(","name":"northlight","delete_at":0})");
  }
  static std::string user_json(const Json& more) {
    Json user{{"id", test::bob_id}, {"username", "bob"},         {"nickname", ""},
              {"first_name", ""},   {"last_name", ""},           {"roles", "system_user"},
              {"delete_at", 0},     {"timezone", Json::object()}};
    user.update(more);
    return user.dump();
  }
  UserInfo user(const Json& more) {
    http.answer(user_json(more));
    return expect_is<UserInfo>(run(chat.user(UserId{test::bob_id})));
  }
};

TEST_F(MattermostReadTest, TheTeamIsFoundByItsName) {
  answer_me();
  answer_team();
  const auto info = expect_is<TeamInfo>(run(chat.team()));
  EXPECT_EQ(info.team, test::team_id);
  EXPECT_EQ(info.bot_user, test::bot_id);
  EXPECT_EQ(call(0), "GET /api/v4/users/me");
  EXPECT_EQ(call(1), "GET /api/v4/teams/name/northlight");
  EXPECT_TRUE(http.requests[1].body.empty());
}

TEST_F(MattermostReadTest, TheTeamIsFoundByItsId) {
  MattermostChat::Settings by_id = settings();
  by_id.team = test::team_id;
  by_id.url += "/";
  MattermostChat other(http, clock, random, renderer, limits, by_id);
  answer_me();
  answer_team();
  EXPECT_EQ(expect_is<TeamInfo>(run(other.team())).team, test::team_id);
  EXPECT_EQ(call(1), "GET /api/v4/teams/" + test::team_id);
}

TEST_F(MattermostReadTest, AWrongTeamIsNamed) {
  answer_me();
  refuse("app.team.get_by_name.missing.app_error", 404);
  expect_failed(run(chat.team()), ErrorClass::permanent_unknown,
                "no team \"Northlight\" that the bot is in: "
                "app.team.get_by_name.missing.app_error");
  answer_me();
  refuse("api.context.permissions.app_error", 403);
  expect_failed(run(chat.team()), ErrorClass::permanent_unknown,
                "no team \"Northlight\" that the bot is in: api.context.permissions.app_error");
  answer_me().answer(R"({"id":")" + test::team_id + R"(","delete_at":1795231516000})");
  expect_failed(run(chat.team()), ErrorClass::permanent_unknown,
                "the team \"Northlight\" is archived");
}

TEST_F(MattermostReadTest, WhatMayPassIsNoWrongTeam) {
  http.answer(HttpResponse::empty(502));
  expect_failed(run(chat.team()), ErrorClass::retry_later, "http 502");
  answer_me().answer(HttpResponse::text("limit exceeded", 429));
  expect_failed(run(chat.team()), ErrorClass::retry_later, "http 429");
  answer_me().answer("{}");
  expect_failed(run(chat.team()), ErrorClass::retry_later, "answer without team");
  http.answer("{}");
  expect_failed(run(chat.team()), ErrorClass::retry_later, "answer without user");
}

TEST_F(MattermostReadTest, AChannelIsFoundByNameInTheTeam) {
  answer_me();
  answer_team();
  for (const char* const name : {"Hand-Offs", "#hand-offs", "~hand-offs"}) {
    SCOPED_TRACE(name);
    http.answer(R"({"id":")" + test::room_id + R"(","delete_at":0})");
    EXPECT_EQ(expect_is<ChannelId>(run(chat.channel(name))), ChannelId{test::room_id});
    EXPECT_EQ(call(http.requests.size() - 1),
              "GET /api/v4/teams/" + test::team_id + "/channels/name/hand-offs");
  }
  http.answer(R"({"id":")" + test::room_id + R"("})");
  run(chat.channel("a/../b?c"));
  EXPECT_EQ(call(http.requests.size() - 1),
            "GET /api/v4/teams/" + test::team_id + "/channels/name/a%2F..%2Fb%3Fc");
}

TEST_F(MattermostReadTest, AChannelIsFoundById) {
  http.answer(R"({"id":")" + test::room_id + R"("})");
  EXPECT_EQ(expect_is<ChannelId>(run(chat.channel(test::room_id))), ChannelId{test::room_id});
  EXPECT_EQ(call(0), "GET /api/v4/channels/" + test::room_id);
}

TEST_F(MattermostReadTest, AChannelThatIsGoneIsSaid) {
  refuse("api.context.permissions.app_error", 403);
  expect_failed(run(chat.channel(test::room_id)), ErrorClass::place_gone,
                "api.context.permissions.app_error");
  http.answer(R"({"id":")" + test::room_id + R"(","delete_at":1795231516000})");
  expect_failed(run(chat.channel(test::room_id)), ErrorClass::place_gone,
                "the channel is archived");
  http.answer(HttpResponse::empty(502));
  expect_failed(run(chat.channel("hand-offs")), ErrorClass::retry_later, "http 502");
}

TEST_F(MattermostReadTest, AUserIsCalledAsTheyWish) {
  EXPECT_EQ(user({{"nickname", "Bobby"}, {"first_name", "Bob"}}).name, "Bobby");
  EXPECT_EQ(user({{"first_name", "Bob"}, {"last_name", "Lee"}}).name, "Bob Lee");
  EXPECT_EQ(user({{"first_name", "Bob"}}).name, "Bob");
  EXPECT_EQ(user({{"last_name", "Lee"}}).name, "Lee");
  EXPECT_EQ(user(Json::object()).name, "bob");
  EXPECT_EQ(call(0), "GET /api/v4/users/" + test::bob_id);
}

TEST_F(MattermostReadTest, AUserHasTheZoneTheyChose) {
  const auto zone = [this](const char* automatic, const char* manual, const char* use) {
    return user({{"timezone",
                  {{"automaticTimezone", automatic},
                   {"manualTimezone", manual},
                   {"useAutomaticTimezone", use}}}})
        .timezone;
  };
  EXPECT_EQ(zone("Europe/Berlin", "Europe/Paris", "true"), "Europe/Berlin");
  EXPECT_EQ(zone("Europe/Berlin", "Europe/Paris", "false"), "Europe/Paris");
  EXPECT_EQ(zone("", "Europe/Paris", "true"), "Europe/Paris");
  EXPECT_EQ(zone("Europe/Berlin", "", "false"), "Europe/Berlin");
  EXPECT_EQ(zone("", "", "true"), "");
  EXPECT_EQ(user(Json::object()).timezone, "");
}

TEST_F(MattermostReadTest, WhoIsGoneAGuestOrABotIsTold) {
  const UserInfo plain = user(Json::object());
  EXPECT_FALSE(plain.deactivated || plain.guest || plain.bot);
  EXPECT_TRUE(user({{"delete_at", 1795231516000}}).deactivated);
  EXPECT_TRUE(user({{"roles", "system_guest system_custom"}}).guest);
  EXPECT_TRUE(user({{"is_bot", true}}).bot);
}

TEST_F(MattermostReadTest, AnUnknownUserIsAPersonGone) {
  refuse("app.user.missing_account.const", 404);
  expect_failed(run(chat.user(UserId{test::bob_id})), ErrorClass::person_gone,
                "app.user.missing_account.const");
  refuse("api.context.permissions.app_error", 403);
  expect_failed(run(chat.user(UserId{test::bob_id})), ErrorClass::person_gone,
                "api.context.permissions.app_error");
  expect_failed(run(chat.user(UserId{"../users/me"})), ErrorClass::person_gone,
                "not the id of a user");
  EXPECT_EQ(http.requests.size(), 2u);
  http.answer("{}");
  expect_failed(run(chat.user(UserId{test::bob_id})), ErrorClass::retry_later,
                "answer without user");
}

TEST_F(MattermostReadTest, AUserIsCalledByNameOrById) {
  for (const char* const name : {"bob", "@bob", "Bob"}) {
    http.requests.clear();
    http.answer(user_json(Json::object()));
    EXPECT_EQ(expect_is<UserInfo>(run(chat.user_called(name))).id, UserId{test::bob_id});
    EXPECT_EQ(call(0), "GET /api/v4/users/username/bob");
  }
  http.requests.clear();
  http.answer(user_json(Json::object()));
  expect_is<UserInfo>(run(chat.user_called(test::bob_id)));
  EXPECT_EQ(call(0), "GET /api/v4/users/" + test::bob_id);
}

TEST_F(MattermostReadTest, ANameMayLookLikeAnId) {
  refuse("app.user.missing_account.const", 404);
  http.answer(user_json(Json::object()));
  expect_is<UserInfo>(run(chat.user_called(test::post_id)));
  EXPECT_EQ(call(1), "GET /api/v4/users/username/" + test::post_id);
  http.answer(HttpResponse::empty(502));
  expect_failed(run(chat.user_called(test::post_id)), ErrorClass::retry_later, "http 502");
  EXPECT_EQ(http.requests.size(), 3u);
}

}  // namespace
}  // namespace baton::mattermost
