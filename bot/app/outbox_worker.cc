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
      signal_(executor) {}

void OutboxWorker::release(const WorkspaceId& workspace) {
  held_.erase(workspace);
  signal_.notify();
}

void OutboxWorker::stop() {
  stopping_ = true;
  signal_.notify();
}

awaitable<void> OutboxWorker::run() {
  while (!stopping_ || !busy_.empty()) {
    milliseconds pause = look_again;
    try {
      if (!stopping_) pause = co_await begin_due();
    } catch (const boost::system::system_error& error) {
      log_.error("outbox.unreadable", {{"error", error.what()}});
      pause = after_trouble;
    }
    co_await signal_.wait(clock_.real(pause));
  }
}

awaitable<milliseconds> OutboxWorker::begin_due() {
  const TimePoint now = clock_.now();
  // Paces of a clock that was set back would hold everything until it is that late again.
  if (now + set_back_min < looked_at_) {
    lanes_.clear();
    workspaces_.clear();
  }
  looked_at_ = now;
  const std::set<std::string> busy = busy_;  // a row of theirs may be settled while we read
  const std::vector<OutboxRow> rows = co_await outbox_.due(now, lanes_max);
  TimePoint next = now + look_again;
  for (const OutboxRow& row : rows) {
    if (stopping_ || busy_.size() >= under_way_max) break;  // the end of a delivery wakes us
    if (busy.contains(row.lane) || is_held(row)) continue;
    if (const auto paced = begin(row, now)) next = std::min(next, *paced);
  }
  // What falls due behind a lane that waits already is not told: such are looked at soon again.
  const std::optional<TimePoint> due = co_await outbox_.next_due();
  if (due) next = std::min(next, *due > now ? *due : now + look_soon);
  co_return std::max(next - clock_.now(), milliseconds(1));
}

bool OutboxWorker::is_held(const OutboxRow& row) const {
  return held_.contains(delivery_.workspace_of(row)) || held_.contains(delivery_.awaited_by(row));
}

std::optional<TimePoint> OutboxWorker::begin(const OutboxRow& row, TimePoint now) {
  Pace& lane = lane_pace_of(row.lane);
  Pace& workspace = workspace_pace_of(delivery_.workspace_of(row));
  const TimePoint at = std::max(lane.next(now), workspace.next(now));
  if (at > now) return at;
  lane.take(now);
  workspace.take(now);
  busy_.insert(row.lane);
  boost::asio::co_spawn(executor_, deliver(row), boost::asio::detached);  // catches all itself
  return std::nullopt;
}

awaitable<void> OutboxWorker::deliver(OutboxRow row) {
  const std::string lane = row.lane;
  OutboxRow left = row;
  std::string trouble;
  try {
    const Delivered delivered = co_await delivery_.deliver(std::move(row));
    if (delivered.paused_until) {
      workspace_pace_of(delivered.workspace).hold(*delivered.paused_until);
    }
  } catch (const std::exception& error) {
    log_.error("outbox.unsettled", {{"row", left.id}, {"error", error.what()}});
    trouble = "trouble of our own";
  }
  if (!trouble.empty()) co_await leave(std::move(left), std::move(trouble));
  busy_.erase(lane);
  signal_.notify();
}

awaitable<void> OutboxWorker::leave(OutboxRow row, std::string reason) {
  // Until it is written down the row stays as it is: in flight, and looked up after a restart.
  while (!stopping_) {
    co_await clock_.wait(after_trouble);
    try {
      co_await delivery_.leave(row, reason);
      co_return;
    } catch (const std::exception& error) {
      log_.error("outbox.unsettled", {{"row", row.id}, {"error", error.what()}});
    }
  }
}

Pace& OutboxWorker::lane_pace_of(const std::string& lane) {
  if (lanes_.size() > paces_max) lanes_.clear();
  return lanes_.try_emplace(lane, lane_pace).first->second;
}

Pace& OutboxWorker::workspace_pace_of(const WorkspaceId& workspace) {
  return workspaces_.try_emplace(workspace, workspace_pace).first->second;
}

}  // namespace baton
