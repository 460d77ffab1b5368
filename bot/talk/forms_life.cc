// The forms of a task's life: pass, take, urgent, block, wait, snooze, due, priority, note, move,
// cancel, and to say no to a request.
#include <algorithm>

#include "bot/talk/card_parts.h"
#include "bot/talk/form_inputs.h"
#include "bot/talk/forms.h"
#include "bot/talk/text.h"
#include "core/machine/consent.h"
#include "core/machine/decide.h"
#include "core/machine/receiver.h"

namespace baton {
namespace {

Input when_input(std::string_view name, const char* label, const char* hint) {
  Input made = text_input(name, label, word_max);
  made.hint = hint;
  return made;
}

Input mate_input(const Task& task, const Agency& agency) {
  std::vector<PersonId> mates = role_mates(task, agency);
  if (const Handoff* offer = task.offer()) std::erase(mates, offer->sender);
  std::vector<Input::Option> people;
  for (const PersonId& mate : mates) people.push_back({agency.name_of(mate), mate.value});
  return choice_input(input::receiver, "To whom", std::move(people));
}

void fill_urgent(Form& form, const Press& press, const Task& task, const Person& actor,
                 const Agency& agency) {
  form.title = "Offer it anyway";
  form.submit = "Offer";
  form.intro.push_back(
      say("What is missing is skipped, and owed. Who may not decide that asks who may."));
  add_target(form, press, task, actor, agency);
  form.inputs.push_back(text_input(input::reason, "Why it cannot wait", text_max));
}

void fill_due(Form& form, const Task& task) {
  form.title = "Set the due date";
  form.submit = "Set";
  form.inputs = {when_input(input::when, "When the client gets it", "Such as Fri 15:00"),
                 why_input("Why")};
  form.inputs.back().optional = !task.is_promised();
  if (task.is_promised()) {
    form.intro.push_back(say("It is promised for ", moment(task.due), "."));
  }
}

void fill_refuse(Form& form, const Task& task, const Person& actor, const Agency& agency) {
  form.title = "Say no";
  form.submit = "Refuse";
  const Consent* consent = consent_meant(task, input::request_of(form.press), actor.id, agency);
  if (consent != nullptr) {
    form.intro.push_back(say(bold(agency.name_of(consent->by)),
                             consent->kind == Consent::Kind::take
                                 ? " wants to take it over."
                                 : " wants to offer it although something is missing."));
  }
  form.inputs = {why_input("Why")};
  form.inputs.back().optional = true;
}

void fill_take(Form& form, const Task& task, const Agency& agency) {
  form.title = "Take it over";
  form.submit = "Take";
  const Handoff* offer = task.offer();
  const Person* holder = agency.directory.person(task.holder);
  if (offer != nullptr) {
    form.intro.push_back(
        say("It is offered to ", agency.name_of(offer->receiver), ". You hold it at once."));
  } else if (holder != nullptr && !holder->left) {
    form.intro.push_back(say(holder->name, " holds it, and is asked. Nothing moves before a yes."));
  }
  form.inputs = {may_be_empty(why_input("Why"))};
}

void fill_priority(Form& form, const Task& task) {
  form.title = "Set the priority";
  form.submit = "Set";
  std::vector<Input::Option> levels;
  for (const Priority level : {Priority::low, Priority::normal, Priority::high}) {
    const std::string word(word_of(level));
    levels.push_back({text::humanised(word), word});
  }
  form.inputs = {choice_input(input::level, "Among other tasks", std::move(levels))};
  form.inputs.back().initial = word_of(task.priority);
}

void fill_move(Form& form, const Press& press, const Task& task, const Agency& agency) {
  form.title = "Move the task";
  form.submit = "Move";
  form.intro.push_back(
      say("A new task goes on with its values; this one is closed. Approvals are given again."));
  form.inputs = {client_input("To which client", press, agency, task.client)};
}

}  // namespace

void fill_life(Form& form, const Press& press, const Task& task, const Person& actor,
               const Agency& agency) {
  form.intro = {task_line(task)};
  switch (press.verb) {
    case Verb::pass:
      form.title = "Pass it on";
      form.submit = "Pass on";
      form.intro.push_back(say("To somebody with the same role. The time to accept runs on."));
      form.inputs = {mate_input(task, agency)};
      break;
    case Verb::urgent: fill_urgent(form, press, task, actor, agency); break;
    case Verb::block:
      form.title = "The work cannot go on";
      form.submit = "Block";
      form.inputs = {why_input("What keeps it"),
                     may_be_empty(when_input(input::look_again, "Look again",
                                             "Such as tomorrow 10:00. Left out: after a working "
                                             "day"))};
      break;
    case Verb::wait:
      form.title = "Wait for the client";
      form.submit = "Wait";
      form.intro.push_back(say("Your time stands still until then."));
      form.inputs = {when_input(input::until, "Until when", "Such as Fri 12:00"),
                     why_input("What the client must do")};
      break;
    case Verb::due: fill_due(form, task); break;
    case Verb::take: fill_take(form, task, agency); break;
    case Verb::priority: fill_priority(form, task); break;
    case Verb::move: fill_move(form, press, task, agency); break;
    case Verb::snooze:
      form.title = "Put off reminders";
      form.submit = "Snooze";
      form.intro.push_back(say("Of this task, and to you alone."));
      form.inputs = {may_be_empty(when_input(
          input::until, "Until when", "Such as tomorrow 14:00. Left out: for a working day"))};
      break;
    case Verb::note:
      form.title = "Write a note";
      form.submit = "Note";
      form.inputs = {text_input(input::text, "What is to be noted", text_max)};
      break;
    case Verb::refuse: fill_refuse(form, task, actor, agency); break;
    default:
      form.title = "Cancel the task";
      form.submit = "Cancel the task";
      form.intro.push_back(say("It ends here. An open offer is withdrawn."));
      form.inputs = {why_input("Why")};
      break;
  }
}

}  // namespace baton
