#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "bot/ports/errc.h"
#include "tests/adapters/mattermost/ingress_fixture.h"

namespace baton::mattermost {
namespace {

using Json = nlohmann::json;
using Pairs = codec::FormPairs;

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

}  // namespace
}  // namespace baton::mattermost
