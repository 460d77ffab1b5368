#include "adapters/slack/ingress.h"

#include <random>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "adapters/slack/form_state.h"
#include "bot/codec/press_json.h"
#include "bot/ports/errc.h"
#include "tests/adapters/slack/requests.h"
#include "tests/adapters/slack/samples.h"
#include "tests/fakes/scripted_http.h"

namespace baton::slack {
namespace {

using Json = nlohmann::json;
using namespace std::chrono_literals;
using test::signed_request;

const std::string command_body =
    "token=t&team_id=T0NORTH&channel_id=C0HAND&user_id=U0ANA&user_name=ana&command=%2Fhandoff"
    "&text=list+waiting&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2Fx&trigger_id=1.2.a";

Json press_payload(const Press& press) {
  return Json{
      {"type", "block_actions"},
      {"team", {{"id", "T0NORTH"}}},
      {"user", {{"id", "U0DINO"}, {"username", "dino"}, {"team_id", "T0NORTH"}}},
      {"trigger_id", "3.4.b"},
      {"channel", {{"id", "D0DINO"}}},
      {"container", {{"type", "message"}, {"message_ts", "111.222"}, {"is_ephemeral", false}}},
      {"response_url", "https://hooks.slack.com/actions/x"},
      {"actions",
       Json::array(
           {{{"type", "button"}, {"action_id", "baton_0"}, {"value", press_json(press)}}})}};
}
Json submission_payload() {
  return Json{
      {"type", "view_submission"},
      {"team", {{"id", "T0NORTH"}}},
      {"user", {{"id", "U0DINO"}, {"username", "dino"}, {"team_id", "T0NORTH"}}},
      {"trigger_id", "5.6.c"},
      {"view",
       {{"id", "V1"},
        {"root_view_id", "V1"},
        {"hash", "156.abc"},
        {"callback_id", "baton_form"},
        {"private_metadata", press_json(test::press_of(Verb::ask))},
        {"state",
         {{"values",
           {{"question", {{"question", {{"type", "plain_text_input"}, {"value", "Why?"}}}}},
            {"words", {{"words", {{"type", "plain_text_input"}, {"value", nullptr}}}}},
            {"reason",
             {{"reason",
               {{"type", "static_select"}, {"selected_option", {{"value", "timing"}}}}}}}}}}}}}};
}

class SlackIngressTest : public testing::Test {
 protected:
  SlackIngressTest() { ingress.set_team("T0NORTH"); }

  boost::system::result<Received> command(const std::string& body) {
    return ingress.command(signed_request("/slack/commands", body, clock.at));
  }
  boost::system::result<Received> interaction(const Json& payload) {
    return ingress.interaction(
        signed_request("/slack/interactions", test::payload_body(payload.dump()), clock.at));
  }
  static Envelope envelope(const boost::system::result<Received>& received) {
    EXPECT_TRUE(received);
    if (!received || !std::holds_alternative<Envelope>(*received)) return {};
    return std::get<Envelope>(*received);
  }
  static void expect_error(const boost::system::result<Received>& received, AppErrc error) {
    ASSERT_FALSE(received);
    EXPECT_EQ(received.error(), make_error_code(error));
  }
  static void expect_ignored(const boost::system::result<Received>& received) {
    ASSERT_TRUE(received);
    ASSERT_TRUE(std::holds_alternative<HttpResponse>(*received));
    EXPECT_EQ(std::get<HttpResponse>(*received).status, 200);
    EXPECT_EQ(std::get<HttpResponse>(*received).body, "");
  }

