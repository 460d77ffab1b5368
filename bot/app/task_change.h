#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bot/journal/journal.h"
#include "bot/ports/clock.h"
#include "bot/ports/store.h"
#include "core/model/agency.h"
#include "core/model/events.h"

/// What the events of a task change in the store: journal, lists, notices and timers, all at once.
namespace baton {

/// Adds to `change` what `events` make of `before`, and yields the task after them.
Task add_events(Change& change, const Task& before, const std::vector<TaskEvent>& events,
                const Agency& agency, Random& random, journal::Sealer& sealer);
/// Adds that `client` has given the number of a new task.
void add_number(Change& change, const Client& client, const Author& by, TimePoint now,
                journal::Sealer& sealer);

/// A notice as it enters the outbox: due at once, or an entry of a digest when the person's next
/// day begins.
OutboxRow outbox_row_of(Notice notice, const ClientKey& client, std::uint64_t version,
                        TimePoint now, Random& random, const Agency& agency);
/// The lane of a notice: one destination, in whose order it is sent. A person has one, so that what
/// depends on what they were told before (Notice::only_after) comes when that is settled; and a
/// line in a thread has that of its card, so that it comes after the card. A person's digest has
/// another, so that no push waits for it.
std::string lane_of(const Notice& notice, const ClientKey& client);
/// How `task` stands, for lists.
TaskRow task_row_of(const Task& task, TimePoint now);
/// All that will happen to `task` by itself, as the store keeps it.
TaskTimers task_timers_of(const Task& task, const Agency& agency);

/// What a change leaves to do for those who work by themselves.
struct Upcoming {
  bool notices = false;            ///< some to send, or some that are not to be sent any more
  std::optional<TimePoint> timer;  ///< the earliest of its timers
};
Upcoming upcoming_of(const Change& change);

/// The key of the next task of `client`.
TaskKey next_key(const ClientKey& client, const Agency& agency);

}  // namespace baton
