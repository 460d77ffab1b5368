#include "bot/app/destination.h"

#include <algorithm>

#include "core/delivery/delivery.h"

namespace baton {

std::vector<Destination> direct_messages(const Agency& agency, const PersonId& id) {
  std::vector<Destination> places;
  const Person* person = agency.directory.person(id);
  if (person == nullptr) return places;
  for (const Identity& identity : person->identities) {
    const auto at = identity.workspace == person->home ? places.begin() : places.end();
    places.insert(at, Destination{identity.workspace, identity.user});
  }
  return places;
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
  std::vector<Destination> direct = direct_messages(agency, holder);
  if (!direct.empty()) add(std::move(direct.front()));
  return places;
}

}  // namespace baton
