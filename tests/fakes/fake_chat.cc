#include "tests/fakes/fake_chat.h"

#include <algorithm>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace baton::test {

using boost::asio::awaitable;

namespace {

template <class T>
std::optional<T> take(std::deque<T>& script) {
  if (script.empty()) return std::nullopt;
  T first = std::move(script.front());
  script.pop_front();
  return first;
}

/// Is on the list for as long as it lives: also in a frame that the event loop destroys.
class Listed {
 public:
  Listed(std::list<boost::asio::steady_timer*>& list, boost::asio::steady_timer& timer)
      : list_(list), at_(list.insert(list.end(), &timer)) {}
  ~Listed() { list_.erase(at_); }
  Listed(const Listed&) = delete;
  Listed& operator=(const Listed&) = delete;

 private:
  std::list<boost::asio::steady_timer*>& list_;
  std::list<boost::asio::steady_timer*>::iterator at_;
};

FakeChat::Call call_of(FakeChat::Call::Kind kind) {
  FakeChat::Call call;
  call.kind = kind;
  return call;
}

}  // namespace

AttemptFailed failure(ErrorClass error, std::string reason,
                      std::optional<std::chrono::seconds> retry_after) {
  AttemptFailed failed;
  failed.error = error;
  failed.reason = std::move(reason);
  failed.retry_after = retry_after;
  return failed;
}

FakeChat::FakeChat(WorkspaceId workspace, const Clock& clock)
    : workspace_(std::move(workspace)), clock_(clock) {}

awaitable<void> FakeChat::called(Call call) {
  call.at = clock_.now();
  calls_.push_back(call);
  if (!held_ || !held_(call)) co_return;
  boost::asio::steady_timer gate(co_await boost::asio::this_coro::executor,
                                 boost::asio::steady_timer::time_point::max());
  const Listed listed(gates_, gate);
  co_await gate.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
}

void FakeChat::release() {
  held_ = nullptr;
  for (boost::asio::steady_timer* const gate : gates_) gate->cancel();
}

MessageRef FakeChat::make(const Outgoing& outgoing) {
  Message message;
  message.place = outgoing.to;
  message.outbox_id = outgoing.outbox_id;
  message.thread = outgoing.thread;
  message.card = outgoing.card;
  message.plain = outgoing.plain;
  message.ref.workspace = workspace_;
  const auto* user = std::get_if<UserId>(&outgoing.to.place);
  message.ref.channel =
      user != nullptr ? ChannelId{"D-" + user->value} : std::get<ChannelId>(outgoing.to.place);
  message.ref.id = id_prefix + std::to_string(++last_message_);
  messages_.push_back(message);
  return message.ref;
}

Posted FakeChat::edit(const MessageRef& ref, const Outgoing& content) {
  const auto found = std::ranges::find(messages_, ref, &Message::ref);
  if (found == messages_.end()) {
    return failure(ErrorClass::message_gone, "message_not_found");
  }
  found->card = content.card;
  found->plain = content.plain;
  return Sent{ref};
}

awaitable<Posted> FakeChat::post(Outgoing outgoing) {
  Call call = call_of(Call::Kind::post);
  call.outgoing = outgoing;
  co_await called(call);
  if (refuse_) {
    if (auto refused = refuse_(call)) co_return std::move(*refused);
  }
  if (auto scripted = take(posts_)) {
    if (scripted->happens == Happens::yes) make(outgoing);
    co_return std::move(scripted->posted);
  }
  if (outgoing.thread && !has(*outgoing.thread)) {
    co_return failure(ErrorClass::message_gone, "thread_not_found");
  }
  Sent sent;
  sent.message = make(outgoing);
  co_return sent;
}

awaitable<Posted> FakeChat::update(MessageRef ref, Outgoing content) {
  Call call = call_of(Call::Kind::update);
  call.outgoing = content;
  call.message = ref;
  co_await called(call);
  if (refuse_) {
    if (auto refused = refuse_(call)) co_return std::move(*refused);
  }
  if (auto scripted = take(updates_)) {
    if (scripted->happens == Happens::yes) edit(ref, content);
    co_return std::move(scripted->posted);
  }
  co_return edit(ref, content);
}

