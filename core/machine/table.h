#pragma once

#include <array>
#include <span>

#include "core/machine/command.h"
#include "core/machine/decide.h"
#include "core/model/task.h"

namespace baton {

/// Who may: a verb's row of the one who-may table. Each names a relation to the task.
enum class Who {
  anyone,    ///< any person of the agency
  holder,    ///< the holder (the sender, while offered) or a coordinator
  receiver,  ///< the receiver of the open offer, never its sender
  approver,  ///< the requirement's approver
  rights,    ///< roles named in `rights`; default coordinator and director
};

/// The whole machine: a verb may move a task from one phase to another. What is not a row is
/// refused with refusal_of(phase, verb). docs/machine.md is rendered from this table.
struct Row {
  Phase from;
  Verb verb;
  Who who;
  Phase to;
};
inline constexpr std::array table{
    Row{Phase::absent, Verb::start_new, Who::anyone, Phase::idle},

    Row{Phase::idle, Verb::set, Who::anyone, Phase::idle},
    Row{Phase::idle, Verb::check, Who::anyone, Phase::idle},
    Row{Phase::idle, Verb::attach, Who::anyone, Phase::idle},
    Row{Phase::idle, Verb::approve, Who::approver, Phase::idle},
    Row{Phase::idle, Verb::note, Who::anyone, Phase::idle},
    Row{Phase::idle, Verb::give, Who::holder, Phase::offered},
    Row{Phase::idle, Verb::done, Who::holder, Phase::done},
    Row{Phase::idle, Verb::cancel, Who::rights, Phase::cancelled},

    Row{Phase::offered, Verb::set, Who::anyone, Phase::offered},     // or idle: the gate broke
    Row{Phase::offered, Verb::check, Who::anyone, Phase::offered},   // or idle: the gate broke
    Row{Phase::offered, Verb::attach, Who::anyone, Phase::offered},  // or idle: the gate broke
    Row{Phase::offered, Verb::approve, Who::approver, Phase::offered},
    Row{Phase::offered, Verb::note, Who::anyone, Phase::offered},
    Row{Phase::offered, Verb::give, Who::holder, Phase::offered},
    Row{Phase::offered, Verb::accept, Who::receiver, Phase::idle},
    Row{Phase::offered, Verb::give_back, Who::receiver, Phase::idle},
    Row{Phase::offered, Verb::ask, Who::receiver, Phase::offered},
    Row{Phase::offered, Verb::answer, Who::anyone, Phase::offered},
    Row{Phase::offered, Verb::withdraw, Who::holder, Phase::idle},
    Row{Phase::offered, Verb::cancel, Who::rights, Phase::cancelled},

    Row{Phase::done, Verb::note, Who::anyone, Phase::done},
    Row{Phase::cancelled, Verb::note, Who::anyone, Phase::cancelled},
};

/// The row, or nullptr where the verb is refused in that phase.
const Row* find_row(Phase phase, Verb verb);

/// What a verb without a row is refused with. REQUIRES: find_row(phase, verb) is null.
Refusal refusal_of(Phase phase, Verb verb);

/// Who may, with the people it names for `task`. `item` is the requirement of an approve.
std::vector<PersonId> people_of(Who who, Verb verb, const Task& task, const Agency& agency,
                                const Requirement* item);

}  // namespace baton
