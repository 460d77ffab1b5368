#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "config/document.h"
#include "config/schema_judge.h"

namespace baton::config {

/// One of the JSON Schemas of config/schema, as the service uses it: after ${NAME} and
/// { file: } were replaced, so that only the plain alternatives of a value are left.
///
/// Beside the standard keywords it knows "x-secret" (the value is never shown), "x-not-yet" (why a
/// key has no effect in this version) and "x-units" (one of which a number needs behind it).
class Schema {
 public:
  /// REQUIRES: `text` is a JSON Schema (draft 7) without `pattern` and `format`.
  explicit Schema(std::string_view text);

  /// Texts that came from outside become numbers and flags where the schema wants those; values
  /// that it calls secret are marked so.
  void prepare(Document& document) const;

  /// Tells all that is wrong with `document`, each at the innermost value it concerns.
  void check(const Document& document, Findings& findings) const;

  struct NotYet {
    std::string path;
    std::string why;
  };
  /// The keys of `value` that have no effect in this version, in the order of the JSON.
  [[nodiscard]] std::vector<NotYet> not_yet(const Json& value) const;

 private:
  using Visit = std::function<bool(const Json& declared, const Json& value, const std::string&)>;

  [[nodiscard]] const Json& resolved(const Json& declared) const;
  [[nodiscard]] std::vector<const Json*> alternatives_of(const Json& declared) const;
  [[nodiscard]] const Json* alternative_for(const Json& declared, const Json& value) const;
  [[nodiscard]] const Json* declared_at(const Json& value, const std::string& path) const;
  void walk(const Json& declared, const Json& value, const std::string& path,
            const Visit& visit) const;
  void explain(const Document& document, const std::string& path, Findings& findings) const;
  void explain_map(const Json& map, const Document& document, const std::string& path,
                   Findings& findings) const;

  Json schema_;
  Judge judge_;
};

/// The schemas of the two kinds of files, parsed once.
const Schema& configuration_schema();
const Schema& workflow_schema();

}  // namespace baton::config
