#pragma once

#include <optional>
#include <string>

#include "core/model/agency.h"
#include "core/model/task.h"
#include "core/notice/notice.h"

namespace baton {

/// Whether the notice only changes a message that stands already. A card is no such thing: it is a
/// view, and made again where it is gone.
bool is_mere_edit(const Notice& notice);

/// Who is told, and what, because `lost` could not be delivered (I7): the one who offered, else the
/// coordinators, else the last resort; nobody twice. nullopt: nobody need be told, or nobody is
/// left. `task`: what `lost` is about, if anything; `reason`: the platform's word.
std::optional<Notice> told_instead(const Notice& lost, const std::string& reason, const Task* task,
                                   const Agency& agency);

}  // namespace baton
