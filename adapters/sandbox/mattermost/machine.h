#pragma once

#include <chrono>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "adapters/sandbox/mattermost/errors.h"
#include "adapters/sandbox/mattermost/ids.h"
#include "adapters/sandbox/mattermost/integrations.h"
#include "adapters/sandbox/mattermost/server_state.h"
#include "adapters/sandbox/weather.h"
#include "bot/ports/clock.h"
#include "core/model/secret.h"

namespace baton::sandbox::mattermost {

struct Conditions : Weather {
  bool ephemeral_allowed = false;  ///< the bot's role has create_post_ephemeral
  /// PostEditTimeLimit: for how long the text of a post may change; -1 s: for ever.
  std::chrono::seconds edit_time_limit{-1};
  /// Of the rate limits, where they hold: how many calls a second, and how many at once beyond.
  double calls_per_second = 10;
  int burst = 100;
};

/// Where a slash command's later answers go: five of them within thirty minutes.
class Hooks {
 public:
  static constexpr std::chrono::minutes life{30};
  static constexpr int uses_max = 5;
  static constexpr std::size_t kept_max = 2000;

  struct Hook {
    std::string user;
    std::string channel;
    std::string root;
    TimePoint made_at;
    int uses = 0;
  };
  /// The id of a new one.
  std::string issue(Hook hook, Random& random);
  /// nullptr: unknown, or older than its life.
  [[nodiscard]] Hook* find(const std::string& id, TimePoint now);

 private:
  std::map<std::string, Hook> made_;
  std::deque<std::string> order_;  ///< oldest first
};

/// The one slash command of the server: POST, no name or icon of its own.
struct Command {
  std::string trigger = "handoff";
  std::string url;
  Secret token;
};

/// What the parts of the server work on. Members outlive whoever uses them.
struct Machine {
  ServerState& state;
  Conditions& conditions;
  TriggerIds& triggers;
  Hooks& hooks;
  Integrations& integrations;
  Command& command;
  const Clock& clock;
  Random& random;
};

/// What a person's doing led to.
struct Acted {
  std::optional<AppError> error;       ///< what the client is told instead of `answer`
  Json answer = Json::object();        ///< the body of a 200
  std::optional<Delivered> delivered;  ///< nullopt: no integration was asked
  std::vector<std::string> saw;        ///< the posts that came or changed with it
};

}  // namespace baton::sandbox::mattermost
