#pragma once

#include <string>
#include <utility>

namespace baton {

/// A text that must not reach a log, an error or a page: it has no formatter and no operator<<.
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string value) : value_(std::move(value)) {}

  /// The text itself: for the one place that needs it.
  [[nodiscard]] const std::string& reveal() const { return value_; }
  [[nodiscard]] bool empty() const { return value_.empty(); }

 private:
  std::string value_;
};

}  // namespace baton
