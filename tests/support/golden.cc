#include "tests/support/golden.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

#include "tests/support/places.h"

namespace baton::test {

std::string read_source(const std::string& path) {
  std::ifstream file(source_path(path), std::ios::binary);
  EXPECT_TRUE(file.good()) << path << " cannot be read";
  return {std::istreambuf_iterator<char>(file), {}};
}

void expect_generated(const std::string& path, const std::string& actual) {
  if (const char* update = std::getenv("GOLDEN_UPDATE"); update != nullptr && *update == '1') {
    const std::filesystem::path target = source_path(path);
    std::filesystem::create_directories(target.parent_path());
    std::ofstream(target, std::ios::binary) << actual;
    return;
  }
  EXPECT_EQ(read_source(path), actual)
      << path << " differs; GOLDEN_UPDATE=1 rewrites it for git diff to review";
}

void expect_golden(const std::string& name, const std::string& actual) {
  expect_generated("tests/golden/" + name, actual);
}

}  // namespace baton::test
