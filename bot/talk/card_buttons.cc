#include <algorithm>
#include <array>
#include <utility>

#include "bot/talk/card_parts.h"
#include "core/machine/receiver.h"

namespace baton {
namespace {

std::string numbered(std::string_view verb, const Task& task, int number) {
  return std::string(verb) + " " + task.key.value + " " + std::to_string(number);
}

/// Opens the form about one gap, debt or request.
Button about(Button button, int number) {
  button.press.text = std::to_string(number);
  return button;
}

Button looking(Button button, Button::Look look) {
  button.look = look;
  return button;
}

}  // namespace

std::vector<Button> decision_buttons(const Task& task) {
  const Handoff* offer = task.offer();
  if (offer == nullptr) return {};
  std::vector<Button> buttons{act("Accept", Verb::accept, task, Button::Look::primary),
                              opens("Accept with gaps", Verb::accept, task, Button::Look::normal)};
  if (offer->open_question() == nullptr) {
    buttons.push_back(opens("Ask", Verb::ask, task, Button::Look::normal));
  }
  buttons.push_back(opens("Return", Verb::give_back, task, Button::Look::danger));
  return buttons;
}

std::vector<Button> channel_buttons(const Task& task, const Agency& agency) {
  std::vector<Button> buttons = decision_buttons(task);
  if (buttons.empty()) return buttons;
  std::vector<PersonId> mates = role_mates(task, agency);
  std::erase(mates, task.offer()->sender);
  if (!mates.empty()) buttons.push_back(act("Take", Verb::take, task, Button::Look::normal));
  return buttons;
}

Button answer_button(const Task& task) {
  return about(opens("Answer", Verb::answer, task, Button::Look::primary),
               task.offer()->open_question()->number);
}

std::vector<Button> sender_buttons(const Task& task) {
  std::vector<Button> buttons;
  if (task.offer()->open_question() != nullptr) buttons.push_back(answer_button(task));
  buttons.push_back(act("Withdraw", Verb::withdraw, task, Button::Look::danger));
  if (task.blocking) buttons.push_back(unblock_button(task));
  return buttons;
}

std::vector<Button> holder_buttons(const Task& task, const Agency& agency) {
  std::vector<Button> buttons;
  if (!task.is_open() || task.offer() != nullptr) return buttons;
  bool ends = false;
  bool lacks = false;
  std::vector<const Transition*> ways;
  for (const NextStep& step : next_steps(task, agency)) {
    if (step.way == nullptr) ends = true;
    if (step.way != nullptr) ways.push_back(step.way);
    lacks = lacks || !missing(*step.gate, task, task.holder).empty();
  }
  const bool rests = task.waiting || task.blocking;
  if (task.waiting) buttons.push_back(resume_button(task));
  if (task.blocking) buttons.push_back(unblock_button(task));
  if (!ways.empty() && !task.blocking) {
    const bool goes_back =
        ways.size() == 1 && ways.front()->receiver.kind == Party::Kind::sender_of;
    buttons.push_back(opens(goes_back ? "Hand back" : "Hand over", Verb::give, task,
                            rests ? Button::Look::normal : Button::Look::primary));
  }
  if (ends && !rests) buttons.push_back(act("Done", Verb::done, task, Button::Look::normal));
  if (lacks) buttons.push_back(opens("Add", Verb::set, task, Button::Look::normal));
  if (!rests) buttons.push_back(opens("Blocked", Verb::block, task, Button::Look::normal));
  return buttons;
}

std::optional<Button> undo_button(const Task& task, const Voice& voice) {
  if (!task.undoable) return std::nullopt;
  const TimePoint last = task.undoable->at + voice.agency().settings.undo_window;
  if (voice.now() > last) return std::nullopt;
  Button button = act("Undo", Verb::undo, task, Button::Look::normal);
  button.press.text = word_of(task.undoable->what);
  return button;
}

Card::Section undo_section(const Task& task, const Voice& voice) {
  Card::Section section;
  std::optional<Button> undo = undo_button(task, voice);
  if (!undo) return section;
  const TimePoint last = task.undoable->at + voice.agency().settings.undo_window;
  section.lines.push_back(say(voice.subject(task.undoable->by), " can take back ",
                              taken_back(undo->press.text), " until ", moment(last)));
  section.buttons.push_back(std::move(*undo));
  return section;
}

void add_undo(Card& card, const Task& task, const PersonId& person, const Voice& voice) {
  std::optional<Button> undo = undo_button(task, voice);
  if (!undo || person != task.undoable->by) return;
  if (card.buttons.size() < buttons_max) {
    card.buttons.push_back(std::move(*undo));
  } else {
    add(card, undo_section(task, voice));
  }
}

std::string taken_back(std::string_view what) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 9> words{{
      {"accept", "the acceptance"},
      {"return", "the return"},
      {"withdraw", "the withdrawal"},
      {"take", "the taking over"},
      {"pass", "passing it on"},
      {"wait", "the waiting"},
      {"block", "that it is blocked"},
      {"done", "that it is done"},
      {"cancel", "the cancellation"},
  }};
  for (const auto& [word, said] : words) {
    if (word == what) return std::string(said);
  }
  return "the last step";
}

std::vector<Button> working_buttons(const Task& task, const Agency& agency) {
  std::vector<Button> buttons = holder_buttons(task, agency);
  if (!buttons.empty()) buttons.push_back(more_button(task));
  return buttons;
}

Button more_button(const Task& task) { return runs("More", "show " + task.key.value); }

Button unblock_button(const Task& task) {
  return looking(runs("Unblock", "unblock " + task.key.value), Button::Look::primary);
}

Button resume_button(const Task& task) {
  return looking(runs("Resume", "resume " + task.key.value), Button::Look::primary);
}

Button supply_button(const Task& task, const Gap& gap) {
  return about(opens("Supply", Verb::supply, task, Button::Look::primary), gap.number);
}

Button repay_button(const Task& task, const Debt& debt) {
  return about(opens("Repay", Verb::repay, task, Button::Look::primary), debt.number);
}

std::vector<Button> judge_buttons(const Task& task, const Gap& gap) {
  return {looking(runs("Confirm", numbered("confirm", task, gap.number)),
                  gap.state == Gap::State::supplied ? Button::Look::primary : Button::Look::normal),
          runs("Drop", numbered("drop", task, gap.number))};
}

std::vector<Button> consent_buttons(const Task& task, const Consent& consent) {
  const std::string allow = "allow " + task.key.value + " #" + std::to_string(consent.number);
  return {looking(runs("Allow", allow), Button::Look::primary),
          about(opens("Refuse", Verb::refuse, task, Button::Look::danger), consent.number)};
}

}  // namespace baton
