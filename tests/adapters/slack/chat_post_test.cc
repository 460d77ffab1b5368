#include <chrono>

#include "adapters/slack/error_class.h"
#include "tests/adapters/slack/chat_fixture.h"

namespace baton::slack {
namespace {

using namespace std::chrono_literals;
using test::expect_failed;
using test::expect_is;
using test::run;
using Reach = HttpFailure::Reach;

using SlackPostTest = test::SlackChatTest;

TEST_F(SlackPostTest, AMessageCarriesItsOutboxIdAndNothingThatUnfurls) {
  http.answer(R"({"ok":true,"channel":"C0HAND","ts":"1503435956.000247"})");
  const auto sent = expect_is<Sent>(run(chat.post(to_channel())));
  EXPECT_EQ(sent.message, ref("C0HAND", "1503435956.000247"));
  ASSERT_EQ(http.requests.size(), 1u);
  EXPECT_EQ(http.requests[0].method, "POST");
  EXPECT_EQ(http.requests[0].url, "https://slack.example/api/chat.postMessage");
  const Json posted = body(0);
  EXPECT_EQ(posted["channel"], "C0HAND");
  EXPECT_EQ(posted["metadata"],
            (Json{{"event_type", "baton_notice"}, {"event_payload", {{"outbox", "row-1"}}}}));
  for (const char* const off : {"unfurl_links", "unfurl_media", "link_names", "mrkdwn"}) {
    EXPECT_EQ(posted[off], false) << off;
  }
  EXPECT_EQ(posted["parse"], "none");
  EXPECT_FALSE(posted["blocks"].empty());
}

TEST_F(SlackPostTest, TheTokenTravelsInItsHeaderAlone) {  // T20
  http.answer(R"({"ok":false,"error":"invalid_auth"})").answer(R"({"ok":true})");
  run(chat.post(to_channel()));
  run(chat.team());
  for (const OutboundRequest& request : http.requests) {
    EXPECT_EQ(find_header(request.headers, "Authorization"), "Bearer xoxb-secret");
    EXPECT_EQ(request.url.find("xoxb"), std::string::npos);
    EXPECT_EQ(request.body.find("xoxb"), std::string::npos);
  }
}

TEST_F(SlackPostTest, APlainMessageHasNoBlocks) {
  http.answer(R"({"ok":true,"ts":"1.2"})");
  Outgoing outgoing = to_channel();
  outgoing.plain = true;
  run(chat.post(outgoing));
  EXPECT_FALSE(body(0).contains("blocks"));
  EXPECT_TRUE(body(0)["text"].get<std::string>().starts_with("Ana still holds this"));
  http.answer(R"({"ok":true})");
  run(chat.update(ref("C0HAND", "1.2"), outgoing));
  EXPECT_EQ(body(1)["blocks"], Json::array()) << "takes away those that were there";
}

TEST_F(SlackPostTest, ALineGoesIntoTheThreadOfItsMessageAndNowhereElse) {
  http.answer(R"({"ok":true,"channel":"C0HAND","ts":"1.3",)"
              R"("message":{"ts":"1.3","thread_ts":"1503435950.000100"}})");
  EXPECT_EQ(expect_is<Sent>(run(chat.post(to_thread()))).message, ref("C0HAND", "1.3"));
  const Json posted = body(0);
  EXPECT_EQ(posted["channel"], "C0HAND");
  EXPECT_EQ(posted["thread_ts"], "1503435950.000100");
  EXPECT_FALSE(posted.contains("reply_broadcast"));
  EXPECT_EQ(http.requests.size(), 1u);
  http.answer(R"({"ok":true,"ts":"1.4"})");
  run(chat.post(to_channel()));
  EXPECT_FALSE(body(1).contains("thread_ts"));
  http.answer(R"({"ok":true,"ts":"1.5"})");
  expect_is<Sent>(run(chat.post(to_thread())));  // an answer that does not show the message
}

TEST_F(SlackPostTest, ALineThatSlackPutIntoTheChannelIsTakenAway) {
  const std::string outside = R"({"ok":true,"ts":"1.3","message":{"ts":"1.3","text":"t"}})";
  for (const char* const deleted : {R"({"ok":true})", R"({"ok":false,"error":"no_permission"})"}) {
    SCOPED_TRACE(deleted);
    http.requests.clear();
    http.answer(outside).answer(deleted);
    expect_failed(run(chat.post(to_thread())), ErrorClass::message_gone, "thread_not_found");
    ASSERT_EQ(http.requests.size(), 2u);
    EXPECT_EQ(http.method(1), "chat.delete");
    EXPECT_EQ(body(1), (Json{{"channel", "C0HAND"}, {"ts", "1.3"}}));
  }
}

TEST_F(SlackPostTest, AThreadThatTakesNothingMoreIsGoneNotThePlace) {
  for (const char* const word : {"thread_not_found", "cannot_reply_to_message"}) {
    http.answer(R"({"ok":false,"error":")" + std::string(word) + "\"}");
    expect_failed(run(chat.post(to_thread())), ErrorClass::message_gone, word);
  }
}

TEST_F(SlackPostTest, ADirectConversationIsOpenedOnce) {
  http.answer(R"({"ok":true,"channel":{"id":"D0DINO"}})")
      .answer(R"({"ok":true,"channel":"D0DINO","ts":"1.2"})")
      .answer(R"({"ok":true,"channel":"D0DINO","ts":"1.3"})");
  EXPECT_EQ(expect_is<Sent>(run(chat.post(to_person()))).message, ref("D0DINO", "1.2"));
  EXPECT_EQ(expect_is<Sent>(run(chat.post(to_person()))).message, ref("D0DINO", "1.3"));
  ASSERT_EQ(http.requests.size(), 3u);
  EXPECT_EQ(http.method(0), "conversations.open");
  EXPECT_EQ(body(0), (Json{{"users", "U0DINO"}}));
  EXPECT_EQ(http.method(2), "chat.postMessage");
  EXPECT_EQ(body(2)["channel"], "D0DINO");
}

TEST_F(SlackPostTest, APersonWhoCannotBeReachedIsGoneNotThePlace) {
  http.answer(R"({"ok":false,"error":"channel_not_found"})");
  expect_failed(run(chat.post(to_person())), ErrorClass::person_gone, "channel_not_found");
  // A conversation that closed later is opened anew the next time.
  http.answer(R"({"ok":true,"channel":{"id":"D0DINO"}})")
      .answer(R"({"ok":false,"error":"channel_not_found"})")
      .answer(R"({"ok":true,"channel":{"id":"D1DINO"}})")
      .answer(R"({"ok":true,"ts":"1.2"})");
  expect_failed(run(chat.post(to_person())), ErrorClass::person_gone, "channel_not_found");
  EXPECT_EQ(expect_is<Sent>(run(chat.post(to_person()))).message, ref("D1DINO", "1.2"));
}

TEST_F(SlackPostTest, WhereNoConversationOpensNothingWasPosted) {  // 2.3: surely not
  http.fail(Reach::maybe_sent, "read: reset");
  expect_failed(run(chat.post(to_person())), ErrorClass::retry_later, "read: reset");
  EXPECT_EQ(http.requests.size(), 1u);
}

TEST_F(SlackPostTest, EveryErrorWordIsClassified) {  // 2.4, the whole table
  for (const ErrorRow& row : error_table()) {
    SCOPED_TRACE(row.error);
    const std::string word(row.error);
    http.answer(R"({"ok":false,"error":")" + word + "\"}");
    const Posted posted = run(chat.post(to_channel()));
    if (row.meaning) {
      expect_failed(posted, *row.meaning, word);
    } else {
      EXPECT_EQ(expect_is<AttemptUnknown>(posted).reason, word);
    }
    http.answer(R"({"ok":false,"error":")" + word + "\"}");
    expect_failed(run(chat.update(ref("C1", "1.2"), to_channel())),
                  row.meaning.value_or(ErrorClass::retry_later), word);
  }
}

