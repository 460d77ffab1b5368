#pragma once

#include <atomic>

namespace baton::test {

/// What the disk shall do, for every file opened through the VFS named "faulty".
struct Faults {
  std::atomic<bool> fail_sync = false;  ///< fsync says EIO
  std::atomic<bool> full = false;       ///< no room for any write
  std::atomic<int> syncs = 0;           ///< how many there were
};

/// Registers a VFS that passes everything on to the system's, until a fault is asked for: the code
/// under test is SQLite's own and ours, as it is in production. REQUIRES: SQLite is initialised by
/// this call or an earlier one.
Faults& faulty_vfs();
inline constexpr const char* faulty_vfs_name = "faulty";

}  // namespace baton::test
