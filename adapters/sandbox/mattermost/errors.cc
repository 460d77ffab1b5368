#include "adapters/sandbox/mattermost/errors.h"

#include <map>

#include <nlohmann/json.hpp>

namespace baton::sandbox::mattermost {
namespace {

/// The word beside a status, for the few that an integration is likely to answer.
std::string reason_of(int status) {
  static const std::map<int, std::string> reasons{
      {201, "Created"},           {202, "Accepted"},
      {204, "No Content"},        {400, "Bad Request"},
      {401, "Unauthorized"},      {403, "Forbidden"},
      {404, "Not Found"},         {413, "Request Entity Too Large"},
      {429, "Too Many Requests"}, {500, "Internal Server Error"},
      {502, "Bad Gateway"},       {503, "Service Unavailable"}};
  const auto found = reasons.find(status);
  return found == reasons.end() ? std::string() : " " + found->second;
}

}  // namespace

HttpResponse error_response(const AppError& error, const std::string& request_id) {
  nlohmann::ordered_json body;
  body["id"] = error.id;
  body["message"] = error.message;
  body["detailed_error"] = "";
  body["request_id"] = request_id;
  body["status_code"] = error.status;
  return HttpResponse::json(body.dump(), error.status);
}

HttpResponse no_such_route(const std::string& path) {
  nlohmann::ordered_json body;
  body["id"] = "api.context.404.app_error";
  body["message"] = "Sorry, we could not find the page.";
  body["detailed_error"] = "There doesn't appear to be an api call for the url='" + path +
                           "'.  Typo? are you missing a team_id or user_id as part of the url?";
  body["status_code"] = 404;
  return HttpResponse::text(body.dump(), 404);
}

namespace errors {

AppError permissions() {
  return {"api.context.permissions.app_error", 403, "You do not have the appropriate permissions."};
}
AppError session_expired() {
  return {"api.context.session_expired.app_error", 401,
          "Invalid or expired session, please login again."};
}
AppError token_in_query() {
  return {"api.context.token_provided.app_error", 401,
          "Session is not OAuth but token was provided in the query string."};
}
AppError body_param(const std::string& name) {
  return {"api.context.invalid_body_param.app_error", 400,
          "Invalid or missing " + name + " in request body."};
}
AppError url_param(const std::string& name) {
  return {"api.context.invalid_url_param.app_error", 400,
          "Invalid or missing " + name + " parameter in request URL."};
}
AppError bad_type() {
  return {"api.context.invalid_param.app_error", 400, "Invalid post.type parameter."};
}
AppError no_post() { return {"app.post.get.app_error", 404, "Unable to get the post."}; }
AppError no_user(const std::string& by) {
  if (by == "id") return {"app.user.missing_account.const", 404, "Unable to find the user."};
  return {"app.user.get_by_username.app_error", 404,
          "Unable to find an existing account matching your username for this team. This team may "
          "require an invite from the team owner to join."};
}
AppError no_team(const std::string& by) {
  return {by == "id" ? "app.team.get.find.app_error" : "app.team.get_by_name.missing.app_error",
          404, "Unable to find the existing team."};
}
AppError no_channel(const std::string& by) {
  return {by == "id" ? "app.channel.get.existing.app_error"
                     : "app.channel.get_by_name.missing.app_error",
          404, "Channel does not exist."};
}
AppError message_too_long() {
  return {"model.post.is_valid.msg.app_error", 400, "Invalid message."};
}
AppError props_too_big() { return {"model.post.is_valid.props.app_error", 400, "Invalid props."}; }
AppError unknown_type() { return {"model.post.is_valid.type.app_error", 400, "Invalid type."}; }
AppError bad_root() {
  return {"api.post.create_post.root_id.app_error", 400, "Invalid RootId parameter."};
}
AppError foreign_root() {
  return {"api.post.create_post.channel_root_id.app_error", 400,
          "Invalid ChannelId for RootId parameter."};
}
AppError archived_create() {
  return {"api.post.create_post.can_not_post_to_deleted.error", 400,
          "Can not post to deleted channel."};
}
AppError archived_update() {
  return {"api.post.update_post.can_not_update_post_in_deleted.error", 400,
          "Can not update a post in a deleted channel."};
}
AppError edited_too_late(std::int64_t limit_s) {
  return {"api.post.update_post.permissions_time_limit.app_error", 400,
          "Post edit is only allowed for " + std::to_string(limit_s) +
              " seconds. Please ask your System Administrator for details."};
}
AppError bad_direct_user() {
  return {"api.channel.create_direct_channel.invalid_user.app_error", 400,
          "Invalid user ID for direct channel creation."};
}
AppError bot_login() {
  return {"api.user.login.bot_login_forbidden.app_error", 401, "Bot login is forbidden."};
}
AppError bad_login() {
  return {"api.user.login.invalid_credentials_email_username", 401,
          "Enter a valid email or username and/or password."};
}
AppError no_action() {
  return {"api.post.do_action.action_id.app_error", 404, "Invalid action id."};
}
AppError action_failed() {
  return {"api.post.do_action.action_integration.app_error", 400, "Action integration error."};
}
AppError no_trigger_word() {
  return {"api.command.execute_command.start.app_error", 400, "No command trigger found."};
}
AppError no_command(const std::string& trigger) {
  return {"api.command.execute_command.not_found.app_error", 404,
          "Command with a trigger of '" + trigger +
              "' not found. To send a message beginning with \"/\", try adding an empty space at "
              "the beginning of the message."};
}
AppError command_failed(const std::string& trigger) {
  return {"api.command.execute_command.failed.app_error", 500,
          "Command with a trigger of '" + trigger + "' failed."};
}
AppError command_refused(const std::string& trigger, int status) {
  return {"api.command.execute_command.failed_resp.app_error", 500,
          "Command with a trigger of '" + trigger + "' returned response " +
              std::to_string(status) + reason_of(status) + "."};
}
AppError command_not_posted(const std::string& trigger) {
  return {"api.command.execute_command.create_post_failed.app_error", 500,
          "Command '" + trigger +
              "' failed to post response. Please contact your System Administrator."};
}
AppError no_hook() {
  return {"app.command_webhook.get.missing", 404, "Unable to get the webhook."};
}
AppError hook_used_up() { return {"app.command_webhook.try_use.invalid", 400, "Invalid webhook."}; }
AppError hook_unreadable() {
  return {"web.command_webhook.parse.app_error", 400, "Unable to parse incoming data."};
}
AppError trigger(const std::string& what) {
  static const std::map<std::string, std::string> sentences{
      {"base64_decode_failed", "Failed to decode base64 for trigger ID for interactive dialog."},
      {"missing_data", "Trigger ID missing required data for interactive dialog."},
      {"expired",
       "Trigger ID for interactive dialog is expired. Trigger IDs live for a maximum of 3 "
       "seconds."},
      {"verify_signature_failed",
       "Signature verification failed of trigger ID for interactive dialog."}};
  return {"interactive_message.decode_trigger_id." + what, 400, sentences.at(what)};
}

}  // namespace errors

}  // namespace baton::sandbox::mattermost
