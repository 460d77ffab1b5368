#include <gtest/gtest.h>

#include "adapters/sandbox/mattermost/rest.h"
#include "adapters/sandbox/mattermost/window.h"
#include "tests/adapters/sandbox/mattermost_world.h"

/// Everything that the simulated Mattermost remembers is bounded (docs/sandbox.md, "Limits").
namespace baton::test {
namespace {

using sandbox::mattermost::Channel;
using sandbox::mattermost::Hooks;
using sandbox::mattermost::LedgerEntry;
using sandbox::mattermost::PendingPosts;
using sandbox::mattermost::Post;
using sandbox::mattermost::ServerState;
using sandbox::mattermost::Sessions;
using sandbox::mattermost::User;
using sandbox::mattermost::window_changes;

User named(const std::string& username) {
  User user;
  user.username = username;
  return user;
}

TEST(MattermostBoundsTest, AFullLedgerLosesItsOldestLinesAndSaysSo) {
  World world;
  ServerState& state = world.state();
  constexpr std::size_t kept_max = sandbox::Ledger<LedgerEntry>::kept_max;
  const std::size_t before = state.ledger().lines().size();
  const std::uint64_t start = state.revision();
  Post post;
  post.channel_id = recorded_channel;
  post.user_id = recorded_alice;
  for (std::size_t i = before; i <= kept_max; ++i) state.add(post, world.clock.now());
  EXPECT_EQ(state.ledger().lines().size(), kept_max);
  const std::uint64_t oldest = state.ledger().lines().front().number;
  EXPECT_GE(oldest, start);
  EXPECT_EQ(window_changes(world.machine(), recorded_alice, oldest - 2), Json({{"reset", true}}));
  EXPECT_FALSE(window_changes(world.machine(), recorded_alice, oldest - 1).contains("reset"));
}

TEST(MattermostBoundsTest, TheOldestOfTooManyLogInsEnds) {
  FakeRandom random;
  Sessions sessions{Secret("bot")};
  const std::string first = sessions.issue(recorded_alice, random);
  const std::string second = sessions.issue(recorded_bob, random);
  for (std::size_t i = 2; i < Sessions::kept_max; ++i) sessions.issue(recorded_carol, random);
  EXPECT_EQ(sessions.user_of(first), recorded_alice);
  sessions.issue(recorded_carol, random);
  EXPECT_EQ(sessions.user_of(first), "");
  EXPECT_EQ(sessions.user_of(second), recorded_bob);
  EXPECT_EQ(sessions.user_of("bot"), sandbox::mattermost::bot_user());
}

TEST(MattermostBoundsTest, TheOldestOfTooManyResponseAddressesGoes) {
  FakeRandom random;
  const FakeClock clock{TimePoint(std::chrono::seconds(1))};
  Hooks hooks;
  const auto issue = [&] {
    Hooks::Hook hook;
    hook.user = recorded_alice;
    hook.made_at = clock.now();
    return hooks.issue(std::move(hook), random);
  };
  const std::string first = issue();
  const std::string second = issue();
  for (std::size_t i = 2; i < Hooks::kept_max; ++i) issue();
  EXPECT_NE(hooks.find(first, clock.now()), nullptr);
  issue();
  EXPECT_EQ(hooks.find(first, clock.now()), nullptr);
  EXPECT_NE(hooks.find(second, clock.now()), nullptr);
}

TEST(MattermostBoundsTest, TheOldestOfTooManyPendingIdsIsForgotten) {
  const FakeClock clock{TimePoint(std::chrono::seconds(1))};
  PendingPosts pending;
  for (std::size_t i = 0; i < PendingPosts::kept_max; ++i) {
    pending.remember("p" + std::to_string(i), "post" + std::to_string(i), clock.now());
  }
  EXPECT_EQ(pending.find("p0", clock.now()), "post0");
  pending.remember("one more", "another post", clock.now());
  EXPECT_EQ(pending.find("p0", clock.now()), "");
  EXPECT_EQ(pending.find("p1", clock.now()), "post1");
}

TEST(MattermostBoundsTest, NobodyAndNothingMoreFitsIntoAFullServer) {
  World world;
  ServerState& state = world.state();
  while (state.users().size() < ServerState::users_max) {
    ASSERT_NE(state.add_user(named("user" + std::to_string(state.users().size()))), nullptr);
  }
  EXPECT_EQ(state.add_user(named("late")), nullptr);
  while (state.channels().size() < ServerState::channels_max) {
    ASSERT_NE(state.add_channel(Channel{}), nullptr);
  }
  EXPECT_EQ(state.add_channel(Channel{}), nullptr);
  EXPECT_EQ(state.direct(recorded_carol, recorded_alice, world.clock.now()), nullptr);
  EXPECT_NE(state.direct(recorded_bob, recorded_alice, world.clock.now()), nullptr)
      << "one that is there already";
}

}  // namespace
}  // namespace baton::test
