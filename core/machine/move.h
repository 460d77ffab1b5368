#pragma once

#include "core/machine/decide.h"

namespace baton {

/// The task that goes on for another client in place of `task`: the same stage, holder and values;
/// approvals are of what was, and do not come along. REQUIRES: the move was decided.
OpenedTask opened_by_move(const Task& task, const Command& command, const Agency& agency,
                          TimePoint now);

}  // namespace baton
