#include <algorithm>

#include "core/machine/table.h"
#include "core/notice/digest.h"
#include "core/notice/planning.h"

namespace baton {

void Planning::operator()(const Offered& offered) {
  const Handoff& handoff = *after_.handoff(offered.handoff);
  card_of(handoff, handoff.attempt > 1);
  working_card();
  if (handoff.sender == handoff.receiver) return;  // a handoff to oneself is no news
  // Also where the receiver gave it to themselves.
  Notice offer = push(NoticeKind::offer, handoff.receiver, handoff.number, {}, 0);
  offer.slot = offer_slot(after_, handoff, handoff.receiver);
  notices_.push_back(std::move(offer));
  copy_to_sender(handoff);
  const Transition* way = newest_transition();
  if (way == nullptr) return;
  std::vector<RoleId> roles = way->consulted;
  roles.insert(roles.end(), way->informed.begin(), way->informed.end());
  inform(entry::offered, people_of(roles));
}

void Planning::operator()(const OfferedBack& offered) {
  const Handoff& handoff = *after_.handoff(offered.handoff);
  card_of(handoff, false);
  if (const Handoff* accepted = after_.handoff(offered.of)) settled(*accepted);
  Notice offer = push(NoticeKind::offer, handoff.receiver, handoff.number, {}, 0);
  offer.slot = offer_slot(after_, handoff, handoff.receiver);
  notices_.push_back(std::move(offer));
  copy_to_sender(handoff);
  thread("returned-later");
}

void Planning::operator()(const Overridden& overridden) {
  settled(*after_.handoff(overridden.handoff));
  std::vector<PersonId> told =
      baton::people_of(Who::rights, Verb::urgent, after_, agency_, nullptr);
  std::erase(told, overridden.approver);
  inform(entry::urgent, told);
}

void Planning::operator()(const Accepted& accepted) {
  settled(*after_.handoff(accepted.handoff));
  moved_on(accepted.handoff);
  thread("stage");
  inform(entry::accepted, informed());
}

void Planning::operator()(const Taken& taken) {
  const Handoff& handoff = *after_.handoff(taken.handoff);
  settled(handoff);
  moved_on(taken.handoff);
  // Who took it works with a message of their own.
  Notice offer = push(NoticeKind::offer, taken.holder, handoff.number, {}, 0);
  offer.slot = offer_slot(after_, handoff, taken.holder);
  replace(std::move(offer));
  const PersonId& former = before_.handoff(taken.handoff)->receiver;
  for (const PersonId& person : {former, handoff.sender}) {
    add(news(NoticeKind::taken, person, "taken-" + person.value));
  }
  thread("stage");
  inform(entry::accepted, informed());
}

void Planning::operator()(const BatonTaken& taken) {
  state_changed();
  Notice card = push(NoticeKind::baton, taken.holder, current_handoff(), {}, 0);
  card.slot = baton_slot(after_);
  notices_.push_back(std::move(card));
  add(news(NoticeKind::taken, taken.from, "taken-" + taken.from.value));
  thread("baton-taken");
}

void Planning::operator()(const Returned& returned) {
  const Handoff& handoff = *after_.handoff(returned.handoff);
  settled(handoff);
  working_card();
  add(news(NoticeKind::returned, handoff.sender, "returned"));
  thread("returned");
  for (const PersonId& owner : told_of_third_return(after_, handoff)) {
    add(news(NoticeKind::third_return, owner, "third-return-" + owner.value));
  }
}

void Planning::operator()(const Passed& passed) {
  const Handoff& handoff = *after_.handoff(passed.handoff);
  settled(handoff);
  Notice offer = push(NoticeKind::offer, handoff.receiver, handoff.number, {}, 0);
  offer.slot = offer_slot(after_, handoff, handoff.receiver);
  replace(std::move(offer));
  Notice told = news(NoticeKind::passed, handoff.sender, "passed");
  told.detail = static_cast<int>(handoff.passings.size());
  add(std::move(told));
  thread("passed");
}

void Planning::operator()(const QuestionAsked& asked) {
  const Handoff& handoff = *after_.handoff(asked.handoff);
  settled(handoff);
  replace(question_to_sender(handoff, asked.question));
  thread("question", asked.question);
}

void Planning::operator()(const QuestionAnswered& answered) {
  const Handoff& handoff = *after_.handoff(answered.handoff);
  settled(handoff);
  replace(answer_to(handoff.receiver, handoff, answered.question));
  thread("answer", answered.question);
}

void Planning::operator()(const OfferWithdrawn& withdrawn) {
  const Handoff& handoff = *after_.handoff(withdrawn.handoff);
  settled(handoff);
  working_card();
  Notice gone = news(NoticeKind::offer_gone, handoff.receiver, "gone");
  gone.only_after = offer_slot(after_, handoff, handoff.receiver);
  add(std::move(gone));
  if (withdrawn.cause == WithdrawCause::cancelled) return;  // the holder hears that it ended
  add(news(NoticeKind::offer_gone, handoff.sender, "gone-sender"));
}

}  // namespace baton
