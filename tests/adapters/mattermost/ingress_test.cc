#include "adapters/mattermost/ingress.h"

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "bot/codec/form_body.h"
#include "bot/ports/errc.h"
#include "tests/adapters/mattermost/sealing.h"
#include "tests/adapters/slack/fakes.h"

namespace baton::mattermost {
namespace {

using Json = nlohmann::json;
using Pairs = codec::FormPairs;

const std::string team = "jwyg34gnc7fo9ryus75y38ogao";
const std::string ana = "3potgqwkbtbxbnbb6o1kydywic";
const std::string bob = "g19yyc3g4tgfzkkxg4wrnr183w";
const std::string channel = "dfurx5tb3fniibj8nhepud6qiy";
const std::string post = "nosfqexcyfykdq14juahj4mgdc";
const std::string token = "rrkrpwt5din4femgph34tqwm8h";
const std::string second_token = "6ic4dtjrspd8ugcmpco3763ouh";

HttpRequest request_of(std::string body, std::vector<Header> headers = {}) {
  HttpRequest request;
  request.method = "POST";
  request.headers = std::move(headers);
  request.body = std::move(body);
  return request;
}

Pairs command_pairs() {
  return {{"channel_id", channel},
          {"channel_name", "handoff"},
          {"command", "/handoff"},
          {"response_url", "https://chat.example.com/hooks/commands/spfmrgwss3ym8p3jznzf49x7qr"},
          {"team_domain", "night"},
          {"team_id", team},
          {"text", "give @bob"},
          {"token", token},
          {"trigger_id", "dHJpZ2dlcg+/=="},
          {"user_id", ana},
          {"user_name", "ana"}};
}
Pairs with(Pairs pairs, const std::string& name, const std::string& value) {
  for (auto& pair : pairs) {
    if (pair.first == name) pair.second = value;
  }
  return pairs;
}
Pairs without(Pairs pairs, const std::string& name) {
  std::erase_if(pairs, [&name](const auto& pair) { return pair.first == name; });
  return pairs;
}
Pairs plus(Pairs pairs, const Pairs& more) {
  pairs.insert(pairs.end(), more.begin(), more.end());
  return pairs;
}

class MattermostIngressTest : public testing::Test {
 protected:
  MattermostIngressTest() { ingress.set_team(team); }

  [[nodiscard]] boost::system::result<Received> command(const Pairs& pairs,
                                                        std::vector<Header> headers = {}) const {
    return ingress.command(request_of(codec::encode_form(pairs), std::move(headers)));
  }
  /// An action's body, with a button of ours.
  [[nodiscard]] Json action_json(const Json& context) const {
    return {{"user_id", ana},         {"user_name", "ana"}, {"channel_id", channel},
            {"team_id", team},        {"team_domain", "n"}, {"post_id", post},
            {"trigger_id", "dHJp/="}, {"type", "button"},   {"data_source", ""},
            {"context", context}};
  }
  [[nodiscard]] Json dialog_json(const std::string& state) const {
    return {{"type", "dialog_submission"},
            {"callback_id", "batonform"},
            {"state", state},
            {"user_id", ana},
            {"channel_id", channel},
            {"team_id", team},
            {"submission", {{"words", "x"}}},
            {"cancelled", false}};
  }
  [[nodiscard]] boost::system::result<Received> action(const Json& body) const {
    return ingress.action(request_of(body.dump()));
  }
  [[nodiscard]] boost::system::result<Received> dialog(const Json& body) const {
    return ingress.dialog(request_of(body.dump()));
  }
  static Envelope envelope_of(const boost::system::result<Received>& received) {
    EXPECT_TRUE(received) << received.error().message();
    return received ? std::get<Envelope>(*received) : Envelope();
  }
  [[nodiscard]] FormSeal form_seal() const {
    return {test::return_press(), UserId{ana}, "0123456789abcdef", clock.at};
  }
  [[nodiscard]] Submitted submitted(const Json& body) const {
    return std::get<Submitted>(envelope_of(dialog(body)).what);
  }

