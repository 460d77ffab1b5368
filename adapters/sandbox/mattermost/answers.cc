#include "adapters/sandbox/mattermost/answers.h"

#include "core/text/ascii.h"

namespace baton::sandbox::mattermost {

using Json = nlohmann::json;

std::optional<Json> json_of(const std::string& body) {
  Json value = Json::parse(body, nullptr, false);
  if (value.is_discarded()) return std::nullopt;
  return value;
}

Json member(const Json& holder, const std::string& name) {
  if (!holder.is_object()) return nullptr;
  const auto exact = holder.find(name);
  if (exact != holder.end()) return *exact;
  for (const auto& [key, value] : holder.items()) {
    if (ascii::same(key, name)) return value;
  }
  return nullptr;
}

std::string text_member(const Json& holder, const std::string& name) {
  const Json value = member(holder, name);
  return value.is_null() ? std::string() : value.get<std::string>();
}

}  // namespace baton::sandbox::mattermost
