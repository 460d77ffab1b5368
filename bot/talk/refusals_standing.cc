// How the task stands does not allow it, or the person may not.
#include "bot/talk/card_parts.h"
#include "bot/talk/refusing.h"
#include "bot/talk/text.h"
#include "bot/talk/verbs.h"

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
  const bool for_you = verb() != Verb::withdraw;
  const Handoff* last = handoff_meant();
  const bool again = last != nullptr && last->settled_by == command_.by &&
                     ((verb() == Verb::accept && last->outcome == Outcome::accepted) ||
                      (verb() == Verb::give_back && last->outcome == Outcome::returned) ||
                      (verb() == Verb::withdraw && last->outcome == Outcome::withdrawn));
  if (again) {
    const char* const done = verb() == Verb::accept      ? "You have accepted "
                             : verb() == Verb::give_back ? "You have returned "
                                                         : "You have withdrawn the offer of ";
    card_.tone = Card::Tone::neutral;
    headline(done, bold(key()), " already, ", moment(last->settled_at), ". ", present());
    return;
  }
  if (for_you) {
    headline("Nothing is offered to you on ", bold(key()), ". ", present());
  } else {
    headline("Nothing is offered on ", bold(key()), ". ", present());
  }
  add_how_it_ended(last);
  add(command("menu"), " shows what waits on you.");
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
  headline(bold(key()), " is offered to ", receiver(), ". Take the offer back first.");
  add("Type ", command("withdraw " + key()), ", then ", command("done " + key()), ".");
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
  headline(bold(key()), task_.phase == Phase::done ? " is done: " : " is cancelled: ",
           voice_.name(task_.ended_by), ", ", moment(task_.ended_at), ".");
  if (!task_.end_reason.empty()) add("Why: ", excerpt(task_.end_reason));
  add("A note can still be added: ", command("note " + key() + " <text>"));
  add("To go on, start a new task: ", command(usage_of(Verb::start_new)));
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
  if (rejection_.who_can.empty()) {
    headline("Nobody can do this on ", bold(key()), " now: ", word_of(verb()), ". ", present());
  } else {
    headline("Only ", bold(voice_.any_of(rejection_.who_can)), " can ", deed(), ". ", present());
  }
  const Handoff* offer = task_.offer();
  const bool own_offer = offer != nullptr && offer->sender == command_.by;
  const bool decides = verb() == Verb::accept || verb() == Verb::give_back || verb() == Verb::ask;
  if (own_offer && decides) add("You offered it. To take it back: ", command("withdraw " + key()));
  add("To tell everybody something: ", command("note " + key() + " <text>"));
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
  switch (verb()) {
    case Verb::give: return "hand over " + key();
    case Verb::give_back: return "return " + key();
    case Verb::ask: return "ask about the offer of " + key();
    case Verb::withdraw: return "withdraw the offer of " + key();
    case Verb::done: return "finish " + key();
    case Verb::approve: return "approve this on " + key();
    case Verb::accept:
    case Verb::cancel: return std::string(word_of(verb())) + " " + key();
    default: return "use " + std::string(word_of(verb())) + " on " + key();
  }
}

void Refusing::add_how_it_ended(const Handoff* handoff) {
  if (handoff == nullptr || handoff->outcome == Outcome::open) return;
  Line line = say("How it ended: ");
  for (Span& span : ending_line(*handoff, voice_)) line.push_back(std::move(span));
  line.push_back(plain("."));
  lines_.push_back(std::move(line));
}

}  // namespace baton
