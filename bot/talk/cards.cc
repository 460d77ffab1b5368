#include "bot/talk/cards.h"

#include "bot/talk/card_parts.h"
#include "bot/talk/text.h"

namespace baton {
namespace {

void add(Card& card, Card::Section section) {
  if (section.lines.empty() && section.heading.empty() && section.buttons.empty()) return;
  card.sections.push_back(std::move(section));
}

/// The newest attempt on the card that handoff `number` stands on.
const Handoff* shown_on_card(const Task& task, int number) {
  const Handoff* named = task.handoff(number);
  const Handoff* shown = named;
  for (const Handoff& handoff : task.handoffs) {
    if (named != nullptr && handoff.card == named->card) shown = &handoff;
  }
  return shown;
}

/// Client, task, way, requirements and words of one handoff, under who holds the baton.
Card about(const Task& task, const Handoff& handoff, const Voice& voice) {
  Card card;
  card.tone = tone_of(task, handoff);
  card.headline = baton_line(task, handoff, voice);
  add(card, subject_of(task, handoff, voice));
  add(card, passed_of(task, handoff, voice));
  add(card, said_of(task, handoff, voice));
  return card;
}

bool is_open(const Task& task, const Handoff& handoff) {
  return task.offer() != nullptr && task.offer()->number == handoff.number;
}

Card channel_card(const Task& task, const Handoff& handoff, const Voice& voice) {
  Card card = about(task, handoff, voice);
  if (is_open(task, handoff)) card.buttons = decision_buttons(task);
  return card;
}

/// The receiver's message: the offer, and after acceptance the working card.
Card offer_message(const Task& task, const Handoff& handoff, const Voice& voice) {
  Card card = channel_card(task, handoff, voice);
  const bool works_on_it = handoff.outcome == Outcome::accepted && task.phase == Phase::idle &&
                           task.holder == handoff.receiver;
  if (!works_on_it) return card;
  const Workflow* workflow = workflow_of(task, voice.agency());
  const Stage* stage = workflow == nullptr ? nullptr : workflow->stage(task.stage);
  if (stage != nullptr && !stage->done_means.empty()) {
    add(card, {{}, {say("Done means: ", stage->done_means)}, {}});
  }
  for (Card::Section& section : next_sections(task, voice)) add(card, std::move(section));
  card.buttons = holder_buttons(task, voice.agency());
  return card;
}

Card sender_message(const Task& task, const Handoff& handoff, const Voice& voice) {
  Card card = about(task, handoff, voice);
  if (!is_open(task, handoff)) return card;
  if (handoff.open_question() != nullptr) {
    card.buttons.push_back(answer_button(task));
  }
  card.buttons.push_back(act("Withdraw", Verb::withdraw, task, Button::Look::danger));
  return card;
}

const Question* question_of(const Handoff& handoff, int number) {
  const Question* found = nullptr;
  for (const Question& question : handoff.questions) {
    if (question.number == number || number == 0) found = &question;
  }
  return found;
}

Card question_message(const Notice& notice, const Task& task, const Handoff& handoff,
                      const Voice& voice) {
  Card card;
  card.tone = tone_of(task, handoff);
  card.headline = baton_line(task, handoff, voice);
  const Question* question = question_of(handoff, notice.detail);
  Card::Section section{{}, {task_line(task)}, {}};
  if (question != nullptr) {
    section.lines.push_back(
        say(bold(voice.subject(question->by)), " asks: ", excerpt(question->text)));
    if (question->answered_by) {
      section.lines.push_back(say(bold(voice.subject(*question->answered_by)), " answered ",
                                  moment(question->answered_at), ": ", excerpt(question->answer)));
    }
  }
  add(card, std::move(section));
  const bool open = is_open(task, handoff) && question != nullptr && !question->answered_by;
  if (open) {
    card.buttons = {answer_button(task)};
    card.footer = say("Or type ", command("answer " + task.key.value + " <text>"));
  }
  return card;
}

Card answer_message(const Notice& notice, const Task& task, const Handoff& handoff,
                    const Voice& voice) {
  Card card = question_message(notice, task, handoff, voice);
  card.footer.clear();
  card.buttons = is_open(task, handoff) ? decision_buttons(task) : std::vector<Button>();
  return card;
}

Card returned_message(const Task& task, const Handoff& handoff, const Voice& voice) {
  Card card = about(task, handoff, voice);
  const bool to_be_mended = task.phase == Phase::idle && handoff.outcome == Outcome::returned &&
                            task.handoffs.back().number == handoff.number;
  if (!to_be_mended) return card;
  card.tone = Card::Tone::bad;
  card.buttons = {opens("Hand over", Verb::give, task, Button::Look::primary)};
  card.footer = say("Mend it, then offer it again: ", command("give " + task.key.value));
  return card;
}

/// To the receiver: nothing to do. To the sender, where somebody else ended it: what to do now.
Card offer_gone_message(const Notice& notice, const Task& task, const Handoff& handoff,
                        const Voice& voice) {
  Card card = about(task, handoff, voice);
  if (handoff.outcome != Outcome::withdrawn) return card;
  const bool to_sender = notice.person == handoff.sender;
  if (!to_sender) card.footer = say("You need not do anything.");
  const bool to_be_offered = to_sender && task.phase == Phase::idle &&
                             task.holder == handoff.sender &&
                             task.handoffs.back().number == handoff.number;
  if (!to_be_offered) return card;
  for (Card::Section& section : next_sections(task, voice)) add(card, std::move(section));
  card.buttons = holder_buttons(task, voice.agency());
  return card;
}

/// Approvals that the next gates ask for and that do not stand, with how to give them again.
Card approval_lapsed_message(const Notice& notice, const Task& task, const Voice& voice) {
  Card card;
  card.tone = Card::Tone::bad;
  card.headline = task.offer() != nullptr
                      ? baton_line(task, *task.offer(), voice)
                      : say(holder_line(task, voice), " · an approval no longer stands");
  const std::string approval = notice.text.empty() ? std::string("An approval")
                                                   : label_of(task, {notice.text}, voice.agency());
  add(card, {{},
             {task_line(task), say(bold(approval),
                                   " no longer stands: what it was given for has "
                                   "been changed.")},
             {}});
  std::vector<Missing> lacking;
  for (const NextStep& step : next_steps(task, voice.agency())) {
    for (Missing& item : missing(*step.gate, task, task.holder)) {
      if (item.kind == RequirementKind::approval) lacking.push_back(std::move(item));
    }
  }
  if (!lacking.empty()) {
    add(card, {"To be approved again", missing_lines(lacking, task, voice), {}});
  }
  card.footer = say("See it all: ", command("show " + task.key.value));
  return card;
}

Card third_return_message(const Task& task, const Handoff& handoff, const Voice& voice) {
  Card card;
  card.tone = Card::Tone::bad;
  card.headline = baton_line(task, handoff, voice);
  std::vector<Line> returns;
  for (const Handoff& each : task.handoffs) {
    if (each.transition != handoff.transition || each.outcome != Outcome::returned) continue;
    Line line = ending_line(each, voice);
    if (!each.words.empty()) line.push_back(plain(" · " + excerpt(each.words)));
    returns.push_back(std::move(line));
  }
  add(card,
      {{},
       {task_line(task), say("Returned ", std::to_string(returns.size()), " times on the way to ",
                             bold(target_title(task, handoff.transition, voice.agency())),
                             ". It may need your help.")},
       {}});
  add(card, {"Returns", std::move(returns), {}});
  card.footer = say("See it all: ", command("history " + task.key.value));
  return card;
}

Card ended_message(const Task& task, const Voice& voice) {
  Card card;
  card.tone = tone_of(task, {});
  card.headline = baton_line(task, {}, voice);
  Card::Section section{{}, {task_line(task)}, {}};
  if (!task.end_reason.empty()) section.lines.push_back(say("Why: ", excerpt(task.end_reason)));
  add(card, std::move(section));
  return card;
}

/// A line to a person that is about no handoff.
Card plain_message(const Notice& notice, const Task& task) {
  Card card;
  card.tone = Card::Tone::bad;
  card.headline = say(notice.text.empty() ? "A message could not be delivered." : notice.text);
  if (task.phase == Phase::absent) return card;
  add(card, {{}, {task_line(task)}, {}});
  card.footer = say("See it all: ", command("show " + task.key.value));
  return card;
}

/// Nothing is known of the handoff: the task alone.
Card task_only(const Notice& notice, const Task& task) {
  Card card;
  card.headline = say(bold(notice.task.value));
  if (task.phase != Phase::absent) card.headline = task_line(task);
  card.footer = say("See it all: ", command("show " + notice.task.value));
  return card;
}

}  // namespace

Card card_of(const Notice& notice, const Task& task, const Agency& agency, TimePoint now) {
  const Voice voice(agency, now);
  switch (notice.kind) {
    case NoticeKind::undeliverable:
    case NoticeKind::stranger: return plain_message(notice, task);
    case NoticeKind::approval_lapsed:
      return task.is_open() ? approval_lapsed_message(notice, task, voice)
                            : ended_message(task, voice);
    case NoticeKind::ended:
      return task.is_open() ? task_only(notice, task) : ended_message(task, voice);
    default: break;
  }
  const bool is_card = notice.kind == NoticeKind::card || notice.kind == NoticeKind::former_card;
  const Handoff* handoff =
      is_card ? shown_on_card(task, notice.handoff) : task.handoff(notice.handoff);
  if (handoff == nullptr) return task_only(notice, task);
  switch (notice.kind) {
    case NoticeKind::card:
    case NoticeKind::former_card: return channel_card(task, *handoff, voice);
    case NoticeKind::offer: return offer_message(task, *handoff, voice);
    case NoticeKind::sender_copy: return sender_message(task, *handoff, voice);
    case NoticeKind::question: return question_message(notice, task, *handoff, voice);
    case NoticeKind::answer: return answer_message(notice, task, *handoff, voice);
    case NoticeKind::returned: return returned_message(task, *handoff, voice);
    case NoticeKind::offer_gone: return offer_gone_message(notice, task, *handoff, voice);
    case NoticeKind::third_return: return third_return_message(task, *handoff, voice);
    case NoticeKind::approval_lapsed:
    case NoticeKind::ended:
    case NoticeKind::undeliverable:
    case NoticeKind::stranger: break;
    default: break;
  }
  return task_only(notice, task);
}

void mark_repeat(Card& card) {
  if (!card.footer.empty()) card.footer.push_back(plain(" · "));
  card.footer.push_back(plain("This may be a repeat."));
}

}  // namespace baton
