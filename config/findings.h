#pragma once

#include <string>
#include <vector>

#include "config/config.h"

namespace baton::config {

/// Collects what is found while a configuration is read.
class Findings {
 public:
  void error(Place place, std::string message);
  void warning(Place place, std::string message);
  void add(Findings others);
  [[nodiscard]] bool has_errors() const { return errors_ > 0; }

  /// A text that no finding may contain. Too short ones are ignored: they would black out words.
  void hide(const std::string& secret);

  /// All findings, each once, in the order of `files` and their lines; hidden texts blacked out.
  [[nodiscard]] std::vector<Finding> sorted(const std::vector<std::string>& files) const;

 private:
  std::vector<Finding> findings_;
  std::vector<std::string> hidden_;
  int errors_ = 0;
};

/// `text` in quotes, cut where it is long, control characters replaced: fit for one line.
std::string in_quotes(const std::string& text);

/// "a, b or c".
std::string alternatives(const std::vector<std::string>& words);

}  // namespace baton::config
