#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/model/ids.h"
#include "core/model/time_point.h"
#include "core/model/workflow.h"
#include "core/time/hours.h"
#include "core/time/working_span.h"
#include "core/time/zone.h"

namespace baton {

/// One identity of a person: who they are in one workspace.
struct Identity {
  WorkspaceId workspace;
  UserId user;
  auto operator<=>(const Identity&) const = default;
};

struct Person {
  PersonId id;
  std::string name;  ///< for display; may change
  std::vector<Identity> identities;
  WorkspaceId home;  ///< where pushes go
  std::vector<RoleId> roles;
  std::string timezone;  ///< IANA name, "Europe/Berlin"
  std::string hours;     ///< as configured, "Mon-Fri 09:00-17:30"
  bool left = false;

  [[nodiscard]] bool has_role(const RoleId& role) const;
  [[nodiscard]] const Identity* in(const WorkspaceId& workspace) const;
  bool operator==(const Person&) const = default;
};

/// A workflow as it was published: its whole file as canonical JSON, so that a task that started
/// with it keeps all of it.
struct PublishedWorkflow {
  WorkflowId id;
  int version = 0;
  std::string definition;
  bool operator==(const PublishedWorkflow&) const = default;
};

/// One connected chat and the team or server it was found to be.
struct Workspace {
  WorkspaceId id;
  std::string kind;  ///< "slack" or "mattermost"
  std::string team;  ///< "T0001": requests of another team are refused
  bool operator==(const Workspace&) const = default;
};

/// People, workspaces and published workflows: the fold of the directory's stream.
struct Directory {
  std::uint64_t version = 0;  ///< events folded in
  std::vector<Person> people;
  std::vector<Workspace> workspaces;
  std::vector<PublishedWorkflow> workflows;  ///< all versions ever published, oldest first

  [[nodiscard]] const Person* person(const PersonId& id) const;
  [[nodiscard]] const Person* named(const std::string& name) const;
  [[nodiscard]] const Person* by_identity(const WorkspaceId& workspace, const UserId& user) const;
  [[nodiscard]] const Workspace* workspace(const WorkspaceId& id) const;
  /// The newest version published under `id`, or nullptr.
  [[nodiscard]] const PublishedWorkflow* newest(const WorkflowId& id) const;
  bool operator==(const Directory&) const = default;
};

/// An account the agency works for: the fold of its stream.
struct Client {
  std::uint64_t version = 0;  ///< events folded in
  ClientKey key;
  std::string name;
  std::map<WorkspaceId, ChannelId> channels;
  std::map<RoleId, PersonId> roles;
  int last_number = 0;  ///< of the tasks ever numbered: ACME-<last_number>
  bool operator==(const Client&) const = default;
};

/// What the configuration alone decides.
struct Settings {
  std::string agency;
  std::vector<RoleId> roles;
  std::vector<PersonId> last_resort;
  std::map<std::string, std::vector<RoleId>> rights;  ///< verb -> roles
  std::vector<WorkflowId> active_workflows;           ///< offered by `new`
  std::map<WorkspaceId, ChannelId> default_channels;  ///< where cards go when the client has none
  /// What channels are called, as far as the configuration names them: "acme".
  std::map<std::pair<WorkspaceId, ChannelId>, std::string> channel_names;
  std::vector<std::string> return_reasons;  ///< codes, as shipped or configured
  std::chrono::minutes undo_window{5};      ///< how long a press can be undone
};

/// All that a decision may know besides the task itself.
struct Agency {
  Settings settings;
  Directory directory;
  std::map<ClientKey, Client> clients;
  std::map<std::pair<WorkflowId, int>, Workflow> workflows;
  std::map<std::string, Zone> zones;  ///< those that people live in, by their IANA names

  [[nodiscard]] const Client* client(const ClientKey& key) const;
  [[nodiscard]] const Workflow* workflow(const WorkflowId& id, int version) const;
  [[nodiscard]] const Workflow* newest_workflow(const WorkflowId& id) const;
  /// The people who hold `role` and have not left, in the order they were added.
  [[nodiscard]] std::vector<const Person*> holders_of(const RoleId& role) const;
  /// Where the person's clock is; UTC where that is not known.
  [[nodiscard]] const Zone& zone_of(const PersonId& person) const;
  /// When the person works; never, where that is not known.
  [[nodiscard]] WorkingHours hours_of(const PersonId& person) const;
  /// When `span` of the person's working time has passed since `from`.
  [[nodiscard]] TimePoint due_after(const PersonId& person, TimePoint from, WorkingSpan span) const;
  /// When the person's next working day begins: that of `from` itself where it has not begun.
  [[nodiscard]] TimePoint next_day_of(const PersonId& person, TimePoint from) const;
  /// The latest moment of the person's working time that is not after `at`, as near as it matters:
  /// `at` itself, or a beginning of work before it. `at` where they never work.
  [[nodiscard]] TimePoint working_moment(const PersonId& person, TimePoint at) const;
  /// How much of the person's working time lies between the two.
  [[nodiscard]] std::chrono::minutes working_between(const PersonId& person, TimePoint from,
                                                     TimePoint to) const;
  /// Who gets what reaches nobody else: the first of the last resort who has not left, or nullptr.
  [[nodiscard]] const Person* last_resort() const;
  /// "Ana", or the id itself where nobody by that id is known.
  [[nodiscard]] std::string name_of(const PersonId& id) const;
};

}  // namespace baton
