#include "adapters/sandbox/acting.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "adapters/sandbox/fill_in.h"
#include "bot/codec/json_guard.h"

namespace baton::sandbox {
namespace {

constexpr std::size_t line_bytes_max = 12'000;
constexpr const char* slash_command = "/handoff";
constexpr const char* slackbot = "USLACKBOT";

Json headers_json(const std::vector<Header>& headers) {
  Json json = Json::object();
  for (const Header& header : headers) json[header.name] = header.value;
  return json;
}

Json result_of(const Delivered& delivered) {
  Json result;
  result["outcome"] = delivered.failure.empty() ? "ok" : delivered.failure;
  result["request"] = {{"method", delivered.request.method},
                       {"url", delivered.request.url},
                       {"headers", headers_json(delivered.request.headers)},
                       {"body", delivered.request.body}};
  result["answer"] = {{"status", delivered.answer.status},
                      {"headers", headers_json(delivered.answer.headers)},
                      {"body", delivered.answer.body}};
  result["saw"] = Json::array();
  result["errors"] = Json::object();
  return result;
}

Json not_sent() {
  Json result;
  result["outcome"] = "not_sent";
  result["saw"] = Json::array();
  result["errors"] = Json::object();
  return result;
}

/// The button or select that `asked` means, and the block it stands in.
struct Pressed {
  Json block;
  Json element;
  Json option;
};

bool fits(const Json& asked, const Json& block, const Json& element) {
  if (asked.contains("block_id") && block.value("block_id", "") != asked["block_id"]) return false;
  if (asked.contains("action_id")) return element.value("action_id", "") == asked["action_id"];
  return element.contains("text") && element["text"].value("text", "") == asked.at("label");
}

Json chosen_option(const Json& element, const Json& asked) {
  if (!element.contains("options")) return nullptr;
  const std::string wanted = asked.at("option");
  for (const Json& option : element["options"]) {
    if (option.value("value", "") == wanted || option["text"].value("text", "") == wanted) {
      return option;
    }
  }
  throw std::invalid_argument("there is no option " + wanted);
}

Pressed find_element(const Json& blocks, const Json& asked) {
  std::string labels;
  for (const Json& block : blocks) {
    Json elements = Json::array();
    if (block.value("type", "") == "actions") elements = block["elements"];
    if (block.contains("accessory")) elements.push_back(block["accessory"]);
    for (const Json& element : elements) {
      if (fits(asked, block, element)) return {block, element, chosen_option(element, asked)};
      if (element.contains("text")) labels += " [" + element["text"].value("text", "") + "]";
    }
  }
  throw std::invalid_argument("nothing there to press by that name; there is:" +
                              (labels.empty() ? " nothing" : labels));
}

}  // namespace

Acting::Acting(Workspace& workspace, Triggers& triggers, ResponseAddresses& addresses,
               Courier& courier, Clock& clock)
    : workspace_(workspace),
      triggers_(triggers),
      addresses_(addresses),
      courier_(courier),
      clock_(clock) {}

const Person& Acting::actor(const Json& asked) {
  const Person* const person = workspace_.person(asked.at("user"));
  if (person == nullptr) throw std::invalid_argument("there is no such user");
  if (person->deactivated) throw std::invalid_argument("that user is deactivated");
  return *person;
}

const Channel& Acting::place(const Json& asked, const Person& person) {
  const Channel* const channel = workspace_.channel_called(asked.at("channel"));
  if (channel == nullptr) throw std::invalid_argument("there is no such channel");
  if (!channel->im_of.empty() && channel->im_of != person.id) {
    throw std::invalid_argument("that is somebody else's direct message");
  }
  return *channel;
}

const View& Acting::open_view(const Json& asked, const Person& person) {
  const std::vector<View>& stack = workspace_.views(person.id);
  if (stack.empty()) throw std::invalid_argument("no form is open");
  const std::string id = asked.value("view_id", stack.back().id);
  const auto found = std::ranges::find(stack, id, &View::id);
  if (found == stack.end()) throw std::invalid_argument("that form is not open");
  return *found;
}

Interaction Acting::interaction(const Person& person, const Channel* channel, const std::string& ts,
                                const std::string& own_url) {
  const TimePoint now = clock_.now();
  Interaction by{person, channel, triggers_.issue(person.id, now)};
  if (channel != nullptr) {
    ResponseAddresses::Address address;
    address.person = person.id;
    address.channel = channel->id;
    address.ts = ts;
    by.response_url = own_url + addresses_.issue(std::move(address), now);
  }
  return by;
}

void Acting::tell_failure(const Person& person, const std::string& channel, const std::string& text,
                          Json& saw) {
  Message told;
  told.kind = Message::Kind::error;
  told.channel = channel;
  told.author = slackbot;
  told.only_for = person.id;
  told.text = text;
  saw.push_back(shown_message(workspace_.post(std::move(told), clock_.now()), workspace_));
}

boost::asio::awaitable<Json> Acting::say(Json asked, std::string own_url) {
  const Person& person = actor(asked);
  const Channel& channel = place(asked, person);
  const std::string text = asked.at("text");
  if (text.empty()) throw std::invalid_argument("nothing was typed");
  if (text.size() > line_bytes_max) throw std::invalid_argument("that is too long for one line");
  const std::string first = text.substr(0, text.find_first_of(" \n"));
  if (first == slash_command) {
    Json result = co_await command(std::move(asked), std::move(own_url));
    co_return result;
  }
  Json result = not_sent();
  if (first.starts_with('/')) {
    tell_failure(person, channel.id, first + " is not a valid command.", result["saw"]);
    co_return result;
  }
  if (channel.archived) throw std::invalid_argument("that channel is archived");
  Message message;
  message.channel = channel.id;
  message.author = person.id;
  message.text = escaped_as_typed(text, workspace_);
  result["saw"].push_back(
      shown_message(workspace_.post(std::move(message), clock_.now()), workspace_));
  co_return result;
}

boost::asio::awaitable<Json> Acting::command(Json asked, std::string own_url) {
  const Person& person = actor(asked);
  const Channel& channel = place(asked, person);
  const std::string typed = asked.at("text");
  const std::string rest = typed.substr(std::string_view(slash_command).size());
  const std::size_t start = std::min(rest.find_first_not_of(" \n"), rest.size());
  Message echo;
  echo.kind = Message::Kind::command;
  echo.channel = channel.id;
  echo.author = person.id;
  echo.only_for = person.id;
  echo.text = typed;
  workspace_.post(std::move(echo), clock_.now());
  const Interaction by = interaction(person, &channel, "", own_url);
  std::string form =
      command_form(by, slash_command, escaped_as_typed(rest.substr(start), workspace_));
  const Delivered delivered = co_await courier_.deliver("/slack/commands", std::move(form));
  Json result = result_of(delivered);
  std::string failure = delivered.failure;
  if (failure.empty() && !delivered.answer.body.empty()) {
    const std::string& body = delivered.answer.body;
    Json message;
    if (body.front() == '{') {
      const auto parsed = codec::parse_json(body);
      if (parsed) message = *parsed;
    } else {
      message["text"] = body;
    }
    ResponseAddresses::Address to;
    to.person = person.id;
    to.channel = channel.id;
    const std::string wrong = respond(to, message, result["saw"]);
    if (!wrong.empty()) {
      failure = "dispatch_failed";
      result["outcome"] = failure;
      result["problem"] = wrong;
    }
  }
  if (!failure.empty()) {
    tell_failure(person, channel.id,
                 std::string(slash_command) + " failed with the error \"" + failure + "\".",
                 result["saw"]);
  }
  co_return result;
}

boost::asio::awaitable<Json> Acting::press(Json asked, std::string own_url) {
  const Person& person = actor(asked);
  const TimePoint now = clock_.now();
  std::string form;
  if (asked.contains("view_id")) {
    const View& view = open_view(asked, person);
    const Pressed pressed = find_element(view.body["blocks"], asked);
    const Interaction by = interaction(person, nullptr, "", own_url);
    form = view_press_form(by, view, pressed.block, pressed.element, pressed.option, now);
  } else {
    const Channel& channel = place(asked, person);
    const Message* const message = workspace_.message(channel.id, asked.at("ts"));
    const bool seen =
        message != nullptr && (message->only_for.empty() || message->only_for == person.id);
    if (!seen) throw std::invalid_argument("that user sees no such message there");
    const Pressed pressed = find_element(message->blocks, asked);
    const Interaction by = interaction(person, &channel, message->ts, own_url);
    form = message_press_form(by, *message, pressed.block, pressed.element, pressed.option, now);
  }
  // The body of the answer to a press shows nothing: what Baton has to say comes by itself.
  const Delivered delivered = co_await courier_.deliver("/slack/interactions", std::move(form));
  co_return result_of(delivered);
}

boost::asio::awaitable<Json> Acting::submit(Json asked, std::string own_url) {
  const Person& person = actor(asked);
  const View& view = open_view(asked, person);
  const std::string view_id = view.id;
  Filled filled = fill_in(view, asked.value("values", Json::object()));
  if (!filled.errors.empty()) {
    Json result = not_sent();
    result["errors"] = std::move(filled.errors);
    co_return result;
  }
  const Interaction by = interaction(person, nullptr, "", own_url);
  std::string form = submission_form(by, view, filled.state_values);
  const Delivered delivered = co_await courier_.deliver("/slack/interactions", std::move(form));
  Json result = result_of(delivered);
  if (!delivered.failure.empty()) co_return result;
  const std::string wrong =
      take_submission_answer(person.id, view_id, delivered.answer.body, result);
  if (!wrong.empty()) {
    result["outcome"] = "dispatch_failed";
    result["problem"] = wrong;
  }
  co_return result;
}

boost::asio::awaitable<Json> Acting::close(Json asked, std::string own_url) {
  const Person& person = actor(asked);
  const View& view = open_view(asked, person);
  std::string form;
  if (view.body.value("notify_on_close", false)) {
    const Interaction by = interaction(person, nullptr, "", own_url);
    form = closing_form(by, view);
  }
  workspace_.pop_view(person.id, clock_.now());
  if (form.empty()) co_return not_sent();
  const Delivered delivered = co_await courier_.deliver("/slack/interactions", std::move(form));
  co_return result_of(delivered);
}

}  // namespace baton::sandbox
