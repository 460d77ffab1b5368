#include "tests/e2e/world.h"

#include <chrono>
#include <fstream>
#include <iterator>
#include <thread>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "bot/http/client.h"
#include "tests/support/run.h"

namespace baton::test {

const std::string signing_secret = "8f742231b10e8888abcd99yyyzzz85a5";

namespace {

constexpr auto look_pause = std::chrono::milliseconds(25);
constexpr int looks_max = 800;  // 20 seconds

const char* const bot_token = "xoxb-end-to-end";

/// A port that nobody has just now.
int free_port() {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof address;
  ::bind(fd, reinterpret_cast<sockaddr*>(&address), length);
  ::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &length);
  ::close(fd);
  return ntohs(address.sin_port);
}

std::string local(int port) { return "http://127.0.0.1:" + std::to_string(port); }

Answer exchange(OutboundRequest request) {
  WebClient client;
  const HttpResult result = run(client.send(std::move(request)));
  Answer answer;
  if (const auto* response = std::get_if<HttpResponse>(&result)) {
    answer.status = response->status;
    answer.body = response->body;
  }
  return answer;
}

std::string config_text(int baton_port, int sandbox_port) {
  return "agency: Northlight\n"
         "listen: { address: 127.0.0.1, port: " +
         std::to_string(baton_port) +
         " }\n"
         "store: sqlite:baton.db\n"
         "workflows: " BATON_SOURCE_DIR
         "/config/workflows/\n"
         "last_resort: [Olga, Ana]\n"
         "secret_key: { file: baton.key }\n"
         "slack:\n"
         "  signing_secret: " +
         signing_secret +
         "\n"
         "  bot_token: " +
         bot_token +
         "\n"
         "  api_url: " +
         local(sandbox_port) +
         "/api\n"
         "  channel: handoffs\n"
         "roles: [account-manager, strategist, designer, copywriter, paid-media, analytics,"
         " coordinator, director]\n"
         "people:\n"
         "  - { name: Ana, slack: U0001, roles: [account-manager, strategist] }\n"
         "  - { name: Dino, slack: U0002, roles: [designer, copywriter] }\n"
         "  - { name: Petra, slack: U0003, roles: [paid-media] }\n"
         "  - { name: Alex, slack: U0004, roles: [analytics] }\n"
         "  - { name: Olga, slack: U0005, roles: [coordinator, director] }\n"
         "clients:\n"
         "  - { key: ACME, name: Acme Shoes, channel: acme }\n"
         "  - { key: BOLT, name: Bolt Coffee, channel: bolt-coffee }\n";
}

}  // namespace

World::World(int time_rate) : time_rate_(time_rate) {
  std::string pattern = (std::filesystem::temp_directory_path() / "baton-e2e-XXXXXX").string();
  folder_ = ::mkdtemp(pattern.data());
  sandbox_port_ = free_port();
  baton_port_ = free_port();
  std::ofstream(config()) << config_text(baton_port_, sandbox_port_);
  const std::vector<std::string> command{BATON_PROGRAM, "sandbox",
                                         "--port",      std::to_string(sandbox_port_),
                                         "--baton-url", baton_url()};
  const std::vector<std::string> environment{"BATON_SANDBOX_SIGNING_SECRET=" + signing_secret,
                                             std::string("BATON_SANDBOX_BOT_TOKEN=") + bot_token,
                                             "BATON_TEST_TIME_RATE=" + std::to_string(time_rate_)};
  sandbox_ = std::make_unique<Child>(command, environment, folder_ / "sandbox.log");
  sandbox_->first_line();
  start();
}

