#include "bot/talk/form_inputs.h"

#include <algorithm>
#include <utility>

#include "bot/talk/forms.h"
#include "bot/talk/say.h"
#include "bot/talk/text.h"
#include "core/machine/decide.h"

namespace baton {
namespace {

constexpr std::size_t options_max = 100;  // Slack's limit of a select
constexpr std::size_t option_label_max = 75;
constexpr std::size_t label_max = 150;

std::string hint_of(const Requirement& requirement, const std::string& needed_for) {
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
    if (requirement.type == FieldType::date) add("Such as Thu or 2027-03-31");
    if (requirement.type == FieldType::datetime) add("Such as Thu 15:00 or 2027-03-31 15:00");
    if (requirement.type == FieldType::url) add("A link");
  }
  if (!needed_for.empty()) add(needed_for);
  return text::clip(hint, label_max);
}

}  // namespace

Input text_input(std::string_view name, std::string_view label, std::size_t length_max) {
  Input made;
  made.name = name;
  made.label = text::clip(label, label_max);
  made.kind = length_max > one_line_max ? Input::Kind::long_text : Input::Kind::text;
  made.length_max = length_max;
  return made;
}

Input choice_input(std::string_view name, std::string_view label,
                   std::vector<Input::Option> options) {
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

Input may_be_empty(Input input) {
  input.optional = true;
  return input;
}

Input why_input(std::string_view label) { return text_input(input::why, label, text_max); }

Input client_input(std::string_view label, const Press& press, const Agency& agency,
                   const ClientKey& except) {
  std::vector<Input::Option> clients;
  for (const auto& [key, client] : agency.clients) {
    if (key == except) continue;
    clients.push_back({key.value + (client.name.empty() ? "" : " · " + client.name), key.value});
  }
  const std::size_t all = clients.size();
  if (all <= options_max) return choice_input(input::client, label, std::move(clients));
  Input::Option& last = clients[options_max - 1];
  const auto filled = press.filled.find(std::string(input::client));
  if (filled != press.filled.end()) {  // what is chosen already is among those that are listed
    const auto chosen = std::ranges::find(clients, filled->second, &Input::Option::value);
    if (chosen != clients.end() && &*chosen > &last) std::swap(*chosen, last);
  }
  Input made = choice_input(input::client, label, std::move(clients));
  made.hint = "Not all " + std::to_string(all) + " clients are listed. For another, type " +
              command(typed_instead(press)).text;
  return made;
}

bool is_asked_by_form(RequirementKind kind) {
  return kind == RequirementKind::field || kind == RequirementKind::evidence;
}

/// How long a text for the requirement may be: links may be long, dates and sums are not.
std::size_t length_max_of(const Requirement& requirement) {
  if (requirement.kind == RequirementKind::evidence) {
    return requirement.at_least <= 1 ? one_line_max : text_max;
  }
  switch (requirement.type) {
    case FieldType::text: return text_max;
    case FieldType::url: return one_line_max;
    default: return word_max;
  }
}

Input input_of(const Requirement& requirement, const std::string& needed_for) {
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
    made = text_input(name, label, length_max_of(requirement));
  }
  made.hint = hint_of(requirement, needed_for);
  made.optional = !needed_for.empty();
  return made;
}

void fill_in_choice(Input& input, const std::string& value) {
  const auto found = std::ranges::find(input.options, value, &Input::Option::value);
  if (found != input.options.end()) input.initial = value;
}

void fill_in(std::vector<Input>& inputs, const FormValues& filled) {
  for (Input& input : inputs) {
    const auto typed = filled.find(input.name);
    if (typed == filled.end()) continue;
    if (input.kind != Input::Kind::choice) {
      input.initial = text::clip(typed->second, input.length_max);
    } else if (typed->second.empty() ||
               std::ranges::find(input.options, typed->second, &Input::Option::value) !=
                   input.options.end()) {
      input.initial = typed->second;
    }
  }
}

}  // namespace baton
