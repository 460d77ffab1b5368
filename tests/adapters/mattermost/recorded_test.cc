#include "tests/adapters/mattermost/recorded.h"

#include <fstream>
#include <optional>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "adapters/mattermost/ingress.h"
#include "adapters/mattermost/interaction.h"
#include "bot/codec/digest.h"
#include "tests/adapters/mattermost/sealing.h"
#include "tests/fakes/scripted_http.h"
#include "tests/support/places.h"

namespace baton::test {
namespace {

nlohmann::json recorded_json(const std::string& file) {
  std::ifstream in(source_path("tests/fixtures/mattermost/" + file), std::ios::binary);
  EXPECT_TRUE(in) << "cannot read " << file;
  return nlohmann::json::parse(in, nullptr, /*allow_exceptions=*/false);
}

}  // namespace

HttpRequest recorded_request(const std::string& file) {
  const nlohmann::json recorded = recorded_json(file).at("request");
  HttpRequest request;
  request.method = recorded.at("method");
  const std::string target = recorded.at("path");
  const std::size_t question = target.find('?');
  request.path = target.substr(0, question);
  if (question != std::string::npos) request.query = target.substr(question + 1);
  for (const auto& [name, value] : recorded.at("headers").items()) {
    request.headers.push_back(Header{name, value});
  }
  request.body = recorded.at("body");
  return request;
}

std::set<std::string> recorded_files() {
  std::set<std::string> files;
  for (const nlohmann::json& entry : recorded_json("INDEX.json")) {
    if (entry.at("direction") == "mattermost->integration") files.insert(entry.at("file"));
  }
  return files;
}

}  // namespace baton::test

namespace baton::mattermost {
namespace {

using Json = nlohmann::json;
using test::alice;

/// What every recorded submission holds: an input of each kind, one of them left empty.
const FormValues sent_values{
    {"mood", "g"},
    {"notes", ""},
    {"shift", "night"},
    {"summary", "a@example.test"},
    {"urgent", "true"},
    {"where", "mnii9mxw1inrueg4qk54qkbycw"},
    {"who", "g19yyc3g4tgfzkkxg4wrnr183w"},
};

class MattermostRecordings : public testing::Test {
 protected:
  MattermostRecordings() { ingress.set_team(test::night_team); }

