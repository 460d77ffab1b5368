#pragma once

#include <list>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>

namespace baton {

/// Lets one coroutine at a time through for each key, the others in the order they came: what would
/// only contend is not tried at once. Of one thread.
class Turns {
  struct Waiter {
    explicit Waiter(boost::asio::any_io_executor executor)
        : timer(executor, boost::asio::steady_timer::time_point::max()) {}
    boost::asio::steady_timer timer;
    bool called = false;
  };
  using Waiting = std::map<std::string, std::list<Waiter*>>;  ///< a key is there while it is taken

  /// A waiter's place in the line, given up where its frame is destroyed before it was called: the
  /// event loop destroys suspended coroutines in any order, those that hold a turn among them.
  class Place {
   public:
    Place(std::shared_ptr<Waiting> waiting, std::string key, Waiter& waiter)
        : waiting_(std::move(waiting)), key_(std::move(key)), waiter_(waiter) {
      waiting_->at(key_).push_back(&waiter_);
    }
    ~Place() {
      const auto found = waiting_->find(key_);
      if (found != waiting_->end()) found->second.remove(&waiter_);
    }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

   private:
    std::shared_ptr<Waiting> waiting_;
    std::string key_;
    Waiter& waiter_;
  };

 public:
  /// Passes the key on when it is destroyed.
  class Turn {
   public:
    Turn(std::shared_ptr<Waiting> waiting, std::string key)
        : waiting_(std::move(waiting)), key_(std::move(key)) {}
    Turn(Turn&&) noexcept = default;
    ~Turn() {
      if (!waiting_) return;  // moved from
      const auto found = waiting_->find(key_);
      if (found->second.empty()) {
        waiting_->erase(found);
        return;
      }
      Waiter& next = *found->second.front();
      found->second.pop_front();
      next.called = true;
      next.timer.cancel();
    }

   private:
    std::shared_ptr<Waiting> waiting_;
    std::string key_;
  };

  /// Returns when it is the caller's turn. Throws operation_aborted where it is cancelled.
  boost::asio::awaitable<Turn> take(std::string key) {
    const std::shared_ptr<Waiting> waiting = waiting_;
    const auto [place, is_free] = waiting->try_emplace(key);
    if (!is_free) {
      Waiter waiter(co_await boost::asio::this_coro::executor);
      const Place place_in_line(waiting, key, waiter);
      co_await waiter.timer.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
      if (!waiter.called) {
        throw boost::system::system_error(boost::asio::error::operation_aborted);
      }
    }
    co_return Turn(waiting, std::move(key));
  }

 private:
  /// Shared with the turns: the event loop may destroy a suspended coroutine after this.
  std::shared_ptr<Waiting> waiting_ = std::make_shared<Waiting>();
};

}  // namespace baton
