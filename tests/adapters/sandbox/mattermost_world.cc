#include "tests/adapters/sandbox/mattermost_world.h"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "tests/support/run.h"

namespace baton::test {
namespace {

using sandbox::mattermost::Channel;
using sandbox::mattermost::Post;
using sandbox::mattermost::ServerOptions;
using sandbox::mattermost::User;

constexpr const char* recorded_bot_token = "thfho34g8fd3te3wi8uhtjbh1c";

ServerOptions options() {
  ServerOptions options;
  options.bot_token = Secret(recorded_bot_token);
  options.command_token = Secret("rrkrpwt5din4femgph34tqwm8h");
  options.baton_url = "http://127.0.0.1:9001";
  options.integration_limit = std::chrono::milliseconds(20);
  return options;
}

}  // namespace

boost::asio::awaitable<HttpResult> FakeIntegration::send(OutboundRequest request) {
  const auto* const failure = script.empty() ? nullptr : std::get_if<HttpFailure>(&script.front());
  // Where nobody listens, nobody is asked.
  const bool is_heard = failure == nullptr || failure->reach == HttpFailure::Reach::maybe_sent;
  if (is_heard) requests.push_back(request);
  if (is_silent) {
    boost::asio::steady_timer never(co_await boost::asio::this_coro::executor);
    never.expires_at(boost::asio::steady_timer::time_point::max());
    co_await never.async_wait(boost::asio::use_awaitable);
  }
  if (first) {
    const auto once = std::exchange(first, nullptr);
    once(request);
  }
  if (script.empty()) co_return HttpResponse::json("{}");
  HttpResult answer = std::move(script.front());
  script.pop_front();
  co_return answer;
}

World::World() : server_(options(), integration, clock, random_, log_) {
  add_people();
  add_channels();
  map("jwyg34gnc7fo9ryus75y38ogao", sandbox::mattermost::team_id());
  map("rt8646pctj8gzdfa4kfqbijbfe", sandbox::mattermost::bot_user());
  map("example.test", "northlight.example");
  map("test bot", "");
  log_in("alice", "fh6ygyscfjrhxqnwi46kr4oreo");
  log_in("bob", "kah3o6wc9ib7mjwids7cd6qy5e");
  log_in("carol", "6fxfb49tgjbaifr8r55nzid7cc");
}

void World::add_people() {
  const std::pair<const char*, const char*> people[] = {
      {"alice", recorded_alice}, {"bob", recorded_bob}, {"carol", recorded_carol}};
  for (const auto& [username, id] : people) {
    User user;
    user.id = id;
    user.username = username;
    user.timezone = "";
    state().add_user(std::move(user));
  }
  User outsider;
  outsider.username = "outsider";
  outsider.in_team = false;
  state().add_user(std::move(outsider));
  User& bot = *state().user(sandbox::mattermost::bot_user());
  bot.username = "handoffbot";
  bot.first_name = "Handoff";
}

void World::add_channels() {
  const std::string bot = sandbox::mattermost::bot_user();
  const auto add = [this](const char* id, const char* name, const char* display_name,
                          Channel::Type type, std::set<std::string> members) -> Channel& {
    Channel channel;
    channel.id = id;
    channel.name = name;
    channel.display_name = display_name;
    channel.type = type;
    channel.members = std::move(members);
    return *state().add_channel(std::move(channel));
  };
  using Type = Channel::Type;
  const std::set<std::string> all{recorded_alice, recorded_bob, recorded_carol, bot};
  add(recorded_channel, "handoff", "handoff room", Type::open, all);
  add(recorded_other, "other", "other room", Type::open, {recorded_bob});
  add(recorded_private, "secret", "secret room", Type::secret, {recorded_alice, bot});
  add(recorded_archived, "arch1795232040447", "arch", Type::open, all).archived = true;
  add("uuuo464jfifw9cj3xwe9h3kpqh", "3potgqwkbtbxbnbb6o1kydywic__g19yyc3g4tgfzkkxg4wrnr183w", "",
      Type::direct, {recorded_alice, recorded_bob});
  add("pqck1ttxjtfm3nmqh3i45iu56w", (std::string(recorded_alice) + "__" + bot).c_str(), "",
      Type::direct, {recorded_alice, bot});
  add("r6zt5hms3p8o8my33pa34jzyrh", "cb40ceb9c734ec14b6eb9fb145918a39e42d082b", "", Type::group,
      {recorded_alice, recorded_bob, recorded_carol});
}

void World::log_in(const std::string& username, const std::string& recorded_token) {
  const HttpResponse answer =
      call("POST", "/api/v4/users/login", {{"login_id", username}, {"password", username}}, "");
  map(recorded_token, std::string(find_header(answer.headers, "Token").value_or("")));
}

HttpResponse World::handle(HttpRequest request) { return run(server_.rest(std::move(request))); }

HttpResponse World::call(const std::string& method, const std::string& path, const Json& body,
                         const std::string& token) {
  HttpRequest request;
  request.method = method;
  request.path = path;
  request.headers.push_back(Header{"Content-Type", "application/json"});
  request.headers.push_back(Header{"Host", "127.0.0.1:8065"});
  if (!token.empty()) request.headers.push_back(Header{"Authorization", ours("Bearer " + token)});
  if (!body.is_null()) request.body = body.dump();
  return handle(std::move(request));
}

std::string World::ours(std::string text) const {
  for (const auto& [recorded, own] : mapped_) {
    for (std::size_t at = text.find(recorded); at != std::string::npos;
         at = text.find(recorded, at + own.size())) {
      text.replace(at, recorded.size(), own);
    }
  }
  return text;
}

Post& World::post(const std::string& id, const std::string& message, const std::string& user) {
  Post made;
  made.id = id;
  made.channel_id = recorded_channel;
  made.user_id = user.empty() ? sandbox::mattermost::bot_user() : user;
  made.message = message;
  if (user.empty()) made.props["from_bot"] = "true";
  state().add(std::move(made), clock.now());
  return *state().post(id);
}

}  // namespace baton::test
