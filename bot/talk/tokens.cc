#include "bot/talk/tokens.h"

#include <algorithm>
#include <array>
#include <utility>

#include "bot/talk/quotes.h"
#include "bot/talk/text.h"
#include "core/text/ascii.h"

namespace baton {
namespace {

bool is_name_char(char c) { return ascii::is_letter_or_digit(c) || c == '-' || c == '_'; }
/// What may stand before "=": an id or the number of a requirement.
bool is_name(std::string_view text) {
  return !text.empty() && text.front() != '-' && std::ranges::all_of(text, is_name_char);
}

bool is_mention_tail(std::string_view text) {
  return std::ranges::all_of(text, [](char c) {
    return c == ',' || c == '.' || c == ':' || c == ';' || c == '!' || c == '?';
  });
}

std::string_view without_tail(std::string_view name) {
  while (!name.empty() && is_mention_tail(name.substr(name.size() - 1))) name.remove_suffix(1);
  return name;
}

}  // namespace

bool Token::is(std::string_view word) const {
  return !quoted && !person && name.empty() && text::folded(text) == word;
}

TypedLine::TypedLine(std::string line, const Directory& directory, WorkspaceId workspace)
    : line_(std::move(line)), directory_(directory), workspace_(std::move(workspace)) {}

std::optional<TypedLine::Unit> TypedLine::markup_at(std::size_t at) const {
  const std::size_t close = line_.find('>', at);
  if (line_[at] != '<' || close == std::string::npos) return std::nullopt;
  const std::string_view inside = std::string_view(line_).substr(at + 1, close - at - 1);
  const std::size_t bar = inside.find('|');
  const std::string_view target = inside.substr(0, bar);
  const std::string_view label = bar == inside.npos ? std::string_view() : inside.substr(bar + 1);
  if (target.size() < 2) return std::nullopt;
  Unit unit;
  unit.bytes = inside.size() + 2;
  switch (target.front()) {
    case '@': {
      unit.mention = true;
      unit.user = {std::string(target.substr(1))};
      const Person* person = directory_.by_identity(workspace_, unit.user);
      unit.text = "@" + (person != nullptr ? person->name
                         : label.empty()   ? unit.user.value
                                           : std::string(label));
      return unit;
    }
    case '#': unit.text = "#" + std::string(label.empty() ? target.substr(1) : label); return unit;
    case '!': {
      const std::string_view word = target.substr(1, target.find('^') - 1);
      unit.text = std::string(label.empty() ? word : label);
      return unit;
    }
    default: break;
  }
  const std::string head = text::folded(target.substr(0, 8));
  if (head.starts_with("mailto:")) {
    unit.text = target.substr(7);
  } else if (text::is_link(target)) {
    unit.text = target;
  } else if (head.starts_with("tel:")) {
    unit.text = target.substr(4);
  } else {
    return std::nullopt;
  }
  // Within a link an ampersand arrives as an entity too.
  for (std::size_t amp = unit.text.find("&amp;"); amp != std::string::npos;
       amp = unit.text.find("&amp;", amp + 1)) {
    unit.text.replace(amp, 5, "&");
  }
  return unit;
}

TypedLine::Unit TypedLine::unit_at(std::size_t at) const {
  if (line_[at] == '<') {
    if (std::optional<Unit> markup = markup_at(at)) return std::move(*markup);
  }
  struct Entity {
    std::string_view code;
    const char* text;
  };
  constexpr std::array entities{Entity{"&amp;", "&"}, Entity{"&lt;", "<"}, Entity{"&gt;", ">"}};
  const std::string_view rest = std::string_view(line_).substr(at);
  Unit unit;
  for (const Entity& entity : entities) {
    if (!rest.starts_with(entity.code)) continue;
    unit.text = entity.text;
    unit.bytes = entity.code.size();
    return unit;
  }
  unit.bytes = text::code_point_at(line_, at).bytes;
  unit.text = rest.substr(0, unit.bytes);
  return unit;
}

std::string TypedLine::decoded(std::size_t from, std::size_t to) const {
  std::string out;
  while (from < to) {
    const Unit unit = unit_at(from);
    out += unit.text;
    from += unit.bytes;
  }
  return out;
}

bool TypedLine::read_quoted(std::size_t& at, Token& token) const {
  const std::optional<Quoted> quoted = quoted_at(line_, at);
  if (!quoted) return false;
  token.quoted = true;
  for (std::size_t inner = quoted->begin; inner < quoted->end;) {
    const bool escapes = line_[inner] == '\\' && inner + 1 < quoted->end &&
                         (line_[inner + 1] == '"' || line_[inner + 1] == '\\');
    if (escapes) ++inner;
    const Unit unit = unit_at(inner);
    token.text += unit.text;
    inner += unit.bytes;
  }
  at = quoted->after;
  return true;
}

Token TypedLine::read_token(std::size_t& at, std::optional<std::size_t>& unclosed) const {
  Token token;
  token.begin = at;
  const auto take_quoted = [&] {
    if (at >= line_.size() || !opens_quote(line_, at)) return false;
    if (read_quoted(at, token)) return true;
    if (must_be_closed(line_, at) && !unclosed) unclosed = at;
    return false;
  };
  bool done = take_quoted();
  bool mention = false;
  std::size_t mention_bytes = 0;
  while (!done && at < line_.size() && text::space_at(line_, at) == 0) {
    const Unit unit = unit_at(at);
    if (token.text.empty() && unit.mention) {
      mention = true;
      token.user = unit.user;
      mention_bytes = unit.text.size();
    }
    at += unit.bytes;
    const bool assigns = unit.text == "=" && token.name.empty() && is_name(token.text);
    if (assigns) {
      token.name = std::exchange(token.text, {});
      done = take_quoted();
      continue;
    }
    token.text += unit.text;
    // how:"by e-mail": the quoted words are a token of their own.
    if (at < line_.size() && opens_quote(line_, at) && text::folded(token.text) == "how:") break;
    if (token.text == "@") {
      done = take_quoted();
      if (done) token.quoted = false;
    }
  }
  token.end = at;
  if (mention && token.name.empty() && is_mention_tail(token.text.substr(mention_bytes))) {
    token.person = true;
    token.text = token.text.substr(1, mention_bytes - 1);
    return token;
  }
  token.user = {};
  const bool plain = !mention && !token.quoted && token.name.empty();
  if (plain && token.text.size() > 1 && token.text.front() == '@') {
    token.person = true;
    token.text = without_tail(std::string_view(token.text).substr(1));
  }
  return token;
}

Tokens TypedLine::tokens() const {
  Tokens tokens;
  for (std::size_t at = 0; at < line_.size();) {
    if (const std::size_t space = text::space_at(line_, at); space != 0) {
      at += space;
      continue;
    }
    tokens.all.push_back(read_token(at, tokens.unclosed));
  }
  return tokens;
}

std::string TypedLine::words_from(std::size_t from) const {
  return words_between(from, line_.size());
}

std::string TypedLine::words_between(std::size_t from, std::size_t to) const {
  const std::string_view slice = std::string_view(line_).substr(0, to);
  while (from < to) {
    const std::size_t space = text::space_at(slice, from);
    if (space == 0) break;
    from += space;
  }
  if (from < to && opens_quote(line_, from)) {
    Token whole;
    std::size_t at = from;
    if (read_quoted(at, whole) && at <= to && text::trimmed(slice.substr(at)).empty()) {
      return whole.text;
    }
  }
  return std::string(text::trimmed(decoded(from, to)));
}

}  // namespace baton
