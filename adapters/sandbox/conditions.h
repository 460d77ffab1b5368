#pragma once

#include <chrono>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>

#include <nlohmann/json.hpp>

#include "core/model/time_point.h"

/// What is wrong with the simulated chat just now: the fault script, and Slack's rate limits.
namespace baton::sandbox {

/// What happens to the next calls of a method instead of, or after, its ordinary effect.
struct Fault {
  enum class Then {
    answer,  ///< `status`, `body`, and Retry-After where `seconds` is given
    stall,   ///< the right answer, but only after `seconds`
    drop,    ///< no answer: the connection ends
  };
  std::string method = "*";  ///< "chat.postMessage"; "*": any
  int times = 1;
  bool effect = false;  ///< the call is carried out all the same
  Then then = Then::answer;
  int status = 200;
  std::string body = {};
  std::string content_type = "application/json; charset=utf-8";
  std::optional<int> seconds = {};
};

/// Reads one fault from the control surface. `what` says: "ratelimited", "http", "error", "stall",
/// "drop", "answer". Throws nlohmann::json::exception or std::invalid_argument where it is wrong.
Fault read_fault(const nlohmann::json& command);

/// Per method and minute, as Slack's tiers; chat.postMessage once a second and channel.
/// Source: docs.slack.dev "Rate limits".
class RateLimits {
 public:
  /// The seconds to wait before such a call is let in; nullopt: it is in, and counted.
  std::optional<int> refuse(const std::string& method, const std::string& channel, int per_minute,
                            TimePoint now);

 private:
  struct Window {
    TimePoint began;
    int calls = 0;
  };
  static constexpr std::size_t windows_max = 1000;
  std::map<std::string, Window> windows_;
};

struct Conditions {
  static constexpr std::size_t faults_max = 100;
  bool outage = false;        ///< every call of the Web API answers 503
  bool rate_limited = false;  ///< every call of the Web API answers 429
  bool rate_limits = false;   ///< Slack's limits hold
  bool token_revoked = false;
  std::chrono::milliseconds slow{0};  ///< every call of the Web API takes this much longer
  std::set<std::string> scopes = {"channels:history", "channels:read", "chat:write", "commands",
                                  "im:history",       "im:write",      "users:read"};
  std::deque<Fault> script = {};

  /// The fault that the next call of `method` meets; it is used up once.
  std::optional<Fault> next_fault(const std::string& method);
};

}  // namespace baton::sandbox
