#pragma once

#include <vector>

#include "bot/ports/card.h"
#include "bot/ports/talk.h"
#include "bot/talk/say.h"
#include "core/notice/notice.h"

namespace baton {

/// What the message of `notice` shows, from the task as it is now.
Card card_of(const Notice& notice, const Task& task, const Agency& agency, TimePoint now);

/// The digest: a section a task, with how it stands now and what happened to it, oldest first. Of
/// many tasks the first, of many steps the latest.
Card digest_card(const std::vector<DigestEntry>& entries, const std::vector<Task>& tasks,
                 const Agency& agency, TimePoint now);

/// Adds that the message may have been sent before.
void mark_repeat(Card& card);

}  // namespace baton
