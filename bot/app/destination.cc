#include "bot/app/destination.h"

#include <algorithm>

#include "core/delivery/delivery.h"

namespace baton {

std::optional<Destination> direct_messages(const Agency& agency, const PersonId& id) {
  const Person* person = agency.directory.person(id);
  const Identity* identity = person == nullptr ? nullptr : person->in(person->home);
  if (identity == nullptr) return std::nullopt;
  return Destination{identity->workspace, identity->user};
}

std::vector<Destination> card_places(const Agency& agency, const ClientKey& key,
                                     const WorkspaceId& wanted, const PersonId& holder) {
  std::vector<Destination> places;
  const auto add = [&places](Destination place) {
    if (std::ranges::find(places, place) == places.end()) places.push_back(std::move(place));
  };
  const auto add_all = [&](const std::map<WorkspaceId, ChannelId>& channels) {
    for (const auto& [workspace, channel] : channels) {
      if (wanted.empty() || workspace == wanted) add({workspace, channel});
    }
  };
  if (const Client* client = agency.client(key)) add_all(client->channels);
  add_all(agency.settings.default_channels);
  if (places.size() > hops_max) places.resize(hops_max);  // the last hop is the holder's
  if (auto place = direct_messages(agency, holder)) add(std::move(*place));
  return places;
}

}  // namespace baton
