#include <algorithm>
#include <charconv>
#include <utility>

#include "adapters/sandbox/mattermost/dialogs.h"
#include "adapters/sandbox/mattermost/rest_routes.h"
#include "bot/codec/form_body.h"

/// The REST API's calls that ask no integration.
namespace baton::sandbox::mattermost {
namespace {

constexpr std::size_t per_page_default = 60;
constexpr std::size_t per_page_max = 200;

HttpResponse said(const Json& json, int status = 200) {
  return HttpResponse::json(dumped(json), status);
}

HttpResponse refused(const Call& call, const AppError& error) {
  return error_response(error, call.request_id);
}

HttpResponse post_answer(const Call& call, const ServerState& state, const PostResult& result,
                         int status) {
  if (const auto* const error = std::get_if<AppError>(&result)) return refused(call, *error);
  return said(post_json(state, *std::get<const Post*>(result)), status);
}

Json user_json(const User& user) {
  Json json = {{"id", user.id},
               {"create_at", 1},
               {"update_at", 1},
               {"delete_at", user.deactivated ? 1 : 0},
               {"username", user.username},
               {"auth_data", ""},
               {"auth_service", ""},
               {"email", user.username + (user.is_bot ? "@localhost" : "@northlight.example")},
               {"nickname", ""},
               {"first_name", user.first_name},
               {"last_name", ""},
               {"position", user.position},
               {"roles", user.guest ? "system_guest" : "system_user"},
               {"locale", "en"},
               {"timezone",
                {{"automaticTimezone", user.is_bot ? "" : user.timezone},
                 {"manualTimezone", ""},
                 {"useAutomaticTimezone", "true"}}},
               {"disable_welcome_email", false}};
  if (user.is_bot) {
    json["is_bot"] = true;
    json["bot_description"] = "";
  }
  return json;
}

/// What people get about themselves alone.
Json own_json(const User& user) {
  Json json = user_json(user);
  json["notify_props"] = {
      {"channel", "true"},       {"comments", "never"},      {"desktop", "mention"},
      {"desktop_sound", "true"}, {"desktop_threads", "all"}, {"email", "true"},
      {"email_threads", "all"},  {"first_name", "false"},    {"mention_keys", ""},
      {"push", "mention"},       {"push_status", "away"},    {"push_threads", "all"}};
  json["last_password_update"] = 1;
  return json;
}

Json team_json() {
  return {{"id", team_id()},
          {"create_at", 1},
          {"update_at", 1},
          {"delete_at", 0},
          {"display_name", team_display_name},
          {"name", team_name},
          {"description", ""},
          {"email", ""},
          {"type", "O"},
          {"company_name", ""},
          {"allowed_domains", ""},
          {"invite_id", ""},
          {"allow_open_invite", false},
          {"scheme_id", nullptr},
          {"group_constrained", nullptr},
          {"policy_id", nullptr}};
}

Json channel_json(const Channel& channel) {
  const char* const types[] = {"O", "P", "D", "G"};
  const bool is_of_team =
      channel.type == Channel::Type::open || channel.type == Channel::Type::secret;
  return {{"id", channel.id},
          {"create_at", channel.made_at},
          {"update_at", channel.made_at},
          {"delete_at", channel.archived ? 1 : 0},
          {"team_id", is_of_team ? team_id() : ""},
          {"type", types[static_cast<std::size_t>(channel.type)]},
          {"display_name", channel.display_name},
          {"name", channel.name},
          {"header", channel.header},
          {"purpose", ""},
          {"last_post_at", 0},
          {"total_msg_count", 0},
          {"extra_update_at", 0},
          {"creator_id", ""},
          {"scheme_id", nullptr},
          {"props", nullptr},
          {"group_constrained", nullptr},
          {"shared", false},
          {"total_msg_count_root", 0},
          {"policy_id", nullptr},
          {"last_root_post_at", 0}};
}

template <class Number>
std::optional<Number> number_in(const codec::FormFields& fields, std::string_view name) {
  const std::string_view text = codec::field_of(fields, name);
  Number value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc()) return std::nullopt;
  return value;
}

}  // namespace

HttpResponse Rest::ping(const Call&) {
  return said({{"AndroidLatestVersion", ""},
               {"AndroidMinVersion", ""},
               {"IosLatestVersion", ""},
               {"IosMinVersion", ""},
               {"status", "OK"}});
}

HttpResponse Rest::log_in(const Call& call) {
  const Json body = body_of(*call.request);
  const std::string login = body.value("login_id", "");
  const User* const user = machine_.state.user_called(login);
  if (user != nullptr && user->is_bot) return refused(call, errors::bot_login());
  // Everybody's password is the username: this server guards nothing.
  const bool is_right =
      user != nullptr && !user->deactivated && body.value("password", "") == login;
  if (!is_right) return refused(call, errors::bad_login());
  HttpResponse response = said(own_json(*user));
  response.headers.push_back(Header{"Token", sessions_.issue(user->id, machine_.random)});
  return response;
}

HttpResponse Rest::me(const Call& call) { return said(own_json(*call.user)); }

HttpResponse Rest::user(const Call& call) {
  if (!is_id(call.ids[0])) return refused(call, errors::url_param("user_id"));
  const User* const user = machine_.state.user(call.ids[0]);
  return user == nullptr ? refused(call, errors::no_user("id")) : said(user_json(*user));
}

HttpResponse Rest::user_called(const Call& call) {
  const User* const user = machine_.state.user_called(call.ids[0]);
  const bool is_it = user != nullptr && user->username == call.ids[0];
  return is_it ? said(user_json(*user)) : refused(call, errors::no_user("name"));
}

