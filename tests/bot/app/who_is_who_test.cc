#include "bot/app/who_is_who.h"

#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/bot/app/world.h"

namespace baton::test {
namespace {

// Dino is called Dino Rossi now, and a newcomer is called Dino: whatever the order of the file.
TEST(WhoIsWhoTest, ANewcomerWithANameThatWasSomebodysIsSomebodyNew) {
  for (const bool newcomer_first : {false, true}) {
    SCOPED_TRACE(newcomer_first);
    Lasting lasting;
    World world(lasting);
    Seed seed = make_seed();
    Seed::Someone newcomer = seed.people[1];
    newcomer.identities = {{slack_workspace, UserId{"U0777"}}};
    seed.people[1].name = "Dino Rossi";
    seed.people.insert(newcomer_first ? seed.people.begin() : seed.people.end(), newcomer);
    world.run(world.registry.sow(seed));
    const Directory& directory = world.registry.agency().directory;
    EXPECT_EQ(directory.named("Dino Rossi")->id, dino);
    EXPECT_EQ(directory.by_identity(slack_workspace, UserId{"U0002"})->id, dino);
    EXPECT_EQ(directory.named("Dino")->id, PersonId{"p6"});
    EXPECT_EQ(directory.by_identity(slack_workspace, UserId{"U0777"})->id, PersonId{"p6"});
    EXPECT_TRUE(differences(seed, world.registry.agency()).empty());
  }
}

// One of Dino's two ids was somebody else's all along.
TEST(WhoIsWhoTest, OfOneWhoBecomesTwoTheOneWithTheNameStays) {
  for (const bool other_first : {false, true}) {
    SCOPED_TRACE(other_first);
    Lasting lasting;
    World world(lasting);
    Seed seed = make_seed();
    seed.people[1].identities.push_back({mattermost_workspace, UserId{"m2"}});
    world.run(world.registry.sow(seed));
    Seed::Someone other = seed.people[1];
    other.name = "Dina";
    other.identities = {{mattermost_workspace, UserId{"m2"}}};
    seed.people[1].identities.pop_back();
    seed.people.insert(other_first ? seed.people.begin() : seed.people.end(), other);
    world.run(world.registry.sow(seed));
    const Directory& directory = world.registry.agency().directory;
    EXPECT_EQ(directory.by_identity(slack_workspace, UserId{"U0002"})->id, dino);
    EXPECT_EQ(directory.named("Dino")->id, dino);
    EXPECT_EQ(directory.by_identity(mattermost_workspace, UserId{"m2"})->name, "Dina");
    EXPECT_TRUE(differences(seed, world.registry.agency()).empty());
  }
}

/// The file's people with a user name in Mattermost, as at a start: nobody was looked up yet.
Seed named_seed(const std::vector<std::string>& names) {
  Seed seed;
  for (const std::string& name : names) {
    Seed::Someone& someone = seed.people.emplace_back();
    someone.name = name;
    someone.home = mattermost_workspace;
    someone.named[mattermost_workspace] = std::nullopt;
    someone.perhaps_known = true;
  }
  return seed;
}

/// The same once the workspace was asked: by the file's name for them, whose user name it is.
Seed found(Seed seed, const std::map<std::string, std::string>& users) {
  for (Seed::Someone& someone : seed.people) {
    someone.perhaps_known = false;
    const auto user = users.find(someone.name);
    if (user != users.end()) someone.named[mattermost_workspace] = UserId{user->second};
  }
  return seed;
}

/// The directory that follows, and how many facts it took.
std::size_t sow(Agency& agency, const Seed& seed) {
  const SeedFacts facts = differences(seed, agency);
  for (const DirectoryFact& fact : facts.directory) {
    agency.directory = baton::apply(std::move(agency.directory),
                                    DirectoryEvent{fact, Author::machine(Author::Kind::file), {}});
  }
  return facts.directory.size();
}

std::string user_of(const Agency& agency, const std::string& name) {
  const Person* person = agency.directory.named(name);
  const Identity* identity = person == nullptr ? nullptr : person->in(mattermost_workspace);
  return identity == nullptr ? "" : identity->user.value;
}

TEST(NamedPeopleTest, AreKnownOnceTheirWorkspaceIsLinkedAndStaySo) {
  Agency agency;
  const Seed file = named_seed({"Ana", "Dino"});
  sow(agency, file);
  EXPECT_EQ(user_of(agency, "Ana"), "");
  EXPECT_EQ(sow(agency, found(file, {{"Ana", "u1"}, {"Dino", "u2"}})), 2u);
  EXPECT_EQ(user_of(agency, "Ana"), "u1");
  EXPECT_EQ(user_of(agency, "Dino"), "u2");
  EXPECT_EQ(sow(agency, file), 0u) << "a start with the same file appends nothing";
  EXPECT_EQ(sow(agency, found(file, {{"Ana", "u1"}, {"Dino", "u2"}})), 0u);
  EXPECT_EQ(sow(agency, found(file, {{"Ana", "u1"}})), 0u) << "who is not found stays known";
  EXPECT_EQ(user_of(agency, "Dino"), "u2");
}

TEST(NamedPeopleTest, LoseTheIdentityOfAWorkspaceThatTheFileNamesNoMore) {
  Agency agency;
  Seed file = named_seed({"Ana"});
  file.people[0].identities = {{slack_workspace, UserId{"U0001"}}};
  sow(agency, found(file, {{"Ana", "u1"}}));
  EXPECT_EQ(agency.directory.people[0].identities,
            (std::vector<Identity>{{mattermost_workspace, UserId{"u1"}},
                                   {slack_workspace, UserId{"U0001"}}}));
  file.people[0].named.clear();
  EXPECT_EQ(sow(agency, file), 1u);
  EXPECT_EQ(agency.directory.people[0].identities,
            (std::vector<Identity>{{slack_workspace, UserId{"U0001"}}}));
}

TEST(NamedPeopleTest, AreWhoTheirUserNameIsNow) {
  Agency agency;
  const Seed file = named_seed({"Ana", "Dino"});
  sow(agency, found(file, {{"Ana", "u1"}, {"Dino", "u2"}}));
  const std::vector<Person> before = agency.directory.people;
  sow(agency, found(file, {{"Ana", "u2"}, {"Dino", "u1"}}));
  ASSERT_EQ(agency.directory.people.size(), 2u);
  EXPECT_EQ(user_of(agency, "Ana"), "u2");
  EXPECT_EQ(user_of(agency, "Dino"), "u1");
  EXPECT_EQ(agency.directory.named("Ana")->id, before[0].id) << "nobody becomes somebody else";
}

TEST(NamedPeopleTest, TakeAnIdentityFromWhoHadIt) {
  Agency agency;
  sow(agency, found(named_seed({"Ana", "Dino"}), {{"Ana", "u1"}, {"Dino", "u2"}}));
  const Seed file = named_seed({"Ana", "Dino"});
  sow(agency, found(file, {{"Dino", "u1"}}));
  EXPECT_EQ(user_of(agency, "Dino"), "u1");
  EXPECT_EQ(user_of(agency, "Ana"), "") << "an identity is one person's";
  EXPECT_EQ(sow(agency, file), 0u);
}

TEST(NamedPeopleTest, WhoIsRenamedInTheFileStaysTheSamePerson) {
  Agency agency;
  sow(agency, found(named_seed({"Ana", "Dino"}), {{"Ana", "u1"}, {"Dino", "u2"}}));
  const Seed file = named_seed({"Ana Maria", "Dino"});
  EXPECT_EQ(sow(agency, file), 0u) << "it may be somebody new: the workspace knows";
  EXPECT_EQ(sow(agency, found(file, {{"Ana Maria", "u1"}, {"Dino", "u2"}})), 1u);
  ASSERT_EQ(agency.directory.people.size(), 2u);
  EXPECT_EQ(agency.directory.people[0].name, "Ana Maria");
}

TEST(NamedPeopleTest, ANewcomerWithANameThatWasSomebodysIsSomebodyNew) {
  for (const bool newcomer_first : {false, true}) {
    SCOPED_TRACE(newcomer_first);
    Agency agency;
    sow(agency, found(named_seed({"Ana", "Dino"}), {{"Ana", "u1"}, {"Dino", "u2"}}));
    const PersonId id = agency.directory.named("Ana")->id;
    Seed file = named_seed({"Ana Maria", "Dino", "Ana"});
    if (newcomer_first) std::swap(file.people[0], file.people[2]);
    file.people[newcomer_first ? 0 : 2].roles = {RoleId{"director"}};
    EXPECT_EQ(sow(agency, file), 0u) << "whether Ana is still Ana is known once they are asked for";
    const Seed linked = found(file, {{"Ana Maria", "u1"}, {"Dino", "u2"}, {"Ana", "u3"}});
    sow(agency, linked);
    ASSERT_EQ(agency.directory.people.size(), 3u);
    EXPECT_EQ(agency.directory.by_identity(mattermost_workspace, UserId{"u1"})->id, id);
    EXPECT_EQ(agency.directory.named("Ana Maria")->id, id);
    EXPECT_FALSE(agency.directory.person(id)->has_role(RoleId{"director"}));
    EXPECT_EQ(user_of(agency, "Ana"), "u3");
    EXPECT_EQ(sow(agency, linked), 0u);
    EXPECT_EQ(sow(agency, file), 0u);
  }
}

TEST(NamedPeopleTest, WhoTakesTheNameOfSomebodyRenamedStaysWhoTheyWere) {
  Agency agency;
  sow(agency, found(named_seed({"Ana", "Bea"}), {{"Ana", "u1"}, {"Bea", "u2"}}));
  const std::vector<Person> before = agency.directory.people;
  const Seed file = named_seed({"Bea", "Cem"});  // Ana is called Bea now, and Bea is called Cem
  EXPECT_EQ(sow(agency, file), 0u);
  sow(agency, found(file, {{"Bea", "u1"}, {"Cem", "u2"}}));
  ASSERT_EQ(agency.directory.people.size(), 2u);
  EXPECT_EQ(agency.directory.named("Bea")->id, before[0].id);
  EXPECT_EQ(agency.directory.named("Cem")->id, before[1].id);
}

TEST(NamedPeopleTest, WhoTakesTheLineOfSomebodyGoneIsSomebodyNew) {
  Agency agency;
  sow(agency, found(named_seed({"Ana", "Dino"}), {{"Ana", "u1"}, {"Dino", "u2"}}));
  const Seed file = named_seed({"Bea", "Dino"});
  sow(agency, file);
  sow(agency, found(file, {{"Bea", "u3"}, {"Dino", "u2"}}));
  ASSERT_EQ(agency.directory.people.size(), 3u);
  EXPECT_EQ(user_of(agency, "Ana"), "u1");
  EXPECT_EQ(user_of(agency, "Bea"), "u3");
  const Seed more = named_seed({"Bea", "Dino", "Cem"});
  EXPECT_EQ(sow(agency, found(more, {})), 2u) << "also where nobody of that name is found";
  EXPECT_NE(agency.directory.named("Cem"), nullptr);
}

TEST(NamedPeopleTest, SomebodyNewIsThereAtOnceWhereNobodyIsLeftOut) {
  Agency agency;
  sow(agency, named_seed({"Ana"}));
  EXPECT_EQ(sow(agency, named_seed({"Ana", "Dino"})), 2u);
  EXPECT_NE(agency.directory.named("Dino"), nullptr);
}

TEST(NamedPeopleTest, ArePutInTheOrderAskedFor) {
  Agency agency;
  sow(agency, named_seed({"Ana", "Dino"}));
  EXPECT_EQ(people_called({"Dino", "Nobody", "Ana"}, agency.directory),
            (std::vector<PersonId>{{"p2"}, {"p1"}}));
}

// Whatever is renamed in the file or the chat, whoever comes and goes: an identity is one person's,
// everybody found is who the chat says, and no start with the same file appends anything.
RC_GTEST_PROP(NamedPeopleProperties, StartsAreQuietAndIdentitiesOnePersons, ()) {
  const std::vector<std::string> names = {"Ana", "Bea", "Cem", "Dan", "Eve"};
  const std::vector<std::string> users = {"u1", "u2", "u3", "u4", "u5"};
  Agency agency;
  const int files = *rc::gen::inRange(1, 6);
  for (int i = 0; i < files; ++i) {
    const auto kept =
        *rc::gen::container<std::vector<bool>>(names.size(), rc::gen::arbitrary<bool>());
    const auto resolved =
        *rc::gen::container<std::vector<bool>>(names.size(), rc::gen::arbitrary<bool>());
    const std::size_t turn = *rc::gen::inRange<std::size_t>(0, users.size());
    std::vector<std::string> people;
    std::map<std::string, std::string> known;
    for (std::size_t at = 0; at < names.size(); ++at) {
      if (!kept[at]) continue;
      people.push_back(names[at]);
      if (resolved[at]) known[names[at]] = users[(at + turn) % users.size()];
    }
    const Seed start = named_seed(people);
    const Seed linked = found(start, known);
    sow(agency, start);
    RC_ASSERT(sow(agency, start) == 0u);
    sow(agency, linked);
    RC_ASSERT(sow(agency, linked) == 0u);
    RC_ASSERT(sow(agency, start) == 0u);
    for (const auto& [name, user] : known) RC_ASSERT(user_of(agency, name) == user);
    std::set<Identity> seen;
    for (const Person& person : agency.directory.people) {
      for (const Identity& identity : person.identities) {
        RC_ASSERT(seen.insert(identity).second);
      }
    }
    for (const std::string& name : people) RC_ASSERT(agency.directory.named(name) != nullptr);
  }
}

}  // namespace
}  // namespace baton::test
