#pragma once

#include <chrono>
#include <exception>
#include <string>
#include <utility>
#include <vector>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include "bot/ports/store.h"
#include "tests/support/run.h"

/// Changes, rows and calls that the tests of stores are made of.
namespace baton::test {

using std::chrono::hours;
using std::chrono::minutes;
using Strings = std::vector<std::string>;

inline constexpr TimePoint noon{hours(24 * 20514 + 12)};
inline const StreamId acme_12{"task/ACME-12"};
inline const StreamId bolt_3{"task/BOLT-3"};

inline NewEvent event(std::string type, std::string data = "{}") {
  return {std::move(type), 1, "p7", noon, std::move(data)};
}
inline StreamAppend to(const StreamId& stream, std::uint64_t expected,
                       std::vector<NewEvent> events) {
  return {stream, expected, std::move(events)};
}
inline Change change_of(std::vector<StreamAppend> streams) {
  Change change;
  change.streams = std::move(streams);
  return change;
}
inline Change one_event(const StreamId& stream, std::uint64_t expected) {
  return change_of({to(stream, expected, {event("note-added")})});
}
inline Change delivered(Change change, std::string key, std::string reply) {
  change.delivery = DeliveryRow{std::move(key), std::move(reply), noon};
  return change;
}
inline OutboxRow notice_row(std::string key, std::string lane, TimePoint due = noon) {
  OutboxRow row;
  row.key = std::move(key);
  row.lane = std::move(lane);
  row.notice.kind = NoticeKind::offer;
  row.notice.task = TaskKey{"ACME-12"};
  row.notice.slot = "slot of " + row.key;
  row.due = due;
  row.made_at = noon - hours(2);
  row.attempts.first_at = noon;
  return row;
}
inline Change notices(std::vector<OutboxRow> rows) {
  Change change;
  change.notices = std::move(rows);
  return change;
}
inline Settlement settled(std::uint64_t id, Delivery state, TimePoint due = noon) {
  Settlement settlement;
  settlement.id = id;
  settlement.state = state;
  settlement.due = due;
  settlement.attempts.first_at = noon;
  return settlement;
}

inline boost::asio::awaitable<bool> finished(boost::asio::awaitable<void> operation) {
  co_await std::move(operation);
  co_return true;
}
/// Runs coroutines side by side on one event loop, to the end of the last.
template <class T>
std::vector<T> run_all(std::vector<boost::asio::awaitable<T>> operations) {
  boost::asio::io_context io(1);
  std::vector<T> results(operations.size());
  std::exception_ptr failure;
  for (std::size_t at = 0; at < operations.size(); ++at) {
    boost::asio::co_spawn(io, std::move(operations[at]),
                          [&results, &failure, at](std::exception_ptr error, T result) {
                            if (error) failure = error;
                            results[at] = std::move(result);
                          });
  }
  io.run();
  if (failure) std::rethrow_exception(failure);
  return results;
}
/// Appends one event to `stream` as a service does: load, append, again while stale.
inline boost::asio::awaitable<std::uint64_t> append_after_loading(Store& store, StreamId stream) {
  for (;;) {
    std::vector<Cursor> cursors(1);
    cursors[0].stream = stream;
    const Loaded loaded = co_await store.load(std::move(cursors), "");
    const std::uint64_t version = loaded.events.empty() ? 0 : loaded.events.back().version;
    Change change = one_event(stream, version);
    const AppendResult result = co_await store.append(std::move(change));
    if (result.outcome == Appended::yes) co_return version + 1;
  }
}

}  // namespace baton::test
