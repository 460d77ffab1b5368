#include <algorithm>
#include <set>
#include <tuple>

#include "adapters/sqlite/rows.h"
#include "bot/ports/errc.h"

namespace baton::sqlite {
namespace {

Phase phase_of(const std::string& name) {
  if (name == "absent") return Phase::absent;
  if (name == "idle") return Phase::idle;
  if (name == "offered") return Phase::offered;
  if (name == "waiting") return Phase::waiting;
  if (name == "blocked") return Phase::blocked;
  if (name == "done") return Phase::done;
  if (name == "cancelled") return Phase::cancelled;
  throw boost::system::system_error(make_error_code(AppErrc::store_corrupt),
                                    "a task in an unknown phase");
}

std::int64_t limit_of(std::size_t limit) {
  constexpr std::size_t rows_max = 1'000'000'000;
  return static_cast<std::int64_t>(std::min(limit, rows_max));
}

void load_stream(Connection& connection, const std::string& agency, const Cursor& cursor,
                 Loaded& loaded) {
  const std::size_t before = loaded.events.size();
  Query events(connection,
               "SELECT seq, stream, version, type, v, by, at, data FROM journal"
               " WHERE agency = ?1 AND stream = ?2 AND version > ?3 ORDER BY version",
               agency, cursor.stream, cursor.after);
  while (events.step()) loaded.events.push_back(stored_event(events));
  if (loaded.events.size() == before) return;
  Query keys(connection,
             "SELECT id, person, stream, sealed FROM text_key"
             " WHERE agency = ?1 AND stream = ?2",
             agency, cursor.stream);
  while (keys.step()) {
    loaded.text_keys.push_back({keys.text(0), keys.text(1), StreamId{keys.text(2)}, keys.text(3)});
  }
}

// A task's columns, in the order of task_row().
#define BATON_TASKS_OF(tables)                                                      \
  "SELECT key, client, workflow, workflow_version, stage, phase, holder, receiver," \
  " question_open, version, updated_at, parent, due, priority FROM " tables " WHERE agency = ?1"
#define BATON_TASKS BATON_TASKS_OF("task")
// Named: left alone SQLite takes the index that has the order, and reads every task there is.
#define BATON_TASKS_BY(column) BATON_TASKS_OF("task INDEXED BY task_by_" column)
// The joins are crossed so that they begin with what is owed, or asked.
#define BATON_TASKS_OWED                                                                         \
  BATON_TASKS_OF(                                                                                \
      "(SELECT task AS owed FROM task_owing WHERE agency = ?1 AND person = ?7) CROSS JOIN task") \
  " AND key = owed"
#define BATON_TASKS_ASKED                                                                          \
  BATON_TASKS_OF(                                                                                  \
      "(SELECT task AS asked FROM task_asked WHERE agency = ?1 AND person = ?10) CROSS JOIN task") \
  " AND key = asked"
// The other parameters, and the order.
#define BATON_TASKS_WHERE                                                      \
  " AND (?2 IS NULL OR holder = ?2) AND (?3 IS NULL OR receiver = ?3)"         \
  " AND (?4 IS NULL OR client = ?4)"                                           \
  " AND (NOT ?5 OR phase IN ('idle', 'offered', 'waiting', 'blocked'))"        \
  " AND (?8 IS NULL OR due <> 0 AND due < ?8) AND (?9 IS NULL OR parent = ?9)" \
  " AND (?10 IS NULL OR key IN (SELECT task FROM task_asked"                   \
  " WHERE agency = ?1 AND person = ?10))"                                      \
  " ORDER BY updated_at DESC, key LIMIT ?6"

Sql tasks_sql(const TaskQuery& query) {
  if (query.owing) return BATON_TASKS_OWED BATON_TASKS_WHERE;
  if (query.asked) return BATON_TASKS_ASKED BATON_TASKS_WHERE;
  if (query.receiver) return BATON_TASKS_BY("receiver") " AND receiver = ?3" BATON_TASKS_WHERE;
  if (query.holder) return BATON_TASKS_BY("holder") " AND holder = ?2" BATON_TASKS_WHERE;
  if (query.parent) return BATON_TASKS_BY("parent") " AND parent = ?9" BATON_TASKS_WHERE;
  if (query.client) return BATON_TASKS_BY("client") " AND client = ?4" BATON_TASKS_WHERE;
  return BATON_TASKS BATON_TASKS_WHERE;
}
#undef BATON_TASKS_OF
#undef BATON_TASKS
#undef BATON_TASKS_BY
#undef BATON_TASKS_OWED
#undef BATON_TASKS_ASKED
#undef BATON_TASKS_WHERE

TaskRow task_row(const Query& row) {
  return {TaskKey{row.text(0)},
          ClientKey{row.text(1)},
          WorkflowId{row.text(2)},
          row.small(3),
          StageId{row.text(4)},
          phase_of(row.text(5)),
          PersonId{row.text(6)},
          PersonId{row.text(7)},
          row.flag(8),
          row.number(9),
          row.time(10),
          TaskKey{row.text(11)},
          row.time(12),
          row.text(13),
          {},
          {}};
}

std::vector<PersonId> people_in(Query rows) {
  std::vector<PersonId> found;
  while (rows.step()) found.push_back(PersonId{rows.text(0)});
  return found;
}
std::vector<PersonId> owing_on(Connection& connection, const std::string& agency,
                               const TaskKey& task) {
  return people_in(Query(
      connection, "SELECT person FROM task_owing WHERE agency = ?1 AND task = ?2 ORDER BY person",
      agency, task));
}
std::vector<PersonId> asked_on(Connection& connection, const std::string& agency,
                               const TaskKey& task) {
  return people_in(Query(
      connection, "SELECT person FROM task_asked WHERE agency = ?1 AND task = ?2 ORDER BY person",
      agency, task));
}

}  // namespace

StoredEvent stored_event(const Query& row) {
  return {row.number(0),
          StreamId{row.text(1)},
          row.number(2),
          {row.text(3), row.small(4), row.text(5), row.time(6), row.text(7)}};
}

Loaded load(Connection& connection, const std::string& agency, const std::vector<Cursor>& cursors,
            const std::string& delivery) {
  Loaded loaded;
  if (!delivery.empty()) {
    Query row(connection, "SELECT reply FROM delivery WHERE agency = ?1 AND key = ?2", agency,
              delivery);
    if (row.step()) loaded.reply = row.text(0);
  }
  std::set<StreamId> seen;
  for (const Cursor& cursor : cursors) {
    if (seen.insert(cursor.stream).second) load_stream(connection, agency, cursor, loaded);
  }
  std::sort(loaded.events.begin(), loaded.events.end(),
            [](const StoredEvent& a, const StoredEvent& b) { return a.seq < b.seq; });
  std::sort(loaded.text_keys.begin(), loaded.text_keys.end(),
            [](const TextKey& a, const TextKey& b) {
              return std::tie(a.id, a.stream) < std::tie(b.id, b.stream);
            });
  return loaded;
}

std::vector<TaskRow> tasks(Connection& connection, const std::string& agency,
                           const TaskQuery& query) {
  Query rows(connection, tasks_sql(query), agency, query.holder, query.receiver, query.client,
             query.open_only, limit_of(query.limit), query.owing, query.due_before, query.parent,
             query.asked);
  std::vector<TaskRow> found;
  while (rows.step()) found.push_back(task_row(rows));
  for (TaskRow& task : found) {
    task.owing = owing_on(connection, agency, task.key);
    task.asked = asked_on(connection, agency, task.key);
  }
  return found;
}

std::vector<StreamId> streams(Connection& connection, const std::string& agency,
                              const std::string& prefix) {
  Query rows(connection,
             "SELECT stream FROM stream WHERE agency = ?1 AND stream >= ?2"
             " AND substr(stream, 1, length(?2)) = ?2 ORDER BY stream",
             agency, prefix);
  std::vector<StreamId> found;
  while (rows.step()) found.push_back(StreamId{rows.text(0)});
  return found;
}

std::vector<PersonKey> person_keys(Connection& connection, const std::string& agency) {
  Query rows(connection,
             "SELECT person, sealed FROM person_key WHERE agency = ?1 AND length(sealed) > 0"
             " ORDER BY person",
             agency);
  std::vector<PersonKey> found;
  while (rows.step()) found.push_back({rows.text(0), rows.text(1)});
  return found;
}

std::vector<TimerRow> timers_due(Connection& connection, const std::string& agency, TimePoint now,
                                 std::size_t max) {
  Query rows(
      connection,
      "SELECT timer.task, kind, number, epoch, due FROM timer JOIN timer_epoch"
      " ON timer_epoch.agency = timer.agency AND timer_epoch.task = timer.task"
      " WHERE timer.agency = ?1 AND due <= ?2 ORDER BY due, timer.task, kind, number LIMIT ?3",
      agency, now, limit_of(max));
  std::vector<TimerRow> found;
  while (rows.step()) {
    found.push_back(
        {TaskKey{rows.text(0)}, rows.text(1), rows.small(2), rows.number(3), rows.time(4)});
  }
  return found;
}

std::optional<TimePoint> next_timer_due(Connection& connection, const std::string& agency,
                                        TimePoint after) {
  Query row(connection, "SELECT min(due) FROM timer WHERE agency = ?1 AND due > ?2", agency, after);
  if (!row.step() || row.is_null(0)) return std::nullopt;
  return row.time(0);
}

Tally tally(Connection& connection, const std::string& agency, TimePoint now) {
  Tally tally;
  Query tasks(connection,
              "SELECT phase, count(*), sum(due <> 0 AND due < ?2) FROM task WHERE agency = ?1"
              " AND phase IN ('idle', 'offered', 'waiting', 'blocked') GROUP BY phase",
              agency, now);
  while (tasks.step()) {
    tally.open[phase_of(tasks.text(0))] = tasks.number(1);
    tally.overdue += tasks.number(2);
  }
  Query timers(connection, "SELECT count(*) FROM timer WHERE agency = ?1 AND due <= ?2", agency,
               now);
  timers.step();
  tally.timers_due = timers.number(0);
  return tally;
}

void forget_deliveries(Connection& connection, const std::string& agency, TimePoint before) {
  Query(connection, "DELETE FROM delivery WHERE agency = ?1 AND at < ?2", agency, before).run();
}

}  // namespace baton::sqlite
