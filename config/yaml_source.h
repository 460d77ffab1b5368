#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/findings.h"

namespace baton::config {

/// Where a value or a key stands. Both count from 1; the column counts characters.
struct Spot {
  int line = 1;
  int column = 1;
};

/// A YAML value as written. Anchors are already followed.
struct YamlNode {
  enum class Kind { null, text, integer, real, flag, list, map };
  struct Entry;

  Kind kind = Kind::null;
  std::string text;  ///< of a scalar, as written
  Spot spot;
  std::string outside;  ///< where the text came from when not from this file: "${NAME}", a path
  bool broken = false;  ///< it could not be had, and a finding says so
  std::vector<YamlNode> list;
  std::vector<Entry> map;  ///< in the order of the file; every key once
};
struct YamlNode::Entry {
  std::string key;
  Spot spot;
  YamlNode value;
};

inline constexpr std::size_t file_bytes_max = std::size_t{1024} * 1024;
inline constexpr std::size_t values_max = 20'000;  ///< of one file, what aliases repeat included

/// The one document of `text`. Problems become findings in `file`; nullopt: it cannot be read at
/// all. Duplicate keys, tags, second documents and self-references are errors.
std::optional<YamlNode> parse_yaml(const std::string& text, const std::string& file,
                                   Findings& findings);

}  // namespace baton::config
