#include "tests/adapters/sandbox/chat.h"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "bot/codec/form_body.h"
#include "tests/support/run.h"

namespace baton::test {

boost::asio::awaitable<HttpResult> FakeBaton::send(OutboundRequest request) {
  requests.push_back(std::move(request));
  if (is_silent) {
    boost::asio::steady_timer never(co_await boost::asio::this_coro::executor);
    never.expires_at(boost::asio::steady_timer::time_point::max());
    co_await never.async_wait(boost::asio::use_awaitable);
  }
  if (script.empty()) co_return HttpResponse::empty();
  HttpResult answer = std::move(script.front());
  script.pop_front();
  co_return answer;
}

sandbox::SandboxOptions ChatTest::options() {
  sandbox::SandboxOptions options;
  options.signing_secret = Secret(signing_secret);
  options.bot_token = Secret(bot_token);
  options.baton_url = "http://127.0.0.1:8080";
  options.own_url = "http://127.0.0.1:9999";
  options.answer_limit = std::chrono::milliseconds(5);
  options.mattermost_bot_token = Secret(mattermost_bot_token);
  options.mattermost_command_token = Secret(mattermost_command_token);
  options.integration_limit = std::chrono::milliseconds(5);
  return options;
}

HttpResponse ChatTest::handle(HttpRequest request) { return run(chat.handle(std::move(request))); }

HttpResponse ChatTest::call(const std::string& method, const Json& arguments,
                            const std::string& token) {
  HttpRequest request;
  request.method = "POST";
  request.path = "/api/" + method;
  request.headers.push_back(Header{"Content-Type", "application/json; charset=utf-8"});
  if (!token.empty()) request.headers.push_back(Header{"Authorization", "Bearer " + token});
  request.body = arguments.dump();
  return handle(std::move(request));
}

Json ChatTest::api(const std::string& method, const Json& arguments) {
  const HttpResponse response = call(method, arguments);
  EXPECT_EQ(response.status, 200) << method;
  return Json::parse(response.body);
}

Json ChatTest::door(const std::string& name, const Json& asked) {
  HttpRequest request;
  request.method = "POST";
  request.path = "/sandbox/" + name;
  request.headers.push_back(Header{"Content-Type", "application/json"});
  request.body = asked.dump();
  const HttpResponse response = handle(std::move(request));
  EXPECT_EQ(response.status, 200) << name << ": " << response.body;
  return Json::parse(response.body);
}

HttpResponse ChatTest::get(const std::string& path, const std::string& query) {
  HttpRequest request;
  request.method = "GET";
  request.path = path;
  request.query = query;
  return handle(std::move(request));
}

std::vector<Json> ChatTest::seen(const std::string& user, const std::string& channel) {
  const Json state = Json::parse(get("/sandbox/state", "user=" + user).body);
  std::vector<Json> messages;
  for (const Json& message : state["messages"]) {
    if (message["channel"] == channel) messages.push_back(message);
  }
  return messages;
}

std::string ChatTest::delivered_field(const std::string& name) {
  const auto fields = codec::parse_form(baton.requests.back().body);
  EXPECT_TRUE(fields) << baton.requests.back().body;
  return std::string(codec::field_of(*fields, name));
}

Json ChatTest::delivered_payload() { return Json::parse(delivered_field("payload")); }

std::string ChatTest::post(const std::string& channel, const Json& blocks,
                           const std::string& text) {
  const Json answer =
      api("chat.postMessage", {{"channel", channel}, {"text", text}, {"blocks", blocks}});
  EXPECT_EQ(answer["ok"], true) << answer;
  return answer.value("ts", "");
}

Json button_block(const std::string& label, const std::string& value) {
  const Json button = {{"type", "button"},
                       {"action_id", "baton_0"},
                       {"text", {{"type", "plain_text"}, {"text", label}}},
                       {"value", value}};
  return {{"type", "actions"}, {"block_id", "buttons"}, {"elements", Json::array({button})}};
}

Json reason_form() {
  const auto plain = [](const char* text) { return Json{{"type", "plain_text"}, {"text", text}}; };
  const Json input = {{"type", "input"},
                      {"block_id", "why"},
                      {"label", plain("Why")},
                      {"element", {{"type", "plain_text_input"}, {"action_id", "value"}}}};
  return {{"type", "modal"},
          {"title", plain("Return")},
          {"submit", plain("Send")},
          {"private_metadata", "kept"},
          {"blocks", Json::array({input})}};
}

}  // namespace baton::test
