#include "adapters/sandbox/mattermost/doors.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "adapters/sandbox/mattermost/actions.h"
#include "adapters/sandbox/mattermost/attachments.h"
#include "adapters/sandbox/mattermost/commands.h"
#include "adapters/sandbox/mattermost/dialogs.h"
#include "adapters/sandbox/mattermost/window.h"
#include "core/text/ascii.h"

namespace baton::sandbox::mattermost {
namespace {

constexpr std::size_t line_bytes_max = std::size_t{64} * 1024;

Json headers_json(const std::vector<Header>& headers) {
  Json json = Json::object();
  for (const Header& header : headers) json[header.name] = header.value;
  return json;
}

std::string problem_of(const AppError& error) { return error.id + ": " + error.message; }

/// The action of a post that `asked` means.
Json find_action_asked(const Post& post, const Json& asked) {
  std::string labels;
  for (const Json& attachment : post.props.value("attachments", Json::array())) {
    for (const Json& action : attachment.value("actions", Json::array())) {
      const std::string name = action.value("name", "");
      const bool fits = asked.contains("action_id") ? action["id"] == asked["action_id"]
                                                    : name == asked.at("label");
      if (fits && action.value("disabled", false)) {
        throw std::invalid_argument("that button is switched off");
      }
      if (fits) return action;
      labels += " [" + name + "]";
    }
  }
  throw std::invalid_argument("nothing there to press by that name; there is:" +
                              (labels.empty() ? " nothing" : labels));
}

/// What the client sends along with a press on `action`.
Json press_body(ServerState& state, const Json& action, const Json& asked) {
  Json body = Json::object();
  if (action.contains("cookie")) body["cookie"] = action["cookie"];
  if (action.value("type", "") != "select" || !asked.contains("option")) return body;
  const std::string wanted = asked["option"];
  const std::string source = action.value("data_source", "");
  if (source == "users") {
    const User* const user = state.user_called(wanted);
    if (user != nullptr) body["selected_option"] = user->id;
  } else if (source == "channels") {
    const Channel* const channel = state.channel_called(wanted);
    if (channel != nullptr) body["selected_option"] = channel->id;
  }
  for (const Json& option : action.value("options", Json::array())) {
    const bool fits = option.value("value", "") == wanted || option.value("text", "") == wanted;
    if (fits) body["selected_option"] = option["value"];
  }
  if (!body.contains("selected_option"))
    throw std::invalid_argument("there is no option " + wanted);
  return body;
}

bool is_routed(const std::string& action_id) {
  return !action_id.empty() && std::ranges::all_of(action_id, ascii::is_letter_or_digit);
}

}  // namespace

User& Doors::actor(const Json& asked) {
  User* const user = machine_.state.user_called(asked.at("user"));
  if (user == nullptr || user->is_bot) throw std::invalid_argument("there is no such user");
  if (user->deactivated) throw std::invalid_argument("that user is deactivated");
  return *user;
}

Channel& Doors::place(const Json& asked, const User& user) {
  ServerState& state = machine_.state;
  const std::string name = asked.at("channel");
  Channel* channel = state.channel_called(name);
  if (channel == nullptr) {
    const User* const other = name == "dm"
                                  ? state.user(bot_user())
                                  : (name.starts_with('@') ? state.user_called(name) : nullptr);
    if (other != nullptr) channel = state.direct(user.id, other->id, machine_.clock.now());
  }
  if (channel == nullptr) throw std::invalid_argument("there is no such channel");
  if (!channel->members.contains(user.id)) {
    throw std::invalid_argument("that user is not in that channel");
  }
  return *channel;
}

void Doors::tell(Post::Kind kind, const User& user, const std::string& channel,
                 const std::string& text, Json* saw) {
  Post post;
  post.kind = kind;
  post.channel_id = channel;
  post.user_id = kind == Post::Kind::command ? user.id : std::string();
  post.only_for = user.id;
  post.message = text;
  const Post& told = machine_.state.add(std::move(post), machine_.clock.now());
  if (saw != nullptr) saw->push_back(shown_message(machine_.state, told));
}

Json Doors::result_of(const Acted& acted, const User& user) {
  Json result;
  result["outcome"] = "ok";
  if (!acted.delivered) result["outcome"] = "not_sent";
  result["saw"] = Json::array();
  result["errors"] = Json::object();
  for (const std::string& id : acted.saw) {
    const Post* const post = machine_.state.post(id);
    const bool sees = post != nullptr && (post->only_for.empty() || post->only_for == user.id);
    if (sees) result["saw"].push_back(shown_message(machine_.state, *post));
  }
  if (acted.delivered) {
    const Delivered& delivered = *acted.delivered;
    result["request"] = {{"method", delivered.request.method},
                         {"url", delivered.request.url},
                         {"headers", headers_json(delivered.request.headers)},
                         {"body", delivered.request.body}};
    result["answer"] = {{"status", delivered.answer.status},
                        {"headers", headers_json(delivered.answer.headers)},
                        {"body", delivered.answer.body}};
    if (acted.error) result["outcome"] = "failed";
  }
  if (acted.error) result["problem"] = problem_of(*acted.error);
  return result;
}

boost::asio::awaitable<Json> Doors::say(Json asked, std::string base) {
  const User& user = actor(asked);
  const Channel& channel = place(asked, user);
  const std::string text = asked.at("text");
  if (text.empty()) throw std::invalid_argument("nothing was typed");
  if (text.size() > line_bytes_max) throw std::invalid_argument("that is too long for one line");
  const std::string channel_id = channel.id;
  Json body;
  body["channel_id"] = channel_id;
  body["root_id"] = asked.value("root_id", "");
  if (!text.starts_with('/')) {
    body["message"] = text;
    const PostResult made = create_post(machine_, pending_, user, body);
    Acted acted;
    if (const auto* const error = std::get_if<AppError>(&made)) {
      acted.error = *error;
    } else {
      acted.saw.push_back(std::get<const Post*>(made)->id);
    }
    Json result = result_of(acted, user);
    if (acted.error)
      tell(Post::Kind::error, user, channel_id, acted.error->message, &result["saw"]);
    co_return result;
  }
  body["command"] = text;
  body["team_id"] = team_id();
  tell(Post::Kind::command, user, channel_id, text, nullptr);
  const Acted acted = co_await execute_command(machine_, user.id, std::move(body), std::move(base));
  Json result = result_of(acted, user);
  if (acted.error) tell(Post::Kind::error, user, channel_id, acted.error->message, &result["saw"]);
  co_return result;
}

boost::asio::awaitable<Json> Doors::press(Json asked) {
  const User& user = actor(asked);
  const std::string post_id = asked.at("post_id");
  const Post* const post = machine_.state.post(post_id);
  const std::vector<const Post*> seen = post == nullptr
                                            ? std::vector<const Post*>()
                                            : machine_.state.seen_by(user.id, post->channel_id);
  if (std::ranges::find(seen, post) == seen.end()) {
    throw std::invalid_argument("that user sees no such message");
  }
  const Json action = find_action_asked(*post, asked);
  const std::string action_id = action["id"];
  const std::string channel_id = post->channel_id;
  Json body = press_body(machine_.state, action, asked);
  Acted acted;
  if (is_routed(action_id)) {
    acted = co_await press_action(machine_, user.id, post_id, action_id, std::move(body));
  } else {
    acted.error = AppError{"api.context.404.app_error", 404, "Sorry, we could not find the page."};
  }
  Json result = result_of(acted, user);
  if (acted.error) tell(Post::Kind::error, user, channel_id, acted.error->message, &result["saw"]);
  co_return result;
}

Json Doors::submission(const OpenDialog& dialog) const {
  return {{"url", dialog.url},
          {"callback_id", dialog.dialog["callback_id"]},
          {"state", dialog.dialog["state"]},
          {"channel_id", dialog.channel_id},
          {"team_id", team_id()}};
}

boost::asio::awaitable<Json> Doors::submit(Json asked) {
  const User& user = actor(asked);
  const OpenDialog* const dialog = machine_.state.dialog(user.id);
  if (dialog == nullptr) throw std::invalid_argument("no form is open");
  Filled filled = fill_in(machine_.state, dialog->dialog, asked.value("values", Json::object()));
  if (!filled.errors.empty()) {
    Json result = result_of(Acted(), user);
    result["errors"] = std::move(filled.errors);
    co_return result;
  }
  Json body = submission(*dialog);
  body["submission"] = std::move(filled.submission);
  body["cancelled"] = false;
  const OpenDialog sent = *dialog;
  const Acted acted = co_await submit_dialog(machine_, user.id, std::move(body));
  Json result = result_of(acted, user);
  if (acted.error) co_return result;  // the form stays: what was typed can be sent again
  const Json errors = acted.answer.value("errors", Json::object());
  const Json& elements = sent.dialog["elements"];
  const bool marks_some = std::ranges::any_of(elements, [&](const Json& element) {
    return errors.contains(element["name"].get<std::string>());
  });
  const bool stays = marks_some || acted.answer.contains("error");
  result["errors"] = errors;
  if (acted.answer.contains("error")) result["error"] = acted.answer["error"];
  const OpenDialog* const now_open = machine_.state.dialog(user.id);
  if (!stays && now_open != nullptr && now_open->trigger == sent.trigger) {
    machine_.state.close_dialog(user.id, machine_.clock.now());
  }
  co_return result;
}

boost::asio::awaitable<Json> Doors::close(Json asked) {
  const User& user = actor(asked);
  const OpenDialog* const dialog = machine_.state.dialog(user.id);
  if (dialog == nullptr) throw std::invalid_argument("no form is open");
  const bool is_told = dialog->dialog["notify_on_cancel"] == true;
  Json body = submission(*dialog);
  body["submission"] = Json::object();
  body["cancelled"] = true;
  machine_.state.close_dialog(user.id, machine_.clock.now());
  Acted acted;
  if (is_told) acted = co_await submit_dialog(machine_, user.id, std::move(body));
  co_return result_of(acted, user);
}

Json Doors::read(const Json& asked) {
  User& user = actor(asked);
  const Channel& channel = place(asked, user);
  const std::vector<const Post*> seen = machine_.state.seen_by(user.id, channel.id);
  std::uint64_t order = seen.empty() ? 0 : seen.back()->order;
  if (asked.contains("post_id")) {
    const Post* const post = machine_.state.post(asked["post_id"]);
    if (post == nullptr) throw std::invalid_argument("there is no such message");
    order = post->order;
  }
  std::uint64_t& mark = user.read[channel.id];
  if (order > mark) {
    mark = order;
    machine_.state.touch();
  }
  return {{"ok", true}};
}

}  // namespace baton::sandbox::mattermost
