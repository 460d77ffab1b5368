// What became of an offer, from its making to its end.
#include <algorithm>

#include "bot/talk/card_parts.h"
#include "bot/talk/owed_words.h"
#include "bot/talk/succeeding.h"
#include "bot/talk/supply.h"
#include "bot/talk/text.h"
#include "core/machine/receiver.h"
#include "core/machine/table.h"

namespace baton {
namespace {

constexpr std::size_t title_shown_max = 200;

/// " · due 3 Dec 2026 15:00" as promised to the client; else " · by Thu 3 Dec 15:00 Berlin (14:00
/// London)", the one date that came with the offer, on the clocks of both.
Line due_words(const Task& task, const Transition* way, const Agency& agency) {
  if (task.is_promised()) return say(" · due ", moment(task.due));
  if (way == nullptr) return {};
  std::vector<std::string> dates;
  for (const Requirement& item : way->gate.requirements) {
    const bool dated = item.kind == RequirementKind::field &&
                       (item.type == FieldType::date || item.type == FieldType::datetime);
    const auto answer = task.answers.find(item.id);
    const bool told = dated && answer != task.answers.end() && !answer->second.values.empty();
    if (!told) continue;
    dates.push_back(value_in_both(item, answer->second.values.front(), answer->second.by,
                                  works_with(task), agency));
  }
  return dates.size() == 1 ? say(" · by ", dates.front()) : Line();
}

}  // namespace

void Succeeding::operator()(const Give&) { offered(); }

void Succeeding::offered() {
  const Handoff& handoff = after_.handoffs.back();
  if (handoff.outcome == Outcome::accepted) {  // to oneself
    headline(bold(key()), " is in ", bold(stage()), " now. ", holds_it());
    add_next();
    card_.buttons = working_buttons(after_, agency());
    return;
  }
  const bool is_new = std::holds_alternative<StartNew>(handled_.command.action);
  if (is_new) {
    const std::string title = text::clip(text::one_line(after_.title), title_shown_max);
    headline(bold(key()), " is offered to ", bold(voice_.name(handoff.receiver)), ": ", title,
             due_words(after_, way_of(handoff), agency()), ". ",
             voice_.does(after_.holder, "holds it", "hold it"), " until ",
             accepts(handoff.receiver), ".");
  } else {
    headline(bold(key()), handoff.urgent ? " is offered urgently to " : " is offered to ",
             bold(voice_.name(handoff.receiver)), ". ", stands_now());
  }
  add_offer_lines(handoff);
  add_buttons_of_now();
  const std::vector<PersonId> may =
      people_of(Who::holder, Verb::withdraw, after_, agency(), nullptr);
  if (std::ranges::find(may, actor()) != may.end()) {  // also a coordinator
    add_once(act("Withdraw", Verb::withdraw, after_, Button::Look::normal));
  }
}

void Succeeding::add_offer_lines(const Handoff& handoff) {
  add("On the way to ", target_title(after_, handoff.transition, agency()),
      handoff.attempt > 1 ? " · " + text::ordinal(handoff.attempt) + " offer" : std::string());
  if (handoff.stand_in) {
    const Transition* way = way_of(handoff);
    const bool of_nobody =
        way != nullptr && candidates_for(way->receiver, after_, agency()).empty();
    add(voice_.does(handoff.receiver, "stands in", "stand in"),
        of_nobody ? ": nobody has the role" : ": the role is somebody else's",
        ". It is recorded so.");
  }
  if (const Handoff* old = before_.offer()) {
    add("The offer to ", voice_.name(old->receiver), " is withdrawn.");
  }
}

void Succeeding::operator()(const Accept&) {
  const std::size_t named = after_.gaps.size() - before_.gaps.size();
  Line holds = say(voice_.does(after_.holder, "holds ", "hold "), bold(key()), " now");
  if (named > 0) {
    const PersonId& owner = after_.gaps.back().owner;
    holds.push_back(
        plain("; " + voice_.does(owner, "owes", "owe") + " you " + counted(named, "thing")));
  }
  holds.push_back(plain("."));
  entered(std::move(holds));
  add_gaps_named();
  add_next();
  add_buttons_of_now();
  add_undo();
}

void Succeeding::entered(Line headline) {
  card_.headline = std::move(headline);
  lines_.push_back(say(task_line(after_), " · ", stage()));
  const Workflow* workflow = workflow_of(after_, agency());
  const Stage* here = workflow == nullptr ? nullptr : workflow->stage(after_.stage);
  if (here != nullptr && !here->done_means.empty()) add("Done means: ", here->done_means);
  add_halt();
}

void Succeeding::add_gaps_named() {
  Card::Section section;
  bool waits = false;
  for (std::size_t index = before_.gaps.size(); index < after_.gaps.size(); ++index) {
    const Gap& gap = after_.gaps[index];
    waits = waits || gap.before_start;
    if (section.heading.empty()) section.heading = "What " + voice_.name(gap.owner) + " owes you";
    section.lines.push_back(say("Gap ", std::to_string(gap.number), ": ",
                                bold(text::clip(text::one_line(gap.what), title_shown_max)),
                                " · due ", moment(gap.due),
                                gap.before_start ? " · work waits for it" : ""));
  }
  if (section.lines.empty()) return;
  section.lines.push_back(say("You are told when something is supplied, and confirm it. ",
                              waits ? "To begin before that: " : "Until then you can begin: ",
                              command("start " + key() + (waits ? " anyway" : ""))));
  card_.sections.push_back(std::move(section));
}

void Succeeding::operator()(const GiveBack&) {
  const Handoff& handoff = after_.handoffs.back();
  if (handoff.back_of != 0 && handoff.is_open()) return offered_back(handoff);
  headline(bold(key()), " is returned to ", bold(voice_.name(handoff.sender)), ". ",
           voice_.does(after_.holder, "still holds it", "still hold it"), ".");
  Line reason = say("Reason: ", text::humanised(handoff.reason));
  if (!handoff.words.empty()) reason.push_back(plain(" · " + excerpt(handoff.words)));
  lines_.push_back(std::move(reason));
  add_undo();
}

void Succeeding::offered_back(const Handoff& handoff) {
  headline(bold(key()), " is offered back to ", bold(voice_.name(handoff.receiver)), ". ",
           stands_now());
  if (const Transition* way = way_of(handoff)) {
    add("On the way back to ", stage_title(after_, way->from, agency()));
  }
  Line reason = say("Reason: ", text::humanised(handoff.reason));
  if (!handoff.words.empty()) reason.push_back(plain(" · " + excerpt(handoff.words)));
  lines_.push_back(std::move(reason));
  add_buttons_of_now();
}

void Succeeding::operator()(const Ask&) {
  const Handoff& handoff = after_.handoffs.back();
  headline("Your question on ", bold(key()), " goes to ", voice_.name(handoff.sender),
           ". The offer stays open.");
  if (const Question* question = handoff.open_question()) {
    add("“", excerpt(question->text), "”");
  }
}

void Succeeding::operator()(const AnswerQuestion&) {
  const Handoff& handoff = after_.handoffs.back();
  headline("Your answer on ", bold(key()), " goes to ", voice_.name(handoff.receiver),
           ". The offer is still open.");
}

void Succeeding::operator()(const Withdraw&) {
  const Handoff& handoff = after_.handoffs.back();
  headline("The offer of ", bold(key()), " to ", voice_.name(handoff.receiver), " is withdrawn. ",
           holds_it());
  add_halt();
  add_buttons_of_now();
  add_undo();
}

void Succeeding::operator()(const Take&) {
  if (asked_now() != nullptr) return asked_for_consent();
  entered(say("You have taken ", bold(key()), ": you hold it now."));
  if (const Handoff* offer = before_.offer()) {
    add("It was offered to ", voice_.name(offer->receiver), ".");
    add_told({offer->receiver, offer->sender});
  } else {
    add(voice_.subject(before_.holder), " held it, and has left.");
  }
  add_next();
  add_buttons_of_now();
  add_undo();
}

void Succeeding::operator()(const Pass&) {
  const Handoff& handoff = after_.handoffs.back();
  headline(bold(key()), " is passed on: it is offered to ", bold(voice_.name(handoff.receiver)),
           " now. ", stands_now());
  add_told({handoff.sender});
  if (std::ssize(handoff.passings) >= passes_max) {
    add("It cannot be passed on again: ", voice_.name(handoff.receiver), " accepts or returns it.");
  } else {
    add("It can be passed on once more.");
  }
  add_undo();
}

}  // namespace baton
