// Every address of a running service, and every way to forge a request to it: refused in the right
// words, counted, without effect, and without a word of any secret. RELIABILITY T01-T04, T20.

#include <algorithm>
#include <fstream>

#include "tests/bot/http/peer.h"
#include "tests/e2e/campaign.h"
#include "tests/e2e/entrances.h"
#include "tests/e2e/store_reading.h"
#include "tests/support/golden.h"

namespace baton::test {
namespace {

const Guarded* guard_of(const Route& route) {
  const auto found = std::ranges::find(guarded(), route.entrance, &Guarded::entrance);
  return found == guarded().end() ? nullptr : &*found;
}

TEST(EntrancesTest, EveryAddressHasARowForEveryForgeryOrSaysWhyItCannotBe) {
  for (const Route& route : routes) {
    SCOPED_TRACE(route.path);
    const Guarded* const guard = guard_of(route);
    ASSERT_NE(guard, nullptr) << "a new address needs rows in entrances.cc";
    for (const Forgery kind : forgeries) {
      const bool has_row = std::ranges::find(guard->rows, kind, &Row::kind) != guard->rows.end();
      EXPECT_NE(has_row, guard->impossible.contains(kind)) << name_of(kind);
    }
  }
  EXPECT_EQ(guarded().size(), std::size(routes));
}

TEST(EntrancesTest, NothingIsServedBesideTheTableOfRoutes) {
  const std::string wiring = read_source("bot/wiring/wiring.cc");
  EXPECT_EQ(occurrences(wiring, "router_.add"), 1) << "the one for all rows of routes.h";
  EXPECT_EQ(occurrences(wiring, "make_unique<Listener>"), 1);
  EXPECT_EQ(occurrences(wiring, "switch (route.entrance)"), 1);
}

class ForgeryTest : public testing::Test {
 protected:
  void SetUp() override {
    world.kill();
    std::ofstream(world.folder() / "baton.yaml", std::ios::app)
        << "metrics: { token: " << metrics_token << " }\n";
    world.start();
  }
  std::string send(const Wired& request) {
    const std::string url = world.baton_url();
    Peer peer(std::stoi(url.substr(url.rfind(':') + 1)));
    peer.send(request.bytes());
    return peer.read_all();
  }
  std::string contents() { return contents_of(world.folder() / "baton.db"); }
  std::size_t messages() { return world.ledger().size(); }

  /// How many requests to `path` were distrusted.
  double distrusted(const std::string& path) {
    const std::string text = send(to_metrics());
    double sum = 0;
    for (const char* reason : {"signature", "stale", "key", "workspace", "person"}) {
      const std::string series = "baton_signature_failures_total{reason=\"" + std::string(reason) +
                                 "\",surface=\"" + path + "\"} ";
      const std::size_t at = text.find(series);
      if (at != std::string::npos) sum += std::stod(text.substr(at + series.size()));
    }
    return sum;
  }
  static Wired to_metrics() {
    Wired request;
    request.method = "GET";
    request.target = "/metrics";
    request.add("Authorization", "Bearer " + metrics_token);
    return request;
  }

  /// A request that would have an effect, and was never sent. What is asked for in it stands in
  /// the body, so that it is a delivery of its own.
  Wired genuine(Entrance entrance) {
    switch (entrance) {
      case Entrance::slack_commands: return new_trigger(command_by("Ana"), true);
      case Entrance::mattermost_command: return new_trigger(command_by("Dino"), false);
      case Entrance::slack_interactions: return accept_in_slack();
      case Entrance::mattermost_action: return accept_in_mattermost();
      case Entrance::mattermost_dialog: return question();
      case Entrance::healthz: return to("/healthz");
      case Entrance::readyz: return to("/readyz");
      case Entrance::metrics: return to_metrics();
    }
    return {};
  }

  World world{in_both_chats()};

