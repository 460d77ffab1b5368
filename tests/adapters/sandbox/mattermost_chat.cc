#include "tests/adapters/sandbox/mattermost_chat.h"

namespace baton::test {

HttpResponse MattermostTest::rest(const std::string& method, const std::string& path,
                                  const Json& body, const std::string& token) {
  HttpRequest request;
  request.method = method;
  request.path = "/api/v4/" + path.substr(0, path.find('?'));
  if (path.find('?') != std::string::npos) request.query = path.substr(path.find('?') + 1);
  request.headers.push_back(Header{"Authorization", "Bearer " + token});
  request.headers.push_back(Header{"Content-Type", "application/json"});
  if (!body.is_null()) request.body = body.dump();
  return handle(std::move(request));
}

Json MattermostTest::door(const std::string& name, const Json& asked) {
  return ChatTest::door("mattermost/" + name, asked);
}

Json MattermostTest::window(const std::string& user) {
  return Json::parse(get("/sandbox/mattermost/state", "user=" + user).body);
}

std::vector<Json> MattermostTest::seen(const std::string& user, const std::string& channel) {
  std::vector<Json> messages;
  const Json all = window(user)["messages"];
  for (const Json& message : all) {
    if (message["channel"] == channel) messages.push_back(message);
  }
  return messages;
}

Json MattermostTest::ledger(const std::string& channel) {
  const std::string query = channel.empty() ? "" : "channel=" + channel;
  return Json::parse(get("/sandbox/mattermost/ledger", query).body)["entries"];
}

std::string MattermostTest::channel_id(const std::string& name) {
  const Json team = Json::parse(rest("GET", "teams/name/northlight").body);
  const std::string path = "teams/" + team["id"].get<std::string>() + "/channels/name/" + name;
  return Json::parse(rest("GET", path).body)["id"];
}

std::string MattermostTest::user_id(const std::string& username) {
  return Json::parse(rest("GET", "users/username/" + username).body)["id"];
}

Json MattermostTest::post(const std::string& channel, const Json& props,
                          const std::string& message) {
  const Json body = {{"channel_id", channel}, {"message", message}, {"props", props}};
  const HttpResponse made = rest("POST", "posts", body);
  EXPECT_EQ(made.status, 201) << made.body;
  return Json::parse(made.body);
}

void MattermostTest::answer(const Json& body, int status) {
  baton.script.emplace_back(HttpResponse::json(body.dump(), status));
}

Json button_props(const std::string& label, const Json& context) {
  const Json integration = {{"url", "http://127.0.0.1:8080/mattermost/action"},
                            {"context", context}};
  const Json action = {
      {"id", "b0"}, {"type", "button"}, {"name", label}, {"integration", integration}};
  const Json attachment = {{"text", "To do"}, {"actions", Json::array({action})}};
  return {{"attachments", Json::array({attachment})}};
}

}  // namespace baton::test
