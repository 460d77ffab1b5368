#include "tests/bot/app/named_people_link.h"

namespace baton::test {
namespace {

using std::chrono::seconds;
using Kind = FakeChat::Call::Kind;

class NamedPeopleLinkTest : public NamedPeopleLink {};

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
  Seed start = mattermost_plan().file;
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
  EXPECT_TRUE(world.logged("person.doubtful"));
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
  EXPECT_EQ(linker->warnings(), Lines{"Petra (idpetra): not found, so nothing reaches them there"});
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

TEST_F(NamedPeopleLinkTest, WhoIsNotKnownAtHomeIsToldThingsElsewhere) {
  chat.users.erase(UserId{"iddino"});
  chat.users.erase(UserId{"idolga"});
  LinkPlan wanted = mattermost_plan();
  wanted.file.people[1].home = mattermost_workspace;
  Seed::Someone& zoe = wanted.file.people.emplace_back();
  zoe.name = "Zoe";
  zoe.home = mattermost_workspace;
  zoe.named[mattermost_workspace] = std::nullopt;
  wanted.people["Zoe"] = "zoe";
  link(wanted);
  EXPECT_EQ(linker->warnings(),
            (Lines{"Dino (dino): not found, so Baton does not know them there; their messages go "
                   "to slack instead",
                   "Olga (olga): not found, so Baton does not know them there",
                   "Zoe (zoe): not found, so Baton does not know them there; nothing reaches them "
                   "anywhere"}));
  chat.users[UserId{"iddino"}] = mattermost_user("iddino", "dino");
  link(wanted);
  EXPECT_EQ(linker->warnings().size(), 2u);
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
  chat.users[UserId{"idpetra"}] = mattermost_user("idother", "idpetra");
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
  LinkPlan first = mattermost_plan();
  Seed::Someone& zoe = first.file.people.emplace_back();
  zoe.name = "Zoe";
  zoe.home = mattermost_workspace;
  zoe.named[mattermost_workspace] = std::nullopt;
  zoe.perhaps_known = true;
  first.people["Zoe"] = "zoe";
  chat.users[UserId{"idzoe"}] = mattermost_user("idzoe", "zoe");
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
  LinkPlan wanted = mattermost_plan();
  wanted.channels_for_all = {acme, bolt};
  const bool acme_is_in_slack =
      world.registry.agency().client(acme)->channels.contains(slack_workspace);
  ASSERT_TRUE(acme_is_in_slack);
  ASSERT_TRUE(world.registry.agency().client(bolt)->channels.empty());
  link(wanted);
  EXPECT_TRUE(linked);
  const std::string missing =
      ": not found: check the name, and invite the bot to it if it is private (channel_not_found)";
  EXPECT_EQ(linker->warnings(), Lines{"client BOLT (bolt)" + missing})
      << "it is nowhere: a slip of the pen";
  Seed elsewhere;
  elsewhere.clients.push_back({bolt, "Bolt Coffee", {{slack_workspace, ChannelId{"C9"}}}, {}});
  elsewhere.clients[0].name = world.registry.agency().client(bolt)->name;
  world.run(world.registry.sow(std::move(elsewhere)));
  EXPECT_EQ(linker->warnings(), Lines{}) << "Slack was linked later and has it";
  chat.channels.erase("town");
  link(wanted);
  EXPECT_EQ(linker->warnings(),
            (Lines{"client ACME (acme)" + missing, "client BOLT (bolt)" + missing,
                   "the default channel (town)" + missing}));
}

}  // namespace
}  // namespace baton::test
