#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace baton {

/// A quoted text within a line, in bytes: what stands between the quotes is [begin, end).
struct Quoted {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t after = 0;  ///< behind the closing quote
};

/// Whether it is one of the double marks, plain or typographic.
bool is_double_quote(char32_t mark);

/// Whether a quote mark that may open a quoted text stands at `at`.
bool opens_quote(std::string_view line, std::size_t at);

/// Whether the mark at `at` makes no sense unclosed. A single one does: it may be an apostrophe.
bool must_be_closed(std::string_view line, std::size_t at);

/// The quoted text that opens at `at`, or nothing where it is not closed. Plain and typographic
/// marks close one another, since keyboards replace only some of them; a pair that stands within
/// is skipped. REQUIRES: opens_quote(line, at).
std::optional<Quoted> quoted_at(std::string_view line, std::size_t at);

}  // namespace baton
