#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bot/talk/words.h"

namespace baton {

/// Words the answer to each action, from the task before and after it: what happened, who holds it
/// now, what to do next. One member function a verb. Used once.
class Succeeding {
 public:
  /// The arguments outlive it.
  Succeeding(const Handled& handled, const Voice& voice)
      : handled_(handled), before_(handled.before), after_(handled.after), voice_(voice) {}

  Card card();

  // success.cc: the beginning, the end, and what is said along the way.
  void operator()(const StartNew& start);
  void operator()(const AddNote& note);
  void operator()(const Finish& finish);
  void operator()(const Cancel& cancel);
  void operator()(const Reopen& reopen);
  void operator()(const Move& move);

  // success_supply.cc: what gates ask for.
  void operator()(const Set& set);
  void operator()(const Check& check);
  void operator()(const Attach& attach);
  void operator()(const Approve& approve);

  // success_offer.cc: an offer, from its making to its end.
  void operator()(const Give& give);
  void operator()(const Accept& accept);
  void operator()(const GiveBack& back);
  void operator()(const Ask& ask);
  void operator()(const AnswerQuestion& answer);
  void operator()(const Withdraw& withdraw);
  void operator()(const Take& take);
  void operator()(const Pass& pass);

  // success_owed.cc: gaps, and what an override owes.
  void operator()(const Urgent& urgent);
  void operator()(const Repay& repay);
  void operator()(const Forgive& forgive);
  void operator()(const NameGap& name);
  void operator()(const SupplyGap& supply);
  void operator()(const ConfirmGap& confirm);
  void operator()(const DropGap& drop);
  void operator()(const Allow& allow);
  void operator()(const Refuse& refuse);

  // success_life.cc: the task's life.
  void operator()(const Undo& undo);
  void operator()(const Start& start);
  void operator()(const Block& block);
  void operator()(const Unblock& unblock);
  void operator()(const Wait& wait);
  void operator()(const Resume& resume);
  void operator()(const Snooze& snooze);
  void operator()(const SetDue& due);
  void operator()(const SetPriority& set);

 private:
  template <class... Parts>
  void headline(Parts&&... parts) {
    card_.headline = say(std::forward<Parts>(parts)...);
  }
  template <class... Parts>
  void add(Parts&&... parts) {
    lines_.push_back(say(std::forward<Parts>(parts)...));
  }
  [[nodiscard]] std::string key() const { return after_.key.value; }
  [[nodiscard]] const Agency& agency() const { return voice_.agency(); }
  [[nodiscard]] std::string stage() const {
    return stage_title(after_, after_.stage, voice_.agency());
  }
  [[nodiscard]] const Transition* way_of(const Handoff& handoff) const {
    const Workflow* workflow = workflow_of(after_, agency());
    return workflow == nullptr ? nullptr : workflow->transition(handoff.transition);
  }
  /// "Ana holds it."
  [[nodiscard]] std::string holds_it() const {
    return voice_.does(after_.holder, "holds it.", "hold it.");
  }
  /// "Ana still holds it until Dino accepts.", or "Ana holds it." without an offer.
  [[nodiscard]] std::string stands_now() const;
  [[nodiscard]] std::string accepts(const PersonId& id) const {
    return voice_.does(id, "accepts", "accept");
  }
  [[nodiscard]] PersonId actor() const { return handled_.command.by; }
  /// "Ana and Olga are told." of those who do not know it by doing it.
  void add_told(std::vector<PersonId> people);

  void unchanged();
  void add_halt();
  void add_next();
  /// What is left to do, and the buttons for it, where the actor holds the task.
  void add_work();
  void add_buttons_of_now();
  void add_once(Button button);
  /// The way to take it back, as long as that is possible.
  void add_undo();
  /// What else came of it: values that were not understood, approvals and offers that ended.
  void add_consequences();
  void add_ended_debts();

  void offered();
  void add_offer_lines(const Handoff& handoff);
  void offered_back(const Handoff& handoff);
  void entered(Line headline);
  void add_gaps_named();
  void asked_for_consent();
  [[nodiscard]] const Consent* asked_now() const;
  /// The request that this command decided, or nullptr.
  [[nodiscard]] const Consent* decided_now(Consent::State as) const;
  void add_debts(const Handoff& handoff);
  void add_rest_of_gaps();

  void supplied();
  /// A part of a form is behind: what is still missing, and the button to the next one.
  void go_on(Press next);
  void tell_changes();
  [[nodiscard]] Line change_of(const RequirementId& id, const Answer& answer) const;
  void add_progress();

  const Handled& handled_;
  const Task& before_;
  const Task& after_;
  const Voice& voice_;
  Card card_;
  std::vector<Line> lines_;
};

}  // namespace baton
