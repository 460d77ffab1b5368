#include "bot/app/outbox_delivery.h"

#include <algorithm>

#include "bot/app/handoff_service.h"
#include "core/model/overloaded.h"

namespace baton {

using boost::asio::awaitable;

namespace {

/// The message itself is gone, not the place that it stood in.
bool is_message_gone(const AttemptFailed& failure) {
  return failure.reason == "message_not_found" || failure.reason == "cant_update_message" ||
         failure.reason == "edit_window_closed";
}

/// A number in [0, 1) from the service's generator.
double fraction(Random& random) {
  unsigned char bytes[4];
  random.fill(bytes);
  const unsigned value =
      (static_cast<unsigned>(bytes[0]) << 16) | (static_cast<unsigned>(bytes[1]) << 8) | bytes[2];
  return static_cast<double>(value) / static_cast<double>(1U << 24);
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
      log_(log) {}

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
  if (message.existing) row.state = Delivery::waiting;  // an edit may be repeated freely
  const bool makes_new = !message.existing && row.state != Delivery::unknown;
  const bool shown = message.existing && !row.notice.task.empty() &&
                     message.existing->shown_version >= task.version;
  if (shown || (makes_new && row.notice.edit_only && row.notice.kind != NoticeKind::card)) {
    co_await supersede(std::move(row));
    co_return Delivered();
  }
  const std::optional<Destination> to = destination_of(row, task);
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
  message.outgoing.to = *to;
  message.outgoing.card = talk_.card(row.notice, task, registry_.agency(), row.repeat);
  message.outgoing.plain = row.attempts.plain;
  if (row.state == Delivery::unknown) {
    co_return co_await reconcile(std::move(row), *chat->second, std::move(message));
  }
  if (message.existing) {
    co_return co_await update(std::move(row), *chat->second, std::move(message));
  }
  co_return co_await post(std::move(row), *chat->second, std::move(message));
}

awaitable<Delivered> OutboxDelivery::post(OutboxRow row, Chat& chat, Message message) {
  ++row.attempts.made;
  row.attempt_at = clock_.now();
  co_await outbox_.begin(row.id, row.attempts, row.attempt_at);
  Delivered delivered;
  delivered.workspace = chat.workspace();
  Posted posted = co_await chat.post(std::move(message.outgoing));
  if (auto* done = std::get_if<Sent>(&posted)) {
    co_await sent(std::move(row), std::move(*done), message.version);
  } else if (auto* failure = std::get_if<AttemptFailed>(&posted)) {
    if (failure->retry_after) delivered.paused_until = clock_.now() + *failure->retry_after;
    co_await failed(std::move(row), std::move(*failure));
  } else {
    row.reason = std::get<AttemptUnknown>(posted).reason;
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
    co_await sent(std::move(row), std::move(*done), message.version);
    co_return delivered;
  }
  AttemptFailed failure;
  if (auto* known = std::get_if<AttemptFailed>(&posted)) {
    failure = std::move(*known);
  } else {  // repeating an edit does no harm
    failure.reason = std::get<AttemptUnknown>(posted).reason;
  }
  if (is_message_gone(failure)) {
    // A card is a view: deleted, it is posted again. Any other message has done its work.
    if (row.notice.kind == NoticeKind::card) {
      co_return co_await post(std::move(row), chat, std::move(message));
    }
    co_await supersede(std::move(row));
    co_return delivered;
  }
  if (failure.retry_after) delivered.paused_until = clock_.now() + *failure.retry_after;
  co_await failed(std::move(row), std::move(failure));
  co_return delivered;
}

awaitable<Delivered> OutboxDelivery::reconcile(OutboxRow row, Chat& chat, Message message) {
  Delivered delivered;
  delivered.workspace = chat.workspace();
  const TimePoint since = row.attempt_at - std::chrono::seconds(5);
  Found found = co_await chat.find(std::move(message.outgoing), since);
  if (auto* done = std::get_if<Sent>(&found)) {
    log_.info("outbox.found_again", {{"row", row.id}});
    // What it shows is of the attempt's time: the next change edits it.
    const std::uint64_t version = row.version;
    co_await sent(std::move(row), std::move(*done), version);
    co_return delivered;
  }
  ++row.attempts.reconciled;
  co_await unknown(std::move(row), std::holds_alternative<NotFound>(found));
  co_return delivered;
}

awaitable<void> OutboxDelivery::sent(OutboxRow row, Sent sent, std::uint64_t version) {
  Settlement settlement = settlement_of(row, Delivery::delivered);
  settlement.message = SlotMessage{row.notice.slot, std::move(sent.message), version};
  co_await outbox_.settle(std::move(settlement));
}

awaitable<void> OutboxDelivery::supersede(OutboxRow row) {
  co_await outbox_.settle(settlement_of(row, Delivery::superseded));
}

awaitable<void> OutboxDelivery::failed(OutboxRow row, AttemptFailed failure) {
  row.reason = failure.reason;
  log_.warning("outbox.failed", {{"row", row.id},
                                 {"kind", name_of(row.notice.kind)},
                                 {"reason", failure.reason},
                                 {"attempt", row.attempts.made}});
  NextStep step = after_failure(failure, row.attempts, clock_.now(), fraction(random_));
  co_await settle(std::move(row), std::move(step));
}

awaitable<void> OutboxDelivery::unknown(OutboxRow row, bool surely_absent) {
  NextStep step = after_unknown(row.attempts, must_arrive(row.notice.kind), clock_.now());
  // A history that was read twice and does not show the message is proof enough.
  if (surely_absent && row.attempts.reconciled >= 2) step = RetryAt{clock_.now()};
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
                   settlement.notices = told_instead(row);
                   log_.error("outbox.dead", {{"row", row.id},
                                              {"kind", name_of(row.notice.kind)},
                                              {"task", row.notice.task.value},
                                              {"reason", give_up.reason}});
                 },
             },
             step);
  co_await outbox_.settle(std::move(settlement));
}

