#pragma once

#include <charconv>
#include <cstdint>
#include <string_view>

#include "bot/codec/form_body.h"

namespace baton::sandbox {

/// The number that a door was asked with; `fallback` where it is left out or is none.
inline std::uint64_t number_of(const codec::FormFields& fields, std::string_view name,
                               std::uint64_t fallback) {
  const std::string_view text = codec::field_of(fields, name);
  std::uint64_t value = fallback;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace baton::sandbox
