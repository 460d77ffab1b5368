#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tests/faults/fault_page.h"
#include "tests/faults/kill_points.h"

namespace baton::test {

/// Faults for one process at a time, as the test wants them just now: they hold from one moment to
/// the next, also while it runs. The process is the program as it is shipped, with a library in
/// front of libc and SQLite.
class ProcessFaults {
 public:
  /// Makes the page, as a file.
  explicit ProcessFaults(std::filesystem::path file);
  ~ProcessFaults();
  ProcessFaults(const ProcessFaults&) = delete;
  ProcessFaults& operator=(const ProcessFaults&) = delete;

  /// What the process must be started with.
  [[nodiscard]] std::vector<std::string> environment() const;
  FaultPage* operator->() { return page_; }

  /// It dies at `point`, after as many `passages` of it.
  void die_at(KillPoint point, int passages = 0);
  void live();

 private:
  std::filesystem::path file_;
  FaultPage* page_;
};

}  // namespace baton::test
