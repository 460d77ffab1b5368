#pragma once

#include <filesystem>
#include <set>
#include <string>

#include "config/findings.h"
#include "config/yaml_source.h"

namespace baton::config {

/// Puts the values that stand elsewhere into `root`: ${NAME} inside any text from `environment`
/// ($${NAME} stands for itself), and { file: PATH } from that file without the line ends at its
/// end. A relative PATH begins at `folder`. What cannot be had becomes a finding and a broken
/// node. Of the top-level keys in `kept` a { file: PATH } stays as it is.
void resolve_references(YamlNode& root, const std::string& file,
                        const std::filesystem::path& folder, const Environment& environment,
                        const std::set<std::string>& kept, Findings& findings);

/// The whole of a small file; the reason (a sentence fragment: "cannot be read: ...") otherwise.
struct FileText {
  std::string text;
  std::string problem;
};
FileText read_text_file(const std::filesystem::path& path, std::size_t bytes_max);

}  // namespace baton::config
