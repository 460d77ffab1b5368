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
                                     const PersonId& holder) {
  std::vector<Destination> places;
  const auto add = [&places](Destination place) {
    if (std::ranges::find(places, place) == places.end()) places.push_back(std::move(place));
  };
  if (const Client* client = agency.client(key)) {
    for (const auto& [workspace, channel] : client->channels) add({workspace, channel});
  }
  for (const auto& [workspace, channel] : agency.settings.default_channels) {
    add({workspace, channel});
  }
  if (places.size() > hops_max) places.resize(hops_max);  // the last hop is the holder's
  if (auto place = direct_messages(agency, holder)) add(std::move(*place));
  return places;
}

}  // namespace baton
