#include "bot/app/seeding.h"

#include <algorithm>

#include "bot/app/who_is_who.h"

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
    matches_ = who_is_who(seed_, directory_);
    in_doubt_ = is_in_doubt();
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

  /// Whether an entry that no workspace was asked about yet may be somebody known by another name:
  /// then the name of its neighbour may be a newcomer's as well.
  bool is_in_doubt() const {
    return std::ranges::any_of(seed_.people, [this](const Seed::Someone& someone) {
      return someone.perhaps_known && !matches_.contains(someone.name) && may_be_known(someone);
    });
  }

  bool may_be_known(const Seed::Someone& someone) const {
    return std::ranges::any_of(directory_.people, [&](const Person& person) {
      return !is_named_by_id(person) && std::ranges::any_of(someone.named, [&](const auto& named) {
        return person.in(named.first) != nullptr;
      });
    });
  }

  bool is_named_by_id(const Person& person) const {
    return std::ranges::any_of(seed_.people, [&](const Seed::Someone& someone) {
      return std::ranges::any_of(someone.identities, [&](const Identity& identity) {
        return std::ranges::find(person.identities, identity) != person.identities.end();
      });
    });
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
    if (someone.perhaps_known && in_doubt_) return;
    const auto match = matches_.find(someone.name);
    const Person* known = match == matches_.end() ? nullptr : directory_.person(match->second);
    const PersonId id =
        known != nullptr ? known->id : PersonId{"p" + std::to_string(directory_.people.size() + 1)};
    if (known == nullptr) {
      tell(PersonAdded{id, someone.name});
    } else if (known->name != someone.name) {
      tell(PersonRenamed{id, someone.name});
    }
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
  std::map<std::string, PersonId> matches_;
  bool in_doubt_ = false;
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