  test::StillClock clock;
  Seal seal = test::seal_of();
  Ingress ingress{
      WorkspaceId{"mattermost"},
      {Secret(test::handoff_token), Secret(test::userinfo_token), Secret(test::named_token)},
      seal,
      clock};
};

/// Whether `trigger` is the trigger id of alice's or bob's deed that begins with `id`.
void expect_trigger(const std::string& trigger, const std::string& id, const std::string& user) {
  const std::optional<std::string> decoded = codec::from_base64(trigger);
  ASSERT_TRUE(decoded) << trigger;
  EXPECT_EQ(decoded->substr(0, 54), id + ":" + user + ":");
  EXPECT_EQ(trigger.size(), 220u);
}

Envelope envelope_of(const boost::system::result<Received>& received) {
  EXPECT_TRUE(received) << received.error().message();
  if (!received || !std::holds_alternative<Envelope>(*received)) {
    ADD_FAILURE() << "no envelope";
    return {};
  }
  return std::get<Envelope>(*received);
}

HttpRequest with_body(HttpRequest request, const Json& body) {
  request.body = body.dump();
  return request;
}

TEST_F(MattermostRecordings, EveryOneOfThemIsInATable) {
  std::set<std::string> in_tables;
  std::size_t rows = 0;
  const auto add = [&](const auto& table) {
    for (const auto& row : table) in_tables.insert(row.file);
    rows += table.size();
  };
  add(test::recorded_commands());
  add(test::recorded_actions());
  add(test::recorded_dialogs());
  add(test::recorded_others());
  EXPECT_EQ(in_tables, test::recorded_files());
  EXPECT_EQ(rows, in_tables.size());
  EXPECT_EQ(rows, 119u);
}

TEST_F(MattermostRecordings, EveryCommandSaysWhatItMust) {
  for (const test::RecordedCommand& c : test::recorded_commands()) {
    SCOPED_TRACE(c.file);
    const HttpRequest request = test::recorded_request(c.file);
    const Envelope envelope = envelope_of(ingress.command(request));
    EXPECT_EQ(envelope.workspace.value, "mattermost");
    EXPECT_EQ(envelope.team, test::night_team);
    EXPECT_EQ(envelope.user.value, alice);
    EXPECT_EQ(envelope.user_name, "alice");
    EXPECT_EQ(envelope.channel.value, c.channel);
    EXPECT_EQ(envelope.reply_address, std::string(c.hooks) + c.hook);
    expect_trigger(envelope.trigger, c.trigger, alice);
    EXPECT_EQ(envelope.delivery,
              std::string("mattermost/command/") + test::night_team + "/" + envelope.trigger);
    EXPECT_EQ(envelope.form_inputs_max, 8u);
    const auto* const typed = std::get_if<Typed>(&envelope.what);
    ASSERT_NE(typed, nullptr);
    EXPECT_EQ(typed->text, c.text);

    const Ingress other(WorkspaceId{"mattermost"}, {Secret("another")}, seal, clock);
    EXPECT_EQ(other.command(request).error(), AppErrc::bad_signature);
    Ingress only(WorkspaceId{"mattermost"}, {Secret(c.token)}, seal, clock);
    only.set_team(test::night_team);
    EXPECT_TRUE(only.command(request));
  }
}

TEST_F(MattermostRecordings, WhatIsRepeatedAfterARedirectIsTheSameDelivery) {
  const auto delivery = [this](const char* file) {
    return envelope_of(ingress.command(test::recorded_request(file))).delivery;
  };
  EXPECT_EQ(delivery("slash-response-redirect-307.inbound1.json"),
            delivery("slash-response-redirect-307.inbound2.json"));
}

TEST_F(MattermostRecordings, EveryActionSaysWhatItMust) {
  for (const test::RecordedAction& c : test::recorded_actions()) {
    SCOPED_TRACE(c.file);
    const HttpRequest request = test::recorded_request(c.file);
    EXPECT_EQ(ingress.action(request).error(), AppErrc::bad_signature);

    const auto fields = read_action(Json::parse(request.body));
    ASSERT_TRUE(fields) << fields.error().message();
    EXPECT_EQ(fields->user.value, c.user);
    EXPECT_EQ(fields->user_name, c.user_name);
    EXPECT_EQ(fields->channel.value, c.channel);
    EXPECT_EQ(fields->team, c.team);
    EXPECT_EQ(fields->post, c.post);
    expect_trigger(fields->trigger, c.trigger, c.user);
    EXPECT_EQ(fields->type, c.type);
    EXPECT_EQ(fields->context, Json::parse(c.context));
  }
}

TEST_F(MattermostRecordings, EveryActionIsAPressOnceItsButtonIsOurs) {
  const ButtonSeal ours{test::accept_press(), "card/ACME-12/2", {}};
  for (const test::RecordedAction& c : test::recorded_actions()) {
    SCOPED_TRACE(c.file);
    HttpRequest request = test::recorded_request(c.file);
    Json body = Json::parse(request.body);
    body["context"] = seal.context(ours);
    const auto received = ingress.action(with_body(request, body));
    if (std::string(c.type) == "select") {  // a menu is no button of ours, whatever it carries
      EXPECT_EQ(received.error(), AppErrc::bad_request);
      continue;
    }
    const Envelope envelope = envelope_of(received);
    EXPECT_EQ(envelope.team, test::night_team);
    EXPECT_EQ(envelope.user.value, c.user);
    EXPECT_EQ(envelope.user_name, c.user_name);
    EXPECT_EQ(envelope.channel.value, c.channel);
    EXPECT_EQ(envelope.reply_address, std::string("channel:") + c.channel);
    expect_trigger(envelope.trigger, c.trigger, c.user);
    EXPECT_EQ(envelope.delivery,
              std::string("mattermost/press/") + c.user + "/" + envelope.trigger);
    EXPECT_EQ(envelope.form_inputs_max, 8u);
    const auto* const pressed = std::get_if<Pressed>(&envelope.what);
    ASSERT_NE(pressed, nullptr);
    EXPECT_EQ(*pressed, (Pressed{test::accept_press(), c.post, "card/ACME-12/2"}));
  }
}

TEST_F(MattermostRecordings, EveryDialogSaysWhatItMust) {
  for (const test::RecordedDialog& c : test::recorded_dialogs()) {
    SCOPED_TRACE(c.file);
    const HttpRequest request = test::recorded_request(c.file);
    const auto received = ingress.dialog(request);
    if (c.cancelled) {
      ASSERT_TRUE(received);
      ASSERT_TRUE(std::holds_alternative<HttpResponse>(*received));
      EXPECT_EQ(std::get<HttpResponse>(*received).body, "{}");
    } else {
      EXPECT_EQ(received.error(), AppErrc::bad_signature);
    }
    const auto fields = read_dialog(Json::parse(request.body));
    ASSERT_TRUE(fields) << fields.error().message();
    EXPECT_EQ(fields->user.value, alice);
    EXPECT_EQ(fields->channel.value, c.channel);
    EXPECT_EQ(fields->callback, "handoff-form");
    EXPECT_EQ(fields->state, "st-1");
    EXPECT_EQ(fields->values, c.cancelled ? FormValues() : sent_values);
    EXPECT_EQ(fields->cancelled, c.cancelled);
  }
}

TEST_F(MattermostRecordings, EveryDialogIsASubmissionOnceItsFormIsOurs) {
  const FormSeal ours{test::return_press(), UserId{alice}, "0123456789abcdef", clock.at};
  for (const test::RecordedDialog& c : test::recorded_dialogs()) {
    SCOPED_TRACE(c.file);
    if (c.cancelled) continue;
    const HttpRequest request = test::recorded_request(c.file);
    Json body = Json::parse(request.body);
    body["callback_id"] = "batonform";
    body["state"] = seal.state(ours);
    const Envelope envelope = envelope_of(ingress.dialog(with_body(request, body)));
    EXPECT_EQ(envelope.team, test::night_team);
    EXPECT_EQ(envelope.user.value, alice);
    EXPECT_EQ(envelope.user_name, "");
    EXPECT_EQ(envelope.channel.value, c.channel);
    EXPECT_EQ(envelope.reply_address, std::string("channel:") + c.channel);
    EXPECT_EQ(envelope.trigger, "");
    EXPECT_EQ(envelope.delivery, "mattermost/form/0123456789abcdef");
    const auto* const submitted = std::get_if<Submitted>(&envelope.what);
    ASSERT_NE(submitted, nullptr);
    EXPECT_EQ(*submitted, (Submitted{test::return_press(), sent_values, false, true}));
  }
}

TEST_F(MattermostRecordings, WhatIsNoCommandIsRefused) {
  for (const test::RecordedOther& c : test::recorded_others()) {
    SCOPED_TRACE(c.file);
    const HttpRequest request = test::recorded_request(c.file);
    EXPECT_EQ(ingress.command(request).error(), c.error);
    EXPECT_EQ(ingress.action(request).error(), AppErrc::bad_request);
    EXPECT_EQ(ingress.dialog(request).error(), AppErrc::bad_request);
  }
}

TEST_F(MattermostRecordings, AnOutgoingWebhookIsNoCommandEvenWithATokenOfOurs) {
  Ingress theirs(WorkspaceId{"mattermost"}, {Secret("uehui7jxjprf3xjwn179fcaupe")}, seal, clock);
  theirs.set_team(test::night_team);
  const HttpRequest request = test::recorded_request("outgoing-webhook-answer-text.inbound.json");
  EXPECT_EQ(theirs.command(request).error(), AppErrc::bad_request);  // it has no trigger
}

}  // namespace
}  // namespace baton::mattermost
