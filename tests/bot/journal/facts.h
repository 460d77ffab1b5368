#pragma once

#include <string>
#include <variant>
#include <vector>

#include "core/model/events.h"

/// One event of every type there is, as tests/golden/journal has them.
namespace baton::test {

using AnyEvent = std::variant<TaskEvent, ClientEvent, DirectoryEvent>;
struct Sample {
  std::string type;
  std::string stream;
  AnyEvent event;
};
std::vector<Sample> samples();

}  // namespace baton::test
