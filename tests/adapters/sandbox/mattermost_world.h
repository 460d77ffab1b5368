#pragma once

#include <deque>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "adapters/sandbox/mattermost/machine.h"
#include "adapters/sandbox/mattermost/server.h"
#include "bot/log/log.h"
#include "tests/fakes/fake_clock.h"
#include "tests/fakes/fake_random.h"

/// The simulated Mattermost brought into the state of the recorded one: its people, channels and
/// tokens, by the same ids, so that recorded requests can be sent to it as they are.
namespace baton::test {

using Json = nlohmann::json;

inline constexpr const char* recorded_alice = "3potgqwkbtbxbnbb6o1kydywic";
inline constexpr const char* recorded_bob = "g19yyc3g4tgfzkkxg4wrnr183w";
inline constexpr const char* recorded_carol = "8fuygprtttbht88g1mo8q45i1w";
inline constexpr const char* recorded_channel = "dfurx5tb3fniibj8nhepud6qiy";
inline constexpr const char* recorded_other = "mnii9mxw1inrueg4qk54qkbycw";    ///< alice is not in
inline constexpr const char* recorded_private = "cxzz5q8hutr15xpszogaprs7sw";  ///< alice is in
inline constexpr const char* recorded_archived = "168otx47pjfrzjsxj1a78bikdy";

/// The integration: answers from a script, and keeps what it was asked.
class FakeIntegration final : public HttpClient {
 public:
  boost::asio::awaitable<HttpResult> send(OutboundRequest request) override;

  std::vector<OutboundRequest> requests;
  std::deque<HttpResult> script;
  bool is_silent = false;  ///< never answers
  /// What it does before it answers; at most once.
  std::function<void(const OutboundRequest&)> first = nullptr;
};

class World {
 public:
  World();

  sandbox::mattermost::Machine& machine() { return server_.machine(); }
  sandbox::mattermost::ServerState& state() { return machine().state; }
  HttpResponse handle(HttpRequest request);
  /// Calls the REST API with `token` as in the recordings; empty: none.
  HttpResponse call(const std::string& method, const std::string& path, const Json& body,
                    const std::string& token);

  /// From now on `recorded` means `ours`, wherever it stands in what was recorded.
  void map(const std::string& recorded, const std::string& ours) {
    mapped_.emplace_back(recorded, ours);
  }
  /// A recorded text in our words.
  [[nodiscard]] std::string ours(std::string text) const;

  /// Posts as the bot, or as `user`, under that id.
  sandbox::mattermost::Post& post(const std::string& id, const std::string& message,
                                  const std::string& user = "");

  FakeClock clock{TimePoint(std::chrono::seconds(1'795'230'000))};
  FakeIntegration integration;

 private:
  void add_people();
  void add_channels();
  void log_in(const std::string& username, const std::string& recorded_token);

  FakeRandom random_;
  std::vector<std::string> lines_;
  Log log_{LogLevel::debug, lines_};
  sandbox::mattermost::Server server_;
  std::vector<std::pair<std::string, std::string>> mapped_;
};

}  // namespace baton::test
