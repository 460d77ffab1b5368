#include "core/machine/command.h"

#include <array>
#include <string_view>

namespace baton {

std::string_view word_of(Verb verb) {
  constexpr std::array<std::string_view, verb_count> words{
      "new",   "set",     "check",    "attach", "approve", "note", "give",     "accept", "return",
      "ask",   "answer",  "withdraw", "done",   "cancel",  "undo", "take",     "pass",   "urgent",
      "repay", "forgive", "gap",      "supply", "confirm", "drop", "allow",    "refuse", "start",
      "block", "unblock", "wait",     "resume", "snooze",  "due",  "priority", "reopen", "move"};
  return words[static_cast<std::size_t>(verb)];
}

std::string_view word_of(Undoing what) {
  constexpr std::array<std::string_view, 9> words{"accept", "return", "withdraw", "take",  "pass",
                                                  "wait",   "block",  "done",     "cancel"};
  return words[static_cast<std::size_t>(what)];
}

std::string_view word_of(Priority priority) {
  constexpr std::array<std::string_view, 3> words{"low", "normal", "high"};
  return words[static_cast<std::size_t>(priority)];
}

}  // namespace baton
