// Cycle after cycle the service is killed at a named point, or at any moment, while people work
// with it in both chats; then all ledgers are compared. I1-I8, F01, G01-G04.
//
// usage: soak [CYCLES [SEED]]      exit status 1 if anything was lost, silent or double

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/e2e/kills.h"

namespace baton::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;
using End = Kills::End;

constexpr int cycles_by_default = 100;
constexpr int cycles_of_a_world = 25;  // then the chats have as many messages as they keep
constexpr int passages_max = 12;
constexpr int moments = 6;  // kills at any moment, for each time that all points come
/// Every so many worlds no history can be read.
constexpr int worlds_a_blind_one = 4;
/// So soon after people got something to do it is killed at any moment.
constexpr int soonest_ms = 20;
constexpr int latest_ms = 800;
constexpr const char* any_moment = "at any moment";

class Soak {
 public:
  Soak(int cycles, unsigned seed) : cycles_(cycles), seed_(seed), random_(seed) {}

  /// Whether all was in order.
  bool run() {
    std::printf("%d kills; the same again: build/release/tests/soak/soak %d %u\n", cycles_, cycles_,
                seed_);
    while (cycle_ < cycles_) live_in_one_world();
    print();
    return ended_by_itself_ == 0 && all_points_were_met() && !testing::Test::HasFailure();
  }

 private:
  struct Tally {
    int tried = 0;
    int died = 0;
  };

  void live_in_one_world() {
    const bool is_blind = ++world_ % worlds_a_blind_one == 0;
    const Histories histories = is_blind ? Histories::refused : Histories::readable;
    const int last = std::min(cycles_, cycle_ + cycles_of_a_world);
    Kills kills(histories);
    // A few deaths before it was ever ready.
    for (const NamedPoint& point : named_points) {
      const bool is_first = point.comes == Comes::at_first_start;
      const bool is_chosen = world_ == 1 || random_() % 2 == 0;
      if (is_first && is_chosen && cycle_ < last) kill(kills, &point);
    }
    kills.open();
    while (cycle_ < last) kill(kills, next_point());
    const Reckoning found = kills.close();
    std::printf("world %d%s: ", world_, is_blind ? ", no history can be read" : "");
    print_figures(found);
    tell("lost", found.lost);
    tell("silent", found.silent);
    tell("double", found.twice);
    (is_blind ? blind_ : seen_) += found;
  }

  /// Each point once, and some moments between, in any order, before any comes again; nullptr: a
  /// moment.
  const NamedPoint* next_point() {
    if (to_come_.empty()) {
      to_come_.assign(moments, nullptr);
      for (const NamedPoint& point : named_points) {
        if (point.comes != Comes::at_first_start) to_come_.push_back(&point);
      }
      std::ranges::shuffle(to_come_, random_);
    }
    const NamedPoint* const next = to_come_.back();
    to_come_.pop_back();
    return next;
  }

  void kill(Kills& kills, const NamedPoint* point) {
    const auto began = steady_clock::now();
    End end = End::never;
    std::string name = any_moment;
    if (point != nullptr) {
      name = point->name;
      const bool is_first = point->comes == Comes::at_first_start;
      end = kills.at(*point, is_first ? 0 : static_cast<int>(random_() % passages_max));
    } else {
      std::uniform_int_distribution<int> ms(soonest_ms, latest_ms);
      end = kills.after(milliseconds(ms(random_)));
    }
    Tally& tally = tallies_[name];
    ++tally.tried;
    if (end == End::killed) ++tally.died;
    if (end == End::by_itself) ++ended_by_itself_;
    const std::chrono::duration<double> took = steady_clock::now() - began;
    std::printf("cycle %d of %d: %-36s %s %5.1f s\n", ++cycle_, cycles_, name.c_str(), words(end),
                took.count());
    std::fflush(stdout);
  }

  static const char* words(End end) {
    switch (end) {
      case End::killed: return "killed      ";
      case End::never: return "not reached ";
      case End::by_itself: return "ENDED ITSELF";
    }
    return "";
  }

  static void tell(const char* what, const std::vector<std::string>& found) {
    for (const std::string& each : found) ADD_FAILURE() << what << ": " << each;
  }

  static void print_figures(const Reckoning& found) {
    std::printf(
        "jobs %d, commands answered %d (jobs in doubt %d), messages %d, lost %zu, silent %zu, "
        "double %zu, possible repeats labelled %d, given up %d\n",
        found.jobs, found.answers, found.in_doubt, found.messages, found.lost.size(),
        found.silent.size(), found.twice.size(), found.repeats, found.given_up);
    std::fflush(stdout);
  }

  /// Now and then the load does not come to a point in time; not to come there twice is a change.
  bool all_points_were_met() {
    return std::ranges::all_of(
        tallies_, [](const auto& tally) { return tally.second.died + 1 >= tally.second.tried; });
  }

  void print() {
    std::printf("\n%-36s %6s %6s\n", "killed when", "tried", "killed");
    int killed = 0;
    int reached = 0;
    const auto line = [&](std::string_view name) {
      const Tally& tally = tallies_[std::string(name)];
      std::printf("%-36s %6d %6d\n", name.data(), tally.tried, tally.died);
      killed += tally.died;
      return tally.died > 0 ? 1 : 0;
    };
    for (const NamedPoint& point : named_points) reached += line(point.name);
    line(any_moment);
    std::printf("\ncycles %d, killed %d, ended by itself %d, named points reached %d of %zu\n",
                cycle_, killed, ended_by_itself_, reached, named_points.size());
    std::printf("where history can be read: ");
    print_figures(seen_);
    if (world_ < worlds_a_blind_one) return;
    std::printf("where it cannot:           ");
    print_figures(blind_);
  }

  int cycles_;
  unsigned seed_;
  std::mt19937 random_;
  std::vector<const NamedPoint*> to_come_;
  std::map<std::string, Tally> tallies_;
  int world_ = 0;
  int cycle_ = 0;
  int ended_by_itself_ = 0;
  Reckoning seen_;   ///< in the worlds where histories can be read
  Reckoning blind_;  ///< and in the others
};

/// A number from 1 to a million that an argument names.
int number(const char* text) {
  char* end = nullptr;
  const long value = std::strtol(text, &end, 10);
  const bool is_number = end != text && *end == '\0' && value >= 1 && value <= 1'000'000;
  if (!is_number) throw std::invalid_argument(std::string(text) + " is no number of that kind");
  return static_cast<int>(value);
}

}  // namespace
}  // namespace baton::test

int main(int count, char** arguments) {
  using namespace baton::test;
  try {
    const int cycles = count > 1 ? number(arguments[1]) : cycles_by_default;
    const int seed =
        count > 2 ? number(arguments[2]) : 1 + static_cast<int>(std::random_device()() % 1'000'000);
    return Soak(cycles, static_cast<unsigned>(seed)).run() ? 0 : 1;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "soak: %s\n", error.what());
    return 2;
  }
}
