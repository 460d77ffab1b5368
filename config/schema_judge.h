#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace baton::config {

/// What valijson finds wrong, in its own words. It repeats a problem at every value around it.
struct Complaint {
  std::string path;  ///< JSON pointer
  std::string words;
};

/// Validates `value` against `schema` (JSON Schema draft 7). Empty: it is valid.
std::vector<Complaint> complaints(const nlohmann::json& schema, const nlohmann::json& value);

}  // namespace baton::config
