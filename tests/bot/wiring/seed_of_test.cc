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
  made.undo_window = std::chrono::minutes(7);
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
  EXPECT_EQ(settings.undo_window, std::chrono::minutes(7));
  EXPECT_EQ(settings.active_workflows, std::vector<WorkflowId>(1, WorkflowId{"quick"}));
}

TEST(LinkPlanTest, NamesWhatIsInThatWorkspaceAlone) {
  const config::Config config = make_config();
  const LinkPlan here = link_plan_of(config, config.slack[0]);
  EXPECT_EQ(here.kind, "slack");
  EXPECT_EQ(here.people_are, PeopleAre::ids);
  EXPECT_EQ(here.default_channel, "handoffs");
  EXPECT_EQ(here.client_channels.at(ClientKey{"ACME"}), "acme");
  EXPECT_EQ(here.people.size(), 2u);
  const LinkPlan there = link_plan_of(config, config.slack[1]);
  EXPECT_EQ(there.default_channel, "");
  EXPECT_EQ(there.client_channels.at(ClientKey{"ACME"}), "acme-there");
  EXPECT_EQ(there.people.size(), 1u);
  EXPECT_EQ(there.people.at("Ana"), "U9");
}

/// The same agency with a Mattermost team, where Ana has a user name and Olga an id.
config::Config with_mattermost() {
  config::Config made = make_config();
  config::Mattermost chat;
  chat.name = WorkspaceId{"chat"};
  chat.channel = "town";
  made.mattermost = {chat};
  made.people[0].ids[{"chat"}] = "ana";
  made.people[1].ids[{"chat"}] = "tc4nqxqz5ff1xrrqmfwigoagbc";
  made.clients[0].channels[{"chat"}] = "acme";
  made.clients[0].channels_for_all = {{"chat"}};
  return made;
}

TEST(SeedOfTest, LeavesUserNamesToTheLinkOfTheirWorkspace) {
  config::Config config = with_mattermost();
  Seed seed = seed_of(config);
  EXPECT_EQ(seed.people[0].identities,
            (std::vector<Identity>{{{"slack"}, {"U1"}}, {{"there"}, {"U9"}}}));
  EXPECT_EQ(seed.people[0].named,
            (std::map<WorkspaceId, std::optional<UserId>>{{{"chat"}, std::nullopt}}));
  EXPECT_FALSE(seed.people[0].perhaps_known) << "an id says who they are";
  EXPECT_EQ(
      seed.people[1].identities,
      (std::vector<Identity>{{{"chat"}, {"tc4nqxqz5ff1xrrqmfwigoagbc"}}, {{"slack"}, {"U2"}}}));
  EXPECT_TRUE(seed.people[1].named.empty());
  config.people[0].ids = {{{"chat"}, "ana"}};
  EXPECT_TRUE(seed_of(config).people[0].perhaps_known);
}

TEST(LinkPlanTest, NamesThePeopleOfAMattermostTeamAsTheFileDoes) {
  config::Config config = with_mattermost();
  const LinkPlan chat = link_plan_of(config, config.mattermost[0]);
  EXPECT_EQ(chat.kind, "mattermost");
  EXPECT_EQ(chat.people_are, PeopleAre::names);
  EXPECT_EQ(chat.default_channel, "town");
  EXPECT_EQ(chat.people, (std::map<std::string, std::string>{
                             {"Ana", "ana"}, {"Olga", "tc4nqxqz5ff1xrrqmfwigoagbc"}}));
  EXPECT_EQ(chat.channels_for_all, std::set<ClientKey>{ClientKey{"ACME"}});
  EXPECT_EQ(chat.last_resort, config.last_resort);
  EXPECT_EQ(chat.file.people.size(), 2u);
  EXPECT_EQ(chat.file.clients.size(), 1u);
  EXPECT_TRUE(chat.file.workflows.empty());
  EXPECT_TRUE(link_plan_of(config, config.slack[0]).channels_for_all.empty());
  config.slack.clear();
  EXPECT_TRUE(link_plan_of(config, config.mattermost[0]).channels_for_all.empty())
      << "with one workspace the name is meant for it";
}

}  // namespace
}  // namespace baton::test
