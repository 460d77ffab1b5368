#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include <sys/types.h>

namespace baton::test {

/// A process started here, ended by its own id when this goes. It does not outlive us.
class Child {
 public:
  /// Starts argv[0] with `environment` added to ours; its standard output is read through
  /// first_line(), its standard error goes to `log`. Throws std::runtime_error.
  Child(const std::vector<std::string>& argv, const std::vector<std::string>& environment,
        const std::string& log);
  ~Child();
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  /// Kills it at once, as a power cut would, and waits for its end.
  void kill();
  /// Asks it to end and yields its exit code; -1 where a signal ended it.
  int terminate();

  /// How it ended by itself, if it does within `limit`: its exit code, or the signal's number below
  /// zero. Once it was told, it is forgotten.
  std::optional<int> ended(std::chrono::milliseconds limit);

  /// The next line of its standard output. Throws std::runtime_error where it ends first.
  std::string first_line();
  /// Its resident memory, in KiB.
  [[nodiscard]] long resident_kib() const;
  /// The processor time it has used, in seconds.
  [[nodiscard]] double cpu_seconds() const;

 private:
  pid_t pid_ = -1;
  int out_ = -1;
};

}  // namespace baton::test
