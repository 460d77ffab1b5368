#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace baton {

/// Those of `candidates` that `typed` may have been meant to be or to begin, the nearest first, at
/// most three: no more than a third of the letters differ, of a beginning a quarter. Case, and
/// spaces against hyphens, do not count.
std::vector<std::string> nearest(std::string_view typed,
                                 const std::vector<std::string>& candidates);

/// Those of `candidates` that start with `typed`; only the one that equals it, where one does.
/// Case, and spaces against hyphens, do not count. The order is that of `candidates`.
std::vector<std::string> starting_with(std::string_view typed,
                                       const std::vector<std::string>& candidates);

}  // namespace baton
