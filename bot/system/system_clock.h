#pragma once

#include <optional>

#include "bot/ports/clock.h"

namespace baton {

/// How fast a clock runs, and from when on: processes that share both agree on what time it is.
struct TimeRate {
  double rate = 1.0;
  /// nullopt: from the moment that the clock is made.
  std::optional<TimePoint> from{};
  bool operator==(const TimeRate&) const = default;
};

/// The machine's clock. In tests it may run faster.
class SystemClock final : public Clock {
 public:
  explicit SystemClock(TimeRate rate = {});
  [[nodiscard]] TimePoint now() const override;
  boost::asio::awaitable<void> wait(std::chrono::milliseconds span) const override;
  [[nodiscard]] std::chrono::steady_clock::duration real(
      std::chrono::milliseconds span) const override;

 private:
  double rate_;
  std::chrono::system_clock::time_point wall_start_;
  std::chrono::steady_clock::time_point steady_start_;
};

/// BATON_TEST_TIME_RATE, or 1 where it is not set: "60", or "60@1764230400000" for sixty times as
/// fast since that instant, in milliseconds of Unix time. Throws std::invalid_argument where the
/// rate is not a number from 1 to 10000, or the instant not a whole number.
TimeRate time_rate_of_environment();

/// OpenSSL's generator. Throws std::runtime_error where it has no entropy.
class SystemRandom final : public Random {
 public:
  void fill(std::span<unsigned char> bytes) override;
};

}  // namespace baton
