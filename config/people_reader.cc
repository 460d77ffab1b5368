#include "config/people_reader.h"

#include <algorithm>
#include <map>
#include <utility>

#include "config/identity_reader.h"
#include "config/nearest.h"
#include "config/text_shape.h"
#include "core/text/ascii.h"
#include "core/time/hours.h"

namespace baton::config {
namespace {

/// Words that mean something else where a role is named.
const std::vector<std::string> reserved_roles = {"any",  "client",    "sender",     "receiver",
                                                 "none", "nobody",    "everyone",   "channel",
                                                 "here", "sender-of", "receiver-of"};

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
  PersonReader(const Chats& chats, const Declared& roles, const IsZone& is_zone, Findings& findings)
      : roles_(roles), is_zone_(is_zone), findings_(findings), identities_(chats, findings) {}

  PersonEntry read(const Item& item) {
    PersonEntry person;
    const Item name = item.at("name");
    person.name = name.text();
    if (names_.add(ascii::lowered(person.name), name) && !is_speakable(person.name)) {
      findings_.error(name.place(), "the name " + name.shown() +
                                        " cannot be typed in chat: leave out @, #, commas and "
                                        "spaces at its ends");
    }
    identities_.read(item, person);
    for (const Item& role : item.at("roles").texts()) {
      roles_.expect(role, "role", "declare it under \"roles\"", findings_);
      person.roles.push_back({role.text()});
    }
    read_timezone(item.at("timezone"), person);
    read_working_hours(item.at("hours"), person);
    return person;
  }

 private:
  void read_timezone(const Item& timezone, PersonEntry& person) {
    person.timezone = timezone.text(person.timezone);
    if (person.timezone.empty()) return;
    const bool has_shape = is_timezone_shape(person.timezone);
    if (has_shape && (!is_zone_ || is_zone_(person.timezone))) return;
    findings_.error(timezone.place(), timezone.shown() +
                                          (has_shape ? " is no time zone that this machine knows"
                                                     : " is not the name of a time zone") +
                                          ": write one such as Europe/Berlin, or UTC");
  }

  void read_working_hours(const Item& hours, PersonEntry& person) {
    person.hours = hours.text(person.hours);
    if (person.hours.empty()) return;
    const std::string problem = read_hours(person.hours).problem;
    if (problem.empty()) return;
    findings_.error(hours.place(), hours.shown() + " tells no working hours: " + problem);
  }

  static bool is_speakable(const std::string& name) {
    return name.find_first_of("@#,<>\n\t") == std::string::npos && name.front() != ' ' &&
           name.back() != ' ';
  }

  const Declared& roles_;
  const IsZone& is_zone_;
  Findings& findings_;
  IdentityReader identities_;
  Once names_{"the name", findings_};
};

/// A channel's id is one workspace's: which of them has it must be clear.
void read_channel_id(const Item& channel, ChatKind kind, const Chats& chats, ClientEntry& client,
                     Findings& findings) {
  const std::vector<std::string>& workspaces = chats.of(kind);
  if (workspaces.size() > 1) {
    findings.error(channel.key_place(),
                   "several " + name_of(kind) + " workspaces are configured: write \"channels: { " +
                       workspaces.front() + ": " + channel_of(channel) + " }\" instead");
  } else if (workspaces.empty()) {
    findings.warning(channel.place(), channel.shown() + " is the id of a " + name_of(kind) +
                                          " channel, and no " + name_of(kind) +
                                          " workspace is configured: write the channel's name");
  } else {
    client.channels[{workspaces.front()}] = channel_of(channel);
  }
}

/// A channel's name is meant wherever there is one of that name.
void read_channel(const Item& channel, const Chats& chats, ClientEntry& client,
                  Findings& findings) {
  const std::string name = channel_of(channel);
  if (name.empty() || chats.all.empty()) return;
  if (is_slack_channel_id(name)) {
    read_channel_id(channel, ChatKind::slack, chats, client, findings);
  } else if (is_mattermost_id(name)) {
    read_channel_id(channel, ChatKind::mattermost, chats, client, findings);
  } else {
    for (const std::string& workspace : chats.all) {
      client.channels[{workspace}] = name;
      client.channels_for_all.insert({workspace});
    }
  }
}

void read_channels(const Item& item, const Chats& chats, ClientEntry& client, Findings& findings) {
  read_channel(item.at("channel"), chats, client, findings);
  for (const auto& [workspace, name] : item.at("channels").members()) {
    if (std::ranges::find(chats.all, workspace) != chats.all.end()) {
      client.channels[{workspace}] = channel_of(name);
      client.channels_for_all.erase({workspace});
    } else if (!chats.all.empty()) {
      findings.error(name.key_place(), "no workspace is called " + name_of_key(workspace) +
                                           chats.hint_for(workspace));
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
                                     const IsZone& is_zone, Findings& findings) {
  std::vector<PersonEntry> read;
  PersonReader reader(chats, roles, is_zone, findings);
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
