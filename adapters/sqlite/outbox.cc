#include <algorithm>
#include <stdexcept>

#include "adapters/sqlite/rows.h"
#include "bot/ports/errc.h"

namespace baton::sqlite {
namespace {

// "On its way" is written out wherever it is asked for, so that the partial indices serve it.
// Indices are named where SQLite, which cannot know that all rows are one agency's, would read them
// all.

// A row's columns, in the order of outbox_row() and add_notices(): add at the end.
#define BATON_OUTBOX_COLUMNS                                                           \
  "id, key, lane, kind, task, person, handoff, detail, slot, edit_only, text,"         \
  " version, state, made, reconciled, hops, plain, first_at, repeat, due, attempt_at," \
  " reason, workspace, settled_at, actor, only_after, thread_of, made_at,"             \
  " attempt_workspace, attempt_channel"
#define BATON_OUTBOX_ROWS "SELECT " BATON_OUTBOX_COLUMNS " FROM outbox"
// Due at `now`, also where the clock was set back since it was made or tried. The next attempt
// writes times of the clock as it is.
#define BATON_OUTBOX_DUE(now)                 \
  "(due <= " now " OR (made_at > " now        \
  " AND due >= made_at AND kind <> 'digest')" \
  " OR (attempt_at > " now " AND due >= attempt_at))"

OutboxRow outbox_row(const Query& row) {
  OutboxRow out;
  out.id = row.number(0);
  out.key = row.text(1);
  out.lane = row.text(2);
  try {
    out.notice.kind = notice_kind(row.text(3));
    out.state = delivery_state(row.text(12));
  } catch (const std::invalid_argument& error) {
    throw boost::system::system_error(make_error_code(AppErrc::store_corrupt), error.what());
  }
  out.notice.task = TaskKey{row.text(4)};
  out.notice.person = PersonId{row.text(5)};
  out.notice.handoff = row.small(6);
  out.notice.detail = row.small(7);
  out.notice.slot = row.text(8);
  out.notice.edit_only = row.flag(9);
  out.notice.text = row.text(10);
  out.version = row.number(11);
  out.attempts = {row.small(13), row.small(14), row.small(15), row.flag(16), row.time(17)};
  out.repeat = row.flag(18);
  out.due = row.time(19);
  out.attempt_at = row.time(20);
  out.reason = row.text(21);
  out.notice.workspace = WorkspaceId{row.text(22)};
  out.settled_at = row.time(23);
  out.notice.actor = PersonId{row.text(24)};
  out.notice.only_after = row.text(25);
  out.notice.thread_of = row.text(26);
  out.made_at = row.time(27);
  out.attempt_to = {WorkspaceId{row.text(28)}, ChannelId{row.text(29)}};
  return out;
}

std::uint64_t next_number(Connection& connection, const std::string& agency) {
  Query row(connection,
            "INSERT INTO outbox_number (agency, last) VALUES (?1, 1)"
            " ON CONFLICT DO UPDATE SET last = last + 1 RETURNING last",
            agency);
  row.step();
  const std::uint64_t number = row.number(0);
  row.run();
  return number;
}

void show(Connection& connection, const std::string& agency, const SlotMessage& shown,
          std::uint64_t settled_id, TimePoint now) {
  Query(connection,
        "INSERT INTO slot (agency, slot, workspace, channel, message, shown_version)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
        " ON CONFLICT DO UPDATE SET workspace = excluded.workspace, channel = excluded.channel,"
        " message = excluded.message, shown_version = excluded.shown_version",
        agency, shown.slot, shown.message.workspace, shown.message.channel, shown.message.id,
        shown.shown_version)
      .run();
  Query(connection,
        "UPDATE outbox INDEXED BY outbox_edits SET state = 'superseded', settled_at = ?5"
        " WHERE agency = ?1 AND slot = ?2 AND edit_only = 1"
        " AND state IN ('waiting', 'inflight', 'unknown') AND version <= ?3 AND id <> ?4",
        agency, shown.slot, shown.shown_version, settled_id, now)
      .run();
}

}  // namespace

void add_notices(Connection& connection, const std::string& agency,
                 const std::vector<OutboxRow>& notices) {
  for (const OutboxRow& row : notices) {
    const Notice& notice = row.notice;
    const std::uint64_t id = next_number(connection, agency);
    Query(connection,
          "INSERT INTO outbox (agency, " BATON_OUTBOX_COLUMNS
          ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,"
          " ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31)",
          agency, id, row.key, row.lane, name_of(notice.kind), notice.task, notice.person,
          notice.handoff, notice.detail, notice.slot, notice.edit_only, notice.text, row.version,
          name_of(row.state), row.attempts.made, row.attempts.reconciled, row.attempts.hops,
          row.attempts.plain, row.attempts.first_at, row.repeat, row.due, row.attempt_at,
          row.reason, notice.workspace, row.settled_at, notice.actor, notice.only_after,
          notice.thread_of, row.made_at, row.attempt_to.workspace, row.attempt_to.channel)
        .run();
  }
}

std::size_t supersede(Connection& connection, const std::string& agency,
                      const std::vector<std::string>& slots) {
  std::size_t superseded = 0;
  for (const std::string& slot : slots) {
    Query(connection,
          "UPDATE outbox INDEXED BY outbox_by_slot SET state = 'superseded'"
          " WHERE agency = ?1 AND slot = ?2"
          " AND edit_only = 0 AND state = 'waiting' AND made = 0 AND attempt_at = 0",
          agency, slot)
        .run();
    superseded += static_cast<std::size_t>(connection.changes());
  }
  return superseded;
}

std::vector<OutboxRow> due(Connection& connection, const std::string& agency, TimePoint now,
                           std::size_t max) {
  constexpr std::size_t rows_max = 1'000'000;
  Query rows(connection,
             BATON_OUTBOX_ROWS
             " WHERE agency = ?1 AND id IN ("
             "  SELECT min(id) FROM outbox WHERE agency = ?1"
             "  AND state IN ('waiting', 'inflight', 'unknown') GROUP BY lane)"
             " AND state <> 'inflight' AND " BATON_OUTBOX_DUE("?2") " ORDER BY id LIMIT ?3",
             agency, now, static_cast<std::int64_t>(std::min(max, rows_max)));
  std::vector<OutboxRow> found;
  while (rows.step()) found.push_back(outbox_row(rows));
  return found;
}

std::optional<TimePoint> next_due(Connection& connection, const std::string& agency) {
  Query row(connection,
            "SELECT min(due) FROM outbox WHERE agency = ?1 AND id IN ("
            "  SELECT min(id) FROM outbox WHERE agency = ?1"
            "  AND state IN ('waiting', 'inflight', 'unknown') GROUP BY lane)"
            " AND state <> 'inflight'",
            agency);
  if (!row.step() || row.is_null(0)) return std::nullopt;
  return row.time(0);
}

bool begin(Connection& connection, const std::string& agency, const std::vector<std::uint64_t>& ids,
           const Attempt& attempt) {
  for (const std::uint64_t id : ids) {
    Query row(connection,
              "SELECT 1 FROM outbox WHERE agency = ?1 AND id = ?2"
              " AND state IN ('waiting', 'inflight', 'unknown')",
              agency, id);
    if (!row.step()) return false;
  }
  const Attempts& counted = attempt.counted;
  for (const std::uint64_t id : ids) {
    Query(connection,
          "UPDATE outbox SET state = 'inflight', made = ?3, reconciled = ?4, hops = ?5, plain = ?6,"
          " attempt_at = ?7, attempt_workspace = ?8, attempt_channel = ?9"
          " WHERE agency = ?1 AND id = ?2",
          agency, id, counted.made, counted.reconciled, counted.hops, counted.plain, attempt.at,
          attempt.to.workspace, attempt.to.channel)
        .run();
  }
  return true;
}

namespace {

/// False: the row was settled before.
bool settle_row(Connection& connection, const std::string& agency, const Settlement& settlement,
                std::uint64_t id) {
  const Attempts& attempts = settlement.attempts;
  const bool settles = !is_on_its_way(settlement.state);
  Query(connection,
        "UPDATE outbox SET state = ?3, made = ?4, reconciled = ?5, hops = ?6, plain = ?7,"
        " repeat = ?8, due = ?9, reason = ?10, settled_at = ?11,"
        " attempt_workspace = CASE ?3 WHEN 'unknown' THEN attempt_workspace ELSE '' END,"
        " attempt_channel = CASE ?3 WHEN 'unknown' THEN attempt_channel ELSE '' END"
        " WHERE agency = ?1 AND id = ?2 AND state IN ('waiting', 'inflight', 'unknown')",
        agency, id, name_of(settlement.state), attempts.made, attempts.reconciled, attempts.hops,
        attempts.plain, settlement.repeat, settlement.due, settlement.reason,
        settles ? settlement.at : TimePoint())
      .run();
  return connection.changes() == 1;
}

}  // namespace

void settle(Connection& connection, const std::string& agency, const Settlement& settlement) {
  const bool was_on_its_way = settle_row(connection, agency, settlement, settlement.id);
  if (settlement.message) {
    show(connection, agency, *settlement.message, settlement.id, settlement.at);
  }
  if (!was_on_its_way) return;
  for (const std::uint64_t id : settlement.also) settle_row(connection, agency, settlement, id);
  add_notices(connection, agency, settlement.notices);
}

std::optional<SlotMessage> message(Connection& connection, const std::string& agency,
                                   const std::string& slot) {
  Query row(connection,
            "SELECT workspace, channel, message, shown_version FROM slot"
            " WHERE agency = ?1 AND slot = ?2",
            agency, slot);
  if (!row.step()) return std::nullopt;
  return SlotMessage{
      slot, {WorkspaceId{row.text(0)}, ChannelId{row.text(1)}, row.text(2)}, row.number(3)};
}

std::optional<OutboxRow> newest_of(Connection& connection, const std::string& agency,
                                   const std::string& slot) {
  Query row(connection,
            BATON_OUTBOX_ROWS
            " INDEXED BY outbox_by_slot WHERE agency = ?1 AND slot = ?2 ORDER BY id DESC LIMIT 1",
            agency, slot);
  if (!row.step()) return std::nullopt;
  return outbox_row(row);
}

std::vector<OutboxRow> of_lane(Connection& connection, const std::string& agency,
                               const std::string& lane, TimePoint now) {
  Query rows(connection,
             BATON_OUTBOX_ROWS
             " INDEXED BY outbox_on_its_way WHERE agency = ?1 AND lane = ?2"
             " AND state IN ('waiting', 'inflight', 'unknown') AND " BATON_OUTBOX_DUE(
                 "?3") " ORDER BY id LIMIT ?4",
             agency, lane, now, static_cast<std::int64_t>(notices_of_lane_max));
  std::vector<OutboxRow> found;
  while (rows.step()) found.push_back(outbox_row(rows));
  return found;
}

std::vector<OutboxRow> of_task(Connection& connection, const std::string& agency,
                               const TaskKey& task) {
  Query rows(connection,
             BATON_OUTBOX_ROWS
             " INDEXED BY outbox_by_task WHERE agency = ?1 AND task = ?2 ORDER BY id DESC LIMIT ?3",
             agency, task, static_cast<std::int64_t>(notices_of_task_max));
  std::vector<OutboxRow> found;
  while (rows.step()) found.push_back(outbox_row(rows));
  std::reverse(found.begin(), found.end());
  return found;
}

std::optional<std::string> slot_of(Connection& connection, const std::string& agency,
                                   const MessageRef& message) {
  Query row(connection,
            "SELECT slot FROM slot WHERE agency = ?1 AND workspace = ?2 AND channel = ?3"
            " AND message = ?4 ORDER BY slot LIMIT 1",
            agency, message.workspace, message.channel, message.id);
  if (!row.step()) return std::nullopt;
  return row.text(0);
}

int recover(Connection& connection, const std::string& agency) {
  Query(connection, "UPDATE outbox SET state = 'unknown' WHERE agency = ?1 AND state = 'inflight'",
        agency)
      .run();
  return static_cast<int>(connection.changes());
}

Outbox::Depth depth(Connection& connection, const std::string& agency, TimePoint now) {
  Outbox::Depth depth;
  Query unsettled(connection,
                  "SELECT state, count(*), min(first_at) FROM outbox INDEXED BY outbox_on_its_way"
                  " WHERE agency = ?1 AND state IN ('waiting', 'inflight', 'unknown')"
                  " AND first_at <= ?2 GROUP BY state",
                  agency, now);
  while (unsettled.step()) {
    const std::size_t rows = unsettled.number(1);
    const TimePoint oldest = unsettled.time(2);
    depth.by_state[delivery_state(unsettled.text(0))] = rows;
    depth.unsettled += rows;
    depth.oldest = std::min(depth.oldest.value_or(oldest), oldest);
  }
  Query dead(connection,
             "SELECT count(*) FROM outbox INDEXED BY outbox_dead"
             " WHERE agency = ?1 AND state = 'dead'",
             agency);
  dead.step();
  depth.dead = static_cast<std::size_t>(dead.integer(0));
  return depth;
}

}  // namespace baton::sqlite
