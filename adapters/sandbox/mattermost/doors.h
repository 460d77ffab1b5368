#pragma once

#include <string>

#include <boost/asio/awaitable.hpp>

#include "adapters/sandbox/mattermost/machine.h"
#include "adapters/sandbox/mattermost/posts.h"

namespace baton::sandbox::mattermost {

/// What a person does in a client of Mattermost: each goes through the same code as the REST call
/// that the client makes, and what comes of it is what the person sees. Every function takes what
/// was asked (docs/sandbox.md, "The doors of Mattermost") and yields {outcome, request, answer,
/// saw, errors}: `outcome` is "ok", "not_sent" (no integration was asked) or "failed", the latter
/// with `problem`: the server's error and its words. They throw std::invalid_argument, or
/// nlohmann::json::exception, for what nobody could do.
class Doors {
 public:
  explicit Doors(Machine& machine) : machine_(machine) {}

  /// {user, channel, text}: types a line. One that begins with "/" is a slash command. `base`:
  /// where the person reached the server.
  boost::asio::awaitable<Json> say(Json asked, std::string base);
  /// {user, post_id, label | action_id [, option]}: presses a button, or chooses from a menu.
  boost::asio::awaitable<Json> press(Json asked);
  /// {user, values}: submits the open dialog.
  boost::asio::awaitable<Json> submit(Json asked);
  /// {user}: closes it.
  boost::asio::awaitable<Json> close(Json asked);
  /// {user, channel [, post_id]}: has seen what is there, up to that post.
  Json read(const Json& asked);

 private:
  User& actor(const Json& asked);
  Channel& place(const Json& asked, const User& user);
  void tell(Post::Kind kind, const User& user, const std::string& channel, const std::string& text,
            Json* saw);
  Json result_of(const Acted& acted, const User& user);
  Json submission(const OpenDialog& dialog) const;

  Machine& machine_;
  PendingPosts pending_;
};

}  // namespace baton::sandbox::mattermost
