#pragma once

#include <array>
#include <span>

#include "core/machine/command.h"
#include "core/machine/decide.h"
#include "core/model/task.h"

namespace baton {

/// Who may: a verb's row of the one who-may table. Each names a relation to the task.
enum class Who {
  anyone,       ///< any person of the agency
  holder,       ///< the holder (the sender, while offered) or a coordinator
  receiver,     ///< the receiver of the open offer, never its sender
  approver,     ///< the requirement's approver
  rights,       ///< roles named in `rights`; default coordinator and director
  acceptor,     ///< the holder, who has accepted
  either_side,  ///< the holder, the receiver of the open offer, or a coordinator
  role_mate,    ///< a role mate of the receiver or the holder, or a coordinator; never the sender
  presser,      ///< who made the newest change of state
  gap_judge,    ///< the holder, or who named the gap
  debtor,       ///< who owes a gap or a debt, the holder, or a coordinator
  creditor,     ///< as rights, but never the debtor
  asked,        ///< who is asked for consent, or has the right
  hurried,      ///< the holder or a coordinator; who lacks the right asks for consent
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
    Row{Phase::idle, Verb::give, Who::holder, Phase::offered},     // or idle: to oneself
    Row{Phase::idle, Verb::urgent, Who::hurried, Phase::offered},  // or idle: consent is asked
    Row{Phase::idle, Verb::give_back, Who::acceptor, Phase::offered},
    Row{Phase::idle, Verb::take, Who::role_mate, Phase::idle},
    Row{Phase::idle, Verb::done, Who::holder, Phase::done},
    Row{Phase::idle, Verb::cancel, Who::rights, Phase::cancelled},
    Row{Phase::idle, Verb::undo, Who::presser, Phase::idle},  // or what was before
    Row{Phase::idle, Verb::name_gap, Who::acceptor, Phase::idle},
    Row{Phase::idle, Verb::supply, Who::debtor, Phase::idle},
    Row{Phase::idle, Verb::confirm, Who::gap_judge, Phase::idle},
    Row{Phase::idle, Verb::drop, Who::gap_judge, Phase::idle},
    Row{Phase::idle, Verb::repay, Who::debtor, Phase::idle},
    Row{Phase::idle, Verb::forgive, Who::creditor, Phase::idle},
    Row{Phase::idle, Verb::allow, Who::asked, Phase::idle},  // or offered: urgent was allowed
    Row{Phase::idle, Verb::refuse, Who::asked, Phase::idle},
    Row{Phase::idle, Verb::start, Who::holder, Phase::idle},
    Row{Phase::idle, Verb::block, Who::either_side, Phase::blocked},
    Row{Phase::idle, Verb::wait, Who::holder, Phase::waiting},
    Row{Phase::idle, Verb::snooze, Who::holder, Phase::idle},
    Row{Phase::idle, Verb::due, Who::holder, Phase::idle},  // or rights: once promised
    Row{Phase::idle, Verb::priority, Who::holder, Phase::idle},
    Row{Phase::idle, Verb::move, Who::rights, Phase::cancelled},

    Row{Phase::offered, Verb::set, Who::anyone, Phase::offered},     // or idle: the gate broke
    Row{Phase::offered, Verb::check, Who::anyone, Phase::offered},   // or idle: the gate broke
    Row{Phase::offered, Verb::attach, Who::anyone, Phase::offered},  // or idle: the gate broke
    Row{Phase::offered, Verb::approve, Who::approver, Phase::offered},
    Row{Phase::offered, Verb::note, Who::anyone, Phase::offered},
    Row{Phase::offered, Verb::give, Who::holder, Phase::offered},
    Row{Phase::offered, Verb::urgent, Who::hurried, Phase::offered},
    Row{Phase::offered, Verb::accept, Who::receiver, Phase::idle},
    Row{Phase::offered, Verb::give_back, Who::receiver, Phase::idle},
    Row{Phase::offered, Verb::ask, Who::receiver, Phase::offered},
    Row{Phase::offered, Verb::answer, Who::anyone, Phase::offered},
    Row{Phase::offered, Verb::withdraw, Who::holder, Phase::idle},
    Row{Phase::offered, Verb::pass, Who::receiver, Phase::offered},
    Row{Phase::offered, Verb::take, Who::role_mate, Phase::idle},
    Row{Phase::offered, Verb::cancel, Who::rights, Phase::cancelled},
    Row{Phase::offered, Verb::undo, Who::presser, Phase::offered},
    Row{Phase::offered, Verb::supply, Who::debtor, Phase::offered},
    Row{Phase::offered, Verb::confirm, Who::gap_judge, Phase::offered},
    Row{Phase::offered, Verb::drop, Who::gap_judge, Phase::offered},
    Row{Phase::offered, Verb::repay, Who::debtor, Phase::offered},
    Row{Phase::offered, Verb::forgive, Who::creditor, Phase::offered},
    Row{Phase::offered, Verb::allow, Who::asked, Phase::offered},
    Row{Phase::offered, Verb::refuse, Who::asked, Phase::offered},
    Row{Phase::offered, Verb::start, Who::holder, Phase::offered},
    Row{Phase::offered, Verb::block, Who::either_side, Phase::blocked},
    Row{Phase::offered, Verb::snooze, Who::holder, Phase::offered},
    Row{Phase::offered, Verb::due, Who::holder, Phase::offered},  // or rights: once promised
    Row{Phase::offered, Verb::priority, Who::holder, Phase::offered},
    Row{Phase::offered, Verb::move, Who::rights, Phase::cancelled},

