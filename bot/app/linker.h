#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include <boost/asio/awaitable.hpp>

#include "bot/app/registry.h"
#include "bot/log/log.h"
#include "bot/ports/chat.h"
#include "bot/ports/clock.h"

namespace baton {

/// What the configuration names in one workspace, as names or ids.
struct LinkPlan {
  std::string kind;             ///< "slack"
  std::string default_channel;  ///< may be empty
  std::map<ClientKey, std::string> client_channels;
  std::map<std::string, UserId> people;  ///< person's name -> their id there
};

/// Links one workspace: proves the token, learns the team, resolves channels to ids and looks at
/// the people. Tries again until it succeeds, so that the service starts while the chat is away.
class Linker {
 public:
  /// References outlive the linker. `linked` is called once with the team.
  Linker(Chat& chat, LinkPlan plan, Registry& registry, const Clock& clock, Log& log,
         std::function<void(const TeamInfo&)> linked);

  /// Returns once linked.
  boost::asio::awaitable<void> run();
  /// Why the workspace is not linked yet; empty once it is.
  [[nodiscard]] const std::string& reason() const { return reason_; }
  /// Channels that the configuration names and the workspace has not got, each as a sentence: what
  /// belongs there goes elsewhere. Of the latest try.
  [[nodiscard]] const std::vector<std::string>& warnings() const { return warnings_; }

 private:
  /// One try; true: linked.
  boost::asio::awaitable<bool> link();
  /// The id of a channel; empty where there is none, which is warned of.
  boost::asio::awaitable<ChannelId> resolve(std::string name, std::string whose);
  boost::asio::awaitable<void> look_at_people();

  static constexpr std::chrono::milliseconds pause_first{1'000};
  static constexpr std::chrono::milliseconds pause_max{60'000};

  Chat& chat_;
  LinkPlan plan_;
  Registry& registry_;
  const Clock& clock_;
  Log& log_;
  std::function<void(const TeamInfo&)> linked_;
  std::string reason_ = "not tried yet";
  std::vector<std::string> warnings_;
  bool chat_away_ = false;  ///< a channel could not be looked up just now
};

}  // namespace baton
