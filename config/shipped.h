#pragma once

#include <string_view>
#include <vector>

namespace baton::config {

/// The files of config/ that are built into the program, by their path from there:
/// "schema/baton.schema.json", "workflows/quick.yaml", "demo/baton.yaml". Written below one folder
/// under their names they find each other.
struct ShippedFile {
  std::string_view name;
  std::string_view text;
};
const std::vector<ShippedFile>& shipped_files();

/// The text of one of them. Throws std::out_of_range for a name that is not shipped.
std::string_view shipped_file(std::string_view name);

}  // namespace baton::config
