#include <algorithm>
#include <cstdlib>

#include "adapters/sandbox/methods.h"

/// What was said: in a channel, and in the thread of a message.
namespace baton::sandbox {
namespace {

/// Which messages a call asks for, by when they were said.
class Span {
 public:
  explicit Span(const Json& arguments)
      : oldest_(string_of(arguments, "oldest")),
        latest_(string_of(arguments, "latest")),
        inclusive_(flag(arguments, "inclusive")) {}

  [[nodiscard]] bool holds(const Message& message) const {
    const double at = std::strtod(message.ts.c_str(), nullptr);
    const double oldest = std::strtod(oldest_.c_str(), nullptr);
    const double latest = std::strtod(latest_.c_str(), nullptr);
    const bool is_too_old = !oldest_.empty() && (inclusive_ ? at < oldest : at <= oldest);
    const bool is_too_new = !latest_.empty() && (inclusive_ ? at > latest : at >= latest);
    return !is_too_old && !is_too_new;
  }

 private:
  std::string oldest_;
  std::string latest_;
  bool inclusive_;
};

/// A message as it is told to who reads back; the first of a thread says what is below it.
Json told(const Workspace& workspace, const Message& message, const Json& arguments) {
  Json json = message_json(message);
  if (flag(arguments, "include_all_metadata") && !message.metadata.is_null()) {
    json["metadata"] = message.metadata;
  }
  if (!message.thread_ts.empty()) {
    const Message* const parent = workspace.message(message.channel, message.thread_ts);
    if (parent != nullptr) json["parent_user_id"] = parent->author;
    return json;
  }
  const std::vector<const Message*> replies = workspace.thread(message.channel, message.ts);
  if (replies.empty()) return json;
  json["thread_ts"] = message.ts;
  json["reply_count"] = replies.size();
  json["latest_reply"] = replies.back()->ts;
  return json;
}

/// One page of `messages`, as both methods answer.
Json answer_of(const std::vector<Json>& messages, const Json& arguments) {
  Json answer = {{"ok", true}};
  answer["messages"] = page_of(messages, arguments, answer);
  answer["has_more"] = answer["response_metadata"]["next_cursor"] != "";
  return answer;
}

}  // namespace

Json conversations_history(Team& team, const Json& arguments, TimePoint) {
  const Channel* const channel = team.workspace.channel(string_of(arguments, "channel"));
  if (channel == nullptr) return refusal("channel_not_found");
  if (!channel->bot_is_member) return refusal("not_in_channel");
  const Span span(arguments);
  std::vector<Json> newest_first;
  for (const Message* const message : team.workspace.messages(channel->id)) {
    const bool is_told = message->only_for.empty() && message->thread_ts.empty();
    if (!is_told || !span.holds(*message)) continue;
    newest_first.push_back(told(team.workspace, *message, arguments));
  }
  std::ranges::reverse(newest_first);
  return answer_of(newest_first, arguments);
}

Json conversations_replies(Team& team, const Json& arguments, TimePoint) {
  const Channel* const channel = team.workspace.channel(string_of(arguments, "channel"));
  if (channel == nullptr) return refusal("channel_not_found");
  if (!channel->bot_is_member) return refusal("not_in_channel");
  const std::string ts = string_of(arguments, "ts");
  const Message* const first = team.workspace.message(channel->id, ts);
  const bool is_reply = first != nullptr && !first->thread_ts.empty();
  if (!is_reply && !team.workspace.has_thread(channel->id, ts)) return refusal("thread_not_found");
  const Span span(arguments);
  std::vector<Json> oldest_first;
  // The first message comes whenever it was said; of a reply it is all that comes.
  if (first != nullptr) oldest_first.push_back(told(team.workspace, *first, arguments));
  for (const Message* const reply : team.workspace.thread(channel->id, ts)) {
    if (span.holds(*reply)) oldest_first.push_back(told(team.workspace, *reply, arguments));
  }
  return answer_of(oldest_first, arguments);
}

}  // namespace baton::sandbox
