#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "config/findings.h"
#include "config/yaml_source.h"

namespace baton::config {

using Json = nlohmann::json;

/// Paths into a document are JSON pointers (RFC 6901): "/people/0/name"; "" is the root.
std::string child(const std::string& path, const std::string& key);
std::string child(const std::string& path, std::size_t index);
/// The last key on `path` that is not a list index: "/people/0/roles/1" gives "roles".
std::string key_of(const std::string& path);
std::vector<std::string> steps_of(const std::string& path);

/// A file's content as JSON, and where every value of it stands.
struct Document {
  struct Mark {
    Spot value;
    Spot key;             ///< of what stands in a map
    std::string outside;  ///< as YamlNode::outside
    bool broken = false;  ///< it could not be had; a finding says so already
  };

  std::string file;
  Json value;
  std::map<std::string, Mark> marks;
  std::set<std::string> secrets;  ///< paths whose values are never shown

  [[nodiscard]] const Mark& mark(const std::string& path) const;
  [[nodiscard]] Place place(const std::string& path) const;
  /// Of the key, where `path` stands in a map; of the value otherwise.
  [[nodiscard]] Place key_place(const std::string& path) const;
  /// The value in quotes, or where it came from when it must not be shown.
  [[nodiscard]] std::string shown(const std::string& path) const;
};

/// REQUIRES: every text of `root` is UTF-8.
Document to_document(const YamlNode& root, std::string file);

/// `value` as one would write it in YAML on one line.
std::string written(const Json& value);

/// One value of a document, read without fear: what is absent or of another kind reads as empty,
/// because the schema check has told of it already. The document outlives it.
class Item {
 public:
  explicit Item(const Document& document);

  [[nodiscard]] Item at(const std::string& key) const;
  [[nodiscard]] std::vector<Item> items() const;  ///< of a list; of anything else: none
  [[nodiscard]] std::vector<std::pair<std::string, Item>> members() const;
  [[nodiscard]] bool exists() const { return value_ != nullptr; }
  [[nodiscard]] bool is_map() const { return value_ != nullptr && value_->is_object(); }
  [[nodiscard]] bool is_list() const { return value_ != nullptr && value_->is_array(); }
  [[nodiscard]] bool is_text() const { return value_ != nullptr && value_->is_string(); }

  [[nodiscard]] std::string text(const std::string& otherwise = "") const;
  [[nodiscard]] int number(int otherwise) const;
  [[nodiscard]] bool flag(bool otherwise) const;
  /// A list of texts, or one text standing for a list of one.
  [[nodiscard]] std::vector<Item> texts() const;

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] Place place() const { return document_->place(path_); }
  [[nodiscard]] Place key_place() const { return document_->key_place(path_); }
  [[nodiscard]] std::string shown() const { return document_->shown(path_); }

 private:
  Item(const Document& document, const Json* value, std::string path);

  const Document* document_;
  const Json* value_;
  std::string path_;
};

}  // namespace baton::config
