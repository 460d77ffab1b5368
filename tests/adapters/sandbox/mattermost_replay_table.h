#pragma once

#include <span>

#include "tests/adapters/sandbox/mattermost_replay.h"

namespace baton::test {

/// What becomes of one recorded case.
struct ReplayRow {
  const char* name;                         ///< the file without ".json"; "*": all that begin so
  void (*setup)(Replay& replay) = nullptr;  ///< brings the world into the case's state
  const char* why_not = nullptr;            ///< why it is not replayed; nullptr: it is
};

/// One row for every case of INDEX.json; its ".inbound" files go with it.
std::span<const ReplayRow> replay_table();

}  // namespace baton::test
