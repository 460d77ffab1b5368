#pragma once

#include <functional>

#include <boost/asio/awaitable.hpp>

#include "bot/app/registry.h"
#include "bot/app/task_change.h"
#include "bot/log/log.h"
#include "bot/ports/clock.h"
#include "bot/ports/store.h"

namespace baton {

/// Lets happen to a task what time brings: the hand of the clock. What it does stands on the
/// journal under the clock's name, and the task's timers are made anew with it.
class TaskClock {
 public:
  /// References outlive it. `changed` is called after an append that changed a task.
  TaskClock(Registry& registry, Store& store, const Clock& clock, Random& random, Log& log,
            std::function<void(const Upcoming&)> changed);

  /// All that has happened to the timer's task until now, this timer among it. Never early: what is
  /// not due does nothing. Throws system_error (contended, store_failed): nothing was recorded.
  boost::asio::awaitable<void> fire(TimerRow timer);

 private:
  static constexpr int attempts_max = 5;

  Registry& registry_;
  Store& store_;
  const Clock& clock_;
  Random& random_;
  Log& log_;
  std::function<void(const Upcoming&)> changed_;
};

}  // namespace baton
