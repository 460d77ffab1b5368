#pragma once

#include <chrono>
#include <span>
#include <string>

#include <boost/asio/awaitable.hpp>

#include "core/model/time_point.h"

namespace baton {

/// The only source of wall time.
class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual TimePoint now() const = 0;
  /// Suspends for `span` of this clock's time (a test clock may run faster); cancellable.
  virtual boost::asio::awaitable<void> wait(std::chrono::milliseconds span) const = 0;
  /// How long `span` of this clock lasts for a timer of the event loop.
  [[nodiscard]] virtual std::chrono::steady_clock::duration real(
      std::chrono::milliseconds span) const {
    return span;
  }
};

/// The only source of randomness.
class Random {
 public:
  virtual ~Random() = default;
  /// Fills `bytes` with cryptographically strong random bytes.
  virtual void fill(std::span<unsigned char> bytes) = 0;
};

/// 128 random bits in lower-case hex: 32 characters.
std::string random_id(Random& random);

}  // namespace baton
