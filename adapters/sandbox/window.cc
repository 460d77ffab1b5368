#include "adapters/sandbox/window.h"

#include <set>
#include <utility>

#include "adapters/sandbox/acting.h"
#include "adapters/sandbox/methods.h"

namespace baton::sandbox {
namespace {

/// What is small enough to be told whole with every change.
void add_surroundings(Json& json, Workspace& workspace, const Conditions& conditions,
                      const Person& me) {
  json["n"] = workspace.revision();
  json["me"] = me.id;
  json["dm"] = workspace.im_with(me).id;
  json["conditions"] = conditions_json(conditions);
  json["people"] = Json::array();
  for (const auto& [id, person] : workspace.people()) {
    json["people"].push_back({{"id", id},
                              {"name", person.name},
                              {"title", person.title},
                              {"deactivated", person.deactivated},
                              {"unread", workspace.unread(person, workspace.im_with(person).id)}});
  }
  json["channels"] = Json::array();
  for (const auto& [id, channel] : workspace.channels()) {
    if (!channel.im_of.empty()) continue;
    json["channels"].push_back({{"id", id},
                                {"name", channel.name},
                                {"topic", channel.topic},
                                {"archived", channel.archived},
                                {"unread", workspace.unread(me, id)}});
  }
  const std::vector<View>& views = workspace.views(me.id);
  json["view"] = views.empty() ? Json(nullptr) : view_json(views.back(), Json::object());
}

const char* name_of(LedgerEntry::Kind kind) {
  switch (kind) {
    case LedgerEntry::Kind::posted: return "posted";
    case LedgerEntry::Kind::edited: return "edited";
    case LedgerEntry::Kind::deleted: return "deleted";
    case LedgerEntry::Kind::view_opened: return "view_opened";
    case LedgerEntry::Kind::view_updated: return "view_updated";
    case LedgerEntry::Kind::view_closed: return "view_closed";
  }
  return "";
}

}  // namespace

Json window_json(Workspace& workspace, const Conditions& conditions, const std::string& person) {
  const Person& me = *workspace.person(person);
  Json json;
  add_surroundings(json, workspace, conditions, me);
  json["team"] = team_name;
  json["messages"] = Json::array();
  for (const auto& [id, channel] : workspace.channels()) {
    for (const Message* const message : workspace.seen_by(person, id)) {
      json["messages"].push_back(shown_message(*message, workspace));
    }
  }
  return json;
}

Json window_changes(Workspace& workspace, const Conditions& conditions, const std::string& person,
                    std::uint64_t after) {
  if (!workspace.ledger().reaches_back_to(after)) return {{"reset", true}};
  const std::deque<LedgerEntry>& ledger = workspace.ledger().lines();
  Json json;
  add_surroundings(json, workspace, conditions, *workspace.person(person));
  json["messages"] = Json::array();
  json["gone"] = Json::array();
  std::set<std::pair<std::string, std::string>> told;
  for (auto entry = ledger.rbegin(); entry != ledger.rend() && entry->number > after; ++entry) {
    if (entry->channel.empty()) continue;
    if (!entry->only_for.empty() && entry->only_for != person) continue;
    const Channel* const channel = workspace.channel(entry->channel);
    if (!channel->im_of.empty() && channel->im_of != person) continue;
    if (!told.emplace(entry->channel, entry->ts).second) continue;
    const Message* const message = workspace.message(entry->channel, entry->ts);
    if (message == nullptr) {
      json["gone"].push_back({{"channel", entry->channel}, {"ts", entry->ts}});
    } else {
      json["messages"].push_back(shown_message(*message, workspace));
    }
  }
  return json;
}

Json ledger_json(const Workspace& workspace, std::uint64_t after, const std::string& channel,
                 std::size_t limit) {
  return workspace.ledger().page(after, channel, limit, [](const LedgerEntry& entry) {
    return Json{{"kind", name_of(entry.kind)}, {"ts", entry.ts}, {"metadata", entry.metadata}};
  });
}

}  // namespace baton::sandbox
