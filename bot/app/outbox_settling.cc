#include "bot/app/outbox_delivery.h"
#include "bot/app/outbox_fallback.h"
#include "bot/app/task_change.h"
#include "bot/app/undeliverable.h"
#include "core/model/overloaded.h"

/// What becomes of a row by what came of its attempt.
namespace baton {

using boost::asio::awaitable;

namespace {

/// A number in [0, 1) from the service's generator.
double fraction(Random& random) {
  unsigned char bytes[4];
  random.fill(bytes);
  const unsigned value =
      (static_cast<unsigned>(bytes[0]) << 16) | (static_cast<unsigned>(bytes[1]) << 8) | bytes[2];
  return static_cast<double>(value) / static_cast<double>(1U << 24);
}

/// How a message's unknown fate ended, for the meter; empty: it is looked for again.
std::string_view cleared_by(const NextStep& step) {
  if (std::holds_alternative<RetryAt>(step)) return "absent";
  if (std::holds_alternative<SendAgain>(step)) return "sent_again";
  if (std::holds_alternative<GiveUp>(step)) return "given_up";
  return {};
}

}  // namespace

bool OutboxDelivery::was_answered(const AttemptFailed& look) {
  return look.error != ErrorClass::retry_later && look.error != ErrorClass::auth_broken;
}

awaitable<void> OutboxDelivery::sent(Parcel row, Sent sent, std::uint64_t version) {
  Settlement settlement = settlement_of(row, Delivery::delivered);
  settlement.message = SlotMessage{row.notice.slot, std::move(sent.message), version};
  settlement.notices = fallback_rows(row);
  co_await outbox_.settle(std::move(settlement));
}

awaitable<void> OutboxDelivery::supersede(Parcel row) {
  co_await outbox_.settle(settlement_of(row, Delivery::superseded));
}

void OutboxDelivery::keep_reason(OutboxRow& row, const std::string& reason, bool passes) {
  // Why a card is not where it belongs outlasts what passes at its next place: the holder is told.
  if (!passes || row.attempts.hops == 0) row.reason = reason;
}

awaitable<void> OutboxDelivery::failed(Parcel row, AttemptFailed failure) {
  row.trouble = name_of(failure.error);
  keep_reason(row, failure.reason, !was_answered(failure));
  // While nothing of a workspace can be sent no attempts are burned.
  if (failure.error == ErrorClass::auth_broken) --row.attempts.made;
  log_.warning("outbox.failed", {{"row", row.id},
                                 {"kind", name_of(row.notice.kind)},
                                 {"reason", failure.reason},
                                 {"attempt", row.attempts.made}});
  NextStep step = after_failure(failure, row.attempts, clock_.now(), fraction(random_));
  // A line has no place but below its card.
  const bool is_line = row.notice.kind == NoticeKind::thread;
  if (is_line && std::holds_alternative<Reroute>(step)) step = GiveUp{failure.reason};
  co_await settle(std::move(row), std::move(step));
}

awaitable<void> OutboxDelivery::leave(OutboxRow row, std::string reason) {
  AttemptFailed trouble;
  trouble.reason = std::move(reason);
  Parcel parcel{std::move(row), {}};
  if (parcel.notice.kind == NoticeKind::digest) {
    const std::vector<OutboxRow> begun = co_await begun_in(parcel.lane);
    if (!begun.empty()) parcel = together(begun);
  }
  co_await look_again(std::move(parcel), std::move(trouble));
}

awaitable<void> OutboxDelivery::look_again(Parcel row, AttemptFailed failure) {
  if (failure.error != ErrorClass::auth_broken) ++row.attempts.made;
  row.trouble = name_of(failure.error);
  keep_reason(row, failure.reason, true);
  NextStep step = after_failure(failure, row.attempts, clock_.now(), fraction(random_));
  if (const auto* retry = std::get_if<RetryAt>(&step)) step = Reconcile{retry->due};
  co_await settle(std::move(row), std::move(step));
}

awaitable<void> OutboxDelivery::unknown(Parcel row, bool surely_absent) {
  // What was sent twice already is not sent a third time (I5).
  const bool again = must_arrive(row.notice) && !row.repeat;
  NextStep step = after_unknown(row.attempts, again, clock_.now());
  // A history that was read twice and does not show the message is proof enough.
  const bool too_old = is_too_old(row.attempts, clock_.now());
  if (surely_absent && row.attempts.reconciled >= 2 && !too_old) step = RetryAt{clock_.now()};
  if (surely_absent && std::holds_alternative<RetryAt>(step)) row.attempts.reconciled = 0;
  row.trouble = "unknown";
  if (const std::string_view by = cleared_by(step); !by.empty()) meter_.cleared(by);
  log_.warning("outbox.unknown", {{"row", row.id},
                                  {"kind", name_of(row.notice.kind)},
                                  {"reason", row.reason},
                                  {"looks", row.attempts.reconciled}});
  co_await settle(std::move(row), std::move(step));
}

awaitable<void> OutboxDelivery::settle(Parcel row, NextStep step) {
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
                   settlement.reason = give_up.reason;
                   row.reason = give_up.reason;
                   give_up_on(row, settlement);
                 },
             },
             step);
  co_await outbox_.settle(std::move(settlement));
}

void OutboxDelivery::give_up_on(const Parcel& row, Settlement& settlement) {
  const bool is_detail = is_mere_detail(row.notice.kind);
  settlement.state = is_detail ? Delivery::superseded : Delivery::dead;
  if (!is_detail) {
    settlement.notices = told_rows(row);
    meter_.gave_up(row.trouble);
  }
  log_.write(is_detail ? LogLevel::warning : LogLevel::error,
             is_detail ? "outbox.left_out" : "outbox.dead",
             {{"row", row.id},
              {"kind", name_of(row.notice.kind)},
              {"task", row.notice.task.value},
              {"reason", row.reason}});
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
  return {
      outbox_row_of(std::move(*notice), {}, version, clock_.now(), random_, registry_.agency())};
}

Settlement OutboxDelivery::settlement_of(const Parcel& row, Delivery state) const {
  Settlement settlement;
  settlement.id = row.id;
  settlement.at = clock_.now();
  settlement.state = state;
  settlement.attempts = row.attempts;
  settlement.repeat = row.repeat;
  settlement.due = row.due;
  settlement.reason = row.reason;
  settlement.also = row.also;
  return settlement;
}

}  // namespace baton
