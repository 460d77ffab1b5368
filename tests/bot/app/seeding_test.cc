#include "bot/app/seeding.h"

#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/bot/app/world.h"

namespace baton::test {
namespace {

SeedFacts facts_after(const Lasting& lasting, World& world, const Seed& seed) {
  EXPECT_FALSE(lasting.store.journal().empty());
  return differences(seed, world.registry.agency());
}

TEST(SeedingTest, ANewAgencyGetsEverythingThatTheFileSays) {
  const SeedFacts facts = differences(make_seed(), Agency());
  EXPECT_EQ(facts.directory.size(), 1u + 5u * 2u + 2u);
  EXPECT_TRUE(std::holds_alternative<WorkspaceLinked>(facts.directory.front()));
  ASSERT_EQ(facts.clients.size(), 2u);
  EXPECT_EQ(facts.clients.at(acme).size(), 3u) << "added, a channel, a role";
  EXPECT_EQ(facts.clients.at(bolt).size(), 1u);
}

TEST(SeedingTest, FoldsToWhatTheFileSays) {
  Lasting lasting;
  World world(lasting);
  const Agency expected = make_agency();
  const Directory& directory = world.registry.agency().directory;
  EXPECT_EQ(directory.people, expected.directory.people);
  EXPECT_EQ(directory.workspaces, expected.directory.workspaces);
  EXPECT_EQ(directory.newest(campaign)->version, 1);
  EXPECT_EQ(world.registry.agency().workflow(quick, 1)->title, "Quick handoff");
  EXPECT_EQ(world.registry.agency().client(acme)->roles.at(account_manager_role), ana);
  EXPECT_EQ(world.registry.agency().client(acme)->name, "Acme Shoes");
}

TEST(SeedingTest, ASecondStartAppendsNothing) {
  Lasting lasting;
  World first(lasting);
  const std::size_t journal = lasting.store.journal().size();
  World second(lasting);
  EXPECT_EQ(lasting.store.journal().size(), journal);
  EXPECT_EQ(second.registry.agency().directory, first.registry.agency().directory);
  EXPECT_TRUE(facts_after(lasting, second, make_seed()).empty());
}

TEST(SeedingTest, WhoIsRenamedInTheFileStaysTheSamePerson) {
  Lasting lasting;
  World world(lasting);
  Seed seed = make_seed();
  seed.people[1].name = "Dino Rossi";
  const SeedFacts facts = facts_after(lasting, world, seed);
  ASSERT_EQ(facts.directory.size(), 1u);
  EXPECT_EQ(std::get<PersonRenamed>(facts.directory[0]), (PersonRenamed{dino, "Dino Rossi"}));
}

TEST(SeedingTest, WhoGetsANewIdentityIsFoundByName) {
  Lasting lasting;
  World world(lasting);
  Seed seed = make_seed();
  seed.people[1].identities[0].user = UserId{"U0777"};
  const SeedFacts facts = facts_after(lasting, world, seed);
  ASSERT_EQ(facts.directory.size(), 1u);
  EXPECT_EQ(std::get<PersonSet>(facts.directory[0]).person, dino);
}

TEST(SeedingTest, OnlyWhatChangedIsAppended) {
  Lasting lasting;
  World world(lasting);
  Seed seed = make_seed();
  seed.people[1].roles.push_back(RoleId{"analytics"});
  seed.clients[0].roles[coordinator_role] = "Olga";
  const SeedFacts facts = facts_after(lasting, world, seed);
  ASSERT_EQ(facts.directory.size(), 1u);
  EXPECT_EQ(std::get<PersonSet>(facts.directory[0]).person, dino);
  ASSERT_EQ(facts.clients.size(), 1u);
  EXPECT_EQ(facts.clients.at(acme),
            std::vector<ClientFact>(1, ClientRoleSet{coordinator_role, olga}));
  world.run(world.registry.sow(seed));
  EXPECT_TRUE(world.registry.agency().directory.person(dino)->has_role(RoleId{"analytics"}));
  EXPECT_TRUE(differences(seed, world.registry.agency()).empty());
}

TEST(SeedingTest, IdsStayWhateverTheOrderOfTheFile) {
  Lasting lasting;
  World world(lasting);
  Seed seed = make_seed();
  std::reverse(seed.people.begin(), seed.people.end());
  seed.people.push_back(seed.people.back());
  seed.people.back().name = "Zoe";
  seed.people.back().identities = {{slack_workspace, UserId{"U0006"}}};
  world.run(world.registry.sow(seed));
  const Directory& directory = world.registry.agency().directory;
  EXPECT_EQ(directory.named("Ana")->id, ana);
  EXPECT_EQ(directory.named("Olga")->id, olga);
  EXPECT_EQ(directory.named("Zoe")->id, PersonId{"p6"});
}

TEST(SeedingTest, AChangedWorkflowIsANewVersionBesideTheOld) {
  Lasting lasting;
  World world(lasting);
  open_task(world);
  Seed seed = make_seed();
  seed.workflows[0].definition = R"({"workflow":"paid-campaign-launch","title":"New"})";
  world.run(world.registry.sow(seed));
  const Agency& agency = world.registry.agency();
  EXPECT_EQ(agency.directory.newest(campaign)->version, 2);
  EXPECT_NE(agency.workflow(campaign, 1), nullptr);
  EXPECT_NE(agency.workflow(campaign, 2), nullptr);
  EXPECT_EQ(world.task("ACME-1").workflow_version, 1) << "a running task keeps its version";
  open_task(world);
  EXPECT_EQ(world.task("ACME-2").workflow_version, 2);
}

TEST(SeedingTest, WhatIsNotInTheFileAnyMoreStays) {
  Lasting lasting;
  World world(lasting);
  Seed seed = make_seed();
  seed.people.pop_back();
  seed.clients.pop_back();
  seed.workflows.pop_back();
  EXPECT_TRUE(facts_after(lasting, world, seed).empty());
}

TEST(SeedingTest, IsSaidAgainWhereSomebodyElseWasFaster) {
  Lasting lasting;
  World world(lasting, World::Pace::slow);
  Seed seed = make_seed();
  seed.people[1].roles.push_back(RoleId{"analytics"});
  lasting.slow.stale_next = 2;
  world.run(world.registry.sow(seed));
  EXPECT_TRUE(world.registry.agency().directory.person(dino)->has_role(RoleId{"analytics"}));
}

// ---- people whom the file names as their chat does

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
