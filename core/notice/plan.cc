#include <algorithm>

#include "core/model/numbered.h"
#include "core/notice/digest.h"
#include "core/notice/notice.h"
#include "core/notice/planning.h"
#include "core/time/timers.h"

namespace baton {

std::vector<Notice> plan(const Task& before, const TaskEvent& event, const Task& after,
                         const Agency& agency) {
  Planning planning(before, event, after, agency);
  std::visit(planning, event.fact);
  planning.turn_the_rest();
  return planning.take();
}

namespace {

bool is_open_gap(const Task& task, int number) {
  const Gap* gap = task.gap(number);
  return gap != nullptr && gap->is_open();
}

/// Whether what somebody was to be reminded of is still to be done.
bool is_still_due(const Notice& reminder, const Task& task) {
  const Handoff* offer = task.offer();
  const Question* asked = offer == nullptr ? nullptr : offer->open_question();
  const bool holds = task.is_open() && task.holder == reminder.person;
  const std::string& about = reminder.text;
  if (about == timer::acknowledge) {
    return offer != nullptr && asked == nullptr && offer->number == reminder.detail &&
           offer->receiver == reminder.person;
  }
  if (about == timer::answer) {
    return asked != nullptr && answer_number(*offer, *asked) == reminder.detail &&
           offer->sender == reminder.person;
  }
  if (about == timer::wait) return holds && task.waiting.has_value();
  if (about == timer::look_again) return holds && task.blocking.has_value();
  if (about == timer::gap) return !gaps_due_with(task, reminder.detail).empty();
  if (about == timer::debt) return !debts_due_with(task, reminder.detail).empty();
  return holds;
}

}  // namespace

bool is_still_news(const Notice& notice, const Task& task) {
  const Handoff* handoff = task.handoff(notice.handoff);
  switch (notice.kind) {
    case NoticeKind::offer:
      // Who accepted works with it, and an offer that ended is no news to who never saw it.
      return handoff == nullptr || handoff->outcome == Outcome::accepted || handoff->is_open()
                 ? handoff == nullptr || notice.person == handoff->receiver
                 : false;
    case NoticeKind::returned: return handoff != nullptr && handoff->outcome == Outcome::returned;
    case NoticeKind::offer_gone:
      return handoff != nullptr && handoff->outcome == Outcome::withdrawn;
    case NoticeKind::question: {
      const Question* open = handoff == nullptr ? nullptr : handoff->open_question();
      return open != nullptr && open->number == notice.detail;
    }
    case NoticeKind::ended: return task.has_ended();
    case NoticeKind::blocked: return task.blocking.has_value();
    case NoticeKind::baton: return task.is_open() && notice.person == task.holder;
    case NoticeKind::gaps:
      return std::ranges::any_of(gaps_named_with(task, notice.detail),
                                 [](const Gap* gap) { return gap->is_open(); });
    case NoticeKind::gap_supplied: return is_open_gap(task, notice.detail);
    case NoticeKind::consent: {
      const Consent* consent = numbered(task.consents, notice.detail);
      return consent != nullptr && consent->state == Consent::State::asked &&
             consent->asked == notice.person;
    }
    case NoticeKind::taken:
      return notice.person != task.holder && (handoff == nullptr || !handoff->is_open());
    case NoticeKind::passed:
      return handoff != nullptr && std::ssize(handoff->passings) >= notice.detail;
    case NoticeKind::reminder: return is_still_due(notice, task);
    case NoticeKind::digest: return is_still_so(notice, task);
    default: return true;
  }
}

std::vector<std::string> slots_taken_back(const std::vector<Notice>& notices) {
  std::vector<std::string> slots;
  for (const Notice& notice : notices) {
    // The sender's own message of an offer that is open again is still to be made.
    const bool is_wanted = notice.only_after.starts_with("sent/");
    const bool takes_back = notice.kind == NoticeKind::undone ||
                            (notice.kind == NoticeKind::digest && !notice.only_after.empty());
    if (takes_back && !is_wanted) slots.push_back(notice.only_after);
  }
  return slots;
}

std::vector<Notice> collapsed(std::vector<Notice> notices) {
  const auto also_gets = [&](const Notice& notice, std::initializer_list<NoticeKind> kinds) {
    return std::ranges::any_of(notices, [&](const Notice& other) {
      return !other.edit_only && other.task == notice.task && other.person == notice.person &&
             std::ranges::find(kinds, other.kind) != kinds.end();
    });
  };
  // What is told at once, and a later event of the same change, say it better than an entry.
  const auto is_better_said = [&](const Notice& entry) {
    return std::ranges::any_of(notices, [&](const Notice& other) {
      const bool is_later = other.kind == NoticeKind::digest && other.detail > entry.detail;
      const bool is_push = other.kind != NoticeKind::digest && !other.edit_only;
      return other.task == entry.task && other.person == entry.person && (is_later || is_push);
    });
  };
  std::vector<Notice> told;
  for (const Notice& notice : notices) {
    const bool is_said_by_another =
        (notice.kind == NoticeKind::digest && is_better_said(notice)) ||
        (notice.kind == NoticeKind::offer_gone && also_gets(notice, {NoticeKind::offer})) ||
        (notice.kind == NoticeKind::consent_settled &&
         also_gets(notice, {NoticeKind::offer, NoticeKind::sender_copy, NoticeKind::baton}));
    if (!is_said_by_another) told.push_back(notice);
  }
  std::vector<Notice> kept;
  for (Notice& notice : told) {
    const auto same = std::ranges::find(kept, notice.slot, &Notice::slot);
    if (same == kept.end()) {
      kept.push_back(std::move(notice));
    } else {
      // The message is rendered once, from the state after them all.
      notice.edit_only = same->edit_only && notice.edit_only;
      *same = std::move(notice);
    }
  }
  return kept;
}

}  // namespace baton
