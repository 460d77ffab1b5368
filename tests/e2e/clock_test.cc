// The machine's clock is set while the service runs: F37, T02.

#include "tests/e2e/campaign.h"
#include "tests/e2e/store_file.h"

namespace baton::test {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;

constexpr auto slack = Platform::slack;

class ClockTest : public testing::Test {
 protected:
  ClockTest() { world.start(); }
  /// How many events there are.
  std::string events() {
    return rows_of(world.folder() / "baton.db", "SELECT count(*) FROM journal").at(0).at(0);
  }
  bool is_accepted(const Entry& entry) {
    return entry.kind == Entry::Kind::edited && is_told_to_dino(entry, "Dino holds this");
  }
  static bool is_told_to_dino(const Entry& entry, const std::string& begin) {
    return entry.place == "direct Dino" && entry.shown.starts_with(begin);
  }

  World world{everybody_in(slack), 1, World::With::faults};
};

TEST_F(ClockTest, AServiceWhoseClockIsWrongBelievesNoSlackRequestUntilItIsSetRight) {  // T02
  start_campaign(world, "Right");
  const std::string before = events();
  for (const milliseconds wrong : {milliseconds(minutes(6)), milliseconds(hours(-1)),
                                   milliseconds(hours(48)), milliseconds(hours(-48))}) {
    SCOPED_TRACE(wrong.count());
    world.faults()->clock_ms = wrong.count();
    const Done refused = world.say("Ana", "/handoff note ACME-1 \"by a wrong clock\"");
    EXPECT_EQ(refused.answer.status, 401) << testing::PrintToString(refused);
  }
  EXPECT_EQ(events(), before);
  EXPECT_TRUE(has(world.log(), "timestamp is more than 5 minutes off")) << world.log();
  world.faults()->clock_ms = milliseconds(minutes(4)).count();  // within the window
  EXPECT_EQ(world.say("Ana", "/handoff note ACME-1 \"nearly right\"").answer.status, 200);
  world.faults()->clock_ms = 0;
  EXPECT_EQ(world.say("Ana", "/handoff note ACME-1 \"right again\"").answer.status, 200);
}

TEST_F(ClockTest, ADayThatIsSkippedEndsWhatHadFiveMinutes) {
  const std::string key = start_campaign(world, "Spring launch");
  offer_campaign(world, key);
  world.press("Dino", offer_to_dino(world, key), "Accept");
  world.seen("Undo stands on the message",
             [&](const Entry& entry) { return is_accepted(entry) && has(entry.shown, "Undo"); });
  world.set_clocks(hours(26));
  const Done late = world.say("Dino", "/handoff undo " + key);
  EXPECT_TRUE(has(late.saw, "Too late")) << late.saw;
  start_campaign(world, "Something happens");  // else it is noticed within half a minute
  world.seen("Undo is gone",
             [&](const Entry& entry) { return is_accepted(entry) && !has(entry.shown, "Undo"); });
}

TEST_F(ClockTest, AClockThatIsSetBackHoldsNoMessageAndRepeatsNone) {
  world.set_clocks(hours(26));
  const std::string first = start_campaign(world, "Tomorrow");
  offer_campaign(world, first);
  card_of(world, slack, first);
  world.settled();
  world.set_clocks(milliseconds(0));
  const std::string second = start_campaign(world, "Today");
  offer_campaign(world, second);
  card_of(world, slack, second);
  offer_to_dino(world, second);
  world.settled();
  world.kill();
  world.set_clocks(hours(-26));
  world.start();
  world.settled();
  for (const std::string& key : {first, second}) {
    EXPECT_EQ(world.count([&](const Entry& entry) { return is_in(entry, "acme", key); }), 1);
    EXPECT_EQ(world.count([&](const Entry& entry) { return is_direct(entry, "Dino", key); }), 1);
  }
}

}  // namespace
}  // namespace baton::test
