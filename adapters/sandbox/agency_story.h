#pragma once

#include <functional>
#include <string>

#include <boost/asio/awaitable.hpp>

#include "adapters/sandbox/hands.h"

namespace baton::sandbox {

/// A morning at the demo agency: its people type commands and press buttons, each in the chat where
/// that person is at home, until two clients have six open tasks in different states. Everything
/// goes through the sandbox's doors, as it would from the page; the service on the other side must
/// answer.
class AgencyStory {
 public:
  /// `tell` gets one line per step, for people who wait. References outlive the story.
  AgencyStory(Sandbox& sandbox, Clock& clock, std::function<void(const std::string&)> tell);

  /// Throws std::runtime_error that says which step did not work, and what the person saw.
  boost::asio::awaitable<void> play();

 private:
  boost::asio::awaitable<void> offered();
  boost::asio::awaitable<void> in_review();
  boost::asio::awaitable<void> approved();
  boost::asio::awaitable<void> tracking();
  boost::asio::awaitable<void> asked();
  boost::asio::awaitable<void> offered_again();
  boost::asio::awaitable<void> brief(std::string channel, std::string client, std::string key,
                                     std::string title);
  boost::asio::awaitable<void> produce(std::string channel, std::string key);
  /// Throws where the task does not stand as the scene says.
  boost::asio::awaitable<void> stands(std::string key, std::string stage, std::string holding);

  Hands hands_;
  Clock& clock_;
  std::function<void(const std::string&)> tell_;
};

}  // namespace baton::sandbox
