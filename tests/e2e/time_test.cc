// What time brings by itself, at a clock that runs faster.

#include "tests/e2e/campaign.h"

namespace baton::test {
namespace {

class TimeTest : public OnEachPlatform {};
BATON_PLAY_ON_EACH_PLATFORM(TimeTest);

/// Whether it is the receiver's message after the acceptance, with or without Undo.
bool is_accepted(const Entry& entry, const Entry& offer) {
  return entry.kind == Entry::Kind::edited && entry.message == offer.message &&
         entry.shown.starts_with("Dino holds this");
}

TEST_P(TimeTest, UndoGoesAwayWhenItsTimeIsOver) {
  live(60);  // five minutes are five seconds
  const std::string key = start_campaign(world(), "Spring launch");
  offer_campaign(world(), key);
  const Entry offer = offer_to_dino(world(), key);
  world().press("Dino", offer, "Accept");
  world().seen("Undo stands on the message", [&](const Entry& entry) {
    return is_accepted(entry, offer) && has(entry.shown, "Undo");
  });
  world().seen("Undo is gone", [&](const Entry& entry) {
    return is_accepted(entry, offer) && !has(entry.shown, "Undo");
  });
  const Done late = world().say("Dino", "/handoff undo " + key);
  EXPECT_TRUE(has(late.saw, "Too late")) << late.saw;
  const Done shown = world().say("Olga", "/handoff show " + key);
  EXPECT_TRUE(has(shown.saw, "Dino holds this")) << shown.saw;
}

TEST_P(TimeTest, AnAcceptanceThatWasTakenBackIsAnOfferAgainAndTheSenderIsTold) {
  const std::string key = start_campaign(world(), "Spring launch");
  offer_campaign(world(), key);
  const Entry offer = offer_to_dino(world(), key);
  world().press("Dino", offer, "Accept");
  const Entry accepted =
      world().seen("Dino holds it", [&](const Entry& entry) { return is_accepted(entry, offer); });
  world().settled();
  world().press("Dino", accepted, "Undo");
  world().seen("the card is an offer again",
               [](const Entry& entry) { return is_turned(entry, "acme", "Ana still holds this"); });
  world().seen("Ana is told", [](const Entry& entry) {
    return entry.kind == Entry::Kind::posted && is_direct(entry, "Ana", "took back");
  });
}

TEST_P(TimeTest, TimersOutliveAKill) {
  live(60);
  const std::string key = start_campaign(world(), "Spring launch");
  offer_campaign(world(), key);
  const Entry offer = offer_to_dino(world(), key);
  world().press("Dino", offer, "Accept");
  world().seen("Dino holds it", [&](const Entry& entry) { return is_accepted(entry, offer); });
  world().kill();
  world().start();
  world().seen("Undo is gone", [&](const Entry& entry) {
    return is_accepted(entry, offer) && !has(entry.shown, "Undo");
  });
}

}  // namespace
}  // namespace baton::test
