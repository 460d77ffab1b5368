#pragma once

#include <chrono>
#include <string>

#include "adapters/mattermost/places.h"
#include "adapters/mattermost/render.h"
#include "adapters/mattermost/rest.h"
#include "adapters/mattermost/server_limits.h"
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
                 ServerLimits& limits, Settings settings);

  [[nodiscard]] WorkspaceId workspace() const override;
  boost::asio::awaitable<Posted> post(Outgoing message) override;
  boost::asio::awaitable<Posted> update(MessageRef message, Outgoing content) override;
  boost::asio::awaitable<Found> find(Outgoing message, TimePoint since) override;
  boost::asio::awaitable<Posted> open_form(std::string trigger, UserId user, Form form) override;
  /// `reply_address`: a response_url, of which only the id is used, or "channel:<id>". Where there
  /// is no response_url: an ephemeral post, else a direct message. That also where the response_url
  /// is used up or too old.
  boost::asio::awaitable<Posted> reply(std::string reply_address, UserId user, Card card) override;
  boost::asio::awaitable<Asked<TeamInfo>> team() override;
  boost::asio::awaitable<Asked<ChannelId>> channel(std::string name) override;
  boost::asio::awaitable<Asked<UserInfo>> user(UserId id) override;
  boost::asio::awaitable<Asked<UserInfo>> user_called(std::string name) override;

 private:
  boost::asio::awaitable<Posted> post_content(Destination to, nlohmann::json content,
                                              std::string pending_id);
  /// `card` to `user` alone: what a message of ours to one person carries.
  [[nodiscard]] nlohmann::json private_content(const UserId& user, const Card& card) const;
  boost::asio::awaitable<Posted> reply_in_channel(ChannelId channel, UserId user, Card card);
  boost::asio::awaitable<Posted> reply_directly(UserId user, Card card);

  const Clock& clock_;
  Random& random_;
  const Renderer& renderer_;
  ServerLimits& limits_;
  Settings settings_;
  Rest rest_;
  Places places_;
  std::string team_id_;
};

}  // namespace baton::mattermost
