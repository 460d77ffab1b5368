#pragma once

#include <chrono>
#include <exception>
#include <utility>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>

namespace baton {

/// The result of `operation`, or system_error(timed_out) once `limit` has passed; the loser is
/// cancelled and awaited, so nothing of `operation` runs after this returns. Its exceptions pass
/// through at once. (`operation || timer` would swallow them and wait out the timer: asio#900.)
/// T must be default-constructible. Without effect on work that ignores cancellation.
template <class T>
boost::asio::awaitable<T> with_deadline(std::chrono::milliseconds limit,
                                        boost::asio::awaitable<T> operation) {
  namespace asio = boost::asio;
  const auto executor = co_await asio::this_coro::executor;
  asio::steady_timer timer(executor, limit);
  auto race = asio::experimental::make_parallel_group(
      timer.async_wait(asio::deferred),
      asio::co_spawn(executor, std::move(operation), asio::deferred));
  auto [order, timer_error, failure, value] =
      co_await race.async_wait(asio::experimental::wait_for_one(), asio::use_awaitable);
  if (order[0] == 0 && !timer_error) throw boost::system::system_error(asio::error::timed_out);
  if (failure) std::rethrow_exception(failure);
  co_return std::move(value);
}

/// The same, but `late` in place of the exception, whichever of the two has timed out.
template <class T>
boost::asio::awaitable<T> with_deadline(std::chrono::milliseconds limit,
                                        boost::asio::awaitable<T> operation, T late) {
  try {
    co_return co_await with_deadline(limit, std::move(operation));
  } catch (const boost::system::system_error& error) {
    if (error.code() != boost::asio::error::timed_out) throw;
  }
  co_return late;
}

inline boost::asio::awaitable<void> with_deadline(std::chrono::milliseconds limit,
                                                  boost::asio::awaitable<void> operation) {
  namespace asio = boost::asio;
  const auto executor = co_await asio::this_coro::executor;
  asio::steady_timer timer(executor, limit);
  auto race = asio::experimental::make_parallel_group(
      timer.async_wait(asio::deferred),
      asio::co_spawn(executor, std::move(operation), asio::deferred));
  auto [order, timer_error, failure] =
      co_await race.async_wait(asio::experimental::wait_for_one(), asio::use_awaitable);
  if (order[0] == 0 && !timer_error) throw boost::system::system_error(asio::error::timed_out);
  if (failure) std::rethrow_exception(failure);
}

}  // namespace baton
