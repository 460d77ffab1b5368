#include "tests/e2e/campaign.h"

namespace baton::test {

std::string start_campaign(World& world, const std::string& title) {
  const Done started = world.say("Ana", "/handoff new paid-campaign-launch ACME \"" + title + "\"");
  const std::size_t at = started.saw.find("ACME-");
  EXPECT_NE(at, std::string::npos) << testing::PrintToString(started);
  if (at == std::string::npos) return "ACME-0";
  return started.saw.substr(at, started.saw.find_first_not_of("0123456789", at + 5) - at);
}

void offer_campaign(World& world, const std::string& key) {
  const Done given = world.say("Ana", "/handoff give " + key + brief);
  EXPECT_TRUE(has(given.saw, "Dino")) << testing::PrintToString(given);
}

Entry offer_to_dino(World& world, const std::string& key) {
  return world.seen("the offer to Dino", [&](const Entry& entry) {
    return is_direct(entry, "Dino", key) && has(entry.shown, "Accept");
  });
}

Entry card_of(World& world, Platform chat, const std::string& key) {
  return world.seen("the card in the client's channel", [&](const Entry& entry) {
    return entry.chat == chat && is_in(entry, "acme", key);
  });
}

}  // namespace baton::test
