#pragma once

#include <deque>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "adapters/sandbox/sandbox.h"
#include "bot/log/log.h"
#include "tests/fakes/fake_clock.h"
#include "tests/fakes/fake_random.h"

namespace baton::test {

using Json = nlohmann::json;

inline constexpr const char* signing_secret = "8f742231b10e8888abcd99yyyzzz85a5";
inline constexpr const char* bot_token = "xoxb-test";
inline constexpr const char* mattermost_bot_token = "bot-token-of-mattermost";
inline constexpr const char* mattermost_command_token = "command-token-of-mattermost";

/// The other side of the deliveries: keeps what came, and answers from a script; 200 without a
/// body where there is none.
class FakeBaton final : public HttpClient {
 public:
  boost::asio::awaitable<HttpResult> send(OutboundRequest request) override;

  std::vector<OutboundRequest> requests;
  std::deque<HttpResult> script;
  bool is_silent = false;  ///< never answers
};

/// A sandbox with everything around it.
class ChatTest : public testing::Test {
 protected:
  /// Calls a method of the Web API as Baton would.
  HttpResponse call(const std::string& method, const Json& arguments,
                    const std::string& token = bot_token);
  Json api(const std::string& method, const Json& arguments);
  /// Goes through one of the doors; the test fails where it is refused.
  Json door(const std::string& name, const Json& asked);
  HttpResponse get(const std::string& path, const std::string& query = "");
  HttpResponse handle(HttpRequest request);
  /// What `user` sees in `channel`.
  std::vector<Json> seen(const std::string& user, const std::string& channel);
  /// The fields of the newest delivery, and the payload in it.
  std::string delivered_field(const std::string& name);
  Json delivered_payload();
  /// Posts as Baton, and yields the message's ts.
  std::string post(const std::string& channel, const Json& blocks, const std::string& text = "t");

  FakeClock clock{TimePoint(std::chrono::seconds(1'800'000'000))};
  FakeRandom random;
  FakeBaton baton;
  std::vector<std::string> lines;
  Log log{LogLevel::debug, lines};
  sandbox::Sandbox chat{options(), baton, clock, random, log};

 private:
  static sandbox::SandboxOptions options();
};

/// One "actions" block with a button of that label and value.
Json button_block(const std::string& label, const std::string& value);
/// A form with one text input, "why".
Json reason_form();

}  // namespace baton::test
