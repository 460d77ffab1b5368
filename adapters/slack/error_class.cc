#include "adapters/slack/error_class.h"

#include <algorithm>
#include <array>

namespace baton::slack {
namespace {

constexpr auto retry = ErrorClass::retry_later;
constexpr auto auth = ErrorClass::auth_broken;
constexpr auto place = ErrorClass::place_gone;
constexpr auto person = ErrorClass::person_gone;
constexpr auto content = ErrorClass::content_bad;
constexpr auto permanent = ErrorClass::permanent_unknown;
constexpr auto message = ErrorClass::message_gone;
constexpr std::nullopt_t ambiguous = std::nullopt;

constexpr std::array table{
    ErrorRow{"access_denied", auth},
    ErrorRow{"accesslimited", auth},
    ErrorRow{"account_inactive", auth},
    ErrorRow{"app_access_restricted", permanent},
    ErrorRow{"as_user_not_supported", permanent},
    ErrorRow{"attachment_payload_limit_exceeded", content},
    ErrorRow{"block_mismatch", content},
    ErrorRow{"cannot_dm_bot", person},
    ErrorRow{"cannot_reply_to_message", message},
    ErrorRow{"cant_delete_message", message},
    ErrorRow{"cant_update_message", message},
    ErrorRow{"channel_is_limited_access", place},
    ErrorRow{"channel_not_found", place},
    ErrorRow{"channel_type_not_supported", place},
    ErrorRow{"deprecated_endpoint", permanent},
    ErrorRow{"duplicate_external_id", permanent},
    ErrorRow{"edit_window_closed", message},
    ErrorRow{"ekm_access_denied", place},
    ErrorRow{"enterprise_is_restricted", auth},
    ErrorRow{"exchanged_trigger_id", permanent},
    ErrorRow{"expired_trigger_id", permanent},
    ErrorRow{"expired_url", permanent},
    ErrorRow{"external_channel_migrating", retry},
    ErrorRow{"fatal_error", ambiguous},
    ErrorRow{"internal_error", ambiguous},
    ErrorRow{"invalid_arg_name", permanent},
    ErrorRow{"invalid_arguments", content},
    ErrorRow{"invalid_array_arg", permanent},
    ErrorRow{"invalid_attachments", content},
    ErrorRow{"invalid_auth", auth},
    ErrorRow{"invalid_blocks", content},
    ErrorRow{"invalid_blocks_format", content},
    ErrorRow{"invalid_charset", permanent},
    ErrorRow{"invalid_cursor", permanent},
    ErrorRow{"invalid_form_data", permanent},
    ErrorRow{"invalid_json", permanent},
    ErrorRow{"invalid_limit", permanent},
    ErrorRow{"invalid_metadata_format", content},
    ErrorRow{"invalid_metadata_schema", content},
    ErrorRow{"invalid_post_type", permanent},
    ErrorRow{"invalid_trigger_id", permanent},
    ErrorRow{"invalid_ts_oldest", permanent},
    ErrorRow{"invalid_types", permanent},
    ErrorRow{"invalid_user_combination", person},
    ErrorRow{"is_archived", place},
    ErrorRow{"is_bot", auth},
    ErrorRow{"is_inactive", place},
    ErrorRow{"json_not_object", permanent},
    ErrorRow{"markdown_text_conflict", content},
    ErrorRow{"message_limit_exceeded", retry},
    ErrorRow{"message_not_found", message},
    ErrorRow{"messages_tab_disabled", person},
    ErrorRow{"metadata_must_be_sent_from_app", content},
    ErrorRow{"metadata_too_large", content},
    ErrorRow{"method_deprecated", permanent},
    ErrorRow{"method_not_supported_for_channel_type", place},
    ErrorRow{"missing_argument", permanent},
    ErrorRow{"missing_post_type", permanent},
    ErrorRow{"missing_scope", auth},
    ErrorRow{"msg_blocks_too_long", content},
    ErrorRow{"msg_too_long", content},
    ErrorRow{"no_permission", place},
    ErrorRow{"no_text", content},
    ErrorRow{"not_allowed_token_type", auth},
    ErrorRow{"not_authed", auth},
    ErrorRow{"not_enough_users", person},
    ErrorRow{"not_in_channel", place},
    ErrorRow{"org_login_required", retry},
    ErrorRow{"rate_limited", retry},
    ErrorRow{"ratelimited", retry},
    ErrorRow{"request_timeout", ambiguous},
    ErrorRow{"restricted_action", place},
    ErrorRow{"restricted_action_non_threadable_channel", place},
    ErrorRow{"restricted_action_read_only_channel", place},
    ErrorRow{"restricted_action_thread_locked", place},
    ErrorRow{"restricted_action_thread_only_channel", place},
    ErrorRow{"service_unavailable", ambiguous},
    ErrorRow{"streaming_state_conflict", retry},
    ErrorRow{"team_access_not_granted", auth},
    ErrorRow{"team_added_to_org", retry},
    ErrorRow{"team_not_found", auth},
    ErrorRow{"thread_not_found", message},
    ErrorRow{"token_expired", auth},
    ErrorRow{"token_revoked", auth},
    ErrorRow{"too_many_attachments", content},
    ErrorRow{"too_many_users", permanent},
    ErrorRow{"trigger_exchanged", permanent},
    ErrorRow{"trigger_expired", permanent},
    ErrorRow{"two_factor_setup_required", auth},
    ErrorRow{"unknown_method", permanent},
    ErrorRow{"update_failed", ambiguous},
    ErrorRow{"used_url", permanent},
    ErrorRow{"user_disabled", person},
    ErrorRow{"user_not_found", person},
    ErrorRow{"user_not_visible", person},
    ErrorRow{"users_list_not_supplied", permanent},
    ErrorRow{"users_not_found", person},
    ErrorRow{"view_too_large", content},
};
static_assert(std::ranges::is_sorted(table, {}, &ErrorRow::error));

}  // namespace

std::span<const ErrorRow> error_table() { return table; }

std::optional<ErrorClass> error_class(std::string_view error) {
  const auto row = std::ranges::lower_bound(table, error, {}, &ErrorRow::error);
  if (row == table.end() || row->error != error) return ErrorClass::permanent_unknown;
  return row->meaning;
}

}  // namespace baton::slack
