#include "tests/adapters/slack/fixture_files.h"

#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "tests/support/places.h"

namespace baton::test {

std::optional<std::filesystem::path> slack_fixtures() {
  const std::filesystem::path folder = fixtures_dir() / "slack";
  if (!std::filesystem::is_directory(folder)) return std::nullopt;
  return folder;
}

std::string slack_fixture(const std::string& file) {
  const std::optional<std::filesystem::path> folder = slack_fixtures();
  std::ifstream in(folder.value_or("") / file, std::ios::binary);
  EXPECT_TRUE(in) << "cannot read " << file;
  std::ostringstream out;
  out << in.rdbuf();
  std::string content = out.str();
  while (content.ends_with('\n')) content.pop_back();
  return content;
}

}  // namespace baton::test
