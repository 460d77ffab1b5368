#include "core/machine/consent.h"

#include <algorithm>

#include "core/machine/table.h"

namespace baton {

std::vector<const Consent*> consents_open(const Task& task) {
  std::vector<const Consent*> open;
  for (const Consent::Kind kind : {Consent::Kind::take, Consent::Kind::urgent}) {
    if (const Consent* consent = task.open_consent(kind)) open.push_back(consent);
  }
  std::ranges::sort(open, {}, [](const Consent* consent) { return consent->number; });
  return open;
}

std::vector<PersonId> judges_of(const Consent& consent, const Task& task, const Agency& agency) {
  std::vector<PersonId> judges{consent.asked};
  if (consent.kind == Consent::Kind::urgent) {
    for (PersonId& person : people_of(Who::rights, Verb::urgent, task, agency, nullptr)) {
      if (person != consent.asked) judges.push_back(std::move(person));
    }
  }
  std::erase(judges, consent.by);
  return judges;
}

const Consent* consent_meant(const Task& task, std::optional<int> number, const PersonId& judge,
                             const Agency& agency) {
  for (const Consent* consent : consents_open(task)) {
    const std::vector<PersonId> judges = judges_of(*consent, task, agency);
    const bool may = std::ranges::find(judges, judge) != judges.end();
    if (may && (!number || *number == consent->number)) return consent;
  }
  return nullptr;
}

const Person* asked_next(const Consent& consent, const Task& task, const Agency& agency) {
  std::vector<PersonId> order;
  if (consent.kind == Consent::Kind::urgent) {
    order = people_of(Who::rights, Verb::urgent, task, agency, nullptr);
  } else {
    order.push_back(task.holder);
  }
  std::erase(order, consent.by);
  for (const PersonId& id : agency.settings.last_resort) {
    const Person* person = agency.directory.person(id);
    const bool known = std::ranges::find(order, id) != order.end();
    if (person != nullptr && !person->left && !known && id != consent.by) order.push_back(id);
  }
  const auto now = std::ranges::find(order, consent.asked);
  if (now == order.end()) return order.empty() ? nullptr : agency.directory.person(order.front());
  return now + 1 == order.end() ? nullptr : agency.directory.person(*(now + 1));
}

}  // namespace baton
