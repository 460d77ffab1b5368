#pragma once

#include <algorithm>
#include <string_view>

#include "core/machine/decide.h"

/// Small words that decisions are made with.
namespace baton {

inline Rejection refuse(Refusal refusal) {
  Rejection rejection;
  rejection.refusal = refusal;
  return rejection;
}

/// REQUIRES: `text` is UTF-8.
inline std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace baton
