#include "core/model/agency.h"

#include <algorithm>

#include "core/time/working_time.h"

namespace baton {

bool Person::has_role(const RoleId& role) const {
  return std::ranges::find(roles, role) != roles.end();
}

const Identity* Person::in(const WorkspaceId& workspace) const {
  const auto found = std::ranges::find(identities, workspace, &Identity::workspace);
  return found == identities.end() ? nullptr : &*found;
}

const Person* Directory::person(const PersonId& id) const {
  const auto found = std::ranges::find(people, id, &Person::id);
  return found == people.end() ? nullptr : &*found;
}

const Person* Directory::named(const std::string& name) const {
  const auto found = std::ranges::find(people, name, &Person::name);
  return found == people.end() ? nullptr : &*found;
}

const Person* Directory::by_identity(const WorkspaceId& workspace, const UserId& user) const {
  const auto is_theirs = [&](const Person& person) {
    const Identity* identity = person.in(workspace);
    return identity != nullptr && identity->user == user;
  };
  const auto found = std::ranges::find_if(people, is_theirs);
  return found == people.end() ? nullptr : &*found;
}

const Workspace* Directory::workspace(const WorkspaceId& id) const {
  const auto found = std::ranges::find(workspaces, id, &Workspace::id);
  return found == workspaces.end() ? nullptr : &*found;
}

const PublishedWorkflow* Directory::newest(const WorkflowId& id) const {
  const PublishedWorkflow* newest = nullptr;
  for (const PublishedWorkflow& workflow : workflows) {
    if (workflow.id == id && (newest == nullptr || workflow.version > newest->version)) {
      newest = &workflow;
    }
  }
  return newest;
}

const Client* Agency::client(const ClientKey& key) const {
  const auto found = clients.find(key);
  return found == clients.end() ? nullptr : &found->second;
}

const Workflow* Agency::workflow(const WorkflowId& id, int version) const {
  const auto found = workflows.find({id, version});
  return found == workflows.end() ? nullptr : &found->second;
}

const Workflow* Agency::newest_workflow(const WorkflowId& id) const {
  const PublishedWorkflow* published = directory.newest(id);
  return published == nullptr ? nullptr : workflow(id, published->version);
}

std::vector<const Person*> Agency::holders_of(const RoleId& role) const {
  std::vector<const Person*> holders;
  for (const Person& person : directory.people) {
    if (!person.left && person.has_role(role)) holders.push_back(&person);
  }
  return holders;
}

const Zone& Agency::zone_of(const PersonId& id) const {
  static const Zone utc{"UTC", {}};
  const Person* person = directory.person(id);
  const auto found = person == nullptr ? zones.end() : zones.find(person->timezone);
  return found == zones.end() ? utc : found->second;
}

WorkingHours Agency::hours_of(const PersonId& id) const {
  const Person* person = directory.person(id);
  return person == nullptr ? WorkingHours() : parse_hours(person->hours).value_or(WorkingHours());
}

TimePoint Agency::due_after(const PersonId& person, TimePoint from, WorkingSpan span) const {
  return after(Calendar{hours_of(person), &zone_of(person)}, from, span);
}

TimePoint Agency::next_day_of(const PersonId& person, TimePoint from) const {
  return next_day(Calendar{hours_of(person), &zone_of(person)}, from);
}

TimePoint Agency::working_moment(const PersonId& person, TimePoint at) const {
  return opening_before(Calendar{hours_of(person), &zone_of(person)}, at);
}

std::chrono::minutes Agency::working_between(const PersonId& person, TimePoint from,
                                             TimePoint to) const {
  return between(Calendar{hours_of(person), &zone_of(person)}, from, to);
}

const Person* Agency::last_resort() const {
  for (const PersonId& id : settings.last_resort) {
    const Person* person = directory.person(id);
    if (person != nullptr && !person->left) return person;
  }
  return nullptr;
}

std::string Agency::name_of(const PersonId& id) const {
  const Person* person = directory.person(id);
  return person == nullptr ? id.value : person->name;
}

}  // namespace baton
