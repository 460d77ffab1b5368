#pragma once

#include <cstdint>

#include "bot/ports/clock.h"

namespace baton::test {

/// The same bytes in every run, never the same twice in one: splitmix64 of a counter.
class FakeRandom final : public Random {
 public:
  explicit FakeRandom(std::uint64_t seed = 1) : state_(seed) {}

  void fill(std::span<unsigned char> bytes) override {
    for (unsigned char& byte : bytes) {
      state_ += 0x9e3779b97f4a7c15ULL;
      std::uint64_t mixed = state_;
      mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9ULL;
      mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebULL;
      byte = static_cast<unsigned char>(mixed >> 56);
    }
  }

 private:
  std::uint64_t state_;
};

}  // namespace baton::test
