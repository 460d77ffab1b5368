#pragma once

#include <string>
#include <vector>

#include "tests/e2e/load.h"
#include "tests/e2e/world.h"

namespace baton::test {

/// What people were answered, what is on the journal, and what stands in the chats, compared.
struct Reckoning {
  int jobs = 0;
  int answers = 0;   ///< that said it was recorded
  int in_doubt = 0;  ///< jobs with a step that nobody answered in time
  int messages = 0;  ///< of Baton's, in both chats
  int repeats = 0;   ///< those of them that say they may be a repeat, and may
  int given_up = 0;  ///< messages of unknown fate that were not sent a third time

  std::vector<std::string> lost;    ///< answered, and not on the journal
  std::vector<std::string> silent;  ///< on the journal, and not to be seen by who must know
  std::vector<std::string> twice;   ///< done or said more than once

  Reckoning& operator+=(const Reckoning& other);
  [[nodiscard]] bool is_in_order() const { return lost.empty() && silent.empty() && twice.empty(); }
};

/// Whether Baton may look up what stands in a chat: where it may not, a message of unknown fate is
/// sent once again, and says so.
enum class Histories { readable, refused };

/// REQUIRES: the service runs, in an agency of in_both_chats(); nobody works any more.
Reckoning reckon(World& world, const std::vector<Job>& jobs,
                 Histories histories = Histories::readable);

}  // namespace baton::test
