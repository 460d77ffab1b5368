#include <chrono>

#include "tests/adapters/mattermost/chat_fixture.h"

namespace baton::mattermost {
namespace {

using namespace std::chrono_literals;
using test::expect_failed;
using test::expect_is;
using test::run;

constexpr TimePoint since{1'795'231'516'000ms};

class MattermostFindTest : public test::MattermostChatTest {
 protected:
  /// A post by the bot that was made `after` since and carries "row-1".
  static Json post(const std::string& id, std::chrono::milliseconds after = 1s) {
    return Json{{"id", id},
                {"create_at", (since + after).time_since_epoch().count()},
                {"delete_at", 0},
                {"user_id", test::bot_id},
                {"props", {{"from_bot", "true"}, {"baton_outbox", "row-1"}}}};
  }
  static Json other(const std::string& id, std::chrono::milliseconds after = 1s) {
    Json made = post(id, after);
    made["props"]["baton_outbox"] = "row-2";
    return made;
  }
  static std::string page(const std::vector<Json>& posts) {
    Json answer{{"order", Json::array()}, {"posts", Json::object()}};
    for (const Json& one : posts) {
      answer["order"].push_back(one["id"]);
      answer["posts"][one["id"].get<std::string>()] = one;
    }
    return answer.dump();
  }
  static std::string full_page_of_others() {
    std::vector<Json> posts;
    for (int i = 0; i < 30; ++i) posts.push_back(other("p" + std::to_string(i)));
    return page(posts);
  }
};

TEST_F(MattermostFindTest, APostIsKnownByItsOutboxId) {  // 2.3 b
  Json by_another = post("p2");
  by_another["user_id"] = test::bob_id;
  Json deleted = post("p3");
  deleted["delete_at"] = 1;
  answer_me().answer(page({other("p1"), by_another, deleted, post("p4")}));
  EXPECT_EQ(expect_is<Sent>(run(chat.find(to_channel(), since))).message, ref(test::room_id, "p4"));
  ASSERT_EQ(http.requests.size(), 2u);
  EXPECT_EQ(call(0), "GET /api/v4/users/me") << "whose posts are ours";
  EXPECT_EQ(call(1), "GET /api/v4/channels/" + test::room_id + "/posts?page=0&per_page=30");
}

TEST_F(MattermostFindTest, ALineIsFoundInTheHistoryOfItsChannel) {
  Json line = post("p2");
  line["root_id"] = test::post_id;
  answer_me().answer(page({other("p1"), line}));
  Outgoing outgoing = to_channel();
  outgoing.thread = ref();
  EXPECT_EQ(expect_is<Sent>(run(chat.find(outgoing, since))).message, ref(test::room_id, "p2"));
}

TEST_F(MattermostFindTest, LooksBackUntilBeforeItCouldBeThere) {
  answer_me().answer(full_page_of_others()).answer(page({post("p99")}));
  EXPECT_EQ(expect_is<Sent>(run(chat.find(to_channel(), since))).message.id, "p99");
  EXPECT_EQ(call(2), "GET /api/v4/channels/" + test::room_id + "/posts?page=1&per_page=30");

  std::vector<Json> posts(30, other("x"));
  for (std::size_t i = 0; i < posts.size(); ++i) posts[i]["id"] = "p" + std::to_string(i);
  posts.back() = other("last", -5001ms);
  http.answer(page(posts));
  expect_is<NotFound>(run(chat.find(to_channel(), since)));
  posts.back() = other("last", -5000ms);  // the clocks may differ by as much
  http.answer(page(posts)).answer(page({}));
  expect_is<NotFound>(run(chat.find(to_channel(), since)));
  EXPECT_TRUE(http.script.empty());
}

TEST_F(MattermostFindTest, GivesUpWhereThereIsTooMuchToRead) {
  answer_me();
  for (int i = 0; i < 4; ++i) http.answer(full_page_of_others());
  expect_failed(run(chat.find(to_channel(), since)), ErrorClass::permanent_unknown,
                "too many messages to look through");
  EXPECT_EQ(http.requests.size(), 5u);
}

TEST_F(MattermostFindTest, LooksIntoAPersonsDirectChannel) {
  answer_me().answer(R"({"id":")" + test::direct_id + R"("})", 201).answer(page({post("p1")}));
  EXPECT_EQ(expect_is<Sent>(run(chat.find(to_person(), since))).message,
            ref(test::direct_id, "p1"));
}

TEST_F(MattermostFindTest, AnAnswerWithoutPostsIsNoProofOfAbsence) {
  answer_me().answer(HttpResponse::empty(502));
  expect_failed(run(chat.find(to_channel(), since)), ErrorClass::retry_later, "http 502");
  refuse("api.context.permissions.app_error", 403);
  expect_failed(run(chat.find(to_channel(), since)), ErrorClass::place_gone,
                "api.context.permissions.app_error");
}

TEST_F(MattermostFindTest, AHistoryThatCannotBeReadIsAnAnswerAllTheSame) {  // no better later
  answer_me();
  const HttpResponse histories[] = {HttpResponse::json("{}"), HttpResponse::json("[]"),
                                    HttpResponse::json(R"({"order":null,"posts":{}})"),
                                    HttpResponse::text("<html>"),
                                    HttpResponse::json(std::string(5'000'000, ' ') + page({}))};
  for (const HttpResponse& history : histories) {
    SCOPED_TRACE(history.body.substr(0, 40));
    http.answer(history);
    expect_failed(run(chat.find(to_channel(), since)), ErrorClass::permanent_unknown,
                  "unreadable history");
  }
  http.fail(HttpFailure::Reach::maybe_sent, "answer: body limit exceeded");
  std::get<HttpFailure>(http.script.back()).over_large = true;
  expect_failed(run(chat.find(to_channel(), since)), ErrorClass::permanent_unknown,
                "unreadable history");
  http.fail(HttpFailure::Reach::maybe_sent, "answer: end of stream");
  expect_failed(run(chat.find(to_channel(), since)), ErrorClass::retry_later,
                "answer: end of stream");
}

TEST_F(MattermostFindTest, WithoutAnAnswerWhoWeAreNothingIsSaid) {
  http.answer(HttpResponse::empty(503));
  expect_failed(run(chat.find(to_channel(), since)), ErrorClass::retry_later, "http 503");
}

}  // namespace
}  // namespace baton::mattermost
