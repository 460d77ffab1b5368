#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "tests/bench/servers.h"

namespace baton::bench {

inline const std::string baton_name = "Baton";
inline const std::string bolt_name = "Bolt for JavaScript, SQLite";
inline const std::string limit_name = "bare Beast, one row a commit";
inline const std::string grouped_name = "bare Beast, rows in groups";
inline const std::string check_name = "bare Beast, checks the HMAC only";

double median(std::vector<double> values);

/// One figure a round.
struct Figures {
  std::vector<double> per_second;
  std::vector<double> p50_ms;
  std::vector<double> p99_ms;
  std::vector<double> cpu_us;  ///< processor time a command
};

/// A server and what was measured of it.
struct Contender {
  std::string name;
  Server server;
  bool is_durable = true;     ///< what it answers is on the disk
  double idle_mib = 0;        ///< resident, before anything was asked of it
  double loaded_mib = 0;      ///< and after the load
  std::map<int, Figures> at;  ///< by connections
  std::uint64_t refused = 0;  ///< commands that were not answered as expected

  /// One round: `connections` load it for `span`.
  void measure(int connections, std::chrono::milliseconds span);
  [[nodiscard]] double per_second(int connections) const;
};

/// The median of the rounds' own ratios: both sides of each were measured one after the other.
double ratio(const Contender& one, const Contender& other, int connections);

/// All that took turns on one disk. Baton comes first.
struct Part {
  std::string name;  ///< "own-disk": of its chart's file
  std::string title;
  double flush_ms = 0;
  std::vector<Contender> contenders;

  [[nodiscard]] const Contender& baton() const { return contenders.front(); }
  /// The one of that name. Throws std::out_of_range.
  [[nodiscard]] const Contender& named(const std::string& contender) const;
};

}  // namespace baton::bench
