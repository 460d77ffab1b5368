// Who is kept informed reads it when their day begins, and is left alone until then (OA-11, NO-07).

#include <algorithm>
#include <chrono>
#include <cstdio>

#include "tests/e2e/campaign.h"

namespace baton::test {
namespace {

using std::chrono::minutes;

/// Analytics is kept informed.
constexpr const char* brochure = R"(workflow: brochure
title: Brochure
stages:
  - { id: brief, title: Brief, owner: account-manager }
  - { id: design, title: Design, owner: designer, final: true, gate: { fields: [] } }
transitions:
  - { id: to-design, from: brief, to: design, sender: account-manager, receiver: designer,
      informed: [analytics], gate: { fields: [] } }
)";

/// Every day from `begin` to the end of the day, in UTC.
std::string hours_from(std::chrono::system_clock::time_point begin) {
  const auto day = std::chrono::floor<std::chrono::days>(begin);
  const auto time = std::chrono::floor<minutes>(begin - day);
  char text[40];  // more than it takes, as the compiler cannot know
  std::snprintf(text, sizeof text, "Mon-Sun %02d:%02d-24:00", static_cast<int>(time.count() / 60),
                static_cast<int>(time.count() % 60));
  return text;
}

class DigestTest : public OnEachPlatform {};
BATON_PLAY_ON_EACH_PLATFORM(DigestTest);

TEST_P(DigestTest, ComesOnceForSeveralEventsWhenTheDayBegins) {
  People people = everybody_in(platform());
  // Alex begins in a quarter of an hour.
  std::ranges::find(people, "Alex", &Resident::name)->hours =
      hours_from(std::chrono::system_clock::now() + minutes(15));
  World world(people, 1, brochure);
  const auto to_alex = [](const Entry& entry) { return is_direct(entry, "Alex", ""); };
  for (const char* title : {"Spring", "Summer"}) {
    world.say("Ana", std::string("/handoff new brochure ACME ") + title);
  }
  world.say("Ana", "/handoff give ACME-1 @dino");
  const Entry offer = offer_to_dino(world, "ACME-1");
  world.press("Dino", offer, "Accept");
  world.say("Ana", "/handoff give ACME-2 @dino");
  world.seen("Dino holds the first",
             [](const Entry& entry) { return is_turned(entry, "acme", "Dino holds this"); });
  world.settled();
  EXPECT_EQ(world.count(to_alex), 0) << "nothing before the day begins";
  const Done shown = world.say("Olga", "/handoff show ACME-1");
  EXPECT_TRUE(has(shown.saw, "Alex: digest, to be sent")) << shown.saw;

  world.kill();
  world.start(600);  // a quarter of an hour is a second and a half
  const Entry digest = world.seen("the digest", to_alex);
  for (const char* part :
       {"Your digest: news of 2 tasks", "ACME-1 Spring", "Dino holds this",
        "Ana offered it to Dino", "Dino accepted it from Ana", "ACME-2 Summer"}) {
    EXPECT_TRUE(has(digest.shown, part)) << part << " is not in\n" << digest.shown;
  }
  world.settled();
  EXPECT_EQ(world.count(to_alex), 1) << "one message of it all";
}

}  // namespace
}  // namespace baton::test
