#include "bot/talk/lookup.h"

#include <algorithm>
#include <optional>

#include "bot/talk/near.h"
#include "bot/talk/say.h"
#include "bot/talk/text.h"

namespace baton {
namespace {

constexpr std::size_t quoted_max = 80;
constexpr std::size_t names_shown_max = 12;

std::string quoted(std::string_view typed) {
  return "“" + text::clip(text::one_line(typed), quoted_max) + "”";
}

std::string some_of(const std::vector<std::string>& names, std::string_view last) {
  if (names.size() <= names_shown_max) return text::listed(names, last);
  const std::vector<std::string> first(names.begin(), names.begin() + names_shown_max);
  return text::joined(first) + " …";
}

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

struct KeyParts {
  std::string client;
  std::string number;
};
/// "ACME" and "12" of "acme-12", "#ACME-12", "ACME-12:".
std::optional<KeyParts> split_key(std::string_view typed) {
  if (typed.starts_with('#')) typed.remove_prefix(1);
  while (!typed.empty() && (typed.back() == ':' || typed.back() == ',' || typed.back() == '.')) {
    typed.remove_suffix(1);
  }
  const std::size_t dash = typed.rfind('-');
  if (dash == typed.npos || dash == 0 || dash + 1 == typed.size()) return std::nullopt;
  // A client's key begins with a letter: "2027-03-31" is a date.
  if (typed.front() >= '0' && typed.front() <= '9') return std::nullopt;
  const std::string_view number = typed.substr(dash + 1);
  const bool counts =
      number.front() != '.' && number.size() <= 12 && number.find("..") == number.npos &&
      std::ranges::all_of(number, [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
  if (!counts) return std::nullopt;
  const std::size_t significant = number.find_first_not_of('0');
  if (significant == number.npos || number[significant] == '.') return std::nullopt;
  return KeyParts{std::string(typed.substr(0, dash)), std::string(number.substr(significant))};
}

const Client* client_of(const KeyParts& parts, const Agency& agency) {
  const std::string wanted = text::folded(parts.client);
  for (const auto& [key, client] : agency.clients) {
    if (text::folded(key.value) == wanted) return &client;
  }
  return nullptr;
}

}  // namespace

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

bool is_task_key(std::string_view typed, const Agency& agency) {
  const std::optional<KeyParts> parts = split_key(typed);
  return parts && client_of(*parts, agency) != nullptr;
}

bool has_key_shape(std::string_view typed) { return split_key(typed).has_value(); }

std::optional<NearKey> key_nearly(std::string_view typed, std::string_view next_word,
                                  const Agency& agency) {
  constexpr std::size_t digits_max = 6;
  const auto is_number = [](std::string_view text) {
    return !text.empty() && text.size() <= digits_max && text.front() != '0' &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  };
  const std::string wanted = text::folded(typed);
  for (const auto& [key, client] : agency.clients) {
    const std::string known = text::folded(key.value);
    if (!wanted.starts_with(known)) continue;
    std::string_view rest = std::string_view(wanted).substr(known.size());
    if (rest.empty() && is_number(next_word)) {
      return NearKey{{key.value + "-" + std::string(next_word)}, 2};
    }
    for (const std::string_view dash : {"-", "_", "–", "—", "‑", "/"}) {
      if (rest.starts_with(dash)) {
        rest.remove_prefix(dash.size());
        break;
      }
    }
    if (is_number(rest)) return NearKey{{key.value + "-" + std::string(rest)}, 1};
  }
  return std::nullopt;
}

Read<TaskKey> task_named(const Token& token, const Speaker& speaker, std::string_view usage) {
  const std::optional<KeyParts> parts = split_key(token.text);
  if (!parts || token.person || !token.name.empty()) {
    return misunderstood(say("Which task? ", quoted(token.name.empty() ? token.text : token.name),
                             " is not a task key."),
                         {say("A task key looks like ", code("ACME-12"), ". ", command("list"),
                              " shows the open tasks.")},
                         usage);
  }
  if (const Client* client = client_of(*parts, speaker.agency)) {
    return TaskKey{client->key.value + "-" + parts->number};
  }
  std::vector<std::string> keys;
  for (const std::string& near : nearest(parts->client, ids_of(known_clients(speaker.agency)))) {
    keys.push_back(near + "-" + parts->number);
  }
  std::vector<Line> mends = did_you_mean(keys);
  mends.push_back(say(command("list"), " shows the open tasks."));
  return misunderstood(say("There is no task ", quoted(token.text), ": no client has the key ",
                           quoted(parts->client), "."),
                       std::move(mends), usage);
}

Read<ClientKey> client_named(std::string_view typed, const Agency& agency, std::string_view usage) {
  const std::vector<Known> all = known_clients(agency);
  const std::vector<std::string> ids = ids_named(typed, all);
  if (ids.size() == 1) return ClientKey{ids.front()};
  if (ids.size() > 1) {
    return misunderstood(say(quoted(typed), " could be several clients: ", some_of(ids, "or"), "."),
                         {say("Type the client's key.")}, usage);
  }
  std::vector<Line> mends = did_you_mean(suggestions(typed, all));
  if (!all.empty()) mends.push_back(say("Clients: ", some_of(ids_of(all), "and"), "."));
  return misunderstood(say("There is no client ", quoted(typed), "."), std::move(mends), usage);
}

Read<WorkflowId> workflow_named(std::string_view typed, const Agency& agency,
                                std::string_view usage) {
  const std::vector<Known> all = known_workflows(agency);
  const std::vector<std::string> ids = ids_named(typed, all);
  if (ids.size() == 1) return WorkflowId{ids.front()};
  if (ids.size() > 1) {
    return misunderstood(
        say(quoted(typed), " could be several workflows: ", some_of(ids, "or"), "."),
        {say("Type one of them.")}, usage);
  }
  std::vector<Line> mends = did_you_mean(suggestions(typed, all));
  if (!all.empty()) mends.push_back(say("Workflows: ", some_of(ids_of(all), "and"), "."));
  return misunderstood(say("There is no workflow ", quoted(typed), "."), std::move(mends), usage);
}

Read<PersonId> person_named(const Token& token, const Speaker& speaker, std::string_view usage) {
  const Agency& agency = speaker.agency;
  if (!token.user.empty()) {
    const Person* person = agency.directory.by_identity(speaker.workspace, token.user);
    if (person != nullptr) return person->id;
    return misunderstood(
        say(quoted("@" + token.text), " is not in ", agency.settings.agency, "'s list of people."),
        {say("A coordinator can add them. Name somebody who is listed.")}, usage);
  }
  const std::vector<Known> all = known_people(agency);
  const std::vector<std::string> ids = ids_named(token.text, all);
  if (ids.size() == 1) return PersonId{ids.front()};
  if (ids.size() > 1) {
    std::vector<std::string> names;
    for (const std::string& id : ids) names.push_back("@" + agency.name_of({id}));
    return misunderstood(
        say(quoted("@" + token.text), " could be several people: ", some_of(names, "or"), "."),
        {say("Type more of the name, or pick the person from your chat's list.")}, usage);
  }
  std::vector<std::string> near;
  for (const std::string& name : suggestions(token.text, all)) near.push_back("@" + name);
  std::vector<Line> mends = did_you_mean(near);
  std::vector<std::string> names;
  for (const Known& known : all) names.push_back(known.names.front());
  mends.push_back(say("People: ", some_of(names, "and"), "."));
  return misunderstood(say("I know nobody called ", quoted("@" + token.text), "."),
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
          say(quoted(first_words(count)), " could be several stages: ", some_of(ids, "or"), "."),
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
  return misunderstood(say("There is no stage ", quoted(words.front()), "."), std::move(mends),
                       usage);
}

}  // namespace baton
