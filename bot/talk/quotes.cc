#include "bot/talk/quotes.h"

#include "bot/talk/text.h"

namespace baton {
namespace {

bool is_single(char32_t mark) { return mark == U'\'' || (mark >= 0x2018 && mark <= 0x201B); }

bool ends_word(std::string_view line, std::size_t at) {
  return at >= line.size() || text::space_at(line, at) != 0;
}

/// How the search for the closing mark treats pairs within.
enum class Nesting { skipped, ignored };

std::optional<Quoted> close_of(std::string_view line, std::size_t at, Nesting nesting) {
  const text::CodePoint opener = text::code_point_at(line, at);
  const std::size_t begin = at + opener.bytes;
  int depth = 0;
  bool after_space = false;
  for (std::size_t next = begin; next < line.size();) {
    const text::CodePoint point = text::code_point_at(line, next);
    const std::size_t behind = next + point.bytes;
    const bool escaped = point.value == U'\\' && behind < line.size() &&
                         (line[behind] == '"' || line[behind] == '\\');
    if (escaped) {
      next = behind + 1;
      after_space = false;
      continue;
    }
    if (is_single(opener.value)) {
      if (is_single(point.value) && ends_word(line, behind)) return Quoted{begin, next, behind};
    } else if (is_double_quote(point.value)) {
      const bool same_plain = point.value == U'"' && opener.value == U'"';
      const bool opens_within =
          nesting == Nesting::skipped && after_space && !ends_word(line, behind) && !same_plain;
      if (opens_within) {
        ++depth;
      } else if (depth == 0) {
        return Quoted{begin, next, behind};
      } else {
        --depth;
      }
    }
    after_space = text::space_at(line, next) != 0;
    next = behind;
  }
  return std::nullopt;
}

}  // namespace

bool is_double_quote(char32_t mark) {
  switch (mark) {
    case U'"':
    case 0x201C:  // “
    case 0x201D:  // ”
    case 0x201E:  // „
    case 0x201F:
    case 0x00AB:  // «
    case 0x00BB:  // »
      return true;
    default: return false;
  }
}

bool opens_quote(std::string_view line, std::size_t at) {
  const char32_t mark = text::code_point_at(line, at).value;
  return is_double_quote(mark) || is_single(mark);
}

bool must_be_closed(std::string_view line, std::size_t at) {
  return !is_single(text::code_point_at(line, at).value);
}

std::optional<Quoted> quoted_at(std::string_view line, std::size_t at) {
  if (const std::optional<Quoted> quoted = close_of(line, at, Nesting::skipped)) return quoted;
  return close_of(line, at, Nesting::ignored);
}

}  // namespace baton
