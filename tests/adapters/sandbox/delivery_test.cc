#include <openssl/hmac.h>

#include "tests/adapters/sandbox/chat.h"

namespace baton::test {
namespace {

using DeliveryTest = ChatTest;

/// The signature as Slack's documentation computes it, with nothing of ours.
std::string signature_of(const std::string& timestamp, const std::string& body) {
  const std::string base = "v0:" + timestamp + ":" + body;
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int length = 0;
  const std::string key = signing_secret;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
       reinterpret_cast<const unsigned char*>(base.data()), base.size(), digest, &length);
  std::string hex = "v0=";
  for (unsigned int i = 0; i < length; ++i) {
    char pair[3];
    std::snprintf(pair, sizeof pair, "%02x", digest[i]);
    hex += pair;
  }
  return hex;
}

TEST_F(DeliveryTest, SignsEveryDelivery) {
  door("say", {{"user", "U0001"}, {"channel", "C0002"}, {"text", "/handoff list"}});
  const std::string ts = post("C0001", Json::array({button_block("Accept", "1")}));
  door("press", {{"user", "U0001"}, {"channel", "C0001"}, {"ts", ts}, {"label", "Accept"}});
  ASSERT_EQ(baton.requests.size(), 2u);
  EXPECT_EQ(baton.requests[0].url, "http://127.0.0.1:8080/slack/commands");
  EXPECT_EQ(baton.requests[1].url, "http://127.0.0.1:8080/slack/interactions");
  for (const OutboundRequest& request : baton.requests) {
    const std::string at(find_header(request.headers, "X-Slack-Request-Timestamp").value_or(""));
    EXPECT_EQ(at, "1800000000");
    EXPECT_EQ(find_header(request.headers, "X-Slack-Signature"), signature_of(at, request.body));
    EXPECT_EQ(find_header(request.headers, "Content-Type"), "application/x-www-form-urlencoded");
  }
}

TEST_F(DeliveryTest, ACommandHasSlacksFields) {
  door("say", {{"user", "U0001"},
               {"channel", "C0002"},
               {"text", "/handoff give ACME-1 @dino \"a & b\" https://x.example/?a=1&b=2 #acme"}});
  const std::pair<const char*, const char*> expected[] = {
      {"team_id", "T0001"},
      {"team_domain", "northlight"},
      {"channel_id", "C0002"},
      {"channel_name", "acme"},
      {"user_id", "U0001"},
      {"user_name", "ana"},
      {"command", "/handoff"},
      {"text",
       "give ACME-1 <@U0002|dino> \"a &amp; b\" <https://x.example/?a=1&amp;b=2> "
       "<#C0002|acme>"},
      {"api_app_id", "A0001"},
      {"is_enterprise_install", "false"},
  };
  for (const auto& [name, value] : expected) EXPECT_EQ(delivered_field(name), value) << name;
  EXPECT_TRUE(delivered_field("response_url").starts_with("http://127.0.0.1:9999/response/T0001/"));
  EXPECT_FALSE(delivered_field("trigger_id").empty());
}

TEST_F(DeliveryTest, APressHasSlacksShape) {
  const std::string ts = post("C0001", Json::array({button_block("Accept", "{\"b\":1}")}));
  door("press", {{"user", "U0003"}, {"channel", "C0001"}, {"ts", ts}, {"label", "Accept"}});
  const Json payload = delivered_payload();
  EXPECT_EQ(payload["type"], "block_actions");
  EXPECT_EQ(payload["user"]["id"], "U0003");
  EXPECT_EQ(payload["team"]["id"], "T0001");
  const Json container = {
      {"type", "message"}, {"message_ts", ts}, {"channel_id", "C0001"}, {"is_ephemeral", false}};
  EXPECT_EQ(payload["container"], container);
  EXPECT_EQ(payload["message"]["ts"], ts);
  EXPECT_EQ(payload["channel"]["name"], "handoffs");
  ASSERT_EQ(payload["actions"].size(), 1u);
  EXPECT_EQ(payload["actions"][0]["value"], "{\"b\":1}");
  EXPECT_EQ(payload["actions"][0]["action_id"], "baton_0");
  EXPECT_EQ(payload["actions"][0]["block_id"], "buttons");
}

TEST_F(DeliveryTest, SaysWhatSlackWouldSayWhereNothingCameBack) {
  const Json typed = {{"user", "U0001"}, {"channel", "C0001"}, {"text", "/handoff"}};
  baton.script.push_back(HttpResponse::text("no", 500));
  HttpFailure refused;
  refused.reason = "connect: Connection refused";
  baton.script.push_back(refused);
  baton.script.push_back(HttpResponse::text("ok"));
  EXPECT_EQ(door("say", typed)["outcome"], "dispatch_failed");
  EXPECT_EQ(door("say", typed)["outcome"], "dispatch_failed");
  EXPECT_EQ(door("say", typed)["outcome"], "ok");
  baton.is_silent = true;
  const Json late = door("say", typed);
  EXPECT_EQ(late["outcome"], "operation_timeout");
  EXPECT_EQ(late["saw"][0]["text"], "/handoff failed with the error \"operation_timeout\".");
}

TEST_F(DeliveryTest, ABlockThatSlackWouldRefuseFailsTheCommand) {
  const Json answer = {{"blocks", Json::array({{{"type", "carousel"}}})}};
  baton.script.push_back(HttpResponse::json(answer.dump()));
  const Json result = door("say", {{"user", "U0001"}, {"channel", "C0001"}, {"text", "/handoff"}});
  EXPECT_EQ(result["outcome"], "dispatch_failed");
  EXPECT_EQ(result["problem"],
            "invalid_blocks: unsupported block: carousel [json-pointer:/blocks/0]");
}

// F29: what a form is opened with lives three seconds and is good for one.
TEST_F(DeliveryTest, ATriggerLivesThreeSecondsAndOpensOneForm) {
  const Json typed = {{"user", "U0001"}, {"channel", "C0001"}, {"text", "/handoff new"}};
  const auto open = [&] {
    return api("views.open",
               {{"trigger_id", delivered_field("trigger_id")}, {"view", reason_form()}});
  };
  door("say", typed);
  clock.advance(std::chrono::milliseconds(2999));
  EXPECT_EQ(open()["ok"], true);
  EXPECT_EQ(open()["error"], "exchanged_trigger_id");
  door("say", typed);
  clock.advance(std::chrono::seconds(3));
  EXPECT_EQ(open()["error"], "expired_trigger_id");
}

// F30
TEST_F(DeliveryTest, AResponseAddressTakesFiveAnswersWithinThirtyMinutes) {
  const auto respond = [&](const std::string& url) {
    HttpRequest request;
    request.method = "POST";
    request.path = url.substr(std::string("http://127.0.0.1:9999").size());
    request.body = "{\"text\":\"later\"}";
    return handle(std::move(request));
  };
  door("say", {{"user", "U0001"}, {"channel", "C0001"}, {"text", "/handoff"}});
  const std::string url = delivered_field("response_url");
  for (int use = 0; use < 5; ++use) EXPECT_EQ(respond(url).body, "ok") << use;
  EXPECT_EQ(respond(url).status, 404);
  EXPECT_EQ(respond(url).body, "used_url");
  EXPECT_EQ(seen("U0001", "C0001").size(), 6u) << "the command line, and five answers";
  EXPECT_EQ(seen("U0002", "C0001").size(), 0u);

  door("say", {{"user", "U0001"}, {"channel", "C0001"}, {"text", "/handoff"}});
  clock.advance(std::chrono::minutes(30));
  EXPECT_EQ(respond(delivered_field("response_url")).body, "expired_url");
  EXPECT_EQ(respond("http://127.0.0.1:9999/response/T0001/none").body, "invalid_url");
}

}  // namespace
}  // namespace baton::test
