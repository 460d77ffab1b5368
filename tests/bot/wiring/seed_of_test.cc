#include "bot/wiring/seed_of.h"

#include <gtest/gtest.h>

namespace baton::test {
namespace {

/// Two workspaces, two people of whom one is in both, one client, one workflow.
config::Config make_config() {
  config::Config made;
  made.agency = "Northlight";
  made.last_resort = {"Olga", "Nobody", "Ana"};
  made.rights = {{"cancel", {RoleId{"director"}}}};
  made.return_reasons = {"timing", "other"};
  made.roles = {{"designer"}, {"director"}};
  config::Slack here;
  here.channel = "handoffs";
  config::Slack there;
  there.name = WorkspaceId{"there"};
  made.slack = {here, there};
  config::PersonEntry ana;
  ana.name = "Ana";
  ana.ids = {{{"slack"}, "U1"}, {{"there"}, "U9"}};
  ana.home = WorkspaceId{"there"};
  ana.roles = {{"designer"}};
  ana.timezone = "Europe/Berlin";
  config::PersonEntry olga;
  olga.name = "Olga";
  olga.ids = {{{"slack"}, "U2"}};
  olga.home = WorkspaceId{"slack"};
  made.people = {ana, olga};
  config::ClientEntry acme;
  acme.key = ClientKey{"ACME"};
  acme.name = "Acme Shoes";
  acme.channels = {{{"slack"}, "acme"}, {{"there"}, "acme-there"}};
  acme.roles = {{RoleId{"designer"}, "Ana"}};
  made.clients = {acme};
  config::WorkflowFile quick;
  quick.workflow.id = WorkflowId{"quick"};
  quick.definition = "{}";
  made.workflows = {quick};
  return made;
}

Directory directory_of(const Seed& seed) {
  Directory directory;
  for (const DirectoryFact& fact : differences(seed, Agency()).directory) {
    directory = apply(std::move(directory), {fact, Author::machine(Author::Kind::file), {}});
  }
  return directory;
}

TEST(SeedOfTest, SaysWhoIsWhoInEveryWorkspace) {
  const Directory directory = directory_of(seed_of(make_config()));
  ASSERT_EQ(directory.people.size(), 2u);
  const Person& ana = directory.people[0];
  EXPECT_EQ(ana.home, WorkspaceId{"there"});
  EXPECT_EQ(ana.in(WorkspaceId{"there"})->user, UserId{"U9"});
  EXPECT_EQ(ana.in(WorkspaceId{"slack"})->user, UserId{"U1"});
  EXPECT_EQ(ana.timezone, "Europe/Berlin");
  EXPECT_TRUE(ana.has_role(RoleId{"designer"}));
  EXPECT_NE(directory.newest(WorkflowId{"quick"}), nullptr);
}

TEST(SeedOfTest, LeavesChannelsToTheLinkOfTheirWorkspace) {
  const Seed seed = seed_of(make_config());
  ASSERT_EQ(seed.clients.size(), 1u);
  EXPECT_TRUE(seed.clients[0].channels.empty());
  EXPECT_EQ(seed.clients[0].roles.at(RoleId{"designer"}), "Ana");
  EXPECT_TRUE(seed.workspaces.empty());
}

TEST(SettingsOfTest, NamesTheLastResortByIdInItsOrder) {
  const config::Config config = make_config();
  const Settings settings = settings_of(config, directory_of(seed_of(config)));
  EXPECT_EQ(settings.last_resort, (std::vector<PersonId>{{"p2"}, {"p1"}}));
  EXPECT_EQ(settings.rights, config.rights);
  EXPECT_EQ(settings.return_reasons, config.return_reasons);
  EXPECT_EQ(settings.active_workflows, std::vector<WorkflowId>(1, WorkflowId{"quick"}));
}

TEST(LinkPlanTest, NamesWhatIsInThatWorkspaceAlone) {
  const config::Config config = make_config();
  const LinkPlan here = link_plan_of(config, config.slack[0]);
  EXPECT_EQ(here.default_channel, "handoffs");
  EXPECT_EQ(here.client_channels.at(ClientKey{"ACME"}), "acme");
  EXPECT_EQ(here.people.size(), 2u);
  const LinkPlan there = link_plan_of(config, config.slack[1]);
  EXPECT_EQ(there.default_channel, "");
  EXPECT_EQ(there.client_channels.at(ClientKey{"ACME"}), "acme-there");
  EXPECT_EQ(there.people.size(), 1u);
  EXPECT_EQ(there.people.at("Ana"), UserId{"U9"});
}

}  // namespace
}  // namespace baton::test
