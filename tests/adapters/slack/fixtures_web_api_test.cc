#include <functional>
#include <string>

#include "tests/adapters/slack/chat_fixture.h"
#include "tests/adapters/slack/fixture_files.h"

namespace baton::slack {
namespace {

using test::expect_failed;
using test::expect_is;
using test::run;

class SlackWebApiFixtures : public test::SlackChatTest {
 public:
  void TestBody() override {}
  test::ScriptedHttp& script() { return http; }
  void post_fails(ErrorClass error, const std::string& reason) {
    expect_failed(run(chat.post(to_channel())), error, reason);
  }
  void posts(const MessageRef& message) {
    EXPECT_EQ(expect_is<Sent>(run(chat.post(to_channel()))).message, message);
  }
  using SlackChatTest::chat;
  using SlackChatTest::ref;
  using SlackChatTest::to_channel;
  using SlackChatTest::to_person;
};
using On = SlackWebApiFixtures;

/// What the answer in each file means, by hand.
const struct {
  const char* file;
  std::function<void(On&)> expect;
} answers[] = {
    {"webapi_auth.test_ok.json",
     [](On& on) {
       const auto info = expect_is<TeamInfo>(run(on.chat.team()));
       EXPECT_EQ(info.team, "T12345678");
       EXPECT_EQ(info.bot_user, "W12345678");
     }},
    {"webapi_auth.test_bot.json",
     [](On& on) {
       const auto info = expect_is<TeamInfo>(run(on.chat.team()));
       EXPECT_EQ(info.team, "T111");
       EXPECT_EQ(info.bot_user, "W11");
     }},
    {"webapi_auth.test_error.json",
     [](On& on) { expect_failed(run(on.chat.team()), ErrorClass::auth_broken, "invalid_auth"); }},
    {"webapi_chat.postMessage_ok.json",
     [](On& on) { on.posts(On::ref("C1H9RESGL", "1503435956.000247")); }},
    {"webapi_chat.postMessage_error.json",
     [](On& on) { on.post_fails(ErrorClass::content_bad, "too_many_attachments"); }},
    {"webapi_error_invalid_blocks.json",
     [](On& on) { on.post_fails(ErrorClass::content_bad, "invalid_blocks"); }},
    {"webapi_error_missing_scope.json",
     [](On& on) { on.post_fails(ErrorClass::auth_broken, "missing_scope"); }},
    {"webapi_chat.update_ok.json",
     [](On& on) {
       const MessageRef card = On::ref("C024BE91L", "1401383885.000061");
       EXPECT_EQ(expect_is<Sent>(run(on.chat.update(card, On::to_channel()))).message, card);
     }},
    {"webapi_chat.update_error.json",
     [](On& on) {
       expect_failed(run(on.chat.update(On::ref("C1", "1.2"), On::to_channel())),
                     ErrorClass::message_gone, "cant_update_message");
     }},
    {"webapi_conversations.open_ok.json",
     [](On& on) {
       on.script().answer(R"({"ok":true,"ts":"1.2"})");
       EXPECT_EQ(expect_is<Sent>(run(on.chat.post(On::to_person()))).message,
                 On::ref("D069C7QFK", "1.2"));
     }},
    {"webapi_conversations.open_error.json",
     [](On& on) {
       expect_failed(run(on.chat.post(On::to_person())), ErrorClass::person_gone,
                     "channel_not_found");
     }},
    {"webapi_conversations.info_ok.json",
     [](On& on) {
       EXPECT_EQ(expect_is<ChannelId>(run(on.chat.channel("C012AB3CD"))), ChannelId{"C012AB3CD"});
     }},
    {"webapi_conversations.info_error.json",
     [](On& on) {
       expect_failed(run(on.chat.channel("C012AB3CD")), ErrorClass::place_gone,
                     "channel_not_found");
     }},
    {"webapi_users.info_ok.json",
     [](On& on) {
       const auto user = expect_is<UserInfo>(run(on.chat.user(UserId{"W012A3CDE"})));
       EXPECT_EQ(user.id, UserId{"W012A3CDE"});
       EXPECT_EQ(user.name, "spengler");
       EXPECT_EQ(user.timezone, "America/Los_Angeles");
       EXPECT_FALSE(user.deactivated);
       EXPECT_FALSE(user.guest);
       EXPECT_FALSE(user.bot);
     }},
    {"webapi_users.info_error.json",
     [](On& on) {
       expect_failed(run(on.chat.user(UserId{"U1"})), ErrorClass::person_gone, "user_not_found");
     }},
    {"webapi_views.open_ok.json",
     [](On& on) {
       const Posted opened = run(on.chat.open_form("1.2.x", UserId{"U1"}, test::return_form()));
       EXPECT_EQ(expect_is<Sent>(opened).message.id, "VMHU10V25");
     }},
    {"webapi_views.open_error.json",
     [](On& on) {
       expect_failed(run(on.chat.open_form("1.2.x", UserId{"U1"}, test::return_form())),
                     ErrorClass::content_bad, "invalid_arguments");
     }},
};

TEST(SlackWebApiFixturesTest, EveryAnswerOfAMethodUsedHereMeansWhatItMust) {
  BATON_NEEDS_SLACK_FIXTURES();
  for (const auto& answer : answers) {
    SCOPED_TRACE(answer.file);
    On on;
    on.script().answer(test::slack_fixture(answer.file));
    answer.expect(on);
    EXPECT_TRUE(on.script().script.empty());
  }
}

}  // namespace
}  // namespace baton::slack

namespace baton::test {

std::set<std::string> web_api_fixtures() {
  std::set<std::string> files;
  for (const auto& answer : slack::answers) files.insert(answer.file);
  return files;
}

}  // namespace baton::test
