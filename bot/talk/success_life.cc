// What became of the task's life: taken back, started, blocked, waiting, dated.
#include "bot/talk/card_parts.h"
#include "bot/talk/owed_words.h"
#include "bot/talk/succeeding.h"
#include "bot/talk/text.h"

namespace baton {
namespace {

/// What was taken back, as the subject of a sentence.
const char* thing_of(Undoing what) {
  switch (what) {
    case Undoing::accept: return "Your acceptance of ";
    case Undoing::give_back: return "Your return of ";
    case Undoing::withdraw: return "Your withdrawal of the offer of ";
    case Undoing::take: return "Your taking of ";
    case Undoing::pass: return "Your passing on of ";
    case Undoing::wait: return "The waiting of ";
    case Undoing::block: return "The block of ";
    case Undoing::done: return "The end of ";
    case Undoing::cancel: return "The cancelling of ";
  }
  return "";
}

}  // namespace

void Succeeding::operator()(const Undo&) {
  const Undoing what = before_.undoable->what;
  const Handoff* offer = after_.offer();
  const bool offered_again =
      offer != nullptr && (before_.offer() == nullptr || what == Undoing::pass);
  headline(thing_of(what), bold(key()), " is taken back. ",
           offered_again ? "It is offered to " + voice_.name(offer->receiver) + " again. " : "",
           stands_now());
  std::size_t dropped = 0;
  for (const Gap& gap : before_.gaps) {
    dropped += gap.is_open() && !after_.gap(gap.number)->is_open() ? 1 : 0;
  }
  if (dropped > 0) {
    add("What you named as missing is dropped with it: ", counted(dropped, "gap"), ".");
  }
  add_halt();
  if (what != Undoing::wait) add("Whoever was told of it is told of this, too.");
  add_work();
}

void Succeeding::operator()(const Start&) {
  if (before_.started) {
    headline("Work on ", bold(key()), " has begun already. Nothing changed.");
  } else {
    headline("Work on ", bold(key()), " has begun. ", stands_now());
  }
  const std::vector<int> gaps = open_gaps(after_);
  if (!gaps.empty() && !before_.started) {
    card_.sections.push_back({"Still missing", gap_lines_with_mends(after_, gaps, voice_), {}});
  }
  add_buttons_of_now();
}

void Succeeding::operator()(const Block&) {
  const Handoff* offer = after_.offer();
  const Handoff* accepted = after_.latest_acceptance();
  headline(bold(key()), " is blocked: ", excerpt(text::one_line(after_.blocking->why)), ". ",
           stands_now());
  add("It is looked at again ", moment(after_.blocking->look_again),
      ". To end the block: ", command("unblock " + key()));
  std::vector<PersonId> told{after_.holder};
  if (offer != nullptr) {
    told.push_back(offer->receiver);
  } else if (accepted != nullptr) {
    told.push_back(accepted->sender);
  }
  for (const Person* person : agency().holders_of(coordinator_role)) told.push_back(person->id);
  add_told(std::move(told));
  card_.buttons = {act("Unblock", Verb::unblock, after_, Button::Look::normal)};
  add_undo();
}

void Succeeding::operator()(const Unblock&) {
  headline(bold(key()), " is no longer blocked. ", stands_now());
  add_work();
}

void Succeeding::operator()(const Wait&) {
  headline(bold(key()), " waits for the client until ", moment(after_.waiting->until), ". ",
           voice_.does(after_.holder, "still holds it.", "still hold it."));
  add("Why: ", excerpt(text::one_line(after_.waiting->why)));
  add(voice_.does(after_.holder, "is reminded before.", "are reminded before."),
      " New evidence ends the waiting, or ", command("resume " + key()));
  card_.buttons = {act("Resume", Verb::resume, after_, Button::Look::normal)};
  add_undo();
}

void Succeeding::operator()(const Resume&) {
  headline(bold(key()), " no longer waits for the client. ", holds_it());
  add_work();
}

void Succeeding::operator()(const Snooze&) {
  const PersonId& reminded = after_.holder;
  headline("Reminders of ", bold(key()), " to ", voice_.name(reminded), " wait until ",
           moment(after_.snoozed.at(reminded)), ". ", stands_now());
}

void Succeeding::operator()(const SetDue&) {
  if (before_.due == after_.due) {
    headline(bold(key()), " is due then already: ", moment(after_.due), ". Nothing changed.");
    return;
  }
  headline(bold(key()), " is due ", moment(after_.due), ". ", stands_now());
  if (before_.is_promised()) {
    add("Before it was ", moment(before_.due), ".");
  } else {
    add("It counts as promised to the client: another date takes a reason.");
  }
}

void Succeeding::operator()(const SetPriority& set) {
  const std::string priority(word_of(set.priority));
  if (before_.priority == after_.priority) {
    headline(bold(key()), " has ", priority, " priority already. Nothing changed.");
  } else {
    headline(bold(key()), " has ", priority, " priority now. ", stands_now());
  }
}

}  // namespace baton
