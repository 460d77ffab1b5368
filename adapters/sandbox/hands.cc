#include "adapters/sandbox/hands.h"

#include <array>
#include <map>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

#include "core/text/ascii.h"

namespace baton::sandbox {
namespace {

using Json = nlohmann::json;
using Chat = Actor::Chat;
using std::chrono::milliseconds;

constexpr milliseconds look_again{100};
constexpr int looks_max = 200;   ///< 20 seconds
constexpr int quiet_looks = 12;  ///< nothing new for that long: settled
constexpr int settle_looks_max = 150;

/// Through whose eyes a chat is looked at where it does not matter.
Actor anybody_in(Chat chat) { return {chat, chat == Chat::slack ? "U0001" : "ana"}; }
std::string doors_of(Chat chat) {
  return chat == Chat::slack ? "/sandbox/" : "/sandbox/mattermost/";
}
/// How a message is named, and a form that is open.
const char* id_key(Chat chat) { return chat == Chat::slack ? "ts" : "id"; }
const char* message_key(Chat chat) { return chat == Chat::slack ? "ts" : "post_id"; }
const char* form_key(Chat chat) { return chat == Chat::slack ? "view" : "dialog"; }

/// The labels of the buttons on a message.
std::vector<std::string> buttons_of(const Json& message) {
  std::vector<std::string> labels;
  for (const Json& block : message.value("blocks", Json::array())) {
    if (block.value("type", "") != "actions") continue;
    for (const Json& element : block["elements"]) {
      if (element.contains("text")) labels.push_back(element["text"].value("text", ""));
    }
  }
  for (const Json& attachment : message.value("attachments", Json::array())) {
    for (const Json& action : attachment.value("actions", Json::array())) {
      labels.push_back(action.value("name", ""));
    }
  }
  return labels;
}

/// Whether `text` names `task` and not a longer key: ACME-1 is not in "ACME-12".
bool names_task(const std::string& text, const std::string& task) {
  for (std::size_t at = text.find(task); at != std::string::npos; at = text.find(task, at + 1)) {
    const std::size_t end = at + task.size();
    if (end == text.size() || !ascii::is_digit(text[end])) return true;
  }
  return false;
}

}  // namespace

boost::asio::awaitable<Json> Hands::post(Chat chat, std::string door, Json body) {
  HttpRequest request;
  request.method = "POST";
  request.path = doors_of(chat) + door;
  request.headers.push_back(Header{"Content-Type", "application/json"});
  request.body = body.dump();
  const HttpResponse response = co_await sandbox_.handle(std::move(request));
  const Json result = Json::parse(response.body);
  if (response.status == 200) co_return result;
  throw std::runtime_error(door + ": " + result.value("error", "refused") +
                           "; last seen: " + last_seen_);
}

boost::asio::awaitable<Json> Hands::window(Actor who) {
  HttpRequest request;
  request.method = "GET";
  request.path = doors_of(who.chat) + "state";
  request.query = "user=" + who.user;
  const HttpResponse response = co_await sandbox_.handle(std::move(request));
  co_return Json::parse(response.body);
}

boost::asio::awaitable<std::string> Hands::say(Actor who, std::string channel, std::string text) {
  Json typed = {{"user", who.user}, {"channel", channel}, {"text", text}};
  const Json result = co_await post(who.chat, "say", std::move(typed));
  last_seen_.clear();
  for (const Json& message : result["saw"]) last_seen_ += message.value("shown", "") + "\n";
  if (result["outcome"] == "ok") co_return last_seen_;
  throw std::runtime_error("\"" + text + "\" was not answered: " + last_seen_);
}

boost::asio::awaitable<void> Hands::press(Actor who, std::string task, std::string label) {
  for (int look = 0; look < looks_max; ++look) {
    const Json seen = co_await window(who);
    std::optional<Json> found;
    for (const Json& message : seen["messages"]) {
      if (message["channel"] != seen["dm"] || !names_task(message["shown"], task)) continue;
      for (const std::string& button : buttons_of(message)) {
        if (button == label) found = message;
      }
    }
    if (found) {
      Json pressed = {{"user", who.user}, {"channel", (*found)["channel"]}, {"label", label}};
      pressed[message_key(who.chat)] = (*found)[id_key(who.chat)];
      const Json result = co_await post(who.chat, "press", std::move(pressed));
      if (result["outcome"] == "ok") co_return;
      throw std::runtime_error(label + " on " + task + " was not answered");
    }
    co_await clock_.wait(look_again);
  }
  throw std::runtime_error("no message to " + who.user + " offers " + label + " for " + task +
                           "; last seen: " + last_seen_);
}

boost::asio::awaitable<void> Hands::fill_in(Actor who, Json values) {
  Json seen = co_await window(who);
  for (int look = 0; look < looks_max && seen[form_key(who.chat)].is_null(); ++look) {
    co_await clock_.wait(look_again);
    seen = co_await window(who);
  }
  if (seen[form_key(who.chat)].is_null()) {
    throw std::runtime_error("no form opened for " + who.user);
  }
  Json submitted = {{"user", who.user}, {"values", values}};
  const Json result = co_await post(who.chat, "submit", std::move(submitted));
  if (result["outcome"] != "ok" || !result["errors"].empty() ||
      !result.value("error", "").empty()) {
    throw std::runtime_error("the form was not taken: " + result.dump());
  }
  seen = co_await window(who);
  if (seen[form_key(who.chat)].is_null()) co_return;
  Json read = {{"user", who.user}};
  co_await post(who.chat, "close", std::move(read));
}

boost::asio::awaitable<void> Hands::settle() {
  Json before;
  int quiet = 0;
  for (int look = 0; look < settle_looks_max && quiet < quiet_looks; ++look) {
    const Json slack = co_await window(anybody_in(Chat::slack));
    const Json mattermost = co_await window(anybody_in(Chat::mattermost));
    const Json now = Json::array({slack["n"], mattermost["n"]});
    quiet = now == before ? quiet + 1 : 0;
    before = now;
    co_await clock_.wait(look_again);
  }
}

boost::asio::awaitable<void> Hands::read_everything(Chat chat) {
  const Json anybody = co_await window(anybody_in(chat));
  for (const Json& person : anybody["people"]) {
    const Actor reader{chat, person["id"]};
    const Json seen = co_await window(reader);
    std::map<std::string, std::string> last;
    for (const Json& message : seen["messages"]) last[message["channel"]] = message[id_key(chat)];
    for (const auto& [channel, id] : last) {
      Json mark = {{"user", reader.user}, {"channel", channel}, {message_key(chat), id}};
      co_await post(chat, "read", std::move(mark));
    }
  }
}

boost::asio::awaitable<void> Hands::clear_the_tables() {
  constexpr std::array chats{Chat::slack, Chat::mattermost};
  for (const Chat chat : chats) {
    Json forget = {{"do", "forget_private"}};
    co_await post(chat, "control", std::move(forget));
    co_await read_everything(chat);
  }
}

}  // namespace baton::sandbox
