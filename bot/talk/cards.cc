#include "bot/talk/cards.h"

#include "bot/talk/card_kinds.h"

namespace baton {
namespace {

/// The newest attempt on the card that handoff `number` stands on.
const Handoff* shown_on_card(const Task& task, int number) {
  const Handoff* named = task.handoff(number);
  const Handoff* shown = named;
  for (const Handoff& handoff : task.handoffs) {
    if (named != nullptr && handoff.card == named->card) shown = &handoff;
  }
  return shown;
}

}  // namespace

Card card_of(const Notice& notice, const Task& task, const Agency& agency, TimePoint now) {
  const Voice voice(agency, now);
  const Telling told{notice, task, voice};
  const Handoff* handoff = task.handoff(notice.handoff);
  const auto of_handoff = [&](Card (*render)(const Telling&, const Handoff&)) {
    return handoff == nullptr ? task_only(told) : render(told, *handoff);
  };
  switch (notice.kind) {
    case NoticeKind::card:
    case NoticeKind::former_card:
      handoff = shown_on_card(task, notice.handoff);
      return of_handoff(channel_card);
    case NoticeKind::offer: return of_handoff(offer_message);
    case NoticeKind::sender_copy: return of_handoff(sender_message);
    case NoticeKind::question: return of_handoff(question_message);
    case NoticeKind::answer: return of_handoff(answer_message);
    case NoticeKind::returned: return of_handoff(returned_message);
    case NoticeKind::offer_gone: return of_handoff(offer_gone_message);
    case NoticeKind::third_return: return of_handoff(third_return_message);
    case NoticeKind::passed: return of_handoff(passed_message);
    case NoticeKind::approval_lapsed: return approval_lapsed_message(told);
    case NoticeKind::ended: return ended_message(told);
    case NoticeKind::undeliverable:
    case NoticeKind::stranger: return plain_message(told);
    case NoticeKind::thread: return thread_message(told);
    case NoticeKind::baton: return baton_message(told);
    case NoticeKind::taken: return taken_message(told);
    case NoticeKind::undone: return undone_message(told);
    case NoticeKind::gaps: return gaps_message(told);
    case NoticeKind::gap_supplied: return gap_supplied_message(told);
    case NoticeKind::gap_dropped: return gap_dropped_message(told);
    case NoticeKind::blocked: return blocked_message(told);
    case NoticeKind::consent: return consent_message(told);
    case NoticeKind::consent_settled: return consent_settled_message(told);
    case NoticeKind::reminder: return reminder_message(told);
    case NoticeKind::moved: return moved_message(told);
    case NoticeKind::digest: return task_only(told);  // sent with others: see digest_card()
  }
  return task_only(told);
}

void mark_repeat(Card& card) {
  if (!card.footer.empty()) card.footer.push_back(plain(" · "));
  card.footer.push_back(plain("This may be a repeat."));
}

}  // namespace baton
