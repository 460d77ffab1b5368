#include <chrono>

#include "tests/adapters/mattermost/chat_fixture.h"

namespace baton::mattermost {
namespace {

using namespace std::chrono_literals;
using test::expect_failed;
using test::expect_is;
using test::run;
using Reach = HttpFailure::Reach;

using MattermostPostTest = test::MattermostChatTest;

const std::string posted = R"({"id":")" + test::post_id + R"(","channel_id":"x"})";

TEST_F(MattermostPostTest, APostCarriesItsOutboxIdTwice) {  // 2.3 b
  http.answer(posted, 201);
  const auto sent = expect_is<Sent>(run(chat.post(to_channel())));
  EXPECT_EQ(sent.message, ref());
  ASSERT_EQ(http.requests.size(), 1u);
  EXPECT_EQ(call(0), "POST /api/v4/posts");
  Place place;
  place.slot = "card/ACME-12/1";
  Json expected = renderer.message(test::offer_card(), place);
  expected["props"]["baton_outbox"] = "row-1";
  expected["channel_id"] = test::room_id;
  expected["pending_post_id"] = "row-1";
  EXPECT_EQ(body(0), expected);
}

TEST_F(MattermostPostTest, ALineIsAPostBelowItsMessage) {
  http.answer(posted, 201).answer(posted, 201);
  Outgoing outgoing = to_channel();
  run(chat.post(outgoing));
  outgoing.thread = ref(test::room_id, "d9froj6d1384ifwpuom3ed4zoh");
  EXPECT_EQ(expect_is<Sent>(run(chat.post(outgoing))).message, ref());
  Json expected = body(0);
  EXPECT_FALSE(expected.contains("root_id"));
  expected["root_id"] = "d9froj6d1384ifwpuom3ed4zoh";
  EXPECT_EQ(body(1), expected) << "known again as any other post";
}

TEST_F(MattermostPostTest, AMessageThatTakesNothingBelowItIsGoneNotThePlace) {
  Outgoing outgoing = to_channel();
  outgoing.thread = ref(test::room_id, "d9froj6d1384ifwpuom3ed4zoh");
  for (const char* const id : {"api.post.create_post.root_id.app_error",
                               "api.post.create_post.channel_root_id.app_error"}) {
    refuse(id, 400);
    expect_failed(run(chat.post(outgoing)), ErrorClass::message_gone, id);
  }
}

TEST_F(MattermostPostTest, TheTokenTravelsInItsHeaderAlone) {  // T20
  http.answer(posted, 201);
  run(chat.post(to_channel()));
  refuse("api.context.session_expired.app_error", 401);
  run(chat.team());
  for (const OutboundRequest& request : http.requests) {
    EXPECT_EQ(find_header(request.headers, "Authorization"), "Bearer bot-secret");
    EXPECT_EQ(request.url.find("secret"), std::string::npos);
    EXPECT_EQ(request.body.find("secret"), std::string::npos);
  }
}

TEST_F(MattermostPostTest, APlainMessageTakesItsAttachmentsAway) {
  Outgoing outgoing = to_channel();
  outgoing.plain = true;
  http.answer(posted, 201).answer(posted);
  run(chat.post(outgoing));
  run(chat.update(ref(), outgoing));
  for (const std::size_t number : {0u, 1u}) {
    EXPECT_EQ(body(number)["message"], Renderer::text(test::offer_card()));
    EXPECT_EQ(body(number)["props"]["attachments"], Json::array());
  }
}

TEST_F(MattermostPostTest, AnAnswerThatMakesNoSenseLeavesAPostUnknownAndAnEditToBeRepeated) {
  const struct {  // 2.3
    const char* name;
    HttpResponse response;
    std::string reason;
  } cases[] = {
      {"HTML of a proxy", HttpResponse::text("<html>"), "http 200, unreadable answer"},
      {"nothing", HttpResponse::empty(201), "http 201, unreadable answer"},
      {"cut off", HttpResponse::json(R"({"id":"d1)", 201), "http 201, unreadable answer"},
      {"500", HttpResponse::empty(500), "http 500"},
      {"500 of hardened mode", HttpResponse::json(R"({"id":"","status_code":500})", 500),
       "http 500"},
      {"500 with an id", HttpResponse::json(error_json("app.post.save.app_error", 500), 500),
       "app.post.save.app_error"},
      {"500 with the id of a 404",
       HttpResponse::json(error_json("app.post.get.app_error", 500), 500),
       "app.post.get.app_error"},
      {"502 HTML", HttpResponse::text("<html>", 502), "http 502"},
      {"408", HttpResponse::empty(408), "http 408"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    http.answer(c.response).answer(c.response);
    EXPECT_EQ(expect_is<AttemptUnknown>(run(chat.post(to_channel()))).reason, c.reason);
    expect_failed(run(chat.update(ref(), to_channel())), ErrorClass::retry_later, c.reason);
  }
  http.answer("{}", 201).answer(R"({"id":7})", 201);
  EXPECT_EQ(expect_is<AttemptUnknown>(run(chat.post(to_channel()))).reason, "answer without id");
  EXPECT_EQ(expect_is<AttemptUnknown>(run(chat.post(to_channel()))).reason, "answer without id");
}

TEST_F(MattermostPostTest, ARepeatThatIsStillAtWorkIsTriedLater) {
  refuse("api.post.deduplicate_create_post.pending", 500);
  expect_failed(run(chat.post(to_channel())), ErrorClass::retry_later,
                "api.post.deduplicate_create_post.pending");
}

TEST_F(MattermostPostTest, WhatIsNoIdIsNotRepeated) {  // T20
  for (const std::string id : {"token bot-secret is bad", "", "words", "A.B", "a.b\n"}) {
    SCOPED_TRACE(id);
    refuse(id, 400);
    expect_failed(run(chat.post(to_channel())), ErrorClass::retry_later,
                  "http 400, not Mattermost's words");
  }
  http.answer("[]", 400).answer(R"({"id":7})", 400);
  for (int i = 0; i < 2; ++i) {
    expect_failed(run(chat.post(to_channel())), ErrorClass::retry_later,
                  "http 400, not Mattermost's words");
  }
}

TEST_F(MattermostPostTest, WhatAProxySaysIsNoWordOfMattermosts) {
  for (const int status : {302, 401, 403, 404, 410}) {
    SCOPED_TRACE(status);
    const HttpResponse page = HttpResponse::text("<html>Sign in</html>", status);
    const std::string reason = "http " + std::to_string(status) + ", not Mattermost's words";
    http.answer(page).answer(page).answer(page);
    expect_failed(run(chat.post(to_channel())), ErrorClass::retry_later, reason);
    expect_failed(run(chat.update(ref(), to_channel())), ErrorClass::retry_later, reason);
    expect_failed(run(chat.channel(test::room_id)), ErrorClass::retry_later, reason);
  }
}

TEST_F(MattermostPostTest, NoAnswerIsLaterOrUnknownByHowFarItGot) {  // 2.3
  http.fail(Reach::not_sent, "connect: refused").fail(Reach::maybe_sent, "read: reset");
  expect_failed(run(chat.post(to_channel())), ErrorClass::retry_later, "connect: refused");
  EXPECT_EQ(expect_is<AttemptUnknown>(run(chat.post(to_channel()))).reason, "read: reset");
  http.fail(Reach::maybe_sent, "read: reset");
  expect_failed(run(chat.update(ref(), to_channel())), ErrorClass::retry_later, "read: reset");
}

TEST_F(MattermostPostTest, SilenceEndsAtTheDeadline) {
  EXPECT_EQ(expect_is<AttemptUnknown>(run(chat.post(to_channel()))).reason, "no answer in time");
  expect_failed(run(chat.update(ref(), to_channel())), ErrorClass::retry_later,
                "no answer in time");
  expect_failed(run(chat.open_form("trigger", UserId{test::bob_id}, test::return_form())),
                ErrorClass::retry_later, "no answer in time");
}

TEST_F(MattermostPostTest, TooManyCallsWaitAsLongAsMattermostSays) {  // T31
  const struct {
    const char* name;
    std::optional<std::string> header;
    std::chrono::seconds wait;
  } cases[] = {{"as said", "1", 1s},       {"no header", std::nullopt, 30s},
               {"empty", "", 30s},         {"zero", "0", 1s},
               {"a day", "86400", 3600s},  {"negative", "-5", 30s},
               {"a fraction", "1.5", 30s}, {"beyond numbers", std::string(40, '9'), 3600s}};
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    HttpResponse response = HttpResponse::text("limit exceeded\n", 429);
    if (c.header) response.headers.push_back(Header{"Retry-After", *c.header});
    http.answer(response);
    const auto failed = expect_is<AttemptFailed>(run(chat.post(to_channel())));
    EXPECT_EQ(failed.error, ErrorClass::retry_later);
    EXPECT_EQ(failed.retry_after, c.wait);
    EXPECT_EQ(failed.reason, "http 429");
  }
}

TEST_F(MattermostPostTest, AnUpdateSaysEverythingThatThePostHas) {
  http.answer(posted);
  const auto sent = expect_is<Sent>(run(chat.update(ref(), to_channel())));
  EXPECT_EQ(sent.message, ref());
  EXPECT_EQ(call(0), "PUT /api/v4/posts/" + test::post_id + "/patch");
  Place place;
  place.slot = "card/ACME-12/1";
  Json expected = renderer.message(test::offer_card(), place);
  expected["props"]["baton_outbox"] = "row-1";
  EXPECT_EQ(body(0), expected) << "and nothing else, so that files stay";
}

TEST_F(MattermostPostTest, AMessageThatCannotBeEditedIsToldApartFromAPlaceThatIsGone) {
  const struct {
    const char* id;
    int status;
    ErrorClass error;
  } cases[] = {
      {"api.context.permissions.app_error", 403, ErrorClass::message_gone},
      {"app.post.get.app_error", 404, ErrorClass::message_gone},
      {"api.post.update_post.find.app_error", 400, ErrorClass::message_gone},
      {"api.post.update_post.permissions_details.app_error", 400, ErrorClass::message_gone},
      {"api.post.update_post.system_message.app_error", 400, ErrorClass::message_gone},
      {"api.context.invalid_url_param.app_error", 400, ErrorClass::message_gone},
      {"api.post.update_post.permissions_time_limit.app_error", 400, ErrorClass::message_gone},
      {"api.post.update_post.can_not_update_post_in_deleted.error", 400, ErrorClass::place_gone},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.id);
    refuse(c.id, c.status);
    expect_failed(run(chat.update(ref(), to_channel())), c.error, c.id);
  }
  refuse("model.post.is_valid.msg.app_error", 400);
  expect_failed(run(chat.update(ref(), to_channel())), ErrorClass::content_bad,
                "model.post.is_valid.msg.app_error");
  refuse("api.context.session_expired.app_error", 401);
  expect_failed(run(chat.update(ref(), to_channel())), ErrorClass::auth_broken,
                "api.context.session_expired.app_error");
}

TEST_F(MattermostPostTest, AServerThatRefusesALateEditIsRememberedForADay) {
  refuse("api.context.permissions.app_error", 403);
  run(chat.update(ref(), to_channel()));
  EXPECT_FALSE(limits.limits_edits());
  refuse("api.post.update_post.permissions_time_limit.app_error", 400);
  run(chat.update(ref(), to_channel()));
  clock.at += 24h - 1ms;
  EXPECT_TRUE(limits.limits_edits());
  clock.at += 1ms;
  EXPECT_FALSE(limits.limits_edits()) << "somebody may have allowed it";
}

TEST_F(MattermostPostTest, AFormIsOpenedForItsTriggerAndSealedForItsPerson) {  // T03
  http.answer(R"({"status":"OK"})");
  const Form form = test::return_form();
  expect_is<Sent>(run(chat.open_form("dHJpZ2dlcg==", UserId{test::bob_id}, form)));
  EXPECT_EQ(call(0), "POST /api/v4/actions/dialogs/open");
  FormSeal sealed;
  sealed.press = form.press;
  sealed.user = UserId{test::bob_id};
  sealed.nonce = "000102030405060708090a0b0c0d0e0f";
  sealed.opened_at = clock.now();
  Json expected = renderer.dialog(form, sealed);
  expected["trigger_id"] = "dHJpZ2dlcg==";
  EXPECT_EQ(body(0), expected);
  EXPECT_EQ(body(0)["url"], "https://baton.example.com/mattermost/dialog");
}

TEST_F(MattermostPostTest, ATriggerThatOpensNothingIsDefinite) {
  for (const char* const word :
       {"base64_decode_failed", "expired", "missing_data", "verify_signature_failed"}) {
    const std::string id = std::string("interactive_message.decode_trigger_id.") + word;
    refuse(id, 400);
    expect_failed(run(chat.open_form("trigger", UserId{test::bob_id}, test::return_form())),
                  ErrorClass::permanent_unknown, id);
  }
}

}  // namespace
}  // namespace baton::mattermost
