#include "bot/talk/card_kinds.h"
#include "core/time/timers.h"

namespace baton {
namespace {

/// What a reminder is about, as far as it still is; no lines: the matter is over.
struct Late {
  std::vector<Line> lines;
  std::vector<Button> buttons;
  Line hint = {};
};

/// Words a reminder, one member function a timer.
class Reminding {
 public:
  explicit Reminding(const Telling& told)
      : task_(told.task), number_(told.notice.detail), voice_(told.voice) {}

  Late late(const std::string& about) const {
    if (about == timer::acknowledge) return acknowledge();
    if (about == timer::answer) return answer();
    if (about == timer::wait) return wait();
    if (about == timer::look_again) return look_again();
    if (about == timer::gap) return gap();
    if (about == timer::debt) return debt();
    if (about == timer::due) return due();
    if (about == timer::stage) return stage();
    return {{say("Something is due: have a look.")}, {}};
  }

 private:
  const Handoff* open_offer(int number) const {
    const Handoff* offer = task_.offer();
    return offer != nullptr && offer->number == number ? offer : nullptr;
  }

  Late acknowledge() const {
    const Handoff* offer = open_offer(number_);
    if (offer == nullptr) return {};
    return {{say(bold(voice_.subject(offer->sender)), " offers it to you for ",
                 bold(goal_title(task_, *offer, voice_.agency())), ", and waits for your answer.")},
            decision_buttons(task_),
            say("Take it over, ask, or return it.")};
  }

  Late answer() const {
    const Handoff* offer = task_.offer();
    const Question* question = offer == nullptr ? nullptr : offer->open_question();
    if (question == nullptr || answer_number(*offer, *question) != number_) return {};
    return {{say(bold(voice_.subject(question->by)), " asked ", moment(question->at), ": ",
                 excerpt(question->text))},
            {answer_button(task_)},
            say("The offer waits for your answer. Or type ",
                command("answer " + task_.key.value + " <text>"))};
  }

  Late wait() const {
    if (!task_.waiting) return {};
    return {{say("Has the client answered?")},
            {resume_button(task_), opens("Wait longer", Verb::wait, task_, Button::Look::normal),
             snooze_button()},
            say("Go on with it, or wait longer: ",
                command("wait " + task_.key.value + " client <until> <why>"))};
  }

  Late look_again() const {
    if (!task_.blocking) return {};
    return {{say("Is it still blocked?")},
            {unblock_button(task_),
             opens("Still blocked", Verb::block, task_, Button::Look::normal), snooze_button()},
            say("Go on with it, or say what is in the way now: ",
                command("block " + task_.key.value + " <why>"))};
  }

  Late gap() const {
    Late late;
    const std::vector<const Gap*> gaps = gaps_due_with(task_, number_);
    for (const Gap* gap : gaps) {
      late.lines.push_back(say("You owe this. ", gap_line(*gap, voice_)));
      late.buttons.push_back(supply_button(task_, *gap));
      if (gaps.size() > 1) late.buttons.back().label += " gap " + std::to_string(gap->number);
    }
    if (gaps.empty()) return late;
    late.hint = say("Or type ", command("supply " + task_.key.value + " " +
                                        std::to_string(gaps.front()->number) + " <link or words>"));
    return late;
  }

  Late debt() const {
    const Workflow* workflow = workflow_of(task_, voice_.agency());
    Late late;
    const std::vector<const Debt*> debts = debts_due_with(task_, number_);
    for (const Debt* debt : debts) {
      late.lines.push_back(say("You owe this. ", debt_line(task_, *debt, voice_)));
      late.buttons.push_back(repay_button(task_, *debt));
      if (debts.size() > 1) late.buttons.back().label += " debt " + std::to_string(debt->number);
      const Requirement* requirement =
          workflow == nullptr ? nullptr : workflow->requirement(debt->requirement);
      if (requirement == nullptr || !late.hint.empty()) continue;
      late.hint = say("Or type ", command(supply_command(*requirement, task_.key)));
    }
    return late;
  }

  Late due() const {
    if (!task_.is_promised()) return {};
    std::vector<Button> buttons = holder_buttons(task_, voice_.agency());
    buttons.push_back(snooze_button());
    return {
        {promise_line(task_, voice_)},
        std::move(buttons),
        say("Another date takes a reason: ", command("due " + task_.key.value + " <when> <why>"))};
  }

  /// Of a reminder that the holder gets.
  [[nodiscard]] Button snooze_button() const {
    return opens("Snooze", Verb::snooze, task_, Button::Look::normal);
  }

  Late stage() const {
    const auto over = stage_due(task_, voice_.agency());
    if (!over) return {};
    std::vector<Button> buttons = holder_buttons(task_, voice_.agency());
    buttons.push_back(snooze_button());
    return {
        {say("You have it at ", bold(stage_title(task_, task_.stage, voice_.agency())), " since ",
             moment(task_.stage_since), ". The time for it was over ", moment(*over), ".")},
        std::move(buttons),
        say("Hand it over, or say what keeps you: ",
            command("block " + task_.key.value + " <why>"))};
  }

  const Task& task_;
  int number_;
  const Voice& voice_;
};

}  // namespace

Card reminder_message(const Telling& told) {
  Card card = begun(told, Card::Tone::bad);
  Late late;
  if (told.task.is_open()) late = Reminding(told).late(told.notice.text);
  std::vector<Line>& lines = card.sections.front().lines;
  if (late.lines.empty()) {
    card.tone = Card::Tone::ended;
    card.footer = say("What you were reminded of is settled.");
    return card;
  }
  for (Line& line : late.lines) lines.push_back(std::move(line));
  card.buttons = std::move(late.buttons);
  card.footer = std::move(late.hint);
  return card;
}

}  // namespace baton
