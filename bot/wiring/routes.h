#pragma once

#include <array>

/// Every address that the service answers. There is no other list: what is not in it is not served,
/// and tests that must know all of them (forged requests) read it here.
namespace baton {

enum class Entrance {
  slack_commands,
  slack_interactions,
  mattermost_command,
  mattermost_action,
  mattermost_dialog,
  healthz,
  readyz,
  metrics,
};
struct Route {
  const char* method;
  const char* path;
  Entrance entrance;
};
inline constexpr std::array routes{
    Route{"POST", "/slack/commands", Entrance::slack_commands},
    Route{"POST", "/slack/interactions", Entrance::slack_interactions},
    Route{"POST", "/mattermost/command", Entrance::mattermost_command},
    Route{"POST", "/mattermost/action", Entrance::mattermost_action},
    Route{"POST", "/mattermost/dialog", Entrance::mattermost_dialog},
    Route{"GET", "/healthz", Entrance::healthz},
    Route{"GET", "/readyz", Entrance::readyz},
    Route{"GET", "/metrics", Entrance::metrics},
};

}  // namespace baton
