#include "core/model/undoing.h"

#include <utility>

#include "core/model/numbered.h"

namespace baton {
namespace {

Position position_of(const Task& task) {
  return {task.phase,   task.stage,      task.stage_since,  task.holder,  task.held_since,
          task.started, task.started_at, task.stage_pauses, task.waiting, task.blocking};
}

void restore(Task& task, const Position& before) {
  task.phase = before.phase;
  task.stage = before.stage;
  task.stage_since = before.stage_since;
  task.holder = before.holder;
  task.held_since = before.held_since;
  task.started = before.started;
  task.started_at = before.started_at;
  task.stage_pauses = before.stage_pauses;
  task.waiting = before.waiting;
  task.blocking = before.blocking;
  task.ended_at = {};
  task.ended_by = {};
  task.end_reason.clear();
}

/// Puts each of `before` in the place of what it became.
template <class Items>
void put_back(Items& items, const Items& before) {
  for (const auto& was : before) {
    if (auto* now = numbered(items, was.number)) *now = was;
  }
}

/// Who was told and what was said stays known; the receiver's clock stood still meanwhile.
void restore(Task& task, const Handoff& before, TimePoint at) {
  Handoff* handoff = numbered(task.handoffs, before.number);
  if (handoff == nullptr) return;
  Handoff now = std::exchange(*handoff, before);
  handoff->questions = std::move(now.questions);
  handoff->receivers = std::move(now.receivers);
  handoff->changed_after_offer = now.changed_after_offer;
  if (before.is_open() && !now.is_open()) handoff->pauses.push_back({now.settled_at, at});
}

}  // namespace

void remember(Task& task, Undoing what, int handoff, const PersonId& by, TimePoint at) {
  task.undoable.reset();
  if (by.empty()) return;
  Undoable undoable;
  undoable.what = what;
  undoable.by = by;
  undoable.at = at;
  undoable.before = position_of(task);
  undoable.version = task.version;
  if (const Handoff* changed = numbered(task.handoffs, handoff)) undoable.handoff = *changed;
  task.undoable = std::move(undoable);
}

void take_back(Task& task, Undoing what, const PersonId& by, TimePoint at) {
  if (!task.undoable || task.undoable->what != what) return;
  const Undoable undoable = *std::move(task.undoable);
  task.undoable.reset();
  restore(task, undoable.before);
  put_back(task.gaps, undoable.gaps);
  put_back(task.debts, undoable.debts);
  put_back(task.consents, undoable.consents);
  if (!undoable.handoff) return;
  restore(task, *undoable.handoff, at);
  // An offer that is open again answers who has asked for the baton meanwhile.
  if (task.offer() != nullptr) lapse_consents(task, at, Consent::Kind::take);
  if (what != Undoing::accept && what != Undoing::take) return;
  for (Gap& gap : task.gaps) {
    if (gap.handoff != undoable.handoff->number || !gap.is_open()) continue;
    gap.state = Gap::State::dropped;
    gap.settled_by = by;
    gap.settled_at = at;
  }
}

void keep_the_asking(Task& task, const PersonId& by, TimePoint at) {
  if (!task.undoable) return;
  for (const Consent& consent : task.consents) {
    const bool just_now = consent.state == Consent::State::allowed && consent.settled_at == at &&
                          consent.settled_by == by;
    if (!just_now || consent.kind != Consent::Kind::take) continue;
    Consent& asked = task.undoable->consents.emplace_back(consent);
    asked.state = Consent::State::asked;
    asked.settled_by = {};
    asked.settled_at = {};
  }
}

void lapse_consents(Task& task, TimePoint at, std::optional<Consent::Kind> kind) {
  for (Consent& consent : task.consents) {
    if (consent.state != Consent::State::asked || (kind && consent.kind != *kind)) continue;
    if (task.undoable) task.undoable->consents.push_back(consent);
    consent.state = Consent::State::lapsed;
    consent.settled_at = at;
  }
}

void drop_owed(Task& task, const std::string& why, const PersonId& by, TimePoint at) {
  const auto drop = [&](auto& items, auto state, auto* kept) {
    for (auto& item : items) {
      if (!item.is_open()) continue;
      if (kept != nullptr) kept->push_back(item);
      item.state = state;
      item.settled_by = by;
      item.settled_at = at;
      item.why = why;
    }
  };
  drop(task.gaps, Gap::State::dropped, task.undoable ? &task.undoable->gaps : nullptr);
  drop(task.debts, Debt::State::forgiven, task.undoable ? &task.undoable->debts : nullptr);
}

}  // namespace baton
