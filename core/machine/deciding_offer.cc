#include <algorithm>

#include "core/machine/deciding.h"
#include "core/text/ascii.h"

namespace baton {

Decision Deciding::operator()(const Give& give) {
  const auto way = way_of(give.to);
  if (const auto* rejection = std::get_if<Rejection>(&way)) return *rejection;
  const Transition& transition = *std::get<const Transition*>(way);
  if (code_points(give.note) > text_max) return refuse(Refusal::too_long);
  Rejection not_ready = refuse(Refusal::not_ready);
  not_ready.missing = lacking(transition.gate, task_, task_.holder);
  for (const Gap& gap : task_.gaps) {
    if (gap.is_open()) not_ready.gaps.push_back(gap.number);
  }
  for (const Track& track : task_.tracks) {
    if (track.state == Track::State::open) not_ready.tracks.push_back(track.key);
  }
  if (!not_ready.missing.empty() || !not_ready.gaps.empty() || !not_ready.tracks.empty()) {
    not_ready.choices = {transition.to.value};
    return not_ready;
  }
  const auto resolved = resolve_receiver(task_, transition, command_.by, give.receiver, agency_);
  if (const auto* rejection = std::get_if<Rejection>(&resolved)) return *rejection;
  return offer(transition, std::get<Receiver>(resolved), give.note);
}

Decision Deciding::operator()(const Accept& accept) {
  const Handoff* offer = task_.offer();
  if (offer == nullptr) return refuse(Refusal::nothing_offered);
  TaskFacts facts{Accepted{offer->number, target_of(*offer), offer->receiver}};
  int number = static_cast<int>(task_.gaps.size());
  for (const GapWish& wish : accept.gaps) {
    if (auto rejection = unfit(wish.what)) return *rejection;
    facts.emplace_back(named(wish, *offer, ++number));
  }
  add_unanswered(facts, *offer, ++number);
  return facts;
}

void Deciding::add_unanswered(TaskFacts& facts, const Handoff& offer, int number) const {
  if (const Question* question = offer.open_question()) {
    facts.emplace_back(named({question->text, true}, offer, number));
  }
}

Decision Deciding::operator()(const GiveBack& back) {
  if (task_.phase == Phase::idle) return return_later(back);
  const Handoff* offer = task_.offer();
  if (offer == nullptr) return refuse(Refusal::nothing_offered);
  const std::optional<std::string> reason = reason_code(back.reason);
  if (!reason) return unknown_reason(back.reason);
  const std::string words(ascii::trimmed(back.words));
  if (words.empty() && *reason == "other") return refuse(Refusal::words_needed);
  if (code_points(words) > text_max) return refuse(Refusal::too_long);
  return TaskFacts{Returned{offer->number, *reason, words}};
}

Decision Deciding::return_later(const GiveBack& back) const {
  const Handoff* accepted = task_.latest_acceptance();
  const bool came_from_another =
      accepted != nullptr && accepted->sender != task_.holder && accepted->back_of == 0;
  if (!came_from_another) return refuse(Refusal::nothing_offered);
  if (back.handoff && *back.handoff != accepted->number) return refuse(Refusal::outdated);
  const std::optional<std::string> reason = reason_code(back.reason);
  if (!reason) return unknown_reason(back.reason);
  const std::string words(ascii::trimmed(back.words));
  if (words.empty() && *reason == "other") return refuse(Refusal::words_needed);
  if (code_points(words) > text_max) return refuse(Refusal::too_long);
  const Person* sender = agency_.directory.person(accepted->sender);
  if (sender == nullptr || sender->left) sender = agency_.last_resort();
  if (sender == nullptr || sender->id == task_.holder) return refuse(Refusal::nobody_for_role);
  OfferedBack offered;
  offered.handoff = next_handoff();
  offered.card = next_card();
  offered.of = accepted->number;
  offered.transition = accepted->transition;
  offered.sender = task_.holder;
  offered.receiver = sender->id;
  offered.reason = *reason;
  offered.words = words;
  return TaskFacts{std::move(offered)};
}

Decision Deciding::operator()(const Ask& ask) {
  const Handoff* offer = task_.offer();
  if (offer == nullptr) return refuse(Refusal::nothing_offered);
  if (auto rejection = unfit(ask.question)) return *rejection;
  if (offer->open_question() != nullptr) return refuse(Refusal::question_open);
  return TaskFacts{QuestionAsked{offer->number, static_cast<int>(offer->questions.size()) + 1,
                                 std::string(ascii::trimmed(ask.question))}};
}

Decision Deciding::operator()(const AnswerQuestion& answer) {
  const Handoff* offer = task_.offer();
  const Question* question = offer == nullptr ? nullptr : offer->open_question();
  if (question == nullptr) return refuse(Refusal::no_open_question);
  if (answer.question && *answer.question != question->number) return refuse(Refusal::outdated);
  if (auto rejection = unfit(answer.text)) return *rejection;
  return TaskFacts{
      QuestionAnswered{offer->number, question->number, std::string(ascii::trimmed(answer.text))}};
}

Decision Deciding::operator()(const Withdraw&) {
  const Handoff* offer = task_.offer();
  if (offer == nullptr) return refuse(Refusal::nothing_offered);
  return TaskFacts{OfferWithdrawn{offer->number, WithdrawCause::by_sender}};
}

Decision Deciding::operator()(const Pass& pass) {
  const Handoff* offer = task_.offer();
  if (offer == nullptr) return refuse(Refusal::nothing_offered);
  if (std::ssize(offer->passings) >= passes_max) return refuse(Refusal::passed_twice);
  std::vector<PersonId> mates = role_mates(task_, agency_);
  std::erase(mates, offer->sender);
  Rejection rejection = refuse(Refusal::choose_receiver);
  rejection.candidates = mates;
  if (mates.empty()) return refuse(Refusal::nobody_for_role);
  if (!pass.to) {
    if (mates.size() > 1) return rejection;
    return TaskFacts{Passed{offer->number, mates.front()}};
  }
  if (std::ranges::find(mates, *pass.to) == mates.end()) {
    rejection.refusal = Refusal::outside_role;
    return rejection;
  }
  return TaskFacts{Passed{offer->number, *pass.to}};
}

Decision Deciding::operator()(const Take& take) {
  if (code_points(take.why) > text_max) return refuse(Refusal::too_long);
  const Handoff* offer = task_.offer();
  if (offer == nullptr) return take_baton(take);
  TaskFacts facts{Taken{offer->number, target_of(*offer), command_.by}};
  add_unanswered(facts, *offer, static_cast<int>(task_.gaps.size()) + 1);
  return facts;
}

Decision Deciding::take_baton(const Take& take) const {
  const Person* holder = agency_.directory.person(task_.holder);
  if (holder == nullptr || holder->left) return TaskFacts{BatonTaken{task_.holder, command_.by}};
  if (task_.open_consent(Consent::Kind::take) != nullptr) return refuse(Refusal::already_asked);
  ConsentAsked asked;
  asked.consent = static_cast<int>(task_.consents.size()) + 1;
  asked.kind = Consent::Kind::take;
  asked.asked = task_.holder;
  asked.words = std::string(ascii::trimmed(take.why));
  return TaskFacts{std::move(asked)};
}

StageId Deciding::target_of(const Handoff& offer) const {
  const Transition* transition = workflow_->transition(offer.transition);
  if (transition == nullptr) return task_.stage;
  return offer.back_of != 0 ? transition->from : transition->to;
}

int Deciding::next_handoff() const {
  return task_.handoffs.empty() ? 1 : task_.handoffs.back().number + 1;
}
int Deciding::next_card() const {
  return task_.handoffs.empty() ? 1 : task_.handoffs.back().card + 1;
}

std::optional<std::string> Deciding::reason_code(const std::string& typed) const {
  std::vector<std::string> fits;
  for (const std::string& reason : agency_.settings.return_reasons) {
    if (reason == typed) return reason;
    if (!typed.empty() && reason.starts_with(typed)) fits.push_back(reason);
  }
  if (fits.size() != 1) return std::nullopt;
  return fits.front();
}

Rejection Deciding::unknown_reason(const std::string& typed) const {
  Rejection rejection = refuse_value(Refusal::unknown_reason, "reason", typed, "is not a reason");
  rejection.choices = agency_.settings.return_reasons;
  return rejection;
}

std::variant<const Transition*, Rejection> Deciding::way_of(
    const std::optional<StageId>& to) const {
  const std::vector<const Transition*> ways = workflow_->from(task_.stage);
  Rejection rejection = refuse(ways.empty() ? Refusal::no_way_on : Refusal::choose_way);
  for (const Transition* way : ways) rejection.choices.push_back(way->to.value);
  if (to) {
    const auto named = std::ranges::find(ways, *to, &Transition::to);
    if (named != ways.end()) return *named;
    rejection.refusal = Refusal::no_way_on;
    return rejection;
  }
  std::vector<const Transition*> forward;
  for (const Transition* way : ways) {
    if (workflow_->is_forward(*way)) forward.push_back(way);
  }
  if (forward.size() == 1) return forward.front();
  if (ways.size() == 1) return ways.front();
  return rejection;
}

Decision Deciding::offer(const Transition& transition, const Receiver& receiver,
                         const std::string& note) const {
  TaskFacts facts;
  if (task_.phase == Phase::waiting) facts.emplace_back(Resumed{});
  if (const Handoff* open = task_.offer()) {
    const bool same = open->transition == transition.id && open->back_of == 0;
    if (same && open->receiver == receiver.person) return refuse(Refusal::already_offered);
    facts.emplace_back(OfferWithdrawn{open->number, WithdrawCause::offered_anew});
  }
  const Handoff* last = task_.handoffs.empty() ? nullptr : &task_.handoffs.back();
  const bool again = last != nullptr && last->transition == transition.id && last->back_of == 0 &&
                     last->outcome != Outcome::accepted;
  Offered offered;
  offered.handoff = next_handoff();
  offered.card = again ? last->card : next_card();
  offered.attempt = again ? last->attempt + 1 : 1;
  offered.transition = transition.id;
  offered.sender = task_.holder;
  offered.receiver = receiver.person;
  offered.stand_in = receiver.stand_in;
  offered.note = std::string(ascii::trimmed(note));
  facts.emplace_back(offered);
  if (receiver.person == task_.holder) {
    facts.emplace_back(Accepted{offered.handoff, transition.to, receiver.person});
  }
  return facts;
}

}  // namespace baton
