#include "adapters/mattermost/places.h"

#include <string>
#include <utility>

#include "adapters/mattermost/interaction.h"
#include "adapters/mattermost/outcomes.h"
#include "bot/codec/json_read.h"

namespace baton::mattermost {
namespace {

using Json = nlohmann::json;
using boost::asio::awaitable;
using codec::text_at;

constexpr std::chrono::minutes seen_life{10};
constexpr std::size_t seen_max = 1'000;

AttemptFailed deactivated() { return failure(ErrorClass::person_gone, "deactivated"); }

}  // namespace

awaitable<std::variant<ChannelId, AttemptFailed>> Places::id_of(Destination to) {
  if (const auto* channel = std::get_if<ChannelId>(&to.place)) co_return *channel;
  const auto user = std::get<UserId>(to.place);
  if (const auto known = direct_channels_.find(user); known != direct_channels_.end()) {
    co_return known->second;
  }
  const std::optional<AttemptFailed> unknown_self = co_await know_ourselves();
  if (unknown_self) co_return *unknown_self;
  Json both = Json::array();
  both.push_back(ourselves_.value);
  both.push_back(user.value);
  const Answered answered =
      co_await rest_.post("/channels/direct", std::move(both), Repeat::harmless, call_limit_);
  if (!std::holds_alternative<Json>(answered)) {
    AttemptFailed failed = failure_in(answered);
    if (failed.reason == "api.context.invalid_body_param.app_error") {
      failed.error = ErrorClass::person_gone;  // no id of a user
    }
    co_return failed_at(std::move(failed), to);
  }
  ChannelId id{text_at(std::get<Json>(answered), {"id"})};
  if (id.empty()) co_return incomplete("channel");
  direct_channels_[user] = id;
  co_return id;
}

awaitable<std::optional<AttemptFailed>> Places::objection(Destination to) {
  const auto* user_there = std::get_if<UserId>(&to.place);
  if (user_there == nullptr) co_return std::nullopt;
  const UserId id = *user_there;
  if (const auto known = seen_.find(id);
      known != seen_.end() && clock_.now() < known->second.until) {
    if (known->second.deactivated) co_return deactivated();
    co_return std::nullopt;
  }
  const Asked<UserInfo> asked = co_await user(id);
  if (const auto* info = std::get_if<UserInfo>(&asked)) {
    if (seen_.size() >= seen_max) seen_.clear();
    seen_[id] = Seen{info->deactivated, clock_.now() + seen_life};
    if (info->deactivated) co_return deactivated();
    co_return std::nullopt;
  }
  AttemptFailed failed;
  if (const auto* known = std::get_if<AttemptFailed>(&asked)) failed = *known;
  if (may_pass(failed) || failed.error == ErrorClass::person_gone) co_return failed;
  co_return std::nullopt;  // it says nothing of the person
}

AttemptFailed Places::failed_at(AttemptFailed failed, const Destination& to) {
  const auto* user = std::get_if<UserId>(&to.place);
  if (user == nullptr || failed.error != ErrorClass::place_gone) return failed;
  direct_channels_.erase(*user);
  failed.error = ErrorClass::person_gone;
  return failed;
}

awaitable<Asked<UserInfo>> Places::user(UserId id) {
  if (!is_id(id.value)) co_return failure(ErrorClass::person_gone, "not the id of a user");
  const Answered answered = co_await rest_.get("/users/" + id.value, call_limit_);
  co_return read_user(answered);
}

awaitable<std::optional<AttemptFailed>> Places::ask_ourselves() {
  const Answered answered = co_await rest_.get("/users/me", call_limit_);
  if (!std::holds_alternative<Json>(answered)) co_return failure_in(answered);
  UserId found{text_at(std::get<Json>(answered), {"id"})};
  if (found.empty()) co_return incomplete("user");
  ourselves_ = std::move(found);
  co_return std::nullopt;
}

awaitable<std::optional<AttemptFailed>> Places::know_ourselves() {
  if (!ourselves_.empty()) co_return std::nullopt;
  co_return co_await ask_ourselves();
}

}  // namespace baton::mattermost
