#include <chrono>

#include "tests/adapters/mattermost/chat_fixture.h"

namespace baton::mattermost {
namespace {

using namespace std::chrono_literals;
using test::expect_failed;
using test::expect_is;
using test::run;
using Reach = HttpFailure::Reach;

using MattermostDirectTest = test::MattermostChatTest;

const std::string posted = R"({"id":")" + test::post_id + R"(","channel_id":"x"})";

TEST_F(MattermostDirectTest, ADirectChannelIsOpenedOnce) {
  answer_bob();
  answer_me();
  answer_direct().answer(posted, 201).answer(posted, 201);
  EXPECT_EQ(expect_is<Sent>(run(chat.post(to_person()))).message, ref(test::direct_id));
  EXPECT_EQ(expect_is<Sent>(run(chat.post(to_person()))).message, ref(test::direct_id));
  ASSERT_EQ(http.requests.size(), 5u);
  EXPECT_EQ(call(0), "GET /api/v4/users/" + test::bob_id);
  EXPECT_EQ(call(1), "GET /api/v4/users/me");
  EXPECT_EQ(call(2), "POST /api/v4/channels/direct");
  EXPECT_EQ(body(2), (Json{test::bot_id, test::bob_id}));
  EXPECT_EQ(body(3)["channel_id"], test::direct_id);
  EXPECT_EQ(call(4), "POST /api/v4/posts");
}

TEST_F(MattermostDirectTest, NobodyIsWrittenToWhoIsDeactivated) {  // the server would take it
  answer_bob(1'795'231'516'000);
  expect_failed(run(chat.post(to_person())), ErrorClass::person_gone, "deactivated");
  clock.at += 10min - 1ms;
  expect_failed(run(chat.post(to_person())), ErrorClass::person_gone, "deactivated");
  EXPECT_EQ(http.requests.size(), 1u) << "it holds for ten minutes";
  clock.at += 1ms;
  answer_bob();
  answer_me();
  answer_direct().answer(posted, 201);
  EXPECT_EQ(expect_is<Sent>(run(chat.post(to_person()))).message, ref(test::direct_id));

  clock.at += 10min;  // long after the channel was opened
  answer_bob(1'795'231'516'000);
  expect_failed(run(chat.post(to_person())), ErrorClass::person_gone, "deactivated");
  EXPECT_TRUE(http.script.empty());
}

TEST_F(MattermostDirectTest, APersonWhoIsNotFoundIsGone) {
  refuse("app.user.missing_account.const", 404);
  expect_failed(run(chat.post(to_person())), ErrorClass::person_gone,
                "app.user.missing_account.const");
  Outgoing to_nobody = to_person();
  to_nobody.to.place = UserId{"../users"};
  expect_failed(run(chat.post(to_nobody)), ErrorClass::person_gone, "not the id of a user");
  EXPECT_EQ(http.requests.size(), 1u);
}

TEST_F(MattermostDirectTest, WhereNobodyCanBeLookedAtNothingIsSentYet) {
  http.answer(HttpResponse::empty(503)).fail(Reach::maybe_sent, "read: reset");
  expect_failed(run(chat.post(to_person())), ErrorClass::retry_later, "http 503");
  expect_failed(run(chat.post(to_person())), ErrorClass::retry_later, "read: reset");
  refuse("api.context.session_expired.app_error", 401);
  expect_failed(run(chat.post(to_person())), ErrorClass::auth_broken,
                "api.context.session_expired.app_error");
  EXPECT_EQ(http.requests.size(), 3u);
  // A refusal that says nothing of the person is none of the post.
  refuse("api.context.404.app_error", 404);
  answer_me();
  answer_direct().answer(posted, 201);
  expect_is<Sent>(run(chat.post(to_person())));
}

TEST_F(MattermostDirectTest, WhoWasSeenIsKeptInABoundedPlace) {
  const auto write_to = [this](int number) {
    std::string id = "u" + std::to_string(100'000 + number);
    id.resize(26, 'x');
    http.answer(Json{{"id", id}, {"delete_at", 1}}.dump());
    Outgoing outgoing = to_person();
    outgoing.to.place = UserId{id};
    expect_failed(run(chat.post(outgoing)), ErrorClass::person_gone, "deactivated");
  };
  for (int i = 0; i <= 1'000; ++i) write_to(i);
  EXPECT_EQ(http.requests.size(), 1'001u);
  write_to(0);
  EXPECT_EQ(http.requests.size(), 1'002u) << "asked again, before its time";
}

TEST_F(MattermostDirectTest, APersonWhoCannotBeReachedIsGoneNotThePlace) {
  answer_bob();
  answer_me();
  refuse("api.channel.create_direct_channel.invalid_user.app_error", 400);
  expect_failed(run(chat.post(to_person())), ErrorClass::person_gone,
                "api.channel.create_direct_channel.invalid_user.app_error");
  refuse("api.context.invalid_body_param.app_error", 400);
  expect_failed(run(chat.post(to_person())), ErrorClass::person_gone,
                "api.context.invalid_body_param.app_error");
  refuse("api.context.permissions.app_error", 403);
  expect_failed(run(chat.post(to_person())), ErrorClass::person_gone,
                "api.context.permissions.app_error");
  // A channel that closed later is opened anew the next time.
  http.answer(R"({"id":")" + test::direct_id + R"("})", 201);
  refuse("api.context.permissions.app_error", 403);
  expect_failed(run(chat.post(to_person())), ErrorClass::person_gone,
                "api.context.permissions.app_error");
  http.answer(R"({"id":"another"})", 201).answer(posted, 201);
  EXPECT_EQ(expect_is<Sent>(run(chat.post(to_person()))).message, ref("another"));
}

TEST_F(MattermostDirectTest, WhereNoDirectChannelOpensNothingWasPosted) {  // 2.3: surely not
  answer_bob();
  answer_me().fail(Reach::maybe_sent, "read: reset");
  expect_failed(run(chat.post(to_person())), ErrorClass::retry_later, "read: reset");
  EXPECT_EQ(http.requests.size(), 3u);
}

}  // namespace
}  // namespace baton::mattermost
