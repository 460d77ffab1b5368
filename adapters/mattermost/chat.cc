#include "adapters/mattermost/chat.h"

#include <string_view>
#include <utility>

#include "adapters/mattermost/interaction.h"
#include "adapters/mattermost/outcomes.h"
#include "bot/codec/form_body.h"
#include "bot/codec/json_read.h"
#include "core/text/ascii.h"

namespace baton::mattermost {
namespace {

using Json = nlohmann::json;
using codec::text_at;

constexpr int history_pages_max = 4;
constexpr std::string_view channel_address = "channel:";

}  // namespace

MattermostChat::MattermostChat(HttpClient& http, const Clock& clock, Random& random,
                               const Renderer& renderer, ServerLimits& limits, Settings settings)
    : clock_(clock),
      random_(random),
      renderer_(renderer),
      limits_(limits),
      settings_(std::move(settings)),
      rest_(http, settings_.url, settings_.bot_token),
      places_(rest_, clock_, settings_.call_limit) {}

WorkspaceId MattermostChat::workspace() const { return settings_.workspace; }

boost::asio::awaitable<Posted> MattermostChat::post(Outgoing outgoing) {
  Place place;
  place.slot = outgoing.slot;
  const Detail detail = outgoing.plain ? Detail::plain_text : Detail::attachments;
  Json content = renderer_.message(outgoing.card, place, detail);
  content["props"][outbox_prop] = outgoing.outbox_id;
  if (outgoing.thread) content["root_id"] = outgoing.thread->id;
  co_return co_await post_content(std::move(outgoing.to), std::move(content),
                                  std::move(outgoing.outbox_id));
}

boost::asio::awaitable<Posted> MattermostChat::post_content(Destination to, Json content,
                                                            std::string pending_id) {
  const std::optional<AttemptFailed> objection = co_await places_.objection(to);
  if (objection) co_return *objection;
  const std::variant<ChannelId, AttemptFailed> place = co_await places_.id_of(to);
  if (const auto* failed = std::get_if<AttemptFailed>(&place)) co_return *failed;
  const auto& channel = std::get<ChannelId>(place);
  content["channel_id"] = channel.value;
  content["pending_post_id"] = std::move(pending_id);
  const Answered answered =
      co_await rest_.post("/posts", std::move(content), Repeat::duplicates, settings_.call_limit);
  if (const auto* failed = std::get_if<AttemptFailed>(&answered)) {
    co_return places_.failed_at(*failed, to);
  }
  if (const auto* unknown = std::get_if<AttemptUnknown>(&answered)) co_return *unknown;
  Sent sent;
  sent.message =
      MessageRef{settings_.workspace, channel, text_at(std::get<Json>(answered), {"id"})};
  if (sent.message.id.empty()) co_return AttemptUnknown{"answer without id"};
  co_return sent;
}

boost::asio::awaitable<Posted> MattermostChat::update(MessageRef ref, Outgoing content) {
  Place place;
  place.slot = content.slot;
  const Detail detail = content.plain ? Detail::plain_text : Detail::attachments;
  Json body = renderer_.message(content.card, place, detail);
  if (!content.outbox_id.empty()) body["props"][outbox_prop] = content.outbox_id;
  std::string path = "/posts/" + codec::percent_encode(ref.id) + "/patch";
  const Answered answered =
      co_await rest_.put(std::move(path), std::move(body), settings_.call_limit);
  if (std::holds_alternative<Json>(answered)) co_return Sent{std::move(ref)};
  AttemptFailed failed = of_an_edit(failure_in(answered));
  if (is_late_edit(failed)) limits_.edit_refused();
  co_return failed;
}

boost::asio::awaitable<Found> MattermostChat::find(Outgoing outgoing, TimePoint since) {
  const std::optional<AttemptFailed> unknown_self = co_await places_.know_ourselves();
  if (unknown_self) co_return *unknown_self;
  const std::variant<ChannelId, AttemptFailed> place = co_await places_.id_of(outgoing.to);
  if (const auto* failed = std::get_if<AttemptFailed>(&place)) co_return *failed;
  const auto& channel = std::get<ChannelId>(place);
  for (int page = 0; page < history_pages_max; ++page) {
    std::string path = "/channels/" + codec::percent_encode(channel.value) +
                       "/posts?page=" + std::to_string(page) +
                       "&per_page=" + std::to_string(history_page);
    const Answered answered = co_await rest_.history(std::move(path), settings_.call_limit);
    if (!std::holds_alternative<Json>(answered)) {
      co_return places_.failed_at(failure_in(answered), outgoing.to);
    }
    const auto& answer = std::get<Json>(answered);
    const Page looked = look_through(answer, places_.ourselves().value, outgoing.outbox_id, since);
    Sent sent;
    sent.message = MessageRef{settings_.workspace, channel, looked.found};
    if (!looked.found.empty()) co_return sent;
    if (looked.is_last) co_return NotFound{};
  }
  co_return failure(ErrorClass::permanent_unknown, "too many messages to look through");
}

boost::asio::awaitable<Posted> MattermostChat::open_form(std::string trigger, UserId user,
                                                         Form form) {
  FormSeal sealed;
  sealed.press = form.press;
  sealed.user = std::move(user);
  sealed.nonce = random_id(random_);
  sealed.opened_at = clock_.now();
  Json body = renderer_.dialog(form, sealed);
  body["trigger_id"] = std::move(trigger);
  const Answered answered = co_await rest_.post("/actions/dialogs/open", std::move(body),
                                                Repeat::harmless, settings_.form_limit);
  if (!std::holds_alternative<Json>(answered)) co_return failure_in(answered);
  Sent sent;
  sent.message.workspace = settings_.workspace;
  co_return sent;
}

Json MattermostChat::private_content(const UserId& user, const Card& card) const {
  Place place;
  place.only_for = user;
  return renderer_.message(card, place);
}

boost::asio::awaitable<Posted> MattermostChat::reply(std::string reply_address, UserId user,
                                                     Card card) {
  if (reply_address.starts_with(channel_address)) {
    ChannelId channel{reply_address.substr(channel_address.size())};
    co_return co_await reply_in_channel(std::move(channel), std::move(user), std::move(card));
  }
  Json content = private_content(user, card);
  Json body{{"response_type", "ephemeral"},
            {"text", std::move(content["message"])},
            {"attachments", std::move(content["props"]["attachments"])},
            {"skip_slack_parsing", true}};
  const Answered answered =
      co_await rest_.respond(std::move(reply_address), std::move(body), settings_.call_limit);
  if (const auto* unknown = std::get_if<AttemptUnknown>(&answered)) co_return *unknown;
  if (const auto* failed = std::get_if<AttemptFailed>(&answered)) {
    if (failed->error != ErrorClass::permanent_unknown) co_return *failed;
    co_return co_await reply_directly(std::move(user), std::move(card));  // it is used up, or old
  }
  Sent sent;
  sent.message.workspace = settings_.workspace;
  co_return sent;
}

boost::asio::awaitable<Posted> MattermostChat::reply_in_channel(ChannelId channel, UserId user,
                                                                Card card) {
  if (limits_.refuses_ephemeral_posts()) {
    co_return co_await reply_directly(std::move(user), std::move(card));
  }
  Json post = private_content(user, card);
  post["channel_id"] = channel.value;
  post["pending_post_id"] = random_id(random_);
  Json body{{"user_id", user.value}, {"post", std::move(post)}};
  const Answered answered = co_await rest_.post("/posts/ephemeral", std::move(body),
                                                Repeat::duplicates, settings_.call_limit);
  if (const auto* unknown = std::get_if<AttemptUnknown>(&answered)) co_return *unknown;
  if (const auto* failed = std::get_if<AttemptFailed>(&answered)) {
    if (may_pass(*failed)) co_return *failed;
    if (is_permissions(*failed)) limits_.ephemeral_post_refused();
    co_return co_await reply_directly(std::move(user), std::move(card));
  }
  Sent sent;
  sent.message = MessageRef{settings_.workspace, std::move(channel), {}};
  co_return sent;
}

boost::asio::awaitable<Posted> MattermostChat::reply_directly(UserId user, Card card) {
  Json content = private_content(user, card);
  Destination to{settings_.workspace, std::move(user)};
  co_return co_await post_content(std::move(to), std::move(content), random_id(random_));
}

boost::asio::awaitable<Asked<TeamInfo>> MattermostChat::team() {
  const std::optional<AttemptFailed> unknown_self = co_await places_.ask_ourselves();
  if (unknown_self) co_return *unknown_self;
  TeamInfo info;
  info.bot_user = places_.ourselves().value;
  std::string path = is_id(settings_.team)
                         ? "/teams/" + settings_.team
                         : "/teams/name/" + codec::percent_encode(ascii::lowered(settings_.team));
  const Answered answered = co_await rest_.get(std::move(path), settings_.call_limit);
  if (!std::holds_alternative<Json>(answered)) {
    AttemptFailed failed = failure_in(answered);
    if (may_pass(failed)) co_return failed;
    co_return failure(ErrorClass::permanent_unknown,
                      "no team \"" + settings_.team + "\" that the bot is in: " + failed.reason);
  }
  const auto& team = std::get<Json>(answered);
  info.team = text_at(team, {"id"});
  if (info.team.empty()) co_return incomplete("team");
  if (is_deleted(team)) {
    co_return failure(ErrorClass::permanent_unknown,
                      "the team \"" + settings_.team + "\" is archived");
  }
  team_id_ = info.team;
  co_return info;
}

boost::asio::awaitable<Asked<ChannelId>> MattermostChat::channel(std::string name) {
  if (name.starts_with('#') || name.starts_with('~')) name.erase(0, 1);
  std::string path = "/channels/" + name;
  if (!is_id(name)) {
    if (team_id_.empty()) {
      const Asked<TeamInfo> ours = co_await team();
      if (const auto* failed = std::get_if<AttemptFailed>(&ours)) co_return *failed;
      if (const auto* unknown = std::get_if<AttemptUnknown>(&ours)) co_return *unknown;
    }
    path = "/teams/" + team_id_ + "/channels/name/" + codec::percent_encode(ascii::lowered(name));
  }
  const Answered answered = co_await rest_.get(std::move(path), settings_.call_limit);
  if (!std::holds_alternative<Json>(answered)) co_return failure_in(answered);
  const auto& channel = std::get<Json>(answered);
  ChannelId id{text_at(channel, {"id"})};
  if (id.empty()) co_return incomplete("channel");
  if (is_deleted(channel)) co_return failure(ErrorClass::place_gone, "the channel is archived");
  co_return id;
}

boost::asio::awaitable<Asked<UserInfo>> MattermostChat::user(UserId id) {
  co_return co_await places_.user(std::move(id));
}

boost::asio::awaitable<Asked<UserInfo>> MattermostChat::user_called(std::string name) {
  if (name.starts_with('@')) name.erase(0, 1);
  if (is_id(name)) {
    UserId id{name};
    const Asked<UserInfo> known = co_await user(std::move(id));
    const auto* failed = std::get_if<AttemptFailed>(&known);
    if (failed == nullptr || failed->error != ErrorClass::person_gone) co_return known;
  }
  std::string path = "/users/username/" + codec::percent_encode(ascii::lowered(name));
  const Answered answered = co_await rest_.get(std::move(path), settings_.call_limit);
  co_return read_user(answered);
}

}  // namespace baton::mattermost
