#include <chrono>

#include "tests/adapters/slack/chat_fixture.h"

namespace baton::slack {
namespace {

using namespace std::chrono_literals;
using test::expect_failed;
using test::expect_is;
using test::run;

using SlackReadTest = test::SlackChatTest;

std::string channels(const std::string& list, const std::string& cursor = "") {
  return R"({"ok":true,"channels":[)" + list + R"(],"response_metadata":{"next_cursor":")" +
         cursor + "\"}}";
}

TEST_F(SlackReadTest, ItsTeamIsThatOfTheToken) {
  http.answer(R"({"ok":true,"team_id":"T0NORTH","user_id":"U0BATON","bot_id":"B1"})")
      .answer(R"({"ok":false,"error":"invalid_auth"})")
      .answer(R"({"ok":true,"user_id":"U0BATON"})");
  const auto info = expect_is<TeamInfo>(run(chat.team()));
  EXPECT_EQ(info.team, "T0NORTH");
  EXPECT_EQ(info.bot_user, "U0BATON");
  expect_failed(run(chat.team()), ErrorClass::auth_broken, "invalid_auth");
  expect_failed(run(chat.team()), ErrorClass::retry_later, "answer without team_id or user_id");
}

TEST_F(SlackReadTest, AChannelIsFoundByNameOnAnyPage) {
  http.answer(channels(R"({"id":"C1","name":"general"},{"name":"no id"},7)", "next="))
      .answer(channels(R"({"id":"C2","name":"handoffs"})"));
  EXPECT_EQ(expect_is<ChannelId>(run(chat.channel("#handoffs"))), ChannelId{"C2"});
  EXPECT_EQ(http.method(0), "conversations.list");
  EXPECT_EQ(body(0), (Json{{"types", "public_channel,private_channel"},
                           {"exclude_archived", "true"},
                           {"limit", "200"}}));
  EXPECT_EQ(body(1)["cursor"], "next=");
}

TEST_F(SlackReadTest, OneListingAnswersAStartsManyQuestions) {
  http.answer(channels(R"({"id":"C1","name":"general"},{"id":"C2","name":"acme"})"));
  EXPECT_EQ(expect_is<ChannelId>(run(chat.channel("general"))), ChannelId{"C1"});
  EXPECT_EQ(expect_is<ChannelId>(run(chat.channel("acme"))), ChannelId{"C2"});
  expect_failed(run(chat.channel("bolt")), ErrorClass::place_gone, "channel_not_found");
  EXPECT_EQ(http.requests.size(), 1u);
  clock.at += 60s;
  http.answer(channels(R"({"id":"C3","name":"bolt"})"));
  EXPECT_EQ(expect_is<ChannelId>(run(chat.channel("bolt"))), ChannelId{"C3"});
  expect_failed(run(chat.channel("acme")), ErrorClass::place_gone, "channel_not_found");
}

TEST_F(SlackReadTest, AListingThatFailsIsNotKept) {
  http.answer(channels(R"({"id":"C1","name":"general"})", "next="));
  HttpResponse busy = HttpResponse::empty(429);
  busy.headers.push_back(Header{"Retry-After", "3"});
  http.answer(busy).answer(channels(R"({"id":"C1","name":"general"})"));
  const auto failed = expect_is<AttemptFailed>(run(chat.channel("general")));
  EXPECT_EQ(failed.retry_after, 3s);
  EXPECT_EQ(expect_is<ChannelId>(run(chat.channel("general"))), ChannelId{"C1"});
}

TEST_F(SlackReadTest, ListingEndsSomewhere) {
  for (int i = 0; i < 60; ++i) http.answer(channels(R"({"id":"C1","name":"general"})", "same"));
  expect_failed(run(chat.channel("acme")), ErrorClass::place_gone, "channel_not_found");
  EXPECT_EQ(http.requests.size(), 50u);
}

TEST_F(SlackReadTest, AChannelNamedByIdIsLookedUp) {
  http.answer(R"({"ok":true,"channel":{"id":"C0HAND","name":"handoffs"}})")
      .answer(R"({"ok":false,"error":"channel_not_found"})");
  EXPECT_EQ(expect_is<ChannelId>(run(chat.channel("C0HAND"))), ChannelId{"C0HAND"});
  EXPECT_EQ(http.method(0), "conversations.info");
  EXPECT_EQ(body(0), (Json{{"channel", "C0HAND"}}));
  expect_failed(run(chat.channel("C0GONE")), ErrorClass::place_gone, "channel_not_found");
}

TEST_F(SlackReadTest, APersonIsReadAsFarAsSlackTells) {
  http.answer(R"({"ok":true,"user":{"id":"U1","name":"ana","tz":"Europe/Berlin",
                  "profile":{"display_name":"","real_name":"Ana Ruiz"}}})")
      .answer(R"({"ok":true,"user":{"id":"U2","name":"guest","deleted":true,"is_bot":true,
                  "is_ultra_restricted":true,"profile":{"display_name":"Gus"}}})")
      .answer(R"({"ok":true,"user":{"id":"U3","name":"bare","is_restricted":true,"tz":null}})")
      .answer(R"({"ok":true})");
  const auto ana = expect_is<UserInfo>(run(chat.user(UserId{"U1"})));
  EXPECT_EQ(ana.id, UserId{"U1"});
  EXPECT_EQ(ana.name, "Ana Ruiz");
  EXPECT_EQ(ana.timezone, "Europe/Berlin");
  EXPECT_FALSE(ana.deactivated || ana.guest || ana.bot);
  EXPECT_EQ(body(0), (Json{{"user", "U1"}}));
  const auto gus = expect_is<UserInfo>(run(chat.user(UserId{"U2"})));
  EXPECT_EQ(gus.name, "Gus");
  EXPECT_TRUE(gus.deactivated && gus.guest && gus.bot);
  const auto bare = expect_is<UserInfo>(run(chat.user(UserId{"U3"})));
  EXPECT_EQ(bare.name, "bare");
  EXPECT_EQ(bare.timezone, "");
  EXPECT_TRUE(bare.guest);
  expect_failed(run(chat.user(UserId{"U4"})), ErrorClass::retry_later, "answer without user");
}

}  // namespace
}  // namespace baton::slack
