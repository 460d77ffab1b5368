#pragma once

#include <string>

#include <boost/asio/awaitable.hpp>
#include <nlohmann/json.hpp>

#include "adapters/sandbox/sandbox.h"
#include "bot/ports/clock.h"

namespace baton::sandbox {

/// Somebody in one of the two chats.
struct Actor {
  enum class Chat { slack, mattermost };
  Chat chat = Chat::slack;
  std::string user;  ///< "U0001"; in Mattermost "dino"
};

/// What people do with the page, through the same doors. The service on the other side must answer.
/// Every function throws std::runtime_error that says what did not work, and what was last seen.
class Hands {
 public:
  /// References outlive the hands.
  Hands(Sandbox& sandbox, Clock& clock) : sandbox_(sandbox), clock_(clock) {}

  /// Types into the channel of that name; yields what that person then sees, a message a line.
  boost::asio::awaitable<std::string> say(Actor who, std::string channel, std::string text);
  /// Presses the button of that label on the newest direct message that names `task`, once it is
  /// there.
  boost::asio::awaitable<void> press(Actor who, std::string task, std::string label);
  /// Fills in the form that opens, by its labels, once it is there; and closes what is left open.
  boost::asio::awaitable<void> fill_in(Actor who, nlohmann::json values);
  /// Waits until nothing new was posted for a while.
  boost::asio::awaitable<void> settle();
  /// Everybody has read everything, and private answers are gone: what is new from here on is new
  /// to whoever opens the page.
  boost::asio::awaitable<void> clear_the_tables();

 private:
  using Json = nlohmann::json;
  boost::asio::awaitable<Json> post(Actor::Chat chat, std::string door, Json body);
  boost::asio::awaitable<Json> window(Actor who);
  boost::asio::awaitable<void> read_everything(Actor::Chat chat);

  Sandbox& sandbox_;
  Clock& clock_;
  std::string last_seen_;
};

}  // namespace baton::sandbox
