#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tests/core/fixture.h"

/// Random people doing random things to several tasks while the clock runs, and what must hold
/// after each step. The oracle here reads PRODUCT's rules a second time, and shares no code with
/// the machine.
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
/// the end; overrides are the right of directors.
Agency make_walking_agency();

inline bool is_coordinator(const PersonId& person) { return person == olga || person == cora; }
inline bool is_director(const PersonId& person) { return person == olga || person == dirk; }

/// The newest change of state that somebody may take back, as the oracle remembers it.
struct Press {
  Verb verb;
  PersonId by;
  TimePoint at;
  Task before;
};

class Walk {
 public:
  explicit Walk(Choices& choices);

  /// One command by one person on one task, or what the clock does to it. False, with `fault`
  /// saying why, where a rule broke.
  bool step();

  struct Tally {
    std::uint64_t steps = 0;
    std::uint64_t accepted = 0;
    std::uint64_t self_handoffs = 0;
    std::uint64_t gates_broken = 0;
    std::uint64_t refused_but_kept = 0;
    std::uint64_t moved = 0;                               ///< tasks that went on elsewhere
    std::map<std::pair<Phase, Verb>, std::uint64_t> rows;  ///< accepted with an effect
    std::map<Refusal, std::uint64_t> refusals;
    std::map<Undoing, std::uint64_t> undone;
    std::map<std::string, std::uint64_t> by_clock;  ///< name of the fact
  };
  Tally tally;
  std::string fault;

 private:
  struct Track {
    Task task;
    std::vector<TaskEvent> journal;
    std::optional<Press> press;
  };

  // walk_choices.cc: what is tried.
  Command any_command(const Task& task);
  Action any_action(const Task& task, Verb verb);
  Action life_action(const Task& task, Verb verb);
  Action helpful_action(const Task& task);
  [[nodiscard]] Verb rarest_verb(const Task& task) const;
  Verb likely_verb(const Task& task);
  PersonId likely_person(const Task& task, Verb verb);
  Values any_values();
  std::string any_item();
  std::string any_value_for(const std::string& item);
  std::string any_words();

  void renew(Track& track);
  void append(Track& track, const TaskEvent& event);
  bool tick(Track& track);
  bool fail_at(const Task& before, const Command& command, const Verdict& verdict);
  void remember(Track& track, const Task& before, const Command& command, const Verdict& verdict);

  // walk_rules.cc: what must hold.
  bool holds(bool condition, const char* rule);
  bool check_state(const Track& track);
  bool check_step(const Task& before, const Command& command, const Verdict& verdict,
                  const Track& after);
  bool check_fact(const TaskFact& fact, const Task& before, const Task& after,
                  const Command& command);
  bool check_offer(const Offered& offered, const Task& at, const Task& after, Verb verb);
  bool check_facts(const Task& before, const Command& command, const Verdict& verdict);
  bool check_phase(const Task& before, const Command& command, const Verdict& verdict);
  bool check_undo(const std::optional<Press>& press, const Command& command,
                  const Verdict& verdict);
  [[nodiscard]] bool may(const Task& task, const Command& command) const;
  [[nodiscard]] bool may_take(const Task& task, const PersonId& by) const;

  Choices& choices_;
  const Agency agency_;
  std::vector<Track> tracks_;
  TimePoint now_ = monday_nine;
  int last_number_ = 0;
};

}  // namespace baton::test
