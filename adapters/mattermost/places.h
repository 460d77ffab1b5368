#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <variant>

#include <boost/asio/awaitable.hpp>

#include "adapters/mattermost/rest.h"
#include "bot/ports/chat.h"
#include "bot/ports/clock.h"

namespace baton::mattermost {

/// Where messages of ours go: to channels as they are, to people by the direct channel with them.
class Places {
 public:
  /// References outlive it.
  Places(Rest& rest, const Clock& clock, std::chrono::milliseconds call_limit)
      : rest_(rest), clock_(clock), call_limit_(call_limit) {}

  /// The id of the place: a direct channel is opened first.
  boost::asio::awaitable<std::variant<ChannelId, AttemptFailed>> id_of(Destination to);
  /// Why nobody would read a message there, or nothing: the server takes one to the direct channel
  /// of a person who is deactivated. What it says of a person holds for ten minutes.
  boost::asio::awaitable<std::optional<AttemptFailed>> objection(Destination to);
  /// `failed`, where it is a person's direct messages that are closed to us.
  AttemptFailed failed_at(AttemptFailed failed, const Destination& to);

  boost::asio::awaitable<Asked<UserInfo>> user(UserId id);

  /// Asks who we are. What failed, or nothing.
  boost::asio::awaitable<std::optional<AttemptFailed>> ask_ourselves();
  /// The same, unless that is known.
  boost::asio::awaitable<std::optional<AttemptFailed>> know_ourselves();
  [[nodiscard]] const UserId& ourselves() const { return ourselves_; }

 private:
  struct Seen {
    bool deactivated = false;
    TimePoint until;  ///< when it has to be asked again
  };

  Rest& rest_;
  const Clock& clock_;
  std::chrono::milliseconds call_limit_;
  UserId ourselves_;
  std::map<UserId, ChannelId> direct_channels_;
  std::map<UserId, Seen> seen_;
};

}  // namespace baton::mattermost
