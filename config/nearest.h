#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace baton::config {

/// How many letters must be inserted, dropped, changed or swapped with their neighbour to make `a`
/// of `b` (Damerau-Levenshtein, restricted). ASCII case does not count.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The candidate that `word` most likely means, the first of equals; nullopt: none is near.
std::optional<std::string> nearest(std::string_view word,
                                   const std::vector<std::string>& candidates);

/// `; did you mean "x"?`, or "" where nothing is near.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace baton::config
