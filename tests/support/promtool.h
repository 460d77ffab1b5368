#pragma once

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include <sys/wait.h>

#include "tests/support/temp_dir.h"

namespace baton::test {

/// What promtool says of something: nothing, where it is good.
struct Promtool {
  int exit_code = 0;
  std::string output;
};

/// `promtool <arguments>`, reading `input`. Where it is missing that is a failure as any other: it
/// comes out of Debian's package prometheus (./dev test fetches it).
inline Promtool promtool(const std::string& arguments, const std::string& input = {}) {
  const TempDir folder;
  const std::string file = (folder / "input").string();
  std::ofstream(file) << input;
  std::FILE* pipe = ::popen(("promtool " + arguments + " < " + file + " 2>&1").c_str(), "r");
  Promtool said;
  std::array<char, 4096> bytes{};
  while (const std::size_t count = std::fread(bytes.data(), 1, bytes.size(), pipe)) {
    said.output.append(bytes.data(), count);
  }
  said.exit_code = WEXITSTATUS(::pclose(pipe));
  return said;
}

}  // namespace baton::test
