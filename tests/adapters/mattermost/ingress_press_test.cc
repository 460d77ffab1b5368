#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "bot/ports/errc.h"
#include "tests/adapters/mattermost/ingress_fixture.h"

namespace baton::mattermost {
namespace {

using Json = nlohmann::json;

TEST_F(MattermostIngressTest, APressOnAMessageSaysWhichOne) {
  const Envelope envelope = envelope_of(action(action_json(seal.context(button))));
  EXPECT_EQ(envelope.delivery, "mattermost/press/" + ana + "/dHJp/=");
  EXPECT_EQ(envelope.reply_address, "channel:" + channel);
  EXPECT_EQ(std::get<Pressed>(envelope.what),
            (Pressed{test::accept_press(), post, "card/ACME-12/2"}));
}

TEST_F(MattermostIngressTest, APressOnAPrivateAnswerHasNoMessage) {
  const Envelope envelope = envelope_of(action(action_json(seal.context(private_button))));
  EXPECT_EQ(std::get<Pressed>(envelope.what), (Pressed{test::accept_press(), "", ""}));
}

TEST_F(MattermostIngressTest, InADirectChannelAPressNamesNoTeam) {
  Json body = action_json(seal.context(button));
  body["team_id"] = "";
  EXPECT_EQ(envelope_of(action(body)).team, team);
}

TEST_F(MattermostIngressTest, NoForgedPressIsTaken) {  // the table of the forgeries
  const Json whole = action_json(seal.context(button));
  const auto changed = [&](const char* name, const Json& value) {
    Json body = whole;
    body[name] = value;
    return body;
  };
  const auto resealed = [&](const Seal& other) { return action_json(other.context(button)); };
  Json without_context = whole;
  without_context.erase("context");
  Json altered = seal.context(button);
  altered["p"] = R"({"b":1,"k":"act","t":"ACME-12","v":"done"})";
  const struct {
    const char* name;
    Json body;
    AppErrc error;
  } cases[] = {
      {"no context", without_context, AppErrc::bad_signature},
      {"a context of nothing", changed("context", nullptr), AppErrc::bad_signature},
      {"a context as a text", changed("context", seal.context(button).dump()),
       AppErrc::bad_signature},
      {"an altered context", changed("context", altered), AppErrc::bad_signature},
      {"a form's state", changed("context", Json::parse(seal.state(form_seal()))),
       AppErrc::bad_signature},
      {"another agency's", resealed(test::seal_of(test::seal_key, "southlight")),
       AppErrc::foreign_workspace},
      {"another workspace's", resealed(test::seal_of(test::seal_key, "northlight", "second")),
       AppErrc::foreign_workspace},
      {"another key's", resealed(test::seal_of(test::next_seal_key)), AppErrc::unknown_key},
      {"another team", changed("team_id", bob), AppErrc::foreign_workspace},
      {"no user", changed("user_id", ""), AppErrc::bad_request},
      {"a user of another shape", changed("user_id", ana + "/"), AppErrc::bad_request},
      {"a channel of another shape", changed("channel_id", "general"), AppErrc::bad_request},
      {"no trigger", changed("trigger_id", ""), AppErrc::bad_request},
      {"a trigger that is no text", changed("trigger_id", 7), AppErrc::bad_request},
      {"a long trigger", changed("trigger_id", std::string(1001, 't')), AppErrc::bad_request},
      {"no post", changed("post_id", ""), AppErrc::bad_request},
      {"a menu", changed("type", "select"), AppErrc::bad_request},
      {"a list", Json::array({whole}), AppErrc::bad_request},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(action(c.body).error(), c.error);
  }
  EXPECT_EQ(ingress.action(request_of("")).error(), AppErrc::bad_request);
  EXPECT_EQ(ingress.action(request_of("payload=x")).error(), AppErrc::bad_request);
}

TEST_F(MattermostIngressTest, APrivateButtonIsItsOwnersAlone) {
  Json body = action_json(seal.context(private_button));
  body["user_id"] = bob;
  EXPECT_EQ(action(body).error(), AppErrc::foreign_person);
  body["context"]["u"] = bob;  // to make it his own is an alteration
  EXPECT_EQ(action(body).error(), AppErrc::bad_signature);
  body["context"]["u"] = "";
  EXPECT_EQ(action(body).error(), AppErrc::bad_signature);
}

TEST_F(MattermostIngressTest, ASubmissionBecomesAnEnvelope) {
  Json body = dialog_json(seal.state(form_seal()));
  body["submission"] = {{"words", "a \"b\"\n<c>"}, {"urgent", true}, {"later", false},
                        {"empty", nullptr},        {"hours", 12},    {"rate", 1.5}};
  const Envelope envelope = envelope_of(dialog(body));
  EXPECT_EQ(envelope.user.value, ana);
  EXPECT_EQ(envelope.channel.value, channel);
  EXPECT_EQ(envelope.reply_address, "channel:" + channel);
  EXPECT_EQ(envelope.trigger, "");
  EXPECT_EQ(envelope.form_inputs_max, 8u);
  const FormValues values{{"words", "a \"b\"\n<c>"}, {"urgent", "true"},
                          {"later", "false"},        {"empty", ""},
                          {"hours", "12"},           {"rate", "1.5"}};
  EXPECT_EQ(std::get<Submitted>(envelope.what),
            (Submitted{test::return_press(), values, false, true}));
}

TEST_F(MattermostIngressTest, OneFormIsOneDeliveryWhateverItSays) {  // RELIABILITY 2.2
  const auto delivery = [this](const Json& values, const std::string& nonce = "0123456789abcdef") {
    FormSeal sealed = form_seal();
    sealed.nonce = nonce;
    Json body = dialog_json(seal.state(sealed));
    body["submission"] = values;
    return envelope_of(dialog(body)).delivery;
  };
  const std::string first = delivery({{"words", "a"}, {"by", ""}});
  EXPECT_EQ(first, "mattermost/form/0123456789abcdef");
  EXPECT_EQ(first, delivery({{"words", "b"}, {"by", ""}}));
  EXPECT_NE(first, delivery({{"words", "a"}, {"by", ""}}, "fedcba9876543210"));
}

TEST_F(MattermostIngressTest, AFormLivesThirtyMinutes) {
  const struct {
    std::chrono::seconds age;
    bool expired;
  } cases[] = {
      {std::chrono::seconds(0), false},
      {std::chrono::minutes(29) + std::chrono::seconds(59), false},
      {std::chrono::minutes(30), false},
      {std::chrono::minutes(30) + std::chrono::seconds(1), true},
      {std::chrono::hours(24), true},
      {std::chrono::seconds(-60), false},  // a clock that was put back a little
      {std::chrono::seconds(-61), true},
  };
  const Json body = dialog_json(seal.state(form_seal()));
  const TimePoint opened = clock.at;
  for (const auto& c : cases) {
    SCOPED_TRACE(c.age.count());
    clock.at = opened + c.age;
    EXPECT_EQ(submitted(body).expired, c.expired);
  }
}

TEST_F(MattermostIngressTest, NoForgedSubmissionIsTaken) {  // the table of the forgeries
  const std::string state = seal.state(form_seal());
  const Json whole = dialog_json(state);
  const auto changed = [&](const char* name, const Json& value) {
    Json body = whole;
    body[name] = value;
    return body;
  };
  const auto resealed = [&](const Seal& other) { return dialog_json(other.state(form_seal())); };
  Json older = Json::parse(state);
  older["t"] = older["t"].get<std::int64_t>() + 1'800;
  Json many = Json::object();
  for (int i = 0; i < 65; ++i) many["v" + std::to_string(i)] = "";
  const struct {
    const char* name;
    Json body;
    AppErrc error;
  } cases[] = {
      {"another user", changed("user_id", bob), AppErrc::foreign_person},
      {"no state", changed("state", ""), AppErrc::bad_signature},
      {"a state that is no text", changed("state", Json::parse(state)), AppErrc::bad_signature},
      {"half a state", changed("state", state.substr(0, state.size() / 2)), AppErrc::bad_signature},
      {"a longer life", changed("state", older.dump()), AppErrc::bad_signature},
      {"a button's context", changed("state", seal.context(private_button).dump()),
       AppErrc::bad_signature},
      {"another callback", changed("callback_id", "handoff-form"), AppErrc::bad_signature},
      {"another agency's", resealed(test::seal_of(test::seal_key, "southlight")),
       AppErrc::foreign_workspace},
      {"another workspace's", resealed(test::seal_of(test::seal_key, "northlight", "second")),
       AppErrc::foreign_workspace},
      {"another key's", resealed(test::seal_of(test::next_seal_key)), AppErrc::unknown_key},
      {"another type", changed("type", "dialog_cancelled"), AppErrc::bad_request},
      {"no user", changed("user_id", nullptr), AppErrc::bad_request},
      {"a channel of another shape", changed("channel_id", "#general"), AppErrc::bad_request},
      {"values as a list", changed("submission", Json::array({"x"})), AppErrc::bad_request},
      {"a value as a list", changed("submission", {{"words", Json::array({"x"})}}),
       AppErrc::bad_request},
      {"a value as an object", changed("submission", {{"words", Json::object()}}),
       AppErrc::bad_request},
      {"too many values", changed("submission", many), AppErrc::too_large},
      {"a value that is too long", changed("submission", {{"words", std::string(10'001, 'x')}}),
       AppErrc::too_large},
      {"a list", Json::array({whole}), AppErrc::bad_request},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(dialog(c.body).error(), c.error);
  }
}

TEST_F(MattermostIngressTest, WhatAClientMaySendDiffersButTheFormHolds) {
  Json body = dialog_json(seal.state(form_seal()));
  for (const char* const none : {"team_id", "channel_id", "submission", "cancelled"}) {
    body.erase(none);  // newer servers leave out what they can tell themselves
  }
  const Envelope bare = envelope_of(dialog(body));
  EXPECT_EQ(bare.team, team);
  EXPECT_EQ(bare.reply_address, "");
  EXPECT_EQ(std::get<Submitted>(bare.what).values, FormValues());

  body["team_id"] = bob;  // in a direct channel: the team that the client has open
  body["submission"] = {{"words", std::string(10'000, 'x')}};
  EXPECT_TRUE(dialog(body));
}

TEST_F(MattermostIngressTest, AClosedFormIsDealtWithAtOnce) {
  Json body = dialog_json("whatever");
  body["cancelled"] = true;
  body["submission"] = Json::object();
  const auto received = dialog(body);
  ASSERT_TRUE(received);
  ASSERT_TRUE(std::holds_alternative<HttpResponse>(*received));
  const auto& answer = std::get<HttpResponse>(*received);
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, "{}");
  EXPECT_EQ(answer.headers, (std::vector<Header>{{"Content-Type", "application/json"}}));
}

}  // namespace
}  // namespace baton::mattermost
