#include "adapters/sandbox/mattermost/rest_routes.h"

#include <algorithm>
#include <stdexcept>

#include "bot/codec/json_guard.h"
#include "core/text/ascii.h"

namespace baton::sandbox::mattermost {
namespace {

/// The API takes bodies up to the size of a file: props alone may hold 800,000 characters.
constexpr codec::JsonLimits body_limits{.nodes_max = 200'000,
                                        .string_bytes_max = std::size_t{2} * 1024 * 1024};

bool fits(std::string_view part, std::string_view kind) {
  if (part.empty()) return false;
  return std::ranges::all_of(part, [&](char c) {
    const bool is_sign = c == '.' || c == '_' || c == '-';
    return ascii::is_letter_or_digit(c) || (kind != ":id" && is_sign) || kind == ":any";
  });
}

std::string_view next_part(std::string_view& path) {
  const std::size_t slash = path.find('/');
  const std::string_view part = path.substr(0, slash);
  path = slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
  return part;
}

}  // namespace

std::optional<std::vector<std::string>> match(std::string_view pattern, std::string_view path) {
  if (std::ranges::count(pattern, '/') != std::ranges::count(path, '/')) return std::nullopt;
  std::vector<std::string> found;
  while (!pattern.empty() || !path.empty()) {
    const std::string_view wanted = next_part(pattern);
    const std::string_view part = next_part(path);
    if (wanted.starts_with(':')) {
      if (!fits(part, wanted)) return std::nullopt;
      found.emplace_back(part);
    } else if (wanted != part) {
      return std::nullopt;
    }
  }
  return found;
}

Json body_of(const HttpRequest& request) {
  const auto parsed = codec::parse_json(request.body, body_limits);
  if (!parsed) throw std::invalid_argument("the body is no JSON");
  return *parsed;
}

std::string dumped(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

const std::vector<Rest::Route>& Rest::routes() {
  static const std::vector<Route> all{
      {"GET", "/api/v4/system/ping", "system.ping", "", false, &Rest::ping},
      {"POST", "/api/v4/users/login", "users.login", "user", false, &Rest::log_in},
      {"GET", "/api/v4/users/me", "users.me", "", true, &Rest::me},
      {"GET", "/api/v4/users/:id", "users.get", "", true, &Rest::user},
      {"GET", "/api/v4/users/username/:name", "users.username", "", true, &Rest::user_called},
      {"GET", "/api/v4/teams/:id", "teams.get", "", true, &Rest::team},
      {"GET", "/api/v4/teams/name/:name", "teams.name", "", true, &Rest::team_called},
      {"GET", "/api/v4/teams/:id/channels/name/:name", "channels.name", "", true,
       &Rest::channel_called},
      {"GET", "/api/v4/channels/:id", "channels.get", "", true, &Rest::channel},
      {"POST", "/api/v4/channels/direct", "channels.direct", "user_ids", true, &Rest::direct},
      {"GET", "/api/v4/channels/:id/posts", "channels.posts", "", true, &Rest::posts_of},
      {"POST", "/api/v4/posts", "posts.create", "post", true, &Rest::create},
      {"POST", "/api/v4/posts/ephemeral", "posts.ephemeral", "body", true, &Rest::create_private},
      {"GET", "/api/v4/posts/:id", "posts.get", "", true, &Rest::get},
      {"PUT", "/api/v4/posts/:id", "posts.update", "post", true, &Rest::update},
      {"PUT", "/api/v4/posts/:id/patch", "posts.patch", "post", true, &Rest::patch},
      {"DELETE", "/api/v4/posts/:id", "posts.delete", "", true, &Rest::remove},
      {"POST", "/api/v4/posts/:id/actions/:id", "posts.actions", "action", true},
      {"POST", "/api/v4/commands/execute", "commands.execute", "command", true},
      {"POST", "/api/v4/actions/dialogs/open", "dialogs.open", "dialog", false, &Rest::dialog},
      {"POST", "/api/v4/actions/dialogs/submit", "dialogs.submit", "dialog", true},
      {"*", "/hooks/commands/:any", "hooks.commands", "", false}};
  return all;
}

}  // namespace baton::sandbox::mattermost
