#pragma once

#include <string>

#include "bot/talk/lookup.h"

namespace baton {

/// The longest line that is read, in bytes: more than any text may hold.
inline constexpr std::size_t line_bytes_max = 16000;

/// What was typed after the slash command, as an intent. Total: every line gives one.
Intent parse(const std::string& line, const Speaker& speaker);

}  // namespace baton
