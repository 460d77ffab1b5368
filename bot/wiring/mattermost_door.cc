#include "bot/wiring/mattermost_door.h"

#include "bot/codec/headers.h"
#include "bot/ports/errc.h"
#include "bot/wiring/distrust.h"

namespace baton {

using boost::asio::awaitable;
using mattermost::Surface;

namespace {

boost::system::result<Received> read(const mattermost::Ingress& ingress, Surface surface,
                                     const HttpRequest& request) {
  switch (surface) {
    case Surface::command: return ingress.command(request);
    case Surface::action: return ingress.action(request);
    case Surface::dialog: return ingress.dialog(request);
  }
  return make_error_code(AppErrc::unsupported);
}

/// What Mattermost sends there.
std::string_view type_of(Surface surface) {
  return surface == Surface::command ? "application/x-www-form-urlencoded" : "application/json";
}

/// Whether another workspace may accept what this one refused.
bool may_fit_another(Surface surface, const boost::system::error_code& error) {
  if (error == AppErrc::bad_signature) return surface == Surface::command;  // one token each
  return error == AppErrc::foreign_workspace || error == AppErrc::not_ready;
}

/// Which of two refusals says more of what is wrong.
boost::system::error_code more_telling(const boost::system::error_code& one,
                                       const boost::system::error_code& other) {
  const auto tells_little = [](const boost::system::error_code& error) {
    return error == AppErrc::bad_signature || error == AppErrc::foreign_workspace;
  };
  if (!tells_little(one)) return one;
  return one == AppErrc::foreign_workspace && other == AppErrc::bad_signature ? one : other;
}

}  // namespace

MattermostDoor::Workspace::Workspace(Options options, const Clock& clock)
    : seal_(std::move(options.seal_key), std::move(options.agency), options.name),
      renderer_(seal_, std::move(options.callback_url)),
      ingress_(std::move(options.name), std::move(options.command_tokens), seal_, clock),
      server_limits_(clock) {}

HttpReply MattermostDoor::Workspace::answer(const Envelope& envelope, const Reply& reply,
                                            const Outgoing* present) const {
  return mattermost::answer(envelope, reply, renderer_, server_limits_, present);
}

HttpResponse MattermostDoor::Workspace::not_recorded(const Envelope& envelope,
                                                     const Reply& reply) const {
  return mattermost::not_recorded_answer(envelope, reply, renderer_);
}

MattermostDoor::Workspace& MattermostDoor::add(Workspace::Options options, const Clock& clock) {
  return *workspaces_.emplace_back(std::make_unique<Workspace>(std::move(options), clock));
}

awaitable<HttpResponse> MattermostDoor::command(HttpRequest request) {
  return receive(Surface::command, std::move(request));
}

awaitable<HttpResponse> MattermostDoor::action(HttpRequest request) {
  return receive(Surface::action, std::move(request));
}

awaitable<HttpResponse> MattermostDoor::dialog(HttpRequest request) {
  return receive(Surface::dialog, std::move(request));
}

awaitable<HttpResponse> MattermostDoor::receive(Surface surface, HttpRequest request) {
  if (!codec::is_of_type(request, type_of(surface))) {
    log_.warning("mattermost.refused", {LogField::request(request.request_id),
                                        {"path", request.path},
                                        {"reason", "its body is of another type"}});
    co_return HttpResponse::empty(415);
  }
  boost::system::error_code refused = make_error_code(AppErrc::bad_signature);
  for (const std::unique_ptr<Workspace>& workspace : workspaces_) {
    boost::system::result<Received> received = read(workspace->ingress(), surface, request);
    if (received) {
      if (auto* complete = std::get_if<HttpResponse>(&*received)) co_return std::move(*complete);
      auto envelope = std::get<Envelope>(std::move(*received));
      co_return co_await reception_.serve(workspace->chat(), *workspace, std::move(envelope),
                                          request.request_id);
    }
    refused = more_telling(refused, received.error());
    if (!may_fit_another(surface, received.error())) break;
  }
  const bool no_token = surface == Surface::command && refused == AppErrc::bad_signature;
  log_.warning("mattermost.refused",
               {LogField::request(request.request_id),
                {"path", request.path},
                {"reason", no_token ? "none of command_tokens is the token of this slash command"
                                    : refused.message()}});
  count_distrust(meter_, request.path, refused);
  co_return mattermost::refusal(surface, refused);
}

}  // namespace baton
