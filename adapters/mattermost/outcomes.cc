#include "adapters/mattermost/outcomes.h"

#include <utility>

#include "bot/codec/json_read.h"

namespace baton::mattermost {
namespace {

using Json = nlohmann::json;
using codec::list_at;
using codec::text_at;

constexpr std::chrono::seconds clock_skew{5};  // of `since` against the server's own time

std::int64_t number_at(const Json& json, const char* name) {
  const Json& value = codec::at(json, {name});
  return value.is_number_integer() ? value.get<std::int64_t>() : 0;
}

std::string timezone_of(const Json& user) {
  const Json& zone = codec::at(user, {"timezone"});
  const std::string manual = text_at(zone, {"manualTimezone"});
  const std::string automatic = text_at(zone, {"automaticTimezone"});
  const bool prefers_manual = text_at(zone, {"useAutomaticTimezone"}) == "false";
  if (prefers_manual) return manual.empty() ? automatic : manual;
  return automatic.empty() ? manual : automatic;
}

UserInfo user_info(const Json& user) {
  UserInfo info;
  info.id = UserId{text_at(user, {"id"})};
  info.name = text_at(user, {"nickname"});
  const std::string first = text_at(user, {"first_name"});
  const std::string last = text_at(user, {"last_name"});
  if (info.name.empty()) info.name = first + (first.empty() || last.empty() ? "" : " ") + last;
  if (info.name.empty()) info.name = text_at(user, {"username"});
  info.timezone = timezone_of(user);
  info.deactivated = is_deleted(user);
  info.guest = text_at(user, {"roles"}).find("system_guest") != std::string::npos;
  info.bot = codec::is_true_at(user, {"is_bot"});
  return info;
}

}  // namespace

bool may_pass(const AttemptFailed& failed) {
  return failed.error == ErrorClass::retry_later || failed.error == ErrorClass::auth_broken;
}

bool is_permissions(const AttemptFailed& failed) {
  return failed.reason == "api.context.permissions.app_error";
}

AttemptFailed of_an_edit(AttemptFailed failed) {
  // A message that is deleted or not ours is not told apart from a channel that is closed to us.
  const bool is_of_message =
      is_permissions(failed) || failed.reason == "api.context.invalid_url_param.app_error";
  if (is_of_message && !may_pass(failed)) failed.error = ErrorClass::message_gone;
  return failed;
}

bool is_late_edit(const AttemptFailed& failed) {
  return failed.reason == "api.post.update_post.permissions_time_limit.app_error";
}

bool is_deleted(const Json& json) { return number_at(json, "delete_at") != 0; }

Asked<UserInfo> read_user(const Answered& answered) {
  if (!std::holds_alternative<Json>(answered)) {
    AttemptFailed failed = failure_in(answered);
    if (failed.error == ErrorClass::place_gone) failed.error = ErrorClass::person_gone;
    return failed;
  }
  UserInfo info = user_info(std::get<Json>(answered));
  if (info.id.empty()) return incomplete("user");
  return info;
}

Page look_through(const Json& answer, const std::string& bot_user, const std::string& outbox_id,
                  TimePoint since) {
  Page page;
  const Json& order = list_at(answer, {"order"});
  const std::int64_t oldest = (since - clock_skew).time_since_epoch().count();
  page.is_last = order.size() < history_page;
  for (const Json& id : order) {
    if (!id.is_string()) continue;
    const Json& post = codec::at(answer, {"posts", id.get_ref<const std::string&>().c_str()});
    if (number_at(post, "create_at") < oldest) page.is_last = true;
    const bool is_ours = text_at(post, {"user_id"}) == bot_user && !is_deleted(post) &&
                         text_at(post, {"props", outbox_prop}) == outbox_id;
    if (is_ours) page.found = id.get<std::string>();
  }
  return page;
}

}  // namespace baton::mattermost
