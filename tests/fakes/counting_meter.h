#pragma once

#include <algorithm>
#include <mutex>
#include <string>
#include <vector>

#include "bot/ports/meter.h"

namespace baton::test {

/// Keeps what it is told, one line each, durations left out: "decided slack give done".
class CountingMeter final : public Meter {
 public:
  void answered(std::string_view surface, int status, Span) override {
    keep("answered", surface, std::to_string(status));
  }
  void distrusted(std::string_view surface, std::string_view reason) override {
    keep("distrusted", surface, reason);
  }
  void decided(std::string_view platform, std::string_view command,
               std::string_view outcome) override {
    if (platform.empty()) {
      keep("decided", command, outcome);
    } else {
      keep("decided", platform, command, outcome);
    }
  }
  void acknowledged(Span waited) override { keep("acknowledged after", seconds(waited)); }
  void committed(std::size_t changes, Span) override { keep("committed", std::to_string(changes)); }
  void called(std::string_view platform, std::string_view method, std::string_view code,
              Span) override {
    keep("called", platform, method, code);
  }
  void throttled(Span pause) override { keep("throttled for", seconds(pause)); }
  void attempted(std::string_view what) override { keep("attempted", what); }
  void cleared(std::string_view by) override { keep("cleared", by); }
  void gave_up(std::string_view reason) override { keep("gave up", reason); }
  void fired(Span lateness) override { keep("fired after", seconds(lateness)); }
  void rejected(std::string_view rule) override { keep("rejected", rule); }
  void shed(std::string_view surface) override { keep("shed", surface); }

  [[nodiscard]] std::vector<std::string> told() const {
    const std::lock_guard lock(mutex_);
    return told_;
  }
  /// How often exactly this was told.
  [[nodiscard]] int count(std::string_view line) const {
    const std::lock_guard lock(mutex_);
    return static_cast<int>(std::ranges::count(told_, line));
  }

 private:
  static std::string seconds(Span span) {
    return std::to_string(std::chrono::duration_cast<std::chrono::seconds>(span).count()) + " s";
  }
  template <class... Words>
  void keep(std::string_view what, const Words&... words) {
    std::string line(what);
    ((line += " ", line += words), ...);
    const std::lock_guard lock(mutex_);
    told_.push_back(std::move(line));
  }

  mutable std::mutex mutex_;  // a store tells it from a thread of its own
  std::vector<std::string> told_;
};

}  // namespace baton::test
