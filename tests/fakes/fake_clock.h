#pragma once

#include <chrono>
#include <list>
#include <optional>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>

#include "bot/ports/clock.h"

namespace baton::test {

/// A clock that moves only when it is told to. Whoever waits on it is woken when it has come to
/// their time, and runs at the event loop's next turn.
class FakeClock final : public Clock {
 public:
  explicit FakeClock(TimePoint start) : now_(start) {}

  [[nodiscard]] TimePoint now() const override { return now_; }

  boost::asio::awaitable<void> wait(std::chrono::milliseconds span) const override {
    Waiter waiter(co_await boost::asio::this_coro::executor, now_ + span);
    const Listed listed(waiters_, waiter);
    if (span.count() > 0) {
      co_await waiter.timer.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
    }
    if (waiter.until > now_) {
      throw boost::system::system_error(boost::asio::error::operation_aborted);
    }
  }

  /// A timer of the event loop never ends by itself here: the test looks at asked() instead.
  [[nodiscard]] std::chrono::steady_clock::duration real(
      std::chrono::milliseconds span) const override {
    asked_ = now_ + span;
    return std::chrono::hours(1);
  }

  void set(TimePoint now) {
    now_ = now;
    for (Waiter* const waiter : waiters_) {
      if (waiter->until <= now_) waiter->timer.cancel();
    }
  }
  void advance(std::chrono::milliseconds span) { set(now_ + span); }

  /// When the next of those who wait() is due.
  [[nodiscard]] std::optional<TimePoint> next() const {
    std::optional<TimePoint> next;
    for (const Waiter* const waiter : waiters_) {
      if (!next || waiter->until < *next) next = waiter->until;
    }
    return next;
  }
  /// When a timer of the event loop that was measured with real() last would end.
  [[nodiscard]] std::optional<TimePoint> asked() const { return asked_; }

 private:
  struct Waiter {
    Waiter(boost::asio::any_io_executor executor, TimePoint end)
        : timer(executor, boost::asio::steady_timer::time_point::max()), until(end) {}
    boost::asio::steady_timer timer;
    TimePoint until;
  };
  class Listed {
   public:
    Listed(std::list<Waiter*>& list, Waiter& waiter)
        : list_(list), at_(list.insert(list.end(), &waiter)) {}
    ~Listed() { list_.erase(at_); }
    Listed(const Listed&) = delete;
    Listed& operator=(const Listed&) = delete;

   private:
    std::list<Waiter*>& list_;
    std::list<Waiter*>::iterator at_;
  };

  TimePoint now_;
  mutable std::optional<TimePoint> asked_;
  mutable std::list<Waiter*> waiters_;
};

}  // namespace baton::test
