#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include <spdlog/sinks/sink.h>

namespace baton::log {

/// Writes whole lines to a descriptor without ever blocking on it for good. Used by one thread
/// (spdlog's), but for close() and dropped().
class FdSink final : public spdlog::sinks::sink {
 public:
  /// `lost_elsewhere`: lines that never reached the sink. `report`: the line that tells of `n`
  /// lost ones. Both are called by the writing thread.
  FdSink(int fd, std::function<std::uint64_t()> lost_elsewhere,
         std::function<std::string(std::uint64_t n)> report);

  void log(const spdlog::details::log_msg& message) override;
  void flush() override {}
  void set_pattern(const std::string& /*pattern*/) override {}
  void set_formatter(std::unique_ptr<spdlog::formatter> /*formatter*/) override {}

  /// From now on a descriptor that takes nothing for 200 ms in all is given up.
  void close();
  /// Lines that the descriptor did not take.
  [[nodiscard]] std::uint64_t dropped() const { return dropped_; }

 private:
  bool drain();
  bool wait_writable();
  void give_up();

  int fd_;
  std::function<std::uint64_t()> lost_elsewhere_;
  std::function<std::string(std::uint64_t)> report_;
  std::string pending_;  ///< what the descriptor has not taken yet
  std::uint64_t pending_lines_ = 0;
  std::uint64_t reported_ = 0;
  int patience_ms_ = 200;  ///< left, once closing
  std::atomic<bool> closing_ = false;
  std::atomic<std::uint64_t> dropped_ = 0;
};

}  // namespace baton::log
