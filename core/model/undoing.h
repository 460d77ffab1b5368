#pragma once

#include "core/model/task.h"

/// What the fold of a task needs for taking back, and for letting go of what an end or a move of
/// the baton leaves behind.
namespace baton {

/// Remembers how `task` stands before `by` changes it, and handoff `handoff` with it; what could
/// be taken back until now no longer can. REQUIRES: called before anything changes.
void remember(Task& task, Undoing what, int handoff, const PersonId& by, TimePoint at);
/// Puts back what `remember` kept, and drops the gaps that came with an acceptance.
void take_back(Task& task, Undoing what, const PersonId& by, TimePoint at);

/// The yes by which a baton was taken belongs to the same press: taken back, it is asked again.
void keep_the_asking(Task& task, const PersonId& by, TimePoint at);

/// Requests that nobody decided have no point any more: all, or those of `kind`.
void lapse_consents(Task& task, TimePoint at, std::optional<Consent::Kind> kind = {});
/// The task goes on without what was owed.
void drop_owed(Task& task, const std::string& why, const PersonId& by, TimePoint at);

}  // namespace baton
