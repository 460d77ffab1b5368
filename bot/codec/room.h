#pragma once

#include <cstddef>

namespace baton::codec {

/// How much more text a message may hold, in whatever its chat counts.
class Room {
 public:
  explicit Room(std::size_t length) : left_(length) {}
  [[nodiscard]] std::size_t left() const { return left_; }
  void take(std::size_t length) { left_ -= length < left_ ? length : left_; }

 private:
  std::size_t left_;
};

}  // namespace baton::codec
