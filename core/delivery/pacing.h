#pragma once

#include <algorithm>
#include <chrono>

#include "core/model/time_point.h"

namespace baton {

/// Lets `burst` calls through at once and then one every `interval`: a token bucket as a value.
class Pace {
 public:
  Pace(int burst, std::chrono::milliseconds interval) : burst_(burst), interval_(interval) {}

  /// When the next call may be made, not before `now`.
  [[nodiscard]] TimePoint next(TimePoint now) const {
    return std::max(now, full_at_ - interval_ * (burst_ - 1));
  }
  /// Counts one call made at `now`.
  void take(TimePoint now) { full_at_ = std::max(now, full_at_) + interval_; }
  /// Lets nothing through before `until`.
  void hold(TimePoint until) { full_at_ = std::max(full_at_, until + interval_ * (burst_ - 1)); }

 private:
  int burst_;
  std::chrono::milliseconds interval_;
  TimePoint full_at_;  ///< when all of the burst is free again
};

}  // namespace baton
