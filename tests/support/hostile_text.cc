#include "tests/support/hostile_text.h"

namespace baton::test {
namespace {

using std::string_view;

// Literals with their length, so that a NUL may stand in them.
constexpr string_view parts[] = {
    // Slack
    "<!channel>", "<!here|x>", "<!everyone>", "<!subteam^S01|@team>", "<@U0001>", "<@U0001|ana>",
    "<#C0001>", "<#C0001|acme>", "<https://evil.example|safe>", "<mailto:a@evil.example|x>",
    "<tel:1>", "<slack://open>", "<!date^1^{date}^https://evil.example|x>", "&lt;!channel&gt;",
    "&amp;lt;", "<", ">", "&", "!", "|",
    // Mattermost
    "@all", "@channel", "@here", "@ana", "@", "~town-square", "~", "#tag", "#",
    ":smile:", ":+1:", ":", "[x](https://evil.example)", "![x](https://evil.example/x.png)",
    "[x]: https://evil.example", "](", "![", "[", "]", "(", ")", "https://evil.example/",
    "www.evil.example", "evil.example/x", "ftp://evil.example", "javascript:alert(1)",
    "mailto:a@evil.example", "| a | b |", "|---|---|", "$x$", "$$", "`", "```", "``", "~~~", "~~",
    "*", "**", "***", "_", "__", "- ", "1. ", "> ", ">>> ", "# ", "###### ", "---", "===", "    ",
    "\\", "\\\\", "&#60;", "&#x3c;", "&nbsp;", "&copy", "<b>", "</b>",
    "<img src=x onerror=alert(1)>", "<script>", "<!--", "-->",
    // lines, directions, and what is not seen
    "\n", "\r\n", "\r", "\n\n", "\t", "\v", "\u2028", "\u2029", "\u0085", "\u202E", "\u202D",
    "\u2066", "\u2067", "\u2069", "\u200B", "\u200D", "\u200F", "\u2060", "\uFEFF", "\u00AD",
    string_view("\0", 1), "\x01", "\x07", "\x08", "\x1b[31m", "\x1b]0;x\x07", "\x7F", "\u009B31m",
    // letters, and what looks like them
    "a", "B", "word ", "1", "e\u0301", "\u00FC.de/", "\u4E2D\u6587", "\U0001F600",
    "\U0001F469\u200D\U0001F3A8", "\uFF20all", "\uFF03here", "\uFF1Cb\uFF1E", "\u0430ll",
    // broken
    "\xFF", "\xC3", "\xE2\x82", "\xF0\x9F\x98", "\xC0\xBC", "\xED\xA0\x80", "\"", "'", "{{", "}}",
    "%s", "${x}", " "};
constexpr std::uint32_t parts_max = 12;

struct Next {
  char32_t c = 0;
  std::size_t bytes = 1;
  bool is_valid = false;
};
Next next_of(string_view text) {
  const auto byte = [text](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  const unsigned first = byte(0);
  if (first < 0x80) return {first, 1, true};
  const std::size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4) return {};
  char32_t c = first & (0x7FU >> size);
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return {};
    c = (c << 6U) | (byte(i) & 0x3FU);
  }
  constexpr char32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
  if (c < smallest[size] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) return {};
  return {c, size, true};
}

bool is_blank(char32_t c) {
  return c == ' ' || (c >= 9 && c <= 13) || c == 0x85 || c == 0x2028 || c == 0x2029;
}
bool is_control(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069) || c == 0x2028 || c == 0x2029 || c == 0xFEFF;
}

}  // namespace

std::uint32_t HostileTexts::random() {
  state_ = state_ * 1664525U + 1013904223U;
  return state_ >> 8U;
}

std::string HostileTexts::next() {
  std::string text;
  for (std::uint32_t left = random() % parts_max; left > 0; --left) {
    text += parts[random() % std::size(parts)];
  }
  if (random() % 4 == 0) text += static_cast<char>(random());
  return text;
}

std::string readable(string_view text) {
  std::string out;
  bool is_apart = false;
  while (!text.empty()) {
    const Next next = next_of(text);
    const string_view bytes = next.is_valid ? text.substr(0, next.bytes) : "\uFFFD";
    text.remove_prefix(next.bytes);
    if (next.is_valid && is_blank(next.c)) {
      is_apart = true;
      continue;
    }
    if (next.is_valid && (is_control(next.c) || next.c == 0x2060)) continue;
    if (is_apart && !out.empty()) out += ' ';
    is_apart = false;
    out += bytes;
  }
  return out;
}

std::string control_fault(string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const Next next = next_of(text.substr(at));
    const bool is_fault = !next.is_valid || (is_control(next.c) && next.c != '\n');
    if (is_fault) {
      return (next.is_valid ? "U+" + std::to_string(static_cast<unsigned>(next.c)) : "no UTF-8") +
             " at " + std::to_string(at);
    }
    at += next.bytes;
  }
  return {};
}

}  // namespace baton::test
