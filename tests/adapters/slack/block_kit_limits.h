#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

/// Block Kit's rules for what we render, walked over the JSON. Written from the schema of Slack's
/// documentation, apart from the code that keeps them.
namespace baton::test {

/// What is wrong with {"text", "blocks"}, each with its place; empty: nothing.
std::vector<std::string> message_faults(const nlohmann::json& message);
/// What is wrong with a modal view.
std::vector<std::string> view_faults(const nlohmann::json& view);

}  // namespace baton::test
