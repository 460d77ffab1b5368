#pragma once

#include <cstddef>
#include <string_view>

namespace baton {

/// How many letters must be inserted, dropped, changed or swapped with their neighbour to make `a`
/// of `b` (Damerau-Levenshtein, restricted). ASCII case does not count.
std::size_t edit_distance(std::string_view a, std::string_view b);

}  // namespace baton
