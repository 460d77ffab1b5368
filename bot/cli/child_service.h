#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

namespace baton::cli {

/// `baton serve` as a child process: ended with this one, by its id.
class ChildService {
 public:
  struct Options {
    std::filesystem::path config;
    std::filesystem::path log;                   ///< what it says is added to this file
    std::vector<std::string> added_environment;  ///< "NAME=value", in front of ours
  };
  /// Starts it. Throws std::system_error where there can be no further process.
  explicit ChildService(const Options& options);
  /// Kills it where it has not ended.
  ~ChildService();
  ChildService(const ChildService&) = delete;
  ChildService& operator=(const ChildService&) = delete;

  bool has_ended();
  /// REQUIRES: has_ended().
  [[nodiscard]] std::string how_it_ended() const;
  void ask_to_end() const;

 private:
  pid_t pid_ = -1;
  int status_ = 0;
  bool ended_ = false;
};

}  // namespace baton::cli
