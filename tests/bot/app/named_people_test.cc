#include <gtest/gtest.h>

#include "bot/app/linker.h"
#include "tests/bot/app/world.h"

/// The link of a Mattermost team, where the file names people by their user names (A2.4).
namespace baton::test {
namespace {

using std::chrono::seconds;
using Kind = FakeChat::Call::Kind;
using Lines = std::vector<std::string>;

/// Ana, Dino and Olga have user names in Mattermost beside their ids in Slack; Petra is named by
/// id.
LinkPlan plan() {
  LinkPlan made;
  made.kind = "mattermost";
  made.default_channel = "town";
  made.client_channels = {{acme, "acme"}, {bolt, "bolt"}};
  made.people = {{"Ana", "ana"}, {"Dino", "dino"}, {"Olga", "olga"}, {"Petra", "idpetra"}};
  made.file = make_seed();
  made.file.workspaces.clear();
  made.file.workflows.clear();
  for (Seed::Someone& someone : made.file.people) {
    const auto text = made.people.find(someone.name);
    if (text == made.people.end()) continue;
    if (someone.name == "Petra") {
      someone.identities.push_back({mattermost_workspace, UserId{"idpetra"}});
    } else {
      someone.named[mattermost_workspace] = std::nullopt;
    }
  }
  return made;
}

UserInfo user(const std::string& id, const std::string& name) {
  UserInfo info;
  info.id = UserId{id};
  info.name = name;
  return info;
}

class NamedPeopleLinkTest : public testing::Test {
 protected:
  NamedPeopleLinkTest() {
    chat.team_id = "team1";
    chat.channels = {{"town", {"ch0"}}, {"acme", {"ch1"}}, {"bolt", {"ch2"}}};
    for (const char* name : {"ana", "dino", "olga", "petra"}) {
      const std::string id = std::string("id") + name;
      chat.users[UserId{id}] = user(id, name);
    }
  }

  /// Links once, as after a start of the service with `wanted`.
  void link(LinkPlan wanted) {
    linker = std::make_unique<Linker>(chat, std::move(wanted), world.registry, lasting.clock,
                                      world.log, [this](const TeamInfo&) { linked = true; });
    linked = false;
    boost::asio::co_spawn(world.io, linker->run(),
                          [](std::exception_ptr failure) { EXPECT_FALSE(failure); });
    world.settle();
  }
  void link() { link(plan()); }

  std::string user_of(const std::string& name) {
    const Person* person = world.registry.agency().directory.named(name);
    const Identity* identity = person == nullptr ? nullptr : person->in(mattermost_workspace);
    return identity == nullptr ? "" : identity->user.value;
  }
  std::size_t journal() const { return lasting.store.journal().size(); }

