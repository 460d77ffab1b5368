#include <algorithm>

#include "adapters/sandbox/mattermost/ids.h"
#include "adapters/sandbox/mattermost/server_state.h"

/// The posts of the server.
namespace baton::sandbox::mattermost {
namespace {

std::int64_t ms(TimePoint at) { return at.time_since_epoch().count(); }

}  // namespace

Post* ServerState::post(const std::string& id) {
  const auto found = posts_.find(id);
  return found == posts_.end() ? nullptr : &found->second;
}

const Post* ServerState::post(const std::string& id) const {
  const auto found = posts_.find(id);
  return found == posts_.end() ? nullptr : &found->second;
}

std::vector<const Post*> ServerState::posts(const std::string& channel) const {
  std::vector<const Post*> all;
  const auto in = in_channel_.find(channel);
  if (in == in_channel_.end()) return all;
  for (const std::string& id : in->second) all.push_back(&posts_.at(id));
  return all;
}

std::vector<const Post*> ServerState::seen_by(const std::string& user,
                                              const std::string& channel) const {
  const Channel* const place = this->channel(channel);
  if (place == nullptr || !place->members.contains(user)) return {};
  std::vector<const Post*> seen = posts(channel);
  std::erase_if(seen, [&](const Post* post) {
    return post->delete_at != 0 || (!post->only_for.empty() && post->only_for != user);
  });
  return seen;
}

std::size_t ServerState::unread(const User& user, const std::string& channel) const {
  const auto mark = user.read.find(channel);
  const std::uint64_t since = mark == user.read.end() ? 0 : mark->second;
  const std::vector<const Post*> seen = seen_by(user.id, channel);
  return static_cast<std::size_t>(std::ranges::count_if(seen, [&](const Post* post) {
    const bool is_news = post->user_id != user.id || !post->only_for.empty();
    return post->order > since && post->kind == Post::Kind::message && is_news;
  }));
}

int ServerState::replies_to(const std::string& root) const {
  const Post* const post = this->post(root);
  if (post == nullptr) return 0;
  const std::vector<const Post*> all = posts(post->channel_id);
  return static_cast<int>(std::ranges::count_if(all, [&](const Post* one) {
    return one->root_id == root && one->delete_at == 0 && one->only_for.empty();
  }));
}

const Post& ServerState::add(Post post, TimePoint now) {
  if (post.id.empty()) post.id = new_id(random_);
  post.order = ++posts_made_;
  post.create_at = ms(now);
  const bool is_private = !post.only_for.empty();
  post.update_at = is_private ? 0 : post.create_at;
  std::deque<std::string>& in = in_channel_[post.channel_id];
  if (in.size() >= posts_per_channel_max) {
    posts_.erase(in.front());
    in.pop_front();
  }
  in.push_back(post.id);
  const Post& kept = posts_[post.id] = std::move(post);
  record(is_private ? LedgerEntry::Kind::ephemeral : LedgerEntry::Kind::posted, kept, kept.user_id,
         now);
  return kept;
}

void ServerState::edited(Post& post, const std::string& actor, TimePoint now) {
  // Two changes within one millisecond stay apart, as `since` is asked by it.
  post.update_at = std::max(ms(now), post.update_at + 1);
  post.edit_at = post.update_at;
  record(LedgerEntry::Kind::edited, post, actor, now);
}

void ServerState::remove(Post& post, const std::string& actor, TimePoint now) {
  post.delete_at = std::max(ms(now), post.update_at + 1);
  post.update_at = post.delete_at;
  record(LedgerEntry::Kind::deleted, post, actor, now);
  // What stands in its thread goes with it.
  for (const std::string& id : in_channel_[post.channel_id]) {
    Post& other = posts_.at(id);
    const bool is_reply = other.root_id == post.id && other.only_for.empty();
    if (is_reply && other.delete_at == 0) remove(other, actor, now);
  }
}

void ServerState::forget_private(TimePoint now) {
  for (auto& [channel, in] : in_channel_) {
    std::erase_if(in, [&](const std::string& id) {
      const auto found = posts_.find(id);
      if (found->second.only_for.empty()) return false;
      record(LedgerEntry::Kind::deleted, found->second, found->second.only_for, now);
      posts_.erase(found);
      return true;
    });
  }
}

}  // namespace baton::sandbox::mattermost
