#include "adapters/mattermost/escape.h"

#include <algorithm>
#include <array>
#include <string>

#include "core/text/ascii.h"

namespace baton::mattermost {
namespace {

using ascii::is_digit;
using ascii::is_letter;
using ascii::is_letter_or_digit;

bool is_word(char c) { return is_letter_or_digit(c) || c == '_'; }

/// Whether `rest`, behind a "&", makes it a reference to a character: "lt;", "#60;".
bool ends_reference(std::string_view rest) {
  const std::size_t begin = rest.starts_with('#') ? 1 : 0;
  std::size_t end = begin;
  while (end < rest.size() && is_word(rest[end])) ++end;
  return end > begin && end < rest.size() && rest[end] == ';';
}

/// Whether what stands before a dot is "www", perhaps with a few digits.
bool ends_in_www(std::string_view before) {
  constexpr std::size_t digits_max = 3;
  for (std::size_t i = 0; i < digits_max && !before.empty() && is_digit(before.back()); ++i) {
    before.remove_suffix(1);
  }
  return before.size() >= 3 && std::ranges::all_of(before.substr(before.size() - 3),
                                                   [](char c) { return c == 'w' || c == 'W'; });
}

/// Whether `rest`, behind a dot, ends a domain in front of a path: two to four letters of any
/// script, and a slash.
bool ends_domain(std::string_view rest) {
  std::size_t letters = 0;
  for (const char c : rest) {
    if (c == '/') return letters >= 2;
    const auto byte = static_cast<unsigned char>(c);
    const bool continues = (byte & 0xC0U) == 0x80U;
    if (!continues && ++letters > 4) return false;
    if (byte < 0x80 && !is_letter(c)) return false;
  }
  return false;
}

/// Whether `line` would be more than words at the start of a line: a heading, a quote, a list, a
/// rule, code.
bool begins_block(std::string_view line) {
  constexpr std::size_t indent_of_code = 4;
  const std::size_t begin = line.find_first_not_of(' ');
  if (begin == std::string_view::npos) return false;
  if (begin >= indent_of_code) return true;
  line.remove_prefix(begin);
  const char next = line.size() > 1 ? line[1] : ' ';
  if (std::string_view("#>=|").find(line.front()) != std::string_view::npos) return true;
  if (line.front() == '-' || line.front() == '+') return !is_letter_or_digit(next);
  const std::size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
  if (digits == 0 || digits == line.size()) return false;
  if (line[digits] != '.' && line[digits] != ')') return false;
  return digits + 1 == line.size() || line[digits + 1] == ' ';
}

/// Whether a colon between `before` and `rest` is one of "10:30", and neither ends a scheme nor
/// begins an emoji.
bool divides_time(std::string_view before, std::string_view rest) {
  if (before.empty() || !is_digit(before.back()) || rest.empty() || !is_digit(rest.front())) {
    return false;
  }
  constexpr std::string_view in_scheme = "0123456789.+-";
  const std::size_t ahead = before.find_last_not_of(in_scheme);
  if (ahead != std::string_view::npos && is_letter(before[ahead])) return false;
  const auto ends_name = [](char c) { return !is_word(c) && c != '+' && c != '-'; };
  const auto end = std::ranges::find_if(rest, ends_name);
  return end == rest.end() || *end != ':';
}

/// What stands for `c` between `before` and `rest`; "" where it stands for itself.
std::string replaced(char c, std::string_view before, std::string_view rest) {
  const char next = rest.empty() ? '\0' : rest.front();
  const char previous = before.empty() ? '\0' : before.back();
  switch (c) {
    // A second backslash would be shown in front of a letter: the web client keeps "\\server".
    case '\\': return "\\" + std::string(word_joiner);
    case '`':
    case '*':
    case '[':
    case ']': return {'\\', c};
    case '_': return is_letter_or_digit(previous) && is_letter_or_digit(next) ? "" : "\\_";
    case '~': return next == ' ' ? "\\~" : "\\~" + std::string(word_joiner);
    case '<': return "&lt;";                                   // or "<url|label>" becomes a link
    case '|': return "&#124;";                                 // the same, and tables
    case '$': return is_letter_or_digit(next) ? "" : "&#36;";  // or it may end a formula
    case '&': return ends_reference(rest) ? "&" + std::string(word_joiner) : "";
    case '.': return ends_in_www(before) || ends_domain(rest) ? std::string(word_joiner) + "." : "";
    default: return {};
  }
}

}  // namespace

std::string_view sigil_at(std::string_view line, std::size_t at) {
  constexpr std::array<std::string_view, 6> sigils{"@", "#", "~", ":", "＠", "＃"};
  const std::string_view here = line.substr(at);
  for (const std::string_view sigil : sigils) {
    if (!here.starts_with(sigil)) continue;
    const std::string_view rest = here.substr(sigil.size());
    const bool stands_alone =
        rest.starts_with(' ') || (sigil == ":" && divides_time(line.substr(0, at), rest));
    return stands_alone ? std::string_view() : sigil;
  }
  return {};
}

void escape(std::string_view line, const std::function<void(std::string_view)>& take) {
  if (begins_block(line)) take(word_joiner);
  for (std::size_t at = 0; at < line.size();) {
    const std::string_view here = line.substr(at);
    const std::string replacement = replaced(line[at], line.substr(0, at), here.substr(1));
    const std::string_view sigil = sigil_at(line, at);
    if (!replacement.empty()) {
      take(replacement);
      ++at;
    } else if (!sigil.empty()) {
      at += sigil.size();
      take(std::string(sigil) + std::string(word_joiner));
    } else {
      std::size_t bytes = 1;  // of one character
      while (at + bytes < line.size() &&
             (static_cast<unsigned char>(line[at + bytes]) & 0xC0U) == 0x80U) {
        ++bytes;
      }
      take(here.substr(0, bytes));
      at += bytes;
    }
  }
}

}  // namespace baton::mattermost
