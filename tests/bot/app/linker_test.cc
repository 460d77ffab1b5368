#include "bot/app/linker.h"

#include <gtest/gtest.h>

#include "tests/bot/app/world.h"

namespace baton::test {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;
using Kind = FakeChat::Call::Kind;

LinkPlan plan() {
  LinkPlan made;
  made.kind = "slack";
  made.default_channel = "#handoffs";
  made.client_channels = {{acme, "acme"}, {bolt, "bolt"}};
  made.people = {{"Ana", "U0001"}, {"Dino", "U0002"}, {"Olga", "U0005"}};
  return made;
}

/// One linker over a world whose chat knows everything of the plan.
struct Linking {
  explicit Linking(World& owner, LinkPlan wanted = plan())
      : Linking(owner, owner.lasting.chat, std::move(wanted)) {}
  Linking(World& owner, Chat& chat, LinkPlan wanted)
      : world(owner),
        linker(chat, std::move(wanted), owner.registry, owner.lasting.clock, owner.log,
               [this](const TeamInfo& info) { teams.push_back(info.team); }) {}
  void start() {
    boost::asio::co_spawn(world.io, linker.run(), [this](std::exception_ptr failure) {
      EXPECT_FALSE(failure);
      ended = true;
    });
    world.settle();
  }
  World& world;
  std::vector<std::string> teams;
  bool ended = false;
  Linker linker;
};

void fill(FakeChat& chat) {
  chat.channels = {{"handoffs", {"C0100"}}, {"acme", {"C0200"}}, {"bolt", {"C0300"}}};
  for (const char* id : {"U0001", "U0002", "U0005"}) chat.users[UserId{id}].id = UserId{id};
}

TEST(LinkerTest, LearnsTheTeamAndTheIdsOfTheChannels) {
  Lasting lasting;
  World world(lasting);
  fill(lasting.chat);
  Linking linking(world);
  EXPECT_FALSE(linking.linker.reason().empty());
  linking.start();
  EXPECT_TRUE(linking.ended);
  EXPECT_EQ(linking.teams, std::vector<std::string>{"T0001"});
  EXPECT_EQ(linking.linker.reason(), "");
  const Agency& agency = world.registry.agency();
  EXPECT_EQ(agency.client(acme)->channels.at(slack_workspace), ChannelId{"C0200"});
  EXPECT_EQ(agency.client(bolt)->channels.at(slack_workspace), ChannelId{"C0300"});
  EXPECT_EQ(agency.settings.default_channels.at(slack_workspace), ChannelId{"C0100"});
  EXPECT_EQ(agency.settings.channel_names.at({slack_workspace, {"C0100"}}), "handoffs");
  EXPECT_EQ(agency.settings.channel_names.at({slack_workspace, {"C0200"}}), "acme");
  EXPECT_EQ(agency.directory.workspace(slack_workspace)->team, "T0001");
  EXPECT_FALSE(world.logged("person.unreachable"));
}

TEST(LinkerTest, AppendsNothingTheSecondTime) {
  Lasting lasting;
  World world(lasting);
  fill(lasting.chat);
  Linking first(world);
  first.start();
  const std::size_t journal = lasting.store.journal().size();
  Linking second(world);
  second.start();
  EXPECT_TRUE(second.ended);
  EXPECT_EQ(lasting.store.journal().size(), journal);
}

TEST(LinkerTest, TriesAgainLaterAndLaterUntilTheChatIsThere) {
  Lasting lasting;
  World world(lasting);
  fill(lasting.chat);
  for (int i = 0; i < 10; ++i) {
    lasting.chat.next_team(failure(ErrorClass::retry_later, "connect: Connection refused"));
  }
  Linking linking(world);
  linking.start();
  EXPECT_EQ(linking.linker.reason(), "connect: Connection refused");
  EXPECT_TRUE(world.logged("workspace.unlinked"));
  world.pass(minutes(10));
  EXPECT_TRUE(linking.ended);
  std::vector<seconds> pauses;
  const std::vector<FakeChat::Call> calls = lasting.chat.calls(Kind::team);
  for (std::size_t at = 1; at < calls.size(); ++at) {
    pauses.push_back(std::chrono::duration_cast<seconds>(calls[at].at - calls[at - 1].at));
  }
  EXPECT_EQ(pauses, (std::vector<seconds>{seconds(1), seconds(2), seconds(4), seconds(8),
                                          seconds(16), seconds(32), seconds(60), seconds(60),
                                          seconds(60), seconds(60)}));
  EXPECT_EQ(linking.teams.size(), 1u);
}

TEST(LinkerTest, WarnsOfAChannelThatThereIsNotAndLinksAllTheSame) {
  Lasting lasting;
  World world(lasting);
  fill(lasting.chat);
  lasting.chat.channels.erase("bolt");
  lasting.chat.channels.erase("handoffs");
  world.registry.settings().default_channels[slack_workspace] = ChannelId();  // not known yet
  Linking linking(world);
  linking.start();
  EXPECT_TRUE(linking.ended);
  EXPECT_TRUE(world.logged("channel.unresolved"));
  EXPECT_TRUE(world.registry.agency().client(bolt)->channels.empty());
  EXPECT_FALSE(world.registry.settings().default_channels.contains(slack_workspace))
      << "nobody waits for it any more";
  EXPECT_EQ(linking.linker.reason(), "");
  EXPECT_EQ(linking.linker.warnings(),
            (std::vector<std::string>{
                "client BOLT (bolt): not found: check the name, and invite the bot to it if it is "
                "private (channel_not_found)",
                "the default channel (#handoffs): not found: check the name, and invite the bot to "
                "it if it is private (channel_not_found)"}));
}

TEST(LinkerTest, KeepsTheChatsWordWhereItSaysNothingElse) {
  Lasting lasting;
  World world(lasting);
  fill(lasting.chat);
  lasting.chat.next_channel(failure(ErrorClass::permanent_unknown, "team_access_not_granted"));
  Linking linking(world);
  linking.start();
  EXPECT_TRUE(linking.ended);
  EXPECT_EQ(linking.linker.warnings(),
            std::vector<std::string>{
                "client ACME (acme): cannot be looked up (team_access_not_granted)"});
}

TEST(LinkerTest, TriesAgainWhereAChannelCouldNotBeLookedUpJustNow) {
  Lasting lasting;
  World world(lasting);
  fill(lasting.chat);
  lasting.chat.next_channel(failure(ErrorClass::retry_later, "ratelimited"));
  Linking linking(world);
  linking.start();
  EXPECT_FALSE(linking.ended);
  EXPECT_EQ(linking.linker.reason(), "ratelimited");
  EXPECT_TRUE(linking.linker.warnings().empty()) << "it may be there";
  EXPECT_TRUE(linking.teams.empty());
  world.pass(seconds(1));
  EXPECT_TRUE(linking.ended);
  EXPECT_EQ(world.registry.agency().client(acme)->channels.at(slack_workspace), ChannelId{"C0200"});
}

TEST(LinkerTest, TriesAgainWhereTheStoreFails) {
  Lasting lasting;
  World world(lasting);
  fill(lasting.chat);
  lasting.store.fail_next_appends(1);
  Linking linking(world);
  linking.start();
  EXPECT_FALSE(linking.ended);
  EXPECT_EQ(linking.linker.reason(), "the store could not commit");
  world.pass(seconds(1));
  EXPECT_TRUE(linking.ended);
}

TEST(LinkerTest, WarnsOfPeopleWhomNothingReaches) {
  Lasting lasting;
  World world(lasting);
  fill(lasting.chat);
  lasting.chat.users[UserId{"U0001"}].deactivated = true;
  lasting.chat.users[UserId{"U0002"}].bot = true;
  lasting.chat.users.erase(UserId{"U0005"});
  Linking linking(world);
  linking.start();
  EXPECT_TRUE(linking.ended);
  EXPECT_EQ(linking.linker.reason(), "") << "the service is ready all the same";
  EXPECT_EQ(
      linking.linker.warnings(),
      (std::vector<std::string>{"Ana (U0001): deactivated, so nothing reaches them there",
                                "Dino (U0002): a bot, so nobody reads there what they are told",
                                "Olga (U0005): not found, so nothing reaches them there"}));
  EXPECT_TRUE(world.logged("person.doubtful"));
}

TEST(LinkerTest, AsksForPeopleAgainWhereTheChatCouldNotTell) {
  Lasting lasting;
  World world(lasting);
  fill(lasting.chat);
  lasting.chat.users[UserId{"U0001"}].deactivated = true;
  lasting.chat.next_user(failure(ErrorClass::retry_later, "ratelimited"));
  lasting.chat.next_user(AttemptUnknown{"no answer"});
  lasting.chat.next_user(lasting.chat.users.at(UserId{"U0001"}));
  lasting.chat.next_user(failure(ErrorClass::auth_broken, "missing_scope"));
  Linking linking(world);
  linking.start();
  EXPECT_EQ(linking.teams.size(), 1u) << "the link does not wait for it";
  EXPECT_FALSE(linking.ended);
  EXPECT_TRUE(linking.linker.warnings().empty());
  world.pass(seconds(3));
  EXPECT_TRUE(linking.ended);
  EXPECT_EQ(lasting.chat.calls(Kind::user).size(), 5u);
  EXPECT_EQ(linking.linker.warnings(),
            (std::vector<std::string>{
                "Ana (U0001): deactivated, so nothing reaches them there",
                "Dino (U0002): cannot be looked up (missing_scope), so perhaps nothing reaches "
                "them there"}));
}

TEST(LinkerTest, TwoWorkspacesThatLinkAtOnceAreBothWrittenDown) {
  Lasting lasting;
  World world(lasting, World::Pace::slow);
  FakeChat other(WorkspaceId{"other"}, lasting.clock);
  other.team_id = "T0002";
  other.channels = {{"acme-there", {"C0900"}}};
  fill(lasting.chat);
  LinkPlan there;
  there.kind = "slack";
  there.client_channels = {{acme, "acme-there"}};
  Linker second(other, there, world.registry, lasting.clock, world.log, [](const TeamInfo&) {});
  Linking first(world);
  boost::asio::co_spawn(world.io, second.run(), [](std::exception_ptr) {});
  first.start();
  const Client* client = world.registry.agency().client(acme);
  EXPECT_EQ(client->channels.at(WorkspaceId{"other"}), ChannelId{"C0900"});
  EXPECT_EQ(client->channels.at(slack_workspace), ChannelId{"C0200"});
  EXPECT_EQ(world.registry.agency().directory.workspace(WorkspaceId{"other"})->team, "T0002");
  World restarted(lasting);
  EXPECT_EQ(restarted.registry.agency().client(acme)->channels.at(WorkspaceId{"other"}),
            ChannelId{"C0900"});
}

}  // namespace
}  // namespace baton::test