 private:
  static Wired to(const char* target) {
    Wired request;
    request.method = "GET";
    request.target = target;
    return request;
  }
  Wired command_by(const std::string& person) {
    return wired(world.say(person, "/handoff new paid-campaign-launch ACME \"Genuine\"").request);
  }
  static Wired new_trigger(Wired request, bool is_signed) {
    request.replace("trigger_id=", "trigger_id=9");
    if (is_signed) request.sign(signing_secret);
    return request;
  }
  /// A campaign that is offered to Dino.
  std::string offered() {
    const std::string key = start_campaign(world, "Forged");
    offer_campaign(world, key);
    world.settled();
    return key;
  }
  /// Petra may not accept it; as if Dino had pressed.
  Wired accept_in_slack() {
    const Entry card = card_of(world, Platform::slack, offered());
    ChatSide& slack = world.chat(Platform::slack);
    Wired request = wired(slack.press("Petra", card, "Accept").request);
    const std::string petra = slack.id_of("Petra");
    for (std::size_t at = 0; (at = request.body.find(petra, at)) != std::string::npos;) {
      request.body.replace(at, petra.size(), slack.id_of("Dino"));
    }
    const std::string trigger = "trigger_id%22%3A%22";
    request.replace(trigger, trigger + "9");
    request.sign(signing_secret);
    return request;
  }
  Wired accept_in_mattermost() {
    const Entry card = card_of(world, Platform::mattermost, offered());
    ChatSide& there = world.chat(Platform::mattermost);
    Wired request = wired(there.press("Alex", card, "Accept").request);
    request.edit([&](Json& it) {
      it["user_id"] = there.id_of("Dino");
      it["trigger_id"] = "9" + it["trigger_id"].get<std::string>();
    });
    return request;
  }
  /// A form that was refused once, for nothing stood in it: now something does.
  Wired question() {
    world.press("Dino", offer_to_dino(world, offered()), "Ask");
    world.seen("the form", [](const Entry& it) { return it.kind == Entry::Kind::form_opened; });
    Wired request = wired(world.submit("Dino", {{"question", " "}}).request);
    request.edit([](Json& it) { it["submission"]["question"] = "Which sizes first?"; });
    return request;
  }
};

void expect_no_secret(const std::string& text) {
  for (const std::string& secret :
       {signing_secret, slack_token, mattermost_token, command_token, metrics_token}) {
    EXPECT_FALSE(has(text, secret)) << secret << " in " << text;
  }
}

TEST_F(ForgeryTest, NoForgedRequestToAnyAddressHasAnEffectOrGoesUnseen) {
  for (const Route& route : routes) {
    SCOPED_TRACE(route.path);
    const Guarded& guard = *guard_of(route);
    const Wired right = genuine(route.entrance);
    ASSERT_EQ(right.target, route.path);
    world.settled();
    const std::string before = contents();
    const std::size_t seen = messages();
    const double counted = distrusted(route.path);
    double expected = 0;
    for (const Row& row : guard.rows) {
      SCOPED_TRACE(row.name);
      Wired forged = right;
      row.forge(forged);
      const std::string answer = send(forged);
      EXPECT_EQ(status_of(answer), row.status) << answer;
      EXPECT_EQ(has(answer, "othing was recorded"), row.is_told) << answer;
      EXPECT_EQ(contents(), before);
      expect_no_secret(answer);
      if (!row.reason.empty()) ++expected;
    }
    EXPECT_EQ(distrusted(route.path) - counted, expected);
    EXPECT_EQ(messages(), seen);
    // As it was made, it is let in: it was refused for nothing but what was forged.
    EXPECT_EQ(status_of(send(right)), 200);
    const bool is_a_command = std::string(route.method) == "POST";
    EXPECT_EQ(contents() != before, is_a_command);
  }
  expect_no_secret(world.log());
}

TEST_F(ForgeryTest, WhatIsGoodForOneAddressIsGoodForNoOther) {
  for (const Route& made_for : routes) {
    if (made_for.method == std::string("GET")) continue;
    const Wired right = genuine(made_for.entrance);
    world.settled();
    const std::string before = contents();
    for (const Route& route : routes) {
      if (route.entrance == made_for.entrance || route.method != right.method) continue;
      SCOPED_TRACE(std::string(made_for.path) + " at " + route.path);
      Wired astray = right;
      astray.target = route.path;
      const std::string answer = send(astray);
      EXPECT_TRUE(status_of(answer) >= 400 || has(answer, "othing was recorded")) << answer;
      EXPECT_EQ(contents(), before);
    }
  }
}

}  // namespace
}  // namespace baton::test
