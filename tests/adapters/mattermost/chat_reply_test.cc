#include <chrono>

#include "tests/adapters/mattermost/chat_fixture.h"

namespace baton::mattermost {
namespace {

using namespace std::chrono_literals;
using test::expect_failed;
using test::expect_is;
using test::run;

const std::string hook = "4fj7yraq3in7pgskkzquequ9hy";
const std::string ok_post = R"({"id":")" + test::post_id + R"("})";

class MattermostReplyTest : public test::MattermostChatTest {
 protected:
  Posted reply(const std::string& address) {
    return run(chat.reply(address, UserId{test::bob_id}, test::menu_card(1)));
  }
  /// What the card is to Bob alone.
  [[nodiscard]] Json for_bob() const {
    Place place;
    place.only_for = UserId{test::bob_id};
    return renderer.message(test::menu_card(1), place);
  }
  void script_direct_message() {
    answer_bob();
    answer_me();
    answer_direct().answer(ok_post, 201);
  }
};

TEST_F(MattermostReplyTest, OfAResponseUrlOnlyTheIdIsUsed) {  // T08
  for (const std::string before :
       {"https://chat.example.com", "http://169.254.169.254", "https://evil.example:8065/x",
        "https://chat.example.com@evil.example", ""}) {
    SCOPED_TRACE(before);
    http.requests.clear();
    http.answer(HttpResponse::text("ok"));
    expect_is<Sent>(reply(before + "/hooks/commands/" + hook));
    EXPECT_EQ(call(0), "POST /hooks/commands/" + hook);
  }
}

TEST_F(MattermostReplyTest, SaysItToThePersonAloneAndWithoutTheToken) {
  http.answer(HttpResponse::text("ok"));
  expect_is<Sent>(reply("https://chat.example.com/hooks/commands/" + hook));
  EXPECT_EQ(http.requests[0].headers, (std::vector<Header>{{"Content-Type", "application/json"}}));
  const Json card = for_bob();
  EXPECT_EQ(body(0), (Json{{"response_type", "ephemeral"},
                           {"text", card["message"]},
                           {"attachments", card["props"]["attachments"]},
                           {"skip_slack_parsing", true}}));
}

TEST_F(MattermostReplyTest, WithoutAnIdItGoesToThePersonDirectly) {  // T08
  const std::string addresses[] = {"",
                                   "https://chat.example.com/hooks/commands/",
                                   "https://chat.example.com/hooks/commands/ab-c",
                                   "https://chat.example.com/hooks/commands/" + hook + "/../x",
                                   "https://chat.example.com/hooks/commands/" + hook + "?a=b",
                                   "https://chat.example.com/hooks/" + hook};
  script_direct_message();
  for (const std::string& address : addresses) {
    SCOPED_TRACE(address);
    if (http.script.empty()) http.answer(ok_post, 201);
    expect_is<Sent>(reply(address));
  }
  for (const OutboundRequest& request : http.requests) {
    EXPECT_EQ(request.url.find("/hooks/"), std::string::npos);
  }
}

TEST_F(MattermostReplyTest, AnAddressThatIsUsedUpEndsInADirectMessage) {
  const struct {
    const char* id;
    int status;
  } refusals[] = {{"app.command_webhook.try_use.invalid", 400},
                  {"app.command_webhook.get.missing", 404},
                  {"web.command_webhook.command.app_error", 400}};
  for (const auto& refusal : refusals) {
    SCOPED_TRACE(refusal.id);
    http.requests.clear();
    refuse(refusal.id, refusal.status);
    if (&refusal == &refusals[0]) {
      script_direct_message();
    } else {
      http.answer(ok_post, 201);
    }
    EXPECT_EQ(expect_is<Sent>(reply("/hooks/commands/" + hook)).message, ref(test::direct_id));
    Json expected = for_bob();
    expected["channel_id"] = test::direct_id;
    const Json message = body(http.requests.size() - 1);
    expected["pending_post_id"] = message["pending_post_id"];
    EXPECT_EQ(message, expected);
    EXPECT_EQ(message["pending_post_id"].get<std::string>().size(), 32u);
  }
}

TEST_F(MattermostReplyTest, AnIdThatIsNoneToTheServerEndsInADirectMessage) {
  http.answer(HttpResponse::text("404 page not found\n", 404));
  script_direct_message();
  EXPECT_EQ(expect_is<Sent>(reply("/hooks/commands/" + hook)).message, ref(test::direct_id));
  http.answer(HttpResponse::text("<html>404</html>", 404));
  expect_failed(reply("/hooks/commands/" + hook), ErrorClass::retry_later,
                "http 404, not Mattermost's words");
}

TEST_F(MattermostReplyTest, WhatMayHaveArrivedIsNotSaidTwice) {
  http.answer(HttpResponse::empty(502)).fail(HttpFailure::Reach::maybe_sent, "read: reset");
  EXPECT_EQ(expect_is<AttemptUnknown>(reply("/hooks/commands/" + hook)).reason, "http 502");
  EXPECT_EQ(expect_is<AttemptUnknown>(reply("/hooks/commands/" + hook)).reason, "read: reset");
  http.answer(HttpResponse::text("limit exceeded", 429));
  expect_failed(reply("/hooks/commands/" + hook), ErrorClass::retry_later, "http 429");
  refuse("api.command.execute_command.create_post_failed.app_error", 500);
  expect_failed(reply("/hooks/commands/" + hook), ErrorClass::content_bad,
                "api.command.execute_command.create_post_failed.app_error");
}

TEST_F(MattermostReplyTest, InAChannelItIsAnEphemeralPost) {
  http.answer(ok_post, 201);
  expect_is<Sent>(reply("channel:" + test::room_id));
  EXPECT_EQ(call(0), "POST /api/v4/posts/ephemeral");
  Json post = for_bob();
  post["channel_id"] = test::room_id;
  post["pending_post_id"] = "000102030405060708090a0b0c0d0e0f";
  EXPECT_EQ(body(0), (Json{{"user_id", test::bob_id}, {"post", post}}));
}

TEST_F(MattermostReplyTest, WhereTheBotMayNotItIsADirectMessageForAnHour) {
  refuse("api.context.permissions.app_error", 403);
  script_direct_message();
  EXPECT_EQ(expect_is<Sent>(reply("channel:" + test::room_id)).message, ref(test::direct_id));
  ASSERT_EQ(http.requests.size(), 5u);
  EXPECT_EQ(call(4), "POST /api/v4/posts");
  Json expected = for_bob();
  expected["channel_id"] = test::direct_id;
  expected["pending_post_id"] = body(4)["pending_post_id"];
  EXPECT_EQ(body(4), expected);

  clock.at += 1h - 1ms;
  answer_bob().answer(ok_post, 201);
  expect_is<Sent>(reply("channel:" + test::room_id));
  EXPECT_EQ(call(6), "POST /api/v4/posts") << "not asked again";
  clock.at += 1ms;
  http.answer(ok_post, 201);
  expect_is<Sent>(reply("channel:" + test::room_id));
  EXPECT_EQ(call(7), "POST /api/v4/posts/ephemeral") << "somebody may have allowed it";
}

TEST_F(MattermostReplyTest, WhateverAnEphemeralPostIsRefusedForItIsADirectMessage) {
  const struct {
    const char* id;
    int status;
  } refusals[] = {{"api.context.invalid_body_param.app_error", 400},
                  {"model.post.is_valid.props.app_error", 400},
                  {"api.post.create_post.can_not_post_to_deleted.error", 400},
                  {"api.context.404.app_error", 404}};
  for (const auto& refusal : refusals) {
    SCOPED_TRACE(refusal.id);
    http.requests.clear();
    refuse(refusal.id, refusal.status);
    if (&refusal == &refusals[0]) {
      script_direct_message();
    } else {
      http.answer(ok_post, 201);
    }
    EXPECT_EQ(expect_is<Sent>(reply("channel:" + test::room_id)).message, ref(test::direct_id));
    EXPECT_EQ(call(0), "POST /api/v4/posts/ephemeral") << "only a lack of rights is remembered";
    EXPECT_FALSE(limits.refuses_ephemeral_posts());
  }
}

TEST_F(MattermostReplyTest, WhatMayPassInAChannelIsNotSaidElsewhere) {
  http.answer(HttpResponse::text("limit exceeded", 429));
  expect_failed(reply("channel:" + test::room_id), ErrorClass::retry_later, "http 429");
  refuse("api.context.session_expired.app_error", 401);
  expect_failed(reply("channel:" + test::room_id), ErrorClass::auth_broken,
                "api.context.session_expired.app_error");
  http.answer(HttpResponse::empty(502));
  EXPECT_EQ(expect_is<AttemptUnknown>(reply("channel:" + test::room_id)).reason, "http 502");
  EXPECT_EQ(http.requests.size(), 3u);
}

}  // namespace
}  // namespace baton::mattermost
