#include "config/identity_reader.h"

#include <algorithm>

#include "config/text_shape.h"
#include "core/text/ascii.h"

namespace baton::config {
namespace {

std::string key_of_kind(ChatKind kind) { return kind == ChatKind::slack ? "slack" : "mattermost"; }
std::string placeholder_of(ChatKind kind) {
  return kind == ChatKind::slack ? "<member id>" : "<user name>";
}

/// What somebody is called in a finding: by an id, or by a name.
std::string word_for(ChatKind kind, const std::string& user) {
  return kind == ChatKind::slack || is_mattermost_id(user) ? "id" : "user name";
}

/// "@Ana" and "ana" are the same user of a Mattermost server.
std::string user_of(const Item& id, ChatKind kind) {
  std::string user = id.text();
  if (kind == ChatKind::slack) return user;
  if (user.starts_with('@')) user.erase(0, 1);
  return ascii::lowered(user);
}

}  // namespace

void IdentityReader::read(const Item& item, PersonEntry& person) {
  refused_ = false;
  read_own_key(item.at("slack"), ChatKind::slack, person);
  read_own_key(item.at("mattermost"), ChatKind::mattermost, person);
  read_ids(item.at("ids"), person);
  read_home(item.at("home"), person);
  if (person.ids.empty() && !refused_ && item.is_map()) {
    findings_.warning(item.place(), in_quotes(person.name) +
                                        " has no id in any chat, so nobody can reach them: add " +
                                        how_to_name());
  }
}

void IdentityReader::read_own_key(const Item& item, ChatKind kind, PersonEntry& person) {
  if (!item.is_text()) return;
  const std::vector<std::string>& workspaces = chats_.of(kind);
  if (workspaces.size() > 1) {
    refuse(item.key_place(), "several " + name_of(kind) + " workspaces are configured: write " +
                                 how_to_name_in(kind) + " instead");
  } else if (workspaces.empty() && !chats_.all.empty()) {
    findings_.warning(item.key_place(), in_quotes(key_of_kind(kind)) + " has no effect: no " +
                                            name_of(kind) +
                                            " workspace is configured; leave it out, or add \"" +
                                            key_of_kind(kind) + ":\" to the file");
  } else {
    add(item, kind, workspaces.empty() ? key_of_kind(kind) : workspaces.front(), person);
  }
}

void IdentityReader::read_ids(const Item& ids, PersonEntry& person) {
  for (const auto& [workspace, id] : ids.members()) {
    if (chats_.all.empty()) {
      refused_ = true;  // that no chat is connected is said already
    } else if (std::ranges::find(chats_.all, workspace) == chats_.all.end()) {
      refuse(id.key_place(),
             "no workspace is called " + name_of_key(workspace) + chats_.hint_for(workspace));
    } else {
      add(id, chats_.kind_of(workspace), workspace, person);
    }
  }
}

void IdentityReader::add(const Item& id, ChatKind kind, const std::string& workspace,
                         PersonEntry& person) {
  const std::string user = user_of(id, kind);
  if (user.empty()) {
    refused_ = true;  // the schema, or where it should come from, says why
    return;
  }
  if (person.ids.contains({workspace})) {
    refuse(id.place(), in_quotes(person.name) + " is named in " + in_quotes(workspace) +
                           " already: keep one of them");
    return;
  }
  person.ids[{workspace}] = user;
  if (kind == ChatKind::slack && !is_slack_user(user)) {
    refuse(id.place(), id.shown() +
                           " is not a Slack member id such as U012AB3CD: in Slack open the "
                           "person's profile, then \"Copy member ID\"");
    return;
  }
  if (kind == ChatKind::mattermost && !is_mattermost_name(user)) {
    refuse(id.place(), id.shown() +
                           " is not a Mattermost user name: write one such as ana (letters, "
                           "digits, dots, hyphens, underscores), or the id of 26 characters");
    return;
  }
  const auto [first, is_new] = taken_.emplace(std::pair(workspace, user), person.name);
  if (is_new) return;
  const std::string word = word_for(kind, user);
  refuse(id.place(), id.shown() + " is already the " + word + " of " + in_quotes(first->second) +
                         ": every person has " + (word == "id" ? "an " : "a ") + word +
                         " of their own");
}

void IdentityReader::read_home(const Item& home, PersonEntry& person) {
  for (const std::string& workspace : chats_.all) {  // the only one, else Slack before others
    if (!person.home.empty() || !person.ids.contains({workspace})) continue;
    person.home = {workspace};
  }
  if (!home.is_text() || chats_.all.empty()) return;
  const std::string name = home.text();
  if (person.ids.contains({name})) {
    person.home = {name};
  } else if (std::ranges::find(chats_.all, name) == chats_.all.end()) {
    findings_.error(home.place(), "no workspace is called " + home.shown() + chats_.hint_for(name));
  } else {
    const bool is_slack = chats_.kind_of(name) == ChatKind::slack;
    findings_.error(home.place(), in_quotes(person.name) + " has no " +
                                      (is_slack ? "id" : "user name") + " in " + home.shown() +
                                      ": add it, or name another home");
  }
}

void IdentityReader::refuse(Place place, std::string message) {
  refused_ = true;
  findings_.error(std::move(place), std::move(message));
}

std::string IdentityReader::how_to_name_in(ChatKind kind) const {
  const std::vector<std::string>& workspaces = chats_.of(kind);
  const std::string placeholder = placeholder_of(kind);
  if (workspaces.size() < 2) return "\"" + key_of_kind(kind) + ": " + placeholder + "\"";
  return "\"ids: { " + workspaces.front() + ": " + placeholder + " }\"";
}

std::string IdentityReader::how_to_name() const {
  if (chats_.mattermost.empty()) return how_to_name_in(ChatKind::slack);
  if (chats_.slack.empty()) return how_to_name_in(ChatKind::mattermost);
  return how_to_name_in(ChatKind::slack) + " or " + how_to_name_in(ChatKind::mattermost);
}

}  // namespace baton::config
