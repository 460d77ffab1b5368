#pragma once

#include <optional>
#include <string>

#include <nlohmann/json.hpp>

/// Reading what integrations answer the way the server does.
namespace baton::sandbox::mattermost {

/// The JSON value of `body`; nullopt: it is none. Not bounded: only what a person's own doing
/// caused is read so.
std::optional<nlohmann::json> json_of(const std::string& body);

/// The member of that name, in whatever case; null: absent.
nlohmann::json member(const nlohmann::json& holder, const std::string& name);
/// The same as text; empty where it is absent or null. Throws nlohmann::json::exception where it is
/// of another kind.
std::string text_member(const nlohmann::json& holder, const std::string& name);

}  // namespace baton::sandbox::mattermost
