// How the task stands does not allow it, or the person may not.
#include <algorithm>

#include "bot/talk/card_parts.h"
#include "bot/talk/refusing.h"
#include "bot/talk/text.h"
#include "core/machine/table.h"

namespace baton {
void Refusing::unknown_task() {
  headline("There is no task ", bold(command_.task.value), ".");
  const std::string& key = command_.task.value;
  const Client* client = agency().client({key.substr(0, key.rfind('-'))});
  if (client != nullptr && client->last_number > 0) {
    add("The newest task of ", client->key.value, " is ",
        bold(client->key.value + "-" + std::to_string(client->last_number)), ".");
  } else if (client != nullptr) {
    add(client->key.value, " has no tasks yet.");
  }
  add(command("list"), " shows the open tasks.");
}

void Refusing::nothing_offered() {
  if (done_already()) return;
  const bool holds = task_.is_open() && task_.holder == command_.by;
  if (holds && (verb() == Verb::give_back || verb() == Verb::name_gap)) {
    const bool back = verb() == Verb::give_back;
    headline("Nobody has handed ", bold(key()), " to you, so nobody ",
             back ? "can take it back. " : "owes you what is missing. ", present());
    if (back) {
      add("To hand it to somebody: ", command("give " + key()));
    } else {
      add("To write it down: ", command("note " + key() + " <text>"));
    }
    return;
  }
  headline("Nothing is offered ", verb() == Verb::withdraw ? "on " : "to you on ", bold(key()),
           ". ", present());
  add_how_it_ended(handoff_meant());
  add(command("menu"), " shows what waits on you.");
}

bool Refusing::done_already() {
  const Handoff* last = handoff_meant();
  const bool by_you = last != nullptr && last->settled_by == command_.by;
  const char* done = nullptr;
  if (by_you && last->outcome == Outcome::accepted) {
    if (verb() == Verb::accept) done = "You have accepted ";
    if (verb() == Verb::take) done = "You have taken ";
  }
  if (by_you && last->outcome == Outcome::returned && verb() == Verb::give_back) {
    done = "You have returned ";
  }
  if (by_you && last->outcome == Outcome::withdrawn && verb() == Verb::withdraw) {
    done = "You have withdrawn the offer of ";
  }
  if (done != nullptr) {
    card_.tone = Card::Tone::neutral;
    headline(done, bold(key()), " already, ", moment(last->settled_at), ". ", present());
    return true;
  }
  const Handoff* offer = task_.offer();
  const bool reached = offer != nullptr && !offer->passings.empty() &&
                       offer->receiver != command_.by &&
                       std::ranges::find(offer->receivers, command_.by) != offer->receivers.end();
  if (verb() != Verb::pass || !reached) return false;
  card_.tone = Card::Tone::neutral;
  headline("You have passed ", bold(key()), " on already. ", present());
  return true;
}

void Refusing::no_open_question() {
  headline("No question is open on ", bold(key()), ".");
  const Handoff* last = handoff_meant();
  if (last != nullptr && !last->questions.empty() && last->questions.back().answered_by) {
    const Question& question = last->questions.back();
    add("The last one was answered by ", voice_.name(*question.answered_by), " ",
        moment(question.answered_at), ".");
  }
  add("To write something down: ", command("note " + key() + " <text>"));
}

void Refusing::withdraw_first() {
  headline(bold(key()), " is offered to ", receiver(), ". Take the offer back first. ",
           verb() == Verb::wait ? present() : Line());
  add("Type ", command("withdraw " + key()), ", then ", command(to_type(verb())));
  card_.buttons = {act("Withdraw", Verb::withdraw, task_, Button::Look::normal)};
}

void Refusing::already_offered() {
  const Handoff* offer = task_.offer();
  card_.tone = Card::Tone::neutral;
  headline(bold(key()), " is already offered to ", receiver(), ".",
           unless_kept(" Nothing changed."));
  if (offer != nullptr) add("Offered ", moment(offer->offered_at), ". ", present());
  add("To take it back: ", command("withdraw " + key()));
}

void Refusing::already_ended() {
  card_.tone = Card::Tone::ended;
  if (!task_.moved_to.empty()) {
    headline(bold(key()), " goes on as ", bold(task_.moved_to.value), ": ",
             voice_.name(task_.ended_by), " moved it, ", moment(task_.ended_at), ".");
    add("To see it: ", command("show " + task_.moved_to.value));
    card_.buttons = {runs("Show " + task_.moved_to.value, "show " + task_.moved_to.value)};
    return;
  }
  headline(bold(key()), task_.phase == Phase::done ? " is done: " : " is cancelled: ",
           voice_.name(task_.ended_by), ", ", moment(task_.ended_at), ".");
  if (!task_.end_reason.empty()) add("Why: ", excerpt(task_.end_reason));
  add_reopen();
  add("A note can still be added: ", command("note " + key() + " <text>"));
}

void Refusing::add_reopen() {
  const std::vector<PersonId> who = who_may(Verb::reopen);
  if (may(Verb::reopen)) {
    add("To go on with it: ", command("reopen " + key()));
    card_.buttons = {act("Reopen", Verb::reopen, task_, Button::Look::normal)};
  } else if (!who.empty()) {
    add(voice_.any_of(who), " can open it again: ", command("reopen " + key()));
  }
}

void Refusing::not_final() {
  std::vector<std::string> finals;
  const Workflow* workflow = workflow_of(task_, agency());
  for (const Stage& stage : workflow == nullptr ? std::vector<Stage>() : workflow->stages) {
    if (stage.final_stage) finals.push_back(stage_title(task_, stage.id, agency()));
  }
  headline(bold(key()), " cannot be finished in ", stage(), ".");
  if (!finals.empty()) add("It can be finished in ", text::listed(finals, "or"), ".");
  add("To hand it on: ", command("give " + key()));
  add("To end it without finishing: ", command("cancel " + key() + " <why>"));
}

void Refusing::not_permitted() {
  if (done_already()) return;
  const bool own_due = verb() == Verb::due && task_.is_promised();
  const bool own_debt = verb() == Verb::forgive && who_may(Verb::forgive) != rejection_.who_can;
  const Handoff* offer = task_.offer();
  const bool takes = verb() == Verb::take;
  if (takes && task_.holder == command_.by) {
    card_.tone = Card::Tone::neutral;
    headline(bold(key()), " is yours already. ", present());
  } else if (takes && offer != nullptr && offer->receiver == command_.by) {
    card_.tone = Card::Tone::neutral;
    headline(bold(key()), " is offered to you already. ", present());
  } else if (rejection_.who_can.empty()) {
    headline("Nobody can ", own_debt ? "forgive you this" : deed(), " now. ", present());
  } else {
    headline(own_debt ? "You owe this yourself. " : "",
             own_due ? "The date is promised to the client. " : "", "Only ",
             bold(voice_.any_of(rejection_.who_can)), " can ", deed(), ". ", present());
  }
  if (add_own_way()) return;
  add("To tell everybody something: ", command("note " + key() + " <text>"));
}

bool Refusing::add_own_way() {
  const Handoff* offer = task_.offer();
  if (offer == nullptr) return false;
  const bool decides = verb() == Verb::accept || verb() == Verb::give_back || verb() == Verb::ask ||
                       verb() == Verb::pass || verb() == Verb::take;
  if (!decides) return false;
  if (offer->sender == command_.by) {
    add("You offered it. To take it back: ", command("withdraw " + key()));
  } else if (offer->receiver == command_.by) {
    add("To accept it: ", command("accept " + key()));
    card_.buttons = decision_buttons(task_);
  } else if (verb() != Verb::take && may(Verb::take)) {
    add("You may take it over instead: ", command("take " + key()));
    card_.buttons = {act("Take", Verb::take, task_, Button::Look::primary)};
  } else {
    return false;
  }
  return true;
}

std::vector<PersonId> Refusing::who_may(Verb wanted) const {
  const Row* row = find_row(task_.phase, wanted);
  if (row == nullptr) return {};
  return people_of(row->who, wanted, task_, agency(), nullptr);
}

bool Refusing::may(Verb wanted) const {
  const std::vector<PersonId> who = who_may(wanted);
  return std::ranges::find(who, command_.by) != who.end();
}

void Refusing::outdated() {
  const auto* answer = std::get_if<AnswerQuestion>(&command_.action);
  const Question* question = task_.offer() == nullptr ? nullptr : task_.offer()->open_question();
  if (answer != nullptr && question != nullptr && handoff_meant() == task_.offer()) {
    headline("This belongs to an earlier question on ", bold(key()), ". Nothing changed. ",
             present());
    add(bold(voice_.subject(question->by)), voice_.is_you(question->by) ? " ask" : " asks",
        " now: ", excerpt(question->text));
    card_.buttons = {answer_button(task_)};
    return;
  }
  headline("This button belongs to an earlier offer of ", bold(key()), ". Nothing changed. ",
           present());
  add_how_it_ended(handoff_meant());
  const Handoff* offer = task_.offer();
  if (offer == nullptr) return;
  add("Now it is offered to ", voice_.name(offer->receiver), " on the way to ",
      target_title(task_, offer->transition, agency()), ", since ", moment(offer->offered_at), ".");
  if (offer->receiver == command_.by) card_.buttons = decision_buttons(task_);
  if (offer->sender == command_.by) {
    card_.buttons = {act("Withdraw", Verb::withdraw, task_, Button::Look::normal)};
  }
}

void Refusing::question_open() {
  headline("Your last question on ", bold(key()), " is not answered yet.");
  const Handoff* offer = task_.offer();
  const Question* question = offer == nullptr ? nullptr : offer->open_question();
  if (question != nullptr) {
    add("“", excerpt(question->text), "” · asked ", moment(question->at));
    add(voice_.subject(offer->sender), " has been told. Add to it with ",
        command("note " + key() + " <text>"));
  }
}

std::string Refusing::deed() const {
  const std::string task = key();
  switch (verb()) {
    case Verb::give: return "hand over " + task;
    case Verb::give_back: return "return " + task;
    case Verb::ask: return "ask about the offer of " + task;
    case Verb::withdraw: return "withdraw the offer of " + task;
    case Verb::done: return "finish " + task;
    case Verb::approve: return "approve this on " + task;
    case Verb::undo: {
      const std::string what(task_.undoable ? word_of(task_.undoable->what) : "");
      return "take back the last step of " + task + (what.empty() ? "" : " (" + what + ")");
    }
    case Verb::pass: return "pass on the offer of " + task;
    case Verb::urgent: return "hand over " + task + " urgently";
    case Verb::repay: return "repay what is owed on " + task;
    case Verb::forgive: return "forgive what is owed on " + task;
    case Verb::name_gap: return "name what is missing on " + task;
    case Verb::supply: return "supply what is missing on " + task;
    case Verb::confirm: return "confirm what was supplied on " + task;
    case Verb::drop: return "drop what is missing on " + task;
    case Verb::allow:
    case Verb::refuse: return "decide what is asked on " + task;
    case Verb::start: return "start the work on " + task;
    case Verb::wait: return "let " + task + " wait for the client";
    case Verb::resume: return "end the waiting of " + task;
    case Verb::snooze: return "put off the reminders of " + task;
    case Verb::due: return "change when " + task + " is due";
    case Verb::priority: return "change the priority of " + task;
    case Verb::move: return "move " + task + " to another client";
    case Verb::answer: return "answer the question on " + task;
    case Verb::note: return "write a note on " + task;
    case Verb::start_new: return "start a task";
    case Verb::set:
    case Verb::check:
    case Verb::attach: return "supply things for " + task;
    case Verb::accept:
    case Verb::cancel:
    case Verb::take:
    case Verb::block:
    case Verb::unblock:
    case Verb::reopen: break;
  }
  return std::string(word_of(verb())) + " " + task;
}

void Refusing::add_how_it_ended(const Handoff* handoff) {
  if (handoff == nullptr || handoff->outcome == Outcome::open) return;
  Line line = say("How it ended: ");
  for (Span& span : ending_line(*handoff, voice_)) line.push_back(std::move(span));
  line.push_back(plain("."));
  lines_.push_back(std::move(line));
}

}  // namespace baton
