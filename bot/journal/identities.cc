#include "bot/journal/identities.h"

#include <nlohmann/json.hpp>

#include "bot/journal/member_json.h"

namespace baton::journal {

std::string text_of(const std::vector<Identity>& identities) {
  if (identities.empty()) return {};
  return codec::canonical(write(identities));
}

std::vector<Identity> identities_of(const std::string& text) {
  std::vector<Identity> identities;
  const nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
  if (json.is_array()) read(json, identities);  // an erased text is none
  return identities;
}

}  // namespace baton::journal
