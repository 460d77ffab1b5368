#pragma once

#include <boost/asio/awaitable.hpp>

#include "bot/ports/store.h"
#include "core/model/task.h"
#include "core/notice/notice.h"

namespace baton {

/// Whether a message that was never made is still worth making, the task being as it is now. Not
/// where what it tells of was taken back meanwhile, nor where it is for those alone who were told
/// of something before (Notice::only_after) and were not. `outbox` outlives the call.
boost::asio::awaitable<bool> is_worth_sending(Outbox& outbox, Notice notice, Task task);

}  // namespace baton
