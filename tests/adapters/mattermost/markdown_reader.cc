#include "tests/adapters/mattermost/markdown_reader.h"

#include <algorithm>
#include <cctype>

#include "bot/codec/utf8.h"

namespace baton::test {
namespace {

constexpr std::string_view joiner = "\u2060";
using Faults = std::vector<std::string>;

bool is_alnum(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }
bool is_word(char c) { return is_alnum(c) || c == '_'; }
bool is_punctuation(char c) { return std::ispunct(static_cast<unsigned char>(c)) != 0; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
char at(std::string_view text, std::size_t i) { return i < text.size() ? text[i] : '\0'; }

/// Whether a letter or a digit of any script stands at `i`; near enough to \p{L} and \d.
bool is_letter_at(std::string_view text, std::size_t i) {
  if (i >= text.size()) return false;
  const auto next = codec::utf8_next(text.substr(i));
  if (!next) return false;
  const char32_t c = next->code_point;
  if (c < 0x80) return is_alnum(text[i]);
  const bool is_sign = (c >= 0x2000 && c <= 0x2BFF) || (c >= 0x3000 && c <= 0x303F) ||
                       (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xFF00 && c <= 0xFF20) ||
                       c == 0xFFFD || c >= 0x1F000 || c < 0xC0 || (c >= 0x300 && c <= 0x36F);
  return !is_sign;
}

void fault(Faults& faults, const char* what, std::string_view text, std::size_t i) {
  faults.push_back(std::string(what) + " at " + std::to_string(i) + ": " +
                   std::string(text.substr(i, 24)));
}

/// The references that are known to all readers; "" for every other.
std::string_view referred(std::string_view text, std::size_t& length) {
  const struct {
    std::string_view reference, character;
  } known[] = {{"&lt;", "<"}, {"&#124;", "|"}, {"&#36;", "$"}, {"&#42;", "*"}};
  for (const auto& one : known) {
    if (text.starts_with(one.reference)) {
      length = one.reference.size();
      return one.character;
    }
  }
  return {};
}

bool is_reference(std::string_view text) {
  std::size_t end = text.starts_with("&#") ? 2 : 1;
  const std::size_t begin = end;
  while (is_word(at(text, end))) ++end;
  return end > begin && at(text, end) == ';';
}

/// The words that stay when escapes are resolved; what is neither word nor escape is a fault.
std::string resolve(std::string_view text, Faults& faults) {
  constexpr std::string_view known_escapes = "`*{}[]()#+-.!_>|~";
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const char next = at(text, i + 1);
    if (c == '\\' && is_punctuation(next)) {
      const bool known = known_escapes.find(next) != std::string_view::npos ||
                         (next == '\\' && !is_word(at(text, i + 2)));
      if (!known) fault(faults, "an escape that not all know", text, i);
      out += next;
      ++i;
      continue;
    }
    std::size_t length = 0;
    if (const std::string_view character = referred(text.substr(i), length); length > 0) {
      out += character;
      i += length - 1;
      continue;
    }
    if (std::string_view("`*[]~<|").find(c) != std::string_view::npos) {
      fault(faults, "markup", text, i);
    }
    if (c == '_' && !(i > 0 && is_alnum(text[i - 1]) && is_alnum(next))) {
      fault(faults, "emphasis", text, i);
    }
    if (c == '&' && is_reference(text.substr(i))) fault(faults, "a reference", text, i);
    out += c;
  }
  return out;
}

/// Mentions, channel links, hashtags and emoji in words as they are shown.
void find_sigils(std::string_view words, Faults& faults) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const char next = at(words, i + 1);
    const bool begins_name = is_word(next) || next == '.' || next == '-';
    if (words[i] == '@' && begins_name) fault(faults, "a mention", words, i);
    if (words[i] == '~' && begins_name) fault(faults, "a channel", words, i);
    if (words[i] == '#' && is_letter_at(words, i + 1) && !is_digit(next))
      fault(faults, "a hashtag", words, i);
    const std::string_view wide = words.substr(i, 3);  // that some readers take for the narrow ones
    const bool is_wide = wide == "＠" || wide == "＃";
    if (is_wide && is_letter_at(words, i + 3)) fault(faults, "a wide sign", words, i);
    if (words[i] == ':') {
      std::size_t end = i + 1;
      while (is_word(at(words, end)) || at(words, end) == '+' || at(words, end) == '-') ++end;
      if (end > i + 1 && at(words, end) == ':') fault(faults, "an emoji", words, i);
    }
  }
}

/// Whether what stands before `i` may be the rest of a domain.
bool follows_name(std::string_view text, std::size_t i) {
  const std::string_view before = text.substr(0, i);
  if (before.empty() || before.ends_with(joiner)) return false;
  const char last = before.back();
  return is_alnum(last) || last == '.' || last == '-' || static_cast<unsigned char>(last) >= 0x80;
}

/// Whether `before` ends in letters, digits and the like, a letter among them.
bool ends_scheme(std::string_view before) {
  while (!before.empty()) {
    const char last = before.back();
    if (is_alnum(last) && !is_digit(last)) return true;
    if (!is_digit(last) && std::string_view("+-.").find(last) == std::string_view::npos) break;
    before.remove_suffix(1);
  }
  return false;
}

