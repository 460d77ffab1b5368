#include "adapters/sandbox/mattermost/window.h"

#include <set>
#include <utility>

#include "adapters/sandbox/mattermost/attachments.h"

namespace baton::sandbox::mattermost {
namespace {

/// The direct channel with Baton; empty: there is none and no room for one.
std::string dm_of(Machine& machine, const std::string& user) {
  const Channel* const channel = machine.state.direct(user, bot_user(), machine.clock.now());
  return channel == nullptr ? std::string() : channel->id;
}

Json dialog_json(const OpenDialog* dialog) {
  if (dialog == nullptr) return nullptr;
  Json json = dialog->dialog;
  json["id"] = dialog->trigger;
  json.erase("state");
  return json;
}

/// What is small enough to be told whole with every change.
void add_surroundings(Json& json, Machine& machine, const User& me) {
  ServerState& state = machine.state;
  json["me"] = me.id;
  json["dm"] = dm_of(machine, me.id);
  json["conditions"] = conditions_json(machine.conditions);
  json["people"] = Json::array();
  for (const auto& [id, user] : state.users()) {
    if (user.is_bot) continue;
    json["people"].push_back({{"id", id},
                              {"username", user.username},
                              {"name", user.first_name},
                              {"title", user.position},
                              {"deactivated", user.deactivated},
                              {"unread", state.unread(user, dm_of(machine, id))}});
  }
  json["channels"] = Json::array();
  for (const auto& [id, channel] : state.channels()) {
    const bool is_of_team =
        channel.type == Channel::Type::open || channel.type == Channel::Type::secret;
    if (!is_of_team || !channel.members.contains(me.id)) continue;
    json["channels"].push_back({{"id", id},
                                {"name", channel.name},
                                {"display_name", channel.display_name},
                                {"topic", channel.header},
                                {"archived", channel.archived},
                                {"unread", state.unread(me, id)}});
  }
  json["dialog"] = dialog_json(state.dialog(me.id));
  json["n"] = state.revision();
}

const char* name_of(LedgerEntry::Kind kind) {
  switch (kind) {
    case LedgerEntry::Kind::posted: return "posted";
    case LedgerEntry::Kind::edited: return "edited";
    case LedgerEntry::Kind::deleted: return "deleted";
    case LedgerEntry::Kind::ephemeral: return "ephemeral";
    case LedgerEntry::Kind::dialog_opened: return "dialog_opened";
    case LedgerEntry::Kind::dialog_closed: return "dialog_closed";
  }
  return "";
}

}  // namespace

Json shown_message(const ServerState& state, const Post& post) {
  const User* const author = state.user(post.user_id);
  std::string name = author == nullptr ? "System" : author->first_name;
  if (post.props.contains("override_username")) name = post.props["override_username"];
  const char* const kinds[] = {"message", "command", "error"};
  const bool is_bot = (author != nullptr && author->is_bot) || post.props.contains("from_webhook");
  const Json props = public_props(post.props);
  return {{"channel", post.channel_id},
          {"id", post.id},
          {"order", post.order},
          {"at", post.create_at},
          {"kind", kinds[static_cast<std::size_t>(post.kind)]},
          {"author", post.user_id},
          {"author_name", name},
          {"bot", is_bot},
          {"message", post.message},
          {"attachments", props.value("attachments", Json::array())},
          {"shown", shown_post(post.message, post.props)},
          {"props", props},
          {"ephemeral", !post.only_for.empty()},
          {"root_id", post.root_id},
          {"edited", post.edit_at != 0}};
}

Json window_json(Machine& machine, const std::string& user) {
  const User& me = *machine.state.user(user);
  Json json;
  add_surroundings(json, machine, me);
  json["team"] = team_display_name;
  json["messages"] = Json::array();
  for (const auto& [id, channel] : machine.state.channels()) {
    for (const Post* const post : machine.state.seen_by(user, id)) {
      json["messages"].push_back(shown_message(machine.state, *post));
    }
  }
  return json;
}

Json window_changes(Machine& machine, const std::string& user, std::uint64_t after) {
  ServerState& state = machine.state;
  if (!state.ledger().reaches_back_to(after)) return {{"reset", true}};
  const std::deque<LedgerEntry>& ledger = state.ledger().lines();
  Json json;
  add_surroundings(json, machine, *state.user(user));
  json["messages"] = Json::array();
  json["gone"] = Json::array();
  std::set<std::string> told;
  for (auto entry = ledger.rbegin(); entry != ledger.rend() && entry->number > after; ++entry) {
    if (entry->channel.empty()) continue;
    if (!entry->only_for.empty() && entry->only_for != user) continue;
    if (!state.channel(entry->channel)->members.contains(user)) continue;
    if (!told.insert(entry->post).second) continue;
    const Post* const post = state.post(entry->post);
    if (post == nullptr || post->delete_at != 0) {
      json["gone"].push_back({{"channel", entry->channel}, {"id", entry->post}});
    } else {
      json["messages"].push_back(shown_message(state, *post));
    }
  }
  return json;
}

Json ledger_json(const ServerState& state, std::uint64_t after, const std::string& channel,
                 std::size_t limit) {
  return state.ledger().page(after, channel, limit, [](const LedgerEntry& entry) {
    return Json{{"kind", name_of(entry.kind)}, {"post_id", entry.post}, {"props", entry.props}};
  });
}

}  // namespace baton::sandbox::mattermost
