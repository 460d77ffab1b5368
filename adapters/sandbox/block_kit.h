#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

/// Slack's Block Kit limits, as far as the sandbox shows blocks. Lengths count UTF-16 units, the
/// strictest of the units Slack may mean. Source: docs.slack.dev, reference "Blocks", "Block
/// elements", "Composition objects", "Modals".
namespace baton::sandbox {

/// What is wrong with a message's blocks, in Slack's words ("... [json-pointer:/blocks/0/text]");
/// empty: nothing.
std::vector<std::string> message_block_errors(const nlohmann::json& blocks);

/// What is wrong with the view of views.open or views.update; empty: nothing.
std::vector<std::string> view_errors(const nlohmann::json& view);

inline constexpr std::size_t view_bytes_max = 250'000;

}  // namespace baton::sandbox
