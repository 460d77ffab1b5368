#include <algorithm>

#include "core/machine/command.h"
#include "core/notice/digest.h"
#include "core/notice/planning.h"
#include "core/time/timers.h"

namespace baton {

void Planning::operator()(const NoteAdded&) {
  thread("note", static_cast<int>(after_.notes.size()));
}

void Planning::operator()(const ApprovalLapsed& lapsed) {
  content_changed();
  std::vector<PersonId> told;
  const auto approval = before_.approvals.find(lapsed.item);
  if (approval != before_.approvals.end()) told.push_back(approval->second.recorded_by);
  if (std::ranges::find(told, after_.holder) == told.end()) told.push_back(after_.holder);
  for (const PersonId& person : told) {
    Notice notice = news(NoticeKind::approval_lapsed, person, "approval-lapsed-" + person.value);
    notice.text = lapsed.item.value;
    add(std::move(notice));
  }
}

void Planning::operator()(const WorkStarted&) {
  state_changed();
  thread("started");
}

void Planning::operator()(const Blocked&) {
  state_changed();
  std::vector<PersonId> told{after_.holder};
  const Handoff* offer = after_.offer();
  const Handoff* accepted = after_.latest_acceptance();
  if (offer != nullptr) {
    told.push_back(offer->receiver);
  } else if (accepted != nullptr) {
    told.push_back(accepted->sender);
  }
  for (const Person* person : agency_.holders_of(coordinator_role)) told.push_back(person->id);
  std::vector<PersonId> once;
  for (const PersonId& person : told) {
    if (std::ranges::find(once, person) != once.end()) continue;
    once.push_back(person);
    add(news(NoticeKind::blocked, person, "blocked-" + person.value));
  }
  thread("blocked");
}

void Planning::operator()(const Unblocked&) {
  state_changed();
  thread("unblocked");
}

void Planning::operator()(const WaitBegun&) {
  state_changed();
  thread("waiting");
}

void Planning::operator()(const Resumed&) {
  state_changed();
  thread("resumed");
}

void Planning::operator()(const DueSet&) {
  state_changed();
  thread("due");
}

void Planning::operator()(const PrioritySet&) { state_changed(); }

void Planning::operator()(const TaskDone&) {
  ended();
  inform(entry::done, informed());
}

void Planning::operator()(const TaskCancelled&) {
  ended();
  inform(entry::cancelled, informed());
}

void Planning::operator()(const TaskReopened&) {
  state_changed();
  if (!after_.handoffs.empty()) card_of(after_.handoffs.back(), true);
  Notice card = push(NoticeKind::baton, after_.holder, current_handoff(), {}, 0);
  card.slot = baton_slot(after_);
  add(std::move(card));
  thread("reopened");
  inform(entry::reopened, informed());
}

void Planning::operator()(const TaskMoved&) {
  if (!after_.handoffs.empty()) settled(after_.handoffs.back());
  working_card();
  add(news(NoticeKind::moved, after_.holder, "moved"));
}

void Planning::operator()(const Undone& undone) {
  state_changed();
  const Undoable& undoable = *before_.undoable;
  const Handoff* handoff =
      undoable.handoff ? after_.handoff(undoable.handoff->number) : after_.latest_acceptance();
  if (handoff != nullptr) settled(*handoff);
  if (!after_.handoffs.empty()) card_of(after_.handoffs.back(), true);
  const int number = handoff == nullptr ? 0 : handoff->number;
  const int version = static_cast<int>(undoable.version);
  const auto told_by = [&](const std::string& what, const PersonId& person, int by) {
    undo_told(undone.what, person, slot_of(what, after_.key, by));
  };
  for (const Consent& consent : undoable.consents) {
    told_by("consent-settled", consent.by, consent.number);
  }
  switch (undone.what) {
    case Undoing::accept:
      // The sender learned of it by an edit of his own message, and planned with it.
      told_by("sent", handoff->sender, number);
      moved_on(number);
      inform_undone(undone.what, undoable.version);
      break;
    case Undoing::give_back:
      for (const PersonId& owner : told_of_third_return(before_, *handoff)) {
        told_by("third-return-" + owner.value, owner, version);
      }
      told_by("returned", handoff->sender, version);
      break;
    case Undoing::withdraw:
      told_by("gone", handoff->receiver, version);
      told_by("gone-sender", handoff->sender, version);
      break;
    case Undoing::take:
      if (undoable.handoff) {
        told_by("taken-" + handoff->receiver.value, handoff->receiver, version);
        told_by("taken-" + handoff->sender.value, handoff->sender, version);
        moved_on(number);
        inform_undone(undone.what, undoable.version);
      } else {
        told_by("taken-" + after_.holder.value, after_.holder, version);
        undo_told(undone.what, before_.holder, baton_slot(before_));
      }
      break;
    case Undoing::pass:
      undo_told(undone.what, before_.handoff(number)->receiver,
                offer_slot(before_, *before_.handoff(number), before_.handoff(number)->receiver));
      told_by("passed", handoff->sender, version);
      break;
    case Undoing::wait: break;
    case Undoing::block:
      for (const Person& person : agency_.directory.people) {
        told_by("blocked-" + person.id.value, person.id, version);
      }
      break;
    case Undoing::done:
    case Undoing::cancel:
      // An offer that the cancelling ended was an event of its own before.
      if (handoff != nullptr && undoable.handoff) {
        told_by("gone", handoff->receiver, version);
        told_by("ended", after_.holder, version + 1);
        inform_undone(undone.what, undoable.version + 1);
      } else {
        told_by("ended", after_.holder, version);
        inform_undone(undone.what, undoable.version);
      }
      break;
  }
  thread("undone-" + std::string(word_of(undone.what)));
}

void Planning::operator()(const UndoClosed&) { state_changed(); }

void Planning::operator()(const Reminded& reminded) {
  Notice notice = news(NoticeKind::reminder, reminded.person, "reminder-" + reminded.about);
  notice.text = reminded.about;
  notice.detail = reminded.number;
  // What falls due together is said in one message.
  const auto gaps = gaps_due_with(after_, reminded.number);
  const auto debts = debts_due_with(after_, reminded.number);
  if (reminded.about == timer::gap && !gaps.empty()) notice.detail = gaps.front()->number;
  if (reminded.about == timer::debt && !debts.empty()) notice.detail = debts.front()->number;
  const bool is_owed = reminded.about == timer::gap || reminded.about == timer::debt;
  if (is_owed) notice.slot = slot_of("reminder-" + reminded.about, after_.key, notice.detail);
  const int notice_number = notice.detail;
  add(std::move(notice));
  if (reminded.about == timer::acknowledge) {
    thread("overdue");
  } else if (!is_owed || notice_number == reminded.number) {
    thread("reminded-" + reminded.about, reminded.number, reminded.person);
  }
}

void Planning::ended() {
  if (const Handoff* handoff = after_.latest_acceptance()) settled(*handoff);
  if (!after_.handoffs.empty()) card_of(after_.handoffs.back(), true);
  working_card();
  add(news(NoticeKind::ended, after_.holder, "ended"));
}

void Planning::undo_told(Undoing what, const PersonId& person, const std::string& slot) {
  Notice notice = news(NoticeKind::undone, person, "undone-" + person.value);
  notice.text = word_of(what);
  notice.actor = actor_;
  notice.only_after = slot;
  add(std::move(notice));
}

}  // namespace baton
