#include "adapters/slack/text.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "bot/codec/utf8.h"

namespace baton::slack {
namespace {

constexpr std::string_view ellipsis = "…";          // one UTF-16 unit
constexpr std::string_view word_joiner = "\u2060";  // no width, no break
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

/// Calls `take` with each character to be shown, as valid UTF-8.
template <class Take>
void each_shown(std::string_view text, Breaks breaks, Take take) {
  bool after_break = false;
  while (!text.empty()) {
    const std::optional<codec::Utf8Char> next = codec::utf8_next(text);
    const std::string_view bytes = text.substr(0, next ? next->bytes : 1);
    text.remove_prefix(bytes.size());
    if (!next) {
      take(replacement);
    } else if (breaks_line(next->code_point)) {
      if (breaks == Breaks::kept && next->code_point == '\n') {
        take(bytes);
      } else if (!after_break) {
        take(std::string_view(" "));
      }
      after_break = breaks == Breaks::folded;
      continue;
    } else if (!is_hidden(next->code_point)) {
      take(bytes);
    }
    after_break = false;
  }
}

bool starts_with_any_case(std::string_view text, std::string_view lower) {
  return text.size() >= lower.size() &&
         std::ranges::equal(text.substr(0, lower.size()), lower, [](char a, char b) {
           return std::tolower(static_cast<unsigned char>(a)) == b;
         });
}

/// Whether `rest`, behind a "<", would make it a mention or a link in mrkdwn.
bool begins_markup(std::string_view rest) {
  constexpr std::array<std::string_view, 6> beginnings{"!", "@", "#", "http", "mailto:", "tel:"};
  return std::ranges::any_of(
      beginnings, [rest](std::string_view one) { return starts_with_any_case(rest, one); });
}

std::string_view escaped(std::string_view character) {
  if (character == "&") return "&amp;";
  if (character == "<") return "&lt;";
  if (character == ">") return "&gt;";
  return character;
}

}  // namespace

std::string one_line(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  each_shown(text, Breaks::folded, [&out](std::string_view bytes) { out += bytes; });
  return out;
}

LiteralText::LiteralText(std::string_view user_text, std::size_t length_max) {
  const std::string line = one_line(user_text);
  std::string broken;
  broken.reserve(line.size());
  for (std::size_t at = 0; at < line.size(); ++at) {
    broken += line[at];
    if (line[at] == '<' && begins_markup(std::string_view(line).substr(at + 1))) {
      broken += word_joiner;
    }
  }
  text_ = codec::truncate_utf16(broken, length_max);
}

MarkupText::MarkupText(std::string_view user_text, std::size_t length_max) {
  std::size_t length = 0;
  std::size_t fits = 0;  // bytes of text_ that leave room for the ellipsis
  each_shown(user_text, Breaks::kept, [&](std::string_view bytes) {
    if (length > length_max) return;
    const std::string_view piece = escaped(bytes);
    length += codec::count_utf16_units(piece);
    text_ += piece;
    if (length + 1 <= length_max) fits = text_.size();
  });
  if (length <= length_max) return;
  text_.resize(fits);
  if (length_max > 0) text_ += ellipsis;
}

}  // namespace baton::slack
