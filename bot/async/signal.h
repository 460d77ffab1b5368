#pragma once

#include <chrono>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace baton {

/// Wakes one coroutine that waits. A notification before the wait is kept, so none is missed.
/// Of one thread, like everything in the service; one waiter at a time.
class Signal {
 public:
  explicit Signal(boost::asio::any_io_executor executor) : timer_(executor) {}

  void notify() {
    notified_ = true;
    timer_.cancel();
  }

  /// Returns at the next notification, or after `limit`. Cancelling the coroutine ends the wait;
  /// the caller finds that out at its next look.
  boost::asio::awaitable<void> wait(std::chrono::steady_clock::duration limit) {
    if (!notified_) {
      timer_.expires_after(limit);
      co_await timer_.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
    }
    notified_ = false;
  }

 private:
  boost::asio::steady_timer timer_;
  bool notified_ = false;
};

}  // namespace baton
