#include "tests/bench/report.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "tests/bench/chart.h"

namespace baton::bench {
namespace {

/// As printf does it.
template <class... Values>
std::string printed(const char* format, Values... values) {
  char text[400];
  std::snprintf(text, sizeof text, format, values...);
  return text;
}

/// The most connections: where a server's throughput is its own and not the wait of one client.
int most_connections(const Part& part) { return part.baton().at.rbegin()->first; }

void add_part(std::ostream& out, const Part& part) {
  out << "| connections | server | commands a second | p50 ms | p99 ms | CPU µs a command | Baton "
         "to it |\n| ---: | --- | ---: | ---: | ---: | ---: | ---: |\n";
  for (const auto& [connections, ours] : part.baton().at) {
    for (const Contender& contender : part.contenders) {
      const Figures& figures = contender.at.at(connections);
      out << printed("| %d | %s | %.0f | %.2f | %.2f | %.0f | %.2f |\n", connections,
                     contender.name.c_str(), median(figures.per_second), median(figures.p50_ms),
                     median(figures.p99_ms), median(figures.cpu_us),
                     ratio(part.baton(), contender, connections));
    }
  }
}

}  // namespace

bool Goal::is_met() const {
  return sense == Sense::at_least ? measured >= wanted : measured <= wanted;
}

std::string Goal::text() const {
  return printed("%s: %.3g%s, wanted %s %.3g%s: %s", what.c_str(), measured, unit.c_str(),
                 sense == Sense::at_least ? "at least" : "at most", wanted, unit.c_str(),
                 is_met() ? "met" : "not met");
}

std::vector<Goal> goals_of(const std::vector<Part>& parts) {
  std::vector<Goal> goals;
  const double of_bolt[] = {6, 20};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Part& part = parts[i];
    const int connections = most_connections(part);
    goals.push_back({printed("Baton to Bolt at %d connections, a flush taking %.2f ms", connections,
                             part.flush_ms),
                     Goal::Sense::at_least, of_bolt[i],
                     ratio(part.baton(), part.named(bolt_name), connections), " times"});
  }
  const Part& own = parts.front();
  const int connections = most_connections(own);
  goals.push_back({printed("Baton to the durable limit at %d connections", connections),
                   Goal::Sense::at_least, 0.7,
                   ratio(own.baton(), own.named(limit_name), connections), ""});
  goals.push_back(
      {"Baton's resident memory, idle", Goal::Sense::at_most, 25, own.baton().idle_mib, " MiB"});
  return goals;
}

std::string chart_of(const Part& part) {
  BarChart chart;
  chart.title = "Commands a second, each on the disk before its answer";
  chart.subtitle = printed("%s; a flush takes %.2f ms", part.title.c_str(), part.flush_ms);
  for (const auto& [connections, ours] : part.baton().at) {
    BarChart::Group group;
    group.title = printed(connections == 1 ? "%d connection" : "%d connections", connections);
    for (const Contender& contender : part.contenders) {
      if (!contender.is_durable) continue;
      const bool is_ours = &contender == &part.baton();
      BarChart::Bar bar{contender.name, contender.per_second(connections), {}, is_ours};
      bar.label = printed("%.0f", bar.value);
      if (!is_ours) {
        bar.label += printed(" · Baton %.2g ×", ratio(part.baton(), contender, connections));
      }
      group.bars.push_back(std::move(bar));
    }
    chart.groups.push_back(std::move(group));
  }
  return svg_of(chart);
}

std::string report_of(const std::vector<Part>& parts, const std::vector<Goal>& goals,
                      const std::string& note) {
  std::ostringstream out;
  for (const Part& part : parts) {
    out << printed("### %s: a flush takes %.2f ms\n\n", part.title.c_str(), part.flush_ms)
        << "![Commands a second by server and connections](performance/" << part.name
        << ".svg)\n\n";
    add_part(out, part);
    out << "\n";
  }
  out << "### Resident memory\n\n| server | idle MiB | after the load MiB |\n| --- | ---: | ---: "
         "|\n";
  for (const Contender& contender : parts.front().contenders) {
    out << printed("| %s | %.1f | %.1f |\n", contender.name.c_str(), contender.idle_mib,
                   contender.loaded_mib);
  }
  out << "\n### Goals\n\n";
  for (const Goal& goal : goals) out << "- " << goal.text() << "\n";
  out << "\n" << note << "\n";
  return out.str();
}

void write_into_docs(const std::string& report, const std::vector<Part>& parts) {
  const std::filesystem::path docs = std::string(BATON_SOURCE_DIR) + "/docs";
  const std::string path = docs / "performance.md";
  std::ifstream in(path);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  const std::string begin = "<!-- measured: ./dev bench --write -->\n";
  const std::string end = "<!-- end -->";
  const std::size_t from = text.find(begin);
  const std::size_t to = text.find(end);
  if (from == std::string::npos || to == std::string::npos) {
    throw std::runtime_error(path + " has no place for the figures");
  }
  text.replace(from + begin.size(), to - from - begin.size(), report);
  std::ofstream(path) << text;
  std::filesystem::create_directories(docs / "performance");
  for (const Part& part : parts) {
    std::ofstream(docs / "performance" / (part.name + ".svg")) << chart_of(part);
  }
}

}  // namespace baton::bench
