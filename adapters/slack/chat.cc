#include "adapters/slack/chat.h"

#include <algorithm>
#include <cstdio>

#include "adapters/slack/render.h"
#include "bot/codec/json_read.h"
#include "core/text/ascii.h"

namespace baton::slack {
namespace {

using codec::failure;
using codec::failure_in;
using codec::incomplete;
using Json = nlohmann::json;
using codec::at;
using codec::is_true_at;
using codec::list_at;
using codec::text_at;

constexpr std::string_view metadata_type = "baton_notice";
constexpr std::chrono::seconds clock_skew{5};      // of `since` against Slack's own time
constexpr std::chrono::seconds channels_life{60};  // one listing serves a start's many questions
constexpr int history_pages_max = 4;
constexpr const char* parent_gone = "thread_not_found";
constexpr std::size_t history_page = 50;
constexpr int channel_pages_max = 50;
constexpr std::size_t channel_page = 200;

Json content_of(const Outgoing& outgoing) {
  return message(outgoing.card, outgoing.plain ? Detail::plain_text : Detail::blocks);
}

/// Slack's time stamps: seconds, a dot, six digits.
std::string timestamp_of(TimePoint time) {
  const auto micros = std::chrono::duration_cast<std::chrono::microseconds>(
                          std::max(time, TimePoint()).time_since_epoch())
                          .count();
  char text[40];
  std::snprintf(text, sizeof text, "%lld.%06lld", static_cast<long long>(micros / 1'000'000),
                static_cast<long long>(micros % 1'000'000));
  return text;
}

/// The message of ours among `messages` that carries `outbox_id`; empty where there is none.
std::string find_ours(const Json& messages, const std::string& outbox_id) {
  for (const Json& one : messages) {
    const Json& metadata = at(one, {"metadata"});
    if (text_at(metadata, {"event_type"}) != metadata_type) continue;
    if (text_at(metadata, {"event_payload", "outbox"}) == outbox_id) {
      return text_at(one, {"ts"});
    }
  }
  return {};
}

/// Whether a message that was to go into a thread stands in the channel itself: Slack puts it there
/// where the thread is gone, and refuses nothing. Only the message in the answer tells.
/// Source: github.com/slack-go/slack, issue 1571.
bool stands_outside(const Json& answer) {
  const Json& made = at(answer, {"message"});
  return made.is_object() && text_at(made, {"thread_ts"}).empty();
}

/// Whether `name` has the shape of a channel's id. Names are lower-case, so it cannot be one.
bool is_channel_id(const std::string& name) {
  return name.size() >= 2 && std::string_view("CGD").find(name.front()) != std::string_view::npos &&
         std::ranges::all_of(name, [](char c) { return ascii::is_upper(c) || ascii::is_digit(c); });
}

UserInfo user_info(const Json& user) {
  UserInfo info;
  info.id = UserId{text_at(user, {"id"})};
  const Json& profile = at(user, {"profile"});
  for (const std::string& name : {text_at(profile, {"display_name"}),
                                  text_at(profile, {"real_name"}), text_at(user, {"name"})}) {
    if (info.name.empty()) info.name = name;
  }
  info.timezone = text_at(user, {"tz"});
  info.deactivated = is_true_at(user, {"deleted"});
  info.guest = is_true_at(user, {"is_restricted"}) || is_true_at(user, {"is_ultra_restricted"});
  info.bot = is_true_at(user, {"is_bot"});
  return info;
}

}  // namespace

SlackChat::SlackChat(HttpClient& http, const Clock& clock, Settings settings)
    : clock_(clock),
      settings_(std::move(settings)),
      api_(http, settings_.api_url, settings_.bot_token) {}

WorkspaceId SlackChat::workspace() const { return settings_.workspace; }

boost::asio::awaitable<Posted> SlackChat::post(Outgoing outgoing) {
  const std::variant<ChannelId, AttemptFailed> place = co_await place_of(outgoing.to);
  if (const auto* failed = std::get_if<AttemptFailed>(&place)) co_return *failed;
  const auto& channel = std::get<ChannelId>(place);

  Json body = content_of(outgoing);
  body["channel"] = channel.value;
  if (outgoing.thread) body["thread_ts"] = outgoing.thread->id;
  body["metadata"] =
      Json{{"event_type", metadata_type}, {"event_payload", Json{{"outbox", outgoing.outbox_id}}}};
  body["parse"] = "none";
  body["link_names"] = false;
  body["unfurl_links"] = false;
  body["unfurl_media"] = false;
  const Answered answered = co_await api_.write("chat.postMessage", std::move(body),
                                                Repeat::duplicates, settings_.call_limit);
  if (const auto* failed = std::get_if<AttemptFailed>(&answered)) {
    co_return at_destination(*failed, outgoing.to);
  }
  if (const auto* unknown = std::get_if<AttemptUnknown>(&answered)) co_return *unknown;
  const auto& answer = std::get<Json>(answered);
  Sent sent;
  sent.message = MessageRef{settings_.workspace, channel, text_at(answer, {"ts"})};
  if (sent.message.id.empty()) co_return AttemptUnknown{"answer without ts"};
  if (const std::string there = text_at(answer, {"channel"}); !there.empty()) {
    sent.message.channel.value = there;
  }
  if (outgoing.thread && stands_outside(answer)) {
    co_await take_away(sent.message);
    co_return failure(ErrorClass::message_gone, parent_gone);
  }
  co_return sent;
}

boost::asio::awaitable<void> SlackChat::take_away(MessageRef ref) {
  Json body{{"channel", ref.channel.value}, {"ts", ref.id}};
  // Where even this fails the message stays: too little to hold anything up for.
  co_await api_.write("chat.delete", std::move(body), Repeat::harmless, settings_.call_limit);
}

boost::asio::awaitable<Posted> SlackChat::update(MessageRef ref, Outgoing content) {
  Json body = content_of(content);
  if (!body.contains("blocks")) body["blocks"] = Json::array();  // takes away those that are there
  body["channel"] = ref.channel.value;
  body["ts"] = ref.id;
  body["parse"] = "none";  // here the default is another one than for a new message
  body["link_names"] = false;
  const Answered answered =
      co_await api_.write("chat.update", std::move(body), Repeat::harmless, settings_.call_limit);
  if (!std::holds_alternative<Json>(answered)) co_return failure_in(answered);
  co_return Sent{std::move(ref)};
}

boost::asio::awaitable<Found> SlackChat::find(Outgoing outgoing, TimePoint since) {
  const std::variant<ChannelId, AttemptFailed> place = co_await place_of(outgoing.to);
  if (const auto* failed = std::get_if<AttemptFailed>(&place)) co_return *failed;
  const auto& channel = std::get<ChannelId>(place);

  // A channel's history tells of its threads' first messages alone.
  const std::string method = outgoing.thread ? "conversations.replies" : "conversations.history";
  std::string cursor;
  for (int page = 0; page < history_pages_max; ++page) {
    Fields fields{{"channel", channel.value},
                  {"oldest", timestamp_of(since - clock_skew)},
                  {"inclusive", "true"},
                  {"include_all_metadata", "true"},
                  {"limit", std::to_string(history_page)}};
    if (outgoing.thread) fields.emplace_back("ts", outgoing.thread->id);
    if (!cursor.empty()) fields.emplace_back("cursor", cursor);
    const Answered answered = co_await api_.read(method, std::move(fields), settings_.call_limit);
    if (!std::holds_alternative<Json>(answered)) {
      AttemptFailed failed = failure_in(answered);
      // Without the right to read, posting still works: only this look is in vain.
      if (failed.reason == "missing_scope") failed.error = ErrorClass::permanent_unknown;
      co_return failed;
    }
    const auto& answer = std::get<Json>(answered);
    if (!answer.contains("messages")) co_return incomplete("messages");
    Sent sent;
    sent.message = MessageRef{settings_.workspace, channel,
                              find_ours(list_at(answer, {"messages"}), outgoing.outbox_id)};
    if (!sent.message.id.empty()) co_return sent;
    cursor = text_at(answer, {"response_metadata", "next_cursor"});
    if (cursor.empty()) co_return NotFound{};
  }
  // There will be no fewer.
  co_return failure(ErrorClass::permanent_unknown, "too many messages to look through");
}

boost::asio::awaitable<Posted> SlackChat::open_form(std::string trigger, UserId, Form form) {
  Json body{{"trigger_id", std::move(trigger)}, {"view", view(form, clock_.now())}};
  const Answered answered =
      co_await api_.write("views.open", std::move(body), Repeat::harmless, settings_.form_limit);
  if (!std::holds_alternative<Json>(answered)) co_return failure_in(answered);
  Sent sent;
  sent.message.workspace = settings_.workspace;
  sent.message.id = text_at(std::get<Json>(answered), {"view", "id"});
  co_return sent;
}

boost::asio::awaitable<Posted> SlackChat::reply(std::string reply_address, UserId, Card card) {
  Json body = message(card);
  body["response_type"] = "ephemeral";
  body["replace_original"] = false;
  const Answered answered =
      co_await api_.respond(std::move(reply_address), std::move(body), settings_.call_limit);
  if (const auto* unknown = std::get_if<AttemptUnknown>(&answered)) co_return *unknown;
  if (const auto* failed = std::get_if<AttemptFailed>(&answered)) co_return *failed;
  Sent sent;
  sent.message.workspace = settings_.workspace;
  co_return sent;
}

boost::asio::awaitable<Asked<TeamInfo>> SlackChat::team() {
  const Answered answered = co_await api_.read("auth.test", Fields(), settings_.call_limit);
  if (!std::holds_alternative<Json>(answered)) co_return failure_in(answered);
  const auto& answer = std::get<Json>(answered);
  TeamInfo info;
  info.team = text_at(answer, {"team_id"});
  info.bot_user = text_at(answer, {"user_id"});
  if (info.team.empty() || info.bot_user.empty()) co_return incomplete("team_id or user_id");
  co_return info;
}

boost::asio::awaitable<Asked<ChannelId>> SlackChat::channel(std::string name) {
  if (name.starts_with('#')) name.erase(0, 1);
  if (is_channel_id(name)) {
    Fields fields{{"channel", name}};
    const Answered answered =
        co_await api_.read("conversations.info", std::move(fields), settings_.call_limit);
    if (!std::holds_alternative<Json>(answered)) co_return failure_in(answered);
    ChannelId id{text_at(std::get<Json>(answered), {"channel", "id"})};
    if (id.empty()) co_return incomplete("channel");
    co_return id;
  }
  const std::optional<AttemptFailed> failed = co_await list_channels();
  if (failed) co_return *failed;
  const auto found = channels_.find(name);
  if (found == channels_.end()) {
    co_return failure(ErrorClass::place_gone, "channel_not_found");
  }
  co_return found->second;
}

boost::asio::awaitable<std::optional<AttemptFailed>> SlackChat::list_channels() {
  if (listed_at_ && clock_.now() - *listed_at_ < channels_life) co_return std::nullopt;
  std::map<std::string, ChannelId> names;
  std::string cursor;
  for (int page = 0; page < channel_pages_max; ++page) {
    Fields fields{{"types", "public_channel,private_channel"},
                  {"exclude_archived", "true"},
                  {"limit", std::to_string(channel_page)}};
    if (!cursor.empty()) fields.emplace_back("cursor", cursor);
    const Answered answered =
        co_await api_.read("conversations.list", std::move(fields), settings_.call_limit);
    if (!std::holds_alternative<Json>(answered)) co_return failure_in(answered);
    const auto& answer = std::get<Json>(answered);
    for (const Json& one : list_at(answer, {"channels"})) {
      ChannelId id{text_at(one, {"id"})};
      if (!id.empty()) names.emplace(text_at(one, {"name"}), std::move(id));
    }
    cursor = text_at(answer, {"response_metadata", "next_cursor"});
    if (cursor.empty()) break;
  }
  channels_ = std::move(names);
  listed_at_ = clock_.now();
  co_return std::nullopt;
}

boost::asio::awaitable<Asked<UserInfo>> SlackChat::user(UserId id) {
  Fields fields{{"user", id.value}};
  const Answered answered =
      co_await api_.read("users.info", std::move(fields), settings_.call_limit);
  if (!std::holds_alternative<Json>(answered)) co_return failure_in(answered);
  UserInfo info = user_info(at(std::get<Json>(answered), {"user"}));
  if (info.id.empty()) co_return incomplete("user");
  co_return info;
}

boost::asio::awaitable<Asked<UserInfo>> SlackChat::user_called(std::string name) {
  UserId id{std::move(name)};  // names are nobody's own in Slack
  co_return co_await user(std::move(id));
}

boost::asio::awaitable<std::variant<ChannelId, AttemptFailed>> SlackChat::place_of(Destination to) {
  if (const auto* channel = std::get_if<ChannelId>(&to.place)) co_return *channel;
  const auto user = std::get<UserId>(to.place);
  if (const auto known = conversations_.find(user); known != conversations_.end()) {
    co_return known->second;
  }
  Json body{{"users", user.value}};
  const Answered answered = co_await api_.write("conversations.open", std::move(body),
                                                Repeat::harmless, settings_.call_limit);
  if (!std::holds_alternative<Json>(answered)) {
    co_return at_destination(failure_in(answered), to);
  }
  ChannelId id{text_at(std::get<Json>(answered), {"channel", "id"})};
  if (id.empty()) co_return incomplete("channel");
  conversations_[user] = id;
  co_return id;
}

AttemptFailed SlackChat::at_destination(AttemptFailed failed, const Destination& to) {
  const auto* user = std::get_if<UserId>(&to.place);
  if (user == nullptr || failed.error != ErrorClass::place_gone) return failed;
  conversations_.erase(*user);
  failed.error = ErrorClass::person_gone;
  return failed;
}

}  // namespace baton::slack
