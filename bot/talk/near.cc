#include "bot/talk/near.h"

#include <algorithm>

#include "bot/talk/text.h"

namespace baton {
namespace {

constexpr std::size_t word_bytes_max = 64;  // the distance is quadratic in it
constexpr std::size_t suggestions_max = 3;

}  // namespace

std::size_t edit_distance(std::string_view left, std::string_view right) {
  const std::size_t width = right.size() + 1;
  std::vector<std::size_t> before_last(width);
  std::vector<std::size_t> last(width);
  std::vector<std::size_t> row(width);
  for (std::size_t column = 0; column < width; ++column) row[column] = column;
  for (std::size_t line = 1; line <= left.size(); ++line) {
    before_last.swap(last);
    last.swap(row);
    row[0] = line;
    for (std::size_t column = 1; column < width; ++column) {
      const std::size_t changed = left[line - 1] == right[column - 1] ? 0 : 1;
      row[column] = std::min({last[column] + 1, row[column - 1] + 1, last[column - 1] + changed});
      const bool swapped = line > 1 && column > 1 && left[line - 1] == right[column - 2] &&
                           left[line - 2] == right[column - 1];
      if (swapped) row[column] = std::min(row[column], before_last[column - 2] + 1);
    }
  }
  return row.back();
}

std::vector<std::string> nearest(std::string_view typed,
                                 const std::vector<std::string>& candidates) {
  const std::string wanted = text::loose(typed);
  if (wanted.empty() || wanted.size() > word_bytes_max) return {};
  struct Fit {
    std::size_t distance;
    std::string candidate;
  };
  std::vector<Fit> fits;
  for (const std::string& candidate : candidates) {
    const std::string known = text::loose(candidate);
    if (known.empty() || known.size() > word_bytes_max) continue;
    const std::size_t distance = edit_distance(wanted, known);
    const std::size_t allowed = std::max<std::size_t>(1, std::max(wanted.size(), known.size()) / 3);
    // A word of one or two letters is near to everything: there only a prefix counts.
    const bool starts = known.starts_with(wanted);
    if (starts || (distance <= allowed && wanted.size() > 2)) {
      fits.push_back({starts ? 0 : distance, candidate});
    }
  }
  std::ranges::stable_sort(fits, {}, &Fit::distance);
  std::vector<std::string> near;
  for (Fit& fit : fits) {
    if (near.size() == suggestions_max) break;
    if (std::ranges::find(near, fit.candidate) == near.end()) {
      near.push_back(std::move(fit.candidate));
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
