#include "tests/adapters/sandbox/chat.h"

#include <boost/asio/io_context.hpp>

namespace baton::test {
namespace {

using FaultsTest = ChatTest;

const Json a_post = {{"channel", "C0001"}, {"text", "t"}};

// F18
TEST_F(FaultsTest, RateLimitsHoldPerChannelAndMethodWhenSwitchedOn) {
  EXPECT_EQ(call("chat.postMessage", a_post).status, 200);
  EXPECT_EQ(call("chat.postMessage", a_post).status, 200) << "off by default";
  door("control", {{"do", "rate_limits"}, {"on", true}});
  EXPECT_EQ(call("chat.postMessage", a_post).status, 200);
  const HttpResponse refused = call("chat.postMessage", a_post);
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(find_header(refused.headers, "Retry-After"), "1");
  EXPECT_EQ(Json::parse(refused.body)["error"], "ratelimited");
  EXPECT_EQ(call("chat.postMessage", {{"channel", "C0002"}, {"text", "t"}}).status, 200);
  clock.advance(std::chrono::seconds(1));
  EXPECT_EQ(call("chat.postMessage", a_post).status, 200);

  for (int i = 0; i < 20; ++i) EXPECT_EQ(call("users.list", Json::object()).status, 200);
  const HttpResponse tier_two = call("users.list", Json::object());
  EXPECT_EQ(tier_two.status, 429);
  EXPECT_EQ(find_header(tier_two.headers, "Retry-After"), "60");
}

// F18, F19
TEST_F(FaultsTest, TheNextCallsMeetTheScriptAndNoOthersDo) {
  door("control", {{"do", "fault"},
                   {"method", "chat.postMessage"},
                   {"what", "ratelimited"},
                   {"times", 2},
                   {"seconds", 30}});
  EXPECT_EQ(call("auth.test", Json::object()).status, 200);
  EXPECT_EQ(find_header(call("chat.postMessage", a_post).headers, "Retry-After"), "30");
  EXPECT_EQ(call("chat.postMessage", a_post).status, 429);
  EXPECT_EQ(call("chat.postMessage", a_post).status, 200);

  door("control", {{"do", "fault"}, {"what", "http"}, {"status", 502}});
  const HttpResponse html = call("auth.test", Json::object());
  EXPECT_EQ(html.status, 502);
  EXPECT_EQ(find_header(html.headers, "Content-Type"), "text/html; charset=utf-8");

  door("control", {{"do", "fault"}, {"what", "error"}, {"error", "fatal_error"}});
  EXPECT_EQ(api("auth.test", Json::object())["error"], "fatal_error");

  door("control", {{"do", "fault"}, {"what", "answer"}, {"body", "{\"ok\":true}"}});
  EXPECT_EQ(api("chat.postMessage", a_post), Json({{"ok", true}}));
}

// F21: the post is made, and the answer does not come in time.
TEST_F(FaultsTest, AStalledCallMayHaveHappened) {
  door("control", {{"do", "fault"}, {"what", "stall"}, {"seconds", 20}, {"effect", true}});
  HttpRequest request;
  request.method = "POST";
  request.path = "/api/chat.postMessage";
  request.headers.push_back(Header{"Content-Type", "application/json"});
  request.headers.push_back(Header{"Authorization", std::string("Bearer ") + bot_token});
  request.body = a_post.dump();
  boost::asio::io_context io(1);
  std::optional<HttpResponse> response;
  boost::asio::co_spawn(io, chat.handle(std::move(request)),
                        [&](std::exception_ptr, HttpResponse answer) { response = answer; });
  io.poll();
  EXPECT_EQ(seen("U0001", "C0001").size(), 1u);
  EXPECT_FALSE(response);
  clock.advance(std::chrono::seconds(20));
  io.poll();
  ASSERT_TRUE(response);
  EXPECT_EQ(Json::parse(response->body)["ok"], true);
}

// F22
TEST_F(FaultsTest, ADroppedCallGivesNoAnswer) {
  door("control", {{"do", "fault"}, {"what", "drop"}, {"effect", true}});
  EXPECT_EQ(call("chat.postMessage", a_post).status, 0);
  EXPECT_EQ(seen("U0001", "C0001").size(), 1u);
  door("control", {{"do", "fault"}, {"what", "drop"}});
  EXPECT_EQ(call("chat.postMessage", a_post).status, 0);
  EXPECT_EQ(seen("U0001", "C0001").size(), 1u);
}

TEST_F(FaultsTest, ConditionsHoldUntilTheyAreSwitchedBack) {
  const struct {
    Json on;
    Json off;
    int status;
    const char* error;
  } cases[] = {
      {{{"do", "outage"}, {"on", true}}, {{"do", "outage"}, {"on", false}}, 503, ""},
      {{{"do", "rate_limited"}, {"on", true}}, {{"do", "rate_limited"}, {"on", false}}, 429, ""},
      {{{"do", "token_revoked"}, {"on", true}},
       {{"do", "token_revoked"}, {"on", false}},
       200,
       "token_revoked"},
      {{{"do", "scope"}, {"scope", "chat:write"}, {"on", false}},
       {{"do", "scope"}, {"scope", "chat:write"}, {"on", true}},
       200,
       "missing_scope"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.on.dump());
    door("control", c.on);
    const HttpResponse broken = call("chat.postMessage", a_post);
    EXPECT_EQ(broken.status, c.status);
    if (*c.error != '\0') {
      EXPECT_EQ(Json::parse(broken.body)["error"], c.error);
    }
    door("control", c.off);
    EXPECT_EQ(api("chat.postMessage", a_post)["ok"], true);
  }
}

TEST_F(FaultsTest, ForgetsWhatOnlyOnePersonSaw) {
  api("chat.postEphemeral", {{"channel", "C0001"}, {"user", "U0001"}, {"text", "private"}});
  post("C0001", Json::array(), "for all");
  door("control", {{"do", "forget_private"}});
  ASSERT_EQ(seen("U0001", "C0001").size(), 1u);
  EXPECT_EQ(seen("U0001", "C0001")[0]["text"], "for all");
}

TEST_F(FaultsTest, AddsPeople) {
  const Json added = door("control", {{"do", "add_user"}, {"name", "Gast"}, {"guest", true}});
  EXPECT_EQ(added["user"], "U0006");
  const Json info = api("users.info", {{"user", "U0006"}});
  EXPECT_EQ(info["user"]["is_restricted"], true);
  EXPECT_EQ(api("conversations.open", {{"users", "U0006"}})["channel"]["id"], "D0006");
}

}  // namespace
}  // namespace baton::test
