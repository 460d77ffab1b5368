#include <utility>

#include "adapters/sandbox/block_kit.h"
#include "adapters/sandbox/methods.h"
#include "bot/codec/utf8.h"

namespace baton::sandbox {
namespace {

constexpr std::size_t post_text_max = 40'000;   ///< longer: cut off
constexpr std::size_t update_text_max = 4'000;  ///< longer: refused
constexpr std::size_t metadata_bytes_max = 16'000;

/// The place a message goes to: a channel by id or name, or a person's direct messages.
Channel* place_of(Workspace& workspace, const std::string& asked) {
  if (const Person* const person = workspace.person(asked)) return &workspace.im_with(*person);
  return workspace.channel_called(asked);
}

/// Why the bot cannot write there; empty: it can.
std::string refused_place(Workspace& workspace, const Channel* channel) {
  if (channel == nullptr) return "channel_not_found";
  if (channel->archived) return "is_archived";
  if (!channel->bot_is_member) return "not_in_channel";
  if (channel->im_of.empty()) return {};
  const Person* const person = workspace.person(channel->im_of);
  return person != nullptr && person->deactivated ? "user_disabled" : "";
}

/// Reads text, blocks and metadata; a refusal in `refused`.
struct Content {
  std::string text;
  Json blocks = nullptr;  ///< null: not given
  Json metadata = nullptr;
  bool mrkdwn = true;
  Json refused = nullptr;
};
Content content_of(const Json& arguments) {
  Content content;
  content.text = string_of(arguments, "text");
  content.mrkdwn = !arguments.contains("mrkdwn") || flag(arguments, "mrkdwn");
  content.blocks = structured(arguments, "blocks");
  content.metadata = structured(arguments, "metadata");
  if (arguments.contains("attachments") && !structured(arguments, "attachments").empty()) {
    content.refused = refusal("attachments_not_supported_in_sandbox");
    return content;
  }
  if (!content.blocks.is_null()) {
    if (!content.blocks.is_array()) {
      content.refused = refusal("invalid_blocks_format");
      return content;
    }
    const std::vector<std::string> errors = message_block_errors(content.blocks);
    if (!errors.empty()) content.refused = refusal("invalid_blocks", errors);
  }
  if (!content.metadata.is_null()) {
    const bool shaped = content.metadata.is_object() && content.metadata.contains("event_type") &&
                        content.metadata.contains("event_payload");
    if (!shaped) content.refused = refusal("invalid_metadata_format");
    if (content.metadata.dump().size() > metadata_bytes_max) {
      content.refused = refusal("metadata_too_large");
    }
  }
  return content;
}

bool says_nothing(const Content& content) {
  return content.text.empty() && (content.blocks.is_null() || content.blocks.empty());
}

/// At most `bytes_max` bytes of UTF-8, cut between characters.
std::string cut(std::string text, std::size_t bytes_max) {
  if (text.size() <= bytes_max) return text;
  while (bytes_max > 0 && (static_cast<unsigned char>(text[bytes_max]) & 0xC0U) == 0x80U)
    --bytes_max;
  text.resize(bytes_max);
  return text;
}

Message made_of(Content content, const Channel& channel) {
  Message message;
  message.channel = channel.id;
  message.author = bot_user;
  message.text = cut(std::move(content.text), post_text_max);
  if (!content.blocks.is_null()) message.blocks = std::move(content.blocks);
  message.metadata = std::move(content.metadata);
  message.mrkdwn = content.mrkdwn;
  return message;
}

}  // namespace

Json chat_post_message(Team& team, const Json& arguments, TimePoint now) {
  Channel* const channel = place_of(team.workspace, string_of(arguments, "channel"));
  const std::string refused = refused_place(team.workspace, channel);
  if (!refused.empty()) return refusal(refused);
  Content content = content_of(arguments);
  if (!content.refused.is_null()) return content.refused;
  if (says_nothing(content)) return refusal("no_text");
  if (flag(arguments, "reply_broadcast"))
    return refusal("reply_broadcast_not_supported_in_sandbox");
  Message message = made_of(std::move(content), *channel);
  // Where that thread is gone Slack refuses nothing: the message stands in the channel itself.
  const std::string thread_ts = string_of(arguments, "thread_ts");
  if (team.workspace.has_thread(channel->id, thread_ts)) message.thread_ts = thread_ts;
  const Message& posted = team.workspace.post(std::move(message), now);
  Json shown = message_json(posted);
  if (!posted.metadata.is_null()) shown["metadata"] = posted.metadata;
  return {{"ok", true}, {"channel", channel->id}, {"ts", posted.ts}, {"message", std::move(shown)}};
}

Json chat_post_ephemeral(Team& team, const Json& arguments, TimePoint now) {
  Channel* const channel = place_of(team.workspace, string_of(arguments, "channel"));
  const std::string refused = refused_place(team.workspace, channel);
  if (!refused.empty()) return refusal(refused);
  const Person* const person = team.workspace.person(string_of(arguments, "user"));
  if (person == nullptr || person->deactivated) return refusal("user_not_in_channel");
  if (!channel->im_of.empty() && channel->im_of != person->id)
    return refusal("user_not_in_channel");
  Content content = content_of(arguments);
  if (!content.refused.is_null()) return content.refused;
  if (says_nothing(content)) return refusal("no_text");
  Message message = made_of(std::move(content), *channel);
  message.only_for = person->id;
  message.metadata = nullptr;
  const Message& posted = team.workspace.post(std::move(message), now);
  return {{"ok", true}, {"message_ts", posted.ts}};
}

Json chat_update(Team& team, const Json& arguments, TimePoint now) {
  const std::string asked = string_of(arguments, "channel");
  const Channel* const channel = team.workspace.channel(asked);
  if (channel == nullptr) return refusal("channel_not_found");
  if (channel->archived) return refusal("is_inactive");
  Message* const message = team.workspace.message(asked, string_of(arguments, "ts"));
  if (message == nullptr || !message->only_for.empty()) return refusal("message_not_found");
  if (message->author != bot_user) return refusal("cant_update_message");
  Content content = content_of(arguments);
  if (!content.refused.is_null()) return content.refused;
  if (codec::count_utf16_units(content.text) > update_text_max) return refusal("msg_too_long");
  const bool text_given = arguments.contains("text");
  if (!text_given && content.blocks.is_null()) return refusal("no_text");
  if (!content.metadata.is_null()) message->metadata = std::move(content.metadata);
  // Text without blocks takes the blocks away; blocks without text leave the text.
  Json blocks = content.blocks.is_null() ? Json::array() : std::move(content.blocks);
  std::string text = text_given ? std::move(content.text) : message->text;
  team.workspace.edit(*message, std::move(text), std::move(blocks), now);
  return {{"ok", true},
          {"channel", asked},
          {"ts", message->ts},
          {"text", message->text},
          {"message", message_json(*message)}};
}

Json chat_delete(Team& team, const Json& arguments, TimePoint now) {
  const std::string channel = string_of(arguments, "channel");
  const std::string ts = string_of(arguments, "ts");
  if (team.workspace.channel(channel) == nullptr) return refusal("channel_not_found");
  const Message* const message = team.workspace.message(channel, ts);
  if (message == nullptr || !message->only_for.empty()) return refusal("message_not_found");
  if (message->author != bot_user) return refusal("cant_delete_message");
  team.workspace.remove(channel, ts, now);
  return {{"ok", true}, {"channel", channel}, {"ts", ts}};
}

}  // namespace baton::sandbox
