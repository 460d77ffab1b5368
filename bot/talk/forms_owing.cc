// The forms of what is missing and what is owed: accept with gaps, gap, supply, drop, repay,
// forgive.
#include "bot/talk/card_parts.h"
#include "bot/talk/form_inputs.h"
#include "bot/talk/forms.h"
#include "bot/talk/text.h"
#include "core/machine/decide.h"

namespace baton {
namespace {

Input start_input() {
  Input made = choice_input(input::start, "Start without it?",
                            {{"No, I wait for it", std::string(input::before_start)},
                             {"Yes, I can start", std::string(input::can_start)}});
  made.initial = input::before_start;
  return made;
}

/// The gaps that are open, chosen by their number; the one that `named` is chosen already.
Input gap_input(const Task& task, const std::string& named) {
  std::vector<Input::Option> gaps;
  for (const Gap& gap : task.gaps) {
    const std::string number = std::to_string(gap.number);
    if (gap.is_open()) gaps.push_back({number + ". " + text::one_line(gap.what), number});
  }
  Input made = choice_input(input::gap, "Which gap", std::move(gaps));
  fill_in_choice(made, named);
  return made;
}

/// The debts that are open. `named`: a number, or the id of what is owed.
Input debt_input(const Task& task, const std::string& named, const Agency& agency) {
  std::vector<Input::Option> debts;
  std::string chosen = named;
  for (const Debt& debt : task.debts) {
    if (!debt.is_open()) continue;
    const std::string number = std::to_string(debt.number);
    debts.push_back({number + ". " + label_of(task, debt.requirement, agency), number});
    if (debt.requirement.value == named) chosen = number;
  }
  Input made = choice_input(input::debt, "Which debt", std::move(debts));
  fill_in_choice(made, chosen);
  return made;
}

}  // namespace

void fill_owing(Form& form, const Press& press, const Task& task, const Agency& agency) {
  form.intro = {task_line(task)};
  switch (press.verb) {
    case Verb::accept:
      form.title = "Accept with gaps";
      form.submit = "Accept";
      if (const Handoff* offer = task.offer()) {
        form.intro.push_back(
            say("You take it over. ", agency.name_of(offer->sender), " owes what is missing."));
      }
      form.inputs = {text_input(input::gaps, "What is missing", text_max), start_input()};
      form.inputs.front().hint = "One thing on each line";
      break;
    case Verb::name_gap:
      form.title = "Name a gap";
      form.submit = "Name it";
      if (const Handoff* came = task.latest_acceptance()) {
        form.intro.push_back(say(agency.name_of(came->sender), " owes it and is told."));
      }
      form.inputs = {text_input(input::gap, "What is missing", text_max), start_input()};
      break;
    case Verb::supply:
      form.title = "Supply what is missing";
      form.submit = "Supply";
      form.inputs = {gap_input(task, press.text), text_input(input::value, "What it is", text_max)};
      form.inputs.back().hint = "A link, or words";
      break;
    case Verb::drop:
      form.title = "Drop a gap";
      form.submit = "Drop";
      form.inputs = {gap_input(task, press.text), why_input("Why is it not needed")};
      break;
    case Verb::repay:
      form.title = "Repay a debt";
      form.submit = "Repay";
      form.inputs = {debt_input(task, press.text, agency),
                     may_be_empty(text_input(input::value, "What it is", text_max))};
      form.inputs.back().hint = "A value, a link or words. Left out: it is there already";
      break;
    default:
      form.title = "Forgive a debt";
      form.submit = "Forgive";
      form.inputs = {debt_input(task, press.text, agency), why_input("Why")};
      break;
  }
}

}  // namespace baton