World::~World() {
  service_.reset();
  sandbox_.reset();
  if (testing::Test::HasFailure()) {
    std::fprintf(stderr, "--- the service's log ---\n%s\n", log().c_str());
  }
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

void World::start() {
  service_.reset();
  const std::vector<std::string> command{BATON_PROGRAM, "serve",        "--config",
                                         config(),      "--log-format", "json"};
  const std::vector<std::string> environment{"BATON_TEST_TIME_RATE=" + std::to_string(time_rate_)};
  service_ = std::make_unique<Child>(command, environment, folder_ / "serve.log");
  for (int look = 0; look < looks_max; ++look) {
    if (get(baton_url() + "/readyz").status == 200) return;
    std::this_thread::sleep_for(look_pause);
  }
  throw std::runtime_error("the service did not become ready:\n" + log());
}

std::string World::baton_url() const { return local(baton_port_); }

std::string World::log() const {
  std::ifstream file(folder_ / "serve.log");
  return {std::istreambuf_iterator<char>(file), {}};
}

Json World::door(const std::string& name, const Json& asked) {
  OutboundRequest request;
  request.url = local(sandbox_port_) + "/sandbox/" + name;
  request.headers.push_back({"Content-Type", "application/json"});
  request.body = asked.dump();
  const Answer answer = exchange(std::move(request));
  EXPECT_EQ(answer.status, 200) << name << " " << asked << "\n" << answer.body;
  return Json::parse(answer.body, nullptr, false);
}

Json World::say(const std::string& user, const std::string& text) {
  return door("say", {{"user", user}, {"channel", "C0002"}, {"text", text}});
}

Json World::press(const std::string& user, const std::string& channel, const std::string& ts,
                  const std::string& label) {
  return door("press", {{"user", user}, {"channel", channel}, {"ts", ts}, {"label", label}});
}

Json World::submit(const std::string& user, const Json& values) {
  return door("submit", {{"user", user}, {"values", values}});
}

Json World::control(const Json& command) { return door("control", command); }

std::vector<Json> World::ledger() {
  std::vector<Json> entries;
  while (true) {
    const std::uint64_t after = entries.empty() ? 0 : entries.back()["n"].get<std::uint64_t>();
    const Answer answer =
        get(local(sandbox_port_) + "/sandbox/ledger?after=" + std::to_string(after));
    const Json page = Json::parse(answer.body);
    if (page["entries"].empty()) return entries;
    for (const Json& entry : page["entries"]) entries.push_back(entry);
  }
}

Json World::state(const std::string& user) {
  return Json::parse(get(local(sandbox_port_) + "/sandbox/state?user=" + user).body);
}

Json World::seen(const std::string& what, const std::function<bool(const Json&)>& wanted) {
  for (int look = 0; look < looks_max; ++look) {
    const std::vector<Json> entries = ledger();
    for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
      if (wanted(*entry)) return *entry;
    }
    std::this_thread::sleep_for(look_pause);
  }
  std::string all;
  for (const Json& entry : ledger()) all += entry.dump() + "\n";
  ADD_FAILURE() << "never seen: " << what << "\n" << all;
  return {};
}

void World::settled() {
  ready("no notice is on its way", [](const Json& now) { return now["outbox"]["unsettled"] == 0; });
}

Json World::ready(const std::string& what, const std::function<bool(const Json&)>& wanted) {
  Answer answer;
  for (int look = 0; look < looks_max; ++look) {
    answer = get(baton_url() + "/readyz");
    Json now = Json::parse(answer.body, nullptr, false);
    if (now.is_object() && wanted(now)) return now;
    std::this_thread::sleep_for(look_pause);
  }
  ADD_FAILURE() << "never so: " << what << "\n" << answer.body;
  return {};
}

Answer World::send(const Json& request) {
  OutboundRequest outbound;
  outbound.method = request["method"];
  outbound.url = request["url"];
  for (const auto& [name, value] : request["headers"].items()) {
    if (name == "Content-Length" || name == "Host") continue;
    outbound.headers.push_back({name, value.get<std::string>()});
  }
  outbound.body = request["body"];
  return exchange(std::move(outbound));
}

Answer World::get(const std::string& url) {
  OutboundRequest request;
  request.method = "GET";
  request.url = url;
  return exchange(std::move(request));
}

std::string saw(const Json& result) {
  std::string text;
  for (const Json& message : result["saw"]) text += message["shown"].get<std::string>() + "\n";
  return text;
}

bool is_post(const Json& entry, const std::string& channel_or_empty, const std::string& part) {
  return entry["kind"] == "posted" && entry["actor"] == "UBATON" && entry["only_for"] == "" &&
         (channel_or_empty.empty() || entry["channel"] == channel_or_empty) &&
         entry["shown"].get<std::string>().find(part) != std::string::npos;
}

bool leads_with(const Json& entry, const std::string& words) {
  std::string text = entry["shown"];
  if (text.starts_with(':')) text.erase(0, text.find(": ", 1) + 2);  // the coloured mark
  return text.starts_with(words);
}

}  // namespace baton::test
