#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <variant>

#include "adapters/mattermost/render.h"
#include "adapters/mattermost/rest.h"
#include "bot/ports/chat.h"
#include "bot/ports/clock.h"

namespace baton::mattermost {

/// One team on a Mattermost server, by its REST API as a bot. Every new post carries its outbox id
/// twice: as `pending_post_id`, under which the server makes it once within 30 seconds, and as a
/// prop, by which `find` recognises it afterwards.
class MattermostChat final : public Chat {
 public:
  struct Settings {
    WorkspaceId workspace;
    std::string url;  ///< "https://chat.example.com", no slash at the end
    Secret bot_token;
    std::string team;  ///< name or id
    std::chrono::milliseconds call_limit{10'000};
    std::chrono::milliseconds form_limit{1'000};  ///< a trigger lives three seconds on old servers
  };
  /// References outlive the chat.
  MattermostChat(HttpClient& http, const Clock& clock, Random& random, const Renderer& renderer,
                 Settings settings);

  [[nodiscard]] WorkspaceId workspace() const override;
  boost::asio::awaitable<Posted> post(Outgoing message) override;
  boost::asio::awaitable<Posted> update(MessageRef message, Outgoing content) override;
  boost::asio::awaitable<Found> find(Outgoing message, TimePoint since) override;
  boost::asio::awaitable<Posted> open_form(std::string trigger, UserId user, Form form) override;
  /// `reply_address`: a response_url, of which only the id is used, or "channel:<id>". Where there
  /// is no response_url: an ephemeral post if the bot may, else a direct message. That also where
  /// the response_url is used up or too old.
  boost::asio::awaitable<Posted> reply(std::string reply_address, UserId user, Card card) override;
  boost::asio::awaitable<Asked<TeamInfo>> team() override;
  boost::asio::awaitable<Asked<ChannelId>> channel(std::string name) override;
  boost::asio::awaitable<Asked<UserInfo>> user(UserId id) override;
  boost::asio::awaitable<Asked<UserInfo>> user_called(std::string name) override;

 private:
  /// The id of the place: a direct channel is opened first.
  boost::asio::awaitable<std::variant<ChannelId, AttemptFailed>> place_of(Destination to);
  /// Asks who we are, unless that is known. What failed, or nothing.
  boost::asio::awaitable<std::optional<AttemptFailed>> know_ourselves();
  /// The same failure, where it is a person's direct messages that are closed to us.
  AttemptFailed at_destination(AttemptFailed failed, const Destination& to);
  boost::asio::awaitable<Posted> post_content(Destination to, nlohmann::json content,
                                              std::string pending_id);
  /// `card` to `user` alone: what a message of ours to one person carries.
  [[nodiscard]] nlohmann::json private_content(const UserId& user, const Card& card) const;
  boost::asio::awaitable<Posted> reply_in_channel(ChannelId channel, UserId user, Card card);
  boost::asio::awaitable<Posted> reply_directly(UserId user, Card card);

  const Clock& clock_;
  Random& random_;
  const Renderer& renderer_;
  Settings settings_;
  Rest rest_;
  std::string team_id_;
  UserId bot_user_;
  std::map<UserId, ChannelId> direct_channels_;
  std::optional<TimePoint> no_ephemeral_until_;  ///< we were not allowed to make such posts
};

}  // namespace baton::mattermost
