// What comes in twice, or from somebody who is not known: RELIABILITY I1, I2, T01, T02, F26, F58.

#include "tests/e2e/campaign.h"

namespace baton::test {
namespace {

class DeliveryTest : public OnEachPlatform {
 protected:
  int tasks_listed() {
    const Done list = world().say("Olga", "/handoff list");
    int count = 0;
    for (int number = 1; number < 10; ++number) {
      count += has(list.saw, "ACME-" + std::to_string(number)) ? 1 : 0;
    }
    return count;
  }
};
BATON_PLAY_ON_EACH_PLATFORM(DeliveryTest);

TEST_P(DeliveryTest, TheSameDeliveryAgainHasOneEffectAndTheSameAnswer) {  // G23
  const Done first = world().say("Ana", "/handoff new paid-campaign-launch ACME Once");
  for (int again = 0; again < 4; ++again) {
    const Answer answer = send_again(first.request);
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, first.answer.body);
  }
  EXPECT_EQ(tasks_listed(), 1);
}

TEST_P(DeliveryTest, TheSameDeliveryAfterARestartIsStillKnown) {
  const Done first = world().say("Ana", "/handoff new paid-campaign-launch ACME Once");
  world().kill();
  world().start();
  const Answer answer = send_again(first.request);
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, first.answer.body);
  EXPECT_EQ(tasks_listed(), 1);
}

TEST_P(DeliveryTest, TheSamePressAgainMovesNothingASecondTime) {
  const std::string key = start_campaign(world(), "Pressed twice");
  offer_campaign(world(), key);
  const Done accepted = world().press("Dino", offer_to_dino(world(), key), "Accept");
  world().seen("the card turns",
               [](const Entry& entry) { return is_turned(entry, "acme", "Dino holds this"); });
  world().settled();
  const Done before = world().say("Olga", "/handoff history " + key);
  EXPECT_EQ(send_again(accepted.request).status, 200);
  EXPECT_EQ(world().say("Olga", "/handoff history " + key).saw, before.saw);
}

TEST_P(DeliveryTest, AStrangerGetsOnePrivateSentenceAndACoordinatorHears) {
  chat().control({{"do", "add_user"}, {"name", "Gast"}});
  const Done told = world().say("Gast", "/handoff new paid-campaign-launch ACME \"Not mine\"");
  EXPECT_EQ(told.answer.status, 200);
  EXPECT_FALSE(told.saw.empty());
  EXPECT_EQ(tasks_listed(), 0);
  world().seen("Olga is told of the stranger",
               [&](const Entry& entry) { return is_direct(entry, "Olga", chat().id_of("Gast")); });
}

}  // namespace
}  // namespace baton::test
