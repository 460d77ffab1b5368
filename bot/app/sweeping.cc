#include "bot/app/sweeping.h"

#include <boost/system/system_error.hpp>

namespace baton {

boost::asio::awaitable<void> sweep_deliveries(Store& store, const Clock& clock, Log& log) {
  while (true) {
    try {
      co_await store.forget_deliveries(clock.now() - deliveries_kept);
    } catch (const boost::system::system_error& error) {
      log.error("deliveries.not_swept", {{"error", error.what()}});
    }
    co_await clock.wait(sweep_every);
  }
}

}  // namespace baton
