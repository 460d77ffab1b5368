#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/sandbox/mattermost/rest.h"

namespace baton::sandbox::mattermost {

/// One route of the API. `pattern`: "/api/v4/posts/:id/patch"; ":id" matches letters and digits,
/// ":name" also . _ and -, ":any" whatever is not a slash.
struct Rest::Route {
  std::string method;  ///< "*": any
  std::string pattern;
  const char* name;  ///< in the fault script: "posts.patch"
  const char* body;  ///< what its body is called where it cannot be read
  bool needs_session = true;
  HttpResponse (Rest::*call)(const Call&) = nullptr;  ///< nullptr: it asks an integration
};

/// What the parameters of `pattern` match in `path`; nullopt: it does not match.
std::optional<std::vector<std::string>> match(std::string_view pattern, std::string_view path);

/// The JSON of a request's body. Throws std::invalid_argument where there is none.
Json body_of(const HttpRequest& request);

/// Also where a text is not UTF-8, which integrations may say.
std::string dumped(const Json& json);

}  // namespace baton::sandbox::mattermost