TEST_F(SlackPostTest, WhatIsNotAWordIsNotRepeated) {  // T20
  for (const std::string error :
       {R"("token xoxb-secret is bad")", R"("")", "7", "null", R"({"a":1})"}) {
    SCOPED_TRACE(error);
    http.answer(R"({"ok":false,"error":)" + error + "}");
    expect_failed(run(chat.post(to_channel())), ErrorClass::permanent_unknown,
                  "error without a word");
  }
  http.answer(R"({"ok":false})");
  expect_failed(run(chat.post(to_channel())), ErrorClass::permanent_unknown,
                "error without a word");
}

TEST_F(SlackPostTest, AnAnswerThatMakesNoSenseLeavesAPostUnknownAndAnEditToBeRepeated) {  // 2.3
  const struct {
    const char* name;
    HttpResponse response;
    std::string reason;
  } cases[] = {
      {"HTML of a proxy", HttpResponse::text("<html>"), "http 200, unreadable answer"},
      {"nothing", HttpResponse::empty(200), "http 200, unreadable answer"},
      {"cut off", HttpResponse::json(R"({"ok":true,"ts":"1.)"), "http 200, unreadable answer"},
      {"a list", HttpResponse::json("[]"), "http 200, unreadable answer"},
      {"ok is no boolean", HttpResponse::json(R"({"ok":"true"})"), "http 200, unreadable answer"},
      {"500", HttpResponse::empty(500), "http 500"},
      {"502 HTML", HttpResponse::text("<html>", 502), "http 502"},
      {"503 JSON", HttpResponse::json(R"({"ok":false,"error":"service_unavailable"})", 503),
       "service_unavailable"},
      {"504 but ok", HttpResponse::json(R"({"ok":true,"ts":"1.2"})", 504), "http 504"},
      {"408", HttpResponse::empty(408), "http 408"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    http.answer(c.response).answer(c.response);
    EXPECT_EQ(expect_is<AttemptUnknown>(run(chat.post(to_channel()))).reason, c.reason);
    expect_failed(run(chat.update(ref("C1", "1.2"), to_channel())), ErrorClass::retry_later,
                  c.reason);
  }
  http.answer(R"({"ok":true})").answer(R"({"ok":true,"ts":7})");
  EXPECT_EQ(expect_is<AttemptUnknown>(run(chat.post(to_channel()))).reason, "answer without ts");
  EXPECT_EQ(expect_is<AttemptUnknown>(run(chat.post(to_channel()))).reason, "answer without ts");
}

TEST_F(SlackPostTest, ARefusalOfAnotherKindIsDefinite) {
  for (const int status : {301, 302, 400, 403, 404}) {
    http.answer(HttpResponse::text("<html>", status));
    expect_failed(run(chat.post(to_channel())), ErrorClass::permanent_unknown,
                  "http " + std::to_string(status));
  }
}

TEST_F(SlackPostTest, NoAnswerIsLaterOrUnknownByHowFarItGot) {  // 2.3
  http.fail(Reach::not_sent, "connect: refused").fail(Reach::maybe_sent, "read: reset");
  expect_failed(run(chat.post(to_channel())), ErrorClass::retry_later, "connect: refused");
  EXPECT_EQ(expect_is<AttemptUnknown>(run(chat.post(to_channel()))).reason, "read: reset");
  http.fail(Reach::maybe_sent, "read: reset");
  expect_failed(run(chat.update(ref("C1", "1.2"), to_channel())), ErrorClass::retry_later,
                "read: reset");
}

TEST_F(SlackPostTest, SilenceEndsAtTheDeadline) {
  EXPECT_EQ(expect_is<AttemptUnknown>(run(chat.post(to_channel()))).reason, "no answer in time");
  expect_failed(run(chat.update(ref("C1", "1.2"), to_channel())), ErrorClass::retry_later,
                "no answer in time");
  expect_failed(run(chat.open_form("1.2.x", UserId{"U1"}, test::return_form())),
                ErrorClass::retry_later, "no answer in time");
}

TEST_F(SlackPostTest, TooManyCallsWaitAsLongAsSlackSays) {  // T31
  const struct {
    const char* name;
    std::optional<std::string> header;
    std::chrono::seconds wait;
  } cases[] = {{"as said", "7", 7s},       {"no header", std::nullopt, 30s},
               {"empty", "", 30s},         {"zero", "0", 1s},
               {"an hour", "3600", 3600s}, {"a day", "86400", 3600s},
               {"negative", "-5", 30s},    {"a date", "Wed, 21 Oct 2026 07:28:00 GMT", 30s},
               {"a fraction", "1.5", 30s}, {"an exponent", "1e9", 30s},
               {"other digits", "٣", 30s}, {"beyond numbers", std::string(40, '9'), 3600s}};
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    for (HttpResponse response : {HttpResponse::json(R"({"ok":false,"error":"ratelimited"})", 429),
                                  HttpResponse::text("slow down", 429),
                                  HttpResponse::json(R"({"ok":false,"error":"rate_limited"})")}) {
      if (c.header) response.headers.push_back(Header{"retry-after", *c.header});
      http.answer(response);
      const auto failed = expect_is<AttemptFailed>(run(chat.post(to_channel())));
      EXPECT_EQ(failed.error, ErrorClass::retry_later);
      EXPECT_EQ(failed.retry_after, c.wait);
    }
  }
}

TEST_F(SlackPostTest, AnUpdateReplacesTextAndBlocks) {
  http.answer(R"({"ok":true,"channel":"C0HAND","ts":"1.2"})");
  const auto sent = expect_is<Sent>(run(chat.update(ref("C0HAND", "1.2"), to_channel())));
  EXPECT_EQ(sent.message, ref("C0HAND", "1.2"));
  EXPECT_EQ(http.method(0), "chat.update");
  const Json updated = body(0);
  EXPECT_EQ(updated["channel"], "C0HAND");
  EXPECT_EQ(updated["ts"], "1.2");
  EXPECT_EQ(updated["parse"], "none");
  EXPECT_EQ(updated["link_names"], false);
  EXPECT_FALSE(updated["blocks"].empty());
  EXPECT_FALSE(updated.contains("metadata")) << "Slack keeps what it has";
}

TEST_F(SlackPostTest, AFormIsOpenedForItsTrigger) {
  http.answer(R"({"ok":true,"view":{"id":"V1"}})");
  EXPECT_EQ(
      expect_is<Sent>(run(chat.open_form("1.2.x", UserId{"U1"}, test::return_form()))).message.id,
      "V1");
  EXPECT_EQ(http.method(0), "views.open");
  EXPECT_EQ(body(0)["trigger_id"], "1.2.x");
  EXPECT_EQ(body(0)["view"]["type"], "modal");
}

TEST_F(SlackPostTest, AnExpiredTriggerIsDefinite) {
  for (const char* const word : {"expired_trigger_id", "trigger_expired", "exchanged_trigger_id",
                                 "trigger_exchanged", "invalid_trigger_id"}) {
    http.answer(R"({"ok":false,"error":")" + std::string(word) + "\"}");
    expect_failed(run(chat.open_form("1.2.x", UserId{"U1"}, test::return_form())),
                  ErrorClass::permanent_unknown, word);
  }
}

