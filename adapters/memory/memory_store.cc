#include "adapters/memory/memory_store.h"

#include <algorithm>

#include <boost/system/system_error.hpp>

#include "bot/journal/chain.h"
#include "bot/ports/errc.h"

namespace baton {
namespace {

using boost::asio::awaitable;

[[noreturn]] void fail(const std::string& what) {
  throw boost::system::system_error(make_error_code(AppErrc::store_failed), what);
}

/// Whether the person asked for, if one is, is among `people`.
bool is_among(const std::vector<PersonId>& people, const std::optional<PersonId>& wanted) {
  return !wanted || std::ranges::find(people, *wanted) != people.end();
}

bool matches(const TaskRow& row, const TaskQuery& query) {
  const bool concerns = is_among(row.owing, query.owing) && is_among(row.asked, query.asked);
  const bool due_before =
      !query.due_before || (row.due != TimePoint() && row.due < *query.due_before);
  return (!query.holder || row.holder == *query.holder) &&
         (!query.receiver || row.receiver == *query.receiver) &&
         (!query.client || row.client == *query.client) && concerns && due_before &&
         (!query.parent || row.parent == *query.parent) && (!query.open_only || is_open(row.phase));
}

}  // namespace

MemoryStore::MemoryStore(const std::string& agency) { state_.head = journal::genesis(agency); }

awaitable<Loaded> MemoryStore::load(std::vector<Cursor> cursors, std::string delivery) {
  Loaded loaded;
  if (const auto found = state_.deliveries.find(delivery); found != state_.deliveries.end()) {
    loaded.reply = found->second.reply;
  }
  std::map<StreamId, std::uint64_t> after;
  for (const Cursor& cursor : cursors) after.try_emplace(cursor.stream, cursor.after);
  std::set<StreamId> read;
  for (const LinkedEvent& event : state_.journal) {
    const auto wanted = after.find(event.stored.stream);
    if (wanted == after.end() || event.stored.version <= wanted->second) continue;
    loaded.events.push_back(event.stored);
    read.insert(event.stored.stream);
  }
  for (const auto& [id, key] : state_.text_keys) {
    if (read.contains(key.stream)) loaded.text_keys.push_back(key);
  }
  co_return loaded;
}

awaitable<AppendResult> MemoryStore::append(Change change) {
  AppendResult result;
  if (appends_to_fail_ > 0) {
    --appends_to_fail_;
    fail("the disk failed, as it was told to");
  }
  if (change.delivery) {
    const auto found = state_.deliveries.find(change.delivery->key);
    if (found != state_.deliveries.end()) {
      result.outcome = Appended::duplicate;
      result.reply = found->second.reply;
      co_return result;
    }
  }
  std::optional<std::vector<LinkedEvent>> events = linked(change.streams);
  if (!events) {
    result.outcome = Appended::stale;
    co_return result;
  }
  require_storable(change);  // from here on nothing is refused
  result.superseded = apply(*events, change);
  co_return result;
}

std::optional<std::vector<LinkedEvent>> MemoryStore::linked(
    const std::vector<StreamAppend>& appends) const {
  std::map<StreamId, std::uint64_t> versions;  // as they become, one append after the other
  std::vector<LinkedEvent> events;
  std::string head = state_.head;
  for (const StreamAppend& append : appends) {
    const auto known = state_.versions.find(append.stream);
    std::uint64_t& version =
        versions.try_emplace(append.stream, known == state_.versions.end() ? 0 : known->second)
            .first->second;
    if (version != append.expected) return std::nullopt;
    for (const NewEvent& event : append.events) {
      LinkedEvent linked;
      linked.stored.seq = state_.journal.size() + events.size() + 1;
      linked.stored.stream = append.stream;
      linked.stored.version = ++version;
      linked.stored.event = event;
      linked.hash = head = journal::link(head, linked.stored);
      events.push_back(std::move(linked));
    }
  }
  return events;
}

void MemoryStore::require_storable(const Change& change) const {
  require_new_keys(change.notices);
  for (const PersonKey& key : change.person_keys) {
    const auto kept = state_.person_keys.find(key.person);
    if (kept == state_.person_keys.end() || kept->second.sealed.empty()) continue;
    if (kept->second.sealed != key.sealed) fail("the store has another key for " + key.person);
  }
  std::set<std::pair<std::string, StreamId>> ids;
  for (const TextKey& key : change.text_keys) {
    const std::pair id(key.id, key.stream);
    if (state_.text_keys.contains(id) || !ids.insert(id).second) fail("two text keys of one id");
  }
}

std::size_t MemoryStore::apply(std::vector<LinkedEvent>& events, const Change& change) {
  for (LinkedEvent& event : events) {
    state_.head = event.hash;
    state_.versions[event.stored.stream] = event.stored.version;
    state_.journal.push_back(std::move(event));
  }
  for (const TaskRow& task : change.tasks) put_task(task);
  const std::size_t superseded = supersede(change.superseded);
  add_notices(change.notices);
  for (const TaskTimers& timers : change.timers) put_timers(timers);
  for (const PersonKey& key : change.person_keys) state_.person_keys.try_emplace(key.person, key);
  for (const TextKey& key : change.text_keys) {
    state_.text_keys.emplace(std::pair(key.id, key.stream), key);
  }
  for (const std::string& id : change.shredded_texts) {
    std::erase_if(state_.text_keys, [&](const auto& key) { return key.second.id == id; });
  }
  for (const std::string& person : change.shredded_people) {
    state_.person_keys.insert_or_assign(person, PersonKey{person, {}});
    std::erase_if(state_.text_keys, [&](const auto& key) { return key.second.person == person; });
  }
  if (change.delivery) state_.deliveries.emplace(change.delivery->key, *change.delivery);
  return superseded;
}

void MemoryStore::put_task(TaskRow task) {
  for (std::vector<PersonId>* people : {&task.owing, &task.asked}) {
    std::ranges::sort(*people);
    people->erase(std::unique(people->begin(), people->end()), people->end());
  }
  state_.tasks[task.key] = std::move(task);
}

void MemoryStore::put_timers(const TaskTimers& timers) {
  std::uint64_t& epoch = state_.timer_epochs.try_emplace(timers.task, timers.epoch).first->second;
  if (timers.epoch < epoch) return;
  epoch = timers.epoch;
  std::erase_if(state_.timers, [&](const auto& kept) { return kept.second.task == timers.task; });
  for (const Timer& timer : timers.timers) {
    const State::TimerKey key{timers.task, timer.kind, timer.number};
    state_.timers.insert_or_assign(
        key, TimerRow{timers.task, timer.kind, timer.number, timers.epoch, timer.due});
  }
}

awaitable<std::vector<TaskRow>> MemoryStore::tasks(TaskQuery query) {
  std::vector<TaskRow> found;
  for (const auto& [key, row] : state_.tasks) {
    if (matches(row, query)) found.push_back(row);
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const TaskRow& a, const TaskRow& b) { return a.updated_at > b.updated_at; });
  if (found.size() > query.limit) found.resize(query.limit);
  co_return found;
}

