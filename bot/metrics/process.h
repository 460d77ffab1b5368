#pragma once

#include <cstdint>

namespace baton {

/// What the operating system says of this process.
struct ProcessState {
  double cpu_seconds = 0;  ///< in user and system mode
  std::uint64_t resident_bytes = 0;
  std::uint64_t virtual_bytes = 0;
  std::uint64_t open_fds = 0;
  std::uint64_t max_fds = 0;
  double start_time = 0;  ///< seconds since the epoch
};
/// As /proc tells it; what cannot be read is 0.
ProcessState process_state();

}  // namespace baton
