#include "bot/app/outbox_delivery.h"

#include <algorithm>

#include "bot/app/destination.h"
#include "bot/app/outbox_news.h"
#include "bot/app/undeliverable.h"

namespace baton {

using boost::asio::awaitable;

namespace {

/// The message itself is gone, not the place that it stood in.
bool is_message_gone(const AttemptFailed& failure) {
  return failure.error == ErrorClass::message_gone;
}

/// Whether it is looked for where it went, wherever it would go now: the configuration may have
/// moved its channel, or its person's home.
bool is_looked_for_where_it_went(const OutboxRow& row) {
  return row.state == Delivery::unknown && !row.attempt_to.workspace.empty();
}

/// How an attempt is remembered. The direct messages of who is no person of the notice are not.
AttemptPlace remembered(const Destination& to, const Notice& notice) {
  if (const auto* channel = std::get_if<ChannelId>(&to.place)) return {to.workspace, *channel};
  return notice.person.empty() ? AttemptPlace() : AttemptPlace{to.workspace, {}};
}

/// Where the attempt went; to nobody, where its person has no account in that workspace any more.
Destination recalled(const OutboxRow& row, const Directory& directory) {
  const auto& [workspace, channel] = row.attempt_to;
  if (!channel.empty()) return {workspace, channel};
  const Person* person = directory.person(row.notice.person);
  const Identity* there = person == nullptr ? nullptr : person->in(workspace);
  return {workspace, there == nullptr ? UserId() : there->user};
}

bool is_to_nobody(const Destination& to) {
  const auto* user = std::get_if<UserId>(&to.place);
  return user != nullptr && user->empty();
}

/// What came of an attempt, for the meter.
std::string_view class_of(const Posted& posted) {
  if (const auto* failure = std::get_if<AttemptFailed>(&posted)) return name_of(failure->error);
  return std::holds_alternative<Sent>(posted) ? "delivered" : "unknown";
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
                               const Clock& clock, Random& random, Log& log, Meter& meter)
    : outbox_(outbox),
      registry_(registry),
      talk_(talk),
      chats_(std::move(chats)),
      clock_(clock),
      random_(random),
      log_(log),
      meter_(meter),
      refusals_(clock, log) {}

awaitable<Delivered> OutboxDelivery::deliver(OutboxRow row) {
  if (row.notice.kind == NoticeKind::digest) co_return co_await deliver_digest(std::move(row));
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
  message.outgoing.thread = co_await card_above(row.notice);
  const bool needless = co_await is_needless(row, message, task);
  Parcel parcel{std::move(row), {}};
  if (needless) {
    co_await supersede(std::move(parcel));
    co_return Delivered();
  }
  std::optional<Destination> to = destination_of(parcel, task.holder);
  if (const auto& card = message.outgoing.thread) to = Destination{card->workspace, card->channel};
  message.outgoing.card = talk_.card(parcel.notice, task, registry_.agency(), parcel.repeat);
  co_return co_await dispatch(std::move(parcel), std::move(to), std::move(message));
}

awaitable<Delivered> OutboxDelivery::dispatch(Parcel row, std::optional<Destination> to,
                                              Message message) {
  const bool in_doubt = row.state == Delivery::unknown;
  const bool edits = message.existing && !in_doubt;
  if (edits) {  // an edit goes where the message is
    const MessageRef& ref = message.existing->message;
    if (!to || to->workspace != ref.workspace) to = Destination{ref.workspace, ref.channel};
  }
  const auto chat = to ? chats_.find(to->workspace) : chats_.end();
  if (in_doubt && to && (chat == chats_.end() || is_to_nobody(*to))) {
    keep_reason(row, "what was sent in " + to->workspace.value + " cannot be looked up any more",
                true);
    ++row.attempts.reconciled;
    co_await unknown(std::move(row), false);
    co_return Delivered();
  }
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
  message.outgoing.plain = row.attempts.plain;
  if (in_doubt) {
    co_return co_await reconcile(std::move(row), *chat->second, std::move(message));
  }
  if (edits) co_return co_await update(std::move(row), *chat->second, std::move(message));
  co_return co_await post(std::move(row), *chat->second, std::move(message));
}

awaitable<std::optional<MessageRef>> OutboxDelivery::card_above(Notice notice) {
  if (notice.kind != NoticeKind::thread) co_return std::nullopt;
  const std::optional<SlotMessage> card = co_await outbox_.message(std::move(notice.thread_of));
  if (!card || !chats_.contains(card->message.workspace)) co_return std::nullopt;
  co_return card->message;
}

awaitable<bool> OutboxDelivery::is_needless(OutboxRow row, Message message, Task task) {
  const bool is_line = row.notice.kind == NoticeKind::thread;
  // A card that is posted again shows the present.
  if (is_line && !message.outgoing.thread) co_return true;
  if (row.state == Delivery::unknown) co_return false;  // it may stand there: that is looked up
  if (message.existing) {
    const bool shows_it = is_line || message.existing->shown_version >= task.version;
    co_return shows_it && !row.notice.task.empty();  // a line stays as it was said
  }
  if (is_mere_edit(row.notice)) co_return true;
  // What may have been read once is said again, with its label, whatever happened since.
  if (row.repeat) co_return false;
  const bool is_worth_it =
      co_await is_worth_sending(outbox_, std::move(row.notice), std::move(task));
  co_return !is_worth_it;
}

bool OutboxDelivery::is_lost(const OutboxRow& row, const SlotMessage& existing) const {
  // What lost its place is made anew at the next one.
  const bool moves = row.attempts.hops > 0;
  return moves || !chats_.contains(existing.message.workspace);
}

awaitable<Delivered> OutboxDelivery::post(Parcel row, Chat& chat, Message message) {
  ++row.attempts.made;
  row.attempt_at = clock_.now();
  std::vector<std::uint64_t> ids = row.also;
  ids.insert(ids.begin(), row.id);
  Attempt attempt{row.attempts, row.attempt_at, remembered(message.outgoing.to, row.notice)};
  const bool begun = co_await outbox_.begin(std::move(ids), std::move(attempt));
  if (!begun) co_return Delivered();  // superseded after it was read: what it tells was undone
  Delivered delivered;
  delivered.workspace = chat.workspace();
  Posted posted = co_await chat.post(std::move(message.outgoing));
  meter_.attempted(class_of(posted));
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

awaitable<Delivered> OutboxDelivery::update(Parcel row, Chat& chat, Message message) {
  ++row.attempts.made;
  Delivered delivered;
  delivered.workspace = chat.workspace();
  const MessageRef ref = message.existing->message;
  const Outgoing content = message.outgoing;
  Posted posted = co_await chat.update(ref, content);
  meter_.attempted(class_of(posted));
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

awaitable<Delivered> OutboxDelivery::reconcile(Parcel row, Chat& chat, Message message) {
  Delivered delivered;
  delivered.workspace = chat.workspace();
  const TimePoint since = row.attempt_at - std::chrono::seconds(5);
  Found found = co_await chat.find(std::move(message.outgoing), since);
  if (auto* done = std::get_if<Sent>(&found)) {
    refusals_.heard(delivered.workspace);
    meter_.cleared("found");
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

void OutboxDelivery::hear(const AttemptFailed& failure, Delivered& delivered) {
  refusals_.heard(delivered.workspace, failure);
  if (const auto pause = pause_after(failure)) delivered.paused_until = clock_.now() + *pause;
}

std::optional<Destination> OutboxDelivery::destination_of(const OutboxRow& row,
                                                          const PersonId& holder) const {
  const Agency& agency = registry_.agency();
  if (is_looked_for_where_it_went(row)) return recalled(row, agency.directory);
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

WorkspaceId OutboxDelivery::awaited_by(const OutboxRow& row) const {
  const Notice& notice = row.notice;
  if (row.attempts.hops > 0) return {};  // it could not go where it belongs
  if (is_looked_for_where_it_went(row)) return {};
  if (notice.person.empty()) return notice.workspace;
  const Person* person = registry_.agency().directory.person(notice.person);
  const bool is_known_at_home = person == nullptr || person->in(person->home) != nullptr;
  return is_known_at_home ? WorkspaceId() : person->home;
}

}  // namespace baton
