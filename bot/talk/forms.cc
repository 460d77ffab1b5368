#include "bot/talk/forms.h"

#include <charconv>

#include "bot/talk/card_parts.h"
#include "bot/talk/form_inputs.h"
#include "bot/talk/text.h"
#include "bot/talk/verbs.h"
#include "core/machine/decide.h"

namespace baton {
namespace {

std::optional<int> number_in(std::string_view text) {
  int number = 0;
  const char* const end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, number);
  const bool is_number = error == std::errc() && at == end && number > 0;
  return is_number ? std::optional(number) : std::nullopt;
}

void fill_new(Form& form, const Press& press, const Agency& agency) {
  form.title = "Start a task";
  form.submit = "Start";
  form.intro = {say("You hold the task until somebody accepts it.")};
  std::vector<Input::Option> workflows;
  for (const WorkflowId& id : agency.settings.active_workflows) {
    const Workflow* workflow = agency.newest_workflow(id);
    if (workflow == nullptr) continue;
    workflows.push_back({workflow->title.empty() ? id.value : workflow->title, id.value});
  }
  form.inputs = {choice_input(input::workflow, "Workflow", std::move(workflows)),
                 client_input("Client", press, agency),
                 text_input(input::title, "Title", word_max)};
}

void fill_ask(Form& form, const Task& task, const Agency& agency) {
  form.title = "Ask before you accept";
  form.submit = "Ask";
  const Handoff* offer = task.offer();
  form.intro = {task_line(task)};
  if (offer != nullptr) {
    form.intro.push_back(say(agency.name_of(offer->sender),
                             " gets the question. The offer stays "
                             "open."));
  }
  form.inputs = {text_input(input::question, "Your question", text_max)};
}

void fill_answer(Form& form, const Task& task, const Agency& agency) {
  form.title = "Answer";
  form.submit = "Answer";
  form.intro = {task_line(task)};
  const Handoff* offer = task.offer();
  const Question* question = offer == nullptr ? nullptr : offer->open_question();
  if (question != nullptr) {
    form.intro.push_back(
        say(bold(agency.name_of(question->by)), " asks: ", excerpt(question->text)));
  }
  form.inputs = {text_input(input::text, "Your answer", text_max)};
}

/// Who has accepted offers it back; nothing moves before that is accepted.
void fill_return_later(Form& form, const Handoff& accepted, const Agency& agency) {
  form.title = "Return the task";
  const Person* sender = agency.directory.person(accepted.sender);
  if (sender == nullptr || sender->left) sender = agency.last_resort();
  if (sender == nullptr) return;
  form.intro.push_back(
      say("It is offered back to ", sender->name, ". You hold it until they accept."));
}

void fill_return(Form& form, const Task& task, const Agency& agency) {
  form.title = "Return the offer";
  form.submit = "Return";
  const Handoff* offer = task.offer();
  const Handoff* accepted = task.latest_acceptance();
  form.intro = {task_line(task)};
  if (offer != nullptr) {
    form.intro.push_back(say(agency.name_of(offer->sender), " keeps the task and is told why."));
  } else if (accepted != nullptr) {
    fill_return_later(form, *accepted, agency);
  }
  std::vector<Input::Option> reasons;
  for (const std::string& reason : agency.settings.return_reasons) {
    reasons.push_back({text::humanised(reason), reason});
  }
  Input words = may_be_empty(text_input(input::words, "What is wrong", text_max));
  words.hint = "Needed where the reason is “other”";
  form.inputs = {choice_input(input::reason, "Reason", std::move(reasons)), std::move(words)};
}

}  // namespace

std::optional<int> input::question_of(const Press& press) {
  return press.verb == Verb::answer ? number_in(press.text) : std::nullopt;
}

std::optional<int> input::request_of(const Press& press) {
  return press.verb == Verb::refuse ? number_in(press.text) : std::nullopt;
}

std::string input::of_value(const ItemName& item) { return std::string(value_prefix) + item; }

bool has_form(Verb verb) {
  switch (verb) {
    case Verb::start_new:
    case Verb::give:
    case Verb::ask:
    case Verb::answer:
    case Verb::give_back:
    case Verb::set:
    case Verb::accept:
    case Verb::pass:
    case Verb::urgent:
    case Verb::name_gap:
    case Verb::supply:
    case Verb::drop:
    case Verb::forgive:
    case Verb::refuse:
    case Verb::block:
    case Verb::wait:
    case Verb::due:
    case Verb::repay:
    case Verb::snooze:
    case Verb::priority:
    case Verb::move:
    case Verb::note:
    case Verb::take:
    case Verb::check:
    case Verb::approve:
    case Verb::cancel: return true;
    default: return false;
  }
}

std::string typed_instead(const Press& press) {
  std::string usage = usage_of(press.verb);
  const std::size_t at = usage.find("<task>");
  if (at != usage.npos && !press.task.empty()) usage.replace(at, 6, press.task.value);
  return usage;
}

Press bound(const Press& press, const Task& task) {
  Press meant = press;
  if (press.task.empty() && press.verb != Verb::start_new) meant.task = task.key;
  // A part comes anew as what is left to ask for.
  if (press.verb == Verb::set && !press.text.empty()) meant.verb = Verb::give;
  // What was typed means the offer and the question that are open now.
  const Handoff* offer = task.offer();
  const bool about_offer = press.verb == Verb::ask || press.verb == Verb::give_back ||
                           press.verb == Verb::answer || press.verb == Verb::accept ||
                           press.verb == Verb::pass;
  if (about_offer && press.handoff == 0 && offer != nullptr) meant.handoff = offer->number;
  const Question* question = offer == nullptr ? nullptr : offer->open_question();
  if (press.verb == Verb::answer && press.text.empty() && question != nullptr) {
    meant.text = std::to_string(question->number);
  }
  return meant;
}

Form form_of(const FormRequest& request, const Task& task, const Person& actor,
             const Agency& agency) {
  Form form;
  form.press = request.press;
  form.press.filled.clear();  // it comes back with the inputs
  switch (request.press.verb) {
    case Verb::start_new: fill_new(form, request.press, agency); break;
    case Verb::give: fill_give(form, request, task, actor, agency); break;
    case Verb::set: fill_set(form, request, task, actor, agency); break;
    case Verb::ask: fill_ask(form, task, agency); break;
    case Verb::answer: fill_answer(form, task, agency); break;
    case Verb::give_back: fill_return(form, task, agency); break;
    case Verb::accept:
    case Verb::name_gap:
    case Verb::supply:
    case Verb::drop:
    case Verb::repay:
    case Verb::forgive: fill_owing(form, request.press, task, agency); break;
    case Verb::check:
    case Verb::approve: fill_gate(form, request.press, task, actor, agency); break;
    default: fill_life(form, request.press, task, actor, agency); break;
  }
  fill_in(form.inputs, request.press.filled);
  return form;
}

}  // namespace baton