awaitable<std::vector<StreamId>> MemoryStore::streams(std::string prefix) {
  std::vector<StreamId> found;
  for (const auto& [stream, version] : state_.versions) {
    if (stream.value.starts_with(prefix)) found.push_back(stream);
  }
  co_return found;
}

awaitable<std::vector<PersonKey>> MemoryStore::person_keys() {
  std::vector<PersonKey> found;
  for (const auto& [person, key] : state_.person_keys) {
    if (!key.sealed.empty()) found.push_back(key);
  }
  co_return found;
}

awaitable<std::vector<TimerRow>> MemoryStore::timers_due(TimePoint now, std::size_t max) {
  std::vector<TimerRow> found;
  for (const auto& [key, timer] : state_.timers) {
    if (timer.due <= now) found.push_back(timer);
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const TimerRow& a, const TimerRow& b) { return a.due < b.due; });
  if (found.size() > max) found.resize(max);
  co_return found;
}

awaitable<std::optional<TimePoint>> MemoryStore::next_timer_due(TimePoint after) {
  std::optional<TimePoint> next;
  for (const auto& [key, timer] : state_.timers) {
    if (timer.due > after) next = std::min(next.value_or(timer.due), timer.due);
  }
  co_return next;
}

awaitable<Tally> MemoryStore::tally(TimePoint now) {
  Tally tally;
  for (const auto& [key, task] : state_.tasks) {
    if (!is_open(task.phase)) continue;
    ++tally.open[task.phase];
    if (task.due != TimePoint() && task.due < now) ++tally.overdue;
  }
  for (const auto& [key, timer] : state_.timers) {
    if (timer.due <= now) ++tally.timers_due;
  }
  co_return tally;
}

awaitable<void> MemoryStore::forget_deliveries(TimePoint before) {
  std::erase_if(state_.deliveries, [&](const auto& row) { return row.second.at < before; });
  co_return;
}

}  // namespace baton
