#pragma once

#include <vector>

#include "bot/ports/chat.h"
#include "core/model/agency.h"

namespace baton {

/// A person's direct messages, best first: at home, then wherever else they are known. None where
/// they have no account at all.
std::vector<Destination> direct_messages(const Agency& agency, const PersonId& person);

/// Where a card of `client` may go, best first: its channel, else the default one, else the direct
/// messages of `holder`. Channels of `workspace` alone, where one is named. At most one more than
/// hops_max; no place twice.
std::vector<Destination> card_places(const Agency& agency, const ClientKey& client,
                                     const WorkspaceId& workspace, const PersonId& holder);

}  // namespace baton