HttpResponse Rest::team(const Call& call) {
  if (!is_id(call.ids[0])) return refused(call, errors::url_param("team_id"));
  if (call.ids[0] != team_id()) return refused(call, errors::no_team("id"));
  return call.user->in_team ? said(team_json()) : refused(call, errors::permissions());
}

HttpResponse Rest::team_called(const Call& call) {
  if (call.ids[0] != team_name) return refused(call, errors::no_team("name"));
  return call.user->in_team ? said(team_json()) : refused(call, errors::permissions());
}

HttpResponse Rest::channel(const Call& call) {
  if (!is_id(call.ids[0])) return refused(call, errors::url_param("channel_id"));
  const Channel* const channel = machine_.state.channel(call.ids[0]);
  if (channel == nullptr) return refused(call, errors::no_channel("id"));
  if (!machine_.state.may_read(call.user->id, *channel)) {
    return refused(call, errors::permissions());
  }
  return said(channel_json(*channel));
}

HttpResponse Rest::channel_called(const Call& call) {
  const Channel* const channel = machine_.state.channel_called(call.ids[1]);
  const bool is_it = call.ids[0] == team_id() && channel != nullptr && !channel->archived &&
                     channel->name == call.ids[1];
  if (!is_it || !machine_.state.may_read(call.user->id, *channel)) {
    return refused(call, errors::no_channel("name"));
  }
  return said(channel_json(*channel));
}

HttpResponse Rest::direct(const Call& call) {
  const Json ids = body_of(*call.request);
  const bool is_pair = ids.is_array() && ids.size() == 2 && is_id(ids[0].get<std::string>()) &&
                       is_id(ids[1].get<std::string>());
  if (!is_pair) return refused(call, errors::body_param("user_ids"));
  const std::string one = ids[0];
  const std::string other = ids[1];
  if (one != call.user->id && other != call.user->id) return refused(call, errors::permissions());
  if (machine_.state.user(one) == nullptr || machine_.state.user(other) == nullptr) {
    return refused(call, errors::bad_direct_user());
  }
  const Channel* const channel = machine_.state.direct(one, other, machine_.clock.now());
  if (channel == nullptr) return refused(call, errors::permissions());
  Json json = channel_json(*channel);
  json["creator_id"] = one;
  return said(json, 201);
}

HttpResponse Rest::posts_of(const Call& call) {
  if (!is_id(call.ids[0])) return refused(call, errors::url_param("channel_id"));
  const auto parsed = codec::parse_form(call.request->query);
  const codec::FormFields fields = parsed ? *parsed : codec::FormFields();
  const std::size_t page = number_in<std::size_t>(fields, "page").value_or(0);
  const std::size_t per_page =
      std::min(number_in<std::size_t>(fields, "per_page").value_or(per_page_default), per_page_max);
  const auto since = number_in<std::int64_t>(fields, "since");
  const auto found = channel_posts(machine_, *call.user, call.ids[0], page, per_page, since);
  if (const auto* const error = std::get_if<AppError>(&found)) return refused(call, *error);
  return said(std::get<Json>(found));
}

HttpResponse Rest::create(const Call& call) {
  const Json body = body_of(*call.request);
  const PostResult made = create_post(machine_, pending_, *call.user, body);
  if (const auto* const error = std::get_if<AppError>(&made)) return refused(call, *error);
  Json json = post_json(machine_.state, *std::get<const Post*>(made));
  json["pending_post_id"] = body.value("pending_post_id", "");
  return said(json, 201);
}

HttpResponse Rest::get(const Call& call) {
  if (!is_id(call.ids[0])) return refused(call, errors::url_param("post_id"));
  return post_answer(call, machine_.state, get_post(machine_, *call.user, call.ids[0]), 200);
}

HttpResponse Rest::patch(const Call& call) {
  if (!is_id(call.ids[0])) return refused(call, errors::url_param("post_id"));
  const Json body = body_of(*call.request);
  return post_answer(call, machine_.state, patch_post(machine_, *call.user, call.ids[0], body),
                     200);
}

HttpResponse Rest::update(const Call& call) {
  if (!is_id(call.ids[0])) return refused(call, errors::url_param("post_id"));
  const Json body = body_of(*call.request);
  return post_answer(call, machine_.state, update_post(machine_, *call.user, call.ids[0], body),
                     200);
}

HttpResponse Rest::remove(const Call& call) {
  if (!is_id(call.ids[0])) return refused(call, errors::url_param("post_id"));
  const auto error = delete_post(machine_, *call.user, call.ids[0]);
  return error ? refused(call, *error) : said({{"status", "OK"}});
}

HttpResponse Rest::create_private(const Call& call) {
  const Json body = body_of(*call.request);
  const PostResult made = create_ephemeral(machine_, *call.user, body);
  if (const auto* const error = std::get_if<AppError>(&made)) return refused(call, *error);
  Json json = post_json(machine_.state, *std::get<const Post*>(made));
  // The server prepares such a post twice for its author.
  for (const Json& embed : Json(json["metadata"].value("embeds", Json::array()))) {
    json["metadata"]["embeds"].push_back(embed);
  }
  return said(json, 201);
}

HttpResponse Rest::dialog(const Call& call) {
  const auto error = open_dialog(machine_, body_of(*call.request));
  return error ? refused(call, *error) : said({{"status", "OK"}});
}

}  // namespace baton::sandbox::mattermost
