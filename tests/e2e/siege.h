#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "tests/bot/http/peer.h"
#include "tests/e2e/world.h"

/// Who comes to the service's port and means no good.
namespace baton::test {

/// The status that a connection ends with; `cut`: it is closed without an answer.
inline constexpr int cut = 0;

struct Attack {
  const char* name;
  std::string opening;    ///< is sent at once
  std::string drip;       ///< then byte by byte, for as long as it lasts
  bool finishes = false;  ///< sends no more after the opening, and says so
  int status = cut;       ///< of the first answer
};
/// All of them, at a service that takes heads and bodies of the usual sizes.
std::vector<Attack> attacks();

/// An attack under way.
class Attacker {
 public:
  Attacker(int port, Attack attack);
  /// Sends the next byte, or notices that it was answered or cut. False: it is over.
  bool go_on();
  [[nodiscard]] const Attack& attack() const { return attack_; }
  [[nodiscard]] const std::string& answer() const { return answer_; }
  [[nodiscard]] std::chrono::milliseconds took() const { return took_; }

 private:
  Attack attack_;
  Peer peer_;
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
  std::size_t dripped_ = 0;
  bool is_over_ = false;
  std::string answer_;
  std::chrono::milliseconds took_{0};
};

/// The port of a "http://127.0.0.1:8080".
int port_of(const std::string& url);
/// The value of a series of /metrics; -1: it is not there.
double metric(const World& world, const std::string& series);

/// This process may open as many descriptors as the system lets it, and the next one that it
/// starts begins with a thousand, as from a shell.
class Descriptors {
 public:
  Descriptors();
  /// From now on: after the service was started.
  void raise();
  [[nodiscard]] std::size_t most() const { return most_; }

 private:
  std::size_t most_ = 0;
};

}  // namespace baton::test
