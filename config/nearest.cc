#include "config/nearest.h"

#include <algorithm>

#include "core/text/edit_distance.h"

namespace baton::config {
namespace {

constexpr std::size_t word_bytes_max = 64;  // longer ones are no slip of a name

}  // namespace

std::optional<std::string> nearest(std::string_view word,
                                   const std::vector<std::string>& candidates) {
  if (word.empty() || word.size() > word_bytes_max) return std::nullopt;
  std::optional<std::string> best;
  std::size_t best_distance = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const std::string& candidate : candidates) {
    if (candidate.size() > word_bytes_max) continue;
    const std::size_t distance = edit_distance(word, candidate);
    if (distance < best_distance && distance < candidate.size()) {
      best = candidate;
      best_distance = distance;
    }
  }
  return best;
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates) {
  const auto near = nearest(word, candidates);
  return near ? "; did you mean \"" + *near + "\"?" : "";
}

}  // namespace baton::config
