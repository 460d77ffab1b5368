#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

/// Lengths as the chat platforms count them. A byte that belongs to no valid character counts as a
/// character of its own.
namespace baton::codec {

/// One decoded character, and how many bytes it took.
struct Utf8Char {
  char32_t code_point = 0;
  std::size_t bytes = 0;
};
/// The character at the start of `text`; nullopt where there is no valid one (RFC 3629: no
/// overlong form, no surrogate, nothing over U+10FFFF) or `text` is empty.
std::optional<Utf8Char> utf8_next(std::string_view text);

bool is_utf8(std::string_view text);
std::size_t count_code_points(std::string_view text);
std::size_t count_utf16_units(std::string_view text);

/// `text`, or its beginning and an ellipsis: never more than `max` code points in all.
std::string truncate_code_points(std::string_view text, std::size_t max);
/// The same in UTF-16 code units, as JavaScript and Slack count some fields; a character that
/// needs two units is kept or dropped whole.
std::string truncate_utf16(std::string_view text, std::size_t max);

}  // namespace baton::codec
