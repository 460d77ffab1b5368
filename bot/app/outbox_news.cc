#include "bot/app/outbox_news.h"

namespace baton {

using boost::asio::awaitable;

namespace {

/// What may have been posted may have been read.
bool is_told(Delivery state) {
  return state == Delivery::delivered || state == Delivery::inflight || state == Delivery::unknown;
}

/// Whether somebody was told by `slot`. A person's notices share one lane (see lane_of), so by now
/// what they were to be told before is settled, and no row of `slot` is still to be sent.
awaitable<bool> was_told_by(Outbox& outbox, std::string slot) {
  const std::optional<OutboxRow> newest = co_await outbox.newest_of(slot);
  if (newest && is_told(newest->state)) co_return true;
  // The newest may be a change that nothing came of, after the message itself was sent.
  const std::optional<SlotMessage> message = co_await outbox.message(std::move(slot));
  co_return message.has_value();
}

}  // namespace

awaitable<bool> is_worth_sending(Outbox& outbox, Notice notice, Task task) {
  if (!is_still_news(notice, task)) co_return false;
  if (notice.only_after.empty()) co_return true;
  co_return co_await was_told_by(outbox, std::move(notice.only_after));
}

}  // namespace baton
