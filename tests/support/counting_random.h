#pragma once

#include <span>

#include "bot/ports/clock.h"

namespace baton::test {

/// Not random at all: the bytes 0, 1, 2 ... 255, 0 ... so that what is made of them can be told in
/// advance, by this program or another one.
class CountingRandom final : public Random {
 public:
  void fill(std::span<unsigned char> bytes) override {
    for (unsigned char& byte : bytes) byte = next_++;
  }

 private:
  unsigned char next_ = 0;
};

}  // namespace baton::test
