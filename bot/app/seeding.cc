#include "bot/app/seeding.h"

#include <algorithm>

namespace baton {
namespace {

/// Collects the facts, folding each into a directory of its own so that later ones build on it.
class Sowing {
 public:
  Sowing(const Seed& seed, const Agency& agency)
      : seed_(seed), agency_(agency), directory_(agency.directory) {}

  SeedFacts facts() {
    for (const Workspace& workspace : seed_.workspaces) {
      const Workspace* known = directory_.workspace(workspace.id);
      if (known == nullptr || *known != workspace) tell(WorkspaceLinked{workspace});
    }
    for (const Seed::Someone& someone : seed_.people) sow(someone);
    for (const Seed::Flow& flow : seed_.workflows) {
      const PublishedWorkflow* newest = directory_.newest(flow.id);
      if (newest != nullptr && newest->definition == flow.definition) continue;
      const int version = newest == nullptr ? 1 : newest->version + 1;
      tell(WorkflowPublished{flow.id, version, flow.definition});
    }
    for (const Seed::Account& account : seed_.clients) sow(account);
    return std::move(facts_);
  }

 private:
  void tell(DirectoryFact fact) {
    directory_ =
        baton::apply(std::move(directory_), {fact, Author::machine(Author::Kind::file), {}});
    facts_.directory.push_back(std::move(fact));
  }

  /// Somebody is who has one of the identities; without one, who has the name.
  const Person* known_as(const Seed::Someone& someone) const {
    for (const Identity& identity : someone.identities) {
      const Person* person = directory_.by_identity(identity.workspace, identity.user);
      if (person != nullptr) return person;
    }
    return directory_.named(someone.name);
  }

  void sow(const Seed::Someone& someone) {
    const Person* known = known_as(someone);
    PersonId id =
        known != nullptr ? known->id : PersonId{"p" + std::to_string(directory_.people.size() + 1)};
    if (known == nullptr) {
      tell(PersonAdded{id, someone.name});
    } else if (known->name != someone.name) {
      tell(PersonRenamed{id, someone.name});
    }
    known = directory_.person(id);
    const bool same = known->identities == someone.identities && known->home == someone.home &&
                      known->roles == someone.roles && known->timezone == someone.timezone &&
                      known->hours == someone.hours;
    if (same) return;
    tell(PersonSet{id, someone.identities, someone.home, someone.roles, someone.timezone,
                   someone.hours});
  }

  void sow(const Seed::Account& account) {
    const Client* known = agency_.client(account.key);
    std::vector<ClientFact> facts;
    if (known == nullptr) {
      facts.emplace_back(ClientAdded{account.name});
    } else if (known->name != account.name) {
      facts.emplace_back(ClientRenamed{account.name});
    }
    for (const auto& [workspace, channel] : account.channels) {
      const bool same = known != nullptr && known->channels.contains(workspace) &&
                        known->channels.at(workspace) == channel;
      if (!same) facts.emplace_back(ClientChannelSet{workspace, channel});
    }
    for (const auto& [role, name] : account.roles) {
      const Person* person = directory_.named(name);
      if (person == nullptr) continue;  // `check` refuses a configuration that names nobody
      const bool same =
          known != nullptr && known->roles.contains(role) && known->roles.at(role) == person->id;
      if (!same) facts.emplace_back(ClientRoleSet{role, person->id});
    }
    if (!facts.empty()) facts_.clients[account.key] = std::move(facts);
  }

  const Seed& seed_;
  const Agency& agency_;
  Directory directory_;
  SeedFacts facts_;
};

}  // namespace

SeedFacts differences(const Seed& seed, const Agency& agency) {
  return Sowing(seed, agency).facts();
}

}  // namespace baton
