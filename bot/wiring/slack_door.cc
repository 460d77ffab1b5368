#include "bot/wiring/slack_door.h"

#include "adapters/slack/answer.h"
#include "bot/codec/headers.h"
#include "bot/ports/errc.h"
#include "bot/wiring/distrust.h"

namespace baton {

using boost::asio::awaitable;

namespace {

class SlackResponder final : public Responder {
 public:
  [[nodiscard]] const char* platform() const override { return "slack"; }
  [[nodiscard]] HttpReply answer(const Envelope& envelope, const Reply& reply,
                                 const Outgoing*) const override {
    return slack::answer(envelope, reply);
  }
  [[nodiscard]] HttpResponse not_recorded(const Envelope& envelope,
                                          const Reply& reply) const override {
    return slack::not_recorded_answer(envelope, reply);
  }
};

}  // namespace

SlackDoor::SlackDoor(Reception& reception, Log& log, Meter& meter)
    : reception_(reception),
      log_(log),
      meter_(meter),
      responder_(std::make_unique<SlackResponder>()) {}

SlackDoor::~SlackDoor() = default;

awaitable<HttpResponse> SlackDoor::command(HttpRequest request) {
  return receive(&slack::Ingress::command, std::move(request));
}

awaitable<HttpResponse> SlackDoor::interaction(HttpRequest request) {
  return receive(&slack::Ingress::interaction, std::move(request));
}

awaitable<HttpResponse> SlackDoor::receive(Surface surface, HttpRequest request) {
  if (!codec::is_of_type(request, "application/x-www-form-urlencoded")) {
    log_.warning("slack.refused",
                 {LogField::request(request.request_id), {"reason", "its body is no form"}});
    co_return HttpResponse::empty(415);
  }
  boost::system::error_code refused = make_error_code(AppErrc::bad_signature);
  std::optional<Received> too_early;
  for (const Workspace& workspace : workspaces_) {
    boost::system::result<Received> received = (workspace.ingress.*surface)(request);
    if (received) {
      if (auto* complete = std::get_if<HttpResponse>(&*received)) co_return std::move(*complete);
      auto envelope = std::get<Envelope>(std::move(*received));
      co_return co_await reception_.serve(*workspace.chat, *responder_, std::move(envelope),
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
  count_distrust(meter_, request.path, refused);
  if (too_early) {
    if (auto* complete = std::get_if<HttpResponse>(&*too_early)) co_return std::move(*complete);
    co_return reception_.not_recorded(*responder_, std::get<Envelope>(*too_early));
  }
  co_return slack::refusal(refused);
}

std::optional<Received> SlackDoor::read_too_early(slack::Ingress ingress, Surface surface,
                                                  const HttpRequest& request) {
  ingress.set_team(slack::named_team(request));
  boost::system::result<Received> received = (ingress.*surface)(request);
  if (!received) return std::nullopt;
  return std::move(*received);
}

}  // namespace baton
