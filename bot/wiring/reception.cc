#include "bot/wiring/reception.h"

#include <algorithm>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/system/system_error.hpp>

namespace baton {

using boost::asio::awaitable;

namespace {

/// Counts something under way for as long as it lives: also in a frame that the event loop
/// destroys after the reception.
class Count {
 public:
  explicit Count(std::shared_ptr<int> number) : number_(std::move(number)) { ++*number_; }
  ~Count() { --*number_; }
  Count(const Count&) = delete;
  Count& operator=(const Count&) = delete;

 private:
  std::shared_ptr<int> number_;
};

std::string reason_of(const Posted& posted) {
  if (const auto* failed = std::get_if<AttemptFailed>(&posted)) return failed->reason;
  if (const auto* unknown = std::get_if<AttemptUnknown>(&posted)) return unknown->reason;
  return {};
}

}  // namespace

Reception::Reception(boost::asio::any_io_executor executor, HandoffService& service,
                     PressedMessages& pressed, const Talk& talk, const Clock& clock, Log& log,
                     Meter& meter)
    : executor_(std::move(executor)),
      service_(service),
      pressed_(pressed),
      talk_(talk),
      clock_(clock),
      log_(log),
      meter_(meter) {}

HttpResponse Reception::not_recorded(const Responder& responder, const Envelope& envelope) const {
  return responder.not_recorded(envelope, talk_.not_recorded(envelope));
}

awaitable<HttpResponse> Reception::serve(Chat& chat, const Responder& responder, Envelope envelope,
                                         std::string request_id) {
  const Count count(under_way_);
  if (closed_ || under_way() > under_way_max) {
    meter_.shed("commands");
    co_return not_recorded(responder, envelope);
  }
  Reply reply;
  bool recorded = true;
  try {
    if (auto* pressed = std::get_if<Pressed>(&envelope.what)) {
      pressed->stray = co_await pressed_.is_stray(envelope.workspace, *pressed);
    }
    reply = co_await service_.handle(envelope, responder.platform());
  } catch (const boost::system::system_error& error) {
    log_.error("command.not_recorded",
               {LogField::request(request_id), {"error", error.code().message()}});
    recorded = false;
  }
  if (!recorded) co_return not_recorded(responder, envelope);
  const std::optional<Present> present = co_await present_of(envelope);
  HttpReply answer = responder.answer(envelope, reply, present ? &present->message : nullptr);
  const bool was_answered = reply.repeated && answer.then == HttpReply::Then::reply;
  if (present) {
    boost::asio::co_spawn(executor_, look_again(chat, envelope, present->version),
                          boost::asio::detached);  // catches all itself
  }
  if (answer.then != HttpReply::Then::nothing && !was_answered) {
    boost::asio::co_spawn(executor_,
                          follow_up(chat, answer.then, std::move(reply), std::move(envelope)),
                          boost::asio::detached);  // catches all itself
  }
  co_return std::move(answer.now);
}

awaitable<std::optional<Reception::Present>> Reception::present_of(Envelope envelope) {
  const auto* pressed = std::get_if<Pressed>(&envelope.what);
  if (pressed == nullptr || pressed->slot.empty()) co_return std::nullopt;
  try {
    co_return co_await pressed_.shown_now(envelope.workspace, *pressed);
  } catch (const boost::system::system_error& error) {  // the outbox changes the message anyway
    log_.warning("press.message_unread", {{"error", error.code().message()}});
  }
  co_return std::nullopt;
}

awaitable<void> Reception::look_again(Chat& chat, Envelope envelope, std::uint64_t version) {
  try {
    co_await clock_.wait(answer_applied_after);
    if (!closed_) co_await edit_newer(chat, std::move(envelope), version);
  } catch (const std::exception& error) {  // the next change edits it
    log_.warning("press.message_unread", {{"error", error.what()}});
  }
}

awaitable<void> Reception::edit_newer(Chat& chat, Envelope envelope, std::uint64_t version) {
  const Pressed pressed = std::get<Pressed>(envelope.what);
  std::optional<Present> newer = co_await pressed_.newer_than(version, envelope.workspace, pressed);
  if (!newer) co_return;
  MessageRef message;
  message.workspace = envelope.workspace;
  message.channel = envelope.channel;
  message.id = pressed.message_id;
  const Posted edited = co_await chat.update(std::move(message), std::move(newer->message));
  if (!std::holds_alternative<Sent>(edited)) {
    log_.warning("press.message_unedited", {{"reason", reason_of(edited)}});
  }
}

awaitable<void> Reception::follow_up(Chat& chat, HttpReply::Then then, Reply reply,
                                     Envelope envelope) {
  const Count count(under_way_);
  try {
    co_await deliver_follow_up(chat, then, std::move(reply), std::move(envelope));
  } catch (const std::exception& error) {  // nobody is left who could be told
    log_.error("reply.failed", {{"error", error.what()}});
  }
}

awaitable<void> Reception::deliver_follow_up(Chat& chat, HttpReply::Then then, Reply reply,
                                             Envelope envelope) {
  if (then == HttpReply::Then::open_form) {
    const Posted opened = co_await chat.open_form(envelope.trigger, envelope.user, reply.form);
    if (std::holds_alternative<Sent>(opened)) co_return;
    log_.warning("form.unopened", {{"reason", reason_of(opened)}});
    // the card offers to try again, and the command that does the same
  }
  if (envelope.reply_address.empty()) co_return;
  const Posted replied = co_await send_reply(chat, std::move(envelope), std::move(reply.card));
  if (!std::holds_alternative<Sent>(replied)) {
    log_.warning("reply.undelivered", {{"reason", reason_of(replied)}});
  }
}

awaitable<Posted> Reception::send_reply(Chat& chat, Envelope envelope, Card card) {
  for (int attempt = 1;; ++attempt) {
    Posted replied = co_await chat.reply(envelope.reply_address, envelope.user, card);
    const auto* failed = std::get_if<AttemptFailed>(&replied);
    const bool may_pass = failed != nullptr && failed->error == ErrorClass::retry_later;
    if (!may_pass || attempt >= reply_attempts_max || closed_) co_return replied;
    const auto asked = failed->retry_after.value_or(std::chrono::seconds(1));
    co_await clock_.wait(std::clamp(asked, std::chrono::seconds(1), reply_pause_max));
  }
}

}  // namespace baton
