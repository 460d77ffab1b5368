#pragma once

#include <cstdint>
#include <string>

#include "bot/ports/http.h"

namespace baton::sandbox::mattermost {

/// One of Mattermost's errors. Programs go by `id` and `status`; people read `message`.
struct AppError {
  std::string id;
  int status = 400;
  std::string message;
};

/// {"id", "message", "detailed_error", "request_id", "status_code"}: the detail is always empty, as
/// on a server that is not in developer mode.
HttpResponse error_response(const AppError& error, const std::string& request_id);
/// What an unknown route or a wrong method is answered: JSON that calls itself text.
HttpResponse no_such_route(const std::string& path);

/// The errors of the surfaces that Baton uses.
namespace errors {
AppError permissions();
AppError session_expired();
AppError token_in_query();
AppError body_param(const std::string& name);
AppError url_param(const std::string& name);
AppError bad_type();
AppError no_post();
AppError no_user(const std::string& by);  ///< "id", "name"
AppError no_team(const std::string& by);
AppError no_channel(const std::string& by);
AppError message_too_long();
AppError props_too_big();
AppError unknown_type();
AppError bad_root();
AppError foreign_root();
AppError archived_create();
AppError archived_update();
AppError edited_too_late(std::int64_t limit_s);
AppError bad_direct_user();
AppError bot_login();
AppError bad_login();
AppError no_action();
AppError action_failed();
AppError no_trigger_word();
AppError no_command(const std::string& trigger);
AppError command_failed(const std::string& trigger);
AppError command_refused(const std::string& trigger, int status);
AppError command_not_posted(const std::string& trigger);
AppError no_hook();
AppError hook_used_up();
AppError hook_unreadable();
/// `what`: "base64_decode_failed", "missing_data", "expired", "verify_signature_failed".
AppError trigger(const std::string& what);
}  // namespace errors

}  // namespace baton::sandbox::mattermost
