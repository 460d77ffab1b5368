#include "bot/app/timekeeper.h"

#include <algorithm>

#include <boost/system/system_error.hpp>

namespace baton {

using boost::asio::awaitable;
using std::chrono::milliseconds;

Timekeeper::Timekeeper(boost::asio::any_io_executor executor, Store& store, const Clock& clock,
                       Log& log, Meter& meter, Fire fire)
    : store_(store),
      clock_(clock),
      log_(log),
      meter_(meter),
      fire_(std::move(fire)),
      signal_(std::move(executor)) {}

void Timekeeper::stop() {
  stopping_ = true;
  signal_.notify();
}

awaitable<void> Timekeeper::run() {
  while (!stopping_) {
    milliseconds pause = after_trouble;
    try {
      pause = co_await fire_due();
    } catch (const boost::system::system_error& error) {
      log_.error("timers.unreadable", {{"error", error.what()}});
    }
    co_await signal_.wait(clock_.real(pause));
  }
}

awaitable<milliseconds> Timekeeper::fire_due() {
  TimePoint now = clock_.now();
  looks_again_at_ = TimePoint::max();
  // Every one may move or end the others, so what is due is read anew after each.
  std::vector<TimerRow> due = co_await read_due(now);
  for (const TimerRow* next = first_free(due, now); next && !stopping_;
       next = first_free(due, now)) {
    co_await fire(*next);
    now = clock_.now();
    due = co_await read_due(now);
  }
  TimePoint again = now + look_again;
  for (const auto& [key, held] : held_) again = std::min(again, held.until);
  const std::optional<TimePoint> later = co_await store_.next_timer_due(now);
  if (later) again = std::min(again, *later);
  looks_again_at_ = again;
  co_return std::max(again - clock_.now(), milliseconds(1));
}

awaitable<std::vector<TimerRow>> Timekeeper::read_due(TimePoint now) {
  const std::size_t max = held_.size() + 1;
  std::vector<TimerRow> due = co_await store_.timers_due(now, max);
  if (due.size() < max) forget_all_but(due);  // these are all there are
  co_return due;
}

awaitable<void> Timekeeper::fire(TimerRow timer) {
  const Key key{timer.task, timer.kind, timer.number};
  const Held* const before = hold_of(timer);
  const milliseconds pause = before ? std::min(before->pause * 2, pause_max) : pause_first;
  if (before && !before->failed) log_failure(timer, "it was fired and is still there");
  if (!before) meter_.fired(clock_.now() - timer.due);
  bool failed = false;
  try {
    co_await fire_(timer);
  } catch (const std::exception& error) {
    failed = true;
    log_failure(timer, error.what());
  }
  const TimePoint until = clock_.now() + pause;
  held_.insert_or_assign(key, Held{std::move(timer), until, pause, failed});
}

void Timekeeper::log_failure(const TimerRow& timer, const char* what) {
  log_.error("timer.failed", {{"task", timer.task.value},
                              {"kind", timer.kind},
                              {"number", timer.number},
                              {"error", what}});
}

const TimerRow* Timekeeper::first_free(const std::vector<TimerRow>& due, TimePoint now) const {
  const auto free = std::ranges::find_if(due, [&](const TimerRow& timer) {
    const Held* const held = hold_of(timer);
    // A clock that was set back holds nothing for longer than the pause.
    return !held || held->until <= now || held->until > now + held->pause;
  });
  return free == due.end() ? nullptr : &*free;
}

const Timekeeper::Held* Timekeeper::hold_of(const TimerRow& timer) const {
  const auto found = held_.find({timer.task, timer.kind, timer.number});
  return found != held_.end() && found->second.timer == timer ? &found->second : nullptr;
}

void Timekeeper::forget_all_but(const std::vector<TimerRow>& due) {
  std::erase_if(held_, [&](const auto& entry) {
    return std::ranges::find(due, entry.second.timer) == due.end();
  });
}

}  // namespace baton
