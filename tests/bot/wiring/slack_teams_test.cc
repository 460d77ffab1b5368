#include "tests/bot/wiring/slack_doorway.h"

/// Which workspace a request of Slack is from, and what is said while nobody knows.
namespace baton::test::at_slack {
namespace {

/// A second workspace where Petra is somebody else.
struct Elsewhere {
  explicit Elsewhere(World& world) : chat(WorkspaceId{"other"}, world.lasting.clock) {
    Seed seed = make_seed();
    seed.people[2].identities.push_back({WorkspaceId{"other"}, UserId{"U0001"}});
    world.run(world.registry.sow(seed));
  }
  FakeChat chat;
};

TEST(SlackTeamsTest, TellsTwoWorkspacesApartByTheirSignatures) {
  Lasting lasting;
  World world(lasting);
  Elsewhere elsewhere(world);
  Doorway way(world);
  way.add(elsewhere.chat, other_secret, "T0002");
  way.command(command_body("U0001", "new quick ACME \"Ana's\"", "1.1.a"));
  way.command(command_body("U0001", "new quick ACME \"Petra's\"", "1.1.a", "T0002"), other_secret);
  EXPECT_EQ(world.task("ACME-1").holder, ana);
  EXPECT_EQ(world.task("ACME-2").holder, petra);
  // A signature of one workspace does not speak for the other's team.
  EXPECT_EQ(way.command(command_body("U0001", "list", "1.1.b", "T0002")).status, 403);
}

TEST(SlackTeamsTest, TellsTwoWorkspacesOfOneAppApartByTheirTeams) {
  Lasting lasting;
  World world(lasting);
  Elsewhere elsewhere(world);
  Doorway way(world);
  way.add(elsewhere.chat, signing_secret, "T0002");
  way.command(command_body("U0001", "new quick ACME \"Petra's\"", "1.1.a", "T0002"));
  EXPECT_EQ(world.task("ACME-1").holder, petra);
}

TEST(SlackTeamsTest, TellsPeopleWhatWasNotRecordedWhileTheTeamIsNotKnown) {  // 2.5
  Lasting lasting;
  World world(lasting);
  Elsewhere elsewhere(world);
  Doorway way(world);
  way.add(elsewhere.chat, signing_secret, "");  // not linked yet
  const HttpResponse early =
      way.command(command_body("U0001", "note ACME-1 \"call Mia\"", "1.1.a", "T0002"));
  EXPECT_EQ(early.status, 200);
  EXPECT_TRUE(has(words(early), "not recorded"));
  EXPECT_TRUE(has(words(early), "call Mia")) << "what was typed comes back";
  EXPECT_FALSE(has(words(way.command(command_body("U0001", "list", "1.1.b"))), "not recorded"))
      << "the workspace whose team is known is served";
}

TEST(SlackTeamsTest, FailsAPressAndKeepsAFormOpenWhileTheTeamIsNotKnown) {  // 2.5
  Lasting lasting;
  World world(lasting);
  offer_task(world);
  Doorway way(world);
  way.door.workspaces().clear();
  way.add(lasting.chat, signing_secret, "");
  const Press accept = press_of(Verb::accept, {"ACME-1"}, 1);
  EXPECT_EQ(way.interaction(press_body("U0002", accept, "1.1.b")).status, 503);
  const HttpResponse form =
      way.interaction(submission_body("U0002", ask_form(), {{"question", "which?"}}));
  EXPECT_EQ(form.status, 200);
  EXPECT_EQ(Json::parse(form.body).at("response_action"), "errors");
  EXPECT_EQ(world.task("ACME-1").holder, ana) << "nothing was recorded";
  EXPECT_EQ(way.command("nothing of Slack's").status, 400) << "signed, but not to be read";
  EXPECT_EQ(way.command("text=list").status, 503) << "signed, but of no team";
  EXPECT_EQ(way.command(command_body("U0001", "list", "1.1.a"), other_secret).status, 401);
  EXPECT_TRUE(world.logged("slack.refused"));
}

}  // namespace
}  // namespace baton::test::at_slack
