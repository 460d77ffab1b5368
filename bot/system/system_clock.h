#pragma once

#include "bot/ports/clock.h"

namespace baton {

/// The machine's clock. In tests it may run `rate` times as fast from the moment it was made.
class SystemClock final : public Clock {
 public:
  explicit SystemClock(double rate = 1.0);
  [[nodiscard]] TimePoint now() const override;
  boost::asio::awaitable<void> wait(std::chrono::milliseconds span) const override;
  [[nodiscard]] std::chrono::steady_clock::duration real(
      std::chrono::milliseconds span) const override;

 private:
  double rate_;
  std::chrono::system_clock::time_point wall_start_;
  std::chrono::steady_clock::time_point steady_start_;
};

/// BATON_TEST_TIME_RATE, or 1 where it is not set. Throws std::invalid_argument where it is not a
/// number from 1 to 10000.
double time_rate_of_environment();

/// OpenSSL's generator. Throws std::runtime_error where it has no entropy.
class SystemRandom final : public Random {
 public:
  void fill(std::span<unsigned char> bytes) override;
};

}  // namespace baton
