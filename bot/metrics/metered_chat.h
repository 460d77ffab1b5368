#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "bot/ports/chat.h"
#include "bot/ports/meter.h"

namespace baton {

/// A chat whose every call is counted and timed. Changes nothing of what it is asked or says.
class MeteredChat final : public Chat {
 public:
  /// `platform`: "slack", never the workspace's name. `meter` outlives the chat.
  MeteredChat(std::unique_ptr<Chat> chat, std::string platform, Meter& meter);

  [[nodiscard]] WorkspaceId workspace() const override { return chat_->workspace(); }
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
  /// The result of `call`, once it is counted as `method`.
  template <class Result>
  boost::asio::awaitable<Result> counted(const char* method, boost::asio::awaitable<Result> call);

  std::unique_ptr<Chat> chat_;
  std::string platform_;
  Meter& meter_;
};

}  // namespace baton
