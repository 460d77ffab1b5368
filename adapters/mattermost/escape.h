#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

/// How single characters of user text are kept from meaning anything to Mattermost.
namespace baton::mattermost {

inline constexpr std::string_view word_joiner = "\u2060";

/// The character at `at` of `line`, if it begins a mention, a hashtag, an emoji or, behind a
/// scheme, a URL, and must have a word joiner behind it: @ # ~ : and the wide forms of the first
/// two, unless a blank follows, or it is the colon of a time. Else "".
std::string_view sigil_at(std::string_view line, std::size_t at);

/// Calls `take` with `line`, piece by piece, so that the pieces together are markdown that shows
/// `line` and nothing else, wherever on a line it stands and whatever stands beside it.
/// REQUIRES: `line` is valid UTF-8 without line breaks.
void escape(std::string_view line, const std::function<void(std::string_view)>& take);

}  // namespace baton::mattermost
