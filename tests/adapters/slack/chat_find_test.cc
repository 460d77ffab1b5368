#include <chrono>

#include "tests/adapters/slack/chat_fixture.h"

namespace baton::slack {
namespace {

using namespace std::chrono_literals;
using test::expect_failed;
using test::expect_is;
using test::run;

using SlackFindTest = test::SlackChatTest;

constexpr TimePoint since{1'763'690'400'250ms};

std::string page(const std::string& messages, const std::string& cursor = "") {
  return R"({"ok":true,"messages":[)" + messages + R"(],"response_metadata":{"next_cursor":")" +
         cursor + "\"}}";
}
std::string carrying(const std::string& outbox, const std::string& ts,
                     const std::string& type = "baton_notice") {
  return R"({"type":"message","ts":")" + ts + R"(","metadata":{"event_type":")" + type +
         R"(","event_payload":{"outbox":")" + outbox + "\"}}}";
}

TEST_F(SlackFindTest, AMessageIsKnownByItsOutboxId) {  // 2.3 b
  http.answer(page(R"({"type":"message","text":"hi","ts":"9.9"},)" + carrying("row-2", "8.8") +
                   "," + carrying("row-1", "7.7", "other_app") + "," + carrying("row-1", "6.6")));
  const auto sent = expect_is<Sent>(run(chat.find(to_channel(), since)));
  EXPECT_EQ(sent.message, ref("C0HAND", "6.6"));
  EXPECT_EQ(http.method(0), "conversations.history");
  EXPECT_EQ(body(0), (Json{{"channel", "C0HAND"},
                           {"oldest", "1763690395.250000"},
                           {"inclusive", "true"},
                           {"include_all_metadata", "true"},
                           {"limit", "50"}}));
}

TEST_F(SlackFindTest, LooksThroughEveryPageBeforeItSaysNo) {
  http.answer(page(carrying("row-2", "8.8"), "next=")).answer(page(carrying("row-1", "6.6")));
  EXPECT_EQ(expect_is<Sent>(run(chat.find(to_channel(), since))).message.id, "6.6");
  EXPECT_EQ(body(1)["cursor"], "next=");
  http.answer(page("", "next=")).answer(page(""));
  expect_is<NotFound>(run(chat.find(to_channel(), since)));
}

TEST_F(SlackFindTest, LooksForALineInItsThread) {  // a channel's history does not tell of it
  http.answer(page(R"({"ts":"1503435950.000100","thread_ts":"1503435950.000100"})", "next="))
      .answer(page(carrying("row-1", "6.6")));
  EXPECT_EQ(expect_is<Sent>(run(chat.find(to_thread(), since))).message, ref("C0HAND", "6.6"));
  EXPECT_EQ(http.method(0), "conversations.replies");
  EXPECT_EQ(body(0), (Json{{"channel", "C0HAND"},
                           {"oldest", "1763690395.250000"},
                           {"inclusive", "true"},
                           {"include_all_metadata", "true"},
                           {"limit", "50"},
                           {"ts", "1503435950.000100"}}));
  EXPECT_EQ(body(1)["cursor"], "next=");
  http.answer(R"({"ok":false,"error":"thread_not_found"})");
  expect_failed(run(chat.find(to_thread(), since)), ErrorClass::message_gone, "thread_not_found");
}

TEST_F(SlackFindTest, GivesNoAnswerWhereThereIsTooMuchToRead) {
  for (int i = 0; i < 4; ++i) http.answer(page(carrying("row-2", "8.8"), "more"));
  expect_failed(run(chat.find(to_channel(), since)), ErrorClass::permanent_unknown,
                "too many messages to look through");
  EXPECT_EQ(http.requests.size(), 4u);
}

TEST_F(SlackFindTest, LooksIntoAPersonsConversation) {
  http.answer(R"({"ok":true,"channel":{"id":"D0DINO"}})").answer(page(carrying("row-1", "6.6")));
  EXPECT_EQ(expect_is<Sent>(run(chat.find(to_person(), since))).message, ref("D0DINO", "6.6"));
  EXPECT_EQ(body(1)["channel"], "D0DINO");
}

TEST_F(SlackFindTest, WithoutTheRightToReadOnlyTheLookFails) {
  http.answer(R"({"ok":false,"error":"missing_scope","needed":"channels:history"})");
  expect_failed(run(chat.find(to_channel(), since)), ErrorClass::permanent_unknown,
                "missing_scope");
}

TEST_F(SlackFindTest, AnAnswerWithoutMessagesIsNoProofOfAbsence) {
  http.answer(R"({"ok":true})").answer(R"({"ok":false,"error":"internal_error"})");
  expect_failed(run(chat.find(to_channel(), since)), ErrorClass::retry_later,
                "answer without messages");
  expect_failed(run(chat.find(to_channel(), since)), ErrorClass::retry_later, "internal_error");
}

}  // namespace
}  // namespace baton::slack
