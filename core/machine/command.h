#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/model/ids.h"

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
};
inline constexpr int verb_count = 14;

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
/// `handoff`: the attempt that the pressed button belongs to; left out when typed.
struct Accept {
  std::optional<int> handoff;
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

using Action = std::variant<StartNew, Set, Check, Attach, Approve, AddNote, Give, Accept, GiveBack,
                            Ask, AnswerQuestion, Withdraw, Finish, Cancel>;

/// What somebody wants of one task. For StartNew the task is empty.
struct Command {
  PersonId by;
  TaskKey task;
  Action action;
  /// Values that came with a `new` or a `give`, field or evidence or check by name. Each is decided
  /// on its own before the action: the valid ones are kept even where the action is refused.
  std::vector<std::pair<ItemName, std::string>> values;
  bool operator==(const Command&) const = default;
};

constexpr Verb verb_of(const Action& action) { return static_cast<Verb>(action.index()); }

/// The word that people type: "new", "return", "done".
std::string_view word_of(Verb verb);

}  // namespace baton
