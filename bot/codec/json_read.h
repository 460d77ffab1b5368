#pragma once

#include <initializer_list>
#include <string>

#include <nlohmann/json.hpp>

/// Reading of JSON that came from outside: what is missing or of another type reads as nothing.
namespace baton::codec {

using Path = std::initializer_list<const char*>;

/// The value at `path`; null where one of its steps is missing. Lives as long as `json`.
const nlohmann::json& at(const nlohmann::json& json, Path path);
/// The string there, or "".
std::string text_at(const nlohmann::json& json, Path path);
/// The list there, or an empty one.
const nlohmann::json& list_at(const nlohmann::json& json, Path path);
/// Whether `true` stands there.
bool is_true_at(const nlohmann::json& json, Path path);

}  // namespace baton::codec
