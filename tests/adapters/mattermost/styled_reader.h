#pragma once

#include <string>
#include <string_view>

/// The styles of a line of Mattermost's markdown, read apart from the code that escapes.
namespace baton::test {

/// Every character that `markdown` shows, blanks and word joiners left out, each behind the letter
/// of its style: p, b (bold), i (italic), c (code). "!" in front: a mark of emphasis or code is
/// left open. REQUIRES: no links of ours stand in it.
std::string styled_reading(std::string_view markdown);

/// The same of what ought to be shown: `words` in one style. A "|" of code stands plainly, for
/// nothing would escape it there.
std::string styled_words(std::string_view words, char style);

}  // namespace baton::test
