#pragma once

#include <string>
#include <utility>
#include <variant>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "adapters/slack/chat.h"
#include "bot/codec/form_body.h"
#include "tests/adapters/slack/samples.h"
#include "tests/fakes/scripted_http.h"
#include "tests/support/outcomes.h"
#include "tests/support/run.h"

namespace baton::test {

/// A SlackChat whose Slack answers by a script.
class SlackChatTest : public testing::Test {
 protected:
  using Json = nlohmann::json;

  static slack::SlackChat::Settings settings() {
    slack::SlackChat::Settings made;
    made.workspace = WorkspaceId{"slack"};
    made.api_url = "https://slack.example/api";
    made.bot_token = Secret("xoxb-secret");
    made.call_limit = std::chrono::milliseconds(20);
    made.form_limit = std::chrono::milliseconds(20);
    return made;
  }
  static Outgoing to_channel() {
    Outgoing outgoing;
    outgoing.outbox_id = "row-1";
    outgoing.to = Destination{WorkspaceId{"slack"}, ChannelId{"C0HAND"}};
    outgoing.card = offer_card();
    return outgoing;
  }
  static Outgoing to_person() {
    Outgoing outgoing = to_channel();
    outgoing.to.place = UserId{"U0DINO"};
    return outgoing;
  }
  static Outgoing to_thread() {
    Outgoing outgoing = to_channel();
    outgoing.thread = ref("C0HAND", "1503435950.000100");
    return outgoing;
  }
  static MessageRef ref(std::string channel, std::string id) {
    return MessageRef{WorkspaceId{"slack"}, ChannelId{std::move(channel)}, std::move(id)};
  }

  /// The JSON, or the form as JSON strings, of the call of that number.
  [[nodiscard]] Json body(std::size_t call) const {
    const OutboundRequest& request = http.requests.at(call);
    const auto type = find_header(request.headers, "Content-Type").value_or("");
    if (type.starts_with("application/json")) return Json::parse(request.body);
    EXPECT_EQ(type, "application/x-www-form-urlencoded");
    Json fields = Json::object();
    for (const auto& [name, value] : codec::parse_form(request.body).value()) fields[name] = value;
    return fields;
  }

  ScriptedHttp http;
  StillClock clock;
  slack::SlackChat chat{http, clock, settings()};
};

}  // namespace baton::test
