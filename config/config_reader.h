#pragma once

#include <filesystem>
#include <vector>

#include "config/document.h"

namespace baton::config {

/// What the configuration file says, its workflows left empty; `folder`: where the file stands.
/// Everything wrong that the schema cannot tell becomes a finding. Total: after an error the
/// result is only good for finding more.
Config read_config(const Document& document, const std::filesystem::path& folder,
                   const IsZone& is_zone, Findings& findings);

/// Which workflows are active.
struct WorkflowChoice {
  std::filesystem::path folder;  ///< absolute
  std::vector<Item> enabled;     ///< their ids; empty: all files of the folder
};
WorkflowChoice workflow_choice(const Document& document, const std::filesystem::path& folder);

}  // namespace baton::config
