#pragma once

#include <atomic>

namespace baton::test {

/// What the disk shall do, for every file opened through the VFS named "faulty".
struct Faults {
  std::atomic<bool> fail_sync = false;  ///< fsync says EIO
  std::atomic<bool> full = false;       ///< no room for any write
  std::atomic<bool> sealed = false;     ///< files can be opened for reading only
  std::atomic<int> syncs = 0;           ///< how many there were
  std::atomic<int> waits_for_lock = 0;  ///< how often somebody else's lock stood in the way

  /// After so many more operations (open, size, read, write, sync, truncate, memory map) one fails
  /// with EIO; a write is torn then. Negative: none.
  std::atomic<int> fail_after = -1;
  std::atomic<bool> for_ever = false;  ///< and all that follow
  std::atomic<int> failed = 0;         ///< how many did; stays when it is mended

  /// Nothing fails any more.
  void mend();
};

/// Registers a VFS that passes everything on to the system's, until a fault is asked for: the code
/// under test is SQLite's own and ours, as it is in production. REQUIRES: SQLite is initialised by
/// this call or an earlier one.
Faults& faulty_vfs();
inline constexpr const char* faulty_vfs_name = "faulty";

}  // namespace baton::test
