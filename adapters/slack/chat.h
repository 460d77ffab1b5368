#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <variant>

#include "adapters/slack/web_api.h"
#include "bot/ports/chat.h"
#include "bot/ports/clock.h"

namespace baton::slack {

/// One Slack workspace, by its Web API. Every message carries its outbox id as metadata, so that
/// `find` recognises it.
class SlackChat final : public Chat {
 public:
  struct Settings {
    WorkspaceId workspace;
    std::string api_url = "https://slack.com/api";
    Secret bot_token;
    std::chrono::milliseconds call_limit{10'000};
    std::chrono::milliseconds form_limit{1'000};  ///< a trigger lives three seconds in all
  };
  /// `http` and `clock` outlive the chat.
  SlackChat(HttpClient& http, const Clock& clock, Settings settings);

  [[nodiscard]] WorkspaceId workspace() const override;
  boost::asio::awaitable<Posted> post(Outgoing message) override;
  boost::asio::awaitable<Posted> update(MessageRef message, Outgoing content) override;
  boost::asio::awaitable<Found> find(Outgoing message, TimePoint since) override;
  boost::asio::awaitable<Posted> open_form(std::string trigger, UserId user, Form form) override;
  boost::asio::awaitable<Posted> reply(std::string reply_address, UserId user, Card card) override;
  boost::asio::awaitable<Asked<TeamInfo>> team() override;
  boost::asio::awaitable<Asked<ChannelId>> channel(std::string name) override;
  boost::asio::awaitable<Asked<UserInfo>> user(UserId id) override;
  boost::asio::awaitable<Asked<UserInfo>> user_called(std::string name) override;

 private:
  /// The id of the place: a direct conversation is opened first.
  boost::asio::awaitable<std::variant<ChannelId, AttemptFailed>> place_of(Destination to);
  /// Deletes a message of ours, if it can.
  boost::asio::awaitable<void> take_away(MessageRef message);
  /// The same failure, where it is a person's direct messages that are closed to us.
  AttemptFailed at_destination(AttemptFailed failed, const Destination& to);
  /// Reads the names of all channels, unless they were read within the last minute. What failed,
  /// or nothing.
  boost::asio::awaitable<std::optional<AttemptFailed>> list_channels();

  const Clock& clock_;
  Settings settings_;
  WebApi api_;
  std::map<UserId, ChannelId> conversations_;  ///< direct messages opened so far
  std::map<std::string, ChannelId> channels_;  ///< by name
  std::optional<TimePoint> listed_at_;
};

}  // namespace baton::slack
