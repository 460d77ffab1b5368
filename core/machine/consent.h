#pragma once

#include <optional>
#include <vector>

#include "core/model/agency.h"
#include "core/model/task.h"

namespace baton {

/// The requests that somebody must still decide, oldest first.
std::vector<const Consent*> consents_open(const Task& task);
/// Who may decide `consent`: who is asked, and for an override whoever has the right; never who
/// asks.
std::vector<PersonId> judges_of(const Consent& consent, const Task& task, const Agency& agency);
/// The request of that number, else the oldest one that `judge` may decide; nullptr: there is none.
const Consent* consent_meant(const Task& task, std::optional<int> number, const PersonId& judge,
                             const Agency& agency);
/// Who is asked once the one who is asked now has not answered: for an override the next who has
/// the right, then the last resort; nullptr: nobody is left to ask.
const Person* asked_next(const Consent& consent, const Task& task, const Agency& agency);

}  // namespace baton
