#include "adapters/mattermost/text.h"

#include <algorithm>
#include <optional>

#include "adapters/mattermost/escape.h"
#include "bot/codec/links.h"
#include "bot/codec/shown_text.h"
#include "bot/codec/utf8.h"
#include "core/text/ascii.h"

namespace baton::mattermost {
namespace {

constexpr std::string_view ellipsis = "…";
constexpr std::string_view pipe = "&#124;";
constexpr std::size_t fence_overhead = 4;

/// `line` escaped, or its beginning and an ellipsis. `asterisk`: what stands for one.
std::string cut_escaped(std::string_view line, std::size_t length_max,
                        std::string_view asterisk = "\\*") {
  std::string out;
  std::size_t length = 0;
  std::size_t fits = 0;  // bytes that leave room for the ellipsis
  escape(line, [&](std::string_view piece) {
    if (length > length_max) return;
    if (piece == "\\*") piece = asterisk;
    length += codec::count_code_points(piece);
    out += piece;
    if (length + 1 <= length_max) fits = out.size();
  });
  if (length <= length_max) return out;
  out.resize(fits);
  if (out.ends_with('$')) out.pop_back();  // it was none of a formula; before an ellipsis it may be
  if (length_max > 0) out += ellipsis;
  return out;
}

/// The longest row of backticks in `text`.
std::size_t longest_row(std::string_view text) {
  std::size_t longest = 0;
  std::size_t row = 0;
  for (const char c : text) {
    row = c == '`' ? row + 1 : 0;
    longest = std::max(longest, row);
  }
  return longest;
}

std::string fenced(std::string_view text) {
  if (text.find_first_not_of(' ') == std::string_view::npos) return std::string(text);
  const std::string fence(longest_row(text) + 1, '`');
  const auto needs_room = [](char c) { return c == '`' || c == ' '; };
  const char* const room = needs_room(text.front()) || needs_room(text.back()) ? " " : "";
  return fence + room + std::string(text) + room + fence;
}

/// `text` in code spans. A "|" stands between them: nothing would escape it within one.
std::string in_code(std::string_view text) {
  std::string out;
  while (true) {
    const std::size_t bar = text.find('|');
    out += fenced(text.substr(0, bar));
    if (bar == std::string_view::npos) return out;
    out += pipe;
    text.remove_prefix(bar + 1);
  }
}

/// Whether `c` may stand in a reference to a character, between "&" or "&#" and ";".
bool in_reference(char c) { return ascii::is_letter_or_digit(c) || c == '_'; }

/// Whether `c` may be of a domain: two texts that were escaped apart must not make one.
bool in_name(char c) {
  return ascii::is_letter_or_digit(c) || c == '.' || c == '-' ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// Whether `text` ends in what may be half a reference to a character: "&", "&#3", "&l".
bool ends_in_half_reference(std::string_view text) {
  const std::size_t ampersand = text.rfind('&');
  if (ampersand == std::string_view::npos) return false;
  std::string_view rest = text.substr(ampersand + 1);
  if (rest.starts_with('#')) rest.remove_prefix(1);
  return std::ranges::all_of(rest, in_reference);
}

/// Where a link leads, as its destination in markdown; nullopt for what might not stay whole there.
std::optional<std::string> destination(std::string_view url) {
  if (codec::one_line(url) != url || url.find("\u00A0") != std::string_view::npos) {
    return std::nullopt;
  }
  std::string out;
  for (const char c : url) {
    switch (c) {
      case '(': out += "%28"; break;
      case ')': out += "%29"; break;
      case ';': out += "%3B"; break;  // so that "&copy;" stays what it is
      default: out += c;
    }
  }
  return out;
}

}  // namespace

MattermostText::MattermostText(std::string_view user_text, std::size_t length_max)
    : text_(cut_escaped(codec::one_line(user_text), length_max)),
      length_(codec::count_code_points(text_)) {}

MattermostText MattermostText::made_of(std::string markdown) {
  MattermostText made;
  made.length_ = codec::count_code_points(markdown);
  made.text_ = std::move(markdown);
  return made;
}

MattermostText MattermostText::emphasis(std::string_view marker, std::string_view user_text,
                                        std::size_t length_max) {
  const std::string line = codec::one_line(user_text);
  const std::size_t begin = line.find_first_not_of(' ');
  const std::size_t end = line.find_last_not_of(' ') + 1;
  // Blanks stand outside: with one within it is no emphasis.
  const std::string_view before = begin > 0 && begin != std::string::npos ? " " : "";
  const std::string_view after = end < line.size() ? " " : "";
  const std::size_t around = 2 * marker.size() + before.size() + after.size();
  if (begin == std::string::npos || length_max <= around) return {line, length_max};
  // The web client ends an emphasis of one asterisk at an escaped one too.
  const std::string_view asterisk = marker.size() == 1 ? "&#42;" : "\\*";
  const std::string inside =
      cut_escaped(std::string_view(line).substr(begin, end - begin), length_max - around, asterisk);
  std::string out(before);
  out.append(marker).append(inside).append(marker).append(after);
  return made_of(std::move(out));
}

MattermostText MattermostText::bold(std::string_view user_text, std::size_t length_max) {
  return emphasis("**", user_text, length_max);
}

MattermostText MattermostText::italic(std::string_view user_text, std::size_t length_max) {
  return emphasis("*", user_text, length_max);
}

MattermostText MattermostText::code(std::string_view user_text, std::size_t length_max) {
  std::string line = codec::one_line(user_text);
  MattermostText made = made_of(in_code(line));
  while (made.length() > length_max) {
    if (length_max <= fence_overhead) return {line, length_max};
    const std::size_t excess = made.length() - length_max;
    const std::size_t length = codec::count_code_points(line);
    line = codec::truncate_code_points(line, length > excess ? length - excess : 1);
    if (length == 1) return {line, length_max};
    made = made_of(in_code(line));
  }
  return made;
}

MattermostText MattermostText::link(std::string_view label, std::string_view url,
                                    std::size_t length_max) {
  const std::optional<codec::SafeLink> safe = codec::safe_link(label, url);
  const std::optional<std::string> leads_to = safe ? destination(safe->url) : std::nullopt;
  const std::size_t around = leads_to ? codec::count_code_points(*leads_to) + 4 : 0;
  if (!leads_to || around >= length_max) {  // half a URL would lead elsewhere
    const std::string both = label.empty() || label == url
                                 ? std::string(url)
                                 : std::string(label) + " (" + std::string(url) + ")";
    return {both, length_max};
  }
  std::string shown = codec::one_line(safe->label);
  if (shown.find_first_not_of(' ') == std::string::npos) shown = safe->url;
  MattermostText made =
      made_of("[" + cut_escaped(shown, length_max - around) + "](" + *leads_to + ")");
  if (!safe->domain.empty() && made.length() < length_max) {
    made += MattermostText(" (" + safe->domain + ")", length_max - made.length());
  }
  return made;
}

MattermostText& MattermostText::operator+=(const MattermostText& next) {
  if (next.empty()) return *this;
  const char last = text_.empty() ? '\n' : text_.back();
  const char first = next.text_.front();
  const bool is_longer_marker = last == first && (last == '*' || last == '`');
  const bool is_one_name = in_name(last) && (in_name(first) || first == '/');
  const bool is_image = last == '!' && first == '[';
  const bool is_reference =
      (in_reference(first) || first == '#' || first == ';') && ends_in_half_reference(text_);
  if (is_longer_marker || is_one_name || is_image || is_reference) {
    text_ += word_joiner;
    ++length_;
  }
  text_ += next.text_;
  length_ += next.length_;
  return *this;
}

void MattermostText::new_line() {
  text_ += '\n';
  ++length_;
}

LiteralText::LiteralText(std::string_view user_text, std::size_t length_max) {
  const std::string line = codec::one_line(user_text);
  std::string broken;
  broken.reserve(line.size());
  for (std::size_t at = 0; at < line.size();) {
    const std::string_view sigil = sigil_at(line, at);
    const std::size_t bytes = std::max<std::size_t>(sigil.size(), 1);
    broken.append(line, at, bytes);
    at += bytes;
    if (!sigil.empty() && at < line.size()) broken += word_joiner;
  }
  text_ = codec::truncate_code_points(broken, length_max);
}

}  // namespace baton::mattermost
