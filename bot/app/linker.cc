#include "bot/app/linker.h"

#include <algorithm>

#include <boost/system/system_error.hpp>

#include "bot/app/asked.h"

namespace baton {

using boost::asio::awaitable;

namespace {

/// Why there is no such channel, and the mend.
std::string trouble_of(const Asked<ChannelId>& asked) {
  const std::string word = " (" + reason_of(asked) + ")";
  if (!failed_with(asked, ErrorClass::place_gone)) return "cannot be looked up" + word;
  return "not found: check the name, and invite the bot to it if it is private" + word;
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
      linked_(std::move(linked)),
      people_(chat, plan_.people, registry, clock, log) {}

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
  if (plan_.people_are == PeopleAre::ids) co_await people_.look();
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
  const WorkspaceId workspace = chat_.workspace();
  Seed seed = plan_.file;
  seed.workspaces.push_back(Workspace{workspace, plan_.kind, team->team});
  const std::map<ClientKey, ChannelId> channels = co_await resolve_client_channels();
  for (const auto& [key, channel] : channels) {
    account_in(seed, key, registry_.agency()).channels[workspace] = channel;
  }
  if (!chat_away_) co_await resolve_default_channel();
  if (chat_away_) co_return false;
  if (plan_.people_are == PeopleAre::names) {
    std::optional<Seed> named = co_await people_.name(std::move(seed));
    if (!named) {
      reason_ = people_.reason();
      co_return false;
    }
    seed = std::move(*named);
  }
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
    } else {
      Warning& warning = warnings_.emplace_back();
      warning.sentence = whose + " (" + name + "): " + reason_;
      if (plan_.channels_for_all.contains(key)) warning.for_all = key;
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
    warnings_.push_back({whose + " (" + plan_.default_channel + "): " + reason_, std::nullopt});
  }
}

awaitable<ChannelId> Linker::resolve(std::string name, std::string whose) {
  if (const auto known = channels_found_.find(name); known != channels_found_.end()) {
    co_return known->second;
  }
  const Asked<ChannelId> asked = co_await chat_.channel(name);
  if (const auto* channel = std::get_if<ChannelId>(&asked)) {
    channels_found_[name] = *channel;
    remember(*channel, std::move(name));
    co_return *channel;
  }
  chat_away_ = may_pass(asked);
  reason_ = chat_away_ ? reason_of(asked) : trouble_of(asked);
  log_.warning("channel.unresolved", {{"workspace", chat_.workspace().value},
                                      {"channel", name},
                                      {"of", whose},
                                      {"reason", reason_of(asked)}});
  co_return ChannelId{};
}

void Linker::remember(const ChannelId& channel, std::string name) {
  if (name.starts_with('#') || name.starts_with('~')) name.erase(0, 1);
  auto& names = registry_.settings().channel_names;
  if (name != channel.value) names[{chat_.workspace(), channel}] = std::move(name);
}

std::vector<std::string> Linker::warnings() const {
  std::vector<std::string> all;
  for (const Warning& warning : warnings_) {
    if (!warning.for_all || !is_made_up_for(*warning.for_all)) all.push_back(warning.sentence);
  }
  for (std::string& sentence : people_.warnings()) all.push_back(std::move(sentence));
  return all;
}

bool Linker::is_made_up_for(const ClientKey& key) const {
  const Agency& agency = registry_.agency();
  const Client* client = agency.client(key);
  return client != nullptr && agency.settings.default_channels.contains(chat_.workspace()) &&
         std::ranges::any_of(client->channels, [this](const auto& channel) {
           return channel.first != chat_.workspace();
         });
}

}  // namespace baton
