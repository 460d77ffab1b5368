#include "bot/app/outbox_worker.h"

#include <algorithm>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/system/system_error.hpp>

namespace baton {

using boost::asio::awaitable;
using std::chrono::milliseconds;

namespace {

// Slack takes about one post a second in a channel, and several hundred a minute in all; its
// chat.update is of tier 3, 50 and more a minute. Source: docs.slack.dev "Rate limits".
const Pace lane_pace(4, milliseconds(1'000));
const Pace workspace_pace(20, milliseconds(250));

}  // namespace

OutboxWorker::OutboxWorker(boost::asio::any_io_executor executor, Outbox& outbox,
                           OutboxDelivery& delivery, const Clock& clock, Log& log)
    : executor_(executor),
      outbox_(outbox),
      delivery_(delivery),
      clock_(clock),
      log_(log),
      signal_(executor),
      everywhere_(workspace_pace) {}

void OutboxWorker::stop() {
  stopping_ = true;
  signal_.notify();
}

awaitable<void> OutboxWorker::run() {
  while (!stopping_ || !busy_.empty()) {
    milliseconds pause = look_again;
    try {
      if (!stopping_) {
        co_await begin_due();
        pause = co_await until_next();
      }
    } catch (const boost::system::system_error& error) {
      log_.error("outbox.unreadable", {{"error", error.what()}});
      pause = after_trouble;
    }
    co_await signal_.wait(clock_.real(pause));
  }
}

awaitable<void> OutboxWorker::begin_due() {
  const TimePoint now = clock_.now();
  // More than can be begun, for those whose lane is busy.
  const std::vector<OutboxRow> rows = co_await outbox_.due(now, under_way_max + busy_.size() + 64);
  for (const OutboxRow& row : rows) {
    if (stopping_ || busy_.size() >= under_way_max) break;
    if (busy_.contains(row.lane)) continue;
    Pace& lane = pace_of(row.lane);
    if (everywhere_.next(now) > now) break;
    if (lane.next(now) > now) continue;
    lane.take(now);
    everywhere_.take(now);
    busy_.insert(row.lane);
    boost::asio::co_spawn(executor_, deliver(row), boost::asio::detached);  // catches all itself
  }
}

awaitable<milliseconds> OutboxWorker::until_next() {
  if (busy_.size() >= under_way_max) co_return look_again;
  const std::optional<TimePoint> next = co_await outbox_.next_due();
  if (!next) co_return look_again;
  const TimePoint now = clock_.now();
  if (*next > now) co_return std::min(look_again, *next - now);
  // Something is due and was not begun: its lane is busy and wakes us, or it is being paced.
  TimePoint paced = now + milliseconds(250);
  if (everywhere_.next(now) > now) paced = everywhere_.next(now);
  co_return std::clamp(paced - now, milliseconds(1), look_again);
}

awaitable<void> OutboxWorker::deliver(OutboxRow row) {
  const std::string lane = row.lane;
  const std::uint64_t id = row.id;
  OutboxRow left = row;
  bool trouble = false;
  try {
    const Delivered delivered = co_await delivery_.deliver(std::move(row));
    note(delivered);
  } catch (const std::exception& error) {
    log_.error("outbox.unsettled", {{"row", id}, {"error", error.what()}});
    trouble = true;
  }
  if (trouble) co_await leave_unknown(std::move(left));
  busy_.erase(lane);
  signal_.notify();
}

awaitable<void> OutboxWorker::leave_unknown(OutboxRow row) {
  // An attempt may have begun: nobody knows, so the row is looked up before anything is sent again.
  Settlement settlement;
  settlement.id = row.id;
  settlement.state = Delivery::unknown;
  settlement.attempts = row.attempts;
  settlement.repeat = row.repeat;
  settlement.reason = "the outcome could not be stored";
  for (int attempt = 0; attempt < settle_attempts_max && !stopping_; ++attempt) {
    co_await clock_.wait(after_trouble);
    settlement.due = clock_.now();
    try {
      co_await outbox_.settle(settlement);
      co_return;
    } catch (const boost::system::system_error& error) {
      log_.error("outbox.unsettled", {{"row", row.id}, {"error", error.what()}});
    }
  }
}

void OutboxWorker::note(const Delivered& delivered) {
  if (delivered.paused_until) everywhere_.hold(*delivered.paused_until);
}

Pace& OutboxWorker::pace_of(const std::string& lane) {
  if (paces_.size() > paces_max) paces_.clear();
  return paces_.try_emplace(lane, lane_pace).first->second;
}

}  // namespace baton
