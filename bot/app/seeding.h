#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/model/agency.h"
#include "core/model/events.h"

namespace baton {

/// What the configuration says of people, clients and workflows.
struct Seed {
  struct Someone {
    std::string name;
    std::vector<Identity> identities;  ///< where the file says their id
    WorkspaceId home;
    std::vector<RoleId> roles;
    std::string timezone;
    std::string hours;
    /// Where the file says a name that the chat knows them by: whose it was found to be. nullopt:
    /// the workspace was not asked yet, or has nobody of that name; who they are there stays.
    std::map<WorkspaceId, std::optional<UserId>> named = {};
    /// No workspace was asked yet, and no id says who it is: it may be somebody known, renamed in
    /// the file. While that is so, everybody of whom it is said stays as they are.
    bool perhaps_known = false;
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

/// The people of these names, in their order; who is not known is left out.
std::vector<PersonId> people_called(const std::vector<std::string>& names,
                                    const Directory& directory);

}  // namespace baton
