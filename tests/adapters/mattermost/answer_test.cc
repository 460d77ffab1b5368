#include "adapters/mattermost/answer.h"

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "bot/ports/errc.h"
#include "tests/adapters/mattermost/sealing.h"
#include "tests/adapters/slack/samples.h"
#include "tests/fakes/scripted_http.h"

namespace baton::mattermost {
namespace {

using Json = nlohmann::json;
using Kind = Reply::Kind;
using Then = HttpReply::Then;

constexpr std::size_t answer_bytes_max = 1024 * 1024;  // Mattermost cuts what is longer
const std::string ana = "3potgqwkbtbxbnbb6o1kydywic";
const std::string post = "nosfqexcyfykdq14juahj4mgdc";

Envelope envelope_of(std::variant<Typed, Pressed, Submitted> what) {
  Envelope envelope;
  envelope.workspace = WorkspaceId{"mattermost"};
  envelope.user = UserId{ana};
  envelope.what = std::move(what);
  return envelope;
}
Envelope typed() { return envelope_of(Typed{"give <x>"}); }
Envelope pressed() { return envelope_of(Pressed{test::accept_press(), post, "card/ACME-12/2"}); }
Envelope pressed_in_private() { return envelope_of(Pressed{test::accept_press(), "", ""}); }
Envelope submitted(FormValues values = {{"question", "Why?"}, {"words", ""}}) {
  return envelope_of(Submitted{test::return_press(), std::move(values), false, true});
}

Card card_of(Card::Tone tone, std::string headline) {
  Card card;
  card.tone = tone;
  card.headline = {plain(std::move(headline))};
  return card;
}
Reply reply_of(Kind kind) {
  Reply reply = Reply::message(card_of(Card::Tone::good, "Recorded."));
  reply.kind = kind;
  if (kind == Kind::form_errors) reply.errors = {{"words", "Say why."}};
  return reply;
}

class MattermostAnswerTest : public testing::Test {
 protected:
  [[nodiscard]] HttpReply answered(const Envelope& envelope, const Reply& reply,
                                   const Outgoing* present = nullptr) const {
    return answer(envelope, reply, renderer, limits, present);
  }
  /// What is answered, which must be JSON as Mattermost wants it.
  static Json json_of(const HttpResponse& response) {
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.headers, (std::vector<Header>{{"Content-Type", "application/json"}}));
    EXPECT_LE(response.body.size(), answer_bytes_max);
    return Json::parse(response.body);
  }
  /// The private message that `card` is to whoever typed the command.
  [[nodiscard]] Json ephemeral(const Card& card) const {
    const Json message = renderer.message(card, Place{"", UserId{ana}});
    return {{"response_type", "ephemeral"},
            {"text", message["message"]},
            {"attachments", message["props"]["attachments"]},
            {"skip_slack_parsing", true}};
  }
  /// What turns a pressed message into `present`.
  [[nodiscard]] Json update(const Outgoing& present, Detail detail = Detail::attachments) const {
    Json update = renderer.message(present.card, Place{present.slot, {}}, detail);
    update["props"]["baton_outbox"] = "f00d";  // so that it is still found by it
    update["file_ids"] = Json::array();
    return update;
  }
  static Outgoing present() {
    Outgoing message;
    message.outbox_id = "f00d";
    message.slot = "card/ACME-12/2";
    message.card = test::accepted_card();
    return message;
  }

