#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/model/ids.h"
#include "core/model/task.h"
#include "core/model/time_point.h"

namespace baton {

/// What can be asked of a task. In the order of Action.
enum class Verb {
  start_new,  ///< `new`
  set,
  check,
  attach,
  approve,
  note,
  give,
  accept,
  give_back,  ///< `return`
  ask,
  answer,
  withdraw,
  done,
  cancel,
  undo,
  take,
  pass,
  urgent,
  repay,
  forgive,
  name_gap,  ///< `gap`
  supply,
  confirm,
  drop,
  allow,
  refuse,
  start,
  block,
  unblock,
  wait,
  resume,
  snooze,
  due,
  priority,
  reopen,
  move,
};
inline constexpr int verb_count = 36;

/// A requirement as a person names it: its id, its number in the gate's list, or a unique prefix.
/// Empty where the verb allows leaving it out.
using ItemName = std::string;

struct StartNew {
  ClientKey client;
  WorkflowId workflow;
  std::string title;
  bool operator==(const StartNew&) const = default;
};
struct Set {
  ItemName field;
  std::string value;  ///< as typed; empty clears
  bool operator==(const Set&) const = default;
};
struct Check {
  ItemName item;
  bool on = true;
  bool operator==(const Check&) const = default;
};
struct Attach {
  ItemName item;     ///< empty: the only evidence still missing
  std::string link;  ///< as typed
  bool operator==(const Attach&) const = default;
};
struct Approve {
  ItemName item;    ///< empty: the only approval still missing
  std::string who;  ///< the client's person; for a client sign-off
  std::string when;
  std::string how;
  std::string link;
  bool operator==(const Approve&) const = default;
};
struct AddNote {
  std::string text;
  bool operator==(const AddNote&) const = default;
};
struct Give {
  std::optional<StageId> to;         ///< left out: the only way on
  std::optional<PersonId> receiver;  ///< left out: resolved from the transition's role
  std::string note;
  bool operator==(const Give&) const = default;
};
/// What is missing, in the receiver's words.
struct GapWish {
  std::string what;
  bool before_start = true;  ///< work waits for it
  bool operator==(const GapWish&) const = default;
};
/// `handoff`: the attempt that the pressed button belongs to; left out when typed.
struct Accept {
  std::optional<int> handoff;
  std::vector<GapWish> gaps = {};
  bool operator==(const Accept&) const = default;
};
struct GiveBack {
  std::optional<int> handoff;
  std::string reason;  ///< a code, or a unique prefix of one
  std::string words;
  bool operator==(const GiveBack&) const = default;
};
struct Ask {
  std::optional<int> handoff;
  std::string question;
  bool operator==(const Ask&) const = default;
};
/// `handoff` and `question`: what the pressed button asked about; left out when typed.
struct AnswerQuestion {
  std::string text;
  std::optional<int> handoff = {};
  std::optional<int> question = {};
  bool operator==(const AnswerQuestion&) const = default;
};
struct Withdraw {
  std::optional<int> handoff;
  bool operator==(const Withdraw&) const = default;
};
struct Finish {
  bool operator==(const Finish&) const = default;
};
struct Cancel {
  std::string why;
  bool operator==(const Cancel&) const = default;
};

struct Undo {
  std::optional<Undoing> what = {};  ///< of the button: what it takes back
  bool operator==(const Undo&) const = default;
};
struct Take {
  std::optional<int> handoff = {};
  std::string why;  ///< where the holder is asked
  bool operator==(const Take&) const = default;
};
struct Pass {
  std::optional<int> handoff = {};
  std::optional<PersonId> to;  ///< left out: the only role mate
  bool operator==(const Pass&) const = default;
};
struct Urgent {
  std::optional<StageId> to;
  std::optional<PersonId> receiver;
  std::string reason;
  bool operator==(const Urgent&) const = default;
};
/// A debt or a gap as a person names it: its number, or the id or a unique prefix of what is owed;
/// empty: the only one.
using OwedName = std::string;
struct Repay {
  OwedName debt;
  std::string value;  ///< what is supplied with it; empty: it is there already
  bool operator==(const Repay&) const = default;
};
struct Forgive {
  OwedName debt;
  std::string why;
  bool operator==(const Forgive&) const = default;
};
struct NameGap {
  GapWish gap;
  bool operator==(const NameGap&) const = default;
};
struct SupplyGap {
  OwedName gap;
  std::string value;
  bool operator==(const SupplyGap&) const = default;
};
struct ConfirmGap {
  OwedName gap;
  bool operator==(const ConfirmGap&) const = default;
};
struct DropGap {
  OwedName gap;
  std::string why;
  bool operator==(const DropGap&) const = default;
};
/// `consent`: the request that the pressed button is about; left out when typed.
struct Allow {
  std::optional<int> consent = {};
  bool operator==(const Allow&) const = default;
};
struct Refuse {
  std::string why;  ///< may be empty
  std::optional<int> consent = {};
  bool operator==(const Refuse&) const = default;
};
struct Start {
  bool anyway = false;  ///< although gaps are open that work should wait for
  bool operator==(const Start&) const = default;
};
struct Block {
  std::string why;
  std::optional<TimePoint> look_again;  ///< left out: after a working day
  bool operator==(const Block&) const = default;
};
struct Unblock {
  bool operator==(const Unblock&) const = default;
};
struct Wait {
  TimePoint until;
  std::string why;
  bool operator==(const Wait&) const = default;
};
struct Resume {
  bool operator==(const Resume&) const = default;
};
struct Snooze {
  std::optional<TimePoint> until;  ///< left out: for a working day
  bool operator==(const Snooze&) const = default;
};
struct SetDue {
  TimePoint due;
  std::string why;  ///< needed where a date was promised already
  bool operator==(const SetDue&) const = default;
};
struct SetPriority {
  Priority priority = Priority::normal;
  bool operator==(const SetPriority&) const = default;
};
struct Reopen {
  bool operator==(const Reopen&) const = default;
};
struct Move {
  ClientKey client;
  bool operator==(const Move&) const = default;
};

using Action =
    std::variant<StartNew, Set, Check, Attach, Approve, AddNote, Give, Accept, GiveBack, Ask,
                 AnswerQuestion, Withdraw, Finish, Cancel, Undo, Take, Pass, Urgent, Repay, Forgive,
                 NameGap, SupplyGap, ConfirmGap, DropGap, Allow, Refuse, Start, Block, Unblock,
                 Wait, Resume, Snooze, SetDue, SetPriority, Reopen, Move>;
static_assert(std::variant_size_v<Action> == verb_count);

/// What somebody wants of one task. For StartNew the task is empty.
struct Command {
  PersonId by;
  TaskKey task;
  Action action;
  /// Values that came with a `new` or a `give`, field or evidence or check by name. Each is decided
  /// on its own before the action: the valid ones are kept even where the action is refused.
  std::vector<std::pair<ItemName, std::string>> values;
  /// What follows a `new` in the same step: all of it is done, or nothing.
  std::optional<Give> then = {};
  TaskKey new_task = {};  ///< move: the key of the task that goes on; the service numbers it
  bool operator==(const Command&) const = default;
};

constexpr Verb verb_of(const Action& action) { return static_cast<Verb>(action.index()); }

/// The word that people type: "new", "return", "done".
std::string_view word_of(Verb verb);
/// The same of the verb that is taken back.
std::string_view word_of(Undoing what);
std::string_view word_of(Priority priority);

}  // namespace baton
