#pragma once

#include <functional>
#include <string>

#include <boost/asio/awaitable.hpp>
#include <nlohmann/json.hpp>

#include "adapters/sandbox/sandbox.h"
#include "bot/ports/clock.h"

namespace baton::sandbox {

/// A morning at the demo agency: its people type commands and press buttons until two clients have
/// six open tasks in different states. Everything goes through the sandbox's doors, as it would
/// from the page; the service on the other side must answer.
class AgencyStory {
 public:
  /// `tell` gets one line per step, for people who wait. References outlive the story.
  AgencyStory(Sandbox& sandbox, Clock& clock, std::function<void(const std::string&)> tell);

  /// Throws std::runtime_error that says which step did not work, and what the person saw.
  boost::asio::awaitable<void> play();

 private:
  using Json = nlohmann::json;
  struct Found {
    std::string channel;
    std::string ts;
  };
  boost::asio::awaitable<Json> post(std::string door, Json body);
  boost::asio::awaitable<Json> window(std::string user);
  /// Types into the channel; what the person saw is kept for the next complaint.
  boost::asio::awaitable<void> say(std::string user, std::string channel, std::string text);
  /// Presses the button of that label on the newest message to `user` that names `task`, once it
  /// is there.
  boost::asio::awaitable<void> press(std::string user, std::string task, std::string label);
  /// Fills in the form that opens, once it is there.
  boost::asio::awaitable<void> fill_in(std::string user, Json values);
  /// Everybody has read everything: what is new from here on is new to whoever opens the page.
  boost::asio::awaitable<void> read_everything();
  /// Waits until nothing new was posted for a while.
  boost::asio::awaitable<void> settle();

  boost::asio::awaitable<void> offered();
  boost::asio::awaitable<void> in_review();
  boost::asio::awaitable<void> approved();
  boost::asio::awaitable<void> tracking();
  boost::asio::awaitable<void> asked();
  boost::asio::awaitable<void> offered_again();
  boost::asio::awaitable<void> brief(std::string channel, std::string client, std::string key,
                                     std::string title);
  boost::asio::awaitable<void> produce(std::string channel, std::string key);

  Sandbox& sandbox_;
  Clock& clock_;
  std::function<void(const std::string&)> tell_;
  std::string last_seen_;
};

}  // namespace baton::sandbox
