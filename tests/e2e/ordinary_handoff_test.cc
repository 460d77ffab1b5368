// What an ordinary handoff costs the people who make it, counted over real sockets. The budget is
// PRODUCT's: the giver needs one command or two clicks, the receiver one, and nobody is pushed
// twice for a handoff that goes well. README.md names these figures.

#include "tests/e2e/campaign.h"

namespace baton::test {
namespace {

/// What one person did and got, of one handoff.
struct Cost {
  int commands = 0;
  int clicks = 0;  ///< presses of buttons and submitted forms
  int pushes = 0;  ///< new messages in their direct messages
};

class OrdinaryHandoffTest : public OnEachPlatform {
 protected:
  Done say(const std::string& person, const std::string& text) {
    ++costs_[person].commands;
    return world().say(person, text);
  }
  Done press(const std::string& person, const Entry& message, const std::string& label) {
    ++costs_[person].clicks;
    return world().press(person, message, label);
  }
  Done submit(const std::string& person, const Json& values) {
    ++costs_[person].clicks;
    return world().submit(person, values);
  }
  /// All that it has cost the person since the last count.
  Cost cost_of(const std::string& person) {
    world().settled();
    const int all = world().count([&](const Entry& entry) {
      return entry.ours && entry.kind == Entry::Kind::posted && entry.only_for.empty() &&
             entry.place == "direct " + person;
    });
    Cost cost = costs_[person];
    cost.pushes = all - pushed_before_[person];
    costs_[person] = {};
    pushed_before_[person] = all;
    return cost;
  }
  void expect_cost(const std::string& person, Cost wanted) {
    const Cost cost = cost_of(person);
    EXPECT_EQ(cost.commands, wanted.commands) << person;
    EXPECT_EQ(cost.clicks, wanted.clicks) << person;
    EXPECT_LE(cost.pushes, wanted.pushes) << person;
  }
  Entry offered_to(const std::string& person, const std::string& what) {
    return world().seen(person + " is asked", [&](const Entry& entry) {
      return entry.kind == Entry::Kind::posted && is_direct(entry, person, what) &&
             has(entry.shown, "Accept");
    });
  }

 private:
  std::map<std::string, Cost> costs_;
  std::map<std::string, int> pushed_before_;
};
BATON_PLAY_ON_EACH_PLATFORM(OrdinaryHandoffTest);

TEST_P(OrdinaryHandoffTest, AQuickOneIsOneCommandAndOneClickAndComesBackTheSameWay) {
  const Done asked = say("Ana",
                         "/handoff @Dino ACME banner 3: logo bigger, by tomorrow 15:00 "
                         "https://files.example/banner-3");
  EXPECT_TRUE(has(asked.saw, "Dino")) << asked.saw;
  EXPECT_TRUE(has(asked.saw, "ACME-1")) << asked.saw;
  const Entry offer = offered_to("Dino", "banner 3: logo bigger");
  EXPECT_TRUE(has(offer.shown, "Ana still holds this")) << offer.shown;
  press("Dino", offer, "Accept");
  const Entry working = world().seen("the message becomes the working card", [&](const Entry& e) {
    return e.kind == Entry::Kind::edited && e.message == offer.message && has(e.shown, "Hand back");
  });
  EXPECT_TRUE(working.shown.starts_with("Dino holds this")) << working.shown;
  expect_cost("Ana", {1, 0, 1});
  expect_cost("Dino", {0, 1, 1});

  // The key is left out: it is the only one that Dino holds.
  const Done back = say("Dino", "/handoff give result=https://files.example/banner-3-bigger");
  EXPECT_TRUE(has(back.saw, "Ana")) << back.saw;
  press("Ana", offered_to("Ana", "banner 3: logo bigger"), "Accept");
  world().seen("the card turns",
               [](const Entry& entry) { return is_turned(entry, "acme", "Ana holds this"); });
  expect_cost("Dino", {1, 0, 1});
  expect_cost("Ana", {0, 1, 1});
}

TEST_P(OrdinaryHandoffTest, HandingOverByTheWorkingCardIsTwoClicks) {
  start_campaign(world(), "Spring launch");
  offer_campaign(world(), "ACME-1");
  const Entry offer = offer_to_dino(world(), "ACME-1");
  world().press("Dino", offer, "Accept");
  world().say("Dino", "/handoff check ACME-1 self-check");
  const Entry working = world().seen("the working card says what is ready", [&](const Entry& e) {
    return e.kind == Entry::Kind::edited && e.message == offer.message &&
           has(e.shown, "1 of 2 ready");
  });
  cost_of("Dino");
  cost_of("Ana");

  press("Dino", working, "Hand over");
  world().seen("the form with what is missing",
               [](const Entry& entry) { return entry.kind == Entry::Kind::form_opened; });
  const Done given = submit("Dino", {{"value:design-files", "https://files.example/designs"}});
  EXPECT_EQ(given.outcome, "ok") << testing::PrintToString(given);
  press("Ana", offered_to("Ana", "ACME-1"), "Accept");
  world().seen("the card turns",
               [](const Entry& entry) { return is_turned(entry, "acme", "Ana holds this"); });
  expect_cost("Dino", {0, 2, 1});
  expect_cost("Ana", {0, 1, 1});
}

TEST_P(OrdinaryHandoffTest, ADateThatIsNotUnderstoodComesBackAsAQuestionOfOneClick) {
  const Done asked = say("Ana", "/handoff @Dino ACME banner 3: logo bigger");
  EXPECT_TRUE(has(asked.saw, "By when")) << asked.saw;
  world().settled();
  EXPECT_EQ(world().count([](const Entry& entry) { return is_message(entry, "banner 3"); }), 0)
      << "nothing was begun";
}

}  // namespace
}  // namespace baton::test
