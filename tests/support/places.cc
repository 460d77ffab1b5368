#include "tests/support/places.h"

#include <cstdlib>

namespace baton::test {

std::filesystem::path source_path(const std::filesystem::path& relative) {
  return std::filesystem::path(BATON_SOURCE_DIR) / relative;
}

std::filesystem::path fixtures_dir() { return BATON_FIXTURES_DIR; }

std::filesystem::path baton_program() {
  const char* const other = std::getenv("BATON_PROGRAM");
  return other == nullptr ? BATON_PROGRAM : other;
}

}  // namespace baton::test
