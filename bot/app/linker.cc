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
  co_await look_at_people();
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
  Seed seed;
  seed.workspaces.push_back(Workspace{workspace, plan_.kind, team->team});
  for (const auto& [key, name] : plan_.client_channels) {
    const ChannelId channel = co_await resolve(name, "client " + key.value);
    if (channel.empty()) continue;
    const Client* client = registry_.agency().client(key);
    Seed::Account account;
    account.key = key;
    account.name = client == nullptr ? key.value : client->name;
    account.channels[workspace] = channel;
    seed.clients.push_back(std::move(account));
  }
  if (!plan_.default_channel.empty()) {
    const ChannelId channel = co_await resolve(plan_.default_channel, "the default channel");
    if (!channel.empty()) {
      registry_.settings().default_channels[workspace] = channel;
    } else if (!chat_away_) {
      registry_.settings().default_channels.erase(workspace);
    }
  }
  if (chat_away_) co_return false;
  co_await registry_.sow(std::move(seed));
  reason_.clear();
  log_.info("workspace.linked", {{"workspace", workspace.value}, {"team", team->team}});
  linked_(*team);
  co_return true;
}

awaitable<ChannelId> Linker::resolve(std::string name, std::string whose) {
  const Asked<ChannelId> asked = co_await chat_.channel(name);
  if (const auto* channel = std::get_if<ChannelId>(&asked)) co_return *channel;
  reason_ = reason_of(asked);
  if (may_pass(asked)) {
    chat_away_ = true;
  } else {
    warnings_.push_back(whose + " (" + name + "): " + reason_);
  }
  log_.warning("channel.unresolved", {{"workspace", chat_.workspace().value},
                                      {"channel", name},
                                      {"of", whose},
                                      {"reason", reason_}});
  co_return ChannelId{};
}

awaitable<void> Linker::look_at_people() {
  for (const auto& [name, id] : plan_.people) {
    const Asked<UserInfo> asked = co_await chat_.user(id);
    const auto* user = std::get_if<UserInfo>(&asked);
    const std::string trouble = user == nullptr     ? reason_of(asked)
                                : user->deactivated ? "deactivated"
                                : user->bot         ? "a bot"
                                                    : "";
    if (trouble.empty()) continue;
    log_.warning("person.unreachable", {{"workspace", chat_.workspace().value},
                                        {"person", name},
                                        {"user", id.value},
                                        {"reason", trouble}});
  }
}

}  // namespace baton
