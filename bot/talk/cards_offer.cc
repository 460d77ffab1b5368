#include <algorithm>

#include "bot/talk/card_kinds.h"
#include "bot/talk/text.h"
#include "core/time/timers.h"

namespace baton {
namespace {

bool is_open(const Task& task, const Handoff& handoff) {
  return task.offer() != nullptr && task.offer()->number == handoff.number;
}

const Question* question_of(const Handoff& handoff, int number) {
  const Question* found = nullptr;
  for (const Question& question : handoff.questions) {
    if (question.number == number || number == 0) found = &question;
  }
  return found;
}

/// Who passed the offer on, or had it taken from them.
PersonId former_receiver(const Handoff& handoff) {
  return handoff.passings.empty() ? PersonId() : handoff.passings.back().from;
}

}  // namespace

Card about(const Task& task, const Handoff& handoff, const Voice& voice) {
  Card card;
  card.tone = tone_of(task, handoff);
  card.headline = baton_line(task, handoff, voice);
  if (!task.moved_to.empty()) {  // its content is none of this client's channel
    add(card, {{}, {say(bold(task.key.value))}, {}});
    return card;
  }
  add(card, subject_of(task, handoff, voice));
  add(card, passed_of(task, handoff, voice));
  add(card, said_of(task, handoff, voice));
  add(card, tracks_of(task));
  return card;
}

Card channel_card(const Telling& told, const Handoff& handoff) {
  const auto& [notice, task, voice] = told;
  Card card = about(task, handoff, voice);
  if (!task.moved_to.empty()) return card;
  add(card, owed_of(task, handoff, voice));
  if (!has_moved_on(task, handoff)) add(card, undo_section(task, voice));
  if (is_open(task, handoff)) card.buttons = channel_buttons(task, voice.agency());
  return card;
}

void add_work(Card& card, const Task& task, const Handoff* handoff, const Voice& voice) {
  const Workflow* workflow = workflow_of(task, voice.agency());
  const Stage* stage = workflow == nullptr ? nullptr : workflow->stage(task.stage);
  Card::Section goal;
  if (stage != nullptr && !stage->done_means.empty()) {
    goal.lines.push_back(say("Done means: ", stage->done_means));
  }
  if (const auto due = stage_due(task, voice.agency())) {
    goal.lines.push_back(say("To be done by ", moment(*due)));
  }
  add(card, std::move(goal));
  for (Card::Section& section : judged_sections(task, handoff, voice)) {
    add(card, std::move(section));
  }
  for (Card::Section& section : next_sections(task, voice)) add(card, std::move(section));
  card.buttons = working_buttons(task, voice.agency());
}

Card offer_message(const Telling& told, const Handoff& handoff) {
  const auto& [notice, task, voice] = told;
  Card card = about(task, handoff, voice);
  if (!task.moved_to.empty()) return card;
  // Who was offered it twice works with the newer message.
  const bool is_newest = notice.slot.empty() || notice.person.empty() ||
                         notice.slot == offer_slot(task, handoff, notice.person);
  const bool is_theirs = is_newest && (notice.person.empty() || notice.person == handoff.receiver);
  const Handoff* work = worked_on(task);
  if (is_theirs && work != nullptr && work->number == handoff.number) {
    add_work(card, task, &handoff, voice);
  } else {
    add(card, owed_of(task, handoff, voice));
  }
  if (is_theirs && is_open(task, handoff)) {
    card.buttons = decision_buttons(task);
    if (task.blocking) card.buttons.push_back(unblock_button(task));
  }
  if (!is_newest) {
    card.footer = say("You were offered it again since: see the newer message.");
  } else if (!is_theirs) {
    card.footer = say("It is with ", voice.name(handoff.receiver), ": you need not do anything.");
  }
  if (!has_moved_on(task, handoff)) add_undo(card, task, notice.person, voice);
  return card;
}

Card sender_message(const Telling& told, const Handoff& handoff) {
  const auto& [notice, task, voice] = told;
  Card card = about(task, handoff, voice);
  if (!task.moved_to.empty()) return card;
  add(card, owed_of(task, handoff, voice));
  if (is_open(task, handoff)) card.buttons = sender_buttons(task);
  if (!has_moved_on(task, handoff)) add_undo(card, task, notice.person, voice);
  return card;
}

Card question_message(const Telling& told, const Handoff& handoff) {
  const auto& [notice, task, voice] = told;
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

Card answer_message(const Telling& told, const Handoff& handoff) {
  Card card = question_message(told, handoff);
  card.footer.clear();
  const bool decides = is_open(told.task, handoff) && told.notice.person == handoff.receiver;
  card.buttons = decides ? decision_buttons(told.task) : std::vector<Button>();
  return card;
}

Card returned_message(const Telling& told, const Handoff& handoff) {
  const auto& [notice, task, voice] = told;
  Card card = about(task, handoff, voice);
  const bool to_be_mended = task.phase == Phase::idle && handoff.outcome == Outcome::returned &&
                            task.handoffs.back().number == handoff.number;
  if (!to_be_mended) return card;
  card.tone = Card::Tone::bad;
  card.buttons = working_buttons(task, voice.agency());
  card.footer = handoff.back_of == 0
                    ? say("Mend it, then offer it again: ", command("give " + task.key.value))
                    : say("It was not taken back. Go on with it, or talk to ",
                          voice.name(handoff.settled_by), ".");
  return card;
}

Card offer_gone_message(const Telling& told, const Handoff& handoff) {
  const auto& [notice, task, voice] = told;
  Card card = about(task, handoff, voice);
  if (handoff.outcome != Outcome::withdrawn) return card;
  const bool to_sender = notice.person == handoff.sender;
  // To the receiver: nothing to do. To the sender, where somebody else ended it: what to do now.
  if (!to_sender) card.footer = say("You need not do anything.");
  const bool to_be_offered = to_sender && task.phase == Phase::idle &&
                             task.holder == handoff.sender &&
                             task.handoffs.back().number == handoff.number;
  if (!to_be_offered) return card;
  for (Card::Section& section : next_sections(task, voice)) add(card, std::move(section));
  card.buttons = working_buttons(task, voice.agency());
  return card;
}

Card third_return_message(const Telling& told, const Handoff& handoff) {
  const auto& [notice, task, voice] = told;
  Card card;
  card.tone = Card::Tone::bad;
  card.headline = baton_line(task, handoff, voice);
  std::vector<Line> returns;
  for (const Handoff& each : task.handoffs) {
    if (each.transition != handoff.transition || each.outcome != Outcome::returned) continue;
    if (each.back_of != 0) continue;
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
  card.footer = see_it_all(told, "history");
  return card;
}

Card passed_message(const Telling& told, const Handoff& handoff) {
  const auto& [notice, task, voice] = told;
  Card card = begun(told, tone_of(task, handoff));
  card.headline = baton_line(task, handoff, voice);
  const PersonId by = former_receiver(handoff);
  card.sections.front().lines.push_back(
      by.empty() ? say("Your offer is with ", bold(voice.name(handoff.receiver)), ".")
                 : say(bold(voice.subject(by)), " passed your offer on to ",
                       bold(voice.name(handoff.receiver)), "."));
  if (is_open(task, handoff)) card.footer = say("You can withdraw it as before.");
  return card;
}

}  // namespace baton
