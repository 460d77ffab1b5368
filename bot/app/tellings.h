#pragma once

#include <string>
#include <vector>

#include <boost/asio/awaitable.hpp>

#include "bot/app/registry.h"
#include "bot/ports/store.h"
#include "bot/ports/talk.h"

namespace baton {

/// Who was told of the task, or will be, and where its cards stand: the newest last. Of the lines
/// in a card's thread only the latest is among them.
boost::asio::awaitable<std::vector<TellingRow>> tellings_of(Outbox& outbox,
                                                            const Registry& registry, TaskKey task);

/// What the place where a card of `client` stands is called: "#acme". Where the configuration has
/// no name for it, what it is.
std::string place_called(const Agency& agency, const ClientKey& client,
                         const WorkspaceId& workspace, const ChannelId& channel);

}  // namespace baton
