// The service is killed at every named point, under load in both chats, and started again: nothing
// that was answered is lost, nobody is left in silence, and nothing comes twice. I1-I8, F01, F23,
// G01-G04. The same a hundred times and more: ./dev soak.

#include <gtest/gtest.h>

#include "tests/e2e/kills.h"

namespace baton::test {
namespace {

using End = Kills::End;

const NamedPoint& named(KillPoint point) { return named_points[static_cast<std::size_t>(point)]; }

void expect_all_in_order(Kills& kills) {
  const Reckoning found = kills.close();
  EXPECT_GT(found.answers, 0);
  EXPECT_EQ(found.lost, std::vector<std::string>());
  EXPECT_EQ(found.silent, std::vector<std::string>());
  EXPECT_EQ(found.twice, std::vector<std::string>());
}

TEST(KillTest, ThePointsStandInTheOrderOfTheirNumbers) {
  for (std::size_t at = 0; at < named_points.size(); ++at) {
    EXPECT_EQ(static_cast<std::size_t>(named_points[at].point), at) << named_points[at].name;
  }
}

TEST(KillTest, AtEveryPointOfTheFirstStart) {
  Kills kills;
  for (const NamedPoint& point : named_points) {
    if (point.comes != Comes::at_first_start) continue;
    EXPECT_EQ(kills.at(point, 0), End::killed) << point.name;
  }
  kills.open();
  EXPECT_EQ(kills.at(named(KillPoint::command_committed), 0), End::killed);
  expect_all_in_order(kills);
}

TEST(KillTest, WhereNoHistoryCanBeReadWhatMayBeARepeatSaysSo) {  // I5, G04
  Kills kills(Histories::refused);
  kills.open();
  for (const KillPoint point : {KillPoint::post_sent, KillPoint::post_answered}) {
    EXPECT_EQ(kills.at(named(point), 0), End::killed) << named(point).name;
  }
  expect_all_in_order(kills);
}

/// The points are dealt out to several tests, so that they can be run beside each other.
class KillsTest : public testing::TestWithParam<int> {
 protected:
  static constexpr int hands = 4;
};
INSTANTIATE_TEST_SUITE_P(, KillsTest, testing::Range(0, 4));

TEST_P(KillsTest, AtAQuarterOfTheNamedPoints) {
  Kills kills;
  kills.open();
  for (const NamedPoint& point : named_points) {
    const bool is_ours = static_cast<int>(point.point) % hands == GetParam();
    if (!is_ours || point.comes == Comes::at_first_start) continue;
    EXPECT_EQ(kills.at(point, 0), End::killed) << "not there: " << point.name;
  }
  expect_all_in_order(kills);
}

}  // namespace
}  // namespace baton::test
