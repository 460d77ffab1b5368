#include <algorithm>

#include "core/machine/deciding.h"
#include "core/text/ascii.h"

namespace baton {

Decision Deciding::operator()(const Finish&) {
  const Stage* stage = workflow_->stage(task_.stage);
  if (stage == nullptr || !stage->final_stage) return refuse(Refusal::not_final);
  if (std::vector<Missing> items = lacking(stage->gate, task_, task_.holder); !items.empty()) {
    Rejection rejection = refuse(Refusal::not_ready);
    rejection.missing = std::move(items);
    return rejection;
  }
  Rejection rejection = refuse(Refusal::things_open);
  for (const Gap& gap : task_.gaps) {
    if (gap.is_open()) rejection.gaps.push_back(gap.number);
  }
  for (const Debt& debt : task_.debts) {
    if (debt.is_open()) rejection.debts.push_back(debt.number);
  }
  for (const Track& track : task_.tracks) {
    if (track.state == Track::State::open) rejection.tracks.push_back(track.key);
  }
  const bool open =
      !rejection.gaps.empty() || !rejection.debts.empty() || !rejection.tracks.empty();
  if (open) return rejection;
  return TaskFacts{TaskDone{}};
}

Decision Deciding::operator()(const Cancel& cancel) {
  if (auto rejection = unfit(cancel.why)) return *rejection;
  Rejection open = refuse(Refusal::things_open);
  for (const Track& track : task_.tracks) {
    if (track.state == Track::State::open) open.tracks.push_back(track.key);
  }
  if (!open.tracks.empty()) return open;
  TaskFacts facts;
  if (const Handoff* offer = task_.offer()) {
    facts.emplace_back(OfferWithdrawn{offer->number, WithdrawCause::cancelled});
  }
  facts.emplace_back(TaskCancelled{std::string(ascii::trimmed(cancel.why))});
  return facts;
}

Decision Deciding::operator()(const Undo& undo) {
  const Undoable& undoable = *task_.undoable;
  if (undo.what && *undo.what != undoable.what) return refuse(Refusal::nothing_to_undo);
  if (now_ > undoable.at + agency_.settings.undo_window) return refuse(Refusal::undo_closed);
  TaskFacts facts{Undone{undoable.what}};
  const Task restored = after(facts);
  const Handoff* offer = restored.offer();
  const Transition* transition =
      offer == nullptr ? nullptr : workflow_->transition(offer->transition);
  const bool reopens = offer != nullptr && task_.offer() == nullptr;
  if (reopens && transition != nullptr && offer->back_of == 0) {
    // What the offer needs may have been taken away since.
    std::vector<Missing> items = lacking(transition->gate, restored, offer->sender);
    if (!items.empty()) {
      Rejection rejection = refuse(Refusal::not_ready);
      rejection.missing = std::move(items);
      rejection.choices = {transition->to.value};
      return rejection;
    }
  }
  return facts;
}

Decision Deciding::operator()(const Start& start) {
  if (task_.started) return TaskFacts{};
  Rejection rejection = refuse(Refusal::gaps_open);
  for (const Gap& gap : task_.gaps) {
    if (gap.is_open() && gap.before_start) rejection.gaps.push_back(gap.number);
  }
  if (!rejection.gaps.empty() && !start.anyway) return rejection;
  return TaskFacts{WorkStarted{}};
}

Decision Deciding::operator()(const Block& block) {
  if (auto rejection = unfit(block.why)) return *rejection;
  if (block.look_again && *block.look_again <= now_) return refuse(Refusal::bad_time);
  const TimePoint look_again =
      block.look_again.value_or(agency_.due_after(task_.holder, now_, WorkingSpan{1, {}}));
  return TaskFacts{Blocked{std::string(ascii::trimmed(block.why)), look_again}};
}

Decision Deciding::operator()(const Unblock&) { return TaskFacts{Unblocked{}}; }

Decision Deciding::operator()(const Wait& wait) {
  if (auto rejection = unfit(wait.why)) return *rejection;
  if (wait.until <= now_) return refuse(Refusal::bad_time);
  return TaskFacts{WaitBegun{wait.until, std::string(ascii::trimmed(wait.why))}};
}

Decision Deciding::operator()(const Resume&) { return TaskFacts{Resumed{}}; }

Decision Deciding::operator()(const Snooze& snooze) {
  const TimePoint until =
      snooze.until.value_or(agency_.due_after(task_.holder, now_, WorkingSpan{1, {}}));
  if (until <= now_) return refuse(Refusal::bad_time);
  return TaskFacts{Snoozed{task_.holder, until}};
}

Decision Deciding::operator()(const SetDue& due) {
  if (due.due == task_.due) return TaskFacts{};
  if (task_.is_promised()) {
    if (auto rejection = unfit(due.why)) return *rejection;
  }
  if (code_points(due.why) > text_max) return refuse(Refusal::too_long);
  if (due.due <= now_) return refuse(Refusal::bad_time);
  return TaskFacts{DueSet{due.due, std::string(ascii::trimmed(due.why))}};
}

Decision Deciding::operator()(const SetPriority& set) {
  if (set.priority == task_.priority) return TaskFacts{};
  return TaskFacts{PrioritySet{set.priority}};
}

Decision Deciding::operator()(const Reopen&) {
  if (!task_.moved_to.empty()) return refuse(Refusal::already_ended);
  const Person* holder = agency_.directory.person(task_.holder);
  if (holder == nullptr || holder->left) holder = agency_.last_resort();
  if (holder == nullptr) return refuse(Refusal::nobody_for_role);
  return TaskFacts{TaskReopened{holder->id}};
}

Decision Deciding::operator()(const Move& move) {
  if (agency_.client(move.client) == nullptr) return refuse(Refusal::unknown_client);
  if (move.client == task_.client) return refuse(Refusal::same_client);
  Rejection rejection = refuse(Refusal::things_open);
  for (const Track& track : task_.tracks) {
    if (track.state == Track::State::open) rejection.tracks.push_back(track.key);
  }
  if (!rejection.tracks.empty()) return rejection;
  TaskFacts facts;
  if (const Handoff* offer = task_.offer()) {
    facts.emplace_back(OfferWithdrawn{offer->number, WithdrawCause::cancelled});
  }
  facts.emplace_back(TaskMoved{command_.new_task});
  return facts;
}

}  // namespace baton
