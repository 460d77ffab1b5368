#pragma once

#include <string>
#include <vector>

#include "adapters/sqlite/statement.h"
#include "bot/ports/store.h"

/// What is done inside one transaction: plain functions of a connection and an agency.
namespace baton::sqlite {

/// Writes all of `change`, or nothing of it where it is stale or a duplicate.
/// Throws SqliteError, and system_error(AppErrc::store_failed) where a person's key would change.
AppendResult append(Connection& connection, const std::string& agency, const Change& change);

Loaded load(Connection& connection, const std::string& agency, const std::vector<Cursor>& cursors,
            const std::string& delivery);
std::vector<TaskRow> tasks(Connection& connection, const std::string& agency,
                           const TaskQuery& query);
std::vector<StreamId> streams(Connection& connection, const std::string& agency,
                              const std::string& prefix);
std::vector<PersonKey> person_keys(Connection& connection, const std::string& agency);
std::vector<TimerRow> timers_due(Connection& connection, const std::string& agency, TimePoint now,
                                 std::size_t max);
std::optional<TimePoint> next_timer_due(Connection& connection, const std::string& agency,
                                        TimePoint after);
Tally tally(Connection& connection, const std::string& agency, TimePoint now);
void forget_deliveries(Connection& connection, const std::string& agency, TimePoint before);

void add_notices(Connection& connection, const std::string& agency,
                 const std::vector<OutboxRow>& notices);
/// Supersedes the unsent notices of `slots`. Yields how many there were.
std::size_t supersede(Connection& connection, const std::string& agency,
                      const std::vector<std::string>& slots);
std::vector<OutboxRow> due(Connection& connection, const std::string& agency, TimePoint now,
                           std::size_t max);
std::optional<TimePoint> next_due(Connection& connection, const std::string& agency);
bool begin(Connection& connection, const std::string& agency, const std::vector<std::uint64_t>& ids,
           const Attempt& attempt);
void settle(Connection& connection, const std::string& agency, const Settlement& settlement);
std::optional<SlotMessage> message(Connection& connection, const std::string& agency,
                                   const std::string& slot);
std::optional<OutboxRow> newest_of(Connection& connection, const std::string& agency,
                                   const std::string& slot);
std::vector<OutboxRow> of_lane(Connection& connection, const std::string& agency,
                               const std::string& lane, TimePoint now);
std::vector<OutboxRow> of_task(Connection& connection, const std::string& agency,
                               const TaskKey& task);
std::optional<std::string> slot_of(Connection& connection, const std::string& agency,
                                   const MessageRef& message);
int recover(Connection& connection, const std::string& agency);
Outbox::Depth depth(Connection& connection, const std::string& agency, TimePoint now);

/// The last event's place and hash; the genesis where there is none.
struct Head {
  std::uint64_t seq = 0;
  std::string hash;
};
Head head(Connection& connection, const std::string& agency);

/// One row of `SELECT seq, stream, version, type, v, by, at, data`.
StoredEvent stored_event(const Query& row);

}  // namespace baton::sqlite
