#pragma once

#include <memory>
#include <string>
#include <vector>

#include <boost/asio/awaitable.hpp>

#include "adapters/mattermost/answer.h"
#include "adapters/mattermost/ingress.h"
#include "adapters/mattermost/render.h"
#include "adapters/mattermost/seal.h"
#include "adapters/mattermost/server_limits.h"
#include "bot/wiring/reception.h"

namespace baton {

/// Where Mattermost's requests come in: proves them and hands their envelopes to the reception.
class MattermostDoor {
 public:
  /// One team on one server. Its parts refer to each other, so that it stays where it is made.
  class Workspace final : public Responder {
   public:
    struct Options {
      WorkspaceId name;
      std::string agency;
      Secret seal_key;
      std::string callback_url;  ///< where Mattermost reaches us, no slash at the end
      std::vector<Secret> command_tokens;
    };
    /// `clock` outlives the workspace.
    Workspace(Options options, const Clock& clock);

    mattermost::Ingress& ingress() { return ingress_; }
    [[nodiscard]] const mattermost::Renderer& renderer() const { return renderer_; }
    /// What its chat finds out of the server, and answers keep to.
    mattermost::ServerLimits& server_limits() { return server_limits_; }
    /// REQUIRES: called before the first request.
    void set_chat(Chat& chat) { chat_ = &chat; }
    Chat& chat() { return *chat_; }

    [[nodiscard]] const char* platform() const override { return "mattermost"; }
    [[nodiscard]] HttpReply answer(const Envelope& envelope, const Reply& reply,
                                   const Outgoing* present) const override;
    [[nodiscard]] HttpResponse not_recorded(const Envelope& envelope,
                                            const Reply& reply) const override;

   private:
    mattermost::Seal seal_;
    mattermost::Renderer renderer_;
    mattermost::Ingress ingress_;
    mattermost::ServerLimits server_limits_;
    Chat* chat_ = nullptr;
  };

  /// References outlive the door.
  MattermostDoor(Reception& reception, Log& log, Meter& meter = no_meter())
      : reception_(reception), log_(log), meter_(meter) {}

  /// A further workspace; added before the first request.
  Workspace& add(Workspace::Options options, const Clock& clock);

  boost::asio::awaitable<HttpResponse> command(HttpRequest request);
  boost::asio::awaitable<HttpResponse> action(HttpRequest request);
  boost::asio::awaitable<HttpResponse> dialog(HttpRequest request);

 private:
  boost::asio::awaitable<HttpResponse> receive(mattermost::Surface surface, HttpRequest request);

  Reception& reception_;
  Log& log_;
  Meter& meter_;
  std::vector<std::unique_ptr<Workspace>> workspaces_;
};

}  // namespace baton
