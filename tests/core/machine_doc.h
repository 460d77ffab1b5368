#pragma once

#include <string>

namespace baton::test {

/// docs/machine.md: the machine as a diagram and tables, rendered from the constexpr table.
std::string machine_doc();

}  // namespace baton::test
