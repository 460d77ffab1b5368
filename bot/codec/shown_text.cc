#include "bot/codec/shown_text.h"

#include <optional>

#include "bot/codec/utf8.h"

namespace baton::codec {
namespace {

constexpr std::string_view replacement = "\uFFFD";

bool breaks_line(char32_t c) {
  return (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0x2028 || c == 0x2029;
}
/// Control characters, those that turn the direction of the text, and the byte order mark.
bool is_hidden(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

enum class Breaks { folded, kept };

std::string shown(std::string_view text, Breaks breaks) {
  std::string out;
  out.reserve(text.size());
  bool after_break = false;
  while (!text.empty()) {
    const std::optional<Utf8Char> next = utf8_next(text);
    const std::string_view bytes = text.substr(0, next ? next->bytes : 1);
    text.remove_prefix(bytes.size());
    if (!next) {
      out += replacement;
    } else if (breaks_line(next->code_point)) {
      if (breaks == Breaks::kept && next->code_point == '\n') {
        out += bytes;
      } else if (!after_break) {
        out += ' ';
      }
      after_break = breaks == Breaks::folded;
      continue;
    } else if (!is_hidden(next->code_point)) {
      out += bytes;
    }
    after_break = false;
  }
  return out;
}

}  // namespace

std::string one_line(std::string_view text) { return shown(text, Breaks::folded); }
std::string many_lines(std::string_view text) { return shown(text, Breaks::kept); }

}  // namespace baton::codec
