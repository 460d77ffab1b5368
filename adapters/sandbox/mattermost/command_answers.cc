#include "adapters/sandbox/mattermost/command_answers.h"

#include <array>
#include <utility>

#include "adapters/sandbox/mattermost/answers.h"
#include "adapters/sandbox/mattermost/attachments.h"
#include "adapters/sandbox/mattermost/posts.h"

namespace baton::sandbox::mattermost {
namespace {

constexpr std::size_t answer_bytes_max = std::size_t{1024} * 1024;
constexpr std::array<const char*, 7> texts{"response_type", "text", "username",     "channel_id",
                                           "icon_url",      "type", "goto_location"};

Json empty_answer() {
  Json answer;
  for (const char* const key : texts) answer[key] = "";
  answer["props"] = nullptr;
  answer["skip_slack_parsing"] = false;
  answer["attachments"] = nullptr;
  answer["extra_responses"] = nullptr;
  answer["trigger_id"] = "";
  return answer;
}

/// Throws nlohmann::json::exception where a member is of another kind than the server reads.
Json typed_answer(const Json& said, Random& random) {
  Json answer = empty_answer();
  if (said.is_null()) return answer;
  if (!said.is_object()) throw std::invalid_argument("an answer must be an object");
  for (const char* const key : texts) answer[key] = text_member(said, key);
  const Json props = member(said, "props");
  if (!props.is_null() && !props.is_object()) throw std::invalid_argument("props: an object");
  answer["props"] = props;
  const Json plain = member(said, "skip_slack_parsing");
  answer["skip_slack_parsing"] = !plain.is_null() && plain.get<bool>();
  const Json attachments = member(said, "attachments");
  if (!attachments.is_null()) answer["attachments"] = stored_attachments(attachments, random);
  const Json extra = member(said, "extra_responses");
  if (extra.is_null()) return answer;
  answer["extra_responses"] = Json::array();
  for (const Json& one : extra) answer["extra_responses"].push_back(typed_answer(one, random));
  return answer;
}

bool is_json(const std::string& content_type) {
  std::string kind = content_type.substr(0, content_type.find(';'));
  while (!kind.empty() && kind.back() == ' ') kind.pop_back();
  return kind == "application/json";
}

bool post_one(Machine& machine, const AnswerPlace& place, Json& answer,
              std::vector<std::string>& saw) {
  Post post;
  post.user_id = place.user;
  post.channel_id = place.channel;
  post.root_id = place.root;
  post.type = answer["type"];
  if (!answer["props"].is_null()) post.props = answer["props"];
  if (post.props.contains("attachments")) {
    post.props["attachments"] = stored_attachments(post.props["attachments"], machine.random);
  }
  const std::string other = answer["channel_id"];
  if (!other.empty()) {
    const Channel* const channel = machine.state.channel(other);
    if (channel == nullptr || !channel->members.contains(place.user)) return false;
    post.channel_id = other;
  }
  if (answer["username"] != "") post.props["override_username"] = answer["username"];
  post.props["override_icon_url"] = answer["icon_url"];
  post.props["from_webhook"] = "true";
  post.message = answer["text"];
  if (answer["skip_slack_parsing"] == false) {
    post.message = with_mentions(post.message, machine.state);
    answer["text"] = post.message;
    post.message = with_markdown_links(post.message);
  }
  if (post.type.starts_with("system_")) return false;
  const bool has_attachments = !answer["attachments"].is_null();
  if (has_attachments) {
    if (answer["skip_slack_parsing"] == false) rewrite_attachments(answer["attachments"]);
    if (post.type.empty()) post.type = "slack_attachment";
    post.props["attachments"] = answer["attachments"];
  }
  const std::string where = answer["response_type"];
  if (where == "in_channel") {
    if (post_error(post)) return false;
    saw.push_back(publish(machine, std::move(post)).id);
  } else if (where.empty() || where == "ephemeral") {
    if (post.message.empty() && !has_attachments) return true;
    const Post& made = whisper(machine, std::move(post), place.user);
    saw.push_back(made.id);
    if (has_attachments) answer["attachments"] = made.props["attachments"];
  }
  return true;
}

}  // namespace

std::optional<Json> read_command_answer(const std::string& content_type, std::string body,
                                        Random& random) {
  if (body.size() > answer_bytes_max) body.resize(answer_bytes_max);
  if (!is_json(content_type)) {
    Json answer = empty_answer();
    answer["text"] = std::move(body);
    return answer;
  }
  const std::optional<Json> said = json_of(body);
  if (!said) return std::nullopt;
  try {
    return typed_answer(*said, random);
  } catch (const Json::exception&) {
    return std::nullopt;
  } catch (const std::invalid_argument&) {
    return std::nullopt;
  }
}

bool post_command_answer(Machine& machine, const AnswerPlace& place, Json& answer,
                         std::vector<std::string>& saw) {
  bool is_whole = post_one(machine, place, answer, saw);
  for (Json& extra : answer["extra_responses"]) {
    if (!post_one(machine, place, extra, saw)) is_whole = false;
  }
  return is_whole;
}

Json client_answer(const Json& answer, const std::string& trigger) {
  Json shown = public_props(answer);  // attachments stand where the props of a post have them
  shown["trigger_id"] = trigger;
  for (Json& extra : shown["extra_responses"]) extra = public_props(extra);
  return shown;
}

}  // namespace baton::sandbox::mattermost
