#include "bot/app/linker.h"

#include <algorithm>

#include <boost/system/system_error.hpp>

namespace baton {

using boost::asio::awaitable;

namespace {

template <class T>
std::string reason_of(const Asked<T>& asked) {
  if (const auto* failed = std::get_if<AttemptFailed>(&asked)) return failed->reason;
  if (const auto* unknown = std::get_if<AttemptUnknown>(&asked)) return unknown->reason;
  return {};
}

/// Whether asking again later may help.
template <class T>
bool may_pass(const Asked<T>& asked) {
  const auto* failed = std::get_if<AttemptFailed>(&asked);
  return failed == nullptr || failed->error == ErrorClass::retry_later ||
         failed->error == ErrorClass::auth_broken;
}

/// The account that `seed` has of `key`, added as the directory knows it.
Seed::Account& account_in(Seed& seed, const ClientKey& key, const Agency& agency) {
  const auto found = std::ranges::find(seed.clients, key, &Seed::Account::key);
  if (found != seed.clients.end()) return *found;
  const Client* client = agency.client(key);
  Seed::Account& account = seed.clients.emplace_back();
  account.key = key;
  account.name = client == nullptr ? key.value : client->name;
  return account;
}

}  // namespace

Linker::Linker(Chat& chat, LinkPlan plan, Registry& registry, const Clock& clock, Log& log,
               std::function<void(const TeamInfo&)> linked)
    : chat_(chat),
      plan_(std::move(plan)),
      registry_(registry),
      clock_(clock),
      log_(log),
      linked_(std::move(linked)) {}

awaitable<void> Linker::run() {
  std::chrono::milliseconds pause = pause_first;
  while (true) {
    bool done = false;
    try {
      done = co_await link();
    } catch (const boost::system::system_error& error) {  // the store: perhaps not the next time
      reason_ = error.code().message();
    }
    if (done) break;
    log_.warning("workspace.unlinked",
                 {{"workspace", chat_.workspace().value}, {"reason", reason_}});
    co_await clock_.wait(pause);
    pause = std::min(pause * 2, pause_max);
  }
  if (plan_.kind == "slack") co_await look_at_people();
}

awaitable<bool> Linker::link() {
  const Asked<TeamInfo> asked = co_await chat_.team();
  const auto* team = std::get_if<TeamInfo>(&asked);
  if (team == nullptr) {
    reason_ = reason_of(asked);
    co_return false;
  }
  chat_away_ = false;
  warnings_.clear();
  missing_for_all_.clear();
  const WorkspaceId workspace = chat_.workspace();
  Seed seed = plan_.file;
  seed.workspaces.push_back(Workspace{workspace, plan_.kind, team->team});
  const std::map<ClientKey, ChannelId> channels = co_await resolve_client_channels();
  for (const auto& [key, channel] : channels) {
    account_in(seed, key, registry_.agency()).channels[workspace] = channel;
  }
  if (!chat_away_) co_await resolve_default_channel();
  if (!chat_away_ && plan_.kind == "mattermost") {
    const Found found = co_await find_people();
    if (!chat_away_) name_people(seed, found);
  }
  if (chat_away_) co_return false;
  co_await registry_.sow(std::move(seed));
  if (!plan_.last_resort.empty()) {  // who was renamed in the file may be known only now
    registry_.settings().last_resort =
        people_called(plan_.last_resort, registry_.agency().directory);
  }
  reason_.clear();
  log_.info("workspace.linked", {{"workspace", workspace.value}, {"team", team->team}});
  linked_(*team);
  co_return true;
}

awaitable<std::map<ClientKey, ChannelId>> Linker::resolve_client_channels() {
  std::map<ClientKey, ChannelId> channels;
  for (const auto& [key, name] : plan_.client_channels) {
    const std::string whose = "client " + key.value;
    const ChannelId channel = co_await resolve(name, whose);
    if (chat_away_) break;
    if (!channel.empty()) {
      channels[key] = channel;
    } else if (plan_.channels_for_all.contains(key)) {
      missing_for_all_.emplace_back(key, whose + " (" + name + "): " + reason_);
    } else {
      warnings_.push_back(whose + " (" + name + "): " + reason_);
    }
  }
  co_return channels;
}

awaitable<void> Linker::resolve_default_channel() {
  if (plan_.default_channel.empty()) co_return;
  const std::string whose = "the default channel";
  const ChannelId channel = co_await resolve(plan_.default_channel, whose);
  if (!channel.empty()) {
    registry_.settings().default_channels[chat_.workspace()] = channel;
  } else if (!chat_away_) {
    registry_.settings().default_channels.erase(chat_.workspace());
    warnings_.push_back(whose + " (" + plan_.default_channel + "): " + reason_);
  }
}

awaitable<ChannelId> Linker::resolve(std::string name, std::string whose) {
  if (const auto known = channels_found_.find(name); known != channels_found_.end()) {
    co_return known->second;
  }
  const Asked<ChannelId> asked = co_await chat_.channel(name);
  if (const auto* channel = std::get_if<ChannelId>(&asked)) {
    channels_found_[name] = *channel;
    co_return *channel;
  }
  reason_ = reason_of(asked);
  chat_away_ = may_pass(asked);
  log_.warning("channel.unresolved", {{"workspace", chat_.workspace().value},
                                      {"channel", name},
                                      {"of", whose},
                                      {"reason", reason_}});
  co_return ChannelId{};
}

std::vector<std::string> Linker::warnings() const {
  std::vector<std::string> all = warnings_;
  const Agency& agency = registry_.agency();
  const bool has_default = agency.settings.default_channels.contains(chat_.workspace());
  const auto is_elsewhere = [&](const ClientKey& key) {
    const Client* client = agency.client(key);
    return client != nullptr && std::ranges::any_of(client->channels, [&](const auto& channel) {
             return channel.first != chat_.workspace();
           });
  };
  for (const auto& [key, sentence] : missing_for_all_) {
    if (!has_default || !is_elsewhere(key)) all.push_back(sentence);
  }
  return all;
}

awaitable<Linker::Found> Linker::find_people() {
  Found found;
  for (const auto& [name, text] : plan_.people) {
    if (!users_found_.contains(text)) {
      const Asked<UserInfo> asked = co_await chat_.user_called(text);
      const auto* user = std::get_if<UserInfo>(&asked);
      if (user == nullptr && may_pass(asked)) {
        reason_ = reason_of(asked);
        chat_away_ = true;
        co_return found;
      }
      if (user == nullptr) {
        const auto& failed = std::get<AttemptFailed>(asked);
        warn_of_person(name, failed.error == ErrorClass::person_gone ? "not found" : failed.reason,
                       known_here(name) == nullptr ? "so Baton does not know them there"
                                                   : "so they stay who they were there");
        continue;
      }
      users_found_[text] = *user;
    }
    const UserInfo& user = users_found_.at(text);
    if (user.deactivated) warn_of_person(name, "deactivated", "so nothing reaches them there");
    if (user.bot) warn_of_person(name, "a bot", "so nobody reads there what they are told");
    found[name] = user;
  }
  co_return found;
}

void Linker::name_people(Seed& seed, const Found& found) {
  const WorkspaceId workspace = chat_.workspace();
  std::map<UserId, std::string> taken;  // by whom; who stands in the file by id comes first
  for (const Seed::Someone& someone : seed.people) {
    for (const Identity& identity : someone.identities) {
      if (identity.workspace != workspace) continue;
      taken.emplace(identity.user, someone.name);
      const auto user = found.find(someone.name);
      if (user == found.end() || user->second.id == identity.user) continue;
      warn_of_person(someone.name, "a user name that looks like an id",
                     "so write the id " + user->second.id.value + " instead");
    }
  }
  for (Seed::Someone& someone : seed.people) {
    if (plan_.people.contains(someone.name)) someone.perhaps_known = false;
    const auto named = someone.named.find(workspace);
    const auto user = found.find(someone.name);
    if (named == someone.named.end() || user == found.end()) continue;
    const UserId& id = user->second.id;
    const auto [holder, is_new] = taken.emplace(id, someone.name);
    if (!is_new) {
      warn_of_person(someone.name, "the same user as " + holder->second, "so this is left out");
      continue;
    }
    named->second = id;
    const Identity* known = known_here(someone.name);
    if (known == nullptr || known->user == id) continue;
    log_.warning("person.changed", {{"workspace", workspace.value},
                                    {"person", someone.name},
                                    {"was", known->user.value},
                                    {"is", id.value}});
  }
}

void Linker::warn_of_person(const std::string& name, const std::string& trouble,
                            const std::string& consequence) {
  const std::string& text = plan_.people.at(name);
  warnings_.push_back(name + " (" + text + "): " + trouble + ", " + consequence);
  log_.warning("person.unreachable", {{"workspace", chat_.workspace().value},
                                      {"person", name},
                                      {"user", text},
                                      {"reason", trouble}});
}

const Identity* Linker::known_here(const std::string& name) const {
  const Person* person = registry_.agency().directory.named(name);
  return person == nullptr ? nullptr : person->in(chat_.workspace());
}

awaitable<void> Linker::look_at_people() {
  for (const auto& [name, id] : plan_.people) {
    UserId wanted{id};
    const Asked<UserInfo> asked = co_await chat_.user(std::move(wanted));
    const auto* user = std::get_if<UserInfo>(&asked);
    const std::string trouble = user == nullptr     ? reason_of(asked)
                                : user->deactivated ? "deactivated"
                                : user->bot         ? "a bot"
                                                    : "";
    if (trouble.empty()) continue;
    log_.warning("person.unreachable", {{"workspace", chat_.workspace().value},
                                        {"person", name},
                                        {"user", id},
                                        {"reason", trouble}});
  }
}

}  // namespace baton
