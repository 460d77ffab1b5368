#include "bot/ports/store.h"

#include <array>

#include "bot/ports/clock.h"

namespace baton {

std::string_view word_of(Phase phase) {
  constexpr std::array<std::string_view, 7> words{"absent",  "idle", "offered",  "waiting",
                                                  "blocked", "done", "cancelled"};
  return words[static_cast<std::size_t>(phase)];
}

StreamId task_stream(const TaskKey& key) { return StreamId{"task/" + key.value}; }
StreamId client_stream(const ClientKey& key) { return StreamId{"client/" + key.value}; }

std::string random_id(Random& random) {
  unsigned char bytes[16];
  random.fill(bytes);
  constexpr char digits[] = "0123456789abcdef";
  std::string out;
  out.reserve(32);
  for (const unsigned char byte : bytes) {
    out += digits[byte >> 4];
    out += digits[byte & 15];
  }
  return out;
}

}  // namespace baton
