#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <boost/asio/awaitable.hpp>

#include "bot/app/people_lookup.h"
#include "bot/app/registry.h"
#include "bot/log/log.h"
#include "bot/ports/chat.h"
#include "bot/ports/clock.h"

namespace baton {

/// How the file knows the people of a workspace.
enum class PeopleAre {
  ids,    ///< always by id: who is who needs no asking
  names,  ///< by id, or by a name that is theirs alone and must be looked up
};

/// What the configuration names in one workspace, as names or ids.
struct LinkPlan {
  std::string kind;  ///< what the directory keeps as the workspace's kind
  PeopleAre people_are = PeopleAre::ids;
  std::string default_channel;  ///< may be empty
  std::map<ClientKey, std::string> client_channels;
  /// Those of client_channels that were named once for every workspace: each may well have no
  /// such channel where it has a default one.
  std::set<ClientKey> channels_for_all;
  /// Person's name -> their id there; PeopleAre::names: or the name that they have there.
  std::map<std::string, std::string> people;
  Seed file;  ///< people and clients: sown again with what the workspace tells of them
  std::vector<std::string> last_resort;  ///< names; empty: it stays as it is
};

/// Links one workspace: proves the token, learns the team, resolves channels to ids and looks at
/// the people; where people are known by names of their own it resolves these too. Tries again
/// until it succeeds, so that the service starts while the chat is away.
class Linker {
 public:
  /// References outlive the linker. `linked` is called once with the team.
  Linker(Chat& chat, LinkPlan plan, Registry& registry, const Clock& clock, Log& log,
         std::function<void(const TeamInfo&)> linked);

  /// Returns once linked and everybody was looked at.
  boost::asio::awaitable<void> run();
  /// Why the workspace is not linked yet; empty once it is.
  [[nodiscard]] const std::string& reason() const { return reason_; }
  /// Channels and people that the configuration names and the workspace has not got, or whom
  /// nothing reaches there, each as a sentence. Of the latest try.
  [[nodiscard]] std::vector<std::string> warnings() const;

 private:
  struct Warning {
    std::string sentence;
    /// Of a channel that was named once for every workspace: it may be missing in some.
    std::optional<ClientKey> for_all;
  };

  /// One try; true: linked.
  boost::asio::awaitable<bool> link();
  boost::asio::awaitable<std::map<ClientKey, ChannelId>> resolve_client_channels();
  boost::asio::awaitable<void> resolve_default_channel();
  /// The id of a channel; empty where there is none, of which reason_ says why, or the chat is
  /// away.
  boost::asio::awaitable<ChannelId> resolve(std::string name, std::string whose);
  /// That the channel is called so.
  void remember(const ChannelId& channel, std::string name);
  /// Whether the client's cards go to a channel of another workspace, and here to the default one.
  [[nodiscard]] bool is_made_up_for(const ClientKey& key) const;

  static constexpr std::chrono::milliseconds pause_first{1'000};
  static constexpr std::chrono::milliseconds pause_max{60'000};

  Chat& chat_;
  LinkPlan plan_;
  Registry& registry_;
  const Clock& clock_;
  Log& log_;
  std::function<void(const TeamInfo&)> linked_;
  std::string reason_ = "not tried yet";
  std::vector<Warning> warnings_;  ///< of channels
  PeopleLookup people_;
  bool chat_away_ = false;  ///< a channel or a person could not be looked up just now
  /// What was found stays found: a chat that limits how much is asked is not asked again.
  std::map<std::string, ChannelId> channels_found_;
};

}  // namespace baton
