#include "bot/app/tellings.h"

#include <algorithm>
#include <optional>

#include "bot/app/destination.h"
#include "core/text/ascii.h"

namespace baton {

using boost::asio::awaitable;

namespace {

bool is_channel(const std::map<WorkspaceId, ChannelId>& channels, const WorkspaceId& workspace,
                const ChannelId& channel) {
  const auto found = channels.find(workspace);
  return found != channels.end() && found->second == channel;
}

/// The only one of its kind needs no name of its own, and goes by its kind's: "Slack".
std::string workspace_called(const Directory& directory, const WorkspaceId& id) {
  std::string name = id.value;
  const Workspace* workspace = directory.workspace(id);
  if (workspace != nullptr && workspace->kind == name) name.front() = ascii::upper(name.front());
  return name;
}

/// Where a card that was not sent yet will go; empty: nowhere.
std::string place_to_come(const OutboxRow& row, const Agency& agency, const PersonId& holder) {
  const ClientKey client = client_of(row.notice.task);
  const std::vector<Destination> places = card_places(agency, client, row.notice.workspace, holder);
  const auto hop = static_cast<std::size_t>(row.attempts.hops);
  if (places.empty()) return "Nowhere";
  const Destination& place = places[std::min(hop, places.size() - 1)];
  const auto* channel = std::get_if<ChannelId>(&place.place);
  return place_called(agency, client, place.workspace, channel ? *channel : ChannelId());
}

}  // namespace

std::string place_called(const Agency& agency, const ClientKey& key, const WorkspaceId& workspace,
                         const ChannelId& channel) {
  const auto& names = agency.settings.channel_names;
  const auto name = names.find({workspace, channel});
  const Client* client = agency.client(key);
  std::string place = "A direct message";
  if (name != names.end()) {
    place = "#" + name->second;
  } else if (client != nullptr && is_channel(client->channels, workspace, channel)) {
    place = "The channel of " + key.value;
  } else if (is_channel(agency.settings.default_channels, workspace, channel)) {
    place = "The channel for all clients";
  }
  const bool is_one_of_several = agency.directory.workspaces.size() > 1;
  return is_one_of_several ? place + " (" + workspace_called(agency.directory, workspace) + ")"
                           : place;
}

awaitable<std::vector<TellingRow>> tellings_of(Outbox& outbox, const Registry& registry,
                                               TaskKey key) {
  std::vector<TellingRow> told;
  std::vector<std::string> threads;  // of each telling: the card whose thread it stands in
  const std::optional<Task> task = registry.peek(key);
  const PersonId holder = task ? task->holder : PersonId();
  const std::vector<OutboxRow> rows = co_await outbox.of_task(std::move(key));
  for (const OutboxRow& row : rows) {
    if (row.notice.edit_only || row.state == Delivery::superseded) continue;
    const bool sent = row.state == Delivery::delivered;
    // Whether it is sent at all is known only when it is due.
    const bool depends = row.notice.kind == NoticeKind::digest && !row.notice.only_after.empty();
    if (depends && !sent) continue;
    TellingRow telling;
    telling.kind = row.notice.kind;
    telling.person = row.notice.person;
    telling.at = sent ? row.settled_at : row.attempts.first_at;
    telling.state = sent ? TellingRow::State::sent : TellingRow::State::waiting;
    if (row.state == Delivery::dead) telling.state = TellingRow::State::lost;
    if (row.notice.kind == NoticeKind::thread) {
      telling.place = "The card's thread";
      const auto earlier = std::ranges::find(threads, row.notice.thread_of);
      if (earlier != threads.end()) {
        told.erase(told.begin() + (earlier - threads.begin()));
        threads.erase(earlier);
      }
    } else if (telling.person.empty()) {
      const Agency& agency = registry.agency();
      telling.place = place_to_come(row, agency, holder);
      const std::optional<SlotMessage> stands = co_await outbox.message(row.notice.slot);
      if (stands) {
        const MessageRef& ref = stands->message;
        telling.place =
            place_called(registry.agency(), client_of(row.notice.task), ref.workspace, ref.channel);
      }
    }
    told.push_back(std::move(telling));
    threads.push_back(row.notice.thread_of);
  }
  co_return told;
}

}  // namespace baton
