#pragma once

#include <optional>

#include "bot/ports/chat.h"
#include "bot/ports/store.h"
#include "core/model/agency.h"
#include "core/model/task.h"

namespace baton {

/// What the holder of `task` is told when `card` was posted at `place` because it could not go
/// where it belongs: one notice of each card. nullopt: it is where it belongs, or it is no card.
std::optional<Notice> told_of_fallback(const OutboxRow& card, const Destination& place,
                                       const Task& task, const Agency& agency);

}  // namespace baton
