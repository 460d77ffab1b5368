#include <algorithm>

#include "bot/app/outbox_delivery.h"
#include "bot/app/outbox_news.h"
#include "core/notice/digest.h"

/// The digest of a person: all entries that are due go out as one message and share its fate. They
/// are begun together, so that after a crash it is known which of them it may have told.
namespace baton {

using boost::asio::awaitable;

namespace {

/// Those of the first tasks that one message has room for: the others go in the next one.
void keep_first_tasks(std::vector<OutboxRow>& entries) {
  std::vector<TaskKey> keys;
  std::erase_if(entries, [&](const OutboxRow& entry) {
    const TaskKey& key = entry.notice.task;
    if (std::ranges::find(keys, key) != keys.end()) return false;
    if (keys.size() == digest_tasks_max) return true;
    keys.push_back(key);
    return false;
  });
}

bool was_begun(const OutboxRow& row) {
  return row.state == Delivery::inflight || row.state == Delivery::unknown;
}

}  // namespace

awaitable<Delivered> OutboxDelivery::deliver_digest(OutboxRow first) {
  const bool in_doubt = first.state == Delivery::unknown && first.attempt_at != TimePoint();
  std::vector<OutboxRow> entries;
  if (in_doubt) {
    entries = co_await begun_in(first.lane);
  } else {
    entries = co_await outbox_.of_lane(first.lane, clock_.now());
    // What is given up for its age takes nothing along that is younger.
    const bool is_old = is_too_old(first.attempts, clock_.now());
    std::erase_if(entries, [&](const OutboxRow& entry) {
      return is_too_old(entry.attempts, clock_.now()) != is_old;
    });
  }
  const std::vector<Task> tasks = co_await tasks_of(entries);
  if (!in_doubt) entries = co_await worth_sending(std::move(entries), tasks);
  if (!in_doubt) keep_first_tasks(entries);
  if (entries.empty()) co_return Delivered();
  Parcel parcel = together(entries);
  if (!in_doubt) parcel.state = Delivery::waiting;
  std::vector<DigestEntry> told;
  told.reserve(entries.size());
  for (const OutboxRow& entry : entries) told.push_back({entry.notice, entry.made_at});
  Message message;
  message.version = parcel.version;
  message.outgoing.card = talk_.digest(told, tasks, registry_.agency(), parcel.repeat);
  std::optional<Destination> to = destination_of(parcel, PersonId());
  co_return co_await dispatch(std::move(parcel), std::move(to), std::move(message));
}

OutboxDelivery::Parcel OutboxDelivery::together(const std::vector<OutboxRow>& entries) {
  Parcel parcel{entries.front(), {}};
  for (const OutboxRow& entry : entries) {
    if (entry.id != parcel.id) parcel.also.push_back(entry.id);
    if (entry.repeat) parcel.repeat = true;
  }
  return parcel;
}

awaitable<std::vector<Task>> OutboxDelivery::tasks_of(std::vector<OutboxRow> entries) {
  std::vector<TaskKey> keys;
  for (const OutboxRow& entry : entries) {
    const TaskKey& key = entry.notice.task;
    if (std::ranges::find(keys, key) == keys.end()) keys.push_back(key);
  }
  Registry::Read read = co_await registry_.read(std::move(keys), std::string());
  co_return std::move(read.tasks);
}

awaitable<std::vector<OutboxRow>> OutboxDelivery::worth_sending(std::vector<OutboxRow> entries,
                                                                std::vector<Task> tasks) {
  std::vector<OutboxRow> worthy;
  std::vector<std::string> repeated;
  for (const OutboxRow& entry : entries) {
    if (entry.repeat) repeated.push_back(entry.notice.slot);
  }
  for (OutboxRow& entry : entries) {
    // What may have been read once is said again, and what takes it back with it.
    bool is_worth_it =
        entry.repeat || std::ranges::find(repeated, entry.notice.only_after) != repeated.end();
    const auto task = std::ranges::find(tasks, entry.notice.task, &Task::key);
    if (!is_worth_it && task != tasks.end()) {
      is_worth_it = co_await is_worth_sending(outbox_, entry.notice, *task);
    }
    if (is_worth_it) {
      worthy.push_back(std::move(entry));
      continue;
    }
    Parcel needless{std::move(entry), {}};
    co_await supersede(std::move(needless));
  }
  co_return worthy;
}

awaitable<std::vector<OutboxRow>> OutboxDelivery::begun_in(std::string lane) {
  std::vector<OutboxRow> rows = co_await outbox_.of_lane(std::move(lane), clock_.now());
  std::erase_if(rows, [](const OutboxRow& row) { return !was_begun(row); });
  co_return rows;
}

}  // namespace baton
