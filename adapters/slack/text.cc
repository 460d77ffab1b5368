#include "adapters/slack/text.h"

#include <algorithm>
#include <array>

#include "bot/codec/shown_text.h"
#include "bot/codec/utf8.h"
#include "core/text/ascii.h"

namespace baton::slack {
namespace {

constexpr std::string_view ellipsis = "…";          // one UTF-16 unit
constexpr std::string_view word_joiner = "\u2060";  // no width, no break

/// Whether `rest` begins with a scheme and its colon, of the web or of any program: "slack:".
bool begins_scheme(std::string_view rest) {
  const auto in_scheme = [](char c) {
    return ascii::is_letter_or_digit(c) || c == '+' || c == '-' || c == '.';
  };
  const auto end = std::ranges::find_if_not(rest, in_scheme);
  return end != rest.begin() && end != rest.end() && *end == ':';
}

/// Whether `rest`, behind a "<", would make it a mention or a link in mrkdwn.
bool begins_markup(std::string_view rest) {
  constexpr std::array<std::string_view, 4> beginnings{"!", "@", "#", "http"};
  return begins_scheme(rest) || std::ranges::any_of(beginnings, [rest](std::string_view one) {
           return ascii::starts_with(rest, one);
         });
}

std::string_view escaped(std::string_view character) {
  if (character == "&") return "&amp;";
  if (character == "<") return "&lt;";
  if (character == ">") return "&gt;";
  return character;
}

}  // namespace

LiteralText::LiteralText(std::string_view user_text, std::size_t length_max) {
  const std::string line = codec::one_line(user_text);
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
  const std::string shown = codec::many_lines(user_text);
  std::size_t length = 0;
  std::size_t fits = 0;  // bytes of text_ that leave room for the ellipsis
  for (std::size_t at = 0; at < shown.size() && length <= length_max;) {
    const std::size_t bytes = codec::utf8_next(std::string_view(shown).substr(at))->bytes;
    const std::string_view piece = escaped(std::string_view(shown).substr(at, bytes));
    at += bytes;
    length += codec::count_utf16_units(piece);
    text_ += piece;
    if (length + 1 <= length_max) fits = text_.size();
  }
  if (length <= length_max) return;
  text_.resize(fits);
  if (length_max > 0) text_ += ellipsis;
}

}  // namespace baton::slack
