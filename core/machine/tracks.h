#pragma once

#include <optional>
#include <vector>

#include "core/machine/decide.h"

namespace baton {

/// The tracks that open because `task` has entered its stage, held by its holder. Of a stage that
/// is entered again, those that were not opened before.
std::vector<OpenedTask> tracks_of_stage(const Task& task, const PersonId& by, const Agency& agency,
                                        TimePoint now);

/// What the task that `after` is a track of must know of the change from `before`; nullopt:
/// nothing, or it is no track.
std::optional<TaskFact> told_to_parent(const Task& before, const Task& after);

}  // namespace baton
