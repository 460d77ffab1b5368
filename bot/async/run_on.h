#pragma once

#include <type_traits>
#include <utility>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace baton {

template <class Work>
boost::asio::awaitable<std::invoke_result_t<Work>> as_coroutine(Work work) {
  co_return work();
}

/// Calls `work` on `pool`, for blocking calls such as SQLite's, and resumes on the caller's
/// executor with its result or exception. Cancellation does not interrupt `work`.
/// Pass a named callable: a braced lambda inside an awaiting expression is destroyed twice.
template <class Work>
boost::asio::awaitable<std::invoke_result_t<Work>> run_on(boost::asio::thread_pool& pool,
                                                          Work work) {
  co_return co_await boost::asio::co_spawn(pool, as_coroutine(std::move(work)),
                                           boost::asio::use_awaitable);
}

}  // namespace baton
