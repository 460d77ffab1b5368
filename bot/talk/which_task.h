#pragma once

#include <string>
#include <vector>

#include "bot/talk/say.h"

namespace baton {

/// Asks which of `candidates` the `line` without a key is about; each comes as a button that runs
/// the line with its key. Without a line there are no buttons.
Reply which_task_of(const std::string& line, const std::vector<Task>& candidates,
                    const Voice& voice);

}  // namespace baton