    Row{Phase::waiting, Verb::set, Who::anyone, Phase::waiting},
    Row{Phase::waiting, Verb::check, Who::anyone, Phase::waiting},
    Row{Phase::waiting, Verb::attach, Who::anyone, Phase::idle},  // evidence resumes
    Row{Phase::waiting, Verb::approve, Who::approver, Phase::waiting},
    Row{Phase::waiting, Verb::note, Who::anyone, Phase::waiting},
    Row{Phase::waiting, Verb::give, Who::holder, Phase::offered},  // resumes, then offers
    Row{Phase::waiting, Verb::urgent, Who::hurried, Phase::offered},
    Row{Phase::waiting, Verb::wait, Who::holder, Phase::waiting},
    Row{Phase::waiting, Verb::resume, Who::holder, Phase::idle},
    Row{Phase::waiting, Verb::take, Who::role_mate, Phase::waiting},
    Row{Phase::waiting, Verb::cancel, Who::rights, Phase::cancelled},
    Row{Phase::waiting, Verb::undo, Who::presser, Phase::waiting},
    Row{Phase::waiting, Verb::name_gap, Who::acceptor, Phase::waiting},
    Row{Phase::waiting, Verb::supply, Who::debtor, Phase::waiting},
    Row{Phase::waiting, Verb::confirm, Who::gap_judge, Phase::waiting},
    Row{Phase::waiting, Verb::drop, Who::gap_judge, Phase::waiting},
    Row{Phase::waiting, Verb::repay, Who::debtor, Phase::waiting},
    Row{Phase::waiting, Verb::forgive, Who::creditor, Phase::waiting},
    Row{Phase::waiting, Verb::allow, Who::asked, Phase::waiting},
    Row{Phase::waiting, Verb::refuse, Who::asked, Phase::waiting},
    Row{Phase::waiting, Verb::snooze, Who::holder, Phase::waiting},
    Row{Phase::waiting, Verb::due, Who::holder, Phase::waiting},  // or rights: once promised
    Row{Phase::waiting, Verb::priority, Who::holder, Phase::waiting},
    Row{Phase::waiting, Verb::move, Who::rights, Phase::cancelled},

    Row{Phase::blocked, Verb::set, Who::anyone, Phase::blocked},
    Row{Phase::blocked, Verb::check, Who::anyone, Phase::blocked},
    Row{Phase::blocked, Verb::attach, Who::anyone, Phase::blocked},
    Row{Phase::blocked, Verb::approve, Who::approver, Phase::blocked},
    Row{Phase::blocked, Verb::note, Who::anyone, Phase::blocked},
    Row{Phase::blocked, Verb::accept, Who::receiver, Phase::blocked},     // where one is offered
    Row{Phase::blocked, Verb::give_back, Who::receiver, Phase::blocked},  // where one is offered
    Row{Phase::blocked, Verb::ask, Who::receiver, Phase::blocked},        // where one is offered
    Row{Phase::blocked, Verb::answer, Who::anyone, Phase::blocked},       // where one is offered
    Row{Phase::blocked, Verb::withdraw, Who::holder, Phase::blocked},     // where one is offered
    Row{Phase::blocked, Verb::pass, Who::receiver, Phase::blocked},       // where one is offered
    Row{Phase::blocked, Verb::take, Who::role_mate, Phase::blocked},
    Row{Phase::blocked, Verb::block, Who::either_side, Phase::blocked},
    Row{Phase::blocked, Verb::unblock, Who::either_side, Phase::idle},  // or offered
    Row{Phase::blocked, Verb::cancel, Who::rights, Phase::cancelled},
    Row{Phase::blocked, Verb::undo, Who::presser, Phase::blocked},
    Row{Phase::blocked, Verb::name_gap, Who::acceptor, Phase::blocked},
    Row{Phase::blocked, Verb::supply, Who::debtor, Phase::blocked},
    Row{Phase::blocked, Verb::confirm, Who::gap_judge, Phase::blocked},
    Row{Phase::blocked, Verb::drop, Who::gap_judge, Phase::blocked},
    Row{Phase::blocked, Verb::repay, Who::debtor, Phase::blocked},
    Row{Phase::blocked, Verb::forgive, Who::creditor, Phase::blocked},
    Row{Phase::blocked, Verb::allow, Who::asked, Phase::blocked},
    Row{Phase::blocked, Verb::refuse, Who::asked, Phase::blocked},
    Row{Phase::blocked, Verb::snooze, Who::holder, Phase::blocked},
    Row{Phase::blocked, Verb::due, Who::holder, Phase::blocked},  // or rights: once promised
    Row{Phase::blocked, Verb::priority, Who::holder, Phase::blocked},
    Row{Phase::blocked, Verb::move, Who::rights, Phase::cancelled},

    Row{Phase::done, Verb::note, Who::anyone, Phase::done},
    Row{Phase::done, Verb::undo, Who::presser, Phase::idle},
    Row{Phase::done, Verb::reopen, Who::rights, Phase::idle},
    Row{Phase::cancelled, Verb::note, Who::anyone, Phase::cancelled},
    Row{Phase::cancelled, Verb::undo, Who::presser, Phase::idle},  // or what was before
    Row{Phase::cancelled, Verb::reopen, Who::rights, Phase::idle},
};

/// The row, or nullptr where the verb is refused in that phase.
const Row* find_row(Phase phase, Verb verb);

/// What a verb without a row is refused with. REQUIRES: find_row(phase, verb) is null.
Refusal refusal_of(Phase phase, Verb verb);

/// Who may, with the people it names for `task`. `item` is the requirement of an approve.
std::vector<PersonId> people_of(Who who, Verb verb, const Task& task, const Agency& agency,
                                const Requirement* item);

}  // namespace baton