  Lasting lasting;
  FakeChat& chat = lasting.second;
  World world{lasting};
  std::unique_ptr<Linker> linker;
  bool linked = false;
};

TEST_F(NamedPeopleLinkTest, EverybodyIsKnownByIdBesideWhoTheyWere) {
  link();
  EXPECT_TRUE(linked);
  EXPECT_EQ(linker->warnings(), Lines{});
  EXPECT_EQ(user_of("Ana"), "idana");
  EXPECT_EQ(user_of("Dino"), "iddino");
  EXPECT_EQ(user_of("Petra"), "idpetra");
  EXPECT_EQ(user_of("Alex"), "");
  const Agency& agency = world.registry.agency();
  EXPECT_EQ(agency.directory.person(ana)->in(slack_workspace)->user, UserId{"U0001"});
  EXPECT_EQ(agency.directory.by_identity(mattermost_workspace, UserId{"iddino"})->id, dino);
  EXPECT_EQ(agency.client(acme)->channels.at(mattermost_workspace), ChannelId{"ch1"});
  EXPECT_EQ(agency.client(acme)->roles.at(account_manager_role), ana);
  EXPECT_EQ(agency.directory.workspace(mattermost_workspace)->kind, "mattermost");
}

TEST_F(NamedPeopleLinkTest, ASecondStartAppendsNothing) {
  link();
  const std::size_t before = journal();
  Seed start = plan().file;
  world.run(world.registry.sow(std::move(start)));
  EXPECT_EQ(journal(), before) << "at the start, before the link";
  EXPECT_EQ(user_of("Ana"), "idana");
  link();
  EXPECT_TRUE(linked);
  EXPECT_EQ(journal(), before);
}

TEST_F(NamedPeopleLinkTest, ANameThatNobodyHasIsAWarning) {
  chat.users.erase(UserId{"iddino"});
  link();
  EXPECT_TRUE(linked);
  EXPECT_EQ(linker->warnings(), Lines{"Dino (dino): not found, so Baton does not know them there"});
  EXPECT_TRUE(world.logged("person.unreachable"));
  EXPECT_EQ(user_of("Ana"), "idana");
  EXPECT_EQ(user_of("Dino"), "");
}

TEST_F(NamedPeopleLinkTest, WhoIsNotFoundAnyMoreStaysKnown) {
  link();
  const std::size_t before = journal();
  chat.users.erase(UserId{"iddino"});
  link();
  EXPECT_EQ(linker->warnings(), Lines{"Dino (dino): not found, so they stay who they were there"});
  EXPECT_EQ(user_of("Dino"), "iddino");
  EXPECT_EQ(journal(), before);
}

TEST_F(NamedPeopleLinkTest, AnIdThatNobodyHasIsAWarning) {
  chat.users.erase(UserId{"idpetra"});
  link();
  EXPECT_EQ(linker->warnings(),
            Lines{"Petra (idpetra): not found, so Baton does not know them there"});
}

TEST_F(NamedPeopleLinkTest, WhoCannotReadWhatTheyAreToldIsAWarning) {
  chat.users[UserId{"idana"}].deactivated = true;
  chat.users[UserId{"idolga"}].bot = true;
  link();
  EXPECT_TRUE(linked);
  EXPECT_EQ(linker->warnings(),
            (Lines{"Ana (ana): deactivated, so nothing reaches them there",
                   "Olga (olga): a bot, so nobody reads there what they are told"}));
  EXPECT_EQ(user_of("Ana"), "idana");
}

TEST_F(NamedPeopleLinkTest, ANameThatIsSomebodyElseNowIsWhoTheFileMeans) {
  link();
  chat.users[UserId{"iddino"}].name = "dino.old";
  chat.users[UserId{"idnew"}] = user("idnew", "dino");
  link();
  EXPECT_EQ(user_of("Dino"), "idnew");
  EXPECT_EQ(world.registry.agency().directory.named("Dino")->id, dino);
  ASSERT_TRUE(world.logged("person.changed"));
  EXPECT_NE(world.lines.back().find("workspace.linked"), std::string::npos);
  const std::string& changed = world.lines.at(world.lines.size() - 2);
  for (const char* part : {"Dino", "iddino", "idnew"}) {
    EXPECT_NE(changed.find(part), std::string::npos) << changed;
  }
}

TEST_F(NamedPeopleLinkTest, TheSecondOfOneUserIsLeftOut) {
  chat.users[UserId{"idpetra"}].name = "dino";
  chat.users.erase(UserId{"iddino"});
  link();
  EXPECT_EQ(linker->warnings(), Lines{"Dino (dino): the same user as Petra, so this is left out"})
      << "who is named by id comes first";
  EXPECT_EQ(user_of("Petra"), "idpetra");
  EXPECT_EQ(user_of("Dino"), "");
}

TEST_F(NamedPeopleLinkTest, ANameThatLooksLikeAnIdIsSaidToBeOne) {
  chat.users[UserId{"idpetra"}] = user("idother", "idpetra");
  link();
  EXPECT_EQ(linker->warnings(), Lines{"Petra (idpetra): a user name that looks like an id, so "
                                      "write the id idother instead"});
}

TEST_F(NamedPeopleLinkTest, ComesAgainWhereTheChatIsAwayAndAsksNobodyTwice) {
  chat.next_user(chat.users.at(UserId{"idana"}));
  chat.next_user(failure(ErrorClass::retry_later, "limit exceeded"));
  const std::size_t before = journal();
  link();
  EXPECT_FALSE(linked);
  EXPECT_EQ(linker->reason(), "limit exceeded");
  EXPECT_EQ(linker->warnings(), Lines{});
  EXPECT_EQ(journal(), before) << "channels and people are sown together";
  EXPECT_EQ(chat.calls(Kind::user).size(), 2u) << "who is away is not asked on";
  world.pass(seconds(1));
  EXPECT_TRUE(linked);
  EXPECT_EQ(user_of("Dino"), "iddino");
  Lines asked;
  for (const FakeChat::Call& call : chat.calls(Kind::user)) asked.push_back(call.address);
  EXPECT_EQ(asked, (Lines{"idana", "iddino", "iddino", "idolga", "idpetra"}));
  EXPECT_EQ(chat.calls(Kind::channel).size(), 3u);
}

TEST_F(NamedPeopleLinkTest, SilenceIsNoAnswerEither) {
  chat.next_user(AttemptUnknown{"no answer"});
  link();
  EXPECT_FALSE(linked);
  world.pass(seconds(1));
  EXPECT_TRUE(linked);
}

TEST_F(NamedPeopleLinkTest, WhoIsRenamedInTheFileIsFoundAndStaysTheLastResort) {
  LinkPlan first = plan();
  Seed::Someone& zoe = first.file.people.emplace_back();
  zoe.name = "Zoe";
  zoe.home = mattermost_workspace;
  zoe.named[mattermost_workspace] = std::nullopt;
  zoe.perhaps_known = true;
  first.people["Zoe"] = "zoe";
  chat.users[UserId{"idzoe"}] = user("idzoe", "zoe");
  first.last_resort = {"Zoe", "Olga"};
  LinkPlan renamed = first;
  link(std::move(first));
  const PersonId id = world.registry.agency().directory.named("Zoe")->id;
  renamed.file.people.back().name = "Zoe Klein";
  renamed.people.erase("Zoe");
  renamed.people["Zoe Klein"] = "zoe";
  renamed.last_resort = {"Zoe Klein", "Olga"};
  world.run(world.registry.sow(renamed.file));
  EXPECT_EQ(world.registry.agency().directory.named("Zoe Klein"), nullptr) << "not known yet";
  link(std::move(renamed));
  EXPECT_EQ(world.registry.agency().directory.named("Zoe Klein")->id, id);
  EXPECT_EQ(world.registry.agency().settings.last_resort, (std::vector<PersonId>{id, olga}));
}

// A channel that was named once for every workspace may be missing where there is a default one.
TEST_F(NamedPeopleLinkTest, AChannelForAllIsWarnedOfWhereNothingTakesItsPlace) {
  chat.channels.erase("bolt");
  chat.channels.erase("acme");
  LinkPlan wanted = plan();
  wanted.channels_for_all = {acme, bolt};
  const bool acme_is_in_slack =
      world.registry.agency().client(acme)->channels.contains(slack_workspace);
  ASSERT_TRUE(acme_is_in_slack);
  ASSERT_TRUE(world.registry.agency().client(bolt)->channels.empty());
  link(wanted);
  EXPECT_TRUE(linked);
  EXPECT_EQ(linker->warnings(), Lines{"client BOLT (bolt): channel_not_found"})
      << "it is nowhere: a slip of the pen";
  Seed elsewhere;
  elsewhere.clients.push_back({bolt, "Bolt Coffee", {{slack_workspace, ChannelId{"C9"}}}, {}});
  elsewhere.clients[0].name = world.registry.agency().client(bolt)->name;
  world.run(world.registry.sow(std::move(elsewhere)));
  EXPECT_EQ(linker->warnings(), Lines{}) << "Slack was linked later and has it";
  chat.channels.erase("town");
  link(wanted);
  EXPECT_EQ(linker->warnings(), (Lines{"the default channel (town): channel_not_found",
                                       "client ACME (acme): channel_not_found",
                                       "client BOLT (bolt): channel_not_found"}));
}

}  // namespace
}  // namespace baton::test
