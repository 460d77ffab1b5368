#include "adapters/sandbox/mattermost/actions.h"

#include <utility>

#include "adapters/sandbox/mattermost/answers.h"
#include "adapters/sandbox/mattermost/attachments.h"
#include "adapters/sandbox/mattermost/posts.h"
#include "bot/codec/digest.h"

namespace baton::sandbox::mattermost {
namespace {

/// What an update of the integration neither adds, changes nor removes.
constexpr const char* retained[] = {"from_webhook", "override_username", "override_icon_url"};

struct Found {
  std::optional<AppError> error;
  const Post* post = nullptr;
  Json action;
};

/// The action that `user` may press. An ephemeral post is not known to the server: its cookie, of
/// whomever, is what opens it.
Found find(Machine& machine, const std::string& user, const std::string& post_id,
           const std::string& action_id, const Json& body) {
  Found found;
  const std::string cookie = text_member(body, "cookie");
  const Post* const post = machine.state.post(post_id);
  const bool is_private = post != nullptr && !post->only_for.empty();
  if (!cookie.empty() &&
      !codec::equal_in_constant_time(cookie, machine.triggers.cookie(post_id, action_id))) {
    found.error = errors::action_failed();
    return found;
  }
  const Channel* const channel =
      post == nullptr ? nullptr : machine.state.channel(post->channel_id);
  const bool may_press = channel != nullptr && (!is_private || !cookie.empty()) &&
                         machine.state.may_read(user, *channel);
  if (!may_press) {
    found.error = errors::permissions();
    return found;
  }
  if (post->delete_at != 0) {
    found.error = errors::no_post();
    return found;
  }
  const Json* const action = find_action(post->props, action_id);
  if (action == nullptr || !action->contains("integration")) {
    found.error = errors::no_action();
    return found;
  }
  found.post = post;
  found.action = *action;
  return found;
}

std::string action_body(const Machine& machine, const User& user, const Found& found,
                        const std::string& selected, const std::string& trigger) {
  const Channel& channel = *machine.state.channel(found.post->channel_id);
  const bool is_of_team =
      channel.type == Channel::Type::open || channel.type == Channel::Type::secret;
  nlohmann::ordered_json body;
  body["user_id"] = user.id;
  body["user_name"] = user.username;
  body["channel_id"] = channel.id;
  body["channel_name"] = channel.name;
  body["team_id"] = is_of_team ? team_id() : "";
  body["team_domain"] = is_of_team ? team_name : "";
  body["post_id"] = found.post->id;
  body["trigger_id"] = trigger;
  const std::string type = found.action.value("type", "");
  body["type"] = type;
  body["data_source"] = found.action.value("data_source", "");
  Json context = member(found.action["integration"], "context");
  if (type == "select" && !selected.empty()) context["selected_option"] = selected;
  if (!context.is_null() && !context.empty()) body["context"] = context;
  return body.dump();
}

/// Changes the pressed post as the answer says. nullopt: done.
std::optional<AppError> apply_update(Machine& machine, const std::string& post_id,
                                     const Json& update) {
  Post* const post = machine.state.post(post_id);
  if (post == nullptr || post->delete_at != 0 || !post->only_for.empty()) return errors::no_post();
  if (machine.state.channel(post->channel_id)->archived) return errors::archived_update();
  Post wanted = *post;
  wanted.message = text_member(update, "message");
  const Json files = member(update, "file_ids");
  wanted.file_ids = files.is_array() ? files : Json::array();
  const Json props = member(update, "props");
  if (!props.is_null()) {
    wanted.props = props;
    if (props.contains("attachments")) {
      wanted.props["attachments"] = stored_attachments(props["attachments"], machine.random);
    }
    for (const char* const key : retained) {
      wanted.props.erase(key);
      if (post->props.contains(key)) wanted.props[key] = post->props[key];
    }
  }
  if (auto error = edit_error(machine, *post, wanted)) return error;
  post->message = wanted.message;
  post->props = wanted.props;
  post->file_ids = wanted.file_ids;
  machine.state.edited(*post, post->user_id, machine.clock.now());
  return std::nullopt;
}

/// Does what the integration answered. nullopt: all of it.
std::optional<AppError> apply_answer(Machine& machine, const std::string& user, const Post& pressed,
                                     const std::string& body, Acted& acted) {
  if (body.empty()) return std::nullopt;
  const std::optional<Json> said = json_of(body);
  if (!said || (!said->is_object() && !said->is_null())) return errors::action_failed();
  // The post may be gone by the time its update was made: what is needed of it is taken before.
  const std::string post_id = pressed.id;
  Post reply;
  reply.user_id = user;
  reply.channel_id = pressed.channel_id;
  reply.root_id = pressed.root_id.empty() ? pressed.id : pressed.root_id;
  const Json update = member(*said, "update");
  reply.message = text_member(*said, "ephemeral_text");
  const bool is_plain = member(*said, "skip_slack_parsing") == true;
  if (!update.is_null()) {
    if (!update.is_object()) return errors::action_failed();
    if (auto error = apply_update(machine, post_id, update)) return error;
    acted.saw.push_back(post_id);
  }
  if (!reply.message.empty()) {
    if (!is_plain) reply.message = with_markdown_links(reply.message);
    acted.saw.push_back(whisper(machine, std::move(reply), user).id);
  }
  return std::nullopt;
}

}  // namespace

boost::asio::awaitable<Acted> press_action(Machine& machine, std::string user, std::string post,
                                           std::string action, Json body) {
  Acted acted;
  const Found found = find(machine, user, post, action, body);
  if (found.error) {
    acted.error = found.error;
    co_return acted;
  }
  const TriggerIds::Pair trigger = machine.triggers.issue(user, machine.clock.now());
  const std::string selected = text_member(body, "selected_option");
  const Post pressed = *found.post;
  machine.state.user(user)->looks_at = pressed.channel_id;
  std::string sent =
      action_body(machine, *machine.state.user(user), found, selected, trigger.signed_one);
  std::string url = text_member(found.action["integration"], "url");
  acted.delivered =
      co_await machine.integrations.post(std::move(url), "application/json", "", std::move(sent));
  if (!acted.delivered->failure.empty() || acted.delivered->answer.status != 200) {
    acted.error = errors::action_failed();
    co_return acted;
  }
  try {
    acted.error = apply_answer(machine, user, pressed, acted.delivered->answer.body, acted);
  } catch (const Json::exception&) {
    acted.error = errors::action_failed();  // a member of a kind that the server cannot read
  }
  acted.answer["status"] = "OK";
  acted.answer["trigger_id"] = trigger.client;
  co_return acted;
}

}  // namespace baton::sandbox::mattermost
