#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Small tools on UTF-8 text. All are total: bytes that are no UTF-8 pass through unchanged.
namespace baton::text {

/// The code point that starts at `at`, and how many bytes it has. A byte that is no UTF-8 is
/// U+FFFD of one byte.
/// REQUIRES: at < text.size().
struct CodePoint {
  char32_t value = 0;
  std::size_t bytes = 1;
};
CodePoint code_point_at(std::string_view text, std::size_t at);

/// In code points.
std::size_t length(std::string_view text);

/// The first `max` code points, the last of them "…" where something was cut off.
std::string clip(std::string_view text, std::size_t max);

/// Without white space at either end, also the no-break kind that phones type.
std::string_view trimmed(std::string_view text);
/// How many bytes of white space stand at `at`; 0: none.
std::size_t space_at(std::string_view text, std::size_t at);

/// For comparing what people type: lower case of Latin, Greek and Cyrillic.
std::string folded(std::string_view text);
/// For comparing names: folded, with every run of spaces, "-" and "_" as one "-".
std::string loose(std::string_view text);

/// "Missing information" of the code "missing-information".
std::string humanised(std::string_view code);

/// "a", "a and b", "a, b and c".
std::string listed(const std::vector<std::string>& words, std::string_view last = "and");

/// "a, b, c".
std::string joined(const std::vector<std::string>& words);

/// "1st", "2nd", "3rd", "11th".
std::string ordinal(int number);

/// One line: line breaks become spaces.
std::string one_line(std::string_view text);

bool is_link(std::string_view text);

}  // namespace baton::text
