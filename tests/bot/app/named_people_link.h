#pragma once

#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "bot/app/linker.h"
#include "tests/bot/app/world.h"

/// The link of a Mattermost team, where the file names people by their user names (A2.4).
namespace baton::test {

/// Ana, Dino and Olga have user names in Mattermost beside their ids in Slack; Petra is named by
/// id.
inline LinkPlan mattermost_plan() {
  LinkPlan made;
  made.kind = "mattermost";
  made.people_are = PeopleAre::names;
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

inline UserInfo mattermost_user(const std::string& id, const std::string& name) {
  UserInfo info;
  info.id = UserId{id};
  info.name = name;
  return info;
}

/// A Mattermost team with these four, and a world whose people they are.
class NamedPeopleLink : public testing::Test {
 protected:
  using Lines = std::vector<std::string>;

  NamedPeopleLink() {
    chat.team_id = "team1";
    chat.channels = {{"town", {"ch0"}}, {"acme", {"ch1"}}, {"bolt", {"ch2"}}};
    for (const char* name : {"ana", "dino", "olga", "petra"}) {
      const std::string id = std::string("id") + name;
      chat.users[UserId{id}] = mattermost_user(id, name);
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
  void link() { link(mattermost_plan()); }

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

}  // namespace baton::test
