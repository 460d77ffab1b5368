#pragma once

#include <string>
#include <vector>

#include "tests/bench/contender.h"

namespace baton::bench {

/// What was wanted of Baton, and what came of it.
struct Goal {
  enum class Sense { at_least, at_most };
  std::string what;
  Sense sense = Sense::at_least;
  double wanted = 0;
  double measured = 0;
  std::string unit;

  [[nodiscard]] bool is_met() const;
  [[nodiscard]] std::string text() const;  ///< "20 times ..."
};

/// `parts`: the disk as it is, then the slow one.
std::vector<Goal> goals_of(const std::vector<Part>& parts);

/// All that was measured, as Markdown. `note`: how it was.
std::string report_of(const std::vector<Part>& parts, const std::vector<Goal>& goals,
                      const std::string& note);

/// A part's chart, as SVG.
std::string chart_of(const Part& part);

/// Puts the report and the charts into docs/. Throws std::runtime_error.
void write_into_docs(const std::string& report, const std::vector<Part>& parts);

}  // namespace baton::bench
