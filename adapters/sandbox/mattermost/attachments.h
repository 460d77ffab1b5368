#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "bot/ports/clock.h"

/// What posts hold beside their message: attachments, as the server keeps them, and as one reads
/// them.
namespace baton::sandbox::mattermost {

class ServerState;

/// The attachments as the server stores them: every member there is, unknown ones and null entries
/// gone, ids for actions that have none. Not an array: an empty one.
/// Throws nlohmann::json::exception where a member is of a kind that the server refuses.
nlohmann::json stored_attachments(const nlohmann::json& given, Random& random);
/// What answers of integrations are treated to beside: values of fields become text, links are
/// rewritten in texts, pretexts and values.
void rewrite_attachments(nlohmann::json& attachments);

/// `props` as clients get them: no action shows its integration.
nlohmann::json public_props(const nlohmann::json& props);
/// The action of that id in a post's props; nullptr: there is none.
const nlohmann::json* find_action(const nlohmann::json& props, const std::string& id);

/// What a person reads of a post, one line per part; buttons and menus as "[Accept] [Return]".
std::string shown_post(const std::string& message, const nlohmann::json& props);

/// "<https://x|label>" becomes "[label](https://x)".
std::string with_markdown_links(const std::string& text);
/// "<!here>" becomes "@here", "<@id of somebody known>" "@name".
std::string with_mentions(const std::string& text, const ServerState& state);

}  // namespace baton::sandbox::mattermost
