// The task waits, is blocked, or has nothing that could be ended or taken back.
#include <algorithm>

#include "bot/talk/card_parts.h"
#include "bot/talk/lookup.h"
#include "bot/talk/owed_words.h"
#include "bot/talk/refusing.h"
#include "bot/talk/text.h"
#include "core/model/overloaded.h"

namespace baton {

void Refusing::resume_first() {
  headline(bold(key()), " waits for the client. End the waiting first. ", present());
  add_halt(Verb::resume, "Resume");
}

void Refusing::unblock_first() {
  headline(bold(key()), " is blocked. End the block first. ", present());
  add_halt(Verb::unblock, "Unblock");
}

void Refusing::add_halt(Verb ends, const char* label) {
  if (Line line = halt_line(task_, voice_); !line.empty()) lines_.push_back(std::move(line));
  if (!may(ends)) {
    const std::vector<PersonId> who = who_may(ends);
    if (!who.empty()) add(voice_.any_of(who), " can end it: ", command(to_type(ends)));
    return;
  }
  add("Type ", command(to_type(ends)), ", then ", command(to_type(verb())));
  card_.buttons = {act(label, ends, task_, Button::Look::normal)};
}

void Refusing::not_waiting() {
  card_.tone = Card::Tone::neutral;
  headline(bold(key()), " does not wait for the client. Nothing changed. ", present());
}

void Refusing::not_blocked() {
  card_.tone = Card::Tone::neutral;
  headline(bold(key()), " is not blocked. Nothing changed. ", present());
}

void Refusing::not_ended() {
  card_.tone = Card::Tone::neutral;
  headline(bold(key()), " is open. Nothing changed. ", present());
}

void Refusing::nothing_to_undo() {
  const Handoff* last = task_.handoffs.empty() ? nullptr : &task_.handoffs.back();
  const auto* undo = std::get_if<Undo>(&command_.action);
  const bool of_another = task_.undoable && undo != nullptr && undo->what;
  headline(of_another ? "That is no longer the newest change of " : "Too late: nothing of ",
           bold(key()), of_another ? ". Nothing changed. " : " can be taken back any more. ",
           present());
  if (of_another) {
    const Undoable& newest = *task_.undoable;
    add("The newest step is “", word_of(newest.what), "”, by ", voice_.name(newest.by), ", ",
        moment(newest.at), ".");
    if (newest.by == command_.by) add("To take that back: ", command("undo " + key()));
    return;
  }
  if (!task_.is_open()) {
    add(task_.phase == Phase::done ? "It is done: " : "It is cancelled: ",
        voice_.name(task_.ended_by), ", ", moment(task_.ended_at), ".");
    return add_reopen();
  }
  if (last != nullptr && last->is_open()) {
    add(voice_.does(last->receiver, "was told ", "were told "), moment(last->offered_at), ".");
    if (last->sender == command_.by) {
      add("To take the offer back: ", command("withdraw " + key()));
      card_.buttons = {act("Withdraw", Verb::withdraw, task_, Button::Look::normal)};
    }
    return;
  }
  if (last != nullptr) {
    Line line = say("The newest step: ");
    for (Span& span : ending_line(*last, voice_)) line.push_back(std::move(span));
    lines_.push_back(std::move(line));
  }
  const Handoff* accepted = task_.latest_acceptance();
  const bool can_return = task_.holder == command_.by && accepted != nullptr &&
                          accepted->sender != task_.holder && accepted->back_of == 0;
  if (can_return) {
    add("To send it back to ", voice_.name(accepted->sender), ": ",
        command("return " + key() + " <reason>"));
  } else {
    add("A press can be taken back for ", std::to_string(agency().settings.undo_window.count()),
        " minutes, as long as nothing else has happened. ", command("show " + key()),
        " tells how it stands.");
  }
}

void Refusing::undo_closed() {
  if (!task_.undoable) return nothing_to_undo();
  const Undoable& undoable = *task_.undoable;
  headline("Too late: this could be taken back until ",
           moment(undoable.at + agency().settings.undo_window), ". ", present());
  switch (undoable.what) {
    case Undoing::accept:
    case Undoing::take:
      add("To send ", key(), " back: ", command("return " + key() + " <reason>"));
      break;
    case Undoing::give_back:
    case Undoing::withdraw: add("To offer it again: ", command("give " + key())); break;
    case Undoing::pass: add("To get it back: ", command("take " + key())); break;
    case Undoing::wait: add("To end the waiting: ", command("resume " + key())); break;
    case Undoing::block: add("To end the block: ", command("unblock " + key())); break;
    case Undoing::done:
    case Undoing::cancel: add_reopen(); break;
  }
}

void Refusing::bad_time() {
  const std::optional<TimePoint> told =
      std::visit(Overloaded{
                     [](const Block& block) { return block.look_again; },
                     [](const Wait& wait) { return std::optional(wait.until); },
                     [](const Snooze& snooze) { return snooze.until; },
                     [](const SetDue& due) { return std::optional(due.due); },
                     [](const auto&) { return std::optional<TimePoint>(); },
                 },
                 command_.action);
  if (told) {
    headline(moment(*told), " is not ahead of us. Nothing changed. ", present());
  } else {
    headline("This moment is not ahead of us. Nothing changed. ", present());
  }
  const std::string when = verb() == Verb::snooze ? " <until>" : "";
  add("Name a later moment: ", command(to_type(verb()) + when));
}

void Refusing::same_client() {
  card_.tone = Card::Tone::neutral;
  headline(bold(key()), " is a task of ", task_.client.value, " already. Nothing changed. ",
           present());
  add("To move it to another client: ", command(to_type(Verb::move)));
}

bool Refusing::was_to_begin() const {
  const bool follows = std::holds_alternative<StartNew>(command_.action) && command_.then;
  if (!follows || task_.phase != Phase::absent) return false;
  switch (rejection_.refusal) {
    case Refusal::unknown_client:
    case Refusal::unknown_workflow:
    case Refusal::too_long: return false;
    default: return true;
  }
}

void Refusing::not_begun() {
  const auto& start = std::get<StartNew>(command_.action);
  const bool unknown = rejection_.refusal == Refusal::unknown_person;
  headline("Nothing is started or offered yet: ",
           unknown                        ? "this person is not listed any more."
           : !rejection_.problems.empty() ? "something was not understood."
           : !rejection_.missing.empty()  ? "something is missing."
                                          : "it does not say who is to get it.");
  for (const Missing& item : rejection_.missing) {
    const auto is_told = [&](const Problem& problem) { return problem.name == item.id.value; };
    if (std::ranges::any_of(rejection_.problems, is_told)) continue;
    add("• ", bold(item.label.empty() ? item.id.value : item.label), " is missing.",
        item.help.empty() ? "" : " " + item.help);
  }
  add_problems();
  std::vector<std::string> names;
  for (const PersonId& id : rejection_.candidates) names.push_back(voice_.name(id));
  if (!names.empty()) add("It could go to ", some_of(names, "or"), ".");
  const std::optional<PersonId>& receiver = command_.then->receiver;
  const std::string name = receiver && !unknown ? agency().name_of(*receiver) : "person";
  const std::string to = name.find(' ') == name.npos ? "@" + name : "@\"" + name + "\"";
  add("Type ", command(to + " " + start.client.value + " " +
                       shown(start.title.empty() ? "<what>" : start.title) + ", by <when>"));
}

}  // namespace baton
