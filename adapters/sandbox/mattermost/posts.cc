#include "adapters/sandbox/mattermost/posts.h"

#include <algorithm>
#include <utility>

#include "adapters/sandbox/mattermost/attachments.h"
#include "bot/codec/utf8.h"
#include "core/text/ascii.h"

namespace baton::sandbox::mattermost {
namespace {

bool is_word(char c) { return ascii::is_lower(c) || ascii::is_digit(c) || c == '-' || c == '_'; }

/// The open channels that `message` names as ~name; null: none.
Json channel_mentions(const ServerState& state, const std::string& message) {
  Json mentions;
  for (std::size_t at = message.find('~'); at != std::string::npos;
       at = message.find('~', at + 1)) {
    std::size_t end = at + 1;
    while (end < message.size() && is_word(message[end])) ++end;
    const std::string name = message.substr(at + 1, end - at - 1);
    for (const auto& [id, channel] : state.channels()) {
      if (channel.name != name || channel.type != Channel::Type::open) continue;
      mentions[name] = {{"display_name", channel.display_name}, {"team_name", team_name}};
    }
  }
  return mentions;
}

std::string hashtags(const std::string& message) {
  std::string tags;
  for (std::size_t at = message.find('#'); at != std::string::npos;
       at = message.find('#', at + 1)) {
    const bool begins = at == 0 || message[at - 1] == ' ' || message[at - 1] == '\n';
    std::size_t end = at + 1;
    while (end < message.size() && is_word(message[end])) ++end;
    // A tag begins with a letter and has at least three characters.
    if (!begins || end - at < 4 || !ascii::is_lower(message[at + 1])) continue;
    tags += (tags.empty() ? "" : " ") + message.substr(at, end - at);
  }
  return tags;
}

}  // namespace

void PendingPosts::remember(const std::string& pending_id, const std::string& post, TimePoint now) {
  made_.push_back(Made{pending_id, post, now});
  if (made_.size() > kept_max) made_.pop_front();
}

std::string PendingPosts::find(const std::string& pending_id, TimePoint now) const {
  const auto found = std::ranges::find_if(made_, [&](const Made& made) {
    return made.pending_id == pending_id && now - made.at < life;
  });
  return found == made_.end() ? std::string() : found->post;
}

Json post_json(const ServerState& state, const Post& post) {
  Json metadata = Json::object();
  if (post.props.is_object() && post.props.contains("attachments")) {
    metadata["embeds"] = Json::array({{{"type", "message_attachment"}}});
  }
  Json json = {{"id", post.id},
               {"create_at", post.create_at},
               {"update_at", post.update_at},
               {"edit_at", post.edit_at},
               {"delete_at", post.delete_at},
               {"is_pinned", false},
               {"user_id", post.user_id},
               {"channel_id", post.channel_id},
               {"root_id", post.root_id},
               {"original_id", ""},
               {"message", post.message},
               {"type", post.type},
               {"props", public_props(post.props)},
               {"hashtags", post.only_for.empty() ? hashtags(post.message) : ""},
               {"pending_post_id", ""},
               {"reply_count", state.replies_to(post.root_id.empty() ? post.id : post.root_id)},
               {"last_reply_at", 0},
               {"participants", nullptr},
               {"metadata", std::move(metadata)}};
  if (!post.only_for.empty()) json["reply_count"] = 0;
  if (!post.file_ids.empty()) json["file_ids"] = post.file_ids;
  return json;
}

std::optional<AppError> post_error(const Post& post) {
  const bool is_known_type = post.type.empty() || post.type == "slack_attachment" ||
                             post.type == "me" || post.type.starts_with("custom_");
  if (codec::count_code_points(post.message) > message_length_max) {
    return errors::message_too_long();
  }
  if (!is_known_type) return errors::unknown_type();
  const std::string props = post.props.dump(-1, ' ', false, Json::error_handler_t::replace);
  if (codec::count_code_points(props) > props_length_max) return errors::props_too_big();
  return std::nullopt;
}

std::optional<AppError> edit_error(const Machine& machine, const Post& post, const Post& wanted) {
  const std::chrono::seconds limit = machine.conditions.edit_time_limit;
  const std::chrono::milliseconds age =
      machine.clock.now().time_since_epoch() - std::chrono::milliseconds(post.create_at);
  // Props and files may change at any age.
  const bool is_too_late = limit.count() >= 0 && age > limit && wanted.message != post.message;
  if (is_too_late) return errors::edited_too_late(limit.count());
  return post_error(wanted);
}

const Post& publish(Machine& machine, Post post) {
  const Json mentions = channel_mentions(machine.state, post.message);
  if (!mentions.is_null()) post.props["channel_mentions"] = mentions;
  return machine.state.add(std::move(post), machine.clock.now());
}

const Post& whisper(Machine& machine, Post post, const std::string& user) {
  if (post.id.empty()) post.id = new_id(machine.random);
  post.type = "system_ephemeral";
  post.only_for = user;
  if (post.props.contains("attachments")) {
    for (Json& attachment : post.props["attachments"]) {
      if (!attachment.contains("actions")) continue;
      for (Json& action : attachment["actions"]) {
        if (!action.contains("integration")) continue;
        action["cookie"] = machine.triggers.cookie(post.id, action["id"]);
      }
    }
  }
  return machine.state.add(std::move(post), machine.clock.now());
}

}  // namespace baton::sandbox::mattermost
