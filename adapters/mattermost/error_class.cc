#include "adapters/mattermost/error_class.h"

#include <algorithm>
#include <array>
#include <optional>

namespace baton::mattermost {
namespace {

constexpr auto retry = ErrorClass::retry_later;
constexpr auto auth = ErrorClass::auth_broken;
constexpr auto place = ErrorClass::place_gone;
constexpr auto person = ErrorClass::person_gone;
constexpr auto content = ErrorClass::content_bad;
constexpr auto permanent = ErrorClass::permanent_unknown;
constexpr auto message = ErrorClass::message_gone;

// Sources: answers captured from a server of the 7.0 line, and, where it says so, the source text
// of that and of 11.6: github.com/mattermost/mattermost, server/channels/{api4,app}.
constexpr std::array table{
    ErrorRow{"api.channel.create_direct_channel.invalid_user.app_error", 400, person},
    // A text that is too long, sent to a response_url.
    ErrorRow{"api.command.execute_command.create_post_failed.app_error", 500, content},
    ErrorRow{"api.context.404.app_error", 404, permanent},  // there is no such call
    ErrorRow{"api.context.invalid_body_param.app_error", 400, permanent},
    ErrorRow{"api.context.invalid_param.app_error", 400, permanent},
    ErrorRow{"api.context.invalid_url_param.app_error", 400, permanent},
    // A channel that is missing, malformed, unknown or not ours to write in, and a post that is
    // deleted or another's, all look like this.
    ErrorRow{"api.context.permissions.app_error", 403, place},
    ErrorRow{"api.context.request_body_too_large.app_error", 413, content},  // source
    // A token that is wrong, revoked, missing, or of a disabled bot.
    ErrorRow{"api.context.session_expired.app_error", 401, auth},
    ErrorRow{"api.context.token_provided.app_error", 401, auth},
    ErrorRow{"api.post.create_post.can_not_post_to_deleted.error", 400, place},
    // The post in whose thread it was to go: moved to another channel; deleted, or itself a reply.
    ErrorRow{"api.post.create_post.channel_root_id.app_error", 400, message},
    ErrorRow{"api.post.create_post.root_id.app_error", 400, message},
    // Another request with the same pending_post_id is still at work. Source.
    ErrorRow{"api.post.deduplicate_create_post.pending", 500, retry},
    ErrorRow{"api.post.update_post.can_not_update_post_in_deleted.error", 400, place},
    ErrorRow{"api.post.update_post.find.app_error", 400, message},                 // source
    ErrorRow{"api.post.update_post.permissions_details.app_error", 400, message},  // source
    ErrorRow{"api.post.update_post.permissions_time_limit.app_error", 400, message},
    ErrorRow{"api.post.update_post.system_message.app_error", 400, message},  // source
    ErrorRow{"app.channel.get.existing.app_error", 404, place},               // source
    ErrorRow{"app.channel.get_by_name.missing.app_error", 404, place},        // source
    ErrorRow{"app.command_webhook.get.missing", 404, permanent},
    ErrorRow{"app.command_webhook.try_use.invalid", 400, permanent},
    ErrorRow{"app.post.get.app_error", 404, message},
    ErrorRow{"app.team.get.find.app_error", 404, permanent},             // source
    ErrorRow{"app.team.get_by_name.missing.app_error", 404, permanent},  // source
    ErrorRow{"app.user.get_by_username.app_error", 404, person},
    ErrorRow{"app.user.missing_account.const", 404, person},  // source
    ErrorRow{"interactive_message.decode_trigger_id.base64_decode_failed", 400, permanent},
    ErrorRow{"interactive_message.decode_trigger_id.expired", 400, permanent},
    ErrorRow{"interactive_message.decode_trigger_id.missing_data", 400, permanent},
    ErrorRow{"interactive_message.decode_trigger_id.verify_signature_failed", 400, permanent},
    ErrorRow{"model.post.is_valid.msg.app_error", 400, content},
    ErrorRow{"model.post.is_valid.props.app_error", 400, content},
    ErrorRow{"model.post.is_valid.type.app_error", 400, permanent},
    ErrorRow{"web.command_webhook.command.app_error", 400, permanent},
};
static_assert(std::ranges::is_sorted(table, {}, &ErrorRow::id));

std::optional<ErrorClass> listed(int status, std::string_view id) {
  const auto row = std::ranges::lower_bound(table, id, {}, &ErrorRow::id);
  if (row == table.end() || row->id != id) return std::nullopt;
  if ((row->status >= 500) != (status >= 500)) return std::nullopt;
  return row->meaning;
}

}  // namespace

std::span<const ErrorRow> error_table() { return table; }

ErrorClass error_class(int status, std::string_view id) {
  if (status == 429) return retry;
  if (says_nothing(status, id)) return retry;
  if (const std::optional<ErrorClass> meaning = listed(status, id)) return *meaning;
  switch (status) {
    case 401: return auth;
    case 403:
    case 404: return place;
    case 413: return content;
    default: return permanent;
  }
}

bool says_nothing(int status, std::string_view id) {
  if (!id.empty() || status < 300 || status >= 500) return false;
  return status != 405 && status != 413 && status != 429;
}

bool is_ambiguous(int status, std::string_view id) {
  if (listed(status, id)) return false;
  const bool is_switched_off = status == 501;
  return status == 408 || (status >= 500 && !is_switched_off);
}

}  // namespace baton::mattermost
