#pragma once

#include <filesystem>

/// Where this checkout keeps what tests read and run. Only places.cc is compiled with these paths,
/// so that a compiler cache serves every other test file to every checkout.
namespace baton::test {

/// A file of the repository, such as "config/workflows/campaign.yaml"; "" for its root.
std::filesystem::path source_path(const std::filesystem::path& relative);

/// The recorded payloads that stay outside the project; the folder may be absent.
std::filesystem::path fixtures_dir();

/// The program `baton` of this build, or the one that BATON_PROGRAM in the environment names.
std::filesystem::path baton_program();

}  // namespace baton::test
