#pragma once

#include <string>

#include "adapters/mattermost/seal.h"

/// Seals for tests, and presses to be sealed.
namespace baton::test {

inline const Secret seal_key{"a key of thirty-two bytes, or so"};
inline const Secret next_seal_key{"the key that came after it, 2026"};

inline mattermost::Seal seal_of(const Secret& key = seal_key,
                                const std::string& agency = "northlight",
                                const std::string& workspace = "mattermost") {
  return {key, agency, WorkspaceId{workspace}};
}

inline Press accept_press() {
  Press press;
  press.verb = Verb::accept;
  press.task = TaskKey{"ACME-12"};
  press.handoff = 2;
  press.version = 17;
  return press;
}
inline Press return_press() {
  Press press = accept_press();
  press.kind = Press::Kind::open_form;
  press.verb = Verb::give_back;
  return press;
}

}  // namespace baton::test
