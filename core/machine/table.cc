#include "core/machine/table.h"

#include <algorithm>

namespace baton {
namespace {

/// The roles that `verb` is a right of.
std::vector<RoleId> roles_with_right(Verb verb, const Agency& agency) {
  const auto configured = agency.settings.rights.find(std::string(word_of(verb)));
  if (configured != agency.settings.rights.end()) return configured->second;
  return {coordinator_role, director_role};
}

void add(std::vector<PersonId>& people, const PersonId& id) {
  if (!id.empty() && std::ranges::find(people, id) == people.end()) people.push_back(id);
}

void add_holders(std::vector<PersonId>& people, const RoleId& role, const Agency& agency) {
  for (const Person* person : agency.holders_of(role)) add(people, person->id);
}

/// The client's person for the role comes first, then all who hold it.
std::vector<PersonId> approvers(const Requirement& item, const Task& task, const Agency& agency) {
  const RoleId role = item.by == client_approver ? account_manager_role : item.by;
  std::vector<PersonId> people;
  if (const Client* client = agency.client(task.client)) {
    const auto found = client->roles.find(role);
    if (found != client->roles.end()) add(people, found->second);
  }
  add_holders(people, role, agency);
  // The client's sign-off is the client's own: whoever sends the handoff may record it.
  if (item.by == client_approver || item.sender_may) return people;
  std::erase(people, task.holder);  // who sends it, or would
  return people;
}

}  // namespace

const Row* find_row(Phase phase, Verb verb) {
  const auto found = std::ranges::find_if(
      table, [&](const Row& row) { return row.from == phase && row.verb == verb; });
  return found == table.end() ? nullptr : &*found;
}

Refusal refusal_of(Phase phase, Verb verb) {
  switch (phase) {
    case Phase::absent: return Refusal::unknown_task;
    case Phase::done:
    case Phase::cancelled: return Refusal::already_ended;
    case Phase::idle:
    case Phase::offered:
    case Phase::waiting:
    case Phase::blocked: break;
  }
  switch (verb) {
    case Verb::answer: return Refusal::no_open_question;
    case Verb::done: return Refusal::withdraw_first;
    case Verb::start_new: return Refusal::already_offered;  // a key is given once: never reached
    default: return Refusal::nothing_offered;
  }
}

std::vector<PersonId> people_of(Who who, Verb verb, const Task& task, const Agency& agency,
                                const Requirement* item) {
  std::vector<PersonId> people;
  switch (who) {
    case Who::anyone:
      for (const Person& person : agency.directory.people) {
        if (!person.left) add(people, person.id);
      }
      break;
    case Who::holder:
      add(people, task.holder);
      add_holders(people, coordinator_role, agency);
      break;
    case Who::receiver:
      if (const Handoff* offer = task.offer(); offer && offer->receiver != offer->sender) {
        add(people, offer->receiver);
      }
      break;
    case Who::approver:
      if (item != nullptr) people = approvers(*item, task, agency);
      break;
    case Who::rights:
      for (const RoleId& role : roles_with_right(verb, agency)) add_holders(people, role, agency);
      break;
  }
  // Whoever has left may nothing any more, whatever the task still says of them.
  std::erase_if(people, [&](const PersonId& id) {
    const Person* person = agency.directory.person(id);
    return person == nullptr || person->left;
  });
  return people;
}

}  // namespace baton
