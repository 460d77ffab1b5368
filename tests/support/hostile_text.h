#pragma once

#include <cstdint>
#include <string>
#include <string_view>

/// Text that somebody writes who wants to be more than text, and how it must read in the end.
namespace baton::test {

/// Texts made of what means something to Slack, to Mattermost, to a browser, to a terminal or to a
/// reader's eye. The same seed gives the same texts.
class HostileTexts {
 public:
  explicit HostileTexts(std::uint32_t seed) : state_(seed) {}
  std::string next();

 private:
  std::uint32_t random();
  std::uint32_t state_;
};

/// What of `text` must still be there for a reader, found without the code that escapes: its
/// characters in their order, U+FFFD for each byte that is part of none; without controls, marks
/// that turn the direction, byte order marks and word joiners; every row of blanks and line ends as
/// one blank, none at the ends.
std::string readable(std::string_view text);

/// Why `text` must not reach a screen whatever else it is: "" or the first control character, mark
/// that turns the direction, or byte that is no UTF-8, by its place. A line feed is none.
std::string control_fault(std::string_view text);

}  // namespace baton::test
