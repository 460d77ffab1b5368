#pragma once

#include <string>
#include <string_view>
#include <vector>

/// A reader of Mattermost's markdown for tests: its rules for mentions, hashtags, emoji, links,
/// formatting and blocks, of the server, the web client and the phones at once. Written from their
/// behaviour, apart from the code that escapes.
namespace baton::test {

/// What `markdown` would make of user text but the text itself, each with its place; empty:
/// nothing. REQUIRES: it is user text alone, without markup of ours.
std::vector<std::string> markup_faults(std::string_view markdown);

/// The words that `markdown` shows, without word joiners. REQUIRES: as above.
std::string shown_words(std::string_view markdown);

/// Whom `words`, shown as they are, would mention, tag or show as an emoji.
std::vector<std::string> sigil_faults(std::string_view words);

/// Whom or what `markdown` would mention, tag or link by itself or show as an image, and what it
/// would make of user text, where markup of ours (bold, code, links) may stand in it as well.
std::vector<std::string> attention_faults(std::string_view markdown);

}  // namespace baton::test
