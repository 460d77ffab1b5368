#include "config/people_reader.h"

#include <algorithm>
#include <map>
#include <utility>

#include "config/nearest.h"
#include "config/text_shape.h"

namespace baton::config {
namespace {

/// Words that mean something else where a role is named.
const std::vector<std::string> reserved_roles = {"any",  "client",    "sender",     "receiver",
                                                 "none", "nobody",    "everyone",   "channel",
                                                 "here", "sender-of", "receiver-of"};

std::string folded(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

/// Remembers where a name was first used, and tells when it comes again.
class Once {
 public:
  Once(std::string what, Findings& findings) : what_(std::move(what)), findings_(findings) {}

  bool add(const std::string& name, const Item& item) {
    if (name.empty()) return false;
    const auto [first, is_new] = first_.emplace(name, item.place());
    if (!is_new) {
      findings_.error(item.place(), what_ + " " + item.shown() + " stands here a second time " +
                                        "(first in line " + std::to_string(first->second.line) +
                                        "): keep one of them, or rename it");
    }
    return is_new;
  }

 private:
  std::string what_;
  Findings& findings_;
  std::map<std::string, Place> first_;
};

class PersonReader {
 public:
  PersonReader(const Chats& chats, const Declared& roles, Findings& findings)
      : chats_(chats), roles_(roles), findings_(findings) {}

  PersonEntry read(const Item& item) {
    PersonEntry person;
    person.place = item.place();
    const Item name = item.at("name");
    person.name = name.text();
    if (names_.add(folded(person.name), name) && !is_speakable(person.name)) {
      findings_.error(name.place(), "the name " + name.shown() +
                                        " cannot be typed in chat: leave out @, #, commas and "
                                        "spaces at its ends");
    }
    read_ids(item, person);
    read_home(item.at("home"), person);
    for (const Item& role : item.at("roles").texts()) {
      roles_.expect(role, "role", "declare it under \"roles\"", findings_);
      person.roles.push_back({role.text()});
    }
    const Item timezone = item.at("timezone");
    person.timezone = timezone.text(person.timezone);
    if (!person.timezone.empty() && !is_timezone_shape(person.timezone)) {
      findings_.error(timezone.place(), timezone.shown() +
                                            " is not the name of a time zone: write one such as "
                                            "Europe/Berlin, or UTC");
    }
    person.hours = item.at("hours").text(person.hours);
    const bool reachable =
        item.at("slack").exists() || item.at("ids").exists() || item.at("mattermost").exists();
    if (!reachable && item.is_map()) {
      findings_.warning(item.place(), in_quotes(person.name) +
                                          " has no id in any chat, so nobody can reach them: add "
                                          "\"slack: <member id>\"");
    }
    return person;
  }

 private:
  static bool is_speakable(const std::string& name) {
    return name.find_first_of("@#,<>\n\t") == std::string::npos && name.front() != ' ' &&
           name.back() != ' ';
  }

  void read_ids(const Item& item, PersonEntry& person) {
    const Item slack = item.at("slack");
    if (slack.is_text() && chats_.slack.size() > 1) {
      findings_.error(slack.key_place(),
                      "several Slack workspaces are configured: write \"ids: { " +
                          chats_.slack.front() + ": <member id> }\" instead");
    } else if (slack.is_text()) {
      add_id(slack, chats_.slack.empty() ? "slack" : chats_.slack.front(), person);
    }
    const Declared workspaces{chats_.all, !chats_.all.empty()};
    for (const auto& [workspace, id] : item.at("ids").members()) {
      const bool known = !workspaces.complete || workspaces.contains(workspace);
      if (!known) {
        findings_.error(id.key_place(), "no workspace is called " + name_of_key(workspace) +
                                            did_you_mean(workspace, chats_.all) +
                                            (nearest(workspace, chats_.all)
                                                 ? ""
                                                 : "; the names are " + alternatives(chats_.all)));
      }
      const bool is_slack =
          std::find(chats_.slack.begin(), chats_.slack.end(), workspace) != chats_.slack.end();
      if (known && is_slack) {
        add_id(id, workspace, person);
      } else if (known) {
        findings_.warning(id.key_place(), in_quotes(workspace) +
                                              " is not yet in effect: this version speaks Slack");
      }
    }
  }

  void add_id(const Item& id, const std::string& workspace, PersonEntry& person) {
    const std::string user = id.text();
    if (user.empty()) return;
    if (!is_slack_user(user)) {
      findings_.error(id.place(), id.shown() +
                                      " is not a Slack member id such as U012AB3CD: in Slack open "
                                      "the person's profile, then \"Copy member ID\"");
    } else {
      const auto [first, is_new] = users_.emplace(std::pair(workspace, user), person.name);
      if (!is_new) {
        findings_.error(id.place(), id.shown() + " is already the id of " +
                                        in_quotes(first->second) +
                                        ": every person has an id of their own");
      }
    }
    person.ids[{workspace}] = user;
  }

  void read_home(const Item& home, PersonEntry& person) {
    if (!person.ids.empty()) person.home = person.ids.begin()->first;
    if (!home.is_text()) return;
    const std::string name = home.text();
    const bool is_chat = std::find(chats_.all.begin(), chats_.all.end(), name) != chats_.all.end();
    if (person.ids.contains({name})) {
      person.home = {name};
    } else if (is_chat || name == "mattermost") {
      const bool slack =
          std::find(chats_.slack.begin(), chats_.slack.end(), name) != chats_.slack.end();
      if (slack) {
        findings_.error(home.place(), in_quotes(person.name) + " has no id in " + home.shown() +
                                          ": add it, or name another home");
      } else {
        findings_.warning(home.place(),
                          home.shown() + " is not yet in effect: this version speaks Slack");
      }
    } else if (!chats_.all.empty()) {
      const std::string hint = did_you_mean(name, chats_.all);
      findings_.error(home.place(),
                      "no workspace is called " + home.shown() +
                          (hint.empty() ? "; the names are " + alternatives(chats_.all) : hint));
    }
  }

  const Chats& chats_;
  const Declared& roles_;
  Findings& findings_;
  Once names_{"the name", findings_};
  std::map<std::pair<std::string, std::string>, std::string> users_;
};

void read_channels(const Item& item, const Chats& chats, ClientEntry& client, Findings& findings) {
  const Item channel = item.at("channel");
  if (channel.is_text() && chats.slack.size() > 1) {
    findings.error(channel.key_place(),
                   "several Slack workspaces are configured: write \"channels: { " +
                       chats.slack.front() + ": " + channel_of(channel) + " }\" instead");
  } else if (channel.is_text()) {
    client.channels[{chats.slack.empty() ? "slack" : chats.slack.front()}] = channel_of(channel);
  }
  for (const auto& [workspace, name] : item.at("channels").members()) {
    const auto is = [&](const std::vector<std::string>& names) {
      return std::find(names.begin(), names.end(), workspace) != names.end();
    };
    if (is(chats.slack)) {
      client.channels[{workspace}] = channel_of(name);
    } else if (is(chats.all)) {
      findings.warning(name.key_place(),
                       in_quotes(workspace) + " is not yet in effect: this version speaks Slack");
    } else if (!chats.all.empty()) {
      const std::string hint = did_you_mean(workspace, chats.all);
      findings.error(name.key_place(),
                     "no workspace is called " + name_of_key(workspace) +
                         (hint.empty() ? "; the names are " + alternatives(chats.all) : hint));
    }
  }
}

void read_client_roles(const Item& item, const Declared& roles,
                       const std::vector<PersonEntry>& people, const Declared& names,
                       ClientEntry& client, Findings& findings) {
  for (const auto& [role, person] : item.members()) {
    if (roles.complete && !roles.contains(role)) {
      findings.error(person.key_place(),
                     "no role is called " + name_of_key(role) + did_you_mean(role, roles.names) +
                         (nearest(role, roles.names) ? "" : ": declare it under \"roles\""));
    }
    if (!names.expect(person, "person", "add them under \"people\"", findings)) continue;
    client.roles[{role}] = person.text();
    const auto named = std::find_if(
        people.begin(), people.end(),
        [&, text = person.text()](const PersonEntry& entry) { return entry.name == text; });
    const RoleId wanted{role};
    if (named != people.end() && roles.contains(role) &&
        std::find(named->roles.begin(), named->roles.end(), wanted) == named->roles.end()) {
      findings.warning(person.place(), in_quotes(named->name) + " does not have the role " +
                                           in_quotes(role) + ": add it to their \"roles\"");
    }
  }
}

}  // namespace

bool Declared::contains(const std::string& name) const {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool Declared::expect(const Item& item, const std::string& kind, const std::string& mend,
                      Findings& findings) const {
  const std::string name = item.text();
  if (name.empty()) return false;
  if (contains(name)) return true;
  if (!complete) return false;
  const std::string hint = did_you_mean(name, names);
  findings.error(item.place(),
                 "no " + kind + " is called " + item.shown() + (hint.empty() ? ": " + mend : hint));
  return false;
}

std::string channel_of(const Item& item) {
  const std::string text = item.text();
  return text.starts_with('#') ? text.substr(1) : text;
}

std::vector<RoleId> read_roles(const Item& roles, Findings& findings) {
  std::vector<RoleId> read;
  Once once("the role", findings);
  for (const Item& role : roles.texts()) {
    const std::string name = role.text();
    if (!once.add(name, role)) continue;
    if (std::find(reserved_roles.begin(), reserved_roles.end(), name) != reserved_roles.end()) {
      findings.error(role.place(), role.shown() +
                                       " means something else in workflows: give the role another "
                                       "name");
    } else if (!is_kebab_case(name)) {
      const std::string better = kebab_case_of(name);
      findings.error(role.place(), "the role " + role.shown() +
                                       " must be written in lower case with hyphens" +
                                       (better.empty() ? "" : ", such as " + in_quotes(better)));
    }
    read.push_back({name});
  }
  return read;
}

std::vector<PersonEntry> read_people(const Item& people, const Chats& chats, const Declared& roles,
                                     Findings& findings) {
  std::vector<PersonEntry> read;
  PersonReader reader(chats, roles, findings);
  for (const Item& person : people.items()) read.push_back(reader.read(person));
  return read;
}

std::vector<ClientEntry> read_clients(const Item& clients, const Chats& chats,
                                      const Declared& roles, const std::vector<PersonEntry>& people,
                                      const Declared& names, Findings& findings) {
  std::vector<ClientEntry> read;
  Once once("the client key", findings);
  for (const Item& item : clients.items()) {
    ClientEntry client;
    client.place = item.place();
    const Item key = item.at("key");
    client.key = {key.text()};
    if (once.add(client.key.value, key) && !is_client_key(client.key.value)) {
      findings.error(key.place(), "the client key " + key.shown() +
                                      " must be 2 to 10 capital letters and digits beginning with "
                                      "a letter, such as ACME");
    }
    client.name = item.at("name").text(client.key.value);
    read_channels(item, chats, client, findings);
    read_client_roles(item.at("roles"), roles, people, names, client, findings);
    read.push_back(std::move(client));
  }
  return read;
}

}  // namespace baton::config
