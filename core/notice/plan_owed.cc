#include <algorithm>

#include "core/notice/planning.h"

namespace baton {

void Planning::operator()(const GapNamed& named) {
  state_changed();
  Notice notice = push(NoticeKind::gaps, named.owner, named.handoff, {}, 0);
  notice.slot = gaps_slot(after_, named.gap);
  notice.detail = named.gap;
  add(std::move(notice));
}

void Planning::operator()(const GapSupplied& supplied) {
  state_changed();
  Notice notice = push(NoticeKind::gap_supplied, after_.holder, after_.gap(supplied.gap)->handoff,
                       "gap-supplied", supplied.gap);
  notice.detail = supplied.gap;
  replace(std::move(notice));
  thread("gap-supplied", supplied.gap);
}

void Planning::operator()(const GapDropped& dropped) {
  state_changed();
  const Gap& gap = *after_.gap(dropped.gap);
  Notice notice = push(NoticeKind::gap_dropped, gap.owner, gap.handoff, "gap-dropped", dropped.gap);
  notice.detail = dropped.gap;
  add(std::move(notice));
}

void Planning::operator()(const ConsentAsked& asked) {
  Notice notice = push(NoticeKind::consent, asked.asked, current_handoff(), {}, 0);
  notice.slot = consent_slot(after_, after_.consents.back());
  notice.detail = asked.consent;
  add(std::move(notice));
}

void Planning::operator()(const ConsentMoved& moved) {
  edit_consent(moved.consent);
  const auto consent = std::ranges::find(after_.consents, moved.consent, &Consent::number);
  Notice notice = push(NoticeKind::consent, moved.asked, current_handoff(), {}, 0);
  notice.slot = consent_slot(after_, *consent);
  notice.detail = moved.consent;
  replace(std::move(notice));
}

void Planning::tell_decision(const Consent& consent) {
  Notice notice = push(NoticeKind::consent_settled, consent.by, current_handoff(),
                       "consent-settled", consent.number);
  notice.detail = consent.number;
  add(std::move(notice));
}

void Planning::edit_gap(int number) {
  const Gap& gap = *after_.gap(number);
  Notice named = push(NoticeKind::gaps, gap.owner, gap.handoff, {}, 0);
  named.slot = gaps_slot(after_, number);
  named.detail = gaps_named_with(after_, number).front()->number;
  edit(std::move(named));
  Notice supplied =
      push(NoticeKind::gap_supplied, after_.holder, gap.handoff, "gap-supplied", number);
  supplied.detail = number;
  edit(std::move(supplied));
}

void Planning::edit_consent(int number) {
  const auto was = std::ranges::find(before_.consents, number, &Consent::number);
  if (was == before_.consents.end()) return;
  Notice notice = push(NoticeKind::consent, was->asked, current_handoff(), {}, 0);
  notice.slot = consent_slot(before_, *was);
  notice.detail = number;
  edit(std::move(notice));
}

}  // namespace baton
