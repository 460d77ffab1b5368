#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

#include "adapters/sandbox/weather.h"
#include "core/model/time_point.h"

/// What is wrong with the simulated Slack just now: the weather, the scopes, and its rate limits.
namespace baton::sandbox {

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

struct Conditions : Weather {
  std::set<std::string> scopes = {"channels:history", "channels:read", "chat:write", "commands",
                                  "im:history",       "im:write",      "users:read"};
};

}  // namespace baton::sandbox
