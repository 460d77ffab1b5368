#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>

#include "adapters/sqlite/statement.h"

/// How a coroutine has a thread of the store do something and waits for it.
namespace baton::sqlite {

/// Something to be done on a thread, for a coroutine that waits. The thread and the coroutine share
/// it; whichever leaves first, the other finds that out here.
class Errand : public std::enable_shared_from_this<Errand> {
 public:
  explicit Errand(boost::asio::any_io_executor executor) : executor_(std::move(executor)) {}
  virtual ~Errand() = default;
  Errand(const Errand&) = delete;
  Errand& operator=(const Errand&) = delete;

  // On the thread.
  /// Whether it is still wanted. Once true, the waiter may go but the errand is done.
  bool begin();
  /// Does it. What it throws is kept for the waiter.
  void attempt(Connection& connection);
  [[nodiscard]] std::exception_ptr failure() const { return failure_; }
  /// Whatever came of it, the waiter gets system_error(AppErrc::store_failed). Each errand has an
  /// exception of its own: none is shared between threads.
  void fail(const std::string& why);
  /// Wakes the waiter, on its executor. The errand is not touched afterwards by the thread.
  void finish();

  // On the waiter's executor.
  void wake_by(boost::asio::steady_timer& timer) { timer_ = &timer; }
  [[nodiscard]] bool is_finished() const { return woken_; }
  /// The waiter is gone: its executor may not live any longer.
  void abandon();

 protected:
  virtual void work(Connection& connection) = 0;
  std::exception_ptr failure_;

 private:
  void wake();

  std::mutex mutex_;
  bool abandoned_ = false;                      // guarded by mutex_
  boost::asio::any_io_executor executor_;       // guarded by mutex_
  boost::asio::steady_timer* timer_ = nullptr;  // the waiter's
  bool woken_ = false;                          // the waiter's
};

/// Errands in the order they came, for one or more threads.
class ErrandQueue {
 public:
  explicit ErrandQueue(std::size_t capacity) : capacity_(capacity) {}
  /// Throws system_error(AppErrc::store_failed) where the queue is full or closed.
  void push(std::shared_ptr<Errand> errand);
  /// At most `max` errands, once there is one; empty: the queue was closed.
  std::vector<std::shared_ptr<Errand>> take(std::size_t max);
  /// Nothing comes in any more; what is waiting fails. `why` is told to whoever comes later.
  void close(const std::string& why);

 private:
  const std::size_t capacity_;
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<std::shared_ptr<Errand>> errands_;
  std::optional<std::string> closed_;
};

/// An errand with its result.
template <class Work>
class ErrandFor final : public Errand {
 public:
  using Result = std::invoke_result_t<Work&, Connection&>;

  ErrandFor(boost::asio::any_io_executor executor, Work work)
      : Errand(std::move(executor)), work_(std::move(work)) {}
  Result take() {
    if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
    return std::move(*result_);
  }

 private:
  void work(Connection& connection) override { result_.emplace(work_(connection)); }

  Work work_;
  std::optional<Result> result_;
};

/// What a function that has nothing to say returns.
struct Done {};

/// Has `work(Connection&)` done by a thread that serves `queue`, and returns its result or throws
/// what it threw. Cancelled: throws operation_aborted; work that has begun is done all the same.
template <class Work>
boost::asio::awaitable<std::invoke_result_t<Work&, Connection&>> send(ErrandQueue& queue,
                                                                      Work work) {
  namespace asio = boost::asio;
  const asio::any_io_executor executor = co_await asio::this_coro::executor;
  // The event loop owns this wait, and through it the coroutine: if it is destroyed with the
  // coroutine waiting, `leaving` tells the thread.
  asio::steady_timer timer(executor, asio::steady_timer::time_point::max());
  const auto errand = std::make_shared<ErrandFor<Work>>(executor, std::move(work));
  struct Leaving {
    Errand& errand;
    ~Leaving() { errand.abandon(); }
  };
  const Leaving leaving{*errand};
  errand->wake_by(timer);
  queue.push(errand);
  boost::system::error_code ignored;
  co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
  if (!errand->is_finished()) {
    throw boost::system::system_error(asio::error::operation_aborted);
  }
  co_return errand->take();
}

}  // namespace baton::sqlite
