#include "bot/codec/utf8.h"

namespace baton::codec {
namespace {

constexpr std::string_view ellipsis = "…";

struct Lead {
  std::size_t bytes;
  char32_t bits;      ///< those of the first byte
  char32_t smallest;  ///< what needs this many bytes
};

std::optional<Lead> lead_of(unsigned char byte) {
  if (byte < 0x80) return Lead{1, byte, 0};
  if (byte >= 0xC2 && byte < 0xE0) return Lead{2, byte & 0x1Fu, 0x80};
  if (byte >= 0xE0 && byte < 0xF0) return Lead{3, byte & 0x0Fu, 0x800};
  if (byte >= 0xF0 && byte < 0xF5) return Lead{4, byte & 0x07u, 0x10000};
  return std::nullopt;
}

/// Cuts by a measure of one character; the ellipsis measures 1 in both units.
template <class Units>
std::string truncate(std::string_view text, std::size_t max, Units units_of) {
  std::size_t units = 0;
  std::size_t kept = 0;  // bytes that leave room for the ellipsis
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Char next = utf8_next(text.substr(at)).value_or(Utf8Char{0, 1});
    units += units_of(next);
    if (units > max) return max == 0 ? "" : std::string(text.substr(0, kept)).append(ellipsis);
    at += next.bytes;
    if (units < max) kept = at;
  }
  return std::string(text);
}

std::size_t one(Utf8Char) { return 1; }
std::size_t utf16_units(Utf8Char next) { return next.code_point > 0xFFFF ? 2 : 1; }

template <class Units>
std::size_t count(std::string_view text, Units units_of) {
  std::size_t units = 0;
  while (!text.empty()) {
    const Utf8Char next = utf8_next(text).value_or(Utf8Char{0, 1});
    units += units_of(next);
    text.remove_prefix(next.bytes);
  }
  return units;
}

}  // namespace

std::optional<Utf8Char> utf8_next(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const std::optional<Lead> lead = lead_of(static_cast<unsigned char>(text[0]));
  if (!lead || text.size() < lead->bytes) return std::nullopt;
  char32_t code_point = lead->bits;
  for (std::size_t i = 1; i < lead->bytes; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xC0u) != 0x80u) return std::nullopt;
    code_point = (code_point << 6) | (byte & 0x3Fu);
  }
  const bool surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
  if (code_point < lead->smallest || code_point > 0x10FFFF || surrogate) return std::nullopt;
  return Utf8Char{code_point, lead->bytes};
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    if (static_cast<unsigned char>(text[0]) < 0x80) {  // most text is only that
      text.remove_prefix(1);
      continue;
    }
    const std::optional<Utf8Char> next = utf8_next(text);
    if (!next) return false;
    text.remove_prefix(next->bytes);
  }
  return true;
}

std::size_t count_code_points(std::string_view text) { return count(text, one); }
std::size_t count_utf16_units(std::string_view text) { return count(text, utf16_units); }

std::string truncate_code_points(std::string_view text, std::size_t max) {
  return truncate(text, max, one);
}
std::string truncate_utf16(std::string_view text, std::size_t max) {
  return truncate(text, max, utf16_units);
}

}  // namespace baton::codec
