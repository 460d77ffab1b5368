#pragma once

#include <string>
#include <string_view>

/// Text of people, made fit to be shown.
namespace baton::codec {

/// `text` on one line: valid UTF-8, line breaks and tabs as one space, without other control
/// characters and without those that reorder what is read.
std::string one_line(std::string_view text);

/// The same, with line feeds kept as they are.
std::string many_lines(std::string_view text);

}  // namespace baton::codec
