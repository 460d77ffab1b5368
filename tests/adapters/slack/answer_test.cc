#include "adapters/slack/answer.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "adapters/slack/render.h"
#include "bot/ports/errc.h"
#include "tests/adapters/slack/block_kit_limits.h"
#include "tests/adapters/slack/fixture_files.h"
#include "tests/adapters/slack/samples.h"

namespace baton::slack {
namespace {

using Json = nlohmann::json;
using Then = HttpReply::Then;

Envelope typed() {
  Envelope envelope;
  envelope.what = Typed{"list"};
  return envelope;
}
Envelope pressed() {
  Envelope envelope;
  envelope.what = Pressed{test::press_of(Verb::accept), "1.2"};
  return envelope;
}
Envelope submitted(FormValues values = {{"question", ""}, {"words", "so"}}) {
  Envelope envelope;
  envelope.what = Submitted{test::press_of(Verb::ask), std::move(values)};
  return envelope;
}
Reply reply_of(Reply::Kind kind) {
  Reply reply;
  reply.kind = kind;
  reply.card.headline = {plain("Busy — not recorded: give <x>")};
  reply.form = test::return_form();
  if (kind == Reply::Kind::form_errors) reply.errors = {{"words", "Say why."}};
  return reply;
}

TEST(SlackAnswerTest, EachSurfaceIsAnsweredInItsOwnWay) {
  const struct {
    const char* name;
    Envelope envelope;
    Reply::Kind kind;
    bool has_body;
    Then then;
  } cases[] = {
      {"typed, nothing", typed(), Reply::Kind::nothing, false, Then::nothing},
      {"typed, message", typed(), Reply::Kind::message, true, Then::nothing},
      {"typed, form", typed(), Reply::Kind::open_form, false, Then::open_form},
      {"typed, errors", typed(), Reply::Kind::form_errors, true, Then::nothing},
      {"pressed, nothing", pressed(), Reply::Kind::nothing, false, Then::nothing},
      {"pressed, message", pressed(), Reply::Kind::message, false, Then::reply},
      {"pressed, form", pressed(), Reply::Kind::open_form, false, Then::open_form},
      {"pressed, errors", pressed(), Reply::Kind::form_errors, false, Then::reply},
      {"submitted, nothing", submitted(), Reply::Kind::nothing, false, Then::nothing},
      {"submitted, message", submitted(), Reply::Kind::message, true, Then::nothing},
      {"submitted, form", submitted(), Reply::Kind::open_form, false, Then::open_form},
      {"submitted, errors", submitted(), Reply::Kind::form_errors, true, Then::nothing},
      {"no inputs, errors", submitted({}), Reply::Kind::form_errors, false, Then::nothing},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    const HttpReply made = answer(c.envelope, reply_of(c.kind));
    EXPECT_EQ(made.now.status, 200);
    EXPECT_EQ(!made.now.body.empty(), c.has_body);
    EXPECT_EQ(made.then, c.then);
  }
}

TEST(SlackAnswerTest, ATypedCommandIsAnsweredInPrivate) {
  const HttpReply made = answer(typed(), Reply::message(test::offer_card()));
  const Json body = Json::parse(made.now.body);
  EXPECT_EQ(body["response_type"], "ephemeral");
  EXPECT_EQ(test::message_faults(body), std::vector<std::string>());
  EXPECT_EQ(find_header(made.now.headers, "Content-Type"), "application/json");
}

/// The view that a submission is answered with, with what a view may also have, for the walk.
Json view_shown(const HttpReply& made) {
  const Json body = Json::parse(made.now.body);
  EXPECT_EQ(body["response_action"], "update");
  Json view = body["view"];
  EXPECT_FALSE(view.contains("submit"));
  EXPECT_EQ(view["close"]["text"], "Close");
  view["callback_id"] = form_callback;
  view["private_metadata"] = "";
  return view;
}

TEST(SlackAnswerTest, AMessageTakesThePlaceOfTheFormWithoutItsButtons) {
  const Card cards[] = {test::offer_card(), test::accepted_card(), test::menu_card(40),
                        test::card_full_of(std::string(5000, 'x'))};
  for (const Card& card : cards) {
    SCOPED_TRACE(plain_text(card).substr(0, 60));
    const Json view = view_shown(answer(submitted(), Reply::message(card)));
    EXPECT_EQ(test::view_faults(view), std::vector<std::string>());
    for (const Json& block : view["blocks"]) EXPECT_NE(block["type"], "actions");
  }
}

TEST(SlackAnswerTest, AStartedTaskIsToldWhereItsFormWas) {
  Card card;
  card.tone = Card::Tone::good;
  card.headline = {bold("ACME-4"), plain(" is started. You hold it.")};
  card.sections = {{{}, {{plain("1 of 5 ready for Deployment Ready")}}, {}}};
  card.buttons = {test::button_of("Hand over", test::press_of(Verb::give))};
  const std::string shown = view_shown(answer(submitted(), Reply::message(card)))["blocks"].dump();
  EXPECT_NE(shown.find("ACME-4"), std::string::npos);
  EXPECT_NE(shown.find(" is started. You hold it."), std::string::npos);
  EXPECT_NE(shown.find("1 of 5 ready for Deployment Ready"), std::string::npos);
}

TEST(SlackAnswerTest, AMessageThatSaysNothingClosesTheForm) {
  const HttpReply made = answer(submitted(), Reply::message(Card()));
  EXPECT_EQ(made.now.status, 200);
  EXPECT_EQ(made.now.body, "");
}

TEST(SlackAnswerTest, ErrorsStandAtTheirInputs) {
  Reply reply = reply_of(Reply::Kind::form_errors);
  EXPECT_EQ(Json::parse(answer(submitted(), reply).now.body),
            Json::parse(R"({"response_action":"errors","errors":{"words":"Say why."}})"));
}

TEST(SlackAnswerTest, AnErrorForNoInputOfTheFormMovesToItsFirst) {
  Reply reply = reply_of(Reply::Kind::form_errors);
  reply.errors = {{"budget", "Budget is missing."}, {"question", "Ask something."}};
  const Json body = Json::parse(answer(submitted(), reply).now.body);
  ASSERT_EQ(body["errors"].size(), 1u);
  EXPECT_EQ(body["errors"]["question"], "Budget is missing. Ask something.");
}

TEST(SlackAnswerTest, TheErrorsHaveTheShapeOfSlacksSample) {
  BATON_NEEDS_SLACK_FIXTURES();
  Reply reply;
  reply.kind = Reply::Kind::form_errors;
  reply.errors = {{"ticket-due-date", "You may not select a due date in the past"}};
  const HttpReply made = answer(submitted({{"ticket-due-date", "2020-01-01"}}), reply);
  EXPECT_EQ(Json::parse(made.now.body),
            Json::parse(test::slack_fixture("ack_response_action_errors.json")));
}

TEST(SlackAnswerTest, NothingRecordedIsSaidAsEachSurfaceCan) {  // RELIABILITY 2.5
  const Reply busy = reply_of(Reply::Kind::message);
  const HttpResponse to_typed = not_recorded_answer(typed(), busy);
  EXPECT_EQ(to_typed.status, 200);
  EXPECT_EQ(Json::parse(to_typed.body)["response_type"], "ephemeral");
  EXPECT_EQ(Json::parse(to_typed.body)["text"], "Busy — not recorded: give &lt;x&gt;");

  EXPECT_EQ(not_recorded_answer(pressed(), busy).status, 503);

  const HttpResponse to_form = not_recorded_answer(submitted(), busy);
  EXPECT_EQ(to_form.status, 200);
  EXPECT_EQ(Json::parse(to_form.body)["response_action"], "errors");
  EXPECT_EQ(Json::parse(to_form.body)["errors"]["question"], "Busy — not recorded: give <x>");
  EXPECT_EQ(not_recorded_answer(submitted({}), busy).status, 503);
}

TEST(SlackAnswerTest, ARefusalSaysNothingToWhoIsNotProven) {
  const struct {
    AppErrc error;
    int status;
  } cases[] = {{AppErrc::bad_signature, 401},     {AppErrc::stale_request, 401},
               {AppErrc::bad_request, 400},       {AppErrc::too_large, 413},
               {AppErrc::foreign_workspace, 403}, {AppErrc::not_ready, 503},
               {AppErrc::unsupported, 200}};
  for (const auto& c : cases) {
    SCOPED_TRACE(c.status);
    EXPECT_EQ(refusal(c.error).status, c.status);
    EXPECT_EQ(refusal(c.error).body, "");
  }
}

}  // namespace
}  // namespace baton::slack
