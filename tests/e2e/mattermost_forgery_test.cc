// What Mattermost did not send, or was not meant for whoever sends it: a private sentence, and no
// effect (issue A2, 2; RELIABILITY T01-T03).

#include <functional>

#include "tests/e2e/campaign.h"

namespace baton::test {
namespace {

class MattermostForgeryTest : public testing::Test {
 protected:
  std::string id_of(const std::string& person) {
    return world.chat(Platform::mattermost).id_of(person);
  }
  std::string history() { return world.say("Olga", "/handoff history ACME-1").saw; }
  void offered() {
    ASSERT_EQ(start_campaign(world, "Forged"), "ACME-1");
    offer_campaign(world, "ACME-1");
  }
  Entry card() { return card_of(world, Platform::mattermost, "ACME-1"); }
  static Json body_of(const Done& done) {
    return Json::parse(done.request["body"].get<std::string>());
  }
  /// Sends the body in place of the one that was sent; as a press, with a trigger of its own.
  Answer send(const Done& like, Json body) {
    if (body.contains("trigger_id")) body["trigger_id"] = "trigger" + std::to_string(++triggers_);
    Json request = like.request;
    request["body"] = body.dump();
    return send_again(request);
  }
  World world{everybody_in(Platform::mattermost)};

 private:
  int triggers_ = 0;
};

struct Case {
  const char* name;
  std::function<void(Json&)> change;
};

TEST_F(MattermostForgeryTest, ACommandIsBelievedByItsTokenAlone) {
  const Done first = world.say("Ana", "/handoff new paid-campaign-launch ACME Real");
  const auto with = [&](const std::string& part, const std::string& instead) {
    Json request = first.request;
    std::string body = request["body"];
    for (const auto& [from, to] : {std::pair{part, instead}, {"trigger_id=", "trigger_id=9"}}) {
      const std::size_t at = body.find(from);
      EXPECT_NE(at, std::string::npos) << from << " in " << body;
      if (at != std::string::npos) body.replace(at, from.size(), to);
    }
    request["body"] = body;
    return request;
  };
  Json other_header = with("token=", "token=");
  other_header["headers"]["Authorization"] = "Token " + std::string(26, 'x');
  const struct {
    const char* name;
    Json request;
    int status;
  } cases[] = {
      {"another token", with("token=endtoend", "token=endtoenx"), 401},
      {"no token", with("token=" + command_token, "token="), 401},
      {"another token in the header", other_header, 401},
      {"another team", with("team_id=team", "team_id=meat"), 403},
      {"the right token", with("token=", "token="), 200},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(send_again(c.request).status, c.status);
    const Done list = world.say("Olga", "/handoff list");
    EXPECT_TRUE(has(list.saw, "ACME-1")) << list.saw;
    EXPECT_EQ(has(list.saw, "ACME-2"), c.status == 200) << list.saw;
  }
}

TEST_F(MattermostForgeryTest, AnAlteredButtonDoesNothing) {
  offered();
  const Entry offer = offer_to_dino(world, "ACME-1");
  Json body = body_of(world.press("Petra", card(), "Accept"));
  const Done like = world.press("Petra", card(), "Accept");
  body["user_id"] = id_of("Dino");
  world.settled();
  const std::string before = history();
  const Case cases[] = {
      {"no context", [](Json& it) { it.erase("context"); }},
      {"an empty context", [](Json& it) { it["context"] = Json::object(); }},
      {"no seal", [](Json& it) { it["context"].erase("m"); }},
      {"a truncated seal",
       [](Json& it) { it["context"]["m"] = it["context"]["m"].get<std::string>().substr(0, 32); }},
      {"another seal", [](Json& it) { it["context"]["m"] = std::string(64, '0'); }},
      {"another key", [](Json& it) { it["context"]["k"] = std::string(16, '0'); }},
      {"another agency", [](Json& it) { it["context"]["a"] = "Southlight"; }},
      {"another workspace", [](Json& it) { it["context"]["w"] = "slack"; }},
      {"another message of the task", [](Json& it) { it["context"]["s"] = "offer/ACME-1/1"; }},
      {"another action",
       [](Json& it) {
         std::string press = it["context"]["p"];
         press.replace(press.find("accept"), 6, "return");
         it["context"]["p"] = press;
       }},
      {"something added", [](Json& it) { it["context"]["x"] = ""; }},
      {"pressed on another post", [&](Json& it) { it["post_id"] = offer.message; }},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    Json forged = body;
    c.change(forged);
    const Answer answer = send(like, forged);
    EXPECT_EQ(answer.status, 200);
    const Json said = Json::parse(answer.body, nullptr, false);
    EXPECT_TRUE(has(said.value("ephemeral_text", ""), "othing was recorded")) << answer.body;
    EXPECT_EQ(history(), before);
  }
  EXPECT_EQ(send(like, body).status, 200);  // as it was made, it works
  EXPECT_TRUE(has(world.say("Olga", "/handoff show ACME-1").saw, "Dino holds this"));
}

TEST_F(MattermostForgeryTest, APrivateButtonIsGoodForItsOwnerAlone) {
  start_campaign(world, "Private");
  world.say("Ana", "/handoff give ACME-1");
  const Entry refused = world.seen("what is missing", [](const Entry& entry) {
    return is_private(entry, "Ana", "Fill in what is missing");
  });
  const Done pressed = world.press("Ana", refused, "Fill in what is missing");
  Json body = body_of(pressed);
  body["user_id"] = id_of("Petra");
  const Answer answer = send(pressed, body);
  EXPECT_EQ(answer.status, 200);
  EXPECT_TRUE(has(answer.body, "made for somebody else")) << answer.body;
}

TEST_F(MattermostForgeryTest, AnAlteredFormDoesNothingAndTheRightOneCountsOnce) {
  offered();
  const Entry offer = offer_to_dino(world, "ACME-1");
  const Json context = body_of(world.press("Dino", offer, "Ask"))["context"];
  world.seen("the form", [](const Entry& it) { return it.kind == Entry::Kind::form_opened; });
  const Done kept_open = world.submit("Dino", {{"question", " "}});
  EXPECT_TRUE(kept_open.errors.contains("question")) << testing::PrintToString(kept_open);
  Json body = body_of(kept_open);
  body["submission"]["question"] = "Which sizes first?";
  world.settled();
  const std::string before = history();
  const Case cases[] = {
      {"somebody else's form", [&](Json& it) { it["user_id"] = id_of("Petra"); }},
      {"no state", [](Json& it) { it["state"] = ""; }},
      {"a truncated state",
       [](Json& it) {
         const std::string state = it["state"];
         it["state"] = state.substr(0, state.size() / 2);
       }},
      {"opened by somebody else, as it says",
       [&](Json& it) {
         Json state = Json::parse(it["state"].get<std::string>());
         state["u"] = id_of("Petra");
         it["state"] = state.dump();
         it["user_id"] = id_of("Petra");
       }},
      {"opened later, as it says",
       [](Json& it) {
         Json state = Json::parse(it["state"].get<std::string>());
         state["t"] = state["t"].get<std::int64_t>() + 1;
         it["state"] = state.dump();
       }},
      {"a form of its own, as it says",
       [](Json& it) {
         Json state = Json::parse(it["state"].get<std::string>());
         state["n"] = std::string(32, 'f');
         it["state"] = state.dump();
       }},
      {"what a button carries", [&](Json& it) { it["state"] = context.dump(); }},
      {"another program's form", [](Json& it) { it["callback_id"] = "other"; }},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    Json forged = body;
    c.change(forged);
    const Answer answer = send(kept_open, forged);
    EXPECT_EQ(answer.status, 200);
    const Json said = Json::parse(answer.body, nullptr, false);
    EXPECT_TRUE(has(said.value("error", ""), "othing was recorded")) << answer.body;
    EXPECT_EQ(history(), before);
  }
  const Answer taken = send(kept_open, body);
  EXPECT_EQ(taken.status, 200);
  EXPECT_EQ(taken.body, "{}");
  const std::string after = history();
  EXPECT_TRUE(has(after, "Which sizes first?")) << after;
  EXPECT_EQ(send(kept_open, body).body, taken.body);
  EXPECT_EQ(history(), after);
}

TEST_F(MattermostForgeryTest, AFormOf31MinutesIsTooOldAndComesAgainWithWhatWasTyped) {
  offered();
  world.press("Dino", offer_to_dino(world, "ACME-1"), "Return");
  world.seen("the form", [](const Entry& it) { return it.kind == Entry::Kind::form_opened; });
  world.settled();
  const std::string before = history();
  // Half an hour and more passes for the service: so long an answer to Ana waits to be sent.
  world.kill();
  ChatSide& chat = world.chat(Platform::mattermost);
  world.start(600);
  chat.control({{"do", "outage"}, {"on", true}});
  start_campaign(world, "Meanwhile");
  offer_campaign(world, "ACME-2");
  world.ready("31 minutes have passed",
              [](const Json& now) { return now["outbox"].value("oldest_seconds", 0) > 31 * 60; });
  chat.control({{"do", "outage"}, {"on", false}});
  world.settled();
  const Json typed{{"reason", "missing-asset"}, {"words", "no logo"}};
  const Done late = world.submit("Dino", typed);
  ASSERT_TRUE(late.errors.contains("")) << testing::PrintToString(late);
  EXPECT_TRUE(has(late.errors.at(""), "30 minutes")) << late.errors.at("");
  EXPECT_EQ(history(), before);
  const Entry again = world.seen("a button that opens it again", [](const Entry& entry) {
    return is_direct(entry, "Dino", "Open the form again");
  });
  world.press("Dino", again, "Open the form again");
  const auto is_form = [](const Entry& it) { return it.kind == Entry::Kind::form_opened; };
  world.seen("a second form",
             [&](const Entry& it) { return is_form(it) && world.count(is_form) > 1; });
  const OpenForm form = chat.form("Dino");
  EXPECT_EQ(form.entered.at("reason"), "missing-asset");
  EXPECT_EQ(form.entered.at("words"), "no logo");
  const Done done = world.submit("Dino", typed);
  EXPECT_TRUE(done.outcome == "ok" && done.errors.empty()) << testing::PrintToString(done);
  EXPECT_TRUE(has(history(), "no logo"));
}

}  // namespace
}  // namespace baton::test
