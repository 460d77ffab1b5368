#include "adapters/mattermost/typed_text.h"

#include <algorithm>

#include "core/text/ascii.h"

namespace baton::mattermost {
namespace {

bool is_word_char(char c) { return ascii::is_letter_or_digit(c) || c == '_'; }
bool is_name_char(char c) { return is_word_char(c) || c == '.' || c == '-'; }

/// The longest name at the start of `text` that is somebody's.
Mentions::const_iterator mentioned_at(std::string_view text, const Mentions& mentions) {
  const auto end = std::ranges::find_if_not(text, is_name_char);
  std::string_view name = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  while (!name.empty()) {
    const auto found = mentions.find(name);
    if (found != mentions.end() || ascii::is_letter_or_digit(name.back())) return found;
    name.remove_suffix(1);
  }
  return mentions.end();
}

}  // namespace

bool IgnoringCase::operator()(std::string_view left, std::string_view right) const {
  return std::ranges::lexicographical_compare(left, right, {}, ascii::lower, ascii::lower);
}

std::string typed_text(std::string_view text, const Mentions& mentions) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    switch (c) {
      case '&': out += "&amp;"; continue;
      case '<': out += "&lt;"; continue;
      case '>': out += "&gt;"; continue;
      default: break;
    }
    const bool may_mention = c == '@' && (at == 0 || !is_word_char(text[at - 1]));
    const auto found = may_mention ? mentioned_at(text.substr(at + 1), mentions) : mentions.end();
    if (found == mentions.end()) {
      out += c;
      continue;
    }
    const std::size_t length = found->first.size();
    out.append("<@").append(found->second.value).append("|");
    out.append(text.substr(at + 1, length)).append(">");
    at += length;
  }
  return out;
}

}  // namespace baton::mattermost
