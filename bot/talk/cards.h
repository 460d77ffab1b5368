#pragma once

#include "bot/ports/card.h"
#include "bot/talk/say.h"
#include "core/notice/notice.h"

namespace baton {

/// What the message of `notice` shows, from the task as it is now.
Card card_of(const Notice& notice, const Task& task, const Agency& agency, TimePoint now);

/// Adds that the message may have been sent before.
void mark_repeat(Card& card);

}  // namespace baton
