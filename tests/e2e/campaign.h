#pragma once

#include <string>

#include <gtest/gtest.h>

#include "tests/e2e/world.h"

/// What the stories have in common: a campaign of ACME that Ana offers to Dino.
namespace baton::test {

/// All that the first handoff of a campaign asks for.
inline constexpr const char* brief =
    " objective=\"Sell 500 pairs\" audience=Runners rationale=\"Spring is when they buy\"";

/// Ana starts it, and holds it at Strategy. Its key.
std::string start_campaign(World& world, const std::string& title);
/// Ana gives it to Dino, with all that is asked for.
void offer_campaign(World& world, const std::string& key);
/// The message by which Dino is asked to accept it.
Entry offer_to_dino(World& world, const std::string& key);
/// Its card in the client's channel.
Entry card_of(World& world, Platform chat, const std::string& key);

/// A story that is played by people who are all in one chat, once for each platform.
class OnEachPlatform : public testing::TestWithParam<Platform> {
 protected:
  static Platform platform() { return GetParam(); }
  void live(int time_rate = 1) {
    world_ = std::make_unique<World>(everybody_in(platform()), time_rate);
  }
  World& world() {
    if (!world_) live();
    return *world_;
  }
  ChatSide& chat() { return world().chat(platform()); }

 private:
  std::unique_ptr<World> world_;
};

#define BATON_PLAY_ON_EACH_PLATFORM(suite) \
  INSTANTIATE_TEST_SUITE_P(, suite, testing::ValuesIn(platforms), testing::PrintToStringParamName())

}  // namespace baton::test
