#include "tests/bench/chart.h"

#include <algorithm>
#include <cstdio>
#include <sstream>

namespace baton::bench {
namespace {

constexpr int width = 760;
constexpr int margin = 24;
constexpr int names_end = 250;  ///< names end here, bars begin a little after
constexpr int bars_begin = names_end + 10;
constexpr int labels_width = 150;
constexpr int bar_height = 18;
constexpr int bar_step = 24;
constexpr int group_head = 34;
constexpr int head = 66;

const char* const style = R"(<style>
  .ground { fill: #ffffff; stroke: #d0d7de; }
  text { font: 13px system-ui, -apple-system, "Segoe UI", sans-serif; fill: #1f2328; }
  .title { font-size: 16px; font-weight: 600; }
  .quiet { fill: #59636e; }
  .group, .ours { font-weight: 600; }
  .bar { fill: #afb8c1; }
  .bar.ours { fill: #0969da; }
  @media (prefers-color-scheme: dark) {
    .ground { fill: #0d1117; stroke: #3d444d; }
    text { fill: #f0f6fc; }
    .quiet { fill: #9198a1; }
    .bar { fill: #656c76; }
    .bar.ours { fill: #4493f8; }
  }
</style>
)";

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      default: out += c;
    }
  }
  return out;
}

void add_text(std::ostream& out, double x, int y, const char* look, const std::string& text) {
  out << "<text x=\"" << x << "\" y=\"" << y << "\" class=\"" << look << "\">" << escaped(text)
      << "</text>\n";
}

}  // namespace

std::string svg_of(const BarChart& chart) {
  double most = 1;
  int height = head + margin;
  for (const BarChart::Group& group : chart.groups) {
    height += group_head + static_cast<int>(group.bars.size()) * bar_step;
    for (const BarChart::Bar& bar : group.bars) most = std::max(most, bar.value);
  }
  std::ostringstream out;
  out << "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " << width << " " << height
      << "\" width=\"" << width << "\" height=\"" << height << "\" role=\"img\">\n"
      << "<title>" << escaped(chart.title) << "</title>\n"
      << style << "<rect class=\"ground\" x=\"0.5\" y=\"0.5\" width=\"" << width - 1
      << "\" height=\"" << height - 1 << "\" rx=\"8\"/>\n";
  add_text(out, margin, 34, "title", chart.title);
  add_text(out, margin, 54, "quiet", chart.subtitle);
  int y = head;
  for (const BarChart::Group& group : chart.groups) {
    y += group_head;
    add_text(out, margin, y - 10, "group", group.title);
    for (const BarChart::Bar& bar : group.bars) {
      const double room = width - bars_begin - labels_width - margin;
      char length[32];
      std::snprintf(length, sizeof length, "%.1f", std::max(1.0, bar.value / most * room));
      const int line = y + bar_height - 5;
      out << "<text x=\"" << names_end << "\" y=\"" << line << "\" text-anchor=\"end\""
          << (bar.is_ours ? " class=\"ours\"" : "") << ">" << escaped(bar.name) << "</text>\n"
          << "<rect class=\"bar" << (bar.is_ours ? " ours" : "") << "\" x=\"" << bars_begin
          << "\" y=\"" << y << "\" width=\"" << length << "\" height=\"" << bar_height
          << "\" rx=\"2\"/>\n";
      add_text(out, bars_begin + std::stod(length) + 8, line, bar.is_ours ? "ours" : "quiet",
               bar.label);
      y += bar_step;
    }
  }
  out << "</svg>\n";
  return out.str();
}

}  // namespace baton::bench
