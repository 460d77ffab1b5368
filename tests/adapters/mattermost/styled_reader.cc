#include "tests/adapters/mattermost/styled_reader.h"

#include <algorithm>
#include <cctype>

namespace baton::test {
namespace {

constexpr std::string_view joiner = "\u2060";

/// Adds one character, or one byte of it.
void show(std::string& out, char c, char style) {
  if (c == ' ' || c == '\n') return;
  if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) out += style;
  out += c;
}

std::size_t row_at(std::string_view text, std::size_t at, char c) {
  std::size_t end = at;
  while (end < text.size() && text[end] == c) ++end;
  return end - at;
}

/// Where the code that begins behind `from` ends: at a row of as many backticks.
std::size_t end_of_code(std::string_view text, std::size_t from, std::size_t row) {
  while (from < text.size()) {
    from = std::min(text.find('`', from), text.size());
    const std::size_t found = row_at(text, from, '`');
    if (found == row) return from;
    from += std::max<std::size_t>(found, 1);
  }
  return std::string_view::npos;
}

}  // namespace

std::string styled_reading(std::string_view markdown) {
  const struct {
    std::string_view reference;
    char character;
  } references[] = {{"&lt;", '<'}, {"&#124;", '|'}, {"&#36;", '$'}, {"&#42;", '*'}};
  std::string out;
  bool is_bold = false;
  bool is_italic = false;
  for (std::size_t at = 0; at < markdown.size();) {
    const std::string_view here = markdown.substr(at);
    const char style = is_bold ? 'b' : is_italic ? 'i' : 'p';
    if (here.starts_with(joiner)) {
      at += joiner.size();
      continue;
    }
    const auto* const reference = std::ranges::find_if(
        references, [here](const auto& one) { return here.starts_with(one.reference); });
    if (reference != std::end(references)) {
      show(out, reference->character, style);
      at += reference->reference.size();
    } else if (here[0] == '\\' && here.size() > 1 &&
               std::ispunct(static_cast<unsigned char>(here[1])) != 0) {
      show(out, here[1], style);
      at += 2;
    } else if (here[0] == '`') {
      const std::size_t row = row_at(markdown, at, '`');
      const std::size_t end = end_of_code(markdown, at + row, row);
      if (end == std::string_view::npos) return "!" + out;
      out += styled_words(markdown.substr(at + row, end - at - row), 'c');
      at = end + row;
    } else if (here[0] == '*') {
      const std::size_t row = row_at(markdown, at, '*');
      if (row > 2) return "!" + out;
      bool& changed = row == 2 ? is_bold : is_italic;
      changed = !changed;
      at += row;
    } else {
      show(out, here[0], style);
      ++at;
    }
  }
  return is_bold || is_italic ? "!" + out : out;
}

std::string styled_words(std::string_view words, char style) {
  std::string out;
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (words.substr(at).starts_with(joiner)) {
      at += joiner.size() - 1;
    } else {
      show(out, words[at], style == 'c' && words[at] == '|' ? 'p' : style);
    }
  }
  return out;
}

}  // namespace baton::test
