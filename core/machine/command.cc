#include "core/machine/command.h"

#include <array>
#include <string_view>

namespace baton {

std::string_view word_of(Verb verb) {
  constexpr std::array<std::string_view, verb_count> words{
      "new",    "set",    "check", "attach", "approve",  "note", "give",
      "accept", "return", "ask",   "answer", "withdraw", "done", "cancel"};
  return words[static_cast<std::size_t>(verb)];
}

}  // namespace baton
