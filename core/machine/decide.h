#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/gate/gate.h"
#include "core/machine/command.h"
#include "core/model/agency.h"
#include "core/model/events.h"
#include "core/model/task.h"

namespace baton {

/// Why a command moves nothing. The words are the conversation's; what they need travels beside.
enum class Refusal {
  unknown_task,      ///< no task has this key
  nothing_offered,   ///< accept, return, ask, withdraw without an open offer
  no_open_question,  ///< answer
  withdraw_first,    ///< done while offered
  already_offered,   ///< give of the same stage to the same receiver
  already_ended,     ///< the task is done or cancelled
  not_final,         ///< done outside a final stage
  not_permitted,     ///< `who_can` may
  outdated,          ///< the pressed button belongs to an earlier offer
  not_ready,         ///< the gate lacks `missing`
  bad_value,         ///< `problems`
  unknown_item,      ///< `problems`: no requirement of that name; `choices` are near
  ambiguous_item,    ///< `problems`: `choices` all fit
  nothing_missing,   ///< attach or approve without an item, and none is missing
  no_way_on,         ///< no transition leads out of this stage, or none to the stage named
  choose_way,        ///< several transitions: `choices` are stage ids
  choose_receiver,   ///< several people: `candidates`
  nobody_for_role,   ///< nobody holds the receiving role
  outside_role,      ///< the receiver named lacks the role; only coordinator or director may
  must_be_distinct,  ///< sender and receiver are the same and the transition forbids it
  unknown_reason,    ///< return: `choices` are the codes
  words_needed,      ///< return with reason "other", ask, answer, note, cancel without text
  details_needed,    ///< client sign-off: `problems` names what is not told
  unknown_client,
  unknown_workflow,
  unknown_person,
  question_open,    ///< ask while an own question is still open
  too_long,         ///< a text over its limit
  accept_first,     ///< a gap is named at acceptance, or while holding
  resume_first,     ///< the task waits for its client
  unblock_first,    ///< the task is blocked
  not_waiting,      ///< resume
  not_blocked,      ///< unblock
  not_ended,        ///< reopen
  nothing_to_undo,  ///< the newest change of state cannot be taken back
  undo_closed,      ///< the time in which it could be taken back is over
  gaps_open,        ///< start although `gaps` are open that work should wait for
  things_open,      ///< done while `gaps`, `debts` or `tracks` are open; cancel, move: `tracks`
  nothing_owed,     ///< no gap or debt is open that the verb could be about
  unclear_owed,     ///< `problems`: which gap or debt; `choices` are those that are open
  passed_twice,     ///< pass: twice is the most
  nothing_asked,    ///< allow or refuse without a request
  already_asked,    ///< the same request is still open
  bad_time,         ///< a moment that is not ahead
  same_client,      ///< move to where it is
};

/// One value that was not understood.
struct Problem {
  std::string name;   ///< as the person named it
  std::string given;  ///< as typed
  std::string why;    ///< a sentence fragment
  bool operator==(const Problem&) const = default;
};

struct Rejection {
  Refusal refusal = Refusal::unknown_task;
  std::vector<Missing> missing;
  std::vector<Problem> problems;
  std::vector<PersonId> who_can;
  std::vector<PersonId> candidates;
  std::vector<std::string> choices;
  std::vector<int> gaps;        ///< numbers of gaps that stand in the way
  std::vector<int> debts;       ///< numbers of debts that stand in the way
  std::vector<TaskKey> tracks;  ///< tracks that stand in the way
  bool operator==(const Rejection&) const = default;
};

using TaskFacts = std::vector<TaskFact>;
using Decision = std::variant<TaskFacts, Rejection>;

/// What one action makes of `task`: the facts to append, or why nothing happens. `command.values`
/// is not looked at. Pure: no clock, no I/O; equal arguments give equal decisions.
Decision decide(const Task& task, const Command& command, const Agency& agency, TimePoint now);

/// Another task that a command opens besides.
struct OpenedTask {
  TaskFacts facts;
  Task after;
  bool operator==(const OpenedTask&) const = default;
};
/// What a whole command makes of `task`: first each of its values on its own, then the action on
/// what they left. `facts` holds the values that were kept, and the action's facts unless
/// `rejection` is set; where something was to follow in the same step and was refused, nothing.
/// `kept` and `problems` tell value by value.
struct Verdict {
  TaskFacts facts;
  std::optional<Rejection> rejection;
  std::vector<ItemName> kept;
  std::vector<Problem> problems;  ///< values that were not understood
  Task after;                     ///< `task` with `facts` applied
  std::vector<OpenedTask> opens;  ///< the task that goes on after a move, the tracks of a stage
};
Verdict judge(const Task& task, const Command& command, const Agency& agency, TimePoint now);

/// Who a fact is written down under: the command's person, or the machine for what it does itself
/// (the acceptance of a handoff to oneself).
Author author_of(const TaskFact& fact, const Command& command);

/// The most a text may hold, in Unicode code points (T42).
inline constexpr std::size_t title_max = 300;
inline constexpr std::size_t text_max = 3000;

}  // namespace baton
