#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace baton::config {

/// The candidate that `word` most likely means, the first of equals; nullopt: none is near.
std::optional<std::string> nearest(std::string_view word,
                                   const std::vector<std::string>& candidates);

/// `; did you mean "x"?`, or "" where nothing is near.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace baton::config
