#include <algorithm>

#include "bot/talk/card_kinds.h"
#include "bot/talk/owed_words.h"
#include "bot/talk/text.h"
#include "core/model/numbered.h"
#include "core/time/timers.h"

namespace baton {
namespace {

/// The way that an override would go, or nullptr where it is not clear.
const Transition* way_of(const Consent& consent, const Task& task, const Agency& agency) {
  const Workflow* workflow = workflow_of(task, agency);
  if (workflow == nullptr) return nullptr;
  const std::vector<const Transition*> ways = workflow->from(task.stage);
  const Transition* forward = nullptr;
  for (const Transition* way : ways) {
    if (way->to == consent.to) return way;
    if (!workflow->is_forward(*way)) continue;
    if (forward != nullptr) return nullptr;
    forward = way;
  }
  if (!consent.to.empty()) return nullptr;
  return forward == nullptr && ways.size() == 1 ? ways.front() : forward;
}

/// What is asked, and what a yes would skip.
std::vector<Line> asked_lines(const Consent& consent, const Task& task, const Voice& voice) {
  std::vector<Line> lines;
  const std::string by = voice.subject(consent.by);
  if (consent.kind == Consent::Kind::take) {
    lines.push_back(say(bold(by), " asks to take this over."));
  } else {
    const Transition* way = way_of(consent, task, voice.agency());
    Line line = say(bold(by), " asks to offer it at once");
    if (way != nullptr) {
      line = say(line, " for ", bold(stage_title(task, way->to, voice.agency())));
    }
    if (!consent.receiver.empty()) line = say(line, " to ", bold(voice.name(consent.receiver)));
    lines.push_back(say(line, ", although not everything is there."));
    std::vector<std::string> skipped;
    if (way != nullptr && consent.state == Consent::State::asked) {
      for (const Missing& item : missing(way->gate, task, task.holder)) {
        skipped.push_back(label_of(task, item.id, voice.agency()));
      }
    }
    if (!skipped.empty()) {
      lines.push_back(say("A yes skips, and leaves owed: ", text::joined(skipped)));
    }
  }
  if (!consent.words.empty()) lines.push_back(say("Why: ", excerpt(consent.words)));
  return lines;
}

Line answer_line(const Consent& consent, const Task& task, const Voice& voice) {
  const std::string who = voice.subject(consent.settled_by);
  switch (consent.state) {
    case Consent::State::asked: return {};
    case Consent::State::allowed:
      return say(bold(who), " said yes ", moment(consent.settled_at), ".");
    case Consent::State::refused: {
      Line line = say(bold(who), " said no ", moment(consent.settled_at));
      return consent.why.empty() ? say(line, ".") : say(line, ": ", excerpt(consent.why));
    }
    case Consent::State::lapsed: break;
  }
  return say(task.is_open() ? "It went on without an answer."
                            : "The task ended without an answer.");
}

}  // namespace

Card gaps_message(const Telling& told) {
  const auto& [notice, task, voice] = told;
  const std::vector<const Gap*> gaps = gaps_named_with(task, notice.detail);
  if (gaps.empty()) return task_only(told);
  Card card = begun(told, Card::Tone::bad);
  const auto is_owed = [](const Gap* gap) { return gap->state == Gap::State::open; };
  const auto is_open = [](const Gap* gap) { return gap->is_open(); };
  const auto owed = static_cast<std::size_t>(std::ranges::count_if(gaps, is_owed));
  const bool is_over = std::ranges::none_of(gaps, is_open) || !task.is_open();
  if (owed == 0) card.tone = is_over ? Card::Tone::ended : Card::Tone::waiting;
  if (!task.is_open()) card.tone = Card::Tone::ended;
  const bool to_supply = owed > 0 && task.is_open();
  if (to_supply)
    card.headline = say(card.headline, " · ", bold("you owe " + counted(owed, "thing")));
  card.sections.front().lines.push_back(say(bold(voice.subject(gaps.front()->by)), " named ",
                                            gaps.size() == 1 ? "a gap" : "gaps",
                                            " in what you handed over."));
  std::string example;
  for (const Gap* gap : gaps) {
    Card::Section section{{}, {gap_line(*gap, voice)}, {}};
    if (to_supply && is_owed(gap)) {
      section.buttons.push_back(supply_button(task, *gap));
      if (example.empty()) example = std::to_string(gap->number);
    }
    add(card, std::move(section));
  }
  if (to_supply) {
    card.footer =
        say("Or type ", command("supply " + task.key.value + " " + example + " <link or words>"));
  } else if (is_over) {
    card.footer = say("You owe nothing of it any more.");
  }
  return card;
}

Card gap_supplied_message(const Telling& told) {
  const auto& [notice, task, voice] = told;
  const Gap* gap = task.gap(notice.detail);
  if (gap == nullptr) return task_only(told);
  const bool to_be_judged = gap->state == Gap::State::supplied && task.is_open();
  Card card = begun(told, to_be_judged ? Card::Tone::waiting : Card::Tone::ended);
  card.sections.front().lines.push_back(gap_line(*gap, voice));
  if (!to_be_judged) return card;
  card.buttons = judge_buttons(task, *gap);
  card.footer =
      say("Is it what you need? Without an answer it counts as confirmed after a "
          "working day.");
  return card;
}

Card gap_dropped_message(const Telling& told) {
  const auto& [notice, task, voice] = told;
  const Gap* gap = task.gap(notice.detail);
  if (gap == nullptr) return task_only(told);
  Card card = begun(told, Card::Tone::ended);
  card.sections.front().lines.push_back(gap_line(*gap, voice));
  if (!gap->is_open()) card.footer = say("You do not owe it any more.");
  return card;
}

Card consent_message(const Telling& told) {
  const auto& [notice, task, voice] = told;
  const Consent* consent = numbered(task.consents, notice.detail);
  if (consent == nullptr) return task_only(told);
  const bool is_asked = consent->state == Consent::State::asked && task.is_open();
  Card card = begun(told, is_asked ? Card::Tone::waiting : Card::Tone::ended);
  std::vector<Line>& lines = card.sections.front().lines;
  for (Line& line : asked_lines(*consent, task, voice)) lines.push_back(std::move(line));
  if (is_asked && notice.person != consent->asked) {
    card.tone = Card::Tone::ended;
    lines.push_back(
        say("It was not answered in time: ", bold(voice.name(consent->asked)), " is asked now."));
    return card;
  }
  if (!is_asked) {
    if (Line answer = answer_line(*consent, task, voice); !answer.empty()) {
      lines.push_back(std::move(answer));
    }
    return card;
  }
  card.buttons = consent_buttons(task, *consent);
  const std::string on = " " + task.key.value + " #" + std::to_string(consent->number);
  card.footer = say("Or type ", command("allow" + on), " or ", command("refuse" + on + " [why]"));
  return card;
}

Card consent_settled_message(const Telling& told) {
  const auto& [notice, task, voice] = told;
  const Consent* consent = numbered(task.consents, notice.detail);
  if (consent == nullptr) return task_only(told);
  const bool allowed = consent->state == Consent::State::allowed;
  Card card = begun(told, allowed ? Card::Tone::good : Card::Tone::bad);
  std::vector<Line>& lines = card.sections.front().lines;
  const char* const asked = consent->kind == Consent::Kind::take
                                ? "You asked to take this over."
                                : "You asked to offer it although not everything is there.";
  lines.push_back(say(asked, " ", answer_line(*consent, task, voice)));
  card.footer = see_it_all(told);
  return card;
}

}  // namespace baton
