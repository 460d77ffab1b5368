#pragma once

#include <string>

#include "core/model/time_point.h"

namespace baton {

/// Something that happens to a task by itself once its time has come. Of a task, kind and number
/// tell it apart.
struct Timer {
  std::string kind;
  int number = 0;  ///< of the handoff, question, gap, debt or consent it is about
  TimePoint due;
  bool operator==(const Timer&) const = default;
};

}  // namespace baton
