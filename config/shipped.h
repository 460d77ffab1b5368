#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

namespace baton::config {

/// The files of config/ that are built into the program, by their path from there:
/// "schema/baton.schema.json", "workflows/quick.yaml", "demo/baton.yaml".
struct ShippedFile {
  std::string_view name;
  std::string_view text;
};
const std::vector<ShippedFile>& shipped_files();

/// The text of one of them. Throws std::out_of_range for a name that is not shipped.
std::string_view shipped_file(std::string_view name);

/// Writes all of them below `folder` under their names, so that they find each other: then
/// `folder`/demo/baton.yaml is a configuration that can be loaded. Throws std::filesystem_error
/// or std::ios_base::failure.
void write_shipped_files(const std::filesystem::path& folder);

}  // namespace baton::config
