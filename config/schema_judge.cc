#include "config/schema_judge.h"

#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "config/document.h"

namespace baton::config {
namespace {

/// valijson's steps are "<root>", "[key]" and "[0]".
std::string pointer_of(const std::vector<std::string>& context) {
  std::string path;
  for (const std::string& step : context) {
    if (step.size() >= 2 && step.front() == '[')
      path = child(path, step.substr(1, step.size() - 2));
  }
  return path;
}

}  // namespace

struct Judge::Parsed {
  valijson::Schema schema;
};

Judge::Judge(const nlohmann::json& schema) : parsed_(std::make_unique<Parsed>()) {
  valijson::SchemaParser(valijson::SchemaParser::kDraft7)
      .populateSchema(valijson::adapters::NlohmannJsonAdapter(schema), parsed_->schema);
}

Judge::~Judge() = default;

std::vector<Complaint> Judge::complaints(const nlohmann::json& value) const {
  valijson::ValidationResults results;
  valijson::Validator validator(valijson::Validator::kStrongTypes);
  std::vector<Complaint> found;
  if (validator.validate(parsed_->schema, valijson::adapters::NlohmannJsonAdapter(value),
                         &results)) {
    return found;
  }
  for (const auto& error : results) found.push_back({pointer_of(error.context), error.description});
  return found;
}

}  // namespace baton::config
