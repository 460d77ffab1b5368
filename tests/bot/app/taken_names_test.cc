#include <algorithm>

#include "tests/bot/app/named_people_link.h"

/// User names that lead to another user than they did.
namespace baton::test {
namespace {

using std::chrono::seconds;

class TakenNamesTest : public NamedPeopleLink {};

// Whoever takes over the user name of somebody gets neither their batons nor their rights.
TEST_F(TakenNamesTest, WhoTakesOverAUserNameIsNotThePersonWhoHadIt) {
  link();
  const std::size_t before = journal();
  chat.users[UserId{"iddino"}].name = "dino.old";
  chat.users[UserId{"idnew"}] = mattermost_user("idnew", "dino");
  link();
  EXPECT_TRUE(linked);
  EXPECT_EQ(linker->warnings(),
            Lines{"Dino (dino): this name is now the user idnew, and Baton keeps who it knew, "
                  "iddino; if Dino is meant, write the id idnew instead of the name"});
  EXPECT_EQ(user_of("Dino"), "iddino");
  EXPECT_EQ(world.registry.agency().directory.by_identity(mattermost_workspace, UserId{"idnew"}),
            nullptr);
  EXPECT_EQ(journal(), before);
  EXPECT_FALSE(world.logged("person.changed"));
  EXPECT_TRUE(world.logged("person.doubtful"));
}

// The file itself says another user name: that may be a slip of the pen, and an id is none.
TEST_F(TakenNamesTest, AnotherUserNameInTheFileCountsOnceItIsAnId) {
  link();
  chat.users[UserId{"idother"}] = mattermost_user("idother", "dino2");
  LinkPlan changed = mattermost_plan();
  changed.people["Dino"] = "dino2";
  link(changed);
  EXPECT_EQ(linker->warnings(),
            Lines{"Dino (dino2): this name is now the user idother, and Baton keeps who it knew, "
                  "iddino; if Dino is meant, write the id idother instead of the name"});
  EXPECT_EQ(user_of("Dino"), "iddino");
  changed.people["Dino"] = "idother";
  changed.file.people[1].named.clear();
  changed.file.people[1].identities.push_back({mattermost_workspace, UserId{"idother"}});
  link(changed);
  EXPECT_EQ(linker->warnings(), Lines{});
  EXPECT_EQ(user_of("Dino"), "idother");
  EXPECT_EQ(world.registry.agency().directory.named("Dino")->id, dino);
}

TEST_F(TakenNamesTest, WhoCameAfterAUserThatIsNoMoreIsWhoTheFileMeans) {
  for (const bool deleted : {true, false}) {
    SCOPED_TRACE(deleted);
    link();
    const std::string old = user_of("Dino");
    const std::string next = old + "2";
    chat.users[UserId{old}].name = "dino.old";
    chat.users[UserId{old}].deactivated = true;
    if (deleted) chat.users.erase(UserId{old});
    chat.users[UserId{next}] = mattermost_user(next, "dino");
    link();
    EXPECT_EQ(linker->warnings(), Lines{});
    EXPECT_EQ(user_of("Dino"), next);
    EXPECT_EQ(world.registry.agency().directory.named("Dino")->id, dino);
    ASSERT_TRUE(world.logged("person.changed"));
    const std::string& changed = world.lines.at(world.lines.size() - 2);
    for (const std::string& part : {std::string("Dino"), old, next}) {
      EXPECT_NE(changed.find(part), std::string::npos) << changed;
    }
  }
}

TEST_F(TakenNamesTest, WhetherTheOldUserIsActiveMustBeTold) {
  link();
  chat.users[UserId{"idana"}].name = "ana.old";
  chat.users[UserId{"idnew"}] = mattermost_user("idnew", "ana");
  for (const char* id : {"idnew", "iddino", "idolga", "idpetra"}) {
    chat.next_user(chat.users.at(UserId{id}));
  }
  chat.next_user(failure(ErrorClass::retry_later, "limit exceeded"));
  chat.next_user(failure(ErrorClass::permanent_unknown, "teapot"));
  link();
  EXPECT_FALSE(linked);
  EXPECT_EQ(linker->reason(), "limit exceeded");
  EXPECT_EQ(user_of("Ana"), "idana");
  world.pass(seconds(1));
  EXPECT_TRUE(linked);
  EXPECT_EQ(user_of("Ana"), "idana") << "a refusal does not say that the user is gone";
  EXPECT_EQ(linker->warnings().size(), 1u);
}

// Ana is gone, and Dino calls himself ana in Mattermost: he is Dino still.
TEST_F(TakenNamesTest, NobodyBecomesSomebodyElseByTakingTheirUserName) {
  link();
  const std::size_t before = journal();
  chat.users.erase(UserId{"idana"});
  chat.users[UserId{"iddino"}].name = "ana";
  link();
  EXPECT_EQ(linker->warnings(),
            (Lines{"Ana (ana): the same user as Dino, so this is left out",
                   "Dino (dino): not found, so they stay who they were there"}));
  EXPECT_EQ(user_of("Dino"), "iddino");
  EXPECT_EQ(world.registry.agency().directory.named("Dino")->id, dino);
  EXPECT_EQ(journal(), before);
}

TEST_F(TakenNamesTest, TwoWhoSwapTheirUserNamesStayWhoTheyWere) {
  link();
  chat.users[UserId{"idana"}].name = "dino";
  chat.users[UserId{"iddino"}].name = "ana";
  const std::size_t before = journal();
  link();
  EXPECT_EQ(linker->warnings().size(), 2u);
  EXPECT_EQ(journal(), before);
  LinkPlan meant = mattermost_plan();  // it is meant, and the file says so of one of them
  meant.people["Ana"] = "iddino";
  meant.file.people[0].named.clear();
  meant.file.people[0].identities.push_back({mattermost_workspace, UserId{"iddino"}});
  link(meant);
  EXPECT_EQ(linker->warnings(), Lines{});
  EXPECT_EQ(user_of("Ana"), "iddino");
  EXPECT_EQ(user_of("Dino"), "idana");
}

// Dino is called Dino Rossi in the file now, and a newcomer is called Dino.
TEST_F(TakenNamesTest, ANewcomerWithANameThatWasSomebodysIsSomebodyNew) {
  for (const bool newcomer_first : {false, true}) {
    SCOPED_TRACE(newcomer_first);
    Lasting other;
    World elsewhere(other);
    other.second.users = chat.users;
    other.second.users[UserId{"idnew"}] = mattermost_user("idnew", "dino2");
    other.second.channels = chat.channels;
    LinkPlan wanted = mattermost_plan();
    Seed::Someone& renamed = wanted.file.people[1];
    for (Seed::Someone& someone : wanted.file.people) {
      std::erase_if(someone.identities,
                    [](const Identity& identity) { return identity.workspace == slack_workspace; });
      someone.perhaps_known = !someone.named.empty();
    }
    const auto link_there = [&] {
      Linker there(other.second, wanted, elsewhere.registry, other.clock, elsewhere.log,
                   [](const TeamInfo&) {});
      elsewhere.run(there.run());
      EXPECT_EQ(there.warnings(), Lines{});
    };
    link_there();
    Seed::Someone newcomer = renamed;
    renamed.name = "Dino Rossi";
    wanted.people["Dino Rossi"] = "dino";
    wanted.people["Dino"] = "dino2";
    wanted.file.people.insert(
        newcomer_first ? wanted.file.people.begin() : wanted.file.people.end(), newcomer);
    link_there();
    const Directory& directory = elsewhere.registry.agency().directory;
    EXPECT_EQ(directory.by_identity(mattermost_workspace, UserId{"iddino"})->id, dino);
    EXPECT_EQ(directory.named("Dino Rossi")->id, dino);
    EXPECT_EQ(directory.by_identity(mattermost_workspace, UserId{"idnew"})->name, "Dino");
    EXPECT_EQ(directory.named("Dino")->id, PersonId{"p6"});
  }
}

}  // namespace
}  // namespace baton::test