  Seal seal = test::seal_of();
  Renderer renderer{seal, "https://baton.example.com"};
  test::StillClock clock;
  ServerLimits limits{clock};
};

TEST_F(MattermostAnswerTest, EachSurfaceIsAnsweredInItsOwnWay) {
  const Json said{{"ephemeral_text", "Recorded."}, {"skip_slack_parsing", true}};
  const Json errors{{"errors", {{"words", "Say why."}}}};
  const Json none = Json::object();
  const struct {
    const char* name;
    Envelope envelope;
    Kind kind;
    Json body;
    Then then;
  } cases[] = {
      {"command", typed(), Kind::message, ephemeral(reply_of(Kind::message).card), Then::nothing},
      {"command, errors", typed(), Kind::form_errors, ephemeral(reply_of(Kind::message).card),
       Then::nothing},
      {"press", pressed(), Kind::message, said, Then::nothing},
      {"press, nothing", pressed(), Kind::nothing, none, Then::nothing},
      {"press, form", pressed(), Kind::open_form, none, Then::open_form},
      {"press, errors", pressed(), Kind::form_errors, said, Then::nothing},
      {"form", submitted(), Kind::message, none, Then::reply},
      {"form, nothing", submitted(), Kind::nothing, none, Then::nothing},
      {"form, form", submitted(), Kind::open_form, none, Then::reply},
      {"form, errors", submitted(), Kind::form_errors, errors, Then::nothing},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    const HttpReply made = answered(c.envelope, reply_of(c.kind));
    EXPECT_EQ(json_of(made.now), c.body);
    EXPECT_EQ(made.then, c.then);
  }
}

TEST_F(MattermostAnswerTest, ACommandThatShowsNothingIsNeverEmptyJson) {
  const std::vector<std::pair<Kind, Then>> cases{{Kind::nothing, Then::nothing},
                                                 {Kind::open_form, Then::open_form}};
  for (const auto& [kind, then] : cases) {
    SCOPED_TRACE(static_cast<int>(kind));
    const HttpReply made = answered(typed(), reply_of(kind));
    EXPECT_EQ(made.now.status, 200);
    EXPECT_EQ(made.now.body, "");
    ASSERT_EQ(made.now.headers.size(), 1u);
    EXPECT_EQ(made.now.headers[0].name, "Content-Type");
    EXPECT_TRUE(made.now.headers[0].value.starts_with("text/plain")) << made.now.headers[0].value;
    EXPECT_EQ(made.then, then);
  }
}

TEST_F(MattermostAnswerTest, ACommandsAnswerIsPrivateAndSoAreItsButtons) {
  const Json body = json_of(answered(typed(), Reply::message(test::offer_card())).now);
  EXPECT_EQ(body, ephemeral(test::offer_card()));
  std::size_t buttons = 0;
  for (const Json& attachment : body["attachments"]) {
    for (const Json& action : attachment.value("actions", Json::array())) {
      const auto sealed = seal.open_context(action["integration"]["context"]);
      ASSERT_TRUE(sealed);
      EXPECT_EQ(sealed->only_for.value, ana);
      EXPECT_EQ(sealed->slot, "");
      ++buttons;
    }
  }
  EXPECT_EQ(buttons, test::offer_card().buttons.size());
}

TEST_F(MattermostAnswerTest, APressTurnsItsMessageAtOnce) {
  const Outgoing shown = present();
  EXPECT_EQ(json_of(answered(pressed(), reply_of(Kind::nothing), &shown).now),
            (Json{{"update", update(shown)}}));
  EXPECT_EQ(json_of(answered(pressed(), reply_of(Kind::message), &shown).now),
            (Json{{"update", update(shown)},
                  {"ephemeral_text", "Recorded."},
                  {"skip_slack_parsing", true}}));
  const HttpReply form = answered(pressed(), reply_of(Kind::open_form), &shown);
  EXPECT_EQ(json_of(form.now), (Json{{"update", update(shown)}}));
  EXPECT_EQ(form.then, Then::open_form);
}

TEST_F(MattermostAnswerTest, AnUpdateCarriesAllThatAPostHas) {
  const Outgoing shown = present();
  const Json update = json_of(answered(pressed(), reply_of(Kind::nothing), &shown).now)["update"];
  EXPECT_NE(update.at("message"), "");
  EXPECT_EQ(update.at("props").at("from_bot"), "true");
  EXPECT_EQ(update.at("props").at("baton_outbox"), "f00d");
  EXPECT_FALSE(update.at("props").at("attachments").empty());
  EXPECT_EQ(update.at("file_ids"), Json::array());
}

TEST_F(MattermostAnswerTest, AMessageThatIsPlainStaysPlain) {
  Outgoing shown = present();
  shown.plain = true;
  EXPECT_EQ(json_of(answered(pressed(), reply_of(Kind::nothing), &shown).now),
            (Json{{"update", update(shown, Detail::plain_text)}}));
}

TEST_F(MattermostAnswerTest, APrivateAnswerIsNeverUpdated) {  // it would lose the words as well
  const Outgoing shown = present();
  EXPECT_EQ(json_of(answered(pressed_in_private(), reply_of(Kind::message), &shown).now),
            (Json{{"ephemeral_text", "Recorded."}, {"skip_slack_parsing", true}}));
}

TEST_F(MattermostAnswerTest, ButtonsThatAPressHasNoRoomForFollow) {
  const Outgoing shown = present();
  Card with_button = card_of(Card::Tone::good, "Recorded.");
  with_button.buttons = {test::button_of("Menu", test::run_of(""))};
  Card with_row = card_of(Card::Tone::bad, "Not yours.");
  with_row.sections = {{"Yours", {}, {test::button_of("Show", test::run_of("show ACME-12"))}}};
  for (const Card& card : {with_button, with_row}) {
    for (const Kind kind : {Kind::message, Kind::form_errors}) {
      Reply reply = Reply::message(card);
      reply.kind = kind;
      const HttpReply alone = answered(pressed_in_private(), reply);
      EXPECT_EQ(json_of(alone.now), Json::object());
      EXPECT_EQ(alone.then, Then::reply);
      const HttpReply beside = answered(pressed(), reply, &shown);
      EXPECT_EQ(json_of(beside.now), (Json{{"update", update(shown)}}));
      EXPECT_EQ(beside.then, Then::reply);

      reply.shown_elsewhere = true;  // with its buttons
      const HttpReply words = answered(pressed(), reply);
      EXPECT_EQ(json_of(words.now),
                (Json{{"ephemeral_text", Renderer::text(card)}, {"skip_slack_parsing", true}}));
      EXPECT_EQ(words.then, Then::nothing);
    }
  }
}

TEST_F(MattermostAnswerTest, WhereEditsAreLimitedWordsComeWithoutAnUpdate) {  // it may be too old
  const Outgoing shown = present();
  limits.edit_refused();
  EXPECT_EQ(json_of(answered(pressed(), reply_of(Kind::message), &shown).now),
            (Json{{"ephemeral_text", "Recorded."}, {"skip_slack_parsing", true}}));
  EXPECT_EQ(json_of(answered(pressed(), reply_of(Kind::nothing), &shown).now), Json::object());
  clock.at += std::chrono::hours(24);
  EXPECT_EQ(json_of(answered(pressed(), reply_of(Kind::nothing), &shown).now),
            (Json{{"update", update(shown)}}));
}

TEST_F(MattermostAnswerTest, ErrorsStandAtTheirInputsAndTheOthersAboveAll) {
  Reply reply = reply_of(Kind::form_errors);
  reply.errors = {{"budget", "Budget is missing."},
                  {"question", "Ask something.\nIt is empty."},
                  {"by", "By when?"}};
  EXPECT_EQ(json_of(answered(submitted(), reply).now),
            (Json{{"errors", {{"question", "Ask something. It is empty."}}},
                  {"error", "Budget is missing. By when?"}}));
  EXPECT_EQ(json_of(answered(submitted({}), reply).now),  // a form without inputs
            (Json{{"error", "Budget is missing. By when? Ask something. It is empty."}}));
  reply.errors = {{"words", ""}};
  EXPECT_EQ(json_of(answered(submitted(), reply).now), (Json{{"errors", {{"words", "…"}}}}));
}

TEST_F(MattermostAnswerTest, AnErrorIsCutAndNotifiesNobody) {
  Reply reply = reply_of(Kind::form_errors);
  reply.errors = {{"words", std::string(5'000, 'x')}, {"question", "Ask @channel"}};
  const Json body = json_of(answered(submitted(), reply).now);
  EXPECT_LE(body["errors"]["words"].get<std::string>().size(), 1'003u);
  EXPECT_EQ(body["errors"]["question"].get<std::string>().find("@channel"), std::string::npos);
}

TEST_F(MattermostAnswerTest, ARefusedFormStaysOpenAndSaysWhy) {
  Card card = card_of(Card::Tone::bad, "ACME-12 was not handed over.");
  card.sections = {{"Missing", {{plain("Budget")}, {plain("Sign-off")}}, {}}};
  const Json why{{"error", "ACME-12 was not handed over. Missing; Budget; Sign-off"}};
  const HttpReply alone = answered(submitted(), Reply::message(card));
  EXPECT_EQ(json_of(alone.now), why);
  EXPECT_EQ(alone.then, Then::nothing);

  card.sections[0].buttons = {test::button_of("Show", test::run_of("show ACME-12"))};
  const HttpReply with_button = answered(submitted(), Reply::message(card));
  EXPECT_EQ(json_of(with_button.now), why);
  EXPECT_EQ(with_button.then, Then::reply);

  Card other = card_of(Card::Tone::bad, "Too late.");
  other.buttons = {test::button_of("Menu", test::run_of(""))};
  EXPECT_EQ(answered(submitted(), Reply::message(other)).then, Then::reply);
}

TEST_F(MattermostAnswerTest, ASuccessThatShowsElsewhereIsNotSaidAgain) {
  for (const Card::Tone tone :
       {Card::Tone::good, Card::Tone::neutral, Card::Tone::waiting, Card::Tone::ended}) {
    Reply reply = Reply::message(card_of(tone, "Done."));
    EXPECT_EQ(answered(submitted(), reply).then, Then::reply);
    reply.shown_elsewhere = true;
    const HttpReply made = answered(submitted(), reply);
    EXPECT_EQ(json_of(made.now), Json::object());
    EXPECT_EQ(made.then, Then::nothing);
  }
}

TEST_F(MattermostAnswerTest, WhatIsLongFits) {
  const Card cards[] = {test::menu_card(400), test::card_full_of(std::string(20'000, 'x')),
                        test::card_full_of(std::string(20'000, '<'))};
  for (const Card& card : cards) {
    const Reply reply = Reply::message(card);
    Outgoing shown = present();
    shown.card = card;
    EXPECT_NE(json_of(answered(typed(), reply).now)["text"], "");
    Reply elsewhere = reply;
    elsewhere.shown_elsewhere = true;
    const Json press = json_of(answered(pressed(), elsewhere, &shown).now);
    for (const Json& text : {press["ephemeral_text"], press["update"]["message"]}) {
      EXPECT_LE(text.get<std::string>().size(), 4u * 16'383u);
    }
    json_of(answered(submitted(), reply).now);
  }
}

TEST_F(MattermostAnswerTest, NothingRecordedIsSaidAsEachSurfaceCan) {  // RELIABILITY 2.5
  const Reply busy =
      Reply::message(card_of(Card::Tone::bad, "Busy. Not recorded: return ACME-12 because."));
  const std::string sentence = "Busy. Not recorded: return ACME-12 because.";
  EXPECT_EQ(json_of(not_recorded_answer(typed(), busy, renderer)), ephemeral(busy.card));
  const Json to_press = json_of(not_recorded_answer(pressed(), busy, renderer));
  EXPECT_EQ(to_press,
            (Json{{"ephemeral_text", Renderer::text(busy.card)}, {"skip_slack_parsing", true}}));
  EXPECT_EQ(json_of(not_recorded_answer(submitted(), busy, renderer)), (Json{{"error", sentence}}));
}

TEST_F(MattermostAnswerTest, WhoeverCannotBeMattermostIsToldNothing) {
  const struct {
    Surface surface;
    AppErrc error;
    int status;
  } cases[] = {
      {Surface::command, AppErrc::bad_signature, 401},
      {Surface::command, AppErrc::bad_request, 400},
      {Surface::command, AppErrc::too_large, 413},
      {Surface::command, AppErrc::foreign_workspace, 403},
      {Surface::action, AppErrc::bad_request, 400},
      {Surface::action, AppErrc::too_large, 413},
      {Surface::dialog, AppErrc::bad_request, 400},
      {Surface::dialog, AppErrc::too_large, 413},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(std::to_string(static_cast<int>(c.surface)) + " " + std::to_string(c.status));
    const HttpResponse response = refusal(c.surface, c.error);
    EXPECT_EQ(response.status, c.status);
    EXPECT_EQ(response.body, "");
    EXPECT_TRUE(response.headers.empty());
  }
}

TEST_F(MattermostAnswerTest, WhoeverMayBeAPersonIsToldWhatIsWrongAndTheMend) {
  const std::string mend = " Nothing was recorded. Type /handoff to see what you can do.";
  const struct {
    AppErrc error;
    std::string of_button;
    std::string of_form;
  } cases[] = {
      {AppErrc::bad_signature, "This button was not made by Baton, or it was changed." + mend,
       "This form was not made by Baton, or it was changed." + mend},
      {AppErrc::unknown_key, "This button was made before Baton's key changed." + mend,
       "This form was opened before Baton's key changed." + mend},
      {AppErrc::foreign_person, "This button was made for somebody else." + mend,
       "This form was opened by somebody else." + mend},
      {AppErrc::foreign_workspace, "This button belongs to another workspace." + mend,
       "This form belongs to another workspace." + mend},
      {AppErrc::not_ready,
       "Baton is still starting. Nothing was recorded. Press the button again in a minute.",
       "Baton is still starting. Nothing was recorded. Send the form again in a minute."},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.of_button);
    EXPECT_EQ(json_of(refusal(Surface::action, c.error)),
              (Json{{"ephemeral_text", c.of_button}, {"skip_slack_parsing", true}}));
    EXPECT_EQ(json_of(refusal(Surface::dialog, c.error)), (Json{{"error", c.of_form}}));
  }
  EXPECT_EQ(json_of(refusal(Surface::command, AppErrc::not_ready)),
            (Json{{"response_type", "ephemeral"},
                  {"text",
                   "Baton is still starting. Nothing was recorded. Type the command again in a "
                   "minute."},
                  {"skip_slack_parsing", true}}));
}

}  // namespace
}  // namespace baton::mattermost
