#include "adapters/sandbox/mattermost/commands.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "adapters/sandbox/mattermost/answers.h"
#include "adapters/sandbox/mattermost/command_answers.h"
#include "bot/codec/form_body.h"
#include "bot/codec/json_guard.h"
#include "core/text/ascii.h"

namespace baton::sandbox::mattermost {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

/// A command line, taken apart at its first white space.
struct Line {
  std::string trigger;  ///< in lower case, without the slash
  std::string text;     ///< everything behind that white space, untouched
};

Line line_of(const std::string& command) {
  const std::size_t space = command.find_first_of(" \t\n\r\v\f");
  Line line;
  line.trigger = ascii::lowered(command.substr(1, space == std::string::npos ? space : space - 1));
  if (space != std::string::npos) line.text = command.substr(space + 1);
  return line;
}

bool is_name_char(char c) {
  return ascii::is_lower(c) || ascii::is_digit(c) || c == '.' || c == '-' || c == '_';
}

/// The names behind `mark` in `text`, each once, a trailing dot tolerated.
template <class Known>
void add_mentions(Pairs& pairs, const std::string& text, char mark, const std::string& key,
                  const Known& id_of) {
  std::vector<std::pair<std::string, std::string>> found;
  for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1)) {
    std::size_t end = at + 1;
    while (end < text.size() && is_name_char(text[end])) ++end;
    std::string name = text.substr(at + 1, end - at - 1);
    std::string id = id_of(name);
    while (id.empty() && name.ends_with('.')) {
      name.pop_back();
      id = id_of(name);
    }
    const bool is_new =
        std::ranges::none_of(found, [&](const auto& one) { return one.first == name; });
    if (!id.empty() && is_new) found.emplace_back(name, id);
  }
  for (const auto& [name, id] : found) pairs.emplace_back(key, name);
  for (const auto& [name, id] : found) pairs.emplace_back(key + "_ids", id);
}

/// The names of people and open channels of the team that the text holds.
void add_all_mentions(Pairs& pairs, const ServerState& state, const std::string& text) {
  add_mentions(pairs, text, '@', "user_mentions", [&](const std::string& name) {
    for (const auto& [id, user] : state.users()) {
      if (user.username == name && user.in_team && !user.deactivated) return id;
    }
    return std::string();
  });
  add_mentions(pairs, text, '~', "channel_mentions", [&](const std::string& name) {
    for (const auto& [id, channel] : state.channels()) {
      if (channel.name == name && channel.type == Channel::Type::open) return id;
    }
    return std::string();
  });
}

std::string command_form(const Machine& machine, const User& user, const Channel& channel,
                         const Line& line, const std::string& trigger, std::string response_url) {
  Pairs pairs{{"channel_id", channel.id},
              {"channel_name", channel.name},
              {"command", "/" + line.trigger},
              {"response_url", std::move(response_url)},
              {"team_domain", team_name},
              {"team_id", team_id()},
              {"text", line.text},
              {"token", std::string(machine.command.token.reveal())},
              {"trigger_id", trigger},
              {"user_id", user.id},
              {"user_name", user.username}};
  add_all_mentions(pairs, machine.state, line.text);
  std::ranges::stable_sort(pairs, {}, &Pairs::value_type::first);
  return codec::encode_form(pairs);
}

/// Why `user` may not run a command there; nullopt: he may.
std::optional<AppError> refused(const Machine& machine, const User& user, const Json& body) {
  const std::string command = text_member(body, "command");
  const std::string channel_id = text_member(body, "channel_id");
  if (command.size() <= 1 || command[0] != '/' || !is_id(channel_id)) {
    return errors::no_trigger_word();
  }
  const Channel* const channel = machine.state.channel(channel_id);
  if (channel == nullptr || !channel->members.contains(user.id)) return errors::permissions();
  const bool is_of_team =
      channel->type == Channel::Type::open || channel->type == Channel::Type::secret;
  if (!is_of_team && text_member(body, "team_id") != team_id()) return errors::permissions();
  const Line line = line_of(command);
  if (line.trigger != machine.command.trigger) return errors::no_command(line.trigger);
  return std::nullopt;
}

}  // namespace

