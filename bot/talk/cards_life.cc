#include <algorithm>

#include "bot/talk/card_kinds.h"
#include "core/machine/table.h"

namespace baton {
namespace {

bool may(Who who, Verb verb, const Telling& told) {
  const std::vector<PersonId> people =
      people_of(who, verb, told.task, told.voice.agency(), nullptr);
  return std::ranges::find(people, told.notice.person) != people.end();
}

}  // namespace

Card begun(const Telling& told, Card::Tone tone) {
  Card card;
  card.tone = tone;
  card.headline = standing_line(told.task, told.voice);
  card.sections.push_back({{}, {task_line(told.task)}, {}});
  return card;
}

Line see_it_all(const Telling& told, std::string_view view) {
  return say("See it all: ", command(std::string(view) + " " + told.notice.task.value));
}

Card baton_message(const Telling& told) {
  const auto& [notice, task, voice] = told;
  const bool holds = task.is_open() && notice.person == task.holder;
  Card card = begun(told, standing_tone(task));
  if (holds && card.tone == Card::Tone::neutral) card.tone = Card::Tone::good;
  if (!holds && task.is_open()) card.tone = Card::Tone::ended;
  std::vector<Line>& lines = card.sections.front().lines;
  if (task.is_open()) {
    lines.push_back(say("At ", bold(stage_title(task, task.stage, voice.agency())), " since ",
                        moment(task.stage_since)));
    if (Line promise = promise_line(task, voice); !promise.empty()) {
      lines.push_back(std::move(promise));
    }
  }
  if (holds && task.offer() == nullptr) {
    add(card, tracks_of(task));
    add_work(card, task, nullptr, voice);
  }
  if (!holds && task.is_open()) {
    card.footer = say("It is with ", voice.name(task.holder), ": you need not do anything.");
  }
  add_undo(card, task, notice.person, voice);
  return card;
}

Card taken_message(const Telling& told) {
  const auto& [notice, task, voice] = told;
  Card card = begun(told, Card::Tone::ended);
  const Handoff* handoff = task.handoff(notice.handoff);
  const bool was_offered = task.held_since == 0 && handoff != nullptr;
  const PersonId& taker = was_offered ? handoff->receiver : task.holder;
  std::vector<Line>& lines = card.sections.front().lines;
  if (!was_offered) {
    lines.push_back(say(bold(voice.subject(taker)), " has taken it over from you."));
  } else if (notice.person == handoff->sender) {
    lines.push_back(say(bold(voice.subject(taker)), " has taken what you offered."));
  } else {
    lines.push_back(say(bold(voice.subject(taker)), " has taken what was offered to you."));
  }
  card.footer = say("You need not do anything.");
  return card;
}

Card blocked_message(const Telling& told) {
  const auto& [notice, task, voice] = told;
  Card card = begun(told, task.blocking ? Card::Tone::bad : Card::Tone::ended);
  std::vector<Line>& lines = card.sections.front().lines;
  if (!task.blocking) {
    lines.push_back(say("It was blocked, and is not any more."));
    return card;
  }
  const Blocking& blocking = *task.blocking;
  if (excerpt(blocking.why) != short_excerpt(blocking.why)) {
    lines.push_back(say("Why: ", excerpt(blocking.why)));  // the headline has no room for it
  }
  lines.push_back(say(bold(voice.subject(blocking.by)), " said so · to be looked at again ",
                      moment(blocking.look_again)));
  if (may(Who::either_side, Verb::unblock, told)) card.buttons = {unblock_button(task)};
  card.footer = see_it_all(told);
  return card;
}

Card undone_message(const Telling& told) {
  const auto& [notice, task, voice] = told;
  Card card = begun(told, Card::Tone::waiting);
  const std::string by =
      notice.actor.empty() ? std::string("Somebody") : voice.subject(notice.actor);
  card.sections.front().lines.push_back(
      say(bold(by), " took back ", taken_back(notice.text), ": it stands as it did before."));
  card.footer = see_it_all(told);
  return card;
}

Card moved_message(const Telling& told) {
  const Task& task = told.task;
  if (task.moved_to.empty()) return task_only(told);
  Card card = begun(told, Card::Tone::ended);
  card.sections.front().lines.push_back(
      say("What was supplied has come along. Approvals have not: they are to be given again."));
  card.buttons = {runs("Show " + task.moved_to.value, "show " + task.moved_to.value)};
  card.footer = say("See it: ", command("show " + task.moved_to.value));
  return card;
}

Card ended_message(const Telling& told) {
  const Task& task = told.task;
  if (task.is_open()) return task_only(told);
  Card card = begun(told, tone_of(task, {}));
  if (!task.end_reason.empty()) {
    card.sections.front().lines.push_back(say("Why: ", excerpt(task.end_reason)));
  }
  return card;
}

Card approval_lapsed_message(const Telling& told) {
  const auto& [notice, task, voice] = told;
  if (!task.is_open()) return ended_message(told);
  Card card = begun(told, Card::Tone::bad);
  if (task.offer() == nullptr) {
    card.headline = say(card.headline, " · an approval no longer stands");
  }
  const std::string approval = notice.text.empty() ? std::string("An approval")
                                                   : label_of(task, {notice.text}, voice.agency());
  card.sections.front().lines.push_back(
      say(bold(approval), " no longer stands: what it was given for has been changed."));
  std::vector<Missing> lacking;
  for (const NextStep& step : next_steps(task, voice.agency())) {
    for (Missing& item : missing(*step.gate, task, task.holder)) {
      if (item.kind == RequirementKind::approval) lacking.push_back(std::move(item));
    }
  }
  if (!lacking.empty()) {
    add(card, {"To be approved again", missing_lines(lacking, task, voice), {}});
  }
  card.footer = see_it_all(told);
  return card;
}

Card plain_message(const Telling& told) {
  const auto& [notice, task, voice] = told;
  Card card;
  card.tone = Card::Tone::bad;
  card.headline = say(notice.text.empty() ? "A message could not be delivered." : notice.text);
  if (task.phase == Phase::absent) return card;
  add(card, {{}, {task_line(task)}, {}});
  card.footer = see_it_all(told);
  return card;
}

Card task_only(const Telling& told) {
  Card card;
  card.headline = say(bold(told.notice.task.value));
  if (told.task.phase != Phase::absent) card.headline = task_line(told.task);
  card.footer = see_it_all(told);
  return card;
}

}  // namespace baton
