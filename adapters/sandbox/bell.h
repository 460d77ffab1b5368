#pragma once

#include <chrono>
#include <list>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

namespace baton::sandbox {

/// Wakes those who wait for a change. One thread; outlives its waiters.
class Bell {
 public:
  static constexpr std::size_t waiters_max = 64;

  /// Wakes everybody who waits now.
  void ring();
  /// Returns at the next ring, or after `limit`; at once where waiters_max wait already.
  boost::asio::awaitable<void> wait(std::chrono::milliseconds limit);

 private:
  std::list<boost::asio::steady_timer*> waiting_;
};

}  // namespace baton::sandbox
