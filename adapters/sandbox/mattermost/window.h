#pragma once

#include <cstdint>
#include <string>

#include "adapters/sandbox/mattermost/machine.h"

/// What one person's client shows, as the page reads it, and the control surface behind it.
namespace baton::sandbox::mattermost {

/// A post as the page and the ledger's readers get it.
Json shown_message(const ServerState& state, const Post& post);

/// Everything at once. REQUIRES: `user` exists.
Json window_json(Machine& machine, const std::string& user);
/// What changed after revision `after`; {"reset": true} where that is too long ago to tell.
Json window_changes(Machine& machine, const std::string& user, std::uint64_t after);
/// The ledger's lines after number `after`, all or of one channel (id), at most `limit`.
Json ledger_json(const ServerState& state, std::uint64_t after, const std::string& channel,
                 std::size_t limit);

Json conditions_json(const Conditions& conditions);
/// Carries out one command of the control surface (docs/sandbox.md, "Control"). Throws
/// std::invalid_argument or nlohmann::json::exception where it is wrong; nothing changed then.
Json control(Machine& machine, const Json& command);

}  // namespace baton::sandbox::mattermost
