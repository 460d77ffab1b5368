#include "tests/adapters/sandbox/chat.h"

namespace baton::test {
namespace {

using WebApiTest = ChatTest;

TEST_F(WebApiTest, LetsInOnlyTheBearerOfTheToken) {
  EXPECT_EQ(Json::parse(call("auth.test", Json::object(), "").body)["error"], "not_authed");
  EXPECT_EQ(Json::parse(call("auth.test", Json::object(), "xoxb-other").body)["error"],
            "invalid_auth");
  const HttpResponse let_in = call("auth.test", Json::object());
  EXPECT_EQ(Json::parse(let_in.body)["team_id"], "T0001");
  EXPECT_EQ(Json::parse(let_in.body)["user_id"], "UBATON");
  EXPECT_NE(find_header(let_in.headers, "x-oauth-scopes").value_or("").find("chat:write"),
            std::string::npos);
}

TEST_F(WebApiTest, TakesFormsAsWellAsJson) {
  HttpRequest request;
  request.method = "POST";
  request.path = "/api/users.info";
  request.headers.push_back(Header{"Content-Type", "application/x-www-form-urlencoded"});
  request.body = std::string("token=") + bot_token + "&user=U0002";
  const Json answer = Json::parse(handle(std::move(request)).body);
  EXPECT_EQ(answer["user"]["real_name"], "Dino");
  EXPECT_EQ(answer["user"]["tz"], "Europe/Berlin");
}

TEST_F(WebApiTest, RefusesInSlacksWords) {
  const std::string ts = post("C0001", Json::array());
  door("say", {{"user", "U0001"}, {"channel", "C0001"}, {"text", "hello"}});
  const std::string anas = seen("U0001", "C0001").back()["ts"];
  door("control", {{"do", "archived"}, {"channel", "C0002"}, {"on", true}});
  door("control", {{"do", "bot_is_member"}, {"channel", "C0003"}, {"on", false}});
  door("control", {{"do", "deactivated"}, {"user", "U0005"}, {"on", true}});
  const Json wrong_block = Json::array({{{"type", "carousel"}}});
  const struct {
    const char* method;
    Json arguments;
    const char* error;
  } cases[] = {
      {"chat.postMessage", {{"channel", "C9999"}, {"text", "t"}}, "channel_not_found"},
      {"chat.postMessage", {{"channel", "C0002"}, {"text", "t"}}, "is_archived"},
      {"chat.postMessage", {{"channel", "C0003"}, {"text", "t"}}, "not_in_channel"},
      {"chat.postMessage", {{"channel", "D0005"}, {"text", "t"}}, "user_disabled"},
      {"chat.postMessage", {{"channel", "C0001"}}, "no_text"},
      {"chat.postMessage", {{"channel", "C0001"}, {"blocks", wrong_block}}, "invalid_blocks"},
      {"chat.postMessage", {{"channel", "C0001"}, {"blocks", "x"}}, "invalid_arguments"},
      {"chat.postMessage",
       {{"channel", "C0001"}, {"text", "t"}, {"metadata", {{"a", 1}}}},
       "invalid_metadata_format"},
      {"chat.update", {{"channel", "C0001"}, {"ts", "1.1"}, {"text", "t"}}, "message_not_found"},
      {"chat.update", {{"channel", "C0001"}, {"ts", anas}, {"text", "t"}}, "cant_update_message"},
      {"chat.update",
       {{"channel", "C0001"}, {"ts", ts}, {"text", std::string(4001, 'x')}},
       "msg_too_long"},
      {"chat.delete", {{"channel", "C0001"}, {"ts", anas}}, "cant_delete_message"},
      {"chat.postEphemeral",
       {{"channel", "D0001"}, {"user", "U0002"}, {"text", "t"}},
       "user_not_in_channel"},
      {"conversations.open", {{"users", "U0009"}}, "user_not_found"},
      {"conversations.open", {{"users", "U0005"}}, "user_disabled"},
      {"conversations.info", {{"channel", "C9999"}}, "channel_not_found"},
      {"conversations.history", {{"channel", "C0003"}}, "not_in_channel"},
      {"conversations.replies", {{"channel", "C9999"}, {"ts", ts}}, "channel_not_found"},
      {"conversations.replies", {{"channel", "C0003"}, {"ts", ts}}, "not_in_channel"},
      {"conversations.replies", {{"channel", "C0001"}}, "thread_not_found"},
      {"users.info", {{"user", "U0009"}}, "user_not_found"},
      {"views.open", {{"view", reason_form()}}, "invalid_arguments"},
      {"views.open", {{"trigger_id", "1.2.3"}, {"view", reason_form()}}, "invalid_trigger_id"},
      {"views.update", {{"view_id", "V9999"}, {"view", reason_form()}}, "not_found"},
      {"chat.nothing", Json::object(), "unknown_method"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(std::string(c.method) + " " + c.error);
    const Json answer = api(c.method, c.arguments);
    EXPECT_EQ(answer["ok"], false);
    EXPECT_EQ(answer["error"], c.error);
  }
}

TEST_F(WebApiTest, ListsChannelsPageByPage) {
  const Json first = api("conversations.list", {{"limit", 3}});
  ASSERT_EQ(first["channels"].size(), 3u);
  const std::string cursor = first["response_metadata"]["next_cursor"];
  const Json second = api("conversations.list", {{"limit", 3}, {"cursor", cursor}});
  ASSERT_EQ(second["channels"].size(), 1u);
  EXPECT_EQ(second["channels"][0]["name"], "general");
  EXPECT_EQ(second["response_metadata"]["next_cursor"], "");
}

TEST_F(WebApiTest, KeepsMetadataForWhoAsksForIt) {
  const Json metadata = {{"event_type", "baton"}, {"event_payload", {{"id", "n1"}}}};
  api("chat.postMessage", {{"channel", "C0001"}, {"text", "a"}, {"metadata", metadata}});
  const Json with =
      api("conversations.history", {{"channel", "C0001"}, {"include_all_metadata", true}});
  EXPECT_EQ(with["messages"][0]["metadata"], metadata);
  const Json without = api("conversations.history", {{"channel", "C0001"}});
  EXPECT_FALSE(without["messages"][0].contains("metadata"));
}

TEST_F(WebApiTest, TellsHistoryNewestFirstAndOnlyAfterOldest) {
  const std::string first = post("C0001", Json::array(), "first");
  post("C0001", Json::array(), "second");
  post("C0001", Json::array(), "third");
  api("chat.postEphemeral", {{"channel", "C0001"}, {"user", "U0001"}, {"text", "private"}});
  const Json all = api("conversations.history", {{"channel", "C0001"}, {"oldest", first}});
  ASSERT_EQ(all["messages"].size(), 2u);
  EXPECT_EQ(all["messages"][0]["text"], "third");
  const Json one = api("conversations.history", {{"channel", "C0001"}, {"limit", 1}});
  EXPECT_EQ(one["messages"].size(), 1u);
  EXPECT_EQ(one["has_more"], true);
}

TEST_F(WebApiTest, AReplyStandsInItsThreadAndNotInTheHistory) {
  const std::string card = post("C0001", Json::array(), "card");
  const std::string other = post("C0001", Json::array(), "other");
  const auto reply = [&](const std::string& text) {
    const Json answer =
        api("chat.postMessage", {{"channel", "C0001"}, {"text", text}, {"thread_ts", card}});
    EXPECT_EQ(answer["message"]["thread_ts"], card);
    return answer["ts"].get<std::string>();
  };
  const std::string first = reply("first");
  const std::string second = reply("second");
  const Json history = api("conversations.history", {{"channel", "C0001"}})["messages"];
  ASSERT_EQ(history.size(), 2u);
  EXPECT_FALSE(history[0].contains("thread_ts"));
  EXPECT_EQ(history[1]["thread_ts"], card);
  EXPECT_EQ(history[1]["reply_count"], 2);
  EXPECT_EQ(history[1]["latest_reply"], second);
  const auto replies = [&](Json arguments) {
    arguments["channel"] = "C0001";
    std::vector<std::string> texts;
    const Json answer = api("conversations.replies", arguments);
    for (const Json& one : answer["messages"]) texts.push_back(one["text"]);
    return texts;
  };
  using Texts = std::vector<std::string>;
  EXPECT_EQ(replies({{"ts", card}}), (Texts{"card", "first", "second"}));
  EXPECT_EQ(replies({{"ts", card}, {"oldest", first}}), (Texts{"card", "second"}));
  EXPECT_EQ(replies({{"ts", card}, {"limit", 2}}), (Texts{"card", "first"}));
  EXPECT_EQ(replies({{"ts", card}, {"limit", 2}, {"cursor", "2"}}), (Texts{"second"}));
  EXPECT_EQ(replies({{"ts", first}}), (Texts{"first"})) << "of a reply only itself";
  EXPECT_EQ(replies({{"ts", other}}), (Texts{"other"}));
  EXPECT_EQ(api("conversations.replies", {{"channel", "C0001"}, {"ts", "1.1"}})["error"],
            "thread_not_found");
}

TEST_F(WebApiTest, AReplyToNothingStandsInTheChannelItself) {  // Slack refuses nothing there
  const std::string card = post("C0001", Json::array(), "card");
  const auto thread_of_reply_to = [&](const std::string& ts, const std::string& channel = "C0001") {
    const Json answer =
        api("chat.postMessage", {{"channel", channel}, {"text", "t"}, {"thread_ts", ts}});
    EXPECT_EQ(answer["ok"], true);
    return answer["message"].value("thread_ts", "");
  };
  EXPECT_EQ(thread_of_reply_to("1.1"), "");
  EXPECT_EQ(thread_of_reply_to(card, "C0002"), "") << "it stands in another channel";
  EXPECT_EQ(thread_of_reply_to(card), card);
  api("chat.delete", {{"channel", "C0001"}, {"ts", card}});
  EXPECT_EQ(thread_of_reply_to(card), card) << "a thread with replies outlives its first message";
  EXPECT_EQ(api("conversations.history", {{"channel", "C0001"}})["messages"].size(), 1u);
}

TEST_F(WebApiTest, AReplyIsShownBelowItsMessageAndIsNothingUnread) {
  const std::string card = post("C0001", Json::array(), "card");
  const auto unread = [&] {
    return Json::parse(get("/sandbox/state", "user=U0001").body)["channels"][0]["unread"];
  };
  ASSERT_EQ(unread(), 1);
  api("chat.postMessage", {{"channel", "C0001"}, {"text", "reply"}, {"thread_ts", card}});
  EXPECT_EQ(unread(), 1);
  EXPECT_EQ(seen("U0001", "C0001").back()["thread_ts"], card);
  const Json ledger = Json::parse(get("/sandbox/ledger", "channel=C0001").body)["entries"];
  EXPECT_EQ(ledger[0]["thread"], "");
  EXPECT_EQ(ledger[1]["thread"], card);
  const Json loud = {
      {"channel", "C0001"}, {"text", "t"}, {"thread_ts", card}, {"reply_broadcast", true}};
  EXPECT_EQ(api("chat.postMessage", loud)["error"], "reply_broadcast_not_supported_in_sandbox");
}

TEST_F(WebApiTest, AnUpdateWithoutBlocksTakesThemAway) {
  const std::string ts = post("C0001", Json::array({button_block("Accept", "1")}));
  api("chat.update", {{"channel", "C0001"}, {"ts", ts}, {"text", "done"}});
  const Json message = seen("U0001", "C0001").front();
  EXPECT_EQ(message["ts"], ts);
  EXPECT_EQ(message["shown"], "done");
  EXPECT_EQ(message["edited"], true);
}

TEST_F(WebApiTest, PostingToAPersonReachesTheirDirectMessages) {
  const Json opened = api("conversations.open", {{"users", "U0002"}});
  EXPECT_EQ(opened["channel"]["id"], "D0002");
  api("chat.postMessage", {{"channel", "U0002"}, {"text", "for Dino"}});
  EXPECT_EQ(seen("U0002", "D0002").size(), 1u);
  EXPECT_TRUE(seen("U0001", "D0002").empty());
}

}  // namespace
}  // namespace baton::test
