#pragma once

#include <optional>

#include "core/machine/command.h"

namespace baton {

/// The attempt that a pressed button belongs to; nullopt where the command was typed.
std::optional<int> handoff_meant(const Action& action);

}  // namespace baton
