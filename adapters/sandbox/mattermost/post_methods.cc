#include <algorithm>
#include <utility>

#include "adapters/sandbox/mattermost/attachments.h"
#include "adapters/sandbox/mattermost/posts.h"

/// The REST API's calls on posts: what each answers, and what it refuses.
namespace baton::sandbox::mattermost {
namespace {

std::string text_of(const Json& body, const char* key) {
  const auto found = body.find(key);
  return found == body.end() || found->is_null() ? std::string() : found->get<std::string>();
}

/// The props of a body as they are kept; null: none were given.
Json props_of(const Json& body, Random& random) {
  const auto found = body.find("props");
  if (found == body.end() || found->is_null()) return nullptr;
  Json props = *found;
  if (!props.is_object()) throw std::invalid_argument("props must be an object");
  if (props.contains("attachments")) {
    props["attachments"] = stored_attachments(props["attachments"], random);
  }
  return props;
}

/// The post that `user` may change; else why not.
std::variant<Post*, AppError> own_post(Machine& machine, const User& user, const std::string& id) {
  Post* const post = machine.state.post(id);
  const bool is_there = post != nullptr && post->delete_at == 0 && post->only_for.empty();
  if (!is_there || post->user_id != user.id) return errors::permissions();
  const Channel* const channel = machine.state.channel(post->channel_id);
  if (!channel->members.contains(user.id)) return errors::permissions();
  if (channel->archived) return errors::archived_update();
  return post;
}

PostResult changed(Machine& machine, Post& post, Post wanted, const User& user) {
  if (const auto error = edit_error(machine, post, wanted)) return *error;
  post.message = std::move(wanted.message);
  post.props = std::move(wanted.props);
  post.file_ids = std::move(wanted.file_ids);
  machine.state.edited(post, user.id, machine.clock.now());
  return &post;
}

}  // namespace

PostResult create_post(Machine& machine, PendingPosts& pending, const User& user,
                       const Json& body) {
  ServerState& state = machine.state;
  const TimePoint now = machine.clock.now();
  const Channel* const channel = state.channel(text_of(body, "channel_id"));
  if (channel == nullptr || !channel->members.contains(user.id)) return errors::permissions();
  const std::string pending_id = text_of(body, "pending_post_id");
  const Post* const first =
      pending_id.empty() ? nullptr : state.post(pending.find(pending_id, now));
  if (first != nullptr && first->user_id == user.id) return first;
  if (channel->archived) return errors::archived_create();
  Post post;
  post.user_id = user.id;
  post.channel_id = channel->id;
  post.message = text_of(body, "message");
  post.type = text_of(body, "type");
  post.root_id = text_of(body, "root_id");
  if (body.contains("file_ids") && body["file_ids"].is_array()) post.file_ids = body["file_ids"];
  Json props = props_of(body, machine.random);
  if (!props.is_null()) post.props = std::move(props);
  if (post.type.starts_with("system_")) return errors::bad_type();
  if (!post.root_id.empty()) {
    const Post* const root = state.post(post.root_id);
    const bool is_root = root != nullptr && root->delete_at == 0 && root->root_id.empty();
    if (!is_root) return errors::bad_root();
    if (root->channel_id != channel->id) return errors::foreign_root();
  }
  if (user.is_bot) post.props["from_bot"] = "true";
  if (const auto error = post_error(post)) return *error;
  const Post& made = publish(machine, std::move(post));
  if (!pending_id.empty()) pending.remember(pending_id, made.id, now);
  return &made;
}

PostResult get_post(Machine& machine, const User& user, const std::string& id) {
  const Post* const post = machine.state.post(id);
  const bool is_there = post != nullptr && post->delete_at == 0 && post->only_for.empty();
  if (!is_there) return errors::no_post();
  if (!machine.state.may_read(user.id, *machine.state.channel(post->channel_id))) {
    return errors::permissions();
  }
  return post;
}

PostResult patch_post(Machine& machine, const User& user, const std::string& id, const Json& body) {
  const auto own = own_post(machine, user, id);
  if (const auto* const error = std::get_if<AppError>(&own)) return *error;
  Post& post = *std::get<Post*>(own);
  Post wanted = post;
  if (body.contains("message") && !body["message"].is_null()) wanted.message = body["message"];
  if (body.contains("file_ids") && body["file_ids"].is_array()) wanted.file_ids = body["file_ids"];
  Json props = props_of(body, machine.random);
  if (!props.is_null()) wanted.props = std::move(props);
  return changed(machine, post, std::move(wanted), user);
}

PostResult update_post(Machine& machine, const User& user, const std::string& id,
                       const Json& body) {
  if (text_of(body, "id") != id) return errors::body_param("id");
  const auto own = own_post(machine, user, id);
  if (const auto* const error = std::get_if<AppError>(&own)) return *error;
  Post& post = *std::get<Post*>(own);
  Post wanted = post;
  wanted.message = text_of(body, "message");
  wanted.file_ids = body.value("file_ids", Json::array());
  Json props = props_of(body, machine.random);
  wanted.props = props.is_null() ? Json::object() : std::move(props);
  return changed(machine, post, std::move(wanted), user);
}

std::optional<AppError> delete_post(Machine& machine, const User& user, const std::string& id) {
  const auto own = own_post(machine, user, id);
  if (const auto* const error = std::get_if<AppError>(&own)) return *error;
  machine.state.remove(*std::get<Post*>(own), user.id, machine.clock.now());
  return std::nullopt;
}

PostResult create_ephemeral(Machine& machine, const User& user, const Json& body) {
  const std::string reader = text_of(body, "user_id");
  if (reader.empty()) return errors::body_param("user_id");
  if (!body.contains("post") || !body["post"].is_object()) return errors::body_param("post");
  if (!user.is_bot || !machine.conditions.ephemeral_allowed) return errors::permissions();
  const Json& given = body["post"];
  // Whether the reader is in that channel is not looked at.
  const std::string channel = text_of(given, "channel_id");
  if (machine.state.channel(channel) == nullptr) return errors::permissions();
  Post post;
  post.user_id = user.id;
  post.channel_id = channel;
  post.message = text_of(given, "message");
  post.root_id = text_of(given, "root_id");
  Json props = props_of(given, machine.random);
  if (!props.is_null()) post.props = std::move(props);
  return &whisper(machine, std::move(post), reader);
}

std::variant<Json, AppError> channel_posts(Machine& machine, const User& user,
                                           const std::string& channel, std::size_t page,
                                           std::size_t per_page,
                                           std::optional<std::int64_t> since) {
  const Channel* const place = machine.state.channel(channel);
  if (place == nullptr || !machine.state.may_read(user.id, *place)) return errors::permissions();
  std::vector<const Post*> found = machine.state.posts(channel);
  std::erase_if(found, [&](const Post* post) {
    const bool is_gone = post->delete_at != 0 && !since;
    return is_gone || !post->only_for.empty() || (since && post->update_at <= *since);
  });
  std::ranges::reverse(found);
  const std::size_t first = since ? 0 : std::min(page * per_page, found.size());
  const std::size_t count = since ? found.size() : std::min(per_page, found.size() - first);
  Json order = Json::array();
  Json posts = Json::object();
  for (const Post* const post :
       std::vector<const Post*>(found.begin() + static_cast<std::ptrdiff_t>(first),
                                found.begin() + static_cast<std::ptrdiff_t>(first + count))) {
    order.push_back(post->id);
    posts[post->id] = post_json(machine.state, *post);
  }
  const bool has_older = first + count < found.size();
  return Json{{"order", std::move(order)},
              {"posts", std::move(posts)},
              {"next_post_id", first == 0 || first >= found.size() ? "" : found[first - 1]->id},
              {"prev_post_id", has_older ? found[first + count]->id : ""},
              {"has_next", false}};
}

}  // namespace baton::sandbox::mattermost