/// URLs that become links by themselves.
void find_links(std::string_view text, Faults& faults) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char next = at(text, i + 1);
    if (text[i] == ':' && ends_scheme(text.substr(0, i))) {
      if (next == '/' || next == '%' || is_letter_at(text, i + 1)) {
        fault(faults, "a scheme", text, i);
      }
    }
    if (text[i] != '.') continue;
    std::size_t before = i;
    while (before > 0 && i - before < 3 &&
           std::isdigit(static_cast<unsigned char>(text[before - 1])))
      --before;
    for (std::size_t from = before; from <= i; ++from) {
      if (from < 3) continue;
      std::string www(text.substr(from - 3, 3));
      std::ranges::transform(www, www.begin(), [](unsigned char c) { return std::tolower(c); });
      if (www == "www") fault(faults, "www", text, i);
    }
    std::size_t letters = 0;
    std::size_t end = i + 1;
    while (is_letter_at(text, end) && !is_digit(text[end])) {
      end += codec::utf8_next(text.substr(end))->bytes;
      ++letters;
    }
    if (!follows_name(text, i)) continue;
    if (letters >= 2 && letters <= 4 && at(text, end) == '/') fault(faults, "a domain", text, i);
  }
}

/// "$...$" where formulas are switched on.
void find_formulas(std::string_view text, Faults& faults) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '$') continue;
    const std::size_t end = text.find_first_of("$\n", i + 1);
    if (end == std::string_view::npos || text[end] != '$' || end == i + 1) continue;
    if (!is_word(at(text, end + 1))) fault(faults, "a formula", text, i);
  }
}

void find_blocks(std::string_view line, Faults& faults) {
  const std::size_t begin = line.find_first_not_of(' ');
  if (begin == std::string_view::npos) return;
  if (begin >= 4) fault(faults, "indented code", line, 0);
  line.remove_prefix(begin);
  const auto ends = [line](std::size_t i) { return i >= line.size() || line[i] == ' '; };
  const std::size_t hashes = std::min(line.find_first_not_of('#'), line.size());
  if (hashes >= 1 && hashes <= 6 && ends(hashes)) fault(faults, "a heading", line, 0);
  if (line.front() == '>') fault(faults, "a quote", line, 0);
  if (std::string_view("-+*").find(line.front()) != std::string_view::npos && ends(1)) {
    fault(faults, "a list", line, 0);
  }
  const std::size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
  if (digits > 0 && (at(line, digits) == '.' || at(line, digits) == ')') && ends(digits + 1)) {
    fault(faults, "a numbered list", line, 0);
  }
  for (const char* const rule : {"- ", "= ", "* ", "_ "}) {
    if (line.find_first_not_of(rule) == std::string_view::npos) fault(faults, "a rule", line, 0);
  }
}

std::string without_joiners(std::string text) {
  for (std::size_t i = text.find(joiner); i != std::string::npos; i = text.find(joiner, i)) {
    text.erase(i, joiner.size());
  }
  return text;
}

/// `text` without its code spans, marks of emphasis and destinations of links. An image is a fault.
std::string without_markup(std::string_view text, Faults& faults) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == '\\' && i + 1 < text.size()) {
      out += text.substr(i, 2);
      i += 2;
    } else if (text[i] == '`') {
      const std::size_t row = std::min(text.find_first_not_of('`', i), text.size()) - i;
      std::size_t end = i + row;
      while (end < text.size()) {
        end = std::min(text.find('`', end), text.size());
        const std::size_t closing = std::min(text.find_first_not_of('`', end), text.size()) - end;
        end += closing;
        if (closing == row) break;
      }
      out += '\n';
      i = end;
    } else if (text.substr(i).starts_with("](")) {
      out += '\n';
      i = std::min(text.find(')', i), text.size());
    } else if (text[i] == '*' || text[i] == '[') {
      if (text[i] == '[' && out.ends_with('!')) fault(faults, "an image", text, i);
      out += '\n';
      ++i;
    } else {
      out += text[i++];
    }
  }
  return out;
}

}  // namespace

std::vector<std::string> markup_faults(std::string_view markdown) {
  Faults faults;
  const std::string words = resolve(markdown, faults);
  find_sigils(words, faults);
  find_sigils(markdown, faults);
  find_links(markdown, faults);
  find_links(words, faults);
  find_formulas(markdown, faults);
  for (std::size_t from = 0; from <= markdown.size();) {
    const std::size_t end = std::min(markdown.find('\n', from), markdown.size());
    find_blocks(markdown.substr(from, end - from), faults);
    from = end + 1;
  }
  return faults;
}

std::string shown_words(std::string_view markdown) {
  Faults ignored;
  return without_joiners(resolve(markdown, ignored));
}

std::vector<std::string> sigil_faults(std::string_view words) {
  Faults faults;
  find_sigils(words, faults);
  return faults;
}

std::vector<std::string> attention_faults(std::string_view markdown) {
  Faults faults;
  if (markdown.find('|') != std::string_view::npos)
    faults.push_back("a bar: " + std::string(markdown));
  const std::string bare = without_markup(markdown, faults);
  find_sigils(resolve(bare, faults), faults);
  find_links(bare, faults);
  return faults;
}

}  // namespace baton::test
