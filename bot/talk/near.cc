#include "bot/talk/near.h"

#include <algorithm>
#include <optional>

#include "bot/talk/text.h"
#include "core/text/edit_distance.h"

namespace baton {
namespace {

constexpr std::size_t word_bytes_max = 64;  // the distance is quadratic in it
constexpr std::size_t suggestions_max = 3;
constexpr std::size_t beginning_bytes_min = 4;  // less begins too many words

std::size_t distance_to_beginning(std::string_view typed, std::string_view known) {
  std::size_t nearest = typed.size();
  for (std::size_t length = typed.size() - 1; length <= typed.size() + 1; ++length) {
    if (length < known.size()) {
      nearest = std::min(nearest, edit_distance(typed, known.substr(0, length)));
    }
  }
  return nearest;
}

/// How far `known` is from what was typed; nullopt: too far to have been meant.
std::optional<std::size_t> distance_within_reason(std::string_view typed, std::string_view known) {
  if (known.starts_with(typed)) return 0;
  // A word of one or two letters is near to everything: there only a prefix counts.
  if (typed.size() <= 2) return std::nullopt;
  const std::size_t whole = edit_distance(typed, known);
  if (whole <= std::max<std::size_t>(1, std::max(typed.size(), known.size()) / 3)) return whole;
  if (typed.size() < beginning_bytes_min) return std::nullopt;
  const std::size_t beginning = distance_to_beginning(typed, known);
  return beginning <= typed.size() / 4 ? std::optional(beginning) : std::nullopt;
}

}  // namespace

std::vector<std::string> nearest(std::string_view typed,
                                 const std::vector<std::string>& candidates) {
  const std::string wanted = text::loose(typed);
  if (wanted.empty() || wanted.size() > word_bytes_max) return {};
  struct Fit {
    std::size_t distance;
    std::string known;
    std::string candidate;
  };
  std::vector<Fit> fits;
  for (const std::string& candidate : candidates) {
    std::string known = text::loose(candidate);
    if (known.empty() || known.size() > word_bytes_max) continue;
    if (const auto distance = distance_within_reason(wanted, known)) {
      fits.push_back({*distance, std::move(known), candidate});
    }
  }
  std::ranges::stable_sort(fits, {}, &Fit::distance);
  std::vector<std::string> near;
  for (std::size_t at = 0; at < fits.size() && near.size() < suggestions_max; ++at) {
    const auto before = fits.begin() + static_cast<std::ptrdiff_t>(at);
    if (std::find_if(fits.begin(), before,
                     [&](const Fit& fit) { return fit.known == fits[at].known; }) == before) {
      near.push_back(fits[at].candidate);
    }
  }
  return near;
}

std::vector<std::string> starting_with(std::string_view typed,
                                       const std::vector<std::string>& candidates) {
  const std::string wanted = text::loose(typed);
  std::vector<std::string> fits;
  if (wanted.empty()) return fits;
  for (const std::string& candidate : candidates) {
    const std::string known = text::loose(candidate);
    if (known == wanted) return {candidate};
    if (known.starts_with(wanted)) fits.push_back(candidate);
  }
  return fits;
}

}  // namespace baton
