#include "core/machine/receiver.h"

#include <algorithm>

namespace baton {
namespace {

bool contains(const std::vector<PersonId>& people, const PersonId& id) {
  return std::ranges::find(people, id) != people.end();
}

Rejection refuse(Refusal refusal, std::vector<PersonId> candidates = {}) {
  Rejection rejection;
  rejection.refusal = refusal;
  rejection.candidates = std::move(candidates);
  return rejection;
}

/// The client's own person for the role, where one is set and has not left.
const Person* of_client(const Party& party, const Task& task, const Agency& agency) {
  const Client* client = agency.client(task.client);
  if (client == nullptr || party.kind != Party::Kind::role) return nullptr;
  const auto found = client->roles.find(party.role);
  if (found == client->roles.end()) return nullptr;
  const Person* person = agency.directory.person(found->second);
  return person == nullptr || person->left ? nullptr : person;
}

/// Who receives what nobody has the role for.
std::variant<Receiver, Rejection> stand_in(const Task& task, const Transition& transition,
                                           const Agency& agency) {
  std::vector<PersonId> order;
  for (const Person* person : agency.holders_of(coordinator_role)) order.push_back(person->id);
  for (const PersonId& id : agency.settings.last_resort) {
    const Person* person = agency.directory.person(id);
    if (person != nullptr && !person->left) order.push_back(id);
  }
  if (transition.distinct) std::erase(order, task.holder);
  if (order.empty()) return refuse(Refusal::nobody_for_role);
  return Receiver{order.front(), true};
}

/// Whether they have a role in common.
bool share_a_role(const Person& one, const Person& other) {
  return std::ranges::any_of(one.roles, [&](const RoleId& role) { return other.has_role(role); });
}

/// Whether `giver` may name somebody outside the role.
bool may_name_anybody(const PersonId& giver, const Agency& agency) {
  const Person* person = agency.directory.person(giver);
  return person != nullptr &&
         (person->has_role(coordinator_role) || person->has_role(director_role));
}

}  // namespace

std::vector<PersonId> candidates_for(const Party& party, const Task& task, const Agency& agency) {
  std::vector<PersonId> people;
  switch (party.kind) {
    case Party::Kind::any:
      for (const Person& person : agency.directory.people) {
        if (!person.left) people.push_back(person.id);
      }
      break;
    case Party::Kind::role:
      if (const Person* person = of_client(party, task, agency)) people.push_back(person->id);
      for (const Person* person : agency.holders_of(party.role)) {
        if (!contains(people, person->id)) people.push_back(person->id);
      }
      break;
    case Party::Kind::sender_of:
    case Party::Kind::receiver_of:
      if (const Handoff* handoff = task.last_accepted(party.transition)) {
        const PersonId& id =
            party.kind == Party::Kind::sender_of ? handoff->sender : handoff->receiver;
        const Person* person = agency.directory.person(id);
        if (person != nullptr && !person->left) people.push_back(id);
      }
      break;
  }
  return people;
}

std::vector<PersonId> people_for(const RoleId& role, const Task& task, const Agency& agency) {
  const Party party{Party::Kind::role, role, {}};
  if (const Person* person = of_client(party, task, agency)) return {person->id};
  return candidates_for(party, task, agency);
}

std::vector<PersonId> role_mates(const Task& task, const Agency& agency) {
  const Handoff* offer = task.offer();
  const Handoff* handoff = offer != nullptr ? offer : task.latest_acceptance();
  const PersonId& whose = offer != nullptr ? offer->receiver : task.holder;
  const Workflow* workflow = agency.workflow(task.workflow, task.workflow_version);
  const Transition* transition = workflow == nullptr || handoff == nullptr
                                     ? nullptr
                                     : workflow->transition(handoff->transition);
  std::vector<PersonId> mates;
  const bool by_role = transition != nullptr && handoff->back_of == 0 &&
                       transition->receiver.kind == Party::Kind::role;
  if (by_role) {
    mates = candidates_for(transition->receiver, task, agency);
  } else if (const Person* person = agency.directory.person(whose)) {
    for (const Person& other : agency.directory.people) {
      if (!other.left && share_a_role(*person, other)) mates.push_back(other.id);
    }
  }
  std::erase(mates, whose);
  return mates;
}

std::variant<Receiver, Rejection> resolve_receiver(const Task& task, const Transition& transition,
                                                   const PersonId& giver,
                                                   const std::optional<PersonId>& named,
                                                   const Agency& agency) {
  std::vector<PersonId> candidates = candidates_for(transition.receiver, task, agency);
  if (named) {
    const Person* person = agency.directory.person(*named);
    if (person == nullptr || person->left) return refuse(Refusal::unknown_person);
    const bool in_role = contains(candidates, *named);
    if (!in_role && !may_name_anybody(giver, agency)) {
      return refuse(Refusal::outside_role, std::move(candidates));
    }
    if (transition.distinct && *named == task.holder) {
      std::erase(candidates, task.holder);
      return refuse(Refusal::must_be_distinct, std::move(candidates));
    }
    return Receiver{*named, !in_role};
  }
  if (transition.distinct) std::erase(candidates, task.holder);
  if (candidates.empty()) return stand_in(task, transition, agency);
  const bool first_is_clients =
      transition.receiver.kind == Party::Kind::role &&
      of_client(transition.receiver, task, agency) != nullptr &&
      of_client(transition.receiver, task, agency)->id == candidates.front();
  if (candidates.size() == 1 || first_is_clients) return Receiver{candidates.front(), false};
  return refuse(Refusal::choose_receiver, std::move(candidates));
}

}  // namespace baton
