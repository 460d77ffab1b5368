#include "bot/metrics/metered_chat.h"

#include <type_traits>
#include <utility>
#include <variant>

namespace baton {

using boost::asio::awaitable;
using std::chrono::steady_clock;

namespace {

/// What a call came to, in one word.
template <class Result>
std::string_view code_of(const Result& result) {
  if (const auto* failed = std::get_if<AttemptFailed>(&result)) return name_of(failed->error);
  if constexpr (std::is_same_v<Result, Found>) {
    if (std::holds_alternative<NotFound>(result)) return "not_found";
  } else {
    if (std::holds_alternative<AttemptUnknown>(result)) return "unknown";
  }
  return "ok";
}

}  // namespace

MeteredChat::MeteredChat(std::unique_ptr<Chat> chat, std::string platform, Meter& meter)
    : chat_(std::move(chat)), platform_(std::move(platform)), meter_(meter) {}

template <class Result>
awaitable<Result> MeteredChat::counted(const char* method, awaitable<Result> call) {
  const auto began = steady_clock::now();
  Result result = co_await std::move(call);
  meter_.called(platform_, method, code_of(result), steady_clock::now() - began);
  const auto* failed = std::get_if<AttemptFailed>(&result);
  if (failed != nullptr && failed->retry_after) meter_.throttled(*failed->retry_after);
  co_return result;
}

awaitable<Posted> MeteredChat::post(Outgoing message) {
  return counted("post", chat_->post(std::move(message)));
}
awaitable<Posted> MeteredChat::update(MessageRef message, Outgoing content) {
  return counted("update", chat_->update(std::move(message), std::move(content)));
}
awaitable<Found> MeteredChat::find(Outgoing message, TimePoint since) {
  return counted("find", chat_->find(std::move(message), since));
}
awaitable<Posted> MeteredChat::open_form(std::string trigger, UserId user, Form form) {
  return counted("open_form",
                 chat_->open_form(std::move(trigger), std::move(user), std::move(form)));
}
awaitable<Posted> MeteredChat::reply(std::string reply_address, UserId user, Card card) {
  return counted("reply", chat_->reply(std::move(reply_address), std::move(user), std::move(card)));
}
awaitable<Asked<TeamInfo>> MeteredChat::team() { return counted("team", chat_->team()); }
awaitable<Asked<ChannelId>> MeteredChat::channel(std::string name) {
  return counted("channel", chat_->channel(std::move(name)));
}
awaitable<Asked<UserInfo>> MeteredChat::user(UserId id) {
  return counted("user", chat_->user(std::move(id)));
}
awaitable<Asked<UserInfo>> MeteredChat::user_called(std::string name) {
  return counted("user_called", chat_->user_called(std::move(name)));
}

}  // namespace baton