awaitable<Found> FakeChat::find(Outgoing outgoing, TimePoint since) {
  Call call = call_of(Call::Kind::find);
  call.outgoing = outgoing;
  call.since = since;
  co_await called(call);
  if (auto scripted = take(finds_)) co_return std::move(*scripted);
  for (const Message& message : messages_) {
    if (message.outbox_id != outgoing.outbox_id || message.place != outgoing.to) continue;
    if (message.thread != outgoing.thread) continue;
    Sent sent;
    sent.message = message.ref;
    co_return sent;
  }
  co_return NotFound();
}

awaitable<Posted> FakeChat::open_form(std::string trigger, UserId user, Form form) {
  Call call = call_of(Call::Kind::open_form);
  call.address = std::move(trigger);
  call.user = std::move(user);
  call.form = std::move(form);
  co_await called(std::move(call));
  if (auto scripted = take(forms_)) co_return std::move(*scripted);
  co_return Sent();
}

awaitable<Posted> FakeChat::reply(std::string reply_address, UserId user, Card card) {
  Call call = call_of(Call::Kind::reply);
  call.address = std::move(reply_address);
  call.user = std::move(user);
  call.card = std::move(card);
  co_await called(std::move(call));
  if (auto scripted = take(replies_)) co_return std::move(*scripted);
  co_return Sent();
}

awaitable<Asked<TeamInfo>> FakeChat::team() {
  co_await called(call_of(Call::Kind::team));
  if (auto scripted = take(teams_)) co_return std::move(*scripted);
  TeamInfo info;
  info.team = team_id;
  info.bot_user = "UBATON";
  co_return info;
}

awaitable<Asked<ChannelId>> FakeChat::channel(std::string name) {
  Call call = call_of(Call::Kind::channel);
  call.address = name;
  co_await called(std::move(call));
  if (auto scripted = take(channel_answers_)) co_return std::move(*scripted);
  if (name.starts_with('#')) name.erase(0, 1);
  const auto found = channels.find(name);
  if (found == channels.end()) co_return failure(ErrorClass::place_gone, "channel_not_found");
  co_return found->second;
}

awaitable<Asked<UserInfo>> FakeChat::user(UserId id) {
  Call call = call_of(Call::Kind::user);
  call.address = id.value;
  co_await called(std::move(call));
  if (auto scripted = take(user_answers_)) co_return std::move(*scripted);
  const auto found = users.find(id);
  if (found == users.end()) co_return failure(ErrorClass::person_gone, "user_not_found");
  co_return found->second;
}

awaitable<Asked<UserInfo>> FakeChat::user_called(std::string name) {
  if (name.starts_with('@')) name.erase(0, 1);
  UserId id{name};
  for (const auto& [known, info] : users) {
    if (info.name == name) id = known;
  }
  Asked<UserInfo> asked = co_await user(std::move(id));
  co_return asked;
}

void FakeChat::remove(const MessageRef& ref) {
  std::erase_if(messages_, [&](const Message& message) { return message.ref == ref; });
}

std::vector<FakeChat::Call> FakeChat::calls(Call::Kind kind) const {
  std::vector<Call> found;
  for (const Call& call : calls_) {
    if (call.kind == kind) found.push_back(call);
  }
  return found;
}

std::vector<FakeChat::Message> FakeChat::messages(const Destination& place) const {
  std::vector<Message> found;
  for (const Message& message : messages_) {
    if (message.place == place && !message.thread) found.push_back(message);
  }
  return found;
}

std::vector<FakeChat::Message> FakeChat::thread_of(const MessageRef& ref) const {
  std::vector<Message> found;
  for (const Message& message : messages_) {
    if (message.thread == ref) found.push_back(message);
  }
  return found;
}

std::size_t FakeChat::message_count() const {
  const auto lines = std::ranges::count_if(
      messages_, [](const Message& message) { return message.thread.has_value(); });
  return messages_.size() - static_cast<std::size_t>(lines);
}

bool FakeChat::has(const MessageRef& ref) const {
  return std::ranges::find(messages_, ref, &Message::ref) != messages_.end();
}

std::vector<FakeChat::Message> FakeChat::channel_messages(const std::string& channel) const {
  return messages(Destination{workspace_, ChannelId{channel}});
}

std::vector<FakeChat::Message> FakeChat::direct_messages(const std::string& user) const {
  return messages(Destination{workspace_, UserId{user}});
}

}  // namespace baton::test
