#include <algorithm>

#include <boost/system/system_error.hpp>

#include "adapters/memory/memory_store.h"
#include "bot/ports/errc.h"

namespace baton {
namespace {

using boost::asio::awaitable;

bool on_its_way(const OutboxRow& row) { return is_on_its_way(row.state); }

bool is_due(const OutboxRow& row, TimePoint now) {
  const bool made_later = row.made_at > now && row.due >= row.made_at;
  const bool tried_later = row.attempt_at > now && row.due >= row.attempt_at;
  const bool waits_for_its_time = row.notice.kind == NoticeKind::digest;
  return row.due <= now || (made_later && !waits_for_its_time) || tried_later;
}

void become(OutboxRow& row, const Settlement& settlement) {
  const TimePoint first_at = row.attempts.first_at;
  row.state = settlement.state;
  row.attempts = settlement.attempts;
  row.attempts.first_at = first_at;
  row.repeat = settlement.repeat;
  row.due = settlement.due;
  row.reason = settlement.reason;
  if (!on_its_way(row)) row.settled_at = settlement.at;
  if (row.state != Delivery::unknown) row.attempt_to = {};
}

}  // namespace

void MemoryStore::require_new_keys(const std::vector<OutboxRow>& notices) const {
  std::set<std::string> keys;
  for (const OutboxRow& row : notices) {
    if (state_.outbox_keys.contains(row.key) || !keys.insert(row.key).second) {
      throw boost::system::system_error(make_error_code(AppErrc::store_failed),
                                        "two notices of one key");
    }
  }
}

void MemoryStore::add_notices(const std::vector<OutboxRow>& notices) {
  for (OutboxRow row : notices) {
    row.id = ++state_.last_outbox_id;
    state_.outbox_keys.insert(row.key);
    state_.outbox.emplace(row.id, row);
  }
}

std::size_t MemoryStore::supersede(const std::vector<std::string>& slots) {
  std::size_t superseded = 0;
  for (auto& [id, row] : state_.outbox) {
    if (std::ranges::find(slots, row.notice.slot) == slots.end() || row.notice.edit_only) continue;
    const bool attempted = row.attempts.made > 0 || row.attempt_at != TimePoint();
    if (row.state != Delivery::waiting || attempted) continue;
    row.state = Delivery::superseded;
    ++superseded;
  }
  return superseded;
}

std::vector<const OutboxRow*> MemoryStore::lane_heads() const {
  std::set<std::string> lanes;
  std::vector<const OutboxRow*> heads;
  for (const auto& [id, row] : state_.outbox) {
    if (!on_its_way(row) || !lanes.insert(row.lane).second) continue;
    if (row.state != Delivery::inflight) heads.push_back(&row);
  }
  return heads;
}

awaitable<std::vector<OutboxRow>> MemoryStore::due(TimePoint now, std::size_t max) {
  std::vector<OutboxRow> found;
  for (const OutboxRow* row : lane_heads()) {
    if (is_due(*row, now) && found.size() < max) found.push_back(*row);
  }
  co_return found;
}

awaitable<std::optional<TimePoint>> MemoryStore::next_due() {
  std::optional<TimePoint> next;
  for (const OutboxRow* row : lane_heads()) next = std::min(next.value_or(row->due), row->due);
  co_return next;
}

OutboxRow* MemoryStore::unsettled(std::uint64_t id) {
  const auto found = state_.outbox.find(id);
  const bool is_there = found != state_.outbox.end() && on_its_way(found->second);
  return is_there ? &found->second : nullptr;
}

awaitable<bool> MemoryStore::begin(std::vector<std::uint64_t> ids, Attempt attempt) {
  for (const std::uint64_t id : ids) {
    if (unsettled(id) == nullptr) co_return false;
  }
  for (const std::uint64_t id : ids) {
    OutboxRow& row = *unsettled(id);
    attempt.counted.first_at = row.attempts.first_at;
    row.state = Delivery::inflight;
    row.attempts = attempt.counted;
    row.attempt_at = attempt.at;
    row.attempt_to = attempt.to;
  }
  co_return true;
}

awaitable<void> MemoryStore::settle(Settlement settlement) {
  if (OutboxRow* row = unsettled(settlement.id)) {
    require_new_keys(settlement.notices);
    become(*row, settlement);
    for (const std::uint64_t id : settlement.also) {
      if (OutboxRow* other = unsettled(id)) become(*other, settlement);
    }
    add_notices(settlement.notices);
  }
  if (!settlement.message) co_return;
  const SlotMessage& shown = *settlement.message;
  state_.slots[shown.slot] = shown;
  for (auto& [id, row] : state_.outbox) {
    if (id == settlement.id || row.notice.slot != shown.slot || !row.notice.edit_only) continue;
    if (!on_its_way(row) || row.version > shown.shown_version) continue;
    row.state = Delivery::superseded;
    row.settled_at = settlement.at;
  }
}

awaitable<std::optional<SlotMessage>> MemoryStore::message(std::string slot) {
  std::optional<SlotMessage> message;
  if (const auto found = state_.slots.find(slot); found != state_.slots.end()) {
    message = found->second;
  }
  co_return message;
}

awaitable<std::optional<OutboxRow>> MemoryStore::newest_of(std::string slot) {
  std::optional<OutboxRow> newest;
  for (const auto& [id, row] : state_.outbox) {
    if (row.notice.slot == slot) newest = row;
  }
  co_return newest;
}

awaitable<std::vector<OutboxRow>> MemoryStore::of_lane(std::string lane, TimePoint now) {
  std::vector<OutboxRow> found;
  for (const auto& [id, row] : state_.outbox) {
    if (row.lane != lane || !is_due(row, now) || !on_its_way(row)) continue;
    if (found.size() < notices_of_lane_max) found.push_back(row);
  }
  co_return found;
}

awaitable<std::vector<OutboxRow>> MemoryStore::of_task(TaskKey task) {
  std::vector<OutboxRow> found;
  for (const auto& [id, row] : state_.outbox) {
    if (row.notice.task == task) found.push_back(row);
  }
  if (found.size() > notices_of_task_max) {
    found.erase(found.begin(), found.end() - static_cast<std::ptrdiff_t>(notices_of_task_max));
  }
  co_return found;
}

awaitable<std::optional<std::string>> MemoryStore::slot_of(MessageRef message) {
  std::optional<std::string> slot;
  for (const auto& [name, shown] : state_.slots) {
    if (shown.message == message && !slot) slot = name;
  }
  co_return slot;
}

awaitable<int> MemoryStore::recover() {
  int recovered = 0;
  for (auto& [id, row] : state_.outbox) {
    if (row.state != Delivery::inflight) continue;
    row.state = Delivery::unknown;
    ++recovered;
  }
  co_return recovered;
}

awaitable<Outbox::Depth> MemoryStore::depth(TimePoint now) {
  Depth depth;
  for (const auto& [id, row] : state_.outbox) {
    if (row.state == Delivery::dead) ++depth.dead;
    if (!on_its_way(row) || row.attempts.first_at > now) continue;
    ++depth.unsettled;
    ++depth.by_state[row.state];
    depth.oldest = std::min(depth.oldest.value_or(row.attempts.first_at), row.attempts.first_at);
  }
  co_return depth;
}

}  // namespace baton
