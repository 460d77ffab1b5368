// The forms of what a gate asks for besides values: check, and approve.
#include <algorithm>

#include "bot/talk/card_parts.h"
#include "bot/talk/form_inputs.h"
#include "bot/talk/forms.h"
#include "core/machine/table.h"

namespace baton {
namespace {

/// Those of the next steps' gates that are of `kind` and still open, each once.
std::vector<const Requirement*> open_items(RequirementKind kind, const Task& task,
                                           const Agency& agency) {
  std::vector<const Requirement*> items;
  if (!task.is_open()) return items;
  for (const NextStep& step : next_steps(task, agency)) {
    for (const Missing& item : missing(*step.gate, task, task.holder)) {
      const Requirement* requirement = step.gate->find(item.id);
      const auto same = std::ranges::find(items, item.id, &Requirement::id);
      if (item.kind == kind && requirement != nullptr && same == items.end()) {
        items.push_back(requirement);
      }
    }
  }
  return items;
}

/// Those that `actor` can tick or approve.
std::vector<const Requirement*> items_for(Verb verb, const Task& task, const Person& actor,
                                          const Agency& agency) {
  if (verb == Verb::check) return open_items(RequirementKind::check, task, agency);
  std::vector<const Requirement*> items = open_items(RequirementKind::approval, task, agency);
  std::erase_if(items, [&](const Requirement* item) {
    const std::vector<PersonId> may = people_of(Who::approver, Verb::approve, task, agency, item);
    return std::ranges::find(may, actor.id) == may.end();
  });
  return items;
}

Input item_input(const char* label, const std::vector<const Requirement*>& items,
                 const std::string& named) {
  std::vector<Input::Option> options;
  for (const Requirement* item : items) {
    options.push_back({item->label.empty() ? item->id.value : item->label, item->id.value});
  }
  Input made = choice_input(input::item, label, std::move(options));
  fill_in_choice(made, named);
  return made;
}

/// What the client's sign-off is told with. Where another approval may be chosen as well, it may
/// stay empty.
void add_sign_off(Form& form, bool is_needed) {
  const auto add = [&](std::string_view name, const char* label, const char* hint,
                       std::size_t length_max) {
    Input made = text_input(name, label, length_max);
    made.hint = hint;
    made.optional = !is_needed;
    form.inputs.push_back(std::move(made));
  };
  add(input::by, "Who at the client agreed", "Such as Maria Smith", word_max);
  add(input::on, "When they agreed", "Such as 2 March", word_max);
  add(input::how, "How they agreed", "Such as by e-mail", word_max);
  add(input::link, "The proof", "A link or a file name", one_line_max);
}

}  // namespace

bool has_items(Verb verb, const Task& task, const Person& actor, const Agency& agency) {
  return !items_for(verb, task, actor, agency).empty();
}

void fill_gate(Form& form, const Press& press, const Task& task, const Person& actor,
               const Agency& agency) {
  const std::vector<const Requirement*> items = items_for(press.verb, task, actor, agency);
  form.intro = {task_line(task)};
  if (press.verb == Verb::check) {
    form.title = "Tick an item";
    form.submit = "Tick";
    form.inputs = {item_input("What is done", items, press.text)};
    return;
  }
  form.title = "Approve";
  form.submit = "Approve";
  form.intro.push_back(
      say("It counts for what is there now: a change takes the approval away again."));
  form.inputs = {item_input("What you approve", items, press.text)};
  const auto is_clients = [](const Requirement* item) { return item->by == client_approver; };
  if (std::ranges::none_of(items, is_clients)) return;
  const bool is_needed = std::ranges::all_of(items, is_clients);
  if (!is_needed) form.intro.push_back(say("The client's sign-off needs the rest as well."));
  add_sign_off(form, is_needed);
}

Card no_items_card(const Press& press, const Task& task, const Voice& voice) {
  Card card;
  const bool ticks = press.verb == Verb::check;
  card.headline =
      ticks ? say("Nothing is left to tick on ", bold(task.key.value), ".")
            : say("Nothing on ", bold(task.key.value), " waits for an approval of yours.");
  card.sections = next_sections(task, voice);
  card.footer =
      ticks ? say("To take a tick back: ", command("check " + task.key.value + " <item> off"))
            : say(command("show " + task.key.value), " tells how it stands.");
  return card;
}

}  // namespace baton
