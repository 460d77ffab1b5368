#include "bot/wiring/slack_door.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/system/system_error.hpp>

#include "bot/ports/errc.h"

namespace baton {

using boost::asio::awaitable;

namespace {

/// Counts something under way for as long as it lives: also in a frame that the event loop
/// destroys after the door.
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

SlackDoor::SlackDoor(boost::asio::any_io_executor executor, HandoffService& service,
                     const Talk& talk, Log& log)
    : executor_(executor), service_(service), talk_(talk), log_(log) {}

awaitable<HttpResponse> SlackDoor::command(HttpRequest request) {
  return receive(&slack::Ingress::command, std::move(request));
}

awaitable<HttpResponse> SlackDoor::interaction(HttpRequest request) {
  return receive(&slack::Ingress::interaction, std::move(request));
}

awaitable<HttpResponse> SlackDoor::receive(Surface surface, HttpRequest request) {
  const Count count(under_way_);
  boost::system::error_code refused = make_error_code(AppErrc::bad_signature);
  std::optional<slack::Received> too_early;
  for (const Workspace& workspace : workspaces_) {
    boost::system::result<slack::Received> received = (workspace.ingress.*surface)(request);
    if (received) {
      if (auto* complete = std::get_if<HttpResponse>(&*received)) co_return std::move(*complete);
      co_return co_await answer(*workspace.chat, std::get<Envelope>(std::move(*received)),
                                request.request_id);
    }
    // Another workspace's secret may fit; or the team may be another one's, where one Slack app,
    // and so one secret, is installed in several. Whatever else is wrong is wrong for all of them.
    const boost::system::error_code error = received.error();
    const bool is_signed = error != AppErrc::bad_signature;
    if (error == AppErrc::not_ready && !too_early) {
      too_early = read_too_early(workspace.ingress, surface, request);
    }
    if (is_signed && refused != AppErrc::not_ready) refused = error;
    const bool may_fit_another =
        !is_signed || error == AppErrc::foreign_workspace || error == AppErrc::not_ready;
    if (!may_fit_another) break;
  }
  log_.warning("slack.refused",
               {LogField::request(request.request_id), {"reason", refused.message()}});
  if (too_early) {
    if (auto* complete = std::get_if<HttpResponse>(&*too_early)) co_return std::move(*complete);
    const auto& envelope = std::get<Envelope>(*too_early);
    co_return slack::not_recorded_answer(envelope, talk_.not_recorded(envelope));
  }
  co_return slack::refusal(refused);
}

std::optional<slack::Received> SlackDoor::read_too_early(slack::Ingress ingress, Surface surface,
                                                         const HttpRequest& request) {
  ingress.set_team(slack::named_team(request));
  boost::system::result<slack::Received> received = (ingress.*surface)(request);
  if (!received) return std::nullopt;
  return std::move(*received);
}

awaitable<HttpResponse> SlackDoor::answer(Chat& chat, Envelope envelope, std::string request_id) {
  if (closed_ || under_way() > under_way_max) {
    co_return slack::not_recorded_answer(envelope, talk_.not_recorded(envelope));
  }
  Reply reply;
  bool recorded = true;
  try {
    reply = co_await service_.handle(envelope);
  } catch (const boost::system::system_error& error) {
    log_.error("command.not_recorded",
               {LogField::request(request_id), {"error", error.code().message()}});
    recorded = false;
  }
  if (!recorded) co_return slack::not_recorded_answer(envelope, talk_.not_recorded(envelope));
  slack::Answer answer = slack::answer(envelope, reply);
  if (answer.then != slack::Answer::Then::nothing) {
    boost::asio::co_spawn(executor_,
                          follow_up(chat, answer.then, std::move(reply), std::move(envelope)),
                          boost::asio::detached);  // catches all itself
  }
  co_return std::move(answer.now);
}

awaitable<void> SlackDoor::follow_up(Chat& chat, slack::Answer::Then then, Reply reply,
                                     Envelope envelope) {
  const Count count(under_way_);
  try {
    co_await deliver_follow_up(chat, then, std::move(reply), std::move(envelope));
  } catch (const std::exception& error) {  // nobody is left who could be told
    log_.error("reply.failed", {{"error", error.what()}});
  }
}

awaitable<void> SlackDoor::deliver_follow_up(Chat& chat, slack::Answer::Then then, Reply reply,
                                             Envelope envelope) {
  if (then == slack::Answer::Then::open_form) {
    const Posted opened = co_await chat.open_form(envelope.trigger, envelope.user, reply.form);
    if (std::holds_alternative<Sent>(opened)) co_return;
    log_.warning("form.unopened", {{"reason", reason_of(opened)}});
    // the card offers to try again, and the command that does the same
  }
  if (envelope.reply_address.empty()) co_return;
  const Posted replied = co_await chat.reply(envelope.reply_address, envelope.user, reply.card);
  if (!std::holds_alternative<Sent>(replied)) {
    log_.warning("reply.undelivered", {{"reason", reason_of(replied)}});
  }
}

}  // namespace baton
