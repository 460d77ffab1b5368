#include "bot/app/seeding.h"

#include <algorithm>
#include <set>

namespace baton {
namespace {

std::vector<Identity> sorted(std::vector<Identity> identities) {
  std::ranges::sort(identities);
  return identities;
}

PersonSet standing_of(const Person& person) {
  return PersonSet{person.id,    person.identities, person.home,
                   person.roles, person.timezone,   person.hours};
}

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
    claim();
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

  /// Whom the file names, before anything is told.
  void claim() {
    for (const Seed::Someone& someone : seed_.people) {
      if (const Person* person = surely_known_as(someone)) claimed_.insert(person->id);
    }
    leaves_somebody_out_ = claimed_.size() < directory_.people.size();
  }

  /// Somebody is who has one of the ids that the file says; without one, who has the name.
  const Person* surely_known_as(const Seed::Someone& someone) const {
    for (const Identity& identity : someone.identities) {
      const Person* person = directory_.by_identity(identity.workspace, identity.user);
      if (person != nullptr) return person;
    }
    return directory_.named(someone.name);
  }

  /// Where the name that the chat knows them by leads to somebody whom the file leaves out, it is
  /// they, under a new name.
  const Person* known_as(const Seed::Someone& someone) const {
    if (const Person* person = surely_known_as(someone)) return person;
    for (const auto& [workspace, user] : someone.named) {
      const Person* person = user ? directory_.by_identity(workspace, *user) : nullptr;
      if (person != nullptr && !claimed_.contains(person->id)) return person;
    }
    return nullptr;
  }

  static std::vector<Identity> identities_of(const Seed::Someone& someone, const Person& known) {
    std::vector<Identity> identities = someone.identities;
    for (const auto& [workspace, user] : someone.named) {
      if (user) {
        identities.push_back({workspace, *user});
      } else if (const Identity* present = known.in(workspace)) {
        identities.push_back(*present);
      }
    }
    return sorted(std::move(identities));
  }

  void sow(const Seed::Someone& someone) {
    const Person* known = known_as(someone);
    if (known == nullptr && someone.perhaps_known && leaves_somebody_out_) return;
    const PersonId id =
        known != nullptr ? known->id : PersonId{"p" + std::to_string(directory_.people.size() + 1)};
    if (known == nullptr) {
      tell(PersonAdded{id, someone.name});
    } else if (known->name != someone.name) {
      tell(PersonRenamed{id, someone.name});
    }
    claimed_.insert(id);
    PersonSet present = standing_of(*directory_.person(id));
    present.identities = sorted(std::move(present.identities));
    const PersonSet wanted{id,
                           identities_of(someone, *directory_.person(id)),
                           someone.home,
                           someone.roles,
                           someone.timezone,
                           someone.hours};
    if (present == wanted) return;
    take_from_others(wanted);
    tell(wanted);
  }

  /// An identity is one person's: who had one of these has it no more.
  void take_from_others(const PersonSet& taker) {
    std::vector<PersonSet> losers;
    for (const Person& person : directory_.people) {
      if (person.id == taker.person) continue;
      PersonSet left = standing_of(person);
      const std::size_t lost = std::erase_if(left.identities, [&](const Identity& identity) {
        return std::ranges::find(taker.identities, identity) != taker.identities.end();
      });
      if (lost > 0) losers.push_back(std::move(left));
    }
    for (PersonSet& loser : losers) tell(std::move(loser));
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
  std::set<PersonId> claimed_;  ///< whom the file names
  bool leaves_somebody_out_ = false;
  SeedFacts facts_;
};

}  // namespace

SeedFacts differences(const Seed& seed, const Agency& agency) {
  return Sowing(seed, agency).facts();
}

std::vector<PersonId> people_called(const std::vector<std::string>& names,
                                    const Directory& directory) {
  std::vector<PersonId> people;
  for (const std::string& name : names) {
    if (const Person* person = directory.named(name)) people.push_back(person->id);
  }
  return people;
}

}  // namespace baton
