#include "tests/bench/contender.h"

#include <algorithm>
#include <stdexcept>

namespace baton::bench {

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  std::ranges::sort(values);
  return values[values.size() / 2];
}

void Contender::measure(int connections, std::chrono::milliseconds span) {
  const double cpu_before = server.process->cpu_seconds();
  const Stretch stretch = load(server.target, connections, span);
  const double cpu = server.process->cpu_seconds() - cpu_before;
  Figures& figures = at[connections];
  figures.per_second.push_back(stretch.per_second());
  figures.p50_ms.push_back(stretch.latency_ms(0.5));
  figures.p99_ms.push_back(stretch.latency_ms(0.99));
  const auto answered = static_cast<double>(std::max<std::uint64_t>(stretch.answered, 1));
  figures.cpu_us.push_back(cpu * 1e6 / answered);
  refused += stretch.refused;
}

double Contender::per_second(int connections) const {
  return median(at.at(connections).per_second);
}

double ratio(const Contender& one, const Contender& other, int connections) {
  std::vector<double> ratios;
  const auto& top = one.at.at(connections).per_second;
  const auto& bottom = other.at.at(connections).per_second;
  for (std::size_t round = 0; round < top.size(); ++round) {
    ratios.push_back(top[round] / bottom[round]);
  }
  return median(ratios);
}

const Contender& Part::named(const std::string& contender) const {
  const auto found = std::ranges::find(contenders, contender, &Contender::name);
  if (found == contenders.end()) throw std::out_of_range("nobody is called " + contender);
  return *found;
}

}  // namespace baton::bench
