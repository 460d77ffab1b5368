#include "bot/codec/json_read.h"

namespace baton::codec {

using Json = nlohmann::json;

const Json& at(const Json& json, Path path) {
  static const Json nothing;
  const Json* here = &json;
  for (const char* const name : path) {
    if (!here->is_object()) return nothing;
    const auto found = here->find(name);
    if (found == here->end()) return nothing;
    here = &*found;
  }
  return *here;
}

std::string text_at(const Json& json, Path path) {
  const Json& value = at(json, path);
  return value.is_string() ? value.get<std::string>() : std::string();
}

const Json& list_at(const Json& json, Path path) {
  static const Json nothing = Json::array();
  const Json& value = at(json, path);
  return value.is_array() ? value : nothing;
}

bool is_true_at(const Json& json, Path path) {
  const Json& value = at(json, path);
  return value.is_boolean() && value.get<bool>();
}

}  // namespace baton::codec
