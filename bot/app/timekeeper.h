#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "bot/async/signal.h"
#include "bot/log/log.h"
#include "bot/ports/clock.h"
#include "bot/ports/meter.h"
#include "bot/ports/store.h"

namespace baton {

/// Fires the timers that the store holds: never early, in the order in which they fall due, one at
/// a time. Nothing is kept here that a restart would lose. A timer that fails, or that is still
/// there as it was after it was fired, is fired again after a pause that grows; the others do not
/// wait for it.
class Timekeeper {
 public:
  /// Does what the timer is for, and replaces the task's timers in the store. What it throws is
  /// logged.
  using Fire = std::function<boost::asio::awaitable<void>(TimerRow)>;

  /// References outlive the timekeeper.
  Timekeeper(boost::asio::any_io_executor executor, Store& store, const Clock& clock, Log& log,
             Meter& meter, Fire fire);

  /// Runs until stop(). Once.
  boost::asio::awaitable<void> run();
  /// Looks at the store again at once.
  void wake() { signal_.notify(); }
  /// A change has brought a timer that is due `at`: that matters where it is earlier than the rest,
  /// or where the clock was set ahead while it sleeps. nullopt: it brought none.
  void expect(std::optional<TimePoint> at) {
    if ((at && *at < looks_again_at_) || clock_.now() >= looks_again_at_) wake();
  }
  /// Fires nothing more; run() returns when the one under way has ended.
  void stop();

 private:
  using Key = std::tuple<TaskKey, std::string, int>;
  /// A timer that was fired, and when it may be fired again if it is still the same.
  struct Held {
    TimerRow timer;
    TimePoint until;
    std::chrono::milliseconds pause{0};
    bool failed = false;  ///< it threw: that is in the log already
  };

  /// Fires all that is due. Yields how long nothing more will be, unless it is woken.
  boost::asio::awaitable<std::chrono::milliseconds> fire_due();
  boost::asio::awaitable<void> fire(TimerRow timer);
  /// Those that are due, as many as it takes for one of them not to be held, if there is one.
  boost::asio::awaitable<std::vector<TimerRow>> read_due(TimePoint now);
  [[nodiscard]] const TimerRow* first_free(const std::vector<TimerRow>& due, TimePoint now) const;
  /// What holds exactly this timer, or nullptr.
  [[nodiscard]] const Held* hold_of(const TimerRow& timer) const;
  void log_failure(const TimerRow& timer, const char* what);
  void forget_all_but(const std::vector<TimerRow>& due);

  static constexpr std::chrono::milliseconds look_again{30'000};  ///< the clock may be set
  static constexpr std::chrono::milliseconds after_trouble{1'000};
  static constexpr std::chrono::milliseconds pause_first{1'000};
  static constexpr std::chrono::milliseconds pause_max{300'000};

  Store& store_;
  const Clock& clock_;
  Log& log_;
  Meter& meter_;
  Fire fire_;
  Signal signal_;
  std::map<Key, Held> held_;
  TimePoint looks_again_at_ = TimePoint::max();  ///< by itself; while it looks: never
  bool stopping_ = false;
};

}  // namespace baton
