#pragma once

#include <string>
#include <variant>

#include "adapters/sandbox/mattermost/machine.h"

/// Posts, as the REST API and the answers of integrations make and change them.
namespace baton::sandbox::mattermost {

inline constexpr std::size_t message_length_max = 16'383;
inline constexpr std::size_t props_length_max = 800'000;

/// Answers the same create call again within 30 seconds with the post it made.
class PendingPosts {
 public:
  static constexpr std::chrono::seconds life{30};
  static constexpr std::size_t kept_max = 1000;
  void remember(const std::string& pending_id, const std::string& post, TimePoint now);
  /// Empty: there is none, or it is too long ago.
  [[nodiscard]] std::string find(const std::string& pending_id, TimePoint now) const;

 private:
  struct Made {
    std::string pending_id;
    std::string post;
    TimePoint at;
  };
  std::deque<Made> made_;
};

using PostResult = std::variant<const Post*, AppError>;

/// A post as clients get it.
Json post_json(const ServerState& state, const Post& post);

/// What is wrong with a post that is to be kept; nullopt: nothing.
std::optional<AppError> post_error(const Post& post);
/// The same for `post` that is to become `wanted`: its text may have to stay as it is by now.
std::optional<AppError> edit_error(const Machine& machine, const Post& post, const Post& wanted);
/// Makes a post for everybody in its channel: names of channels are looked up.
/// REQUIRES: post_error() finds nothing.
const Post& publish(Machine& machine, Post post);
/// Shows a post to `user` alone; its actions get cookies. No limit of length holds. It gets an id
/// where it has none.
const Post& whisper(Machine& machine, Post post, const std::string& user);

/// The REST calls. `user`: whose session it is. They throw nlohmann::json::exception for what is of
/// a kind that the server refuses.
PostResult create_post(Machine& machine, PendingPosts& pending, const User& user, const Json& body);
PostResult get_post(Machine& machine, const User& user, const std::string& id);
PostResult patch_post(Machine& machine, const User& user, const std::string& id, const Json& body);
PostResult update_post(Machine& machine, const User& user, const std::string& id, const Json& body);
std::optional<AppError> delete_post(Machine& machine, const User& user, const std::string& id);
PostResult create_ephemeral(Machine& machine, const User& user, const Json& body);
/// {"order", "posts", ...}: page and per_page, or everything changed after `since`.
std::variant<Json, AppError> channel_posts(Machine& machine, const User& user,
                                           const std::string& channel, std::size_t page,
                                           std::size_t per_page, std::optional<std::int64_t> since);

}  // namespace baton::sandbox::mattermost
