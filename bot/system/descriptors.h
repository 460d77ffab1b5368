#pragma once

#include <cstdint>

namespace baton {

/// Lets this process have as many descriptors open as it may ever have, and yields how many. A
/// shell, and systemd, begin with 1024: fewer than the connections that the service takes.
std::uint64_t raise_descriptor_limit();

}  // namespace baton
