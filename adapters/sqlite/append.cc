#include <map>
#include <utility>

#include "adapters/sqlite/rows.h"
#include "bot/journal/chain.h"
#include "bot/ports/errc.h"

namespace baton::sqlite {
namespace {

std::optional<std::string> earlier_reply(Connection& connection, const std::string& agency,
                                         const std::string& delivery) {
  Query row(connection, "SELECT reply FROM delivery WHERE agency = ?1 AND key = ?2", agency,
            delivery);
  if (!row.step()) return std::nullopt;
  return row.text(0);
}

std::uint64_t version_of(Connection& connection, const std::string& agency,
                         const StreamId& stream) {
  Query row(connection, "SELECT version FROM stream WHERE agency = ?1 AND stream = ?2", agency,
            stream);
  return row.step() ? row.number(0) : 0;
}

bool all_as_expected(Connection& connection, const std::string& agency,
                     const std::vector<StreamAppend>& appends) {
  std::map<StreamId, std::uint64_t> versions;  // as they become, one append after the other
  for (const StreamAppend& append : appends) {
    const auto [place, first] = versions.try_emplace(append.stream, 0);
    if (first) place->second = version_of(connection, agency, append.stream);
    if (place->second != append.expected) return false;
    place->second += append.events.size();
  }
  return true;
}

void add_events(Connection& connection, const std::string& agency,
                const std::vector<StreamAppend>& appends) {
  Head last = head(connection, agency);
  const std::uint64_t seq_before = last.seq;
  for (const StreamAppend& append : appends) {
    if (append.events.empty()) continue;  // it only asked for the version
    StoredEvent stored{0, append.stream, append.expected, {}};
    for (const NewEvent& event : append.events) {
      stored.seq = ++last.seq;
      ++stored.version;
      stored.event = event;
      last.hash = journal::link(last.hash, stored);
      Query(connection,
            "INSERT INTO journal (agency, seq, stream, version, type, v, by, at, data, hash)"
            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            agency, stored.seq, append.stream, stored.version, event.type, event.v, event.by,
            event.at, event.data, Blob{last.hash})
          .run();
    }
    Query(connection,
          "INSERT INTO stream (agency, stream, version) VALUES (?1, ?2, ?3)"
          " ON CONFLICT DO UPDATE SET version = excluded.version",
          agency, append.stream, stored.version)
        .run();
  }
  if (last.seq == seq_before) return;
  Query(connection,
        "INSERT INTO head (agency, seq, hash) VALUES (?1, ?2, ?3)"
        " ON CONFLICT DO UPDATE SET seq = excluded.seq, hash = excluded.hash",
        agency, last.seq, Blob{last.hash})
      .run();
}

void put_owing(Connection& connection, const std::string& agency, const TaskRow& task) {
  Query(connection, "DELETE FROM task_owing WHERE agency = ?1 AND task = ?2", agency, task.key)
      .run();
  for (const PersonId& person : task.owing) {
    Query(connection,
          "INSERT INTO task_owing (agency, person, task) VALUES (?1, ?2, ?3)"
          " ON CONFLICT DO NOTHING",
          agency, person, task.key)
        .run();
  }
}

void put_asked(Connection& connection, const std::string& agency, const TaskRow& task) {
  Query(connection, "DELETE FROM task_asked WHERE agency = ?1 AND task = ?2", agency, task.key)
      .run();
  for (const PersonId& person : task.asked) {
    Query(connection,
          "INSERT INTO task_asked (agency, person, task) VALUES (?1, ?2, ?3)"
          " ON CONFLICT DO NOTHING",
          agency, person, task.key)
        .run();
  }
}

/// Runs a statement with the agency as ?1 and the columns of `task`, in the order of the table, as
/// ?2 to ?15.
void run_with(Connection& connection, Sql sql, const std::string& agency, const TaskRow& task) {
  Query(connection, sql, agency, task.key, task.client, task.workflow, task.workflow_version,
        task.stage, word_of(task.phase), task.holder, task.receiver, task.question_open,
        task.version, task.updated_at, task.parent, task.due, task.priority)
      .run();
}

void put_task(Connection& connection, const std::string& agency, const TaskRow& task) {
  // Most changes leave a task where lists look for it: then no index but that by time is touched.
  run_with(connection,
           "UPDATE task SET workflow = ?4, workflow_version = ?5, stage = ?6, phase = ?7,"
           " question_open = ?10, version = ?11, updated_at = ?12, due = ?14, priority = ?15"
           " WHERE agency = ?1 AND key = ?2 AND client = ?3 AND holder = ?8 AND receiver = ?9"
           " AND parent = ?13",
           agency, task);
  if (connection.changes() == 1) return;
  run_with(connection,
           "REPLACE INTO task (agency, key, client, workflow, workflow_version, stage, phase,"
           " holder, receiver, question_open, version, updated_at, parent, due, priority)"
           " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
           agency, task);
}

void put_tasks(Connection& connection, const std::string& agency,
               const std::vector<TaskRow>& tasks) {
  for (const TaskRow& task : tasks) {
    put_task(connection, agency, task);
    put_owing(connection, agency, task);
    put_asked(connection, agency, task);
  }
}

/// Whether just these timers are stored, which they are after most commands: to read is cheaper
/// than to write them again.
bool has_timers(Connection& connection, const std::string& agency, const TaskTimers& timers) {
  std::map<std::pair<std::string, int>, TimePoint> wanted;  // of two the later one counts
  for (const Timer& timer : timers.timers) wanted[{timer.kind, timer.number}] = timer.due;
  Query row(connection, "SELECT kind, number, due FROM timer WHERE agency = ?1 AND task = ?2",
            agency, timers.task);
  while (row.step()) {
    const auto found = wanted.find({row.text(0), row.small(1)});
    if (found == wanted.end() || found->second != row.time(2)) return false;
    wanted.erase(found);
  }
  return wanted.empty();
}

void put_timers(Connection& connection, const std::string& agency, const TaskTimers& timers) {
  Query(connection,
        "INSERT INTO timer_epoch (agency, task, epoch) VALUES (?1, ?2, ?3)"
        " ON CONFLICT DO UPDATE SET epoch = excluded.epoch"
        " WHERE excluded.epoch >= timer_epoch.epoch",
        agency, timers.task, timers.epoch)
      .run();
  if (connection.changes() == 0) return;  // a newer epoch was stored
  if (has_timers(connection, agency, timers)) return;
  Query(connection, "DELETE FROM timer WHERE agency = ?1 AND task = ?2", agency, timers.task).run();
  for (const Timer& timer : timers.timers) {
    Query(connection,
          "INSERT INTO timer (agency, task, kind, number, due) VALUES (?1, ?2, ?3, ?4, ?5)"
          " ON CONFLICT DO UPDATE SET due = excluded.due",
          agency, timers.task, timer.kind, timer.number, timer.due)
        .run();
  }
}

void put_person_key(Connection& connection, const std::string& agency, const PersonKey& key) {
  Query(connection,
        "INSERT INTO person_key (agency, person, sealed) VALUES (?1, ?2, ?3)"
        " ON CONFLICT DO NOTHING",
        agency, key.person, Blob{key.sealed})
      .run();
  if (connection.changes() == 1) return;
  Query kept(connection, "SELECT sealed FROM person_key WHERE agency = ?1 AND person = ?2", agency,
             key.person);
  const std::string sealed = kept.step() ? kept.text(0) : std::string();
  if (sealed.empty() || sealed == key.sealed) return;  // shredded once: it stays so
  // Texts of this change are sealed under a key that would be lost.
  throw boost::system::system_error(make_error_code(AppErrc::store_failed),
                                    "the store has another key for " + key.person);
}

void put_keys(Connection& connection, const std::string& agency, const Change& change) {
  for (const PersonKey& key : change.person_keys) put_person_key(connection, agency, key);
  for (const TextKey& key : change.text_keys) {
    Query(connection,
          "INSERT INTO text_key (agency, id, person, stream, sealed) VALUES (?1, ?2, ?3, ?4, ?5)",
          agency, key.id, key.person, key.stream, Blob{key.sealed})
        .run();
  }
}

/// Reads all keys to find them: nobody is erased often.
void shred(Connection& connection, const std::string& agency, const Change& change) {
  for (const std::string& id : change.shredded_texts) {
    Query(connection, "DELETE FROM text_key WHERE agency = ?1 AND id = ?2", agency, id).run();
  }
  for (const std::string& person : change.shredded_people) {
    Query(connection,
          "INSERT INTO person_key (agency, person, sealed) VALUES (?1, ?2, ?3)"
          " ON CONFLICT DO UPDATE SET sealed = excluded.sealed",
          agency, person, Blob{})
        .run();
    Query(connection, "DELETE FROM text_key WHERE agency = ?1 AND person = ?2", agency, person)
        .run();
  }
}

}  // namespace

Head head(Connection& connection, const std::string& agency) {
  Query row(connection, "SELECT seq, hash FROM head WHERE agency = ?1", agency);
  if (!row.step()) return {0, journal::genesis(agency)};
  return {row.number(0), row.text(1)};
}

AppendResult append(Connection& connection, const std::string& agency, const Change& change) {
  if (change.delivery) {
    if (auto reply = earlier_reply(connection, agency, change.delivery->key)) {
      return {Appended::duplicate, std::move(*reply), 0};
    }
  }
  if (!all_as_expected(connection, agency, change.streams)) return {Appended::stale, {}, 0};
  add_events(connection, agency, change.streams);
  put_tasks(connection, agency, change.tasks);
  AppendResult result;
  result.superseded = supersede(connection, agency, change.superseded);
  add_notices(connection, agency, change.notices);
  for (const TaskTimers& timers : change.timers) put_timers(connection, agency, timers);
  put_keys(connection, agency, change);
  shred(connection, agency, change);
  if (change.delivery) {
    Query(connection, "INSERT INTO delivery (agency, key, reply, at) VALUES (?1, ?2, ?3, ?4)",
          agency, change.delivery->key, change.delivery->reply, change.delivery->at)
        .run();
  }
  return result;
}

}  // namespace baton::sqlite
