#pragma once

#include <chrono>

namespace baton {

/// A span of somebody's working time: whole working days, and minutes of working time on top. "2d"
/// is two working days, "4h" four working hours.
struct WorkingSpan {
  int days = 0;
  std::chrono::minutes time{0};

  [[nodiscard]] bool is_zero() const { return days == 0 && time.count() == 0; }
  bool operator==(const WorkingSpan&) const = default;
};

}  // namespace baton
