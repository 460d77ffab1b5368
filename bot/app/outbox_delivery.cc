#include "bot/app/outbox_delivery.h"

#include <algorithm>

#include "bot/app/destination.h"
#include "bot/app/handoff_service.h"
#include "bot/app/outbox_fallback.h"
#include "bot/app/undeliverable.h"
#include "core/model/overloaded.h"

namespace baton {

using boost::asio::awaitable;

namespace {

/// The message itself is gone, not the place that it stood in.
bool is_message_gone(const AttemptFailed& failure) {
  return failure.error == ErrorClass::message_gone;
}

/// Whether a look that failed was answered: only then does it say something of looks to come.
bool was_answered(const AttemptFailed& look) {
  return look.error != ErrorClass::retry_later && look.error != ErrorClass::auth_broken;
}

/// A number in [0, 1) from the service's generator.
double fraction(Random& random) {
  unsigned char bytes[4];
  random.fill(bytes);
  const unsigned value =
      (static_cast<unsigned>(bytes[0]) << 16) | (static_cast<unsigned>(bytes[1]) << 8) | bytes[2];
  return static_cast<double>(value) / static_cast<double>(1U << 24);
}

/// How long a workspace is left alone after `failure`, if it must be.
std::optional<std::chrono::seconds> pause_after(const AttemptFailed& failure) {
  using std::chrono::seconds;
  if (failure.retry_after) return std::clamp(*failure.retry_after, seconds(1), seconds(3600));
  if (failure.error == ErrorClass::auth_broken) return seconds(60);
  return std::nullopt;
}

}  // namespace

OutboxDelivery::OutboxDelivery(Outbox& outbox, Registry& registry, const Talk& talk, Chats chats,
                               const Clock& clock, Random& random, Log& log)
    : outbox_(outbox),
      registry_(registry),
      talk_(talk),
      chats_(std::move(chats)),
      clock_(clock),
      random_(random),
      log_(log),
      refusals_(clock, log) {}

awaitable<Delivered> OutboxDelivery::deliver(OutboxRow row) {
  Task task;
  if (!row.notice.task.empty()) {
    std::vector<TaskKey> keys(1, row.notice.task);
    const Registry::Read read = co_await registry_.read(std::move(keys), std::string());
    task = read.tasks.front();
  }
  Message message;
  message.existing = co_await outbox_.message(row.notice.slot);
  message.version = task.version;
  if (message.existing && is_lost(row, *message.existing)) message.existing.reset();
  // Only an attempt to make a message leaves doubt: an edit may be repeated freely.
  const bool begun = row.attempt_at != TimePoint();
  if (row.state == Delivery::unknown && !begun) row.state = Delivery::waiting;
  const bool in_doubt = row.state == Delivery::unknown;
  const bool shown = message.existing && !row.notice.task.empty() &&
                     message.existing->shown_version >= task.version;
  const bool nothing_to_edit = !message.existing && is_mere_edit(row.notice);
  if (!in_doubt && (shown || nothing_to_edit)) {
    co_await supersede(std::move(row));
    co_return Delivered();
  }
  std::optional<Destination> to = destination_of(row, task.holder);
  const bool edits = message.existing && !in_doubt;
  if (edits) {  // an edit goes where the message is
    const MessageRef& ref = message.existing->message;
    if (!to || to->workspace != ref.workspace) to = Destination{ref.workspace, ref.channel};
  }
  const auto chat = to ? chats_.find(to->workspace) : chats_.end();
  if (chat == chats_.end()) {
    AttemptFailed nowhere;
    nowhere.error =
        row.attempts.hops < hops_max ? ErrorClass::place_gone : ErrorClass::permanent_unknown;
    nowhere.reason = row.reason.empty() ? "there is no place to send it to" : row.reason;
    co_await failed(std::move(row), std::move(nowhere));
    co_return Delivered();
  }
  message.outgoing.outbox_id = row.key;
  message.outgoing.slot = row.notice.slot;
  message.outgoing.to = *to;
  message.outgoing.card = talk_.card(row.notice, task, registry_.agency(), row.repeat);
  message.outgoing.plain = row.attempts.plain;
  if (in_doubt) {
    co_return co_await reconcile(std::move(row), *chat->second, std::move(message));
  }
  if (edits) co_return co_await update(std::move(row), *chat->second, std::move(message));
  co_return co_await post(std::move(row), *chat->second, std::move(message));
}

bool OutboxDelivery::is_lost(const OutboxRow& row, const SlotMessage& existing) const {
  // What lost its place is made anew at the next one.
  const bool moves = row.attempts.hops > 0;
  return moves || !chats_.contains(existing.message.workspace);
}

awaitable<Delivered> OutboxDelivery::post(OutboxRow row, Chat& chat, Message message) {
  ++row.attempts.made;
  row.attempt_at = clock_.now();
  const bool begun = co_await outbox_.begin(row.id, row.attempts, row.attempt_at);
  if (!begun) co_return Delivered();  // superseded after it was read: what it tells was undone
  Delivered delivered;
  delivered.workspace = chat.workspace();
  Posted posted = co_await chat.post(std::move(message.outgoing));
  if (auto* done = std::get_if<Sent>(&posted)) {
    refusals_.heard(delivered.workspace);
    co_await sent(std::move(row), std::move(*done), message.version);
  } else if (auto* failure = std::get_if<AttemptFailed>(&posted)) {
    hear(*failure, delivered);
    co_await failed(std::move(row), std::move(*failure));
  } else {
    keep_reason(row, std::get<AttemptUnknown>(posted).reason, true);
    co_await unknown(std::move(row), false);
  }
  co_return delivered;
}

awaitable<Delivered> OutboxDelivery::update(OutboxRow row, Chat& chat, Message message) {
  ++row.attempts.made;
  Delivered delivered;
  delivered.workspace = chat.workspace();
  const MessageRef ref = message.existing->message;
  const Outgoing content = message.outgoing;
  Posted posted = co_await chat.update(ref, content);
  if (auto* done = std::get_if<Sent>(&posted)) {
    refusals_.heard(delivered.workspace);
    co_await sent(std::move(row), std::move(*done), message.version);
    co_return delivered;
  }
  AttemptFailed failure;
  if (auto* known = std::get_if<AttemptFailed>(&posted)) {
    failure = std::move(*known);
  } else {  // repeating an edit does no harm
    failure.reason = std::get<AttemptUnknown>(posted).reason;
  }
  hear(failure, delivered);
  const bool place_gone =
      failure.error == ErrorClass::place_gone || failure.error == ErrorClass::person_gone;
  if (is_mere_edit(row.notice) && (place_gone || is_message_gone(failure))) {
    co_await supersede(std::move(row));
    co_return delivered;
  }
  if (is_message_gone(failure)) {
    co_return co_await post(std::move(row), chat, std::move(message));
  }
  co_await failed(std::move(row), std::move(failure));
  co_return delivered;
}

awaitable<Delivered> OutboxDelivery::reconcile(OutboxRow row, Chat& chat, Message message) {
  Delivered delivered;
  delivered.workspace = chat.workspace();
  const TimePoint since = row.attempt_at - std::chrono::seconds(5);
  Found found = co_await chat.find(std::move(message.outgoing), since);
  if (auto* done = std::get_if<Sent>(&found)) {
    refusals_.heard(delivered.workspace);
    log_.info("outbox.found_again", {{"row", row.id}});
    // What it shows is of the attempt's time: the next change edits it.
    const std::uint64_t version = row.version;
    co_await sent(std::move(row), std::move(*done), version);
    co_return delivered;
  }
  if (auto* failure = std::get_if<AttemptFailed>(&found)) {
    hear(*failure, delivered);
    if (!was_answered(*failure)) {  // however often: it may have been posted (RELIABILITY 2.4)
      co_await look_again(std::move(row), std::move(*failure));
      co_return delivered;
    }
  }
  const bool surely_absent = std::holds_alternative<NotFound>(found);
  if (surely_absent) refusals_.heard(delivered.workspace);
  ++row.attempts.reconciled;
  co_await unknown(std::move(row), surely_absent);
  co_return delivered;
}

awaitable<void> OutboxDelivery::sent(OutboxRow row, Sent sent, std::uint64_t version) {
  Settlement settlement = settlement_of(row, Delivery::delivered);
  settlement.message = SlotMessage{row.notice.slot, std::move(sent.message), version};
  settlement.notices = fallback_rows(row);
  co_await outbox_.settle(std::move(settlement));
}

awaitable<void> OutboxDelivery::supersede(OutboxRow row) {
  co_await outbox_.settle(settlement_of(row, Delivery::superseded));
}

void OutboxDelivery::hear(const AttemptFailed& failure, Delivered& delivered) {
  refusals_.heard(delivered.workspace, failure);
  if (const auto pause = pause_after(failure)) delivered.paused_until = clock_.now() + *pause;
}

void OutboxDelivery::keep_reason(OutboxRow& row, const std::string& reason, bool passes) {
  // Why a card is not where it belongs outlasts what passes at its next place: the holder is told.
  if (!passes || row.attempts.hops == 0) row.reason = reason;
}

awaitable<void> OutboxDelivery::failed(OutboxRow row, AttemptFailed failure) {
  keep_reason(row, failure.reason, !was_answered(failure));
  // While nothing of a workspace can be sent no attempts are burned.
  if (failure.error == ErrorClass::auth_broken) --row.attempts.made;
  log_.warning("outbox.failed", {{"row", row.id},
                                 {"kind", name_of(row.notice.kind)},
                                 {"reason", failure.reason},
                                 {"attempt", row.attempts.made}});
  NextStep step = after_failure(failure, row.attempts, clock_.now(), fraction(random_));
  co_await settle(std::move(row), std::move(step));
}

awaitable<void> OutboxDelivery::leave(OutboxRow row, std::string reason) {
  AttemptFailed trouble;
  trouble.reason = std::move(reason);
  co_await look_again(std::move(row), std::move(trouble));
}

awaitable<void> OutboxDelivery::look_again(OutboxRow row, AttemptFailed failure) {
  if (failure.error != ErrorClass::auth_broken) ++row.attempts.made;
  keep_reason(row, failure.reason, true);
  NextStep step = after_failure(failure, row.attempts, clock_.now(), fraction(random_));
  if (const auto* retry = std::get_if<RetryAt>(&step)) step = Reconcile{retry->due};
  co_await settle(std::move(row), std::move(step));
}

awaitable<void> OutboxDelivery::unknown(OutboxRow row, bool surely_absent) {
  // What was sent twice already is not sent a third time (I5).
  const bool again = must_arrive(row.notice.kind) && !row.repeat;
  NextStep step = after_unknown(row.attempts, again, clock_.now());
  // A history that was read twice and does not show the message is proof enough.
  const bool too_old = is_too_old(row.attempts, clock_.now());
  if (surely_absent && row.attempts.reconciled >= 2 && !too_old) step = RetryAt{clock_.now()};
  if (surely_absent && std::holds_alternative<RetryAt>(step)) row.attempts.reconciled = 0;
  log_.warning("outbox.unknown", {{"row", row.id},
                                  {"kind", name_of(row.notice.kind)},
                                  {"reason", row.reason},
                                  {"looks", row.attempts.reconciled}});
  co_await settle(std::move(row), std::move(step));
}

awaitable<void> OutboxDelivery::settle(OutboxRow row, NextStep step) {
  Settlement settlement = settlement_of(row, Delivery::waiting);
  std::visit(Overloaded{
                 [&](const RetryAt& retry) { settlement.due = retry.due; },
                 [&](const Reconcile& look) {
                   settlement.state = Delivery::unknown;
                   settlement.due = look.due;
                 },
                 [&](const Reroute& reroute) {
                   ++settlement.attempts.hops;
                   settlement.due = reroute.due;
                 },
                 [&](const Plainly& plainly) {
                   settlement.attempts.plain = true;
                   settlement.due = plainly.due;
                 },
                 [&](const SendAgain& again) {
                   settlement.repeat = true;
                   settlement.attempts.reconciled = 0;
                   settlement.due = again.due;
                 },
                 [&](const GiveUp& give_up) {
                   settlement.state = Delivery::dead;
                   settlement.reason = give_up.reason;
                   row.reason = give_up.reason;
                   settlement.notices = told_rows(row);
                   log_.error("outbox.dead", {{"row", row.id},
                                              {"kind", name_of(row.notice.kind)},
                                              {"task", row.notice.task.value},
                                              {"reason", give_up.reason}});
                 },
             },
             step);
  co_await outbox_.settle(std::move(settlement));
}

std::vector<OutboxRow> OutboxDelivery::told_rows(const OutboxRow& lost) {
  const std::optional<Task> task = registry_.peek(lost.notice.task);
  std::optional<Notice> notice =
      told_instead(lost.notice, lost.reason, task ? &*task : nullptr, registry_.agency());
  return rows_of(std::move(notice), lost.version);
}

std::vector<OutboxRow> OutboxDelivery::fallback_rows(const OutboxRow& row) {
  const std::optional<Task> task = registry_.peek(row.notice.task);
  if (!task) return {};
  const std::optional<Destination> place = destination_of(row, task->holder);
  if (!place) return {};
  return rows_of(told_of_fallback(row, *place, *task, registry_.agency()), row.version);
}

std::vector<OutboxRow> OutboxDelivery::rows_of(std::optional<Notice> notice,
                                               std::uint64_t version) {
  if (!notice) return {};
  OutboxRow row;
  row.key = random_id(random_);
  row.lane = lane_of(*notice, {});
  row.notice = std::move(*notice);
  row.version = version;
  row.attempts.first_at = clock_.now();
  row.due = clock_.now();
  return {std::move(row)};
}

Settlement OutboxDelivery::settlement_of(const OutboxRow& row, Delivery state) const {
  Settlement settlement;
  settlement.id = row.id;
  settlement.at = clock_.now();
  settlement.state = state;
  settlement.attempts = row.attempts;
  settlement.repeat = row.repeat;
  settlement.due = row.due;
  settlement.reason = row.reason;
  return settlement;
}

std::optional<Destination> OutboxDelivery::destination_of(const OutboxRow& row,
                                                          const PersonId& holder) const {
  const Agency& agency = registry_.agency();
  const Notice& notice = row.notice;
  const std::vector<Destination> places =
      notice.person.empty() ? card_places(agency, client_of(notice.task), notice.workspace, holder)
                            : direct_messages(agency, notice.person);
  const auto hop = static_cast<std::size_t>(row.attempts.hops);
  if (hop >= places.size()) return std::nullopt;
  return places[hop];
}

WorkspaceId OutboxDelivery::workspace_of(const OutboxRow& row) const {
  std::optional<Task> task;
  if (row.notice.person.empty()) task = registry_.peek(row.notice.task);
  const auto place = destination_of(row, task ? task->holder : PersonId());
  return place ? place->workspace : WorkspaceId();
}

}  // namespace baton
