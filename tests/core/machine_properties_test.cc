#include <cstdlib>
#include <random>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "tests/core/walk.h"

/// The machine under 200,000 random steps. The seed is new in every run and printed where a rule
/// breaks; BATON_SEED repeats it. RapidCheck walks shorter roads, and shrinks what it finds.
namespace baton::test {
namespace {

class SeededChoices final : public Choices {
 public:
  explicit SeededChoices(std::uint64_t seed) : random_(seed) {}
  std::uint32_t below(std::uint32_t n) override {
    return static_cast<std::uint32_t>(random_() % n);
  }

 private:
  std::mt19937_64 random_;
};

/// The numbers given, then zeros: a shorter list is a simpler walk.
class ListedChoices final : public Choices {
 public:
  explicit ListedChoices(std::vector<std::uint32_t> list) : list_(std::move(list)) {}
  std::uint32_t below(std::uint32_t n) override {
    return at_ < list_.size() ? list_[at_++] % n : 0;
  }
  [[nodiscard]] bool used_up() const { return at_ >= list_.size(); }

 private:
  std::vector<std::uint32_t> list_;
  std::size_t at_ = 0;
};

std::uint64_t seed_of_this_run() {
  const char* given = std::getenv("BATON_SEED");
  if (given != nullptr) return std::strtoull(given, nullptr, 10);
  return std::random_device()();
}

constexpr std::uint64_t steps_min = 200'000;
constexpr std::uint64_t steps_max = 600'000;

/// Refusals that this agency cannot bring about are tested by name elsewhere.
bool is_out_of_reach(Refusal refusal) { return refusal == Refusal::too_long; }

bool has_seen_all(const Walk::Tally& tally) {
  const bool rows = std::ranges::all_of(table, [&](const Row& row) {
    const auto hit = tally.rows.find({row.from, row.verb});
    return hit != tally.rows.end() && hit->second > 0;
  });
  for (int at = 0; at < refusal_count; ++at) {
    const auto refusal = static_cast<Refusal>(at);
    if (!is_out_of_reach(refusal) && !tally.refusals.contains(refusal)) return false;
  }
  return rows;
}

TEST(MachineProperties, HoldOverTwoHundredThousandRandomSteps) {
  const std::uint64_t seed = seed_of_this_run();
  RecordProperty("seed", std::to_string(seed));
  SCOPED_TRACE("BATON_SEED=" + std::to_string(seed));
  SeededChoices choices(seed);
  Walk walk(choices);
  // What is rare may take some seeds longer; what is never, is never.
  while (walk.tally.steps < steps_min ||
         (walk.tally.steps < steps_max && !has_seen_all(walk.tally))) {
    ASSERT_TRUE(walk.step()) << "step " << walk.tally.steps << ": " << walk.fault;
  }
  EXPECT_GE(walk.tally.accepted * 100, walk.tally.steps * 30);
  std::uint64_t rarest = walk.tally.steps;
  for (const Row& row : table) {
    rarest = std::min(rarest, walk.tally.rows[{row.from, row.verb}]);
    EXPECT_GT((walk.tally.rows[{row.from, row.verb}]), 0u)
        << "never: " << name_of(row.from) << " " << word_of(row.verb);
  }
  EXPECT_EQ(walk.tally.rows.size(), table.size()) << "something moved that is no row";
  RecordProperty("accepted", std::to_string(walk.tally.accepted));
  RecordProperty("rarest row", std::to_string(rarest));
  EXPECT_GT(walk.tally.self_handoffs, 0u);
  EXPECT_GT(walk.tally.gates_broken, 0u);
  EXPECT_GT(walk.tally.refused_but_kept, 0u);
  EXPECT_GT(walk.tally.moved, 0u);
  for (const Undoing what :
       {Undoing::accept, Undoing::give_back, Undoing::withdraw, Undoing::take, Undoing::pass,
        Undoing::wait, Undoing::block, Undoing::done, Undoing::cancel}) {
    EXPECT_GT(walk.tally.undone[what], 0u) << "never taken back: " << word_of(what);
  }
  for (const char* fact : {"UndoClosed", "Reminded", "GapConfirmed", "ConsentMoved"}) {
    EXPECT_GT(walk.tally.by_clock[fact], 0u) << "never by the clock: " << fact;
  }
  for (int at = 0; at < refusal_count; ++at) {
    const auto refusal = static_cast<Refusal>(at);
    EXPECT_EQ(walk.tally.refusals.contains(refusal), !is_out_of_reach(refusal)) << name_of(refusal);
  }
}

RC_GTEST_PROP(MachineProperties, HoldOnShortRoadsToo, ()) {
  ListedChoices choices(*rc::gen::scale(8.0, rc::gen::arbitrary<std::vector<std::uint32_t>>()));
  Walk walk(choices);
  while (!choices.used_up()) {
    const bool held = walk.step();
    if (!held) RC_LOG() << walk.fault << std::endl;
    RC_ASSERT(held);
  }
}

}  // namespace
}  // namespace baton::test
