#include <algorithm>

#include "core/model/events.h"
#include "core/model/overloaded.h"

namespace baton {
namespace {

/// The person, added where this directory has not heard of them.
Person& person_in(Directory& directory, const PersonId& id) {
  const auto found = std::ranges::find(directory.people, id, &Person::id);
  if (found != directory.people.end()) return *found;
  Person& person = directory.people.emplace_back();
  person.id = id;
  return person;
}

}  // namespace

Directory apply(Directory directory, const DirectoryEvent& event) {
  ++directory.version;
  std::visit(
      Overloaded{
          [&](const WorkspaceLinked& linked) {
            const auto known =
                std::ranges::find(directory.workspaces, linked.workspace.id, &Workspace::id);
            if (known == directory.workspaces.end()) {
              directory.workspaces.push_back(linked.workspace);
            } else {
              *known = linked.workspace;
            }
          },
          [&](const PersonAdded& added) { person_in(directory, added.person).name = added.name; },
          [&](const PersonRenamed& renamed) {
            person_in(directory, renamed.person).name = renamed.name;
          },
          [&](const PersonSet& set) {
            Person& person = person_in(directory, set.person);
            person.identities = set.identities;
            person.home = set.home;
            person.roles = set.roles;
            person.timezone = set.timezone;
            person.hours = set.hours;
          },
          [&](const WorkflowPublished& published) {
            directory.workflows.push_back(
                {published.workflow, published.version, published.definition});
          },
      },
      event.fact);
  return directory;
}

}  // namespace baton
