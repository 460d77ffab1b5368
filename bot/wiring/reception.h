#pragma once

#include <chrono>
#include <memory>
#include <string>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "bot/app/handoff_service.h"
#include "bot/app/pressed_messages.h"
#include "bot/log/log.h"
#include "bot/ports/chat.h"
#include "bot/ports/clock.h"
#include "bot/ports/meter.h"
#include "bot/ports/surface.h"

namespace baton {

/// How a platform is answered.
class Responder {
 public:
  virtual ~Responder() = default;
  [[nodiscard]] virtual const char* platform() const = 0;  ///< "slack"
  /// `present`: what the pressed message shows now, where it must change; may be nullptr.
  [[nodiscard]] virtual HttpReply answer(const Envelope& envelope, const Reply& reply,
                                         const Outgoing* present) const = 0;
  /// The answer where nothing could be recorded.
  [[nodiscard]] virtual HttpResponse not_recorded(const Envelope& envelope,
                                                  const Reply& reply) const = 0;
};

/// Where every platform's envelopes arrive: hands each to the service, answers, and does what
/// follows the answer (a private reply, a form) without letting the person wait.
class Reception {
 public:
  /// References outlive the reception.
  Reception(boost::asio::any_io_executor executor, HandoffService& service,
            PressedMessages& pressed, const Talk& talk, const Clock& clock, Log& log, Meter& meter);

  /// The answer to `envelope`, which came by `chat`. Both references outlive what follows it.
  boost::asio::awaitable<HttpResponse> serve(Chat& chat, const Responder& responder,
                                             Envelope envelope, std::string request_id);
  /// The answer to an envelope by which nothing may be done.
  [[nodiscard]] HttpResponse not_recorded(const Responder& responder,
                                          const Envelope& envelope) const;

  /// Refuses from now on, telling people that nothing was recorded.
  void close() { closed_ = true; }
  /// Requests and what follows their answers, still under way.
  [[nodiscard]] int under_way() const { return *under_way_; }

 private:
  using Present = PressedMessages::Present;
  /// Reads what a pressed message shows now; nothing that goes wrong with it spoils the answer.
  boost::asio::awaitable<std::optional<Present>> present_of(Envelope envelope);
  /// The answer to a press may be applied after a later edit of the same message: looks again a
  /// little later, and edits it where the task has moved on since `version`. Throws nothing.
  boost::asio::awaitable<void> look_again(Chat& chat, Envelope envelope, std::uint64_t version);
  boost::asio::awaitable<void> edit_newer(Chat& chat, Envelope envelope, std::uint64_t version);
  /// Throws nothing: what goes wrong is logged.
  boost::asio::awaitable<void> follow_up(Chat& chat, HttpReply::Then then, Reply reply,
                                         Envelope envelope);
  boost::asio::awaitable<void> deliver_follow_up(Chat& chat, HttpReply::Then then, Reply reply,
                                                 Envelope envelope);
  /// Sends the card privately; a failure that may pass is tried again a few times.
  boost::asio::awaitable<Posted> send_reply(Chat& chat, Envelope envelope, Card card);

  static constexpr int under_way_max = 1024;
  static constexpr int reply_attempts_max = 3;
  static constexpr std::chrono::seconds reply_pause_max{5};
  static constexpr std::chrono::seconds answer_applied_after{2};

  boost::asio::any_io_executor executor_;
  HandoffService& service_;
  PressedMessages& pressed_;
  const Talk& talk_;
  const Clock& clock_;
  Log& log_;
  Meter& meter_;
  bool closed_ = false;
  std::shared_ptr<int> under_way_ = std::make_shared<int>(0);  // see Count
};

}  // namespace baton
