#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <boost/asio/awaitable.hpp>

#include "bot/app/outbox_refusals.h"
#include "bot/app/registry.h"
#include "bot/log/log.h"
#include "bot/ports/chat.h"
#include "bot/ports/clock.h"
#include "bot/ports/meter.h"
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
/// delivered tells a human so (I7), unless it is a mere detail. Calls of different lanes may
/// overlap.
class OutboxDelivery {
 public:
  /// References outlive the delivery.
  OutboxDelivery(Outbox& outbox, Registry& registry, const Talk& talk, Chats chats,
                 const Clock& clock, Random& random, Log& log, Meter& meter);

  /// Throws what the store throws; it is then not known whether the row was sent.
  boost::asio::awaitable<Delivered> deliver(OutboxRow row);
  /// Settles a row whose delivery threw: if an attempt was begun, it is looked up before anything
  /// is sent again. `row` as it was before. Throws what the store throws.
  boost::asio::awaitable<void> leave(OutboxRow row, std::string reason);
  /// The workspace that the row would be sent in, as far as it is known now; empty: none.
  [[nodiscard]] WorkspaceId workspace_of(const OutboxRow& row) const;
  /// The workspace that has to be linked before it is known where the row belongs; empty: that is
  /// known. Sent elsewhere before, it would be looked for, and sent again, where it belongs.
  [[nodiscard]] WorkspaceId awaited_by(const OutboxRow& row) const;
  /// The workspaces in which nothing can be sent now.
  [[nodiscard]] const OutboxRefusals& refusals() const { return refusals_; }

 private:
  /// A row, and those that go in the same message: what becomes of it becomes of them.
  struct Parcel : OutboxRow {
    std::vector<std::uint64_t> also;
    /// The class of what went wrong last, for the meter.
    std::string_view trouble = name_of(ErrorClass::permanent_unknown);
  };
  struct Message {
    Outgoing outgoing;
    std::optional<SlotMessage> existing;
    std::uint64_t version = 0;  ///< of the task that it shows
  };
  /// Sends the message by what is known of the row: looked for where it is in doubt, else edited
  /// where there is one, else posted.
  boost::asio::awaitable<Delivered> dispatch(Parcel row, std::optional<Destination> to,
                                             Message message);
  boost::asio::awaitable<Delivered> reconcile(Parcel row, Chat& chat, Message message);
  boost::asio::awaitable<Delivered> post(Parcel row, Chat& chat, Message message);
  boost::asio::awaitable<Delivered> update(Parcel row, Chat& chat, Message message);
  boost::asio::awaitable<void> sent(Parcel row, Sent sent, std::uint64_t version);
  boost::asio::awaitable<void> failed(Parcel row, AttemptFailed failure);
  boost::asio::awaitable<void> unknown(Parcel row, bool surely_absent);
  boost::asio::awaitable<void> look_again(Parcel row, AttemptFailed failure);
  boost::asio::awaitable<void> settle(Parcel row, NextStep step);
  boost::asio::awaitable<void> supersede(Parcel row);

  // outbox_digest.cc
  /// The first of `entries` with the others. REQUIRES: there is one.
  static Parcel together(const std::vector<OutboxRow>& entries);
  /// Sends all that is due of the digest that `first` is the first entry of.
  boost::asio::awaitable<Delivered> deliver_digest(OutboxRow first);
  /// The tasks that `entries` are of, as they are now, each once.
  boost::asio::awaitable<std::vector<Task>> tasks_of(std::vector<OutboxRow> entries);
  /// Those of `entries` that are still worth sending; the others are settled as superseded.
  boost::asio::awaitable<std::vector<OutboxRow>> worth_sending(std::vector<OutboxRow> entries,
                                                               std::vector<Task> tasks);
  /// The rows of the digest `lane` that were begun, in one message, and are not settled.
  boost::asio::awaitable<std::vector<OutboxRow>> begun_in(std::string lane);

  /// The card in whose thread a line goes; nullopt: it stands nowhere, or the notice is no line.
  boost::asio::awaitable<std::optional<MessageRef>> card_above(Notice notice);
  /// Whether nothing need be sent for the row: it is shown already, or is not worth a message.
  boost::asio::awaitable<bool> is_needless(OutboxRow row, Message message, Task task);
  /// Whether the message of the row's slot is of no use to it any more.
  [[nodiscard]] bool is_lost(const OutboxRow& row, const SlotMessage& existing) const;
  /// Where it goes now; of what is in doubt: where it went, as far as that is known.
  [[nodiscard]] std::optional<Destination> destination_of(const OutboxRow& row,
                                                          const PersonId& holder) const;
  /// What becomes of a row that is given up.
  void give_up_on(const Parcel& row, Settlement& settlement);
  /// The notice to a human that `lost` could not be delivered.
  [[nodiscard]] std::vector<OutboxRow> told_rows(const OutboxRow& lost);
  /// The notice to the holder that the card of `row` was posted elsewhere.
  [[nodiscard]] std::vector<OutboxRow> fallback_rows(const OutboxRow& row);
  [[nodiscard]] std::vector<OutboxRow> rows_of(std::optional<Notice> notice, std::uint64_t version);
  /// What a failure tells of its workspace.
  void hear(const AttemptFailed& failure, Delivered& delivered);
  /// Whether a look that failed was answered: only then does it say something of looks to come.
  static bool was_answered(const AttemptFailed& look);
  static void keep_reason(OutboxRow& row, const std::string& reason, bool passes);
  [[nodiscard]] Settlement settlement_of(const Parcel& row, Delivery state) const;

  Outbox& outbox_;
  Registry& registry_;
  const Talk& talk_;
  Chats chats_;
  const Clock& clock_;
  Random& random_;
  Log& log_;
  Meter& meter_;
  OutboxRefusals refusals_;
};

}  // namespace baton
