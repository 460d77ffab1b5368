#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace baton::config {

/// What valijson finds wrong, in its own words. It repeats a problem at every value around it.
struct Complaint {
  std::string path;  ///< JSON pointer
  std::string words;
};

/// One JSON Schema (draft 7) as valijson reads it.
class Judge {
 public:
  explicit Judge(const nlohmann::json& schema);
  ~Judge();
  Judge(const Judge&) = delete;
  Judge& operator=(const Judge&) = delete;

  /// Empty: `value` is valid.
  [[nodiscard]] std::vector<Complaint> complaints(const nlohmann::json& value) const;

 private:
  struct Parsed;  // keeps valijson's headers, which are slow to compile, out of this one
  std::unique_ptr<Parsed> parsed_;
};

}  // namespace baton::config
