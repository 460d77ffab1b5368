#pragma once

#include <chrono>

namespace baton {

/// Wall time in UTC, milliseconds since 1970-01-01. Core never asks for it: it is an argument.
using TimePoint = std::chrono::sys_time<std::chrono::milliseconds>;

}  // namespace baton
