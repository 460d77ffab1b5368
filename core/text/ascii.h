#pragma once

#include <algorithm>
#include <string>
#include <string_view>

/// Small tools on text that know the letters and blanks of ASCII and nothing else, whatever the
/// locale; every other byte passes through unchanged.
namespace baton::ascii {

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

constexpr char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

inline std::string lowered(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), lower);
  return out;
}

/// Whether they differ in capitals at most.
constexpr bool same(std::string_view left, std::string_view right) {
  return std::ranges::equal(left, right, {}, lower, lower);
}

/// Whether `text` begins with `beginning`, in capitals or not.
constexpr bool starts_with(std::string_view text, std::string_view beginning) {
  return text.size() >= beginning.size() && same(text.substr(0, beginning.size()), beginning);
}

/// Without blanks, tabs and line breaks at either end.
constexpr std::string_view trimmed(std::string_view text) {
  constexpr std::string_view white = " \t\r\n";
  const std::size_t first = text.find_first_not_of(white);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(white) - first + 1);
}

}  // namespace baton::ascii
