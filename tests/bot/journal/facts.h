#pragma once

#include <string>
#include <variant>
#include <vector>

#include "core/model/events.h"

/// An event of every type there is, and of every name that a member may have, as
/// tests/golden/journal has them; in the order of their chain.
namespace baton::test {

using AnyEvent = std::variant<TaskEvent, ClientEvent, DirectoryEvent>;
struct Sample {
  std::string file;  ///< "undone" or "undone.pass": the type, and which of it
  std::string stream;
  AnyEvent event;
};
std::vector<Sample> samples();

}  // namespace baton::test