TEST_F(SlackPostTest, AReplyGoesToItsAddressWithoutTheToken) {
  http.answer(HttpResponse::text("ok"));
  const std::string address = "https://hooks.slack.com/actions/T1/2/x";
  expect_is<Sent>(run(chat.reply(address, UserId{"U1"}, test::offer_card())));
  EXPECT_EQ(http.requests[0].url, address);
  EXPECT_EQ(find_header(http.requests[0].headers, "Authorization"), std::nullopt);
  EXPECT_EQ(body(0)["response_type"], "ephemeral");
  EXPECT_EQ(body(0)["replace_original"], false);
  EXPECT_FALSE(body(0)["blocks"].empty());
}

TEST_F(SlackPostTest, AReplyIsReadByItsStatus) {
  const std::string address = "https://hooks.slack.com/actions/T1/2/x";
  http.answer(R"({"ok":true})").answer(HttpResponse::empty(200));
  expect_is<Sent>(run(chat.reply(address, UserId{"U1"}, test::offer_card())));
  expect_is<Sent>(run(chat.reply(address, UserId{"U1"}, test::offer_card())));
  http.answer(R"({"ok":false,"error":"expired_url"})", 404).answer(HttpResponse::text("gone", 410));
  expect_failed(run(chat.reply(address, UserId{"U1"}, test::offer_card())),
                ErrorClass::permanent_unknown, "expired_url");
  expect_failed(run(chat.reply(address, UserId{"U1"}, test::offer_card())),
                ErrorClass::permanent_unknown, "http 410");
  http.answer(HttpResponse::empty(502)).fail(Reach::maybe_sent, "read: reset");
  EXPECT_EQ(
      expect_is<AttemptUnknown>(run(chat.reply(address, UserId{"U1"}, test::offer_card()))).reason,
      "http 502");
  EXPECT_EQ(
      expect_is<AttemptUnknown>(run(chat.reply(address, UserId{"U1"}, test::offer_card()))).reason,
      "read: reset");
}

TEST_F(SlackPostTest, AReplyToAnotherHostIsNeverSent) {  // T08
  for (const char* const address : {"", "https://evil.example/x", "http://169.254.169.254/"}) {
    expect_failed(run(chat.reply(address, UserId{"U1"}, test::offer_card())),
                  ErrorClass::permanent_unknown, "response_url of another host");
  }
  EXPECT_TRUE(http.requests.empty());
}

}  // namespace
}  // namespace baton::slack
