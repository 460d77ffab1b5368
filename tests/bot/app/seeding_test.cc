#include "bot/app/seeding.h"

#include <algorithm>

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace baton::test
