#include "bot/talk/text.h"

#include <algorithm>

#include "core/text/ascii.h"

namespace baton::text {
namespace {

constexpr char32_t broken_byte = 0xFFFD;

void append(std::string& out, char32_t value) {
  const auto byte = [&](char32_t bits) { out += static_cast<char>(bits); };
  if (value < 0x80) {
    byte(value);
  } else if (value < 0x800) {
    byte(0xC0 | (value >> 6));
    byte(0x80 | (value & 0x3F));
  } else {
    byte(0xE0 | (value >> 12));
    byte(0x80 | ((value >> 6) & 0x3F));
    byte(0x80 | (value & 0x3F));
  }
}

/// Lower case within the alphabets of European names; every other code point is itself.
char32_t lower(char32_t value) {
  if (value >= U'A' && value <= U'Z') return value + 32;
  if (value >= 0xC0 && value <= 0xDE && value != 0xD7) return value + 32;
  const bool even_is_upper =
      (value >= 0x100 && value <= 0x137) || (value >= 0x14A && value <= 0x177);
  if (even_is_upper && value != 0x130) return value | 1;
  const bool odd_is_upper =
      (value >= 0x139 && value <= 0x148) || (value >= 0x179 && value <= 0x17E);
  if (odd_is_upper && value % 2 == 1) return value + 1;
  if (value >= 0x391 && value <= 0x3A9 && value != 0x3A2) return value + 32;
  if (value >= 0x410 && value <= 0x42F) return value + 32;
  if (value >= 0x400 && value <= 0x40F) return value + 80;
  return value;
}

}  // namespace

CodePoint code_point_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t index) {
    return static_cast<char32_t>(static_cast<unsigned char>(text[index]));
  };
  const char32_t lead = byte(at);
  const std::size_t bytes = lead < 0x80   ? 1
                            : lead < 0xC2 ? 0
                            : lead < 0xE0 ? 2
                            : lead < 0xF0 ? 3
                            : lead < 0xF5 ? 4
                                          : 0;
  if (bytes == 0 || at + bytes > text.size()) return {broken_byte, 1};
  char32_t value = bytes == 1 ? lead : lead & (0x7Fu >> bytes);
  for (std::size_t next = 1; next < bytes; ++next) {
    if ((byte(at + next) & 0xC0) != 0x80) return {broken_byte, 1};
    value = (value << 6) | (byte(at + next) & 0x3F);
  }
  return {value, bytes};
}

std::size_t length(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); at += code_point_at(text, at).bytes) ++count;
  return count;
}

std::string clip(std::string_view text, std::size_t max) {
  if (max == 0) return {};
  std::size_t count = 0;
  std::size_t last_fitting = 0;
  for (std::size_t at = 0; at < text.size(); at += code_point_at(text, at).bytes) {
    if (count + 1 == max) last_fitting = at;
    if (++count > max) return std::string(text.substr(0, last_fitting)) + "…";
  }
  return std::string(text);
}

std::size_t space_at(std::string_view text, std::size_t at) {
  const CodePoint point = code_point_at(text, at);
  switch (point.value) {
    case U' ':
    case U'\t':
    case U'\n':
    case U'\r':
    case U'\v':
    case U'\f': return 1;
    case 0x00A0:  // no-break space
    case 0x2007:
    case 0x202F:
    case 0x3000: return point.bytes;
    default: return 0;
  }
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty()) {
    const std::size_t bytes = space_at(text, 0);
    if (bytes == 0) break;
    text.remove_prefix(bytes);
  }
  std::size_t end = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t space = space_at(text, at);
    at += space != 0 ? space : code_point_at(text, at).bytes;
    if (space == 0) end = at;
  }
  return text.substr(0, end);
}

std::string folded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    if (point.value == broken_byte || lower(point.value) == point.value) {
      out += text.substr(at, point.bytes);
    } else {
      append(out, lower(point.value));
    }
    at += point.bytes;
  }
  return out;
}

std::string loose(std::string_view text) {
  std::string out;
  for (const char c : folded(trimmed(text))) {
    const bool gap = c == ' ' || c == '-' || c == '_' || c == '\t';
    if (!gap) out += c;
    if (gap && !out.empty() && out.back() != '-') out += '-';
  }
  return out;
}

std::string humanised(std::string_view code) {
  std::string out(code);
  std::ranges::replace(out, '-', ' ');
  if (!out.empty()) out.front() = ascii::upper(out.front());
  return out;
}

std::string listed(const std::vector<std::string>& words, std::string_view last) {
  std::string out;
  for (std::size_t index = 0; index < words.size(); ++index) {
    if (index > 0) out += index + 1 == words.size() ? " " + std::string(last) + " " : ", ";
    out += words[index];
  }
  return out;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ", ") + word;
  return out;
}

std::string ordinal(int number) {
  const int tens = number / 10 % 10;
  const int units = tens == 1 ? 0 : number % 10;
  const char* const ending = units == 1 ? "st" : units == 2 ? "nd" : units == 3 ? "rd" : "th";
  return std::to_string(number) + ending;
}

std::string one_line(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool breaks = c == '\n' || c == '\r' || c == '\t';
    if (!breaks) out += c;
    if (breaks && !out.empty() && out.back() != ' ') out += ' ';
  }
  return out;
}

bool is_link(std::string_view text) {
  const std::string head = folded(text.substr(0, 8));
  return (head.starts_with("https://") && text.size() > 8) ||
         (head.starts_with("http://") && text.size() > 7);
}

}  // namespace baton::text
