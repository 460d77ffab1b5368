#include "core/machine/table.h"

#include <algorithm>

#include "core/machine/consent.h"
#include "core/machine/receiver.h"

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

void add_rights(std::vector<PersonId>& people, Verb verb, const Agency& agency) {
  for (const RoleId& role : roles_with_right(verb, agency)) add_holders(people, role, agency);
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

namespace {

/// Of an open task that is not blocked and does not wait.
Refusal refused_in_work(Phase phase, Verb verb) {
  switch (verb) {
    case Verb::start_new: return Refusal::already_offered;  // a key is given once: never reached
    case Verb::answer: return Refusal::no_open_question;
    case Verb::name_gap: return Refusal::accept_first;
    case Verb::done:
    case Verb::wait: return Refusal::withdraw_first;
    case Verb::unblock: return Refusal::not_blocked;
    case Verb::resume: return Refusal::not_waiting;
    case Verb::reopen: return Refusal::not_ended;
    default: return phase == Phase::waiting ? Refusal::resume_first : Refusal::nothing_offered;
  }
}

}  // namespace

Refusal refusal_of(Phase phase, Verb verb) {
  const bool goes_on = verb == Verb::give || verb == Verb::urgent || verb == Verb::done ||
                       verb == Verb::wait || verb == Verb::start || verb == Verb::block;
  switch (phase) {
    case Phase::absent: return Refusal::unknown_task;
    case Phase::done:
    case Phase::cancelled: return Refusal::already_ended;
    case Phase::waiting:
      if (goes_on) return Refusal::resume_first;
      break;
    case Phase::blocked:
      if (goes_on) return Refusal::unblock_first;
      break;
    case Phase::idle:
    case Phase::offered: return refused_in_work(phase, verb);
  }
  const bool of_an_offer = verb == Verb::accept || verb == Verb::give_back || verb == Verb::ask ||
                           verb == Verb::pass || verb == Verb::withdraw;
  return of_an_offer ? Refusal::nothing_offered : refused_in_work(phase, verb);
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
    case Who::creditor: add_rights(people, verb, agency); break;
    case Who::acceptor: add(people, task.holder); break;
    case Who::either_side:
      add(people, task.holder);
      if (const Handoff* offer = task.offer()) add(people, offer->receiver);
      add_holders(people, coordinator_role, agency);
      break;
    case Who::role_mate:
      for (const PersonId& mate : role_mates(task, agency)) add(people, mate);
      add_holders(people, coordinator_role, agency);
      // Never the sender, who is also the holder; and a baton is not taken from oneself.
      std::erase(people, task.holder);
      if (const Handoff* offer = task.offer()) std::erase(people, offer->receiver);
      break;
    case Who::presser:
      if (task.undoable) add(people, task.undoable->by);
      break;
    case Who::gap_judge:
      add(people, task.holder);
      for (const Gap& gap : task.gaps) {
        if (gap.is_open()) add(people, gap.by);
      }
      break;
    case Who::debtor:
      for (const Gap& gap : task.gaps) {
        if (gap.is_open() && verb == Verb::supply) add(people, gap.owner);
      }
      for (const Debt& debt : task.debts) {
        if (debt.is_open() && verb == Verb::repay) add(people, debt.debtor);
      }
      add(people, task.holder);
      add_holders(people, coordinator_role, agency);
      break;
    case Who::asked:
      for (const Consent* consent : consents_open(task)) {
        for (const PersonId& judge : judges_of(*consent, task, agency)) add(people, judge);
      }
      break;
    case Who::hurried:
      add(people, task.holder);
      add_holders(people, coordinator_role, agency);
      add_rights(people, verb, agency);
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
