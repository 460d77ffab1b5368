#include "adapters/sandbox/window.h"
#include "tests/adapters/sandbox/chat.h"

namespace baton::test {
namespace {

using DoorsTest = ChatTest;

TEST_F(DoorsTest, AnswerOnlyToThisMachinesOwnNames) {
  const std::pair<const char*, int> cases[] = {
      {"127.0.0.1:9999", 200},
      {"localhost", 200},
      {"[::1]:9999", 200},
      {"evil.example", 403},
      {"127.0.0.1.evil.example:80", 403},
  };
  for (const auto& [host, status] : cases) {
    SCOPED_TRACE(host);
    HttpRequest request;
    request.method = "GET";
    request.path = "/sandbox/control";
    request.headers.push_back(Header{"Host", host});
    EXPECT_EQ(handle(std::move(request)).status, status);
  }
}

TEST_F(DoorsTest, TakeOnlyWhatAnotherSiteCannotSend) {
  HttpRequest request;
  request.method = "POST";
  request.path = "/sandbox/say";
  request.headers.push_back(Header{"Content-Type", "text/plain"});
  request.body = R"({"user":"U0001","channel":"C0001","text":"/handoff"})";
  EXPECT_EQ(handle(std::move(request)).status, 415);
  EXPECT_TRUE(baton.requests.empty());
}

TEST_F(DoorsTest, SayWhatIsWrongWithWhatWasAsked) {
  const std::pair<const char*, Json> cases[] = {
      {"say", {{"user", "U9999"}, {"channel", "C0001"}, {"text", "x"}}},
      {"say", {{"user", "U0001"}, {"channel", "C9999"}, {"text", "x"}}},
      {"say", {{"user", "U0001"}, {"channel", "C0001"}}},
      {"say", {{"user", 7}, {"channel", "C0001"}, {"text", "x"}}},
      {"say", {{"user", "U0001"}, {"channel", "D0002"}, {"text", "x"}}},
      {"press", {{"user", "U0001"}, {"channel", "C0001"}, {"ts", "1.1"}, {"label", "x"}}},
      {"submit", {{"user", "U0001"}, {"values", Json::object()}}},
      {"control", {{"do", "dance"}}},
      {"control", {{"do", "fault"}, {"what", "dance"}}},
      {"control", {{"do", "fault"}, {"what", "stall"}, {"seconds", -1}}},
  };
  for (const auto& [name, asked] : cases) {
    SCOPED_TRACE(asked.dump());
    HttpRequest request;
    request.method = "POST";
    request.path = std::string("/sandbox/") + name;
    request.headers.push_back(Header{"Content-Type", "application/json"});
    request.body = asked.dump();
    const HttpResponse response = handle(std::move(request));
    EXPECT_EQ(response.status, 400);
    EXPECT_FALSE(Json::parse(response.body)["error"].get<std::string>().empty());
  }
}

TEST_F(DoorsTest, ThePageRunsNothingButItsOwnFiles) {
  const HttpResponse page = get("/");
  EXPECT_EQ(page.status, 200);
  const std::string policy(find_header(page.headers, "Content-Security-Policy").value_or(""));
  EXPECT_TRUE(
      policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self'; "
                         "connect-src 'self'; img-src 'self' data:"))
      << policy;
  EXPECT_NE(page.body.find("<script type=\"module\" src=\"/app.js\">"), std::string::npos);
  for (const char* const file :
       {"/app.js", "/attachments.js", "/block_form.js", "/blocks.js", "/composer.js",
        "/dialog_form.js", "/dom.js", "/feed.js", "/fields.js", "/markdown.js", "/mattermost.css",
        "/mattermost.js", "/modal.js", "/mrkdwn.js", "/room.js", "/sidebar.js", "/slack.js",
        "/style.css", "/widgets.js"}) {
    const HttpResponse served = get(file);
    EXPECT_EQ(served.status, 200) << file;
    EXPECT_EQ(served.body.find("innerHTML"), std::string::npos) << file;
  }
  EXPECT_EQ(get("/etc/passwd").status, 404);
}

TEST_F(DoorsTest, EventsTellWhatChangedSinceAndOnlyWhatThePersonSees) {
  const auto events = [&](const std::string& user, const Json& after) {
    return Json::parse(
        get("/sandbox/events", "user=" + user + "&wait=0&after=" + after.dump()).body);
  };
  const Json start = Json::parse(get("/sandbox/state", "user=U0001").body)["n"];
  EXPECT_TRUE(events("U0001", start)["messages"].empty());
  const std::string ts = post("D0002", Json::array(), "for Dino");
  post("C0001", Json::array(), "for all");
  EXPECT_EQ(events("U0002", start)["messages"].size(), 2u);
  const Json anas = events("U0001", start);
  ASSERT_EQ(anas["messages"].size(), 1u);
  EXPECT_EQ(anas["messages"][0]["text"], "for all");
  api("chat.delete", {{"channel", "D0002"}, {"ts", ts}});
  EXPECT_EQ(events("U0002", anas["n"])["gone"][0]["ts"], ts);
  EXPECT_EQ(events("U0002", 1'000'000)["reset"], true);
}

TEST_F(DoorsTest, AFullChannelLosesItsOldestMessages) {
  for (int i = 0; i < 1005; ++i) post("C0001", Json::array(), std::to_string(i));
  const std::vector<Json> kept = seen("U0001", "C0001");
  ASSERT_EQ(kept.size(), 1000u);
  EXPECT_EQ(kept.front()["text"], "5");
  EXPECT_EQ(kept.back()["text"], "1004");
}

TEST_F(DoorsTest, AFullLedgerLosesItsOldestLinesAndSaysSo) {
  sandbox::Workspace workspace;
  const sandbox::Conditions conditions;
  sandbox::Message message;
  message.channel = "C0001";
  message.author = sandbox::bot_user;
  message.text = "t";
  const std::uint64_t start = workspace.revision();
  constexpr std::size_t kept_max = sandbox::Ledger<sandbox::LedgerEntry>::kept_max;
  for (std::size_t i = 0; i <= kept_max; ++i) workspace.post(message, clock.now());
  EXPECT_EQ(workspace.ledger().lines().size(), kept_max);
  EXPECT_EQ(workspace.ledger().lines().front().number, start + 2);
  EXPECT_EQ(sandbox::window_changes(workspace, conditions, "U0001", start),
            Json({{"reset", true}}));
  EXPECT_FALSE(
      sandbox::window_changes(workspace, conditions, "U0001", start + 1).contains("reset"));
}

}  // namespace
}  // namespace baton::test
