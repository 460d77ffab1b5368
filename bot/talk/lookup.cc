#include "bot/talk/lookup.h"

#include <algorithm>
#include <optional>

#include "bot/talk/near.h"
#include "bot/talk/say.h"
#include "bot/talk/text.h"

namespace baton {
namespace {

constexpr std::size_t names_shown_max = 12;

/// Something that goes by several names, each of which may be typed.
struct Known {
  std::string id;
  std::vector<std::string> names;
};

/// The ids that `typed` names: one that equals it, else all that start with it.
std::vector<std::string> ids_named(std::string_view typed, const std::vector<Known>& all) {
  std::vector<std::string> exact;
  std::vector<std::string> starting;
  const std::string wanted = text::loose(typed);
  if (wanted.empty()) return {};
  for (const Known& known : all) {
    const auto is = [&](const std::string& name) { return text::loose(name) == wanted; };
    const auto starts = [&](const std::string& name) {
      return text::loose(name).starts_with(wanted);
    };
    if (std::ranges::any_of(known.names, is)) exact.push_back(known.id);
    if (std::ranges::any_of(known.names, starts)) starting.push_back(known.id);
  }
  return exact.empty() ? starting : exact;
}

/// The names under which the nearest of `all` are suggested.
std::vector<std::string> suggestions(std::string_view typed, const std::vector<Known>& all) {
  std::vector<std::string> names;
  for (const Known& known : all) names.insert(names.end(), known.names.begin(), known.names.end());
  return nearest(typed, names);
}

std::vector<Known> known_people(const Agency& agency) {
  std::vector<Known> all;
  for (const Person& person : agency.directory.people) {
    if (!person.left) all.push_back({person.id.value, {person.name}});
  }
  return all;
}

std::vector<Known> known_clients(const Agency& agency) {
  std::vector<Known> all;
  for (const auto& [key, client] : agency.clients)
    all.push_back({key.value, {key.value, client.name}});
  return all;
}

std::vector<Known> known_workflows(const Agency& agency) {
  std::vector<Known> all;
  for (const WorkflowId& id : agency.settings.active_workflows) {
    const Workflow* workflow = agency.newest_workflow(id);
    if (workflow != nullptr) all.push_back({id.value, {id.value, workflow->title}});
  }
  return all;
}

std::vector<Known> known_stages(const Agency& agency) {
  std::vector<Known> all;
  for (const auto& [id, workflow] : agency.workflows) {
    for (const Stage& stage : workflow.stages) {
      const auto same = std::ranges::find(all, stage.id.value, &Known::id);
      if (same == all.end()) {
        all.push_back({stage.id.value, {stage.id.value, stage.title}});
      } else {
        same->names.push_back(stage.title);
      }
    }
  }
  return all;
}

std::vector<std::string> ids_of(const std::vector<Known>& all) {
  std::vector<std::string> ids;
  for (const Known& known : all) ids.push_back(known.id);
  return ids;
}

}  // namespace

std::string some_of(const std::vector<std::string>& names, std::string_view last) {
  if (names.size() <= names_shown_max) return text::listed(names, last);
  const std::vector<std::string> first(names.begin(), names.begin() + names_shown_max);
  return text::joined(first) + " …";
}

std::string as_typed(std::string_view typed) {
  constexpr std::size_t length_max = 80;
  return "“" + text::clip(text::one_line(typed), length_max) + "”";
}

Misunderstood misunderstood(Line what, std::vector<Line> mends, std::string_view usage,
                            std::vector<Button> buttons) {
  if (!usage.empty()) mends.push_back(say("Usage: ", command(usage)));
  return {answer_with(Card::Tone::bad, std::move(what), std::move(mends), std::move(buttons))};
}

std::vector<Line> did_you_mean(const std::vector<std::string>& near) {
  if (near.empty()) return {};
  Line line = say("Did you mean ");
  for (std::size_t index = 0; index < near.size(); ++index) {
    if (index > 0) line.push_back(plain(index + 1 == near.size() ? " or " : ", "));
    line.push_back(bold(near[index]));
  }
  line.push_back(plain("?"));
  return {line};
}

Read<ClientKey> client_named(std::string_view typed, const Agency& agency, std::string_view usage) {
  const std::vector<Known> all = known_clients(agency);
  const std::vector<std::string> ids = ids_named(typed, all);
  if (ids.size() == 1) return ClientKey{ids.front()};
  if (ids.size() > 1) {
    return misunderstood(
        say(as_typed(typed), " could be several clients: ", some_of(ids, "or"), "."),
        {say("Type the client's key.")}, usage);
  }
  std::vector<Line> mends = did_you_mean(suggestions(typed, all));
  if (!all.empty()) mends.push_back(say("Clients: ", some_of(ids_of(all), "and"), "."));
  return misunderstood(say("There is no client ", as_typed(typed), "."), std::move(mends), usage);
}

Read<WorkflowId> workflow_named(std::string_view typed, const Agency& agency,
                                std::string_view usage) {
  const std::vector<Known> all = known_workflows(agency);
  const std::vector<std::string> ids = ids_named(typed, all);
  if (ids.size() == 1) return WorkflowId{ids.front()};
  if (ids.size() > 1) {
    return misunderstood(
        say(as_typed(typed), " could be several workflows: ", some_of(ids, "or"), "."),
        {say("Type one of them.")}, usage);
  }
  std::vector<Line> mends = did_you_mean(suggestions(typed, all));
  if (!all.empty()) mends.push_back(say("Workflows: ", some_of(ids_of(all), "and"), "."));
  return misunderstood(say("There is no workflow ", as_typed(typed), "."), std::move(mends), usage);
}

Read<PersonId> person_named(const Token& token, const Speaker& speaker, std::string_view usage) {
  const Agency& agency = speaker.agency;
  if (!token.user.empty()) {
    const Person* person = agency.directory.by_identity(speaker.workspace, token.user);
    if (person != nullptr) return person->id;
    return misunderstood(say(as_typed("@" + token.text), " is not in ", agency.settings.agency,
                             "'s list of people."),
                         {say("A coordinator can add them. Name somebody who is listed.")}, usage);
  }
  const std::vector<Known> all = known_people(agency);
  const std::vector<std::string> ids = ids_named(token.text, all);
  if (ids.size() == 1) return PersonId{ids.front()};
  if (ids.size() > 1) {
    std::vector<std::string> names;
    for (const std::string& id : ids) names.push_back("@" + agency.name_of({id}));
    return misunderstood(
        say(as_typed("@" + token.text), " could be several people: ", some_of(names, "or"), "."),
        {say("Type more of the name, or pick the person from your chat's list.")}, usage);
  }
  std::vector<std::string> near;
  for (const std::string& name : suggestions(token.text, all)) near.push_back("@" + name);
  std::vector<Line> mends = did_you_mean(near);
  std::vector<std::string> names;
  for (const Known& known : all) names.push_back(known.names.front());
  mends.push_back(say("People: ", some_of(names, "and"), "."));
  return misunderstood(say("I know nobody called ", as_typed("@" + token.text), "."),
                       std::move(mends), usage);
}

ItemName item_name(std::string_view typed, const Agency& agency) {
  const std::string wanted = text::loose(typed);
  std::optional<ItemName> found;
  const auto look_at = [&](const Gate& gate) {
    for (const Requirement& requirement : gate.requirements) {
      const std::string& id = requirement.id.value;
      if (id.starts_with(typed)) found = typed;
      const bool nearly =
          !wanted.empty() && wanted.size() <= id.size() && text::loose(id).starts_with(wanted);
      if (!found && nearly) {
        found = id.substr(0, wanted.size());
      }
    }
  };
  for (const auto& [id, workflow] : agency.workflows) {
    for (const Transition& transition : workflow.transitions) look_at(transition.gate);
    for (const Stage& stage : workflow.stages) look_at(stage.gate);
  }
  return found.value_or(ItemName(typed));
}

Read<NamedStage> stage_named(const std::vector<std::string>& words, const Agency& agency,
                             std::string_view usage) {
  constexpr std::size_t words_max = 6;
  const std::vector<Known> all = known_stages(agency);
  const std::size_t most = std::min(words.size(), words_max);
  const auto first_words = [&](std::size_t count) {
    std::string joined;
    for (std::size_t index = 0; index < count; ++index) {
      joined += (index > 0 ? " " : "") + words[index];
    }
    return joined;
  };
  for (std::size_t count = most; count > 0; --count) {
    const std::string wanted = text::loose(first_words(count));
    std::vector<std::string> exact;
    for (const Known& known : all) {
      const auto is = [&](const std::string& name) { return text::loose(name) == wanted; };
      if (std::ranges::any_of(known.names, is)) exact.push_back(known.id);
    }
    if (exact.size() == 1) return NamedStage{{exact.front()}, count};
  }
  for (std::size_t count = most; count > 0; --count) {
    const std::vector<std::string> ids = ids_named(first_words(count), all);
    if (ids.size() == 1) return NamedStage{{ids.front()}, count};
    if (ids.size() > 1) {
      return misunderstood(
          say(as_typed(first_words(count)), " could be several stages: ", some_of(ids, "or"), "."),
          {say("Type one of them after “to”.")}, usage);
    }
  }
  if (words.empty()) {
    return misunderstood(say("To which stage? Nothing follows “to”."),
                         {say("Name the stage, or leave “to” out where there is one way on.")},
                         usage);
  }
  std::vector<Line> mends = did_you_mean(suggestions(words.front(), all));
  mends.push_back(say("The stage follows “to”. Put a note that starts with “to” in quotes."));
  return misunderstood(say("There is no stage ", as_typed(words.front()), "."), std::move(mends),
                       usage);
}

}  // namespace baton
