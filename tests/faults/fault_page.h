#pragma once

#include <atomic>
#include <cstdint>

namespace baton::test {

/// What a test has a running `baton` suffer. A file that both map: the test writes, and the library
/// that is loaded into the process obeys (preload.cc). All zeros: nothing.
struct FaultPage {
  std::atomic<int> die_at;             ///< 1 + the KillPoint at which it dies; 0: none
  std::atomic<int> passages;           ///< so many of them it outlives
  std::atomic<std::int64_t> clock_ms;  ///< how far its wall clock is ahead
  std::atomic<int> write_error;  ///< what writing the store's files says: an errno; 0: nothing
  std::atomic<int> sync_error;   ///< and syncing them
};

/// Names the file to the library.
inline constexpr const char* fault_page_variable = "BATON_TEST_FAULT_PAGE";

}  // namespace baton::test
