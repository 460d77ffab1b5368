#include "adapters/sandbox/mattermost/answers.h"

namespace baton::sandbox::mattermost {
namespace {

using Json = nlohmann::json;

bool same_but_for_case(const std::string& left, const std::string& right) {
  if (left.size() != right.size()) return false;
  for (std::size_t i = 0; i < left.size(); ++i) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    if (lower(left[i]) != lower(right[i])) return false;
  }
  return true;
}

}  // namespace

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
    if (same_but_for_case(key, name)) return value;
  }
  return nullptr;
}

std::string text_member(const Json& holder, const std::string& name) {
  const Json value = member(holder, name);
  return value.is_null() ? std::string() : value.get<std::string>();
}

}  // namespace baton::sandbox::mattermost
