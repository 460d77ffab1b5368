// The forms that ask for what gates lack: give, and set. A longer one comes in parts.
#include <algorithm>
#include <charconv>

#include "bot/talk/card_parts.h"
#include "bot/talk/form_inputs.h"
#include "bot/talk/forms.h"
#include "bot/talk/text.h"
#include "core/machine/decide.h"
#include "core/machine/receiver.h"

namespace baton {
namespace {

constexpr std::size_t title_length_max = 24;

/// "ACME-12, part 1 of 2": a long key is shortened, what follows it is not.
std::string titled(const TaskKey& key, const std::string& before, const std::string& behind) {
  const std::size_t room = title_length_max - text::length(before) - text::length(behind);
  return before + text::clip(key.value, room) + behind;
}

/// The ways on that a form of `press` may mean: the one it names, else all of them.
std::vector<NextStep> ways_of(const Press& press, const Task& task, const Agency& agency) {
  std::vector<NextStep> ways = next_steps(task, agency);
  std::erase_if(ways, [](const NextStep& step) { return step.way == nullptr; });
  const auto named = std::ranges::find_if(
      ways, [&](const NextStep& step) { return step.way->to.value == press.text; });
  return named == ways.end() ? ways : std::vector{*named};
}

/// What gates lack: the inputs that ask for it, each once, and what other commands must supply.
struct Lacking {
  std::vector<Input> inputs;
  std::vector<Line> by_others;
};
Lacking lacking_of(const std::vector<NextStep>& steps, const Task& task, const Voice& voice) {
  Lacking lacking;
  for (const NextStep& step : steps) {
    const bool is_end = step.way == nullptr;
    std::string needed_for;
    if (steps.size() > 1) needed_for = is_end ? "Needed to finish" : "Needed for " + step.title;
    std::vector<Missing> by_others;
    for (Missing& item : missing(*step.gate, task, task.holder)) {
      if (!is_asked_by_form(item.kind)) {
        by_others.push_back(std::move(item));
        continue;
      }
      const std::string name = input::of_value(item.id.value);
      if (std::ranges::find(lacking.inputs, name, &Input::name) != lacking.inputs.end()) continue;
      lacking.inputs.push_back(input_of(*step.gate->find(item.id), needed_for));
    }
    if (by_others.empty()) continue;
    lacking.by_others.push_back(is_end ? say("Also needed to finish:")
                                       : say("Also needed for ", bold(step.title), ":"));
    for (Line& line : missing_lines(by_others, task, voice)) {
      lacking.by_others.push_back(std::move(line));
    }
  }
  return lacking;
}

/// Whom the machine would choose, where it can.
std::string likely_receiver(const Transition& way, const Task& task, const Person& actor,
                            const Agency& agency) {
  const auto resolved = resolve_receiver(task, way, actor.id, std::nullopt, agency);
  const auto* receiver = std::get_if<Receiver>(&resolved);
  return receiver == nullptr ? std::string() : receiver->person.value;
}

Input stage_input(const std::vector<NextStep>& ways) {
  std::vector<Input::Option> stages;
  for (const NextStep& step : ways) stages.push_back({step.title, step.way->to.value});
  return choice_input(input::to, "To which stage", std::move(stages));
}

Input receiver_input(const std::vector<NextStep>& ways, const Task& task, const Person& actor,
                     const Agency& agency) {
  std::vector<Input::Option> people;
  for (const Person& person : agency.directory.people) {
    if (!person.left) people.push_back({person.name, person.id.value});
  }
  Input made = may_be_empty(choice_input(input::receiver, "To whom", std::move(people)));
  made.hint = "Left out: whoever has the role for this client";
  made.initial =
      ways.size() == 1 ? likely_receiver(*ways.front().way, task, actor, agency) : std::string();
  return made;
}

std::string carried_by(const Press& press, std::string_view name) {
  const auto found = press.filled.find(std::string(name));
  return found == press.filled.end() ? std::string() : found->second;
}

/// How many parts of the form are behind.
std::size_t parts_behind(const Press& press) {
  constexpr std::size_t parts_max = 99;  // as many as a title names; more is not ours
  const std::string text = carried_by(press, carried::part);
  std::size_t number = 0;
  const auto [at, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_number = error == std::errc() && at == text.data() + text.size();
  return is_number && number <= parts_max ? number : 0;
}

/// How a give form with `inputs` for what is missing fits. Its own inputs stand in the last part.
struct Parts {
  std::size_t own;   ///< stage, where there is a choice, receiver and note
  std::size_t room;  ///< for inputs in one part
  std::size_t left;  ///< parts that are still to come, the next one among them
};
Parts parts_of(std::size_t ways, std::size_t inputs, std::size_t inputs_max) {
  const std::size_t own = ways > 1 ? 3 : 2;
  const std::size_t room = std::max(inputs_max, own);
  const std::size_t before_last = inputs + own > room ? inputs + own - room : 0;
  return {own, room, 1 + (before_last + room - 1) / room};
}

/// One part of a give before its last: it records what it asks for, and carries the rest along.
void fill_part(Form& form, const Press& give, const NextStep& step, const Task& task,
               std::vector<Input> inputs, const Parts& parts) {
  const std::size_t behind = parts_behind(give);
  const std::string numbers =
      std::to_string(behind + 1) + " of " + std::to_string(behind + parts.left);
  form.title = titled(task.key, {}, ", part " + numbers);
  form.submit = "Save and go on";
  form.intro = {task_line(task),
                say("On the way to ", bold(step.title),
                    ". There is more to fill in than fits here: this is part ", numbers,
                    ". What you enter is kept when you save. A button then opens the next part.")};
  form.press.verb = Verb::set;
  form.press.text = step.way->to.value;
  form.press.filled = give.filled;
  form.press.filled.erase(std::string(input::to));
  inputs.resize(std::min(inputs.size(), parts.room));
  for (const Input& input : inputs) form.press.filled.erase(input.name);
  form.inputs = std::move(inputs);
}

/// Where the gates of `task` ask for the input, counted over all its next steps.
std::size_t place_of(const std::string& name, const Task& task, const Agency& agency) {
  std::size_t place = 0;
  for (const NextStep& step : next_steps(task, agency)) {
    for (const Requirement& requirement : step.gate->requirements) {
      ++place;
      if (input::of_value(requirement.id.value) == name) return place;
    }
  }
  return 0;
}

/// What all next steps of `task` lack.
Lacking all_lacking(const Task& task, const Voice& voice) {
  return lacking_of(next_steps(task, voice.agency()), task, voice);
}

/// The inputs of `lacking` that come behind `last`.
std::vector<Input> inputs_behind(const std::string& last, const Lacking& lacking, const Task& task,
                                 const Agency& agency) {
  std::vector<Input> left;
  const std::size_t place = place_of(last, task, agency);
  for (const Input& input : lacking.inputs) {
    if (place_of(input.name, task, agency) > place) left.push_back(input);
  }
  return left;
}

}  // namespace

void fill_give(Form& form, const FormRequest& request, const Task& task, const Person& actor,
               const Agency& agency) {
  const Press& press = request.press;
  const std::vector<NextStep> ways = ways_of(press, task, agency);
  Lacking lacking = lacking_of(ways, task, Voice(agency, actor.id));
  const Parts parts = parts_of(ways.size(), lacking.inputs.size(), request.inputs_max);
  if (parts.left > 1) {
    return fill_part(form, press, ways.front(), task, std::move(lacking.inputs), parts);
  }
  form.title = titled(task.key, "Hand over ", {});
  form.submit = "Offer";
  form.intro = {task_line(task)};
  if (const std::size_t behind = parts_behind(press); behind > 0) {
    const std::string number = std::to_string(behind + 1);
    form.intro.push_back(say("The last part, ", number, " of ", number, "."));
  }
  if (ways.size() > 1) form.inputs.push_back(stage_input(ways));
  if (ways.size() == 1) {
    form.intro.push_back(
        say("To ", bold(ways.front().title), ". You hold it until it is accepted."));
  }
  form.inputs.push_back(receiver_input(ways, task, actor, agency));
  std::ranges::move(lacking.inputs, std::back_inserter(form.inputs));
  std::ranges::move(lacking.by_others, std::back_inserter(form.intro));
  form.inputs.push_back(may_be_empty(text_input(input::note, "Note", text_max)));
}

void add_target(Form& form, const Press& press, const Task& task, const Person& actor,
                const Agency& agency) {
  const std::vector<NextStep> ways = ways_of(press, task, agency);
  if (ways.size() > 1) form.inputs.push_back(stage_input(ways));
  form.inputs.push_back(receiver_input(ways, task, actor, agency));
}

void fill_set(Form& form, const FormRequest& request, const Task& task, const Person& actor,
              const Agency& agency) {
  form.title = "Add what is missing";
  form.submit = "Save";
  form.intro = {task_line(task), say("What you leave empty stays missing.")};
  Lacking lacking = all_lacking(task, Voice(agency, actor.id));
  form.inputs = lacking.inputs;
  if (const std::string last = carried_by(request.press, carried::after); !last.empty()) {
    form.press.filled[std::string(carried::after)] = last;
    std::vector<Input> left = inputs_behind(last, lacking, task, agency);
    if (!left.empty()) form.inputs = std::move(left);
  }
  if (form.inputs.size() > request.inputs_max) {
    form.inputs.resize(std::max<std::size_t>(request.inputs_max, 1));
    form.intro.push_back(
        say("More is missing than fits here. Once you have saved, a button opens the rest."));
  }
  for (Input& input : form.inputs) input.optional = true;
  std::ranges::move(lacking.by_others, std::back_inserter(form.intro));
}

std::optional<Card> instead_of_form(const FormRequest& request, const Task& task,
                                    const Person& actor, const Agency& agency) {
  const Press& press = request.press;
  const Voice voice(agency, actor.id);
  const bool chooses = press.verb == Verb::check || press.verb == Verb::approve;
  if (chooses && !has_items(press.verb, task, actor, agency)) {
    return no_items_card(press, task, voice);
  }
  Card card;
  if (press.verb == Verb::set && all_lacking(task, voice).inputs.empty()) {
    card.headline = say("Nothing is missing on ", bold(task.key.value), " that a form asks for.");
    card.sections = next_sections(task, voice);
    card.footer = say("To change a field: ", command(typed_instead(press)));
    return card;
  }
  if (press.verb != Verb::give) return std::nullopt;
  const std::vector<NextStep> ways = ways_of(press, task, agency);
  const Lacking lacking = lacking_of(ways, task, voice);
  const Parts parts = parts_of(ways.size(), lacking.inputs.size(), request.inputs_max);
  if (ways.size() == 1 || parts.left == 1) return std::nullopt;
  card.headline = say("There are several ways on from ",
                      bold(stage_title(task, task.stage, agency)), ". Which one?");
  Card::Section section{{}, {}, {}};
  for (const NextStep& step : ways) {
    section.lines.push_back(say(bold(step.title), ": ",
                                command("give " + task.key.value + " to " + step.way->to.value)));
    card.buttons.push_back(opens(step.title, Verb::give, task, Button::Look::normal));
    Press& opened = card.buttons.back().press;
    opened.text = step.way->to.value;
    opened.filled = press.filled;
  }
  card.sections.push_back(std::move(section));
  return card;
}

std::optional<Press> next_part(const Handled& handled, const Agency& agency) {
  if (!handled.form || handled.form->press.verb != Verb::set) return std::nullopt;
  Press next = handled.form->press;
  next.kind = Press::Kind::open_form;
  next.version = handled.after.version;
  if (!next.text.empty()) {
    next.verb = Verb::give;
    next.filled[std::string(carried::part)] = std::to_string(parts_behind(next) + 1);
    return next;
  }
  std::string last;
  for (const auto& [name, value] : handled.form->values) {
    if (place_of(name, handled.after, agency) > place_of(last, handled.after, agency)) last = name;
  }
  const Lacking lacking = all_lacking(handled.after, Voice(agency));
  const bool has_rest =
      !last.empty() && !inputs_behind(last, lacking, handled.after, agency).empty();
  if (!has_rest) return std::nullopt;
  next.filled = {{std::string(carried::after), last}};
  return next;
}

}  // namespace baton
