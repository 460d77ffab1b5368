#include "adapters/sandbox/mattermost/server_state.h"

#include <algorithm>
#include <array>

#include "adapters/sandbox/mattermost/attachments.h"
#include "adapters/sandbox/mattermost/ids.h"

namespace baton::sandbox::mattermost {
namespace {

struct Seeded {
  const char* username;
  const char* first_name;
  const char* position;
};
constexpr std::array<Seeded, 5> people{{{"ana", "Ana", "Account manager, strategist"},
                                        {"dino", "Dino", "Designer, copywriter"},
                                        {"petra", "Petra", "Paid media"},
                                        {"alex", "Alex", "Analytics"},
                                        {"olga", "Olga", "Director, coordinator"}}};

struct SeededChannel {
  const char* id;
  const char* name;
  const char* display_name;
  const char* header;
};
constexpr std::array<SeededChannel, 4> places{
    {{"channelhandoffs", "handoffs", "Handoffs", "Work that changes hands"},
     {"channelacme", "acme", "ACME", "Client: ACME"},
     {"channelboltcoffee", "bolt-coffee", "Bolt Coffee", "Client: Bolt Coffee"},
     {"channeltownsquare", "town-square", "Town Square", ""}}};

std::int64_t ms(TimePoint at) { return at.time_since_epoch().count(); }

}  // namespace

const std::string& team_id() {
  static const std::string id = fixed_id("teamnorthlight");
  return id;
}

const std::string& bot_user() {
  static const std::string id = fixed_id("userbaton");
  return id;
}

ServerState::ServerState(Random& random) : random_(random) {
  for (const SeededChannel& place : places) {
    Channel channel;
    channel.id = fixed_id(place.id);
    channel.name = place.name;
    channel.display_name = place.display_name;
    channel.header = place.header;
    channels_[channel.id] = std::move(channel);
  }
  User bot;
  bot.id = bot_user();
  bot.username = bot_name;
  bot.first_name = "Baton";
  bot.is_bot = true;
  users_[bot.id] = bot;
  for (const Seeded& person : people) {
    User user;
    user.id = fixed_id(std::string("user") + person.username);
    user.username = person.username;
    user.first_name = person.first_name;
    user.position = person.position;
    users_[user.id] = user;
  }
  for (auto& [id, channel] : channels_) {
    for (const auto& [user, value] : users_) channel.members.insert(user);
  }
}

User* ServerState::user(const std::string& id) {
  const auto found = users_.find(id);
  return found == users_.end() ? nullptr : &found->second;
}

const User* ServerState::user(const std::string& id) const {
  const auto found = users_.find(id);
  return found == users_.end() ? nullptr : &found->second;
}

User* ServerState::user_called(const std::string& name) {
  if (User* const known = user(name)) return known;
  const std::string bare = name.starts_with('@') ? name.substr(1) : name;
  for (auto& [id, user] : users_) {
    if (user.username == bare) return &user;
  }
  return nullptr;
}

User* ServerState::add_user(User user) {
  if (users_.size() >= users_max || user_called(user.username) != nullptr) return nullptr;
  if (user.id.empty()) user.id = new_id(random_);
  User& made = users_[user.id] = std::move(user);
  for (auto& [id, channel] : channels_) {
    if (channel.type == Channel::Type::open && made.in_team) channel.members.insert(made.id);
  }
  touch();
  return &made;
}

Channel* ServerState::channel(const std::string& id) {
  const auto found = channels_.find(id);
  return found == channels_.end() ? nullptr : &found->second;
}

const Channel* ServerState::channel(const std::string& id) const {
  const auto found = channels_.find(id);
  return found == channels_.end() ? nullptr : &found->second;
}

Channel* ServerState::channel_called(const std::string& name) {
  if (Channel* const known = channel(name)) return known;
  const bool is_marked = name.starts_with('~') || name.starts_with('#');
  const std::string bare = is_marked ? name.substr(1) : name;
  for (auto& [id, channel] : channels_) {
    if (channel.name == bare) return &channel;
  }
  return nullptr;
}

Channel* ServerState::add_channel(Channel channel) {
  if (channels_.size() >= channels_max) return nullptr;
  if (channel.id.empty()) channel.id = new_id(random_);
  Channel& kept = channels_[channel.id] = std::move(channel);
  touch();
  return &kept;
}

Channel* ServerState::direct(const std::string& one, const std::string& other, TimePoint now) {
  const std::string name = std::min(one, other) + "__" + std::max(one, other);
  if (Channel* const known = channel_called(name)) return known;
  Channel made;
  made.name = name;
  made.type = Channel::Type::direct;
  made.members = {one, other};
  made.made_at = ms(now);
  return add_channel(std::move(made));
}

bool ServerState::may_read(const std::string& user, const Channel& channel) const {
  if (channel.members.contains(user)) return true;
  const auto found = users_.find(user);
  return channel.type == Channel::Type::open && found != users_.end() && found->second.in_team &&
         !found->second.guest;
}

OpenDialog* ServerState::dialog(const std::string& user) {
  const auto found = dialogs_.find(user);
  return found == dialogs_.end() ? nullptr : &found->second;
}

void ServerState::open_dialog(const std::string& user, OpenDialog dialog, TimePoint now) {
  LedgerEntry entry;
  entry.kind = LedgerEntry::Kind::dialog_opened;
  entry.actor = bot_user();
  entry.only_for = user;
  entry.post = dialog.trigger;
  entry.text = dialog.dialog.value("title", "");
  dialogs_[user] = std::move(dialog);
  ledger_.record(std::move(entry), now);
}

void ServerState::close_dialog(const std::string& user, TimePoint now) {
  const auto found = dialogs_.find(user);
  if (found == dialogs_.end()) return;
  LedgerEntry entry;
  entry.kind = LedgerEntry::Kind::dialog_closed;
  entry.actor = user;
  entry.only_for = user;
  entry.post = found->second.trigger;
  dialogs_.erase(found);
  ledger_.record(std::move(entry), now);
}

void ServerState::record(LedgerEntry::Kind kind, const Post& post, std::string actor,
                         TimePoint now) {
  LedgerEntry entry;
  entry.kind = kind;
  entry.actor = std::move(actor);
  entry.channel = post.channel_id;
  entry.post = post.id;
  entry.thread = post.root_id;
  entry.only_for = post.only_for;
  entry.text = post.message;
  entry.shown = shown_post(post.message, post.props);
  entry.props = public_props(post.props);
  ledger_.record(std::move(entry), now);
}

}  // namespace baton::sandbox::mattermost
