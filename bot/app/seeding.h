#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/model/agency.h"
#include "core/model/events.h"

namespace baton {

/// What the configuration says of people, clients and workflows, with every chat id resolved.
struct Seed {
  struct Someone {
    std::string name;
    std::vector<Identity> identities;
    WorkspaceId home;
    std::vector<RoleId> roles;
    std::string timezone;
    std::string hours;
  };
  struct Account {
    ClientKey key;
    std::string name;
    std::map<WorkspaceId, ChannelId> channels;
    std::map<RoleId, std::string> roles;  ///< role -> person's name
  };
  struct Flow {
    WorkflowId id;
    std::string definition;  ///< canonical JSON of the whole file
  };
  std::vector<Workspace> workspaces;
  std::vector<Someone> people;
  std::vector<Account> clients;
  std::vector<Flow> workflows;
};

/// The facts that bring `agency` to what `seed` says. Empty where it says nothing new: a start
/// without a changed file appends nothing.
struct SeedFacts {
  std::vector<DirectoryFact> directory;
  std::map<ClientKey, std::vector<ClientFact>> clients;

  [[nodiscard]] bool empty() const { return directory.empty() && clients.empty(); }
};
SeedFacts differences(const Seed& seed, const Agency& agency);

}  // namespace baton