std::vector<OutboxRow> OutboxDelivery::told_instead(const OutboxRow& row) {
  const Agency& agency = registry_.agency();
  const Notice& lost = row.notice;
  if (lost.kind == NoticeKind::sender_copy || lost.edit_only) return {};
  // Whom to tell: the one who offered, then coordinators, then the last resort; nobody twice.
  std::vector<PersonId> chain;
  const auto add = [&](const PersonId& id) {
    if (!id.empty() && std::ranges::find(chain, id) == chain.end()) chain.push_back(id);
  };
  const auto known = registry_.peek(lost.task);
  if (known) {
    const Handoff* handoff = known->handoff(lost.handoff);
    add(handoff != nullptr ? handoff->sender : known->holder);
    add(known->holder);
  }
  for (const Person* person : agency.holders_of(coordinator_role)) add(person->id);
  for (const PersonId& person : agency.settings.last_resort) add(person);
  std::size_t next = 0;
  if (lost.kind == NoticeKind::undeliverable) {
    const auto at = std::ranges::find(chain, lost.person);
    if (at == chain.end()) return {};
    next = static_cast<std::size_t>(at - chain.begin()) + 1;
  } else {
    std::erase(chain, lost.person);
  }
  if (next >= chain.size()) return {};
  Notice notice = lost;
  if (lost.kind != NoticeKind::undeliverable) {
    const std::string to = lost.person.empty() ? "the channel" : agency.name_of(lost.person);
    notice.text = "A message to " + to + " could not be delivered (" + row.reason + ").";
    notice.slot = "undeliverable/" + std::to_string(row.id);
  }
  notice.kind = NoticeKind::undeliverable;
  notice.person = chain[next];
  notice.slot += "/" + chain[next].value;
  notice.edit_only = false;
  OutboxRow told;
  told.key = random_id(random_);
  told.lane = lane_of(notice, {});
  told.notice = std::move(notice);
  told.version = row.version;
  told.attempts.first_at = clock_.now();
  told.due = clock_.now();
  return {std::move(told)};
}

Settlement OutboxDelivery::settlement_of(const OutboxRow& row, Delivery state) {
  Settlement settlement;
  settlement.id = row.id;
  settlement.state = state;
  settlement.attempts = row.attempts;
  settlement.repeat = row.repeat;
  settlement.due = row.due;
  settlement.reason = row.reason;
  return settlement;
}

std::optional<Destination> OutboxDelivery::direct(const PersonId& id) const {
  const Person* person = registry_.agency().directory.person(id);
  const Identity* identity = person == nullptr ? nullptr : person->in(person->home);
  if (identity == nullptr) return std::nullopt;
  return Destination{identity->workspace, identity->user};
}

std::optional<Destination> OutboxDelivery::destination_of(const OutboxRow& row,
                                                          const Task& task) const {
  if (!row.notice.person.empty()) {
    if (row.attempts.hops > 0) return std::nullopt;
    return direct(row.notice.person);
  }
  // A card: the client's channel, else the default one, else the holder's direct messages.
  const Agency& agency = registry_.agency();
  std::vector<Destination> chain;
  if (const Client* client = agency.client(task.client)) {
    for (const auto& [workspace, channel] : client->channels) {
      chain.push_back(Destination{workspace, channel});
    }
  }
  for (const auto& [workspace, channel] : agency.settings.default_channels) {
    chain.push_back(Destination{workspace, channel});
  }
  if (auto holder = direct(task.holder)) chain.push_back(std::move(*holder));
  const auto hop = static_cast<std::size_t>(row.attempts.hops);
  if (hop >= chain.size()) return std::nullopt;
  return chain[hop];
}

}  // namespace baton