  test::StillClock clock;
  Seal seal = test::seal_of();
  Ingress ingress{WorkspaceId{"mattermost"}, {Secret(token), Secret(second_token)}, seal, clock};
  const ButtonSeal button{test::accept_press(), "card/ACME-12/2", {}};
  const ButtonSeal private_button{test::accept_press(), {}, UserId{ana}};
};

TEST_F(MattermostIngressTest, ACommandBecomesAnEnvelope) {
  const Envelope envelope = envelope_of(
      command(plus(command_pairs(), {{"user_mentions", "bob"}, {"user_mentions_ids", bob}})));
  EXPECT_EQ(envelope.workspace.value, "mattermost");
  EXPECT_EQ(envelope.team, team);
  EXPECT_EQ(envelope.user.value, ana);
  EXPECT_EQ(envelope.user_name, "ana");
  EXPECT_EQ(envelope.channel.value, channel);
  EXPECT_EQ(envelope.delivery, "mattermost/command/" + team + "/dHJpZ2dlcg+/==");
  EXPECT_EQ(envelope.trigger, "dHJpZ2dlcg+/==");
  EXPECT_EQ(envelope.reply_address,
            "https://chat.example.com/hooks/commands/spfmrgwss3ym8p3jznzf49x7qr");
  EXPECT_EQ(envelope.form_inputs_max, 8u);
  EXPECT_EQ(std::get<Typed>(envelope.what).text, "give <@" + bob + "|bob>");
}

TEST_F(MattermostIngressTest, TheTokenInTheBodyDecides) {  // T03
  const std::string unlike = "rrkrpwt5din4femgph34tqwm8i";
  const struct {
    const char* name;
    Pairs pairs;
    std::vector<Header> headers;
    bool taken;
  } cases[] = {
      {"the first token", command_pairs(), {}, true},
      {"the second token", with(command_pairs(), "token", second_token), {}, true},
      {"another token", with(command_pairs(), "token", unlike), {}, false},
      {"half a token", with(command_pairs(), "token", token.substr(0, 13)), {}, false},
      {"a token and more", with(command_pairs(), "token", token + "0"), {}, false},
      {"both tokens", with(command_pairs(), "token", token + second_token), {}, false},
      {"an empty token", with(command_pairs(), "token", ""), {}, false},
      {"no token", without(command_pairs(), "token"), {}, false},
      {"no token in the body, but in the header",
       without(command_pairs(), "token"),
       {{"Authorization", "Token " + token}},
       false},
      {"the same in the header", command_pairs(), {{"Authorization", "Token " + token}}, true},
      {"whatever the case", command_pairs(), {{"authorization", "TOKEN  " + token + " "}}, true},
      {"another in the header", command_pairs(), {{"Authorization", "Token " + unlike}}, false},
      {"another good one in the header",
       command_pairs(),
       {{"Authorization", "Token " + second_token}},
       false},
      {"another in the second header",
       command_pairs(),
       {{"Authorization", "Token " + token}, {"Authorization", "token " + unlike}},
       false},
      {"nothing in the header", command_pairs(), {{"Authorization", "Token"}}, false},
      {"an OAuth connection's header", command_pairs(), {{"Authorization", "Bearer x"}}, true},
      {"a scheme that begins alike", command_pairs(), {{"Authorization", "Tokens x"}}, true},
      {"an empty header", command_pairs(), {{"Authorization", ""}}, true},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    const auto received = command(c.pairs, c.headers);
    EXPECT_EQ(received.has_value(), c.taken);
    if (c.taken) continue;
    EXPECT_EQ(received.error(), AppErrc::bad_signature);
  }
}

TEST_F(MattermostIngressTest, ACommandMustBeWhole) {
  const std::string names = "user_mentions";
  const std::string ids = "user_mentions_ids";
  const struct {
    const char* name;
    Pairs pairs;
    AppErrc error;
  } cases[] = {
      {"no text", without(command_pairs(), "text"), AppErrc::bad_request},
      {"no trigger", without(command_pairs(), "trigger_id"), AppErrc::bad_request},
      {"an empty trigger", with(command_pairs(), "trigger_id", ""), AppErrc::bad_request},
      {"a long trigger", with(command_pairs(), "trigger_id", std::string(1001, 't')),
       AppErrc::bad_request},
      {"no user", without(command_pairs(), "user_id"), AppErrc::bad_request},
      {"a user in capitals", with(command_pairs(), "user_id", "3POTGQWKBTBXBNBB6O1KYDYWIC"),
       AppErrc::bad_request},
      {"a short user", with(command_pairs(), "user_id", ana.substr(1)), AppErrc::bad_request},
      {"no channel", without(command_pairs(), "channel_id"), AppErrc::bad_request},
      {"no team", without(command_pairs(), "team_id"), AppErrc::bad_request},
      {"another team", with(command_pairs(), "team_id", bob), AppErrc::foreign_workspace},
      {"two users", plus(command_pairs(), {{"user_id", bob}}), AppErrc::bad_request},
      {"two texts", plus(command_pairs(), {{"text", "help"}}), AppErrc::bad_request},
      {"two tokens", plus(command_pairs(), {{"token", token}}), AppErrc::bad_request},
      {"a name without an id", plus(command_pairs(), {{names, "bob"}}), AppErrc::bad_request},
      {"an id without a name", plus(command_pairs(), {{ids, bob}}), AppErrc::bad_request},
      {"a mention of no id", plus(command_pairs(), {{names, "bob"}, {ids, "b>"}}),
       AppErrc::bad_request},
      {"a text that is too long", with(command_pairs(), "text", std::string(256 * 1024 + 1, 'x')),
       AppErrc::too_large},
      {"too many mentions", plus(command_pairs(), Pairs(4096, {names, "bob"})), AppErrc::too_large},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(command(c.pairs).error(), c.error);
  }
  EXPECT_EQ(ingress.command(request_of("text=%FF&token=" + token)).error(), AppErrc::bad_request);
  EXPECT_TRUE(command(with(command_pairs(), "trigger_id", std::string(1000, 't'))));
  EXPECT_TRUE(command(with(command_pairs(), "text", std::string(60'000, 'x'))));
  EXPECT_TRUE(command(plus(command_pairs(), {{"root_id", ""}, {"later", "x"}})));
}

TEST_F(MattermostIngressTest, ManyMayBeMentioned) {
  Pairs pairs = with(command_pairs(), "text", "@bob @ana ~one ~two");
  pairs = plus(pairs, {{"channel_mentions", "one"},
                       {"channel_mentions", "two"},
                       {"channel_mentions_ids", channel},
                       {"channel_mentions_ids", channel},
                       {"user_mentions", "ana"},
                       {"user_mentions", "bob"},
                       {"user_mentions_ids", ana},
                       {"user_mentions_ids", bob}});
  EXPECT_EQ(std::get<Typed>(envelope_of(command(pairs)).what).text,
            "<@" + bob + "|bob> <@" + ana + "|ana> ~one ~two");
}

TEST_F(MattermostIngressTest, BeforeTheTeamIsKnownOnlyWhoIsProvenLearnsIt) {
  const Ingress starting(WorkspaceId{"mattermost"}, {Secret(token)}, seal, clock);
  const auto sent = [&](const Pairs& pairs) {
    return starting.command(request_of(codec::encode_form(pairs))).error();
  };
  EXPECT_EQ(sent(command_pairs()), AppErrc::not_ready);
  EXPECT_EQ(sent(with(command_pairs(), "token", second_token)), AppErrc::bad_signature);

  const auto pressed = [&](const Json& context) {
    return starting.action(request_of(action_json(context).dump())).error();
  };
  EXPECT_EQ(pressed(seal.context(button)), AppErrc::not_ready);
  EXPECT_EQ(pressed(Json::object()), AppErrc::bad_signature);
  const auto sent_form = [&](const std::string& state) {
    return starting.dialog(request_of(dialog_json(state).dump())).error();
  };
  EXPECT_EQ(sent_form(seal.state(form_seal())), AppErrc::not_ready);
  EXPECT_EQ(sent_form("st-1"), AppErrc::bad_signature);
}

TEST_F(MattermostIngressTest, WithoutATokenThereIsNoIngress) {
  const WorkspaceId workspace{"mattermost"};
  EXPECT_THROW(Ingress(workspace, {}, seal, clock), std::invalid_argument);
  EXPECT_THROW(Ingress(workspace, {Secret(token), Secret()}, seal, clock), std::invalid_argument);
}

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

TEST_F(MattermostIngressTest, TheSameFormWithOtherWordsIsAnotherDelivery) {
  const auto delivery = [this](const Json& values, const std::string& nonce = "0123456789abcdef") {
    FormSeal sealed = form_seal();
    sealed.nonce = nonce;
    Json body = dialog_json(seal.state(sealed));
    body["submission"] = values;
    return envelope_of(dialog(body)).delivery;
  };
  const std::string first = delivery({{"words", "a"}, {"by", ""}});
  EXPECT_EQ(first,  // of {"by":"","words":"a"}
            "mattermost/form/0123456789abcdef/"
            "dee3d2d70758b49c00837ae5b0528ea8c442d2d7361604342963cd4392933838");
  EXPECT_EQ(first, delivery({{"by", nullptr}, {"words", "a"}}));
  EXPECT_NE(first, delivery({{"words", "b"}, {"by", ""}}));
  EXPECT_NE(first, delivery({{"words", ""}, {"by", "a"}}));
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
