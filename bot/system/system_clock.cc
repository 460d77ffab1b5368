#include "bot/system/system_clock.h"

#include <cstdlib>
#include <stdexcept>

#include <openssl/rand.h>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace baton {

using std::chrono::duration_cast;
using std::chrono::milliseconds;

SystemClock::SystemClock(TimeRate rate)
    : rate_(rate.rate),
      wall_start_(std::chrono::system_clock::now()),
      steady_start_(std::chrono::steady_clock::now()) {
  if (!rate.from) return;
  steady_start_ -= wall_start_ - *rate.from;
  wall_start_ = *rate.from;
}

TimePoint SystemClock::now() const {
  if (rate_ == 1.0) {
    return std::chrono::time_point_cast<milliseconds>(std::chrono::system_clock::now());
  }
  const auto passed = (std::chrono::steady_clock::now() - steady_start_) * rate_;
  return std::chrono::time_point_cast<milliseconds>(wall_start_) +
         duration_cast<milliseconds>(passed);
}

std::chrono::steady_clock::duration SystemClock::real(milliseconds span) const {
  return duration_cast<std::chrono::steady_clock::duration>(
      std::chrono::duration<double, std::milli>(static_cast<double>(span.count()) / rate_));
}

boost::asio::awaitable<void> SystemClock::wait(milliseconds span) const {
  boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
  timer.expires_after(real(span));
  co_await timer.async_wait(boost::asio::use_awaitable);
}

TimeRate time_rate_of_environment() {
  const char* const text = std::getenv("BATON_TEST_TIME_RATE");
  if (text == nullptr || *text == '\0') return {};
  char* end = nullptr;
  TimeRate rate{.rate = std::strtod(text, &end)};
  if (*end == '@' && end[1] != '\0') {
    rate.from = TimePoint(milliseconds(std::strtoll(end + 1, &end, 10)));
  }
  if (*end != '\0' || !(rate.rate >= 1.0 && rate.rate <= 10000.0)) {
    throw std::invalid_argument(
        "BATON_TEST_TIME_RATE must be a number from 1 to 10000, and may name since when: "
        "60@1764230400000");
  }
  return rate;
}

void SystemRandom::fill(std::span<unsigned char> bytes) {
  if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) {
    throw std::runtime_error("the system's random generator failed");
  }
}

}  // namespace baton
