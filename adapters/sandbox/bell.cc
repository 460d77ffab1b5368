#include "adapters/sandbox/bell.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace baton::sandbox {
namespace {

/// Takes the timer off the list however the wait ends, cancellation included.
class Place {
 public:
  Place(std::list<boost::asio::steady_timer*>& waiting, boost::asio::steady_timer& timer)
      : waiting_(waiting), at_(waiting.insert(waiting.end(), &timer)) {}
  ~Place() { waiting_.erase(at_); }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;

 private:
  std::list<boost::asio::steady_timer*>& waiting_;
  std::list<boost::asio::steady_timer*>::iterator at_;
};

}  // namespace

void Bell::ring() {
  for (boost::asio::steady_timer* const timer : waiting_) timer->cancel();
}

boost::asio::awaitable<void> Bell::wait(std::chrono::milliseconds limit) {
  if (waiting_.size() >= waiters_max) co_return;
  const auto executor = co_await boost::asio::this_coro::executor;
  boost::asio::steady_timer timer(executor, limit);
  const Place place(waiting_, timer);
  co_await timer.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
}

}  // namespace baton::sandbox
