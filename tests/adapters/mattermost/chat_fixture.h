#pragma once

#include <string>
#include <utility>
#include <variant>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "adapters/mattermost/chat.h"
#include "tests/adapters/mattermost/sealing.h"
#include "tests/adapters/slack/samples.h"
#include "tests/fakes/scripted_http.h"
#include "tests/support/counting_random.h"
#include "tests/support/outcomes.h"
#include "tests/support/run.h"

namespace baton::test {

inline const std::string bot_id = "rt8646pctj8gzdfa4kfqbijbfe";
inline const std::string bob_id = "g19yyc3g4tgfzkkxg4wrnr183w";
inline const std::string team_id = "jwyg34gnc7fo9ryus75y38ogao";
inline const std::string room_id = "dfurx5tb3fniibj8nhepud6qiy";
inline const std::string direct_id = "47zwjthjn3rc7guiszbkzg9zeh";
inline const std::string post_id = "d1qnjojxitgemdusg5ney1tdcr";

/// A MattermostChat whose Mattermost answers by a script.
class MattermostChatTest : public testing::Test {
 protected:
  using Json = nlohmann::json;

  static mattermost::MattermostChat::Settings settings() {
    mattermost::MattermostChat::Settings made;
    made.workspace = WorkspaceId{"mattermost"};
    made.url = "https://chat.example.com";
    made.bot_token = Secret("bot-secret");
    made.team = "Northlight";
    made.call_limit = std::chrono::milliseconds(20);
    made.form_limit = std::chrono::milliseconds(20);
    return made;
  }
  static Outgoing to_channel() {
    Outgoing outgoing;
    outgoing.outbox_id = "row-1";
    outgoing.slot = "card/ACME-12/1";
    outgoing.to = Destination{WorkspaceId{"mattermost"}, ChannelId{room_id}};
    outgoing.card = offer_card();
    return outgoing;
  }
  static Outgoing to_person() {
    Outgoing outgoing = to_channel();
    outgoing.to.place = UserId{bob_id};
    return outgoing;
  }
  static MessageRef ref(const std::string& channel = room_id, const std::string& id = post_id) {
    return MessageRef{WorkspaceId{"mattermost"}, ChannelId{channel}, id};
  }
  static std::string error_json(const std::string& id, int status) {
    return Json{{"id", id},
                {"message", "In some language."},
                {"detailed_error", ""},
                {"request_id", "x"},
                {"status_code", status}}
        .dump();
  }

  /// "POST /api/v4/posts" of the call of that number.
  [[nodiscard]] std::string call(std::size_t number) const {
    const OutboundRequest& request = http.requests.at(number);
    const std::string origin = settings().url;
    EXPECT_TRUE(request.url.starts_with(origin + "/")) << request.url;
    return request.method + " " + request.url.substr(origin.size());
  }
  [[nodiscard]] Json body(std::size_t number) const {
    const OutboundRequest& request = http.requests.at(number);
    EXPECT_EQ(find_header(request.headers, "Content-Type"), "application/json");
    return Json::parse(request.body);
  }
  /// An answer to GET /users/me.
  ScriptedHttp& answer_me() {
    return http.answer(R"({"id":")" + bot_id + R"(","username":"baton","is_bot":true})");
  }
  /// An answer to GET /users/<bob>: people are looked at before they are written to.
  ScriptedHttp& answer_bob(std::int64_t delete_at = 0) {
    return http.answer(Json{{"id", bob_id}, {"username", "bob"}, {"delete_at", delete_at}}.dump());
  }
  /// An answer to POST /channels/direct.
  ScriptedHttp& answer_direct() { return http.answer(R"({"id":")" + direct_id + R"("})", 201); }
  void refuse(const std::string& id, int status) { http.answer(error_json(id, status), status); }

  ScriptedHttp http;
  StillClock clock;
  CountingRandom random;
  mattermost::Seal seal = seal_of();
  mattermost::Renderer renderer{seal, "https://baton.example.com"};
  mattermost::ServerLimits limits{clock};
  mattermost::MattermostChat chat{http, clock, random, renderer, limits, settings()};
};

}  // namespace baton::test
