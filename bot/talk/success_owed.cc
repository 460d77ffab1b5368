// What became of gaps and debts, and of the consent that an override or a taking may need.
#include "bot/talk/card_parts.h"
#include "bot/talk/owed_words.h"
#include "bot/talk/succeeding.h"
#include "bot/talk/text.h"

namespace baton {
namespace {

/// The element that `after` has in another state than `before`, or nullptr.
template <class Items>
auto changed(const Items& before, const Items& after) -> const typename Items::value_type* {
  for (std::size_t index = 0; index < after.size(); ++index) {
    if (index >= before.size() || before[index] != after[index]) return &after[index];
  }
  return nullptr;
}

}  // namespace

void Succeeding::operator()(const Urgent&) {
  if (asked_now() != nullptr) return asked_for_consent();
  offered();
  add_debts(after_.handoffs.back());
}

const Consent* Succeeding::asked_now() const {
  return after_.consents.size() > before_.consents.size() ? &after_.consents.back() : nullptr;
}

void Succeeding::asked_for_consent() {
  const Consent& consent = *asked_now();
  const std::string asked = voice_.name(consent.asked);
  card_.tone = Card::Tone::waiting;
  if (consent.kind == Consent::Kind::take) {
    headline(bold(asked), " is asked whether you can take ", bold(key()), ". Until then ",
             voice_.does(after_.holder, "holds it.", "hold it."));
    add("You are told the answer. Nothing moves before a yes.");
    return;
  }
  headline(bold(asked), " is asked whether ", bold(key()),
           " may go on although something is missing. Nothing is offered before a yes. ",
           holds_it());
  add("You are told the answer. What is supplied meanwhile is not owed: ", command("show " + key()),
      " lists what is missing.");
}

void Succeeding::add_debts(const Handoff& handoff) {
  if (!handoff.urgent) {
    add("Nothing had to be skipped: nothing is owed.");
    return;
  }
  if (handoff.approver == handoff.sender) {
    add("It is marked as self-approved, by ", voice_.name(handoff.approver), ".");
  } else if (handoff.approver != actor()) {
    add("Approved by ", voice_.name(handoff.approver), ".");
  }
  std::vector<int> owed;
  for (const Debt& debt : after_.debts) {
    if (debt.is_open() && debt.handoff == handoff.number) owed.push_back(debt.number);
  }
  card_.sections.push_back({"Skipped, and owed", debt_lines_with_mends(after_, owed, voice_), {}});
  std::vector<std::string> stay;
  if (const Transition* way = way_of(handoff)) {
    for (const Requirement& item : way->gate.requirements) {
      if (item.never_skip) stay.push_back(label_of(after_, item.id, agency()));
    }
  }
  if (!stay.empty()) add("Never skipped, and there: ", text::listed(stay), ".");
}

void Succeeding::operator()(const Repay&) {
  const Debt* debt = changed(before_.debts, after_.debts);
  if (debt == nullptr) {
    tell_changes();
    add("It is not repaid yet:");
    for (Line& line : debt_lines_with_mends(after_, open_debts(after_), voice_)) {
      lines_.push_back(std::move(line));
    }
    return;
  }
  headline(bold(label_of(after_, debt->requirement, agency())), " of ", bold(key()), " is repaid. ",
           holds_it());
  const std::vector<int> rest = open_debts(after_);
  if (rest.empty()) return add("Nothing more is owed.");
  card_.sections.push_back({"Still owed", debt_lines_with_mends(after_, rest, voice_), {}});
}

void Succeeding::operator()(const Forgive&) {
  const Debt* debt = changed(before_.debts, after_.debts);
  if (debt == nullptr) return unchanged();
  headline(bold(label_of(after_, debt->requirement, agency())), " of ", bold(key()),
           " is forgiven: ", voice_.does(debt->debtor, "owes it", "owe it"), " no longer.");
  add("Why: ", excerpt(debt->why));
  const std::vector<int> rest = open_debts(after_);
  if (rest.empty()) return add("Nothing more is owed.");
  card_.sections.push_back({"Still owed", debt_lines_with_mends(after_, rest, voice_), {}});
}

void Succeeding::operator()(const NameGap&) {
  const Gap& gap = after_.gaps.back();
  headline(quoted_words(gap.what), " is noted as missing on ", bold(key()), ": ",
           bold(voice_.subject(gap.owner)),
           voice_.is_you(gap.owner) ? " owe it, due " : " owes it, due ", moment(gap.due), ".");
  add(holds_it(), gap.before_start ? " The work waits for it." : " You can begin without it.");
  add("You are told when it is supplied. No longer needed: ",
      command("drop " + key() + " " + std::to_string(gap.number) + " <why>"));
}

void Succeeding::operator()(const SupplyGap&) {
  const Gap* gap = changed(before_.gaps, after_.gaps);
  if (gap == nullptr) return unchanged();
  const std::string number = std::to_string(gap->number);
  if (voice_.is_you(after_.holder)) {
    headline(quoted_words(gap->what), " of ", bold(key()), " is supplied. You hold it.");
    add("Confirm it: ", command("confirm " + key() + " " + number));
    card_.buttons = {runs("Confirm", "confirm " + key() + " " + number)};
    return;
  }
  headline(quoted_words(gap->what), " of ", bold(key()), " is supplied. ",
           bold(voice_.name(after_.holder)), " confirms it, or a working day of silence does.");
}

void Succeeding::operator()(const ConfirmGap&) {
  const Gap* gap = changed(before_.gaps, after_.gaps);
  if (gap == nullptr) return unchanged();
  headline(quoted_words(gap->what), " of ", bold(key()), " is confirmed. ", holds_it());
  add_rest_of_gaps();
}

void Succeeding::operator()(const DropGap&) {
  const Gap* gap = changed(before_.gaps, after_.gaps);
  if (gap == nullptr) return unchanged();
  headline(quoted_words(gap->what), " of ", bold(key()),
           " is dropped: ", voice_.does(gap->owner, "owes it", "owe it"), " no longer. ",
           holds_it());
  add_told({gap->owner});
  add_rest_of_gaps();
}

void Succeeding::add_rest_of_gaps() {
  const std::vector<int> rest = open_gaps(after_);
  if (rest.empty()) {
    add("Nothing more that was named is missing.");
    add_buttons_of_now();
    return;
  }
  card_.sections.push_back({"Still open", gap_lines_with_mends(after_, rest, voice_), {}});
}

const Consent* Succeeding::decided_now(Consent::State as) const {
  for (std::size_t index = 0; index < before_.consents.size(); ++index) {
    const bool now = before_.consents[index].state != as && after_.consents[index].state == as;
    if (now) return &after_.consents[index];
  }
  return nullptr;
}

void Succeeding::operator()(const Allow&) {
  const Consent* consent = decided_now(Consent::State::allowed);
  if (consent == nullptr) return unchanged();
  const std::string by = voice_.name(consent->by);
  if (consent->kind == Consent::Kind::take) {
    headline("You have let ", bold(by), " take ", bold(key()), ". ",
             voice_.does(after_.holder, "holds it now.", "hold it now."));
    add_told({consent->by});
    add_undo();
    return;
  }
  offered();
  add("You have allowed what ", by, " asked for.");
  add_told({consent->by});
  add_debts(after_.handoffs.back());
}

void Succeeding::operator()(const Refuse& refuse) {
  const Consent* consent = decided_now(Consent::State::refused);
  if (consent == nullptr) return unchanged();
  const bool take = consent->kind == Consent::Kind::take;
  headline("You have refused to let ", bold(voice_.name(consent->by)),
           take ? " take " : " hand over ", bold(key()), take ? ". " : " before all is there. ",
           stands_now());
  if (!text::trimmed(refuse.why).empty()) add("Why: ", excerpt(text::trimmed(refuse.why)));
  add_told({consent->by});
}

}  // namespace baton
