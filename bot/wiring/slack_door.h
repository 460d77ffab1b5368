#pragma once

#include <memory>
#include <optional>
#include <vector>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "adapters/slack/answer.h"
#include "adapters/slack/ingress.h"
#include "bot/app/handoff_service.h"
#include "bot/log/log.h"
#include "bot/ports/chat.h"
#include "bot/ports/http.h"

namespace baton {

/// Where Slack's requests come in: proves them, hands the envelope to the service, answers, and
/// does what follows the answer (a private reply, a form) without letting the person wait.
class SlackDoor {
 public:
  struct Workspace {
    slack::Ingress ingress;
    Chat* chat = nullptr;
  };
  /// References outlive the door.
  SlackDoor(boost::asio::any_io_executor executor, HandoffService& service, const Talk& talk,
            Log& log);

  /// The workspaces; filled before the first request. Each request is of the one that it is signed
  /// for.
  std::vector<Workspace>& workspaces() { return workspaces_; }

  boost::asio::awaitable<HttpResponse> command(HttpRequest request);
  boost::asio::awaitable<HttpResponse> interaction(HttpRequest request);

  /// Refuses from now on, telling people that nothing was recorded.
  void close() { closed_ = true; }
  /// Requests and what follows their answers, still under way.
  [[nodiscard]] int under_way() const { return *under_way_; }

 private:
  using Surface =
      boost::system::result<slack::Received> (slack::Ingress::*)(const HttpRequest&) const;
  boost::asio::awaitable<HttpResponse> receive(Surface surface, HttpRequest request);
  boost::asio::awaitable<HttpResponse> answer(Chat& chat, Envelope envelope,
                                              std::string request_id);
  /// What a request says that came before we know our team; nullopt: it cannot be read. Nothing may
  /// be done by it: people are told that it was not recorded.
  static std::optional<slack::Received> read_too_early(slack::Ingress ingress, Surface surface,
                                                       const HttpRequest& request);
  /// Throws nothing: what goes wrong is logged.
  boost::asio::awaitable<void> follow_up(Chat& chat, slack::Answer::Then then, Reply reply,
                                         Envelope envelope);
  boost::asio::awaitable<void> deliver_follow_up(Chat& chat, slack::Answer::Then then, Reply reply,
                                                 Envelope envelope);

  static constexpr int under_way_max = 1024;

  boost::asio::any_io_executor executor_;
  HandoffService& service_;
  const Talk& talk_;
  Log& log_;
  std::vector<Workspace> workspaces_;
  bool closed_ = false;
  std::shared_ptr<int> under_way_ = std::make_shared<int>(0);  // see Count
};

}  // namespace baton
