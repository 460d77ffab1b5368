// The forms of a task's life: pass, urgent, block, wait, due, cancel, and to say no to a request.
#include <algorithm>

#include "bot/talk/card_parts.h"
#include "bot/talk/form_inputs.h"
#include "bot/talk/forms.h"
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

Input why_input(const char* label) { return text_input(input::why, label, text_max); }

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
  const Consent* consent = consent_meant(task, std::nullopt, actor.id, agency);
  if (consent != nullptr) {
    form.intro.push_back(say(bold(agency.name_of(consent->by)),
                             consent->kind == Consent::Kind::take
                                 ? " wants to take it over."
                                 : " wants to offer it although something is missing."));
  }
  form.inputs = {why_input("Why")};
  form.inputs.back().optional = true;
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
