#include "bot/app/outbox_fallback.h"

#include <algorithm>

namespace baton {
namespace {

/// `place` in words for the holder.
std::string words_of(const Destination& place, const ClientKey& key, const Agency& agency) {
  const auto* channel = std::get_if<ChannelId>(&place.place);
  if (channel == nullptr) return "your direct messages";
  const Client* client = agency.client(key);
  const auto is_place = [&](const auto& entry) {
    return entry.first == place.workspace && entry.second == *channel;
  };
  if (client != nullptr && std::ranges::any_of(client->channels, is_place)) {
    return "another channel of the client";
  }
  return "the default channel";
}

}  // namespace

std::optional<Notice> told_of_fallback(const OutboxRow& card, const Destination& place,
                                       const Task& task, const Agency& agency) {
  if (card.notice.kind != NoticeKind::card || card.attempts.hops == 0) return std::nullopt;
  if (task.holder.empty()) return std::nullopt;
  const Client* client = agency.client(task.client);
  const WorkspaceId& wanted = card.notice.workspace;
  const bool has_channel =
      client != nullptr &&
      (wanted.empty() ? !client->channels.empty() : client->channels.contains(wanted));
  Notice told;
  told.kind = NoticeKind::undeliverable;
  told.task = card.notice.task;
  told.handoff = card.notice.handoff;
  told.person = task.holder;
  told.slot = "hop/" + card.notice.slot;
  told.text = "The card of " + task.key.value + " could not go to " +
              (has_channel ? "the client's channel" : "the default channel") + " (" + card.reason +
              "); it stands in " + words_of(place, task.client, agency) + ".";
  return told;
}

}  // namespace baton
