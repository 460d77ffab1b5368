#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace baton::bench {

/// One measured stretch of load.
struct Stretch {
  std::uint64_t answered = 0;  ///< with 200 and the expected text
  std::uint64_t refused = 0;   ///< with anything else
  double seconds = 0;
  std::vector<double> latencies_ms;

  [[nodiscard]] double per_second() const { return static_cast<double>(answered) / seconds; }
  [[nodiscard]] double latency_ms(double quantile) const;
};

struct Target {
  int port = 0;
  std::string secret;
  /// What is typed after /handoff on a connection; `number` differs every time.
  std::function<std::string(int connection, std::uint64_t number)> command_text;
  std::string expected_text;  ///< stands in every good answer
};

/// Signed slash commands over `connections` kept-alive connections to 127.0.0.1, each sending the
/// next when the last was answered, for `span`. Every command has a trigger of its own.
Stretch load(const Target& target, int connections, std::chrono::milliseconds span);

}  // namespace baton::bench
