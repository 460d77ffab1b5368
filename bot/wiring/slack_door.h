#pragma once

#include <memory>
#include <optional>
#include <vector>

#include <boost/asio/awaitable.hpp>

#include "adapters/slack/ingress.h"
#include "bot/wiring/reception.h"

namespace baton {

/// Where Slack's requests come in: proves them and hands their envelopes to the reception.
class SlackDoor {
 public:
  struct Workspace {
    slack::Ingress ingress;
    Chat* chat = nullptr;
  };
  /// References outlive the door.
  SlackDoor(Reception& reception, Log& log, Meter& meter = no_meter());
  ~SlackDoor();

  /// The workspaces; filled before the first request. Each request is of the one that it is signed
  /// for.
  std::vector<Workspace>& workspaces() { return workspaces_; }

  boost::asio::awaitable<HttpResponse> command(HttpRequest request);
  boost::asio::awaitable<HttpResponse> interaction(HttpRequest request);

 private:
  using Surface =
      boost::system::result<Received> (slack::Ingress::*)(const HttpRequest& request) const;
  boost::asio::awaitable<HttpResponse> receive(Surface surface, HttpRequest request);
  /// What a request says that came before we know our team; nullopt: it cannot be read. Nothing may
  /// be done by it: people are told that it was not recorded.
  static std::optional<Received> read_too_early(slack::Ingress ingress, Surface surface,
                                                const HttpRequest& request);

  Reception& reception_;
  Log& log_;
  Meter& meter_;
  std::unique_ptr<Responder> responder_;
  std::vector<Workspace> workspaces_;
};

}  // namespace baton
