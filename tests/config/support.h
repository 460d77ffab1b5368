#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "config/config.h"

namespace baton::test {

/// A folder of its own that is gone when the test ends.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  /// Writes `text` to `name` in it, making the folders between.
  void write(const std::string& name, const std::string& text) const;

 private:
  std::filesystem::path path_;
};

/// The environment of the tests: these variables and no others.
config::Environment environment(std::map<std::string, std::string> variables);

/// A small workflow without a fault, and a small configuration that goes with it.
extern const char* const good_workflow;
extern const char* const good_config;

/// Loads baton.yaml of `folder` with SLACK_SIGNING_SECRET and SLACK_BOT_TOKEN set.
config::Loaded load_in(const Folder& folder);
config::Loaded load_in(const Folder& folder, std::map<std::string, std::string> variables);

bool has_error(const config::Loaded& loaded);

/// The findings as lines, the folder's own path cut away.
std::vector<std::string> lines(const Folder& folder, const config::Loaded& loaded);

/// `text` with the first `from` replaced. Fails the test where it is absent.
std::string replaced(std::string text, const std::string& from, const std::string& to);

}  // namespace baton::test