std::string Hooks::issue(Hook hook, Random& random) {
  std::string id = new_id(random);
  made_.emplace(id, std::move(hook));
  order_.push_back(id);
  if (order_.size() > kept_max) {
    made_.erase(order_.front());
    order_.pop_front();
  }
  return id;
}

Hooks::Hook* Hooks::find(const std::string& id, TimePoint now) {
  const auto found = made_.find(id);
  if (found == made_.end() || now - found->second.made_at > life) return nullptr;
  return &found->second;
}

boost::asio::awaitable<Acted> execute_command(Machine& machine, std::string user, Json body,
                                              std::string base) {
  Acted acted;
  User& person = *machine.state.user(user);
  acted.error = refused(machine, person, body);
  if (acted.error) co_return acted;
  const TimePoint now = machine.clock.now();
  const Line line = line_of(text_member(body, "command"));
  AnswerPlace place;
  place.user = user;
  place.channel = text_member(body, "channel_id");
  place.root = text_member(body, "root_id");
  person.looks_at = place.channel;
  Hooks::Hook hook;
  hook.user = place.user;
  hook.channel = place.channel;
  hook.root = place.root;
  hook.made_at = now;
  const TriggerIds::Pair trigger = machine.triggers.issue(user, now);
  std::string response_url =
      base + "/hooks/commands/" + machine.hooks.issue(std::move(hook), machine.random);
  std::string form = command_form(machine, person, *machine.state.channel(place.channel), line,
                                  trigger.signed_one, std::move(response_url));
  std::string url = machine.command.url;
  std::string authorization = "Token " + std::string(machine.command.token.reveal());
  acted.delivered =
      co_await machine.integrations.post(std::move(url), "application/x-www-form-urlencoded",
                                         std::move(authorization), std::move(form));
  const HttpResponse& said = acted.delivered->answer;
  if (!acted.delivered->failure.empty()) {
    acted.error = errors::command_failed(line.trigger);
  } else if (said.status != 200) {
    acted.error = errors::command_refused(line.trigger, said.status);
  } else {
    const std::string type(find_header(said.headers, "Content-Type").value_or(""));
    std::optional<Json> answer = read_command_answer(type, said.body, machine.random);
    if (!answer) {
      acted.error = errors::command_failed(line.trigger);
    } else if (!post_command_answer(machine, place, *answer, acted.saw)) {
      acted.error = errors::command_not_posted(line.trigger);
    } else {
      acted.answer = client_answer(*answer, trigger.client);
    }
  }
  co_return acted;
}

HttpResponse answer_later(Machine& machine, const HttpRequest& request, const std::string& id,
                          const std::string& request_id) {
  if (id.empty() || !std::ranges::all_of(id, ascii::is_letter_or_digit)) {
    HttpResponse response = HttpResponse::text("404 page not found\n", 404);
    response.headers.push_back(Header{"X-Content-Type-Options", "nosniff"});
    return response;
  }
  if (request.method != "POST") return HttpResponse::empty(405);
  Hooks::Hook* const hook = machine.hooks.find(id, machine.clock.now());
  if (hook == nullptr) return error_response(errors::no_hook(), request_id);
  const std::string type(request.header("Content-Type").value_or(""));
  std::optional<Json> answer = read_command_answer(type, request.body, machine.random);
  if (!answer) return error_response(errors::hook_unreadable(), request_id);
  if (hook->uses >= Hooks::uses_max) return error_response(errors::hook_used_up(), request_id);
  ++hook->uses;  // spent before anything is posted
  AnswerPlace place;
  place.user = hook->user;
  place.channel = hook->channel;
  place.root = hook->root;
  std::vector<std::string> saw;
  if (!post_command_answer(machine, place, *answer, saw)) {
    return error_response(errors::command_not_posted(""), request_id);
  }
  HttpResponse response = HttpResponse::text("ok");
  response.headers[0].value = "text/plain";
  return response;
}

}  // namespace baton::sandbox::mattermost
