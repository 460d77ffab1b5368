#pragma once

#include <string>
#include <vector>

namespace baton::bench {

/// A chart of horizontal bars in groups, all of one scale.
struct BarChart {
  struct Bar {
    std::string name;
    double value = 0;
    std::string label;     ///< what stands at its end
    bool is_ours = false;  ///< in the colour that stands out
  };
  struct Group {
    std::string title;
    std::vector<Bar> bars;
  };
  std::string title;
  std::string subtitle;
  std::vector<Group> groups;
};

/// An SVG with its own ground, light or dark as the reader prefers.
std::string svg_of(const BarChart& chart);

}  // namespace baton::bench
