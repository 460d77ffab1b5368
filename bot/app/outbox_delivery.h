#pragma once

#include <map>
#include <optional>
#include <variant>

#include <boost/asio/awaitable.hpp>

#include "bot/app/registry.h"
#include "bot/log/log.h"
#include "bot/ports/chat.h"
#include "bot/ports/clock.h"
#include "bot/ports/store.h"
#include "bot/ports/talk.h"

namespace baton {

using Chats = std::map<WorkspaceId, Chat*>;

/// What one attempt came to, for the worker's pacing.
struct Delivered {
  WorkspaceId workspace;                  ///< empty: nothing was called
  std::optional<TimePoint> paused_until;  ///< the workspace asked us to wait
};

/// Delivers one row of the outbox: finds its destination, renders its message from the present
/// state, posts or edits it, and settles the row by what came of it. A row that cannot be
/// delivered tells a human so (I7). Calls of different lanes may overlap.
class OutboxDelivery {
 public:
  /// References outlive the delivery.
  OutboxDelivery(Outbox& outbox, Registry& registry, const Talk& talk, Chats chats,
                 const Clock& clock, Random& random, Log& log);

  boost::asio::awaitable<Delivered> deliver(OutboxRow row);

 private:
  struct Message {
    Outgoing outgoing;
    std::optional<SlotMessage> existing;
    std::uint64_t version = 0;  ///< of the task that it shows
  };
  boost::asio::awaitable<Delivered> reconcile(OutboxRow row, Chat& chat, Message message);
  boost::asio::awaitable<Delivered> post(OutboxRow row, Chat& chat, Message message);
  boost::asio::awaitable<Delivered> update(OutboxRow row, Chat& chat, Message message);
  boost::asio::awaitable<void> sent(OutboxRow row, Sent sent, std::uint64_t version);
  boost::asio::awaitable<void> failed(OutboxRow row, AttemptFailed failure);
  boost::asio::awaitable<void> unknown(OutboxRow row, bool surely_absent);
  boost::asio::awaitable<void> settle(OutboxRow row, NextStep step);
  boost::asio::awaitable<void> supersede(OutboxRow row);

  [[nodiscard]] std::optional<Destination> destination_of(const OutboxRow& row,
                                                          const Task& task) const;
  [[nodiscard]] std::optional<Destination> direct(const PersonId& person) const;
  [[nodiscard]] std::vector<OutboxRow> told_instead(const OutboxRow& row);
  static Settlement settlement_of(const OutboxRow& row, Delivery state);

  Outbox& outbox_;
  Registry& registry_;
  const Talk& talk_;
  Chats chats_;
  const Clock& clock_;
  Random& random_;
  Log& log_;
};

}  // namespace baton
