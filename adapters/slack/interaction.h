#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include <boost/system/result.hpp>
#include <nlohmann/json_fwd.hpp>

#include "adapters/slack/ingress.h"

namespace baton::slack {

/// Whether `text` has the shape of Slack's ids, hashes and triggers: 1 to 255 of [A-Za-z0-9._-].
bool is_slack_id(std::string_view text);

/// The deduplication key of one delivery. No part holds the separator (see is_slack_id).
std::string delivery_key(std::string_view surface, std::initializer_list<std::string_view> parts);

/// What an authentic interaction payload says to the workspace of `team`. A form that was opened
/// longer than form_life before `now` comes as Submitted::expired. Pure.
/// Errors: bad_request, too_large, foreign_workspace.
[[nodiscard]] boost::system::result<Received> read_interaction(const nlohmann::json& payload,
                                                               const WorkspaceId& workspace,
                                                               const std::string& team,
                                                               TimePoint now);

}  // namespace baton::slack
