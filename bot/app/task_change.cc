#include "bot/app/task_change.h"

#include <algorithm>
#include <iterator>

#include "core/machine/command.h"
#include "core/machine/consent.h"
#include "core/time/timers.h"

namespace baton {
namespace {

/// Who owes something on `task`, each once.
std::vector<PersonId> owing(const Task& task) {
  std::vector<PersonId> people;
  if (!task.is_open()) return people;
  const auto add = [&](const PersonId& person) {
    if (std::ranges::find(people, person) == people.end()) people.push_back(person);
  };
  for (const Gap& gap : task.gaps) {
    if (gap.state == Gap::State::open) add(gap.owner);
  }
  for (const Debt& debt : task.debts) {
    if (debt.is_open()) add(debt.debtor);
  }
  return people;
}

/// Who must still answer a request on `task`.
std::vector<PersonId> asked(const Task& task) {
  std::vector<PersonId> people;
  if (!task.is_open()) return people;
  for (const Consent* consent : consents_open(task)) {
    const bool known = std::ranges::find(people, consent->asked) != people.end();
    if (!known) people.push_back(consent->asked);
  }
  return people;
}

}  // namespace

Task add_events(Change& change, const Task& before, const std::vector<TaskEvent>& events,
                const Agency& agency, Random& random, journal::Sealer& sealer) {
  if (events.empty()) return before;
  StreamAppend append{task_stream(before.key), before.version, {}};
  std::vector<Notice> notices;
  Task task = before;
  for (const TaskEvent& event : events) {
    Task after = baton::apply(task, event);
    std::vector<Notice> planned = plan(task, event, after, agency);
    std::ranges::move(planned, std::back_inserter(notices));
    append.events.push_back(sealer.encode(append.stream, event));
    task = std::move(after);
  }
  const TimePoint now = events.back().at;
  change.streams.push_back(std::move(append));
  change.tasks.push_back(task_row_of(task, now));
  change.timers.push_back(task_timers_of(task, agency));
  notices = collapsed(std::move(notices));
  std::ranges::move(slots_taken_back(notices), std::back_inserter(change.superseded));
  for (Notice& notice : notices) {
    change.notices.push_back(
        outbox_row_of(std::move(notice), task.client, task.version, now, random, agency));
  }
  return task;
}

void add_number(Change& change, const Client& client, const Author& by, TimePoint now,
                journal::Sealer& sealer) {
  const StreamId stream = client_stream(client.key);
  const ClientEvent numbered{TaskNumbered{client.last_number + 1}, by, now};
  StreamAppend append{stream, client.version, {}};
  append.events.push_back(sealer.encode(stream, numbered));
  change.streams.push_back(std::move(append));
}

OutboxRow outbox_row_of(Notice notice, const ClientKey& client, std::uint64_t version,
                        TimePoint now, Random& random, const Agency& agency) {
  OutboxRow row;
  row.key = random_id(random);
  row.lane = lane_of(notice, client);
  row.version = version;
  row.made_at = now;
  row.due = now;
  if (notice.kind == NoticeKind::digest) row.due = agency.next_day_of(notice.person, now);
  row.attempts.first_at = row.due;
  row.notice = std::move(notice);
  return row;
}

std::string lane_of(const Notice& notice, const ClientKey& client) {
  if (notice.kind == NoticeKind::digest) return "digest/" + notice.person.value;
  if (!notice.person.empty()) return "person/" + notice.person.value;
  const std::string where = notice.workspace.empty() ? "" : notice.workspace.value + "/";
  return "channel/" + where + client.value;
}

TaskRow task_row_of(const Task& task, TimePoint now) {
  TaskRow row;
  row.key = task.key;
  row.client = task.client;
  row.workflow = task.workflow;
  row.workflow_version = task.workflow_version;
  row.stage = task.stage;
  row.phase = task.phase;
  row.holder = task.holder;
  if (const Handoff* offer = task.offer()) {
    row.receiver = offer->receiver;
    row.question_open = offer->open_question() != nullptr;
  }
  row.version = task.version;
  row.updated_at = now;
  row.parent = task.parent;
  row.due = task.due;
  row.priority = word_of(task.priority);
  row.owing = owing(task);
  row.asked = asked(task);
  return row;
}

TaskTimers task_timers_of(const Task& task, const Agency& agency) {
  return {task.key, task.version, timers_of(task, agency)};
}

Upcoming upcoming_of(const Change& change) {
  Upcoming upcoming;
  upcoming.notices = !change.notices.empty() || !change.superseded.empty();
  for (const TaskTimers& timers : change.timers) {
    for (const Timer& timer : timers.timers) {
      upcoming.timer = std::min(upcoming.timer.value_or(timer.due), timer.due);
    }
  }
  return upcoming;
}

TaskKey next_key(const ClientKey& client, const Agency& agency) {
  const Client* known = agency.client(client);
  const int number = known == nullptr ? 1 : known->last_number + 1;
  return TaskKey{client.value + "-" + std::to_string(number)};
}

}  // namespace baton