  test::StillClock clock;
  Ingress ingress{WorkspaceId{"slack"}, {Secret(test::signing_secret)}, clock};
};

TEST_F(SlackIngressTest, ACommandIsAnEnvelope) {
  const Envelope got = envelope(command(command_body));
  EXPECT_EQ(got.workspace, WorkspaceId{"slack"});
  EXPECT_EQ(got.team, "T0NORTH");
  EXPECT_EQ(got.user, UserId{"U0ANA"});
  EXPECT_EQ(got.user_name, "ana");
  EXPECT_EQ(got.channel, ChannelId{"C0HAND"});
  EXPECT_EQ(got.delivery, "slack/command/T0NORTH/1.2.a");
  EXPECT_EQ(got.trigger, "1.2.a");
  EXPECT_EQ(got.reply_address, "https://hooks.slack.com/commands/x");
  EXPECT_EQ(std::get<Typed>(got.what).text, "list waiting");
}

TEST_F(SlackIngressTest, APressIsAnEnvelope) {
  const Press press = test::press_of(Verb::accept);
  const Envelope got = envelope(interaction(press_payload(press)));
  EXPECT_EQ(got.user, UserId{"U0DINO"});
  EXPECT_EQ(got.user_name, "dino");
  EXPECT_EQ(got.channel, ChannelId{"D0DINO"});
  EXPECT_EQ(got.delivery, "slack/press/T0NORTH/U0DINO/3.4.b");
  EXPECT_EQ(got.trigger, "3.4.b");
  EXPECT_EQ(got.reply_address, "https://hooks.slack.com/actions/x");
  EXPECT_EQ(std::get<Pressed>(got.what), (Pressed{press, "111.222"}));
}

TEST_F(SlackIngressTest, AnEphemeralMessageHasNoIdThatCouldBeUsed) {
  Json payload = press_payload(test::press_of(Verb::accept));
  payload["container"]["is_ephemeral"] = true;
  EXPECT_EQ(std::get<Pressed>(envelope(interaction(payload)).what).message_id, "");
}

TEST_F(SlackIngressTest, ASubmissionHoldsEveryInput) {
  const Envelope got = envelope(interaction(submission_payload()));
  EXPECT_EQ(got.delivery, "slack/form/T0NORTH/V1/156.abc/baton_form");
  EXPECT_EQ(got.trigger, "5.6.c");
  EXPECT_EQ(got.reply_address, "");
  const auto& submitted = std::get<Submitted>(got.what);
  EXPECT_EQ(submitted.press, test::press_of(Verb::ask));
  EXPECT_EQ(submitted.values,
            (FormValues{{"question", "Why?"}, {"words", ""}, {"reason", "timing"}}));
  EXPECT_TRUE(submitted.stays_open) << "a refused one may come again under the same hash";
}

TEST_F(SlackIngressTest, AResubmissionAfterErrorsIsANewDelivery) {  // RELIABILITY 2.2
  Json again = submission_payload();
  const std::string first = envelope(interaction(again)).delivery;
  EXPECT_EQ(envelope(interaction(again)).delivery, first);
  again["view"]["hash"] = "157.abd";
  EXPECT_NE(envelope(interaction(again)).delivery, first);
}

TEST_F(SlackIngressTest, NothingIsBelievedUnsigned) {  // T01
  HttpRequest request = signed_request("/slack/commands", command_body, clock.at);
  request.body += "&text=cancel";
  expect_error(ingress.command(request), AppErrc::bad_signature);
  expect_error(ingress.interaction(request), AppErrc::bad_signature);
  request.headers.clear();
  expect_error(ingress.command(request), AppErrc::bad_signature);
  request = signed_request("/slack/commands", "%%% no form at all", clock.at, "another secret");
  expect_error(ingress.command(request), AppErrc::bad_signature);
  request = signed_request("/slack/commands", command_body, clock.at - 301s);
  expect_error(ingress.command(request), AppErrc::stale_request);
  request = signed_request("/slack/commands", command_body, clock.at + 301s);
  expect_error(ingress.command(request), AppErrc::stale_request);
}

TEST_F(SlackIngressTest, TheCertificateCheckIsAnsweredSignedOrNot) {
  HttpRequest request;
  request.body = "ssl_check=1&token=x";
  expect_ignored(ingress.command(request));
  request.body = "token=x&ssl_check=1";
  expect_ignored(ingress.command(request));
  expect_ignored(command("ssl_check=1&token=x"));
  request.body = "text=ssl_check=1";
  expect_error(ingress.command(request), AppErrc::bad_signature);
  request = signed_request("/slack/commands", "ssl_check=1", clock.at, "another secret");
  expect_error(ingress.command(request), AppErrc::bad_signature);
}

TEST_F(SlackIngressTest, OtherTeamsAreRefused) {  // T05
  std::string body = command_body;
  body.replace(body.find("T0NORTH"), 7, "T0OTHER");
  expect_error(command(body), AppErrc::foreign_workspace);
  Json payload = press_payload(test::press_of(Verb::accept));
  payload["team"]["id"] = "T0OTHER";
  expect_error(interaction(payload), AppErrc::foreign_workspace);
  payload = submission_payload();
  payload["team"]["id"] = "T0OTHER";
  expect_error(interaction(payload), AppErrc::foreign_workspace);
}

TEST_F(SlackIngressTest, SomebodyOfAnotherTeamIsAStrangerWhateverHisId) {  // T05
  Json payload = press_payload(test::press_of(Verb::accept));
  payload["user"]["team_id"] = "T0OTHER";
  const Envelope got = envelope(interaction(payload));
  EXPECT_EQ(got.user, UserId{"T0OTHER/U0DINO"});
  EXPECT_EQ(got.user_name, "");
  payload = submission_payload();
  payload["team"]["id"] = "T0OTHER";
  payload["user"]["team_id"] = "T0OTHER";
  payload["view"]["app_installed_team_id"] = "T0NORTH";
  EXPECT_EQ(envelope(interaction(payload)).user, UserId{"T0OTHER/U0DINO"});
}

TEST_F(SlackIngressTest, AnOrganisationsInstallationNamesTheTeamOfTheUser) {
  Json payload = press_payload(test::press_of(Verb::accept));
  payload["team"] = nullptr;
  EXPECT_EQ(envelope(interaction(payload)).user, UserId{"U0DINO"});
  payload["user"]["team_id"] = "T0OTHER";
  expect_error(interaction(payload), AppErrc::foreign_workspace);
}

TEST_F(SlackIngressTest, NothingIsTakenBeforeTheTeamIsKnown) {
  Ingress early(WorkspaceId{"slack"}, {Secret(test::signing_secret)}, clock);
  expect_error(early.command(signed_request("/slack/commands", command_body, clock.at)),
               AppErrc::not_ready);
  const std::string body = test::payload_body(submission_payload().dump());
  expect_error(early.interaction(signed_request("/slack/interactions", body, clock.at)),
               AppErrc::not_ready);
  expect_error(early.command(HttpRequest()), AppErrc::bad_signature);
}

TEST_F(SlackIngressTest, AnEmptySecretIsRefusedFromTheStart) {
  const auto make = [this](std::vector<Secret> secrets) {
    return Ingress(WorkspaceId{"slack"}, std::move(secrets), clock);
  };
  EXPECT_THROW(make({}), std::invalid_argument);
  EXPECT_THROW(make({Secret("")}), std::invalid_argument);
  EXPECT_THROW(make({Secret("good"), Secret("")}), std::invalid_argument);
}

TEST_F(SlackIngressTest, WhatCannotBeReadIsABadRequest) {
  const char* const commands[] = {
      "",
      "team_id=T0NORTH",
      "team_id=T0NORTH&user_id=U0ANA&text=x",
      "team_id=T0NORTH&text=x&trigger_id=1.2.a",
      "team_id=T0NORTH&user_id=U0ANA&trigger_id=1.2.a",
      "team_id=T0NORTH&user_id=U0ANA&text=x&trigger_id=%20",
      "team_id=T0NORTH&user_id=%3C%21here%3E&text=x&trigger_id=1.2.a",
      "team_id=T0NORTH&team_id=T0NORTH&user_id=U0ANA&text=x&trigger_id=1.2.a",
      "team_id=T0NORTH&user_id=U0ANA&text=%ZZ&trigger_id=1.2.a",
  };
  for (const char* const body : commands) {
    SCOPED_TRACE(body);
    expect_error(command(body), AppErrc::bad_request);
  }
  const char* const payloads[] = {"",    "payload=",        "payload=%7B",         "payload=%5B%5D",
                                  "x=1", "payload=%22a%22", "payload=%7B%7D%7B%7D"};
  for (const char* const body : payloads) {
    SCOPED_TRACE(body);
    expect_error(ingress.interaction(signed_request("/slack/interactions", body, clock.at)),
                 AppErrc::bad_request);
  }
}

TEST_F(SlackIngressTest, APayloadOfOursThatLacksAPartIsABadRequest) {
  const struct {
    const char* pointer;
    Json value;
  } presses[] = {
      {"/trigger_id", nullptr},
      {"/trigger_id", "a b"},
      {"/user", nullptr},
      {"/user/id", 7},
      {"/actions", Json::array()},
      {"/actions", nullptr},
      {"/actions/0/value", nullptr},
      {"/actions/0/value", "click_me_123"},
      {"/actions/0/value", Json::object()},
  };
  for (const auto& c : presses) {
    SCOPED_TRACE(c.pointer);
    Json payload = press_payload(test::press_of(Verb::accept));
    payload[Json::json_pointer(c.pointer)] = c.value;
    expect_error(interaction(payload), AppErrc::bad_request);
  }
  for (const char* const pointer :
       {"/view/root_view_id", "/view/hash", "/view/private_metadata", "/user/id"}) {
    SCOPED_TRACE(pointer);
    Json payload = submission_payload();
    payload[Json::json_pointer(pointer)] = nullptr;
    expect_error(interaction(payload), AppErrc::bad_request);
  }
}

TEST_F(SlackIngressTest, AFormThatWasOpenedTooLongAgoHasExpired) {
  const auto sent_after = [&](std::chrono::milliseconds age) {
    Json payload = submission_payload();
    payload["view"]["private_metadata"] = form_state({test::press_of(Verb::ask), clock.at - age});
    return std::get<Submitted>(envelope(interaction(payload)).what);
  };
  EXPECT_EQ(sent_after(0ms).press, test::press_of(Verb::ask));
  EXPECT_FALSE(sent_after(form_life).expired);
  EXPECT_TRUE(sent_after(form_life + 1ms).expired);
  EXPECT_FALSE(sent_after(-form_future_max).expired);
  EXPECT_TRUE(sent_after(-form_future_max - 1ms).expired);
  const auto untold = std::get<Submitted>(envelope(interaction(submission_payload())).what);
  EXPECT_FALSE(untold.expired);
}

TEST_F(SlackIngressTest, WhatAFormCarriesIsReadAsItWasWritten) {
  const FormState state{test::press_of(Verb::give_back), clock.at};
  EXPECT_EQ(parse_form_state(form_state(state)).value(), state);
  for (const char* const text :
       {"", "{}", "[]", R"({"p":1,"o":2})", R"({"p":"{}","o":2})", R"({"o":2})", R"({"p":"{}"})"}) {
    EXPECT_FALSE(parse_form_state(text)) << text;
  }
  const std::string press = press_json(test::press_of(Verb::ask));
  EXPECT_FALSE(parse_form_state(Json{{"p", press}, {"o", 1}, {"x", 1}}.dump()));
  EXPECT_FALSE(parse_form_state(Json{{"p", press}, {"o", "1"}}.dump()));
}

TEST_F(SlackIngressTest, WhatIsNotOursIsAcknowledged) {
  Json payload = press_payload(test::press_of(Verb::accept));
  payload["actions"][0]["action_id"] = "approve";
  expect_ignored(interaction(payload));
  payload = press_payload(test::press_of(Verb::accept));
  payload["actions"][0]["type"] = "overflow";
  expect_ignored(interaction(payload));
  payload = submission_payload();
  payload["view"]["callback_id"] = "another_form";
  expect_ignored(interaction(payload));
  for (const char* const type : {"view_closed", "shortcut", "message_action", "block_suggestion",
                                 "interactive_message", "dialog_submission", "something_new"}) {
    SCOPED_TRACE(type);
    expect_ignored(interaction(Json{{"type", type}}));
  }
}

/// T04, first half: nobody but Slack can change a value on its way.
TEST_F(SlackIngressTest, AMutatedValueIsRefusedByTheSignature) {
  const HttpRequest good = signed_request(
      "/slack/interactions", test::payload_body(press_payload(test::press_of(Verb::accept)).dump()),
      clock.at);
  ASSERT_TRUE(ingress.interaction(good));
  const std::size_t begin = good.body.find("value");
  ASSERT_NE(begin, std::string::npos);
  std::mt19937 random(4);
  for (int i = 0; i < 1000; ++i) {
    HttpRequest mutated = good;
    char& c = mutated.body[begin + random() % (mutated.body.size() - begin)];
    c = static_cast<char>(c ^ (1 << (random() % 7)));
    expect_error(ingress.interaction(mutated), AppErrc::bad_signature);
  }
}

/// T04, second half: were it signed all the same, it is refused or a well-formed press, which the
/// task as it is then decides. Who pressed, and that it was his, never comes from the value.
TEST_F(SlackIngressTest, AMutatedAndSignedValueIsRefusedOrAPressLikeAnyOther) {
  const Json good = press_payload(test::press_of(Verb::accept));
  const std::string value = good["actions"][0]["value"];
  std::mt19937 random(5);
  int refused = 0;
  for (int i = 0; i < 1000; ++i) {
    std::string mutated = value;
    mutated[random() % mutated.size()] = static_cast<char>(0x20 + random() % 0x5F);
    Json payload = good;
    payload["actions"][0]["value"] = mutated;
    const auto received = interaction(payload);
    if (!received) {
      EXPECT_EQ(received.error(), make_error_code(AppErrc::bad_request));
      ++refused;
      continue;
    }
    const Envelope got = envelope(received);
    EXPECT_EQ(got.user, UserId{"U0DINO"});
    const Press& press = std::get<Pressed>(got.what).press;
    EXPECT_EQ(parse_press(press_json(press)).value(), press);
  }
  EXPECT_GT(refused, 700);
}

}  // namespace
}  // namespace baton::slack
