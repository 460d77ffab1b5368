#include "tests/adapters/sandbox/chat.h"

namespace baton::test {
namespace {

using ActingTest = ChatTest;

TEST_F(ActingTest, OnlyOnePersonSeesAnEphemeralMessage) {
  api("chat.postEphemeral", {{"channel", "C0001"}, {"user", "U0003"}, {"text", "for Petra"}});
  ASSERT_EQ(seen("U0003", "C0001").size(), 1u);
  EXPECT_EQ(seen("U0003", "C0001")[0]["ephemeral"], true);
  EXPECT_TRUE(seen("U0001", "C0001").empty());
}

TEST_F(ActingTest, AnAnswerToACommandIsPrivateUnlessItSaysOtherwise) {
  baton.script.push_back(HttpResponse::json("{\"text\":\"only you\"}"));
  baton.script.push_back(HttpResponse::json("{\"response_type\":\"in_channel\",\"text\":\"all\"}"));
  const Json typed = {{"user", "U0001"}, {"channel", "C0001"}, {"text", "/handoff"}};
  EXPECT_EQ(door("say", typed)["saw"][0]["ephemeral"], true);
  EXPECT_EQ(door("say", typed)["saw"][0]["ephemeral"], false);
  ASSERT_EQ(seen("U0002", "C0001").size(), 1u);
  EXPECT_EQ(seen("U0002", "C0001")[0]["text"], "all");
}

TEST_F(ActingTest, AnyOtherCommandIsUnknown) {
  const Json result = door("say", {{"user", "U0001"}, {"channel", "C0001"}, {"text", "/remind x"}});
  EXPECT_EQ(result["saw"][0]["text"], "/remind is not a valid command.");
  EXPECT_TRUE(baton.requests.empty());
}

TEST_F(ActingTest, NobodyPressesWhatTheyCannotSee) {
  const std::string ts = post("D0002", Json::array({button_block("Accept", "1")}));
  HttpRequest request;
  request.method = "POST";
  request.path = "/sandbox/press";
  request.headers.push_back(Header{"Content-Type", "application/json"});
  request.body =
      Json{{"user", "U0003"}, {"channel", "D0002"}, {"ts", ts}, {"label", "Accept"}}.dump();
  const HttpResponse response = handle(std::move(request));
  EXPECT_EQ(response.status, 400);
  EXPECT_TRUE(baton.requests.empty());
}

TEST_F(ActingTest, AResponseAddressMayReplaceOrDeleteWhatWasPressed) {
  const std::string ts = post("C0001", Json::array({button_block("Accept", "1")}), "before");
  const auto respond = [&](const Json& message) {
    HttpRequest request;
    request.method = "POST";
    const std::string url = delivered_payload()["response_url"];
    request.path = url.substr(std::string("http://127.0.0.1:9999").size());
    request.body = message.dump();
    EXPECT_EQ(handle(std::move(request)).body, "ok");
  };
  door("press", {{"user", "U0001"}, {"channel", "C0001"}, {"ts", ts}, {"label", "Accept"}});
  respond({{"replace_original", "true"}, {"text", "after"}});
  ASSERT_EQ(seen("U0002", "C0001").size(), 1u);
  EXPECT_EQ(seen("U0002", "C0001")[0]["text"], "after");
  respond({{"delete_original", true}});
  EXPECT_TRUE(seen("U0002", "C0001").empty());
}

TEST_F(ActingTest, AResultHoldsTheDeliveryToBeSentAgain) {
  baton.script.push_back(HttpResponse::text("answered"));
  const Json result = door("say", {{"user", "U0001"}, {"channel", "C0001"}, {"text", "/handoff"}});
  EXPECT_EQ(result["request"]["body"], baton.requests[0].body);
  EXPECT_EQ(result["request"]["url"], baton.requests[0].url);
  EXPECT_EQ(result["request"]["headers"]["X-Slack-Signature"],
            find_header(baton.requests[0].headers, "X-Slack-Signature").value_or(""));
  EXPECT_EQ(result["answer"]["status"], 200);
  EXPECT_EQ(result["answer"]["body"], "answered");
}

TEST_F(ActingTest, TheLedgerTellsWhatWasShownAndWhatBecameOfIt) {
  const std::string ts = post("C0001", Json::array({button_block("Accept", "1")}));
  clock.advance(std::chrono::seconds(5));
  api("chat.update", {{"channel", "C0001"}, {"ts", ts}, {"text", "turned"}});
  api("chat.delete", {{"channel", "C0001"}, {"ts", ts}});
  const Json ledger = Json::parse(get("/sandbox/ledger", "channel=C0001").body);
  ASSERT_EQ(ledger["entries"].size(), 3u);
  const char* const kinds[] = {"posted", "edited", "deleted"};
  const char* const shown[] = {"[Accept]", "turned", "turned"};
  for (std::size_t i = 0; i < 3; ++i) {
    const Json& entry = ledger["entries"][i];
    EXPECT_EQ(entry["kind"], kinds[i]);
    EXPECT_EQ(entry["shown"], shown[i]);
    EXPECT_EQ(entry["ts"], ts);
    EXPECT_EQ(entry["actor"], "UBATON");
  }
  EXPECT_EQ(ledger["entries"][0]["at"], 1'800'000'000'000);
  EXPECT_EQ(ledger["entries"][1]["at"], 1'800'000'005'000);
}

TEST_F(ActingTest, UnreadCountsStopWhenRead) {
  const std::string ts = post("D0002", Json::array(), "for Dino");
  const auto unread = [&] {
    return Json::parse(get("/sandbox/state", "user=U0001").body)["people"][1]["unread"];
  };
  EXPECT_EQ(unread(), 1);
  door("read", {{"user", "U0002"}, {"channel", "D0002"}, {"ts", ts}});
  EXPECT_EQ(unread(), 0);
}

}  // namespace
}  // namespace baton::test
