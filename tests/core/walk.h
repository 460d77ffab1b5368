#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tests/core/fixture.h"

/// Random people doing random things to several tasks, and what must hold after each step. The
/// oracle here reads PRODUCT's rules a second time, and shares no code with the machine.
namespace baton::test {

/// Where the walk's choices come from: a number below `n`.
class Choices {
 public:
  virtual ~Choices() = default;
  virtual std::uint32_t below(std::uint32_t n) = 0;

  template <class Items>
  auto of(const Items& items) {
    return *(std::begin(items) + below(static_cast<std::uint32_t>(std::size(items))));
  }
  bool one_in(std::uint32_t n) { return below(n) == 0; }
};

/// The lab with all kinds of requirements, two ways forward, rework, a self-handoff and a gate at
/// the end.
Agency make_walking_agency();

class Walk {
 public:
  explicit Walk(Choices& choices);

  /// One command by one person on one task. False, with `fault` saying why, where a rule broke.
  bool step();

  struct Tally {
    std::uint64_t steps = 0;
    std::uint64_t accepted = 0;
    std::uint64_t self_handoffs = 0;
    std::uint64_t gates_broken = 0;
    std::uint64_t refused_but_kept = 0;
    std::map<std::pair<Phase, Verb>, std::uint64_t> rows;  ///< accepted with an effect
    std::map<Refusal, std::uint64_t> refusals;
  };
  Tally tally;
  std::string fault;

 private:
  struct Track {
    Task task;
    std::vector<TaskEvent> journal;
  };

  Command any_command(const Task& task);
  Action any_action(const Task& task, const PersonId& by);
  Action helpful_action(const Task& task);
  Verb likely_verb(const Task& task);
  PersonId likely_person(const Task& task, Verb verb);
  Values any_values();
  std::string any_item();
  std::string any_value_for(const std::string& item);
  void renew(Track& track);

  bool holds(bool condition, const char* rule);
  bool check_step(const Task& before, const Command& command, const Verdict& verdict,
                  const Track& after);
  bool check_facts(const Task& before, const Command& command, const Verdict& verdict);
  bool check_phase(const Task& before, const Command& command, const Verdict& verdict);
  [[nodiscard]] bool may(const Task& task, const Command& command) const;

  Choices& choices_;
  const Agency agency_;
  std::vector<Track> tracks_;
  TimePoint now_ = monday_nine;
  int last_number_ = 0;
};

}  // namespace baton::test
