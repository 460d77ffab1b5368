#pragma once

#include <optional>
#include <vector>

#include "core/model/agency.h"
#include "core/model/events.h"
#include "core/model/task.h"
#include "core/time/timer.h"

namespace baton {

/// The kinds of timers, as the store keeps them. A deadline runs in the working time of who must
/// act; undo windows and promised dates in wall time.
namespace timer {
inline constexpr const char* undo = "undo";                ///< the time to take it back is over
inline constexpr const char* acknowledge = "acknowledge";  ///< an offer is not accepted in time
inline constexpr const char* answer = "answer";            ///< a question is not answered in time
inline constexpr const char* wait = "wait";                ///< the client's answer is due soon
inline constexpr const char* look_again = "look-again";    ///< at what is blocked
inline constexpr const char* gap = "gap";                  ///< a gap is overdue
inline constexpr const char* gap_silence = "gap-silence";  ///< supplied, and nobody objected
inline constexpr const char* debt = "debt";                ///< a debt is overdue
inline constexpr const char* consent = "consent";          ///< nobody has decided
inline constexpr const char* due = "due";                  ///< the promised date has come
inline constexpr const char* stage = "stage";              ///< the stage's time is over
}  // namespace timer

/// All that will happen to `task` by itself as it stands now.
std::vector<Timer> timers_of(const Task& task, const Agency& agency);

/// What has happened to `task` by the clock until `now`: the facts, in their order. Never early;
/// empty where nothing is due.
std::vector<TaskFact> happened_by(const Task& task, const Agency& agency, TimePoint now);

/// The number of a question's timer: what it is of, and which one.
int answer_number(const Handoff& offer, const Question& question);

/// By when the holder should be through with the stage: its duration in their working time. The
/// clock stands still while the task is offered, waits or is blocked, and while the holder waits
/// for a gap that was named as needed before the start. nullopt: it stands still now, or the task
/// has ended.
std::optional<TimePoint> stage_due(const Task& task, const Agency& agency);

/// By when the receiver of the open offer should accept; nullopt: no offer, or a question is open
/// and the clock stands still.
std::optional<TimePoint> acknowledgment_due(const Task& task, const Agency& agency);

}  // namespace baton
