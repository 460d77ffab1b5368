#pragma once

#include <string>

#include "adapters/sandbox/conditions.h"
#include "adapters/sandbox/workspace.h"

/// What one person's window shows, as the page reads it, and the control surface behind it.
namespace baton::sandbox {

/// Everything at once. REQUIRES: `person` exists.
Json window_json(Workspace& workspace, const Conditions& conditions, const std::string& person);
/// What changed after revision `after`; {"reset": true} where that is too long ago to tell.
Json window_changes(Workspace& workspace, const Conditions& conditions, const std::string& person,
                    std::uint64_t after);
/// The ledger's lines after number `after`, all or of one channel, at most `limit`.
Json ledger_json(const Workspace& workspace, std::uint64_t after, const std::string& channel,
                 std::size_t limit);

Json conditions_json(const Conditions& conditions);
/// Carries out one command of the control surface (docs/sandbox.md, "Control"). Throws
/// std::invalid_argument or nlohmann::json::exception where it is wrong; nothing changed then.
Json control(Workspace& workspace, Conditions& conditions, const Json& command, TimePoint now);

}  // namespace baton::sandbox
