// Two tasks and their tracks under random commands: what the parent knows of its parts is always
// so.

#include <cstdlib>
#include <random>

#include "core/machine/tracks.h"
#include "tests/core/forking.h"

namespace baton::test {
namespace {

constexpr int steps = 20'000;
constexpr std::size_t journal_max = 80;  ///< a family that got this long makes room for a new one

/// One whose tasks may enter the stage with the tracks at once.
Agency make_quick_forking_agency() {
  Agency made = make_forking_agency();
  made.workflows.at({lab, 1}).transitions[0].gate.requirements.clear();
  return made;
}

/// A task and the parts that it has opened.
struct Family {
  Task parent;
  std::vector<Task> tracks;
  std::size_t events = 0;
};

Track::State state_of(const Task& track) {
  if (track.is_open()) return Track::State::open;
  return track.phase == Phase::done ? Track::State::done : Track::State::dropped;
}
bool has_open_track(const Family& family) {
  return std::ranges::any_of(family.tracks, &Task::is_open);
}

class TracksProperties : public testing::Test {
 protected:
  TracksProperties() {
    const char* given = std::getenv("BATON_SEED");
    seed = given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device()();
    random.seed(seed);
  }
  std::size_t below(std::size_t n) { return random() % n; }
  template <class Items>
  auto of(const Items& items) {
    return items[below(std::size(items))];
  }

  void renew(Family& family) {
    family = {};
    family.parent.key = {"ACME-" + std::to_string(++number)};
    run(family, family.parent, ana, StartNew{acme, lab, "Spring launch"});
  }

  /// Judges, and does with the facts what the service does.
  void run(Family& family, Task& task, PersonId by, Action action) {
    now += std::chrono::seconds(1 + below(100));
    const Command command{by, task.key, std::move(action), {}};
    const bool is_track = &task != &family.parent;
    const Family before = family;
    const Task was = task;
    const Verdict verdict = judge(task, command, agency, now);
    for (const TaskFact& fact : verdict.facts)
      task = apply(task, {fact, author_of(fact, command), now});
    family.events += verdict.facts.size();
    if (is_track) {
      if (const auto fact = told_to_parent(was, task)) {
        family.parent = apply(family.parent, {*fact, Author::of(by), now});
        ++told[std::string(name_of(*fact))];
      }
    } else {
      check_parent(before, verdict);
    }
    for (const OpenedTask& opened : verdict.opens) {
      Task track;
      track.key = opened.after.key;
      for (const TaskFact& fact : opened.facts) track = apply(track, {fact, Author::of(by), now});
      EXPECT_EQ(track, opened.after);
      family.tracks.push_back(std::move(track));
      ++told["opened"];
    }
  }

  void check_parent(const Family& before, const Verdict& verdict) {
    if (verdict.rejection && !verdict.rejection->tracks.empty()) ++told["refused"];
    for (const TaskFact& fact : verdict.facts) {
      const bool goes_on =
          std::holds_alternative<Offered>(fact) || std::holds_alternative<TaskDone>(fact) ||
          std::holds_alternative<TaskCancelled>(fact) || std::holds_alternative<TaskMoved>(fact);
      if (goes_on) ++told["went on"];
      EXPECT_FALSE(goes_on && has_open_track(before)) << name_of(fact);
    }
  }

  void step(Family& family) {
    const bool is_track = !family.tracks.empty() && below(2) == 0;
    Task& task = is_track ? family.tracks[below(family.tracks.size())] : family.parent;
    const PersonId holder = task.holder;
    if (task.undoable && below(6) == 0) return run(family, task, task.undoable->by, Undo{});
    if (!task.is_open()) return run(family, task, cora, Reopen{});
    if (below(12) == 0) return run(family, task, cora, Cancel{"no"});
    if (is_track) return run(family, task, holder, Finish{});
    if (const Handoff* offer = task.offer()) {
      if (below(4) == 0) return run(family, task, offer->receiver, GiveBack{{}, "timing", ""});
      return run(family, task, offer->receiver, Accept{});
    }
    const std::array<std::pair<const char*, PersonId>, 3> ways{
        {{"build", dora}, {"review", ana}, {"live", petra}}};
    const auto& [to, receiver] = of(ways);
    run(family, task, holder, Give{StageId{to}, receiver, ""});
  }

  void check(const Family& family) {
    for (const Task& track : family.tracks) {
      const auto record = std::ranges::find(family.parent.tracks, track.key, &Track::key);
      ASSERT_NE(record, family.parent.tracks.end()) << track.key.value;
      EXPECT_EQ(record->state, state_of(track)) << track.key.value;
      EXPECT_EQ(track.parent, family.parent.key);
      EXPECT_FALSE(track.holder.empty()) << "each track is a task, and one person holds it";
    }
    EXPECT_EQ(family.parent.tracks.size(), family.tracks.size());
  }

  const Agency agency = make_quick_forking_agency();
  std::uint64_t seed = 0;
  std::mt19937_64 random;
  TimePoint now = monday_nine;
  int number = 0;
  std::map<std::string, int> told;
};

TEST_F(TracksProperties, HoldForTwoTasksAndTheirTracks) {
  SCOPED_TRACE("BATON_SEED=" + std::to_string(seed));
  std::array<Family, 2> families;
  for (Family& family : families) renew(family);
  for (int at = 0; at < steps && !HasFailure(); ++at) {
    const std::size_t which = below(families.size());
    const Family other = families[1 - which];
    if (families[which].events > journal_max) renew(families[which]);
    step(families[which]);
    check(families[which]);
    const Family& still = families[1 - which];
    EXPECT_TRUE(still.parent == other.parent && still.tracks == other.tracks)
        << "what happens to one task is nothing to the other";
  }
  for (const char* what : {"opened", "TrackEnded", "TrackReopened", "refused", "went on"}) {
    EXPECT_GT(told[what], 0) << "never: " << what;
  }
}

}  // namespace
}  // namespace baton::test
