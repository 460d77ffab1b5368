#include "bot/talk/forms.h"

#include <algorithm>
#include <charconv>

#include "bot/talk/card_parts.h"
#include "bot/talk/supply.h"
#include "bot/talk/text.h"
#include "core/machine/decide.h"
#include "core/machine/receiver.h"

namespace baton {
namespace {

constexpr std::size_t options_max = 100;  // Slack's limit of a select
constexpr std::size_t option_label_max = 75;
constexpr std::size_t label_max = 150;
constexpr std::size_t one_line_max = 300;

Input text_input(std::string_view name, std::string label, std::size_t length_max) {
  Input made;
  made.name = name;
  made.label = text::clip(label, label_max);
  made.kind = length_max > one_line_max ? Input::Kind::long_text : Input::Kind::text;
  made.length_max = length_max;
  return made;
}

Input choice_input(std::string_view name, std::string label, std::vector<Input::Option> options) {
  Input made;
  made.name = name;
  made.label = text::clip(label, label_max);
  made.kind = Input::Kind::choice;
  if (options.size() > options_max) options.resize(options_max);
  for (Input::Option& option : options) option.label = text::clip(option.label, option_label_max);
  if (options.size() == 1) made.initial = options.front().value;
  made.options = std::move(options);
  return made;
}

Input optional(Input made) {
  made.optional = true;
  return made;
}

void fill_new(Form& form, const Agency& agency) {
  form.title = "Start a task";
  form.submit = "Start";
  form.intro = {say("You hold the task until somebody accepts it.")};
  std::vector<Input::Option> workflows;
  for (const WorkflowId& id : agency.settings.active_workflows) {
    const Workflow* workflow = agency.newest_workflow(id);
    if (workflow == nullptr) continue;
    workflows.push_back({workflow->title.empty() ? id.value : workflow->title, id.value});
  }
  std::vector<Input::Option> clients;
  for (const auto& [key, client] : agency.clients) {
    clients.push_back({key.value + (client.name.empty() ? "" : " · " + client.name), key.value});
  }
  form.inputs = {choice_input(input::workflow, "Workflow", std::move(workflows)),
                 choice_input(input::client, "Client", std::move(clients)),
                 text_input(input::title, "Title", title_max)};
}

std::string hint_of(const Requirement& requirement, const std::string& only_for) {
  std::string hint = requirement.help;
  const auto add = [&](const std::string& part) {
    if (!hint.empty()) hint += " · ";
    hint += part;
  };
  if (requirement.kind == RequirementKind::evidence) {
    add(requirement.evidence == EvidenceKind::file ? "A link or a file name" : "A link");
    if (requirement.at_least > 1) {
      add("at least " + std::to_string(requirement.at_least) + ", one on each line");
    }
  }
  if (requirement.kind == RequirementKind::field) {
    if (requirement.type == FieldType::money) add("Such as 5000 EUR");
    if (requirement.type == FieldType::date) add("Such as 2027-03-31");
    if (requirement.type == FieldType::datetime) add("Such as 2027-03-31 15:00");
    if (requirement.type == FieldType::url) add("A link");
  }
  if (!only_for.empty()) add("Needed for " + only_for);
  return text::clip(hint, label_max);
}

Input input_of(const Requirement& requirement, const std::string& only_for) {
  const std::string name = input::of_value(requirement.id.value);
  const std::string label = requirement.label.empty() ? requirement.id.value : requirement.label;
  Input made;
  if (requirement.kind == RequirementKind::field && requirement.type == FieldType::choice) {
    std::vector<Input::Option> options;
    for (const std::string& choice : requirement.choices) options.push_back({choice, choice});
    made = choice_input(name, label, std::move(options));
  } else if (requirement.kind == RequirementKind::field && requirement.type == FieldType::yes_no) {
    made = choice_input(name, label, {{"Yes", "yes"}, {"No", "no"}});
  } else {
    const bool short_text = requirement.kind == RequirementKind::field
                                ? requirement.type != FieldType::text
                                : requirement.at_least <= 1;
    made = text_input(name, label, short_text ? one_line_max : text_max);
  }
  made.hint = hint_of(requirement, only_for);
  made.optional = !only_for.empty();
  return made;
}

std::vector<Input::Option> people_options(const Agency& agency) {
  std::vector<Input::Option> options;
  for (const Person& person : agency.directory.people) {
    if (!person.left) options.push_back({person.name, person.id.value});
  }
  return options;
}

/// Whom the machine would choose, where it can.
std::string likely_receiver(const Transition& way, const Task& task, const Person& actor,
                            const Agency& agency) {
  const auto resolved = resolve_receiver(task, way, actor.id, std::nullopt, agency);
  const auto* receiver = std::get_if<Receiver>(&resolved);
  return receiver == nullptr ? std::string() : receiver->person.value;
}

void fill_give(Form& form, const Task& task, const Person& actor, const Agency& agency) {
  form.title = "Hand over " + text::clip(task.key.value, 14);
  form.submit = "Offer";
  const Voice voice(agency, actor.id);
  form.intro = {task_line(task)};
  std::vector<NextStep> ways = next_steps(task, agency);
  std::erase_if(ways, [](const NextStep& step) { return step.way == nullptr; });
  const auto named = std::ranges::find_if(
      ways, [&](const NextStep& step) { return step.way->to.value == form.press.text; });
  if (named != ways.end()) ways = {*named};
  if (ways.size() > 1) {
    std::vector<Input::Option> stages;
    for (const NextStep& step : ways) stages.push_back({step.title, step.way->to.value});
    form.inputs.push_back(choice_input(input::to, "To which stage", std::move(stages)));
  }
  Input receiver = optional(choice_input(input::receiver, "To whom", people_options(agency)));
  receiver.hint = "Left out: whoever has the role for this client";
  receiver.initial.clear();
  if (ways.size() == 1) {
    form.intro.push_back(
        say("To ", bold(ways.front().title), ". You hold it until it is accepted."));
    receiver.initial = likely_receiver(*ways.front().way, task, actor, agency);
  }
  form.inputs.push_back(std::move(receiver));
  for (const NextStep& step : ways) {
    std::vector<Missing> by_others;
    for (Missing& item : missing(*step.gate, task, task.holder)) {
      const Requirement& requirement = *step.gate->find(item.id);
      const bool asked = std::ranges::find(form.inputs, input::of_value(item.id.value),
                                           &Input::name) != form.inputs.end();
      const bool by_form =
          item.kind == RequirementKind::field || item.kind == RequirementKind::evidence;
      if (!by_form) {
        by_others.push_back(std::move(item));
      } else if (!asked) {
        form.inputs.push_back(input_of(requirement, ways.size() > 1 ? step.title : ""));
      }
    }
    if (by_others.empty()) continue;
    form.intro.push_back(say("Also needed for ", bold(step.title), ":"));
    for (Line& line : missing_lines(by_others, task, voice)) form.intro.push_back(std::move(line));
  }
  form.inputs.push_back(optional(text_input(input::note, "Note", text_max)));
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

void fill_return(Form& form, const Task& task, const Agency& agency) {
  form.title = "Return the offer";
  form.submit = "Return";
  const Handoff* offer = task.offer();
  form.intro = {task_line(task)};
  if (offer != nullptr) {
    form.intro.push_back(say(agency.name_of(offer->sender), " keeps the task and is told why."));
  }
  std::vector<Input::Option> reasons;
  for (const std::string& reason : agency.settings.return_reasons) {
    reasons.push_back({text::humanised(reason), reason});
  }
  Input words = optional(text_input(input::words, "What is wrong", text_max));
  words.hint = "Needed where the reason is “other”";
  form.inputs = {choice_input(input::reason, "Reason", std::move(reasons)), std::move(words)};
}

}  // namespace

std::optional<int> input::question_of(const Press& press) {
  int number = 0;
  const char* const end = press.text.data() + press.text.size();
  const auto [at, error] = std::from_chars(press.text.data(), end, number);
  const bool is_number = error == std::errc() && at == end && number > 0;
  return press.verb == Verb::answer && is_number ? std::optional(number) : std::nullopt;
}

std::string input::of_value(const ItemName& item) { return std::string(value_prefix) + item; }

bool has_form(Verb verb) {
  switch (verb) {
    case Verb::start_new:
    case Verb::give:
    case Verb::ask:
    case Verb::answer:
    case Verb::give_back: return true;
    default: return false;
  }
}

Form form_of(const Press& press, const Task& task, const Person& actor, const Agency& agency) {
  Form form;
  form.press = press;
  // What was typed means the offer and the question that are open now.
  const Handoff* offer = task.offer();
  const bool about_offer =
      press.verb == Verb::ask || press.verb == Verb::give_back || press.verb == Verb::answer;
  if (about_offer && press.handoff == 0 && offer != nullptr) form.press.handoff = offer->number;
  const Question* question = offer == nullptr ? nullptr : offer->open_question();
  if (press.verb == Verb::answer && press.text.empty() && question != nullptr) {
    form.press.text = std::to_string(question->number);
  }
  switch (press.verb) {
    case Verb::start_new: fill_new(form, agency); break;
    case Verb::give: fill_give(form, task, actor, agency); break;
    case Verb::ask: fill_ask(form, task, agency); break;
    case Verb::answer: fill_answer(form, task, agency); break;
    case Verb::give_back: fill_return(form, task, agency); break;
    default: break;
  }
  return form;
}

}  // namespace baton
